// SPDX-License-Identifier: GPL-3.0-or-later
// What the models wrote, or how many pictures they named, after each evaluation: one scrolling log
// a twin, side by side, newest at the end.
#pragma once

#include "model/config/config.h"
#include "model/training/training_loop.h"

#include <QWidget>

#include <array>

class QLabel;
class QPlainTextEdit;

namespace glowworm {

class SampleLog : public QWidget {
    Q_OBJECT

public:
    explicit SampleLog(QWidget* parent = nullptr);
    /// Empty again, for a run of these twins.
    void restart(bool sparse, bool dense);
    /// Evaluations and samples; other kinds are ignored.
    void append(const TrainingEvent& event);
    QString plainText() const; // of both, each under its name; "" = nothing yet

private:
    std::array<QLabel*, 2> m_names{};
    std::array<QPlainTextEdit*, 2> m_logs{};
};

} // namespace glowworm
