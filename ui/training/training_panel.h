// SPDX-License-Identifier: GPL-3.0-or-later
// Training: start, pause, single steps and stop; sparse, dense or both as twins; live loss curves
// with the numbers beside them, a sample of text or the accuracy after each evaluation, how the
// router loads its groups, the learning rate while it runs, and the kept runs; or the result of an
// experiment in their place. Commands go to the workbench's training, events come from it.
#pragma once

#include "ui/session/training.h"
#include "ui/widgets/panel.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace glowworm {

class GroupLoad;
class LossPlot;
class RunList;
class SampleLog;
class ExperimentView;
class TrainingControls;
class RunNumbers;

class TrainingPanel : public Panel {
    Q_OBJECT

public:
    explicit TrainingPanel(Workbench& workbench, QWidget* parent = nullptr);

    QString commandLine() const override;
    void runMain() override; // train, pause or resume, as the state says
    void stopMain() override;
    bool exports() const override { return true; }
    void askToExport() override; // the curves, or the experiment where one is shown

    /// .csv: all curves; .png, .svg, .pdf: the plot. Says in the panel how it went.
    void exportTo(const QString& file);
    void showLiveRun(); // in place of an experiment

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildSideColumn();
    QWidget* buildLiveRun();
    void connectWorkbench(const Workbench& workbench);

    void restart();
    void showEvents(const std::vector<TrainingEvent>& events);
    void showState();
    void showProgress();
    void showExperiment();
    void applyRate();
    void useModels();

    Training& m_training;
    Library& m_library;
    RunConfig m_shown; // of the run on screen
    bool m_shownTwins = false;
    bool m_hasFailed = false; // and has been told of, once
    QString m_rateInForce;    // as the field of the rate shows it
    QStringList m_warnings;   // of the run on screen
    QTimer m_numbers;         // single shot: numbers change at a pace one can read

    TrainingControls* m_controls;
    QStackedWidget* m_pages; // the live run, an experiment
    ExperimentView* m_experiment;
    LossPlot* m_plot;
    GroupLoad* m_load;
    SampleLog* m_samples;
    QLabel* m_saved;
    RunNumbers* m_runNumbers;
    QLineEdit* m_rate;
    QPushButton *m_applyRate, *m_use;
    QComboBox* m_which; // weights to use
    RunList* m_runs;
};

} // namespace glowworm
