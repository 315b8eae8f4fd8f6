// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/time_machine.h"

#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/training/moment_track.h"
#include "ui/training/moment_view.h"
#include "ui/training/training_controls.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_icon.h"
#include "ui/widgets/value_label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace glowworm {
namespace {

constexpr int kPlayIcon = 18;
constexpr int kLeastTwins = 80;              // wide
constexpr int kPace = 700, kSlowPace = 2000; // milliseconds a moment; the second where nothing is
                                             // to move by itself: as one turns pages

/// The newest of a history up to a step; null: there is none.
template <class Report>
const HistoryPoint<Report>* newestUpTo(
    const std::vector<HistoryPoint<Report>>& points, std::int64_t step)
{
    const auto after = std::ranges::upper_bound(
        points, step, {}, [](const HistoryPoint<Report>& point) { return point.report.step; });
    return after == points.begin() ? nullptr : &*(after - 1);
}

QString playIcon(bool isPlaying)
{
    return isPlaying ? QStringLiteral("pause") : QStringLiteral("run");
}

} // namespace

TimeMachine::TimeMachine(const Workbench& workbench, QWidget* parent)
    : QFrame(parent)
    , m_moments(workbench.moments())
    , m_training(workbench.training())
    , m_library(workbench.library())
    , m_play(this)
    , m_view(new MomentView(parent))
{
    makeCard(this);
    build();
    connect(&m_training, &Training::restarted, this, &TimeMachine::begin);
    connect(&m_training, &Training::stateChanged, this, &TimeMachine::showMoments);
    const auto forget = [this] { m_restored.reset(); }; // a person wants another run
    connect(&m_training, &Training::began, this, forget);
    connect(&m_training, &Training::opening, this, forget);
    connect(&m_training, &Training::configChanged, this, &TimeMachine::showMoments);
    connect(&m_moments, &Moments::changed, this, &TimeMachine::showMoments);
    connect(&m_moments, &Moments::answered, this, &TimeMachine::showAnswer);
    connect(m_track, &MomentTrack::asked, this, [this](int mark) {
        setPlaying(false);
        lookAt(mark);
    });
    connect(m_playButton, &QToolButton::clicked, this, [this] { setPlaying(!m_play.isActive()); });
    connect(m_now, &QToolButton::clicked, this, [this] { open(false); });
    connect(m_twins, &QComboBox::activated, this, [this](int chosen) {
        m_twin = kTwins.at(static_cast<std::size_t>(chosen));
        showMoments();
        ask();
    });
    connect(m_view, &MomentView::openAsked, this, [this] {
        if (const Moment* at = moment())
            m_library.openModel(toText(at->file));
    });
    connect(&m_play, &QTimer::timeout, this, &TimeMachine::playNext);
    showMoments();
}

