// SPDX-License-Identifier: GPL-3.0-or-later
// One model's answer to a drawing: the likeliest digit, all ten probabilities, the measured time
// and the neurons that worked on it. GUI thread.
#pragma once

#include "model/jobs/digit_run.h"

#include <QWidget>

class QLabel;

namespace glowworm {

struct LoadedModel;
class ElidedLabel;
class ProbabilityBars;
class Switchboard;
class ValueLabel;

class AnswerView : public QWidget {
    Q_OBJECT

public:
    explicit AnswerView(Twin twin, QWidget* parent = nullptr);

    /// Null: the slot is empty. other: the twin's model, whose grid a dense board shares. Forgets
    /// the answer.
    void setModel(const LoadedModel* model, const LoadedModel* other);
    /// Its own twin's answer, if there is one; beside it, when that is so, that the picture is
    /// unlike MNIST's digits.
    void take(const DigitResult& result);
    void clear();
    /// The likeliest digit, -1: no answer.
    int digit() const { return m_digit; }
    const Switchboard& board() const { return *m_board; }
    const ProbabilityBars& bars() const { return *m_bars; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void show(const DigitAnswer& answer);
    QLabel* newUnlike(QWidget* parent) const; // the warning beside the answer
    void showHeading();

    Twin m_twin;
    int m_digit = -1;
    QString m_kind;
    QLabel *m_heading, *m_answer, *m_unlike;
    ElidedLabel* m_source;
    ProbabilityBars* m_bars;
    ValueLabel* m_time;
    Switchboard* m_board;
};

} // namespace glowworm
