// SPDX-License-Identifier: GPL-3.0-or-later
// One model's side of the Generation panel: its text, what may follow, its measured speed and its
// switchboard, all for the picked token. Keeps every token with its neurons until the next start.
// GUI thread.
#pragma once

#include "model/jobs/generation_run.h"

#include <QElapsedTimer>
#include <QWidget>

#include <vector>

class QLabel;

namespace glowworm {

struct LoadedModel;
class ElidedLabel;
class ProbabilityBars;
class Switchboard;
class TokenText;
class ValueLabel;

class WriterView : public QWidget {
    Q_OBJECT

public:
    explicit WriterView(Twin twin, QWidget* parent = nullptr);

    /// Null: the slot is empty. other: the twin's model, whose grid a dense board shares. Forgets
    /// the text.
    void setModel(const LoadedModel* model, const LoadedModel* other);
    /// Tokens and speed of its own twin.
    void append(const GenerationUpdate& update);
    void showSpeed(); // at once; append() shows it a few times a second, so that it can be read

    void pick(int token); // text, bars and board show it
    void markFirstDifference(int token);
    const std::vector<GeneratedToken>& tokens() const { return m_tokens; }
    int tokenCount() const { return static_cast<int>(m_tokens.size()); }
    const TokenText& text() const { return *m_text; }
    const Switchboard& board() const { return *m_board; }

Q_SIGNALS:
    void tokenPicked(int token);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void showHeading();

    Twin m_twin;
    std::vector<GeneratedToken> m_tokens;
    std::vector<char32_t> m_alphabet; // of the model that wrote them
    GenerationSpeed m_speed;
    int m_rereads = 0;
    QString m_kind;
    QElapsedTimer m_speedShown;
    QLabel* m_heading;
    ElidedLabel *m_source, *m_speedNote;
    ValueLabel* m_speedValue;
    TokenText* m_text;
    ProbabilityBars* m_next;
    Switchboard* m_board;
};

} // namespace glowworm
