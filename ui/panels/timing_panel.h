// SPDX-License-Identifier: GPL-3.0-or-later
// Timing: dense against sparse, one FF layer or a whole token. Settings at the left; gate, table and plots fill in as rounds complete; a
// cancelled run keeps what it has and says so. Commands go to the workbench, progress comes from it.
#pragma once

#include "panels/panel.h"
#include "workbench.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace glowworm {

class BarsPlot;
class BenchForm;
class BenchTable;
class MessageBar;
class TimingPlot;

class TimingPanel : public Panel {
    Q_OBJECT

public:
    explicit TimingPanel(Workbench& workbench, QWidget* parent = nullptr);

    QString commandLine() const override;
    void runMain() override;
    void stopMain() override;

    /// .json, .csv, .md: the result; .png, .svg, .pdf: the ratio plot. Says in the panel how it went.
    void exportTo(const QString& file);
    const BenchResult& result() const { return m_result; }

private:
    QWidget* buildSettings();
    QWidget* buildResult();
    QWidget* buildPlots();
    void connectWorkbench();

    void start();
    void pauseAndStart();
    void take(const BenchProgress& progress);
    void end(const QString& failure);
    void showState();
    void showResult();
    void showGate();
    void showPlots();
    bool hasResult() const { return !m_result.rows.empty(); }

    Workbench& m_workbench;
    BenchResult m_result;
    BenchConfig m_started; // of m_result, with its models
    bool m_waitsForPause = false, m_resumesTraining = false;

    BenchForm* m_form;
    QPushButton *m_run, *m_stop, *m_pauseAndRun, *m_export, *m_copy;
    QLabel *m_why, *m_status, *m_gate, *m_notes, *m_machine;
    QProgressBar* m_progress;
    QComboBox* m_baseline;
    MessageBar* m_message;
    BenchTable* m_table;
    QLabel* m_emptyTable;
    TimingPlot* m_ratios;
    BarsPlot* m_bytes;
};

} // namespace glowworm