void TimeMachine::build()
{
    auto* heading = new CutLabel(tr("Time machine"), this);
    setMark(heading, "strong"); // the track has the room
    m_empty = newNote({}, this);
    m_empty->setObjectName(QStringLiteral("noMoments"));
    m_controls = new QWidget(this);
    m_playButton = new QToolButton(m_controls);
    m_playButton->setObjectName(QStringLiteral("playMoments"));
    m_playButton->setAutoRaise(true);
    m_track = new MomentTrack(m_controls);
    m_track->setObjectName(QStringLiteral("moments"));
    m_stepWords = new QLabel(m_controls);
    m_stepWords->setObjectName(QStringLiteral("momentStep"));
    m_likeWords = newNote({}, m_controls);
    m_likeWords->setObjectName(QStringLiteral("momentLike"));
    m_likeWords->setWordWrap(false);
    for (QLabel* words : {m_stepWords, m_likeWords})
        setTextRole(words, TextRole::Note);
    keepRoom(m_stepWords, tr("step %1 of %2").arg(countText(10'000), countText(10'000)));
    keepRoom(m_likeWords, tr("%1 as at the end").arg(percentText(1, 0)));
    m_twins = new QComboBox(&m_view->words());
    m_twins->setObjectName(QStringLiteral("momentTwin"));
    m_twins->addItems({tr("sparse"), tr("dense")});
    atEachTextSize(m_twins, [this] { m_twins->setMinimumWidth(textScaled(kLeastTwins)); });
    m_twins->setAccessibleName(tr("Model to look back at"));
    m_twins->setToolTip(tr("Which of the twins is looked back at"));
    m_now = new QToolButton(m_controls);
    m_now->setObjectName(QStringLiteral("now"));
    m_now->setText(tr("Now"));
    m_now->setAutoRaise(true);
    m_now->setToolTip(tr("Back to the training as it is now"));
    m_now->setAccessibleDescription(m_now->toolTip());
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_stepWords);
    words->addWidget(m_likeWords);
    auto* row = new QHBoxLayout(m_controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    row->addWidget(m_playButton);
    row->addWidget(m_track, 1);
    row->addLayout(words);
    row->addWidget(m_now);
    m_view->addTool(m_twins);
    auto* all = new QHBoxLayout(this);
    all->setSpacing(kGap);
    all->setContentsMargins(
        kGap + 1, kGap / 2, kGap + 1, kGap / 2); // a line, no higher than needed
    all->addWidget(heading);
    all->addWidget(m_empty, 1);
    all->addWidget(m_controls, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    atEachTextSize(m_empty, [this] { // nothing below moves when the first moment is there
        m_empty->setMinimumHeight(m_controls->sizeHint().height());
    });
    m_play.setObjectName(QStringLiteral("play"));
    setPlaying(false);
    auto* keys = new FocusKeys(m_track, tr("In the time machine"));
    keys->add({Qt::Key_Space}, tr("play the moments, or stop"),
        [this] { setPlaying(!m_play.isActive()); });
}

/// What to do for moments.
QString TimeMachine::emptyWords() const
{
    const bool any = !m_training.history().empty();
    if (any)
        return tr("This run keeps no moments. With \u201cKeep moments\u201d in Set-up (Ctrl+1) the "
                  "next one can be looked back at, from noise to habit.");
    if (m_training.active() && isAtRest(m_training.state()))
        return tr("The run is being opened: its moments come with it.");
    return m_training.keepsMoments()
        ? tr("Moments of the run are kept here to look back at, from noise to habit.")
        : tr("Tick \u201cKeep moments\u201d in Set-up (Ctrl+1), and the run can be looked back at, "
             "from noise to habit.");
}

// -------------------------------------------------------------------------------------------------
// where one is

std::optional<std::int64_t> TimeMachine::step() const
{
    const Moment* at = m_isOpen ? moment() : nullptr;
    return at ? std::optional(at->step) : std::nullopt;
}

const Moment* TimeMachine::moment() const
{
    if (moments().empty())
        return nullptr;
    return m_step ? momentAt(moments(), *m_step) : &moments().back();
}

int TimeMachine::mark() const
{
    return moments().empty() ? 0 : static_cast<int>(moment() - moments().data());
}

const EvalReport* TimeMachine::evaluation(Twin twin) const
{
    const auto& all = m_training.history().of(twin).evaluations;
    if (const auto at = step()) {
        const EvalPoint* found = newestUpTo(all, *at);
        return found ? &found->report : nullptr;
    }
    return all.empty() ? nullptr : &all.back().report;
}

/// Another run; one that comes back with a session is looked back at as it was.
void TimeMachine::begin()
{
    m_awaitsRun = false;
    m_twin = Twin::Sparse;
    m_view->begin();
    open(false);
}

void TimeMachine::open(bool isOpen)
{
    if (!isOpen)
        setPlaying(false);
    m_isOpen = isOpen;
    m_step.reset();
    m_asked.reset();
    showMoments();
}

void TimeMachine::lookAt(int mark)
{
    if (moments().empty())
        return;
    const auto last = static_cast<int>(moments().size()) - 1;
    m_isOpen = true;
    m_step = mark < last ? std::optional(moments()[static_cast<std::size_t>(mark)].step)
                         : std::nullopt;
    showMoments();
}

/// All that there is, and of what one looks back to what is new of it.
void TimeMachine::showMoments()
{
    for (const Twin twin : kTwins)
        if (moments().empty() && !m_moments.of(twin).empty())
            m_twin = twin; // of a run of one model, that one
    if (m_restored && !m_awaitsRun && !moments().empty()) {
        const Place place = *std::exchange(m_restored, std::nullopt);
        m_twin = m_moments.of(place.twin).empty() ? m_twin : place.twin;
        m_step = place.step;
        m_isOpen = place.isOpen;
        m_view->setPlace(place.character);
    }
    std::vector<MomentTrack::Mark> marks;
    for (const Moment& each : moments())
        marks.push_back({each.step, m_moments.likeTheEnd(m_twin, each.step)});
    const bool any = !marks.empty();
    m_track->showMarks(std::move(marks), m_twin);
    m_track->setPlace(mark(), m_isOpen);
    m_controls->setVisible(any);
    m_empty->setVisible(!any);
    m_empty->setText(emptyWords());
    m_twins->setVisible(
        std::ranges::none_of(kTwins, [this](Twin twin) { return m_moments.of(twin).empty(); }));
    m_twins->setCurrentIndex(static_cast<int>(slotOf(m_twin)));
    m_now->setEnabled(m_isOpen);
    ask();
    showWords();
    if (std::exchange(m_told, step()) != step()) // a moment may have gone, or a newer one come
        Q_EMIT moved();
}

/// Unless that was asked for already.
void TimeMachine::ask()
{
    const Moment* at = moment();
    if (!m_isOpen || !at || m_asked == std::pair(m_twin, at->step))
        return;
    m_asked = {m_twin, at->step};
    m_moments.show(m_twin, *at);
    if (m_moments.waits())
        m_view->showWaiting(tr("The timing that runs comes first."));
}

void TimeMachine::showAnswer()
{
    const auto& shown = m_moments.shown();
    if (!shown || !m_asked || *m_asked != std::pair(shown->twin, shown->moment.step))
        return;
    m_view->showAnswer(
        *shown, tr("%1 at step %2").arg(kindWords(shown->config), countText(shown->moment.step)));
}

// -------------------------------------------------------------------------------------------------
// words

void TimeMachine::showWords()
{
    const Moment* at = moment();
    if (!at)
        return;
    const QString step = countText(at->step),
                  all = countText(std::max(m_training.plannedSteps(), moments().back().step));
    m_stepWords->setText(tr("step %1 of %2").arg(step, all));
    const auto like = m_moments.likeTheEnd(m_twin, at->step);
    const bool isNewest = at == &moments().back();
    m_likeWords->setText(at->step == 0 ? tr("not yet trained")
            : isNewest                 ? tr("its newest moment")
            : like                     ? tr("%1 as at the end").arg(percentText(*like, 0))
                                       : QString());
    m_likeWords->setToolTip(m_track->whatsThis());
    m_track->setPlace(mark(), m_isOpen);
    const bool isBoth = !m_twins->isHidden();
    m_view->showWords(!isBoth        ? tr("At step %1").arg(step)
            : m_twin == Twin::Sparse ? tr("Sparse, at step %1").arg(step)
                                     : tr("Dense, at step %1").arg(step),
        lossWords(false), lossWords(true));
    m_view->setOpenRefusal(at->file.empty()
            ? tr("These weights are not on the disk yet: they are written at the next evaluation "
                 "or when the training is stopped.")
            : QString());
}

/// As the history of the run has them.
QString TimeMachine::lossWords(bool isBrief) const
{
    const std::int64_t at = moment()->step;
    const TwinHistory& history = m_training.history().of(m_twin);
    const LossPoint* training = newestUpTo(history.losses, at);
    const EvalPoint* evaluation = newestUpTo(history.evaluations, at);
    QStringList words;
    if (training && training->report.step == at && !(isBrief && evaluation))
        words << tr("training loss %1").arg(lossText(training->report.loss));
    if (evaluation) {
        const EvalReport& report = evaluation->report;
        words << (report.step == at ? tr("validation %1").arg(lossText(report.loss))
                                    : tr("validation %1 at step %2")
                                          .arg(lossText(report.loss), countText(report.step)));
        if (report.accuracy)
            words << tr("%1 right").arg(percentText(*report.accuracy));
    }
    return words.join(QStringLiteral(", "));
}

// -------------------------------------------------------------------------------------------------
// playing

void TimeMachine::setPlaying(bool on)
{
    setToolIcon(m_playButton, playIcon(on), kPlayIcon);
    m_playButton->setAccessibleName(on ? tr("Stop playing") : tr("Play the moments"));
    m_playButton->setToolTip(on
            ? tr("Stop here (Space)")
            : tr("Play the run from here, or again from its first step (Space)"));
    if (on == m_play.isActive())
        return;
    if (!on) {
        m_play.stop();
        return;
    }
    const bool moves = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    m_play.start(moves ? kPace : kSlowPace);
    const bool isOver = mark() + 1 >= static_cast<int>(moments().size());
    lookAt(!m_isOpen || isOver ? 0 : mark());
}

/// Once the moment before could be seen.
void TimeMachine::playNext()
{
    const auto& shown = m_moments.shown();
    const bool isThere = shown && m_asked && *m_asked == std::pair(shown->twin, shown->moment.step)
        && (shown->isWhole || !shown->error.empty());
    if (!isThere)
        return;
    const int next = mark() + 1;
    if (next < static_cast<int>(moments().size()))
        lookAt(next);
    if (next + 1 >= static_cast<int>(moments().size()))
        setPlaying(false);
}

} // namespace glowworm
