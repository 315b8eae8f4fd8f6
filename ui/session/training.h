// SPDX-License-Identifier: GPL-3.0-or-later
// What is trained next, as Set-up edits it, and the one training there is: started, stepped,
// changed on its way, reopened, gone on with. Commands that are refused tell a problem.
#pragma once

#include "model/jobs/training_run.h"
#include "model/training/kept_run.h"
#include "model/training/training_history.h"
#include "ui/session/workbench_part.h"

#include <array>
#include <utility>
#include <vector>

namespace glowworm {

/// Of a training: those with the best validation so far (text: loss, digits: accuracy), or the
/// newest. Before the first evaluation of trained weights both are the newest.
enum class TrainedWeights { Best, Newest };

class JsonObject;
class SessionValues;

class Training : public WorkingPart {
    Q_OBJECT

public:
    using State = TrainingRun::State;

    Training(const Workbench& workbench, Library& library, TrainingLoop::Create create);

    // Set-up
    const RunConfig& config() const { return m_config; } // its vocabulary is that of the open text
    bool twins() const { return m_twins; }               // train the dense twin beside it
    void setConfig(const RunConfig& config, bool twins);
    /// Whether a new run keeps moments, and the room for those of each model; 0 = it keeps none.
    bool keepsMoments() const { return m_keepsMoments; }
    void setKeepsMoments(bool on);
    std::int64_t momentBytes() const;
    /// Why a field of it holds a text that is no value: no training starts, in any panel, until it
    /// is ""; config() has what it was before.
    void setUnread(const QString& sentence);
    const QString& unread() const { return m_unread; }

    /// Of going on with the training that is there, which needs no valid set-up; refusal() is of a
    /// new one.
    QString resumeRefusal() const;
    /// Nothing is open that config() could learn from, nor being opened.
    bool lacksData() const;

    /// Where new runs are kept from now on; at first runsFolder().
    void setFolder(const std::filesystem::path& folder) { m_folder = folder; }
    /// config(), twins(), stopRules() and the open data; in a folder of its own.
    void start(const QString& runName = {});
    /// The same with all the settings and the data of a run that is kept: they become the set-up,
    /// and its data is opened first if need be.
    void startAs(const TrainingSettings& settings, const QString& data);
    /// After a pause; a run that was stopped or that a rule has ended goes on from its newest
    /// checkpoint, without the rules that would end it right there.
    void resume();
    void pause();
    void makeSteps(int steps); // of what resume() would go on with; starts one if there is none
    void stop();
    /// A new run from the best checkpoint of the one kept in `folder`, at half its rate. That one
    /// stays as it is; while it is trained, that ends.
    void goOnFromBest(const QString& folder);

    /// When it ends before its last step: the run there is, and the next one.
    const StopRules& stopRules() const { return m_stop; }
    void setStopRules(const StopRules& rules);
    /// Why a field of them holds a text that is no value: no new run starts until it is "".
    void setUnreadRule(const QString& sentence);
    /// Settings that are isChangeable(), all of them from the next step on or none; nothing while
    /// !canChange(). A notice among the events() tells why none was changed.
    void change(const FieldValues& values);
    bool canChange() const; // it runs, or will
    /// Shows the run's history and makes resume() possible: paused at the newest checkpoint. Opens
    /// its data first if need be.
    void reopen(const QString& folder);

    State state() const { return m_state; } // as of the last stateChanged()
    bool active() const;                    // runs, or is being reopened
    bool hasStoppedRun() const;             // stopped before its last step, and kept
    bool wasEndedByRule() const;            // before its last step, and kept
    bool canGoOnFromBest() const;           // each of its models has been better than untrained
    /// It has failed because the disk refused its weights, which are still here: resume() goes on
    /// with it, stop() tries again to keep it.
    bool isHeld() const { return m_state == State::Failed && m_run.holdsLoop(); }
    QString failure() const;
    bool diverged() const { return m_run.diverged(); } // that is why it has failed
    std::int64_t step() const { return m_run.step(); }
    std::int64_t plannedSteps() const { return m_run.plannedSteps(); }
    QString runFolder() const { return m_runFolder; }                       // "" = nothing kept
    bool isAsked(const QString& folder) const { return folder == m_asked; } // to be reopened
    const QString& askedRun() const { return m_asked; }                     // "" = none
    /// Of the training there is, as in force now; while there is none, what is set up.
    const RunConfig& runConfig() const { return m_hasRun ? m_trained : m_config; }
    bool runTwins() const { return m_hasRun ? m_trainedTwins : m_twins; }
    int runThreads() const { return m_runThreads; }
    std::int64_t runMomentBytes() const { return m_runMomentBytes; } // of each model; 0 = none
    /// Leaves the run that is at rest as if it had never been on the screen: its folder is gone.
    void forget();
    /// A run that was deleted is not what the next start tries to show.
    void disown(const QString& folder);
    /// That folder is being brought back: once it is there, the run is on the screen as it was, at
    /// rest, and the set-up stays. False, and nothing, while there is another one, or something
    /// works alone.
    bool awaitBack(const QString& folder);
    void takeBack(const QString& folder, bool isThere);
    /// Of the training there is; told by events(), emptied by restarted().
    const TrainingHistory& history() const { return m_history; }
    /// That history, when it is of config() and twins(), steps apart, which cost the same one by
    /// one; else null.
    const TrainingHistory* historyOfConfig() const;

