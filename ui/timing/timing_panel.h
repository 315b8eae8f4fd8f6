// SPDX-License-Identifier: GPL-3.0-or-later
// Timing: dense against sparse, one FF layer or a whole token. Settings and kept results at the
// left, with the sentence that says why it may not run and the action that helps; the verdict
// first, then table and plots, which fill in as rounds complete; a cancelled run keeps what it has
// and says so. A kept result is opened again, laid beside the one shown or deleted. What a person
// changes can be taken back. Commands go to the workbench, progress comes from it.
#pragma once

#include "model/jobs/session_run.h"
#include "ui/session/timing.h"
#include "ui/timing/timing_table.h"
#include "ui/widgets/panel.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QUndoStack;

namespace glowworm {

class Generation;
class Library;
class TimingBanner;
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
    std::vector<ExportItem> exports() override;

    void open(const std::filesystem::path& file);
    /// Lays a kept result beside the one shown; the compared one again: ends that.
    void compare(const std::filesystem::path& file);
    /// Out of the list; what is shown of it goes too.
    void remove(const std::filesystem::path& file);
    /// Takes a result from elsewhere into the list and, once that has it, lays it beside the one
    /// shown; where nothing is, it is opened.
    void add(const std::filesystem::path& from);
    const BenchResult& result() const { return m_result; }
    /// What of it a session takes along.
    SessionRun::Timings takenAlong();

    void save(const SessionValues& to) const override;
    void restore(const JsonObject& from) override;

private:
    friend class RemovedTiming;
    /// What of the kept results is on screen, to be taken back. A result that is in no file is held
    /// by itself.
    struct Shown {
        std::filesystem::path file, compared; // "" = none
        std::shared_ptr<const BenchResult> result, other;
        bool operator==(const Shown& with) const
        {
            return file == with.file && compared == with.compared
                && (file.empty() ? result == with.result : true);
        }
    };
    Shown shown();
    void bring(const Shown& wanted);
    void change(const QString& words, const Shown& before);
    void bringRestored();
    void takeAdded(bool opens); // the library's
    void showAdded();
    QString notComparable(const BenchResult& other, const std::filesystem::path& file) const;
    QWidget* buildSettings();
    void layOut(QWidget& settings);
    void connectParts(const Workbench& workbench);
    void connectEdits();
    void start();
    void clearTheWay();
    void take(const BenchProgress& progress);
    void end(const QString& failure);
    void showResult();
    void showState(); // whether it may run, and how the last run ended
    std::shared_ptr<const BenchResult> keptResult(const std::filesystem::path& file);
    void showKept();
    void moveFocus(QPushButton& next);
    QString commandOf(const BenchConfig& config, const BenchResult* recorded) const;
    QString modelWords() const; // of what is shown
    void showBanner();
    void chooseCase(double density, int tokens);
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
    std::shared_ptr<const BenchResult> m_shownResult, m_besideResult; // for what is taken back
    double m_secondsLeft = 0;                                         // of the timing that runs
    std::optional<TimedCase> m_chosen;                                // density and tokens count
    std::optional<TimingTable::Picked> m_pick;      // to be selected once it is there
    Shown m_before;                                 // of the timing that runs
    std::filesystem::path m_wanted, m_wantedBeside; // of a session, until the list has them
    bool m_hasLookedAgain = false;                  // for these
    std::filesystem::path m_added;                  // just now, until the list has it
    bool m_opensAdded = false;                      // and not only where none is shown
    QUndoStack& m_edits;
    bool m_waits = false,
         m_resumesTraining = false; // for what was in the way to end; then to go on

    TimingForm* m_form;
    QPushButton *m_run, *m_stop, *m_clearAndRun;
    QLabel *m_why, *m_status;
    QProgressBar* m_progress;
    TimingList* m_kept;
    TimingBanner* m_banner;
    TimingResult* m_table;
    TimingPlots* m_plots;
};

} // namespace glowworm
