// SPDX-License-Identifier: GPL-3.0-or-later
// Timing: dense against sparse, one FF layer or a whole token. Settings and kept results at the
// left, with the sentence that says why it may not run and the action that helps; equivalence
// check, table and plots fill in as rounds complete; a cancelled run keeps what it has and says so.
// A kept result is opened again or laid beside the one shown. Commands go to the workbench,
// progress comes from it.
#pragma once

#include "ui/session/timing.h"
#include "ui/timing/timing_table.h"
#include "ui/widgets/panel.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace glowworm {

class Generation;
class Library;
class TimingForm;
class TimingList;
class TimingPlots;
class TimingResult;
class Training;
class Workbench;

class TimingPanel : public Panel {
    Q_OBJECT

public:
    explicit TimingPanel(Workbench& workbench, QWidget* parent = nullptr);

    QString commandLine() const override;
    void runMain() override;
    void stopMain() override;
    bool exports() const override { return true; }
    void askToExport() override;

    /// .json, .csv, .md: the result; .png, .svg, .pdf: the plot in view. Says in the panel how it
    /// went.
    void exportTo(const QString& file);
    void open(const std::filesystem::path& file);
    /// Lays a kept result beside the one shown; the compared one again: ends that.
    void compare(const std::filesystem::path& file);
    const BenchResult& result() const { return m_result; }

private:
    QWidget* buildSettings();
    void connectParts(const Workbench& workbench);
    void start();
    void clearTheWay();
    void take(const BenchProgress& progress);
    void end(const QString& failure);
    void showResult();
    void showState(); // whether it may run, and how the last run ended
    std::shared_ptr<const BenchResult> keptResult(const std::filesystem::path& file);
    void showKept();
    void moveFocus();
    QString commandOf(const BenchConfig& config, const BenchResult* recorded) const;
    bool hasResult() const { return !m_result.rows.empty(); }

    Timing& m_timing;
    Training& m_training;
    Generation& m_generation;
    Library& m_library;
    BenchResult m_result;
    BenchConfig m_config;         // of m_result, with its models where they are open
    std::filesystem::path m_file; // of m_result, "" = not kept
    bool m_recorded = false;      // m_result was opened, not measured now
    std::optional<Compared> m_compared;
    bool m_waits = false,
         m_resumesTraining = false; // for what was in the way to end; then to go on

    TimingForm* m_form;
    QPushButton *m_run, *m_stop, *m_clearAndRun;
    QLabel *m_why, *m_status;
    QProgressBar* m_progress;
    TimingList* m_kept;
    TimingResult* m_table;
    TimingPlots* m_plots;
};

} // namespace glowworm
