// SPDX-License-Identifier: GPL-3.0-or-later
// The top bar of the training panel: what to train, the buttons that start, pause, step and stop
// it, the way to the experiments, and how far it is. Says which commands are possible now; they go
// to the workbench.
#pragma once

#include "ui/session/training.h"
#include "ui/widgets/folding_row.h"

#include <QPointer>

#include <optional>
#include <utility>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QUndoStack;

namespace glowworm {

class ValueLabel;

/// Neither at work nor waiting for a resume.
bool isAtRest(TrainingRun::State state);
/// "training"; of a paused one, "paused".
QString wordsFor(TrainingRun::State state);

class TrainingControls : public FoldingRow {
    Q_OBJECT

public:
    explicit TrainingControls(Workbench& workbench, QWidget* parent = nullptr);

    void run(); // train, pause or resume, as the state says; a run that is over too early goes on
    void step(int steps); // like stop() nothing while its button is disabled
    void stop();
    /// Where training is; secondsLeft: empty = not yet estimated.
    void showProgress(std::optional<double> secondsLeft);

Q_SIGNALS:
    void refused(const QString& sentence); // why what was chosen cannot be trained yet

private:
    QWidget* buildButtons();
    QWidget* buildProgress();
    bool goesOn() const;
    void fitCourse();
    void showState();
    void passFocus(QWidget* held);
    void showChoice();
    void choose(int choice);
    void setChoice(const std::pair<Routing, bool>& choice);

    Training& m_training;
    Library& m_library;
    QUndoStack& m_edits;
    Routing m_sparseRouting
        = Routing::Gated; // what "sparse" means when the choice goes back from "dense"

    QWidget* m_course;
    QComboBox* m_choice;
    QPushButton *m_train, *m_new, *m_pause, *m_step, *m_steps, *m_stop;
    QPointer<QWidget> m_lost, m_given; // the button that went with the focus, and who has it since
    QLabel *m_stateText, *m_timeLeftText;
    ValueLabel* m_timeLeft;
    QProgressBar* m_progress;
};

} // namespace glowworm
