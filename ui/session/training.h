// SPDX-License-Identifier: GPL-3.0-or-later
// What is trained next, as Set-up edits it, and the one training there is: started, stepped,
// reopened. Commands that are refused tell a problem.
#pragma once

#include "model/jobs/training_run.h"
#include "model/training/kept_run.h"
#include "model/training/training_history.h"
#include "ui/session/workbench_part.h"

#include <array>

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
    /// Why a field of it holds a text that is no value: no training starts, in any panel, until it
    /// is ""; config() has what it was before.
    void setUnread(const QString& sentence);
    const QString& unread() const { return m_unread; }

    /// Of going on with the training that is there, which needs no valid set-up; refusal() is of a
    /// new one.
    QString resumeRefusal() const;

    void start(const QString& runName = {}); // config(), twins(), open data; under runsFolder()
    /// The same with all the settings and the data of a run that is kept: they become the set-up,
    /// and its data is opened first if need be. config: those of its first model.
    void startAs(const RunConfig& config, bool twins, const QString& data);
    void resume(); // after pause, or a stopped run from its newest checkpoint
    void pause();
    void makeSteps(int steps); // of what resume() would go on with; starts one if there is none
    void stop();
    void setLearningRate(double rate) { m_run.setLearningRate(rate); }
    /// Shows the run's history and makes resume() possible: paused at the newest checkpoint. Opens
    /// its data first if need be.
    void reopen(const QString& folder);

    State state() const { return m_state; } // as of the last stateChanged()
    bool active() const;                    // runs, or is being reopened
    bool hasStoppedRun() const;             // stopped before its last step, and kept
    QString failure() const;
    std::int64_t step() const { return m_run.step(); }
    std::int64_t plannedSteps() const { return m_run.plannedSteps(); }
    QString runFolder() const { return m_runFolder; } // "" = nothing kept
    /// Of the training there is; while there is none, what is set up.
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
    void setUpReplaced(); // by all the settings of a run: a text that is no value gives way
    void began();         // a new run
    void restarted();     // a new or reopened run: views forget the old curves
    void events(const std::vector<glowworm::TrainingEvent>& events); // history() has them
    void stateChanged();

private:
    bool working() const override { return active(); }
    void fetch() override;
    QString lacking() const override;
    void startNew(const QString& runName, std::optional<int> steps);
    void launch(TrainingSpec spec, const RunConfig& config, bool twins, std::optional<int> steps);
    void readFolder(const QString& folder, std::optional<int> steps);
    void endReading();
    void openData(Task task, const QString& source);
    void noteOpenData(Task task);
    void openNoted();
    void takeRun(const KeptRun* run);
    void takeFile(const QString& file, bool opened);
    void relaunch(const KeptRun& run);

    TrainingRun m_run;
    RunConfig m_config;
    bool m_twins = true;
    QString m_unread;
    bool m_hasRun = false; // a training, whose settings these are:
    RunConfig m_trained;
    bool m_trainedTwins = false;
    TrainingHistory m_history;
    std::array<std::optional<ModelState>, 2> m_newest, m_best; // of each twin
    State m_state = State::Empty;
    QString m_runFolder;
    bool m_reading = false;           // the run.json of a run to reopen
    QString m_asked;                  // the folder of the run to reopen, until it is
    bool m_comesBack = false;         // it was on the screen: the set-up is another matter
    std::optional<KeptRun> m_waiting; // reopens once its data is there
    QString m_waitingStart;           // starts once this data is there; "" = nothing does
    DigitFiles m_noted; // what was open before a run that came back asked for its own data; of a
    Task m_notedTask = Task::Text;    // text the first one is its file
    std::optional<int> m_stepsToMake; // of a reopened run before it pauses; empty = all
};

} // namespace glowworm