    /// What is set up, and the run there is; restore() reopens that, paused or finished as it was,
    /// once its data is there. The set-up and the open data are then those that were restored.
    void save(const SessionValues& to) const;
    void restore(const JsonObject& from); // throws Error (a clause), then nothing has changed

    bool hasModels() const { return m_newest[0] || m_newest[1]; }
    const ModelState* model(Twin twin, TrainedWeights which) const; // published; null = none
    void useModels(TrainedWeights which = TrainedWeights::Best);    // into the slots of the library

    Lane& lane() { return m_run.lane(); } // for the LibTorch cases of a timing

Q_SIGNALS:
    void configChanged();
    void setUpReplaced();   // by all the settings of a run: a text that is no value gives way
    void settingsChanged(); // runConfig() or stopRules(), on the way of a run
    void began();           // a new run
    void restarted();       // a new or reopened run: views forget the old curves
    void moved();           // runFolder(), by somebody
    void events(const std::vector<glowworm::TrainingEvent>& events); // history() has them
    void stateChanged();

private:
    enum class Way { Reopen, GoOn, FromBest }; // with a kept run
    struct Launch {
        TrainingSpec spec;
        RunConfig config;
        bool twins = false;
        std::optional<int> steps;
        std::int64_t momentBytes = 0;
        bool isNew = false;
        bool comesBack = false, endsAgain = false; // as m_comesBack, m_endsAgain
    };
    struct Owed { // a run that could not come back this time
        QString folder;
        bool isOver = false;
    };

    bool working() const override { return active() || m_run.busy(); }
    void fetch() override;
    QString lacking() const override;
    void startNew(const QString& runName, std::optional<int> steps);
    void launch(Launch next);
    void begin(Launch next);
    void readFolder(const QString& folder, std::optional<int> steps, Way way = Way::GoOn);
    void comeBack(const QString& folder, bool isOver);
    void endReading();
    void giveUp();
    void owe(const QString& folder, bool isOver);
    void openData(Task task, const QString& source);
    void noteOpenData(Task task);
    void openNoted();
    void takeRun(const KeptRun* run);
    void takeFile(const QString& file, bool opened);
    TrainingSpec specOf(const KeptRun& run) const;
    void relaunch(const KeptRun& run);
    void noteStopRules(const StopRules& rules);
    void takeSettings();
    void takeFolder();
    void takeState(State state);

    TrainingRun m_run;
    std::filesystem::path m_folder; // of new runs
    RunConfig m_config;
    bool m_twins = true;
    bool m_keepsMoments = true;
    QString m_unread, m_unreadRule;
    bool m_hasRun = false; // a training, whose settings these are:
    RunConfig m_trained;
    bool m_trainedTwins = false;
    int m_runThreads = 0;
    std::int64_t m_runMomentBytes = 0;
    TrainingSettings m_told; // as it was told of them last
    StopRules m_stop;
    TrainingHistory m_history;
    std::array<std::optional<ModelState>, 2> m_newest, m_best; // of each twin
    State m_state = State::Empty;
    QString m_runFolder;
    bool m_reading = false;           // the run.json of a run to reopen, or waits for it
    QString m_asked;                  // the folder of the run to reopen, until it is
    Way m_way = Way::Reopen;          // of it
    bool m_comesBack = false;         // it was on the screen: the set-up is another matter
    bool m_isOver = false;            // it has stopped or ended, and not because all is closed
    bool m_endsAgain = false;         // it comes back, and was over
    bool m_cameBack = false;          // the run there is
    std::optional<Owed> m_owed;       // for the next start, as long as no other run is here
    std::optional<Launch> m_next;     // begins once the run before it is kept
    std::optional<KeptRun> m_waiting; // reopens once its data is there
    QString m_waitingStart;           // starts once this data is there; "" = nothing does
    DigitFiles m_noted; // what was open before a run that came back asked for its own data, until
                        // it is again; of a text the first one is its file
    Task m_notedTask = Task::Text;
    bool m_notedAsked = false;        // it is being opened
    std::optional<int> m_stepsToMake; // of a reopened run before it pauses; empty = all
};

} // namespace glowworm
