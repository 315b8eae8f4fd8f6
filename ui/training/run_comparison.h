// SPDX-License-Identifier: GPL-3.0-or-later
// Kept runs side by side: the settings that differ, how far each was trained and how well, a column
// a run. In place of the live run until it is left. GUI thread.
#pragma once

#include "model/training/kept_run.h"

#include <QWidget>

#include <vector>

class QLabel;
class QTableWidget;

namespace glowworm {

class Runs;

class RunComparison : public QWidget {
    Q_OBJECT

public:
    RunComparison(Runs& runs, QWidget* parent);

    /// Two or more, with the labels to show; their curves are asked for.
    void showRuns(std::vector<KeptRun> compared);
    const std::vector<KeptRun>& compared() const { return m_compared; }

Q_SIGNALS:
    void closeRequested(); // back to the live run

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void addRow(const QString& name, const QString& help, const QStringList& values);
    QStringList lowestLosses(std::size_t model) const;

    Runs& m_runs;
    std::vector<KeptRun> m_compared;
    QLabel *m_title, *m_equal;
    QTableWidget* m_table;
};

} // namespace glowworm
