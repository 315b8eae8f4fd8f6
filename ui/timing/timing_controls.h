// SPDX-License-Identifier: GPL-3.0-or-later
// The left side of the timing panel: what to time, the buttons that start and cancel it, the
// sentence that says why it may not run with the action that helps, progress, and the list of kept
// results.
#pragma once

#include "model/bench/benchmark.h"

#include <QWidget>

#include <filesystem>

class QLabel;
class QProgressBar;
class QPushButton;

namespace glowworm {

class Generation;
class Library;
class Timing;
class TimingForm;
class TimingList;
class Training;
class Workbench;

class TimingControls : public QWidget {
    Q_OBJECT

public:
    explicit TimingControls(Workbench& workbench, QWidget* parent = nullptr);

    BenchConfig config() const;
    bool mayRun() const;
    void showProgress(double fraction, const QString& current);
    void showOutcome(
        const QString& words); // "finished", "stopped after 9 of 15 rounds"; "" = nothing measured
    void showKept(const std::filesystem::path& shown, const std::filesystem::path& compared);
    void resumeWhatWaited(); // the training that was paused for a benchmark, once that has ended
    /// After a start or an end, the button that can be pressed next has the focus.
    void moveFocus();

Q_SIGNALS:
    void runRequested();
    void stopRequested();
    void configChanged();
    void openRequested(const std::filesystem::path& file);
    void compareRequested(const std::filesystem::path& file);

private:
    QWidget* buildForm();
    QWidget* buildKept();
    void clearTheWay();
    void showState();

    Timing& m_timing;
    Training& m_training;
    Generation& m_generation;
    Library& m_library;
    std::filesystem::path m_shown, m_compared; // kept results in use
    bool m_waits = false,
         m_resumesTraining = false; // for what was in the way to end; then to go on

    TimingForm* m_form;
    TimingList* m_kept;
    QPushButton *m_run, *m_stop, *m_clearAndRun;
    QLabel *m_why, *m_status;
    QProgressBar* m_progress;
    QString m_outcome;
};

} // namespace glowworm
