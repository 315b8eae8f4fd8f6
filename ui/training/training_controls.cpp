// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_controls.h"

#include "ui/session/edits.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/training/experiment_button.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>
#include <initializer_list>

namespace glowworm {

namespace {

using State = TrainingRun::State;

constexpr int kTrainWidth = 88, kTrainFrame = 34; // at least, and around its bold words
constexpr int kLeastProgress = 40;

enum Choice { ChooseSparse, ChooseDense, ChooseBoth };

} // namespace

bool isAtRest(State state)
{
    return state == State::Empty || state == State::Finished || state == State::Failed;
}

QString wordsFor(State state)
{
    switch (state) {
    case State::Empty:
        return TrainingControls::tr("not started");
    case State::Loading:
        return TrainingControls::tr("loading LibTorch and building the network");
    case State::Running:
        return TrainingControls::tr("training");
    case State::Pausing:
        return TrainingControls::tr("pausing after this step");
    case State::Paused:
        return TrainingControls::tr("paused");
    case State::Stopping:
        return TrainingControls::tr("stopping and saving");
    case State::Finished:
        return TrainingControls::tr("finished");
    case State::Failed:
        return TrainingControls::tr("stopped by an error");
    }
    return {};
}

TrainingControls::TrainingControls(Workbench& workbench, QWidget* parent)
    : FoldingRow(parent)
    , m_training(workbench.training())
    , m_library(workbench.library())
    , m_edits(workbench.edits().of(Area::Training))
{
    row()->setSpacing(kGap);
    row()->addWidget(buildButtons(), 1);
    row()->addWidget(buildProgress());
    connect(this, &FoldingRow::foldChanged, this, [this] { // below the buttons it begins with them
        m_stateText->setAlignment((folded() ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    });
    connect(&m_training, &Training::stateChanged, this, &TrainingControls::showState);
    connect(&workbench, &Workbench::busyChanged, this, &TrainingControls::showState);
    connect(&m_library, &Library::dataChanged, this, &TrainingControls::showState);
    connect(&m_training, &Training::configChanged, this, [this] {
        showChoice();
        showState();
    });
    showChoice();
    showState();
}

/// In two lines where there is no room for one.
QWidget* TrainingControls::buildButtons()
{
    auto* all = new FoldingRow(this);
    m_choice = new QComboBox(all);
    m_choice->setObjectName(QStringLiteral("choice"));
    m_choice->addItems({tr("Sparse"), tr("Dense"), tr("Both, as twins")});
    m_choice->setAccessibleName(tr("What to train"));
    m_choice->setToolTip(tr("Twins share the seed, the batches and every tensor both have, and "
                            "take turns step by step"));
    m_train = newButton(tr("Train"), "train", all);
    m_train->setWhatsThis(
        tr("Starts or resumes the training of what Set-up says (F5). A checkpoint "
           "is kept at each evaluation."));
    makePrimary(m_train);
    atEachTextSize(m_train, [this] { // whatever it says
        int widest = 0;
        for (const QString& words : {tr("Train"), tr("Resume"), tr("Go on")})
            widest = std::max(widest, m_train->fontMetrics().horizontalAdvance(words));
        m_train->setMinimumWidth(
            std::max(textScaled(kTrainWidth), widest + textScaled(kTrainFrame)));
    });
    m_new = newButton(tr("New run"), "newRun", all);
    m_new->setWhatsThis(tr("Leaves the run that is here as it is kept, and starts one from the "
                           "first step."));
    m_pause = newButton(
        tr("Pause"), "pause", all, tr("Pause after this step (F5); resuming goes on bit for bit"));
    m_step = newButton(
        tr("1 step"), "oneStep", all, tr("One step of each model, then pause (. in the plot)"));
    m_steps = newButton(
        tr("10 steps"), "tenSteps", all, tr("Ten steps of each model, then pause (> in the plot)"));
    m_stop = newButton(tr("Stop"), "stop", all,
        tr("Stop and keep the run (Esc): a checkpoint is written, it can be reopened"));
    QPushButton* experiment = newExperimentButton(m_library, all);
    all->row()->setSpacing(kGap);
    for (const QList<QWidget*>& part :
        {QList<QWidget*>{m_choice, m_train, m_pause, m_step, m_steps, m_stop, m_new},
            QList<QWidget*>{experiment}}) {
        auto* row = new QHBoxLayout;
        row->setSpacing(kGap);
        for (QWidget* item : part)
            row->addWidget(item);
        all->row()->addLayout(row);
        all->row()->setAlignment(row, Qt::AlignLeft);
    }
    all->row()->addStretch(1);
    atEachTextSize(m_stop, [this] { // one stands where the other did: nothing moves
        const int widest = std::max(m_stop->sizeHint().width(), m_new->sizeHint().width());
        for (QPushButton* button : {m_stop, m_new})
            button->setMinimumWidth(widest);
    });
    connect(m_choice, &QComboBox::activated, this, &TrainingControls::choose);
    connect(m_train, &QPushButton::clicked, this, &TrainingControls::run);
    connect(m_new, &QPushButton::clicked, this, [this] { m_training.start(); });
    connect(m_pause, &QPushButton::clicked, this, [this] { m_training.pause(); });
    connect(m_step, &QPushButton::clicked, this, [this] { step(1); });
    connect(m_steps, &QPushButton::clicked, this, [this] { step(10); });
    connect(m_stop, &QPushButton::clicked, this, &TrainingControls::stop);
    return all;
}

/// As wide as its usual words: whether it stands beside the buttons or below them does not change
/// with what it says.
QWidget* TrainingControls::buildProgress()
{
    m_course = new QWidget(this);
    atEachTextSize(m_course, [this] { fitCourse(); });
    m_stateText = new CutLabel(m_course);
    m_stateText->setObjectName(QStringLiteral("state"));
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setMinimumWidth(kLeastProgress);
    m_progress->setRange(0, 1000);
    m_progress->setAccessibleName(tr("Steps done"));
    m_timeLeftText = new QLabel(this);
    makeMuted(m_timeLeftText);
    m_timeLeft = new ValueLabel(Provenance::Estimated, {}, this);
    for (QLabel* label : std::initializer_list<QLabel*>{m_timeLeftText, m_timeLeft})
        setTextRole(label, TextRole::Note);
    m_stateText->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap);
    row->addWidget(m_progress, 1);
    row->addWidget(m_timeLeftText);
    row->addWidget(m_timeLeft);
    auto* lines = new QVBoxLayout(m_course);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(2);
    lines->addWidget(m_stateText);
    lines->addLayout(row);
    return m_course;
}

/// A run that was stopped, or that a rule has ended, before its last step; or one that the disk has
/// refused.
bool TrainingControls::goesOn() const
{
    return m_training.hasStoppedRun() || m_training.wasEndedByRule() || m_training.isHeld();
}

void TrainingControls::fitCourse()
{
    const QString step = countText(std::max<std::int64_t>(1'000, m_training.plannedSteps()));
    int widest = 0;
    for (const QString& words : {tr("%1, step %2 of %3").arg(wordsFor(State::Running), step, step),
             tr("paused at step %1 of %2").arg(step, step),
             tr("stopped at step %1 of %2").arg(step, step)})
        widest = std::max(widest, m_course->fontMetrics().horizontalAdvance(words));
    m_course->setFixedWidth(widest + 2);
}

void TrainingControls::run()
{
    const State state = m_training.state();
    if (state == State::Running || state == State::Loading)
        m_training.pause();
    else if (state == State::Paused || goesOn())
        m_training.resume();
    else if (isAtRest(state))
        m_training.start();
}

void TrainingControls::step(int steps)
{
    if (m_step->isEnabled())
        m_training.makeSteps(steps);
}

void TrainingControls::stop()
{
    if (m_stop->isEnabled())
        m_training.stop();
}

void TrainingControls::showState()
{
    QWidget* held = window()->focusWidget();
    const State state = m_training.state();
    const bool paused = state == State::Paused || m_training.isHeld(),
               stopped = m_training.hasStoppedRun(), ended = m_training.wasEndedByRule();
    const QString refusedNew = m_training.refusal();
    const QString refusal = paused || goesOn() ? m_training.resumeRefusal() : refusedNew;
    const bool ready = (paused || isAtRest(state)) && refusal.isEmpty();
    m_train->setText(paused || stopped ? tr("Resume") : ended ? tr("Go on") : tr("Train"));
    m_train->setEnabled(ready);
    m_train->setToolTip(!ready && !refusal.isEmpty() ? refusal
            : paused                                 ? tr("Go on bit for bit (F5)")
            : stopped ? tr("Go on with the stopped run, bit for bit (F5)")
            : ended   ? tr("Go on with the run that a rule has ended (F5): a rule that would end "
                             "it right here again is lifted")
                      : tr("Train what Set-up describes (F5)"));
    m_new->setVisible(goesOn());
    m_stop->setVisible(!goesOn());
    fitCourse();
    m_new->setEnabled(refusedNew.isEmpty());
    m_new->setToolTip(!refusedNew.isEmpty() ? refusedNew
                                            : tr("Train what Set-up describes, from step 0; the "
                                                 "run that is here stays among the kept ones"));
    m_pause->setEnabled(state == State::Running || state == State::Loading);
    m_step->setEnabled(ready);
    m_steps->setEnabled(ready);
    m_stop->setEnabled(
        paused || state == State::Running || state == State::Loading || state == State::Pausing);
    m_choice->setEnabled(isAtRest(state));
    passFocus(held);
}

/// Where a button had the focus that cannot be pressed any more, the one that can be pressed next
/// gets it, and gives it back once that one is there again.
void TrainingControls::passFocus(QWidget* held)
{
    const auto isThere = [](const QWidget* button) {
        return button && button->isEnabled() && !button->isHidden();
    };
    const std::initializer_list<QWidget*> own{m_train, m_new, m_pause, m_step, m_steps, m_stop};
    const bool isGiven = held && held == m_given;
    if (!isGiven && (std::find(own.begin(), own.end(), held) == own.end() || isThere(held)))
        return;
    if (!isGiven)
        m_lost = held;
    for (QWidget* next : std::initializer_list<QWidget*>{m_lost, m_train, m_pause, m_stop})
        if (isThere(next)) {
            next->setFocus(Qt::OtherFocusReason);
            break;
        }
    m_given = window()->focusWidget();
}

void TrainingControls::showProgress(std::optional<double> secondsLeft)
{
    const State state = m_training.state();
    const std::int64_t step = m_training.step(), planned = m_training.plannedSteps();
    const bool stopped = m_training.hasStoppedRun(), ended = m_training.wasEndedByRule();
    const bool began = !m_training.runFolder().isEmpty();
    const bool any = planned > 0 && began && (state != State::Empty || stopped);
    const bool steps = state == State::Running || state == State::Paused || isAtRest(state);
    const State told = state == State::Finished && !began ? State::Empty : state; // it is forgotten
    const bool isComing = isAtRest(state) && m_training.active();
    m_stateText->setText(isComing ? tr("opening the run")
            : !any || !steps      ? wordsFor(told) // there is no room for both
            : stopped ? tr("stopped at step %1 of %2").arg(countText(step), countText(planned))
            : ended   ? tr("ended at step %1 of %2")
                          .arg(countText(step), countText(m_training.runConfig().train.steps))
            : state == State::Paused
            ? tr("paused at step %1 of %2").arg(countText(step), countText(planned))
            : tr("%1, step %2 of %3").arg(wordsFor(state), countText(step), countText(planned)));
    m_progress->setVisible(any);
    m_progress->setValue(any ? static_cast<int>(1000 * step / planned) : 0);
    m_progress->update(); // Qt leaves out a change of a few pixels
    const bool going = any && state == State::Running;
    m_timeLeftText->setVisible(going);
    m_timeLeftText->setText(secondsLeft ? tr("time left") : tr("time left: not yet estimated"));
    m_timeLeft->setVisible(going && secondsLeft);
    if (secondsLeft)
        m_timeLeft->setValue(durationText(*secondsLeft),
            tr("steps left times the mean of the newest 50 steps of each model, and the "
               "evaluations to come"));
}

void TrainingControls::showChoice()
{
    const RunConfig& config = m_training.config();
    if (config.model.isSparse())
        m_sparseRouting = config.model.routing;
    m_choice->setCurrentIndex(!config.model.isSparse() ? ChooseDense
            : m_training.twins()                       ? ChooseBoth
                                                       : ChooseSparse);
}

void TrainingControls::choose(int choice)
{
    const std::pair<Routing, bool> before{m_training.config().model.routing, m_training.twins()},
        after{choice == ChooseDense ? Routing::Dense : m_sparseRouting, choice == ChooseBoth};
    if (before != after)
        m_edits.push(new ValueEdit<std::pair<Routing, bool>>(tr("what to train"), before, after,
            [this](const std::pair<Routing, bool>& chosen) { setChoice(chosen); }));
    if (const QString& unread = m_training.unread();
        !unread.isEmpty()) // it cannot be seen from here
        Q_EMIT refused(tr("Set-up (Ctrl+1) holds a text that is no value. %1").arg(unread));
}

void TrainingControls::setChoice(const std::pair<Routing, bool>& choice)
{
    RunConfig config = m_training.config();
    config.model.routing = choice.first;
    m_training.setConfig(config, choice.second);
}

} // namespace glowworm
