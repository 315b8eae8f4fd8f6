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

    /// config(), twins(), stopRules() and the open data; under runsFolder().
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
    using Values = std::vector<std::pair<std::string, std::string>>; // as of PlannedChange
    /// Settings that isChangeable(), in this order, from the next step on; nothing while
    /// !canChange(). A notice among the events() tells why one was not changed.
    void change(const Values& values);
    bool canChange() const; // it runs, or will
    /// Shows the run's history and makes resume() possible: paused at the newest checkpoint. Opens
    /// its data first if need be.
    void reopen(const QString& folder);

    State state() const { return m_state; } // as of the last stateChanged()
    bool active() const;                    // runs, or is being reopened
    bool hasStoppedRun() const;             // stopped before its last step, and kept
    bool wasEndedByRule() const;            // before its last step, and kept
    bool canGoOnFromBest() const;           // each of its models has been better than untrained
    QString failure() const;
    bool diverged() const { return m_run.diverged(); } // that is why it has failed
    std::int64_t step() const { return m_run.step(); }
    std::int64_t plannedSteps() const { return m_run.plannedSteps(); }
    QString runFolder() const { return m_runFolder; } // "" = nothing kept
    /// Of the training there is, as in force now; while there is none, what is set up.
    const RunConfig& runConfig() const { return m_hasRun ? m_trained : m_config; }
    bool runTwins() const { return m_hasRun ? m_trainedTwins : m_twins; }
    /// Leaves the run that is at rest as if it had never been on the screen: its folder is gone.
    void forget();
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
    void events(const std::vector<glowworm::TrainingEvent>& events); // history() has them
    void stateChanged();

private:
    enum class Way { Reopen, GoOn, FromBest }; // with a kept run

    bool working() const override { return active() || m_run.busy(); }
    void fetch() override;
    QString lacking() const override;
    void startNew(const QString& runName, std::optional<int> steps);
    void launch(TrainingSpec spec, const RunConfig& config, bool twins, std::optional<int> steps);
    void readFolder(const QString& folder, std::optional<int> steps, Way way = Way::GoOn);
    void endReading();
    void openData(Task task, const QString& source);
    void noteOpenData(Task task);
    void openNoted();
    void takeRun(const KeptRun* run);
    void takeFile(const QString& file, bool opened);
    TrainingSpec specOf(const KeptRun& run) const;
    void relaunch(const KeptRun& run);
    void noteStopRules(const StopRules& rules);
    void takeSettings();
    void takeState(State state);

    TrainingRun m_run;
    RunConfig m_config;
    bool m_twins = true;
    bool m_keepsMoments = true;
    QString m_unread, m_unreadRule;
    bool m_hasRun = false; // a training, whose settings these are:
    RunConfig m_trained;
    bool m_trainedTwins = false;
    TrainingSettings m_told; // as it was told of them last
    StopRules m_stop;
    TrainingHistory m_history;
    std::array<std::optional<ModelState>, 2> m_newest, m_best; // of each twin
    State m_state = State::Empty;
    QString m_runFolder;
    bool m_reading = false;           // the run.json of a run to reopen
    QString m_asked;                  // the folder of the run to reopen, until it is
    Way m_way = Way::Reopen;          // of it
    bool m_comesBack = false;         // it was on the screen: the set-up is another matter
    bool m_isOver = false;            // it has stopped or ended, and not because all is closed
    bool m_endsAgain = false;         // it comes back, and was over
    std::optional<KeptRun> m_waiting; // reopens once its data is there
    QString m_waitingStart;           // starts once this data is there; "" = nothing does
    DigitFiles m_noted; // what was open before a run that came back asked for its own data, until
                        // it is again; of a text the first one is its file
    Task m_notedTask = Task::Text;
    bool m_notedAsked = false;        // it is being opened
    std::optional<int> m_stepsToMake; // of a reopened run before it pauses; empty = all
};

} // namespace glowworm
