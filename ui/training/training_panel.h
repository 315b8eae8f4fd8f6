// SPDX-License-Identifier: GPL-3.0-or-later
// Training: start, pause, single steps and stop; sparse, dense or both as twins; live loss curves
// with the numbers beside them, a sample of text or the accuracy after each evaluation, how the
// router loads its groups, the learning rate while it runs, and the kept runs; or the result of an
// experiment in their place. Commands go to the workbench's training, events come from it.
#pragma once

#include "ui/session/training.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/panel.h"

#include <QTimer>

#include <memory>

class QStackedWidget;
class QUndoStack;

namespace glowworm {

class Calibration;
class ExperimentView;
class GroupLoad;
class LossCard;
class LossPlot;
class RunColumn;
class RunComparison;
class RunCourse;
class RunSide;
class Runs;
class SampleLog;
class TimeMachine;
class TrainingControls;

class TrainingPanel : public Panel {
    Q_OBJECT

public:
    explicit TrainingPanel(Workbench& workbench, QWidget* parent = nullptr);

    QString commandLine() const override;
    void runMain() override; // train, pause or resume, as the state says
    void stopMain() override;
    std::vector<ExportItem> exports() override; // or of the experiment that is shown

    void showLiveRun(); // in place of an experiment

    void save(const SessionValues& to) const override; // what Training does not
    void restore(const JsonObject& from) override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildLiveRun(const Workbench& workbench);
    void connectSide();
    void connectWorkbench(const Workbench& workbench);

    void restart();
    void showEvents(const std::vector<TrainingEvent>& events);
    void showState();
    void showProgress();
    void showExperiment();
    void showComing();
    const TrainingHistory& curves() const;
    QString emptyWords() const;
    QString expectedTime() const;
    Origin origin() const; // of the run on screen
    void compare(const QStringList& folders);
    bool hasCurves() const; // to draw
    void showOverlay();
    void showRestoredComparison();
    void forgetMessages(); // of the run on screen
    void tellNotices(const std::vector<TrainingEvent>& events);
    void tellFailure();
    void tellEnd();
    void tellAway(const QString& place);
    MessageBar::Action wayOut();

    Training& m_training;
    Library& m_library;
    const Calibration& m_calibration;
    Runs& m_runs;
    RunConfig m_shown; // of the run on screen
    bool m_shownTwins = false;
    bool m_hasFailed = false;                        // and has been told of, once
    bool m_isRunning = false;                        // as tellEnd() knows it
    std::shared_ptr<const TrainingHistory> m_coming; // of a run that comes back, until it is there
    QString m_askedCurves;                           // whose were asked for
    QStringList m_warnings;                          // of the run on screen
    QTimer m_numbers; // single shot: numbers change at a pace one can read
    QUndoStack& m_edits;
    RunCourse* m_course;            // for the command
    QStringList m_restoredCompared; // folders, side by side as soon as they are listed
    QString m_experimentAside;      // one that is opened again behind the live run; "" = none

    TrainingControls* m_controls;
    QStackedWidget* m_pages; // the live run, an experiment, kept runs side by side
    ExperimentView* m_experiment;
    RunComparison* m_comparison;
    RunColumn* m_column;
    LossCard* m_loss; // its, as what follows:
    LossPlot* m_plot;
    GroupLoad* m_load;
    SampleLog* m_samples;
    TimeMachine* m_machine;
    RunSide* m_side;
};

} // namespace glowworm
