// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/activity.h"

#include "ui/session/digits.h"
#include "ui/session/generation.h"
#include "ui/session/timing.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/widgets/value_label.h"

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

constexpr int kRefresh = 200; // milliseconds between two texts while steps come in

} // namespace

Activity::Activity(Workbench& workbench, QObject* parent)
    : QObject(parent)
    , m_training(workbench.training())
    , m_generation(workbench.generation())
    , m_digits(workbench.digits())
    , m_timing(workbench.timing())
{
    m_states = states();
    m_sinceTold.start();
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &Activity::tell);
    connect(&m_training, &Training::events, this, [this](const std::vector<TrainingEvent>& events) {
        const TrainingEvent& last = events.back();
        m_evaluating = last.kind == TrainingEvent::Kind::Evaluating ? std::optional(last.fraction)
                                                                    : std::nullopt;
        if (m_sinceTold.elapsed() >= kRefresh)
            tell();
        else if (!m_later.isActive()) // what comes next may be long in coming
            m_later.start(kRefresh);
    });
    connect(&m_training, &Training::stateChanged, this, [this] {
        m_evaluating.reset();
        tell();
    });
    connect(&m_generation, &Generation::started, this, &Activity::tell);
    connect(&m_generation, &Generation::ended, this, &Activity::tell);
    connect(&m_generation, &Generation::updated, this, &Activity::tell); // as the timeline
    connect(&workbench, &Workbench::busyChanged, this, &Activity::tell);
    connect(&m_timing, &Timing::progress, this, [this](const BenchProgress& progress) {
        m_timed = progress.fraction;
        tell();
    });
    connect(&m_timing, &Timing::ended, this, [this] {
        m_timed = 0;
        tell();
    });
}

void Activity::tell()
{
    m_sinceTold.start();
    States now = states();
    if (now == m_states)
        return;
    m_states = std::move(now);
    Q_EMIT changed();
}

/// By PanelId.
Activity::States Activity::states() const
{
    const auto runs = [](bool is, const QString& words) {
        return is ? State{Light::Runs, words, {}} : State{};
    };
    return {State{}, training(), runs(m_generation.running(), writingWords()),
        runs(m_digits.reviewing(), tr("Digits: reading the test pictures")), timing()};
}

Activity::State Activity::training() const
{
    using Run = TrainingRun::State;
    const std::int64_t planned = m_training.plannedSteps(), step = m_training.step();
    switch (m_training.state()) {
    case Run::Empty:
        return {};
    case Run::Loading:
        return {Light::Runs, tr("Training: preparing..."), {}};
    case Run::Running: {
        const QString steps = tr("Training: step %L1 of %L2").arg(step).arg(planned);
        return {Light::Runs,
            m_evaluating ? tr("%1, evaluating: %2 done").arg(steps, percentText(*m_evaluating, 0))
                         : steps,
            planned > 0 ? std::optional(double(step) / double(planned)) : std::nullopt};
    }
    case Run::Pausing:
        return {Light::Runs, tr("Training: pausing after this step..."), {}};
    case Run::Paused:
        return {Light::Waits, tr("Training paused at step %L1 of %L2").arg(step).arg(planned), {}};
    case Run::Stopping:
        return {Light::Runs, tr("Training: stopping and saving..."), {}};
    case Run::Finished:
        return {Light::Off, tr("Training ended at step %L1").arg(step), {}};
    case Run::Failed:
        return {Light::Failed, tr("Training failed: %1").arg(m_training.failure()), {}};
    }
    return {};
}

/// In the timeline's numbers: the newest character of every text, of the last.
QString Activity::writingWords() const
{
    const std::int64_t last
        = std::max(m_generation.length(Twin::Sparse), m_generation.length(Twin::Dense)) - 1;
    std::int64_t newest = last;
    for (const TapeTrack& track : m_generation.tape().tracks)
        if (track.size() > 0)
            newest = std::min(newest, track.size() - 1);
    if (m_generation.showsTape())
        return tr("Generation: reading the tape");
    return newest < last ? tr("Generation: writing character %L1 of %L2").arg(newest).arg(last)
                         : tr("Generation: writing");
}

Activity::State Activity::timing() const
{
    if (!m_timing.running())
        return {};
    return {Light::Runs, tr("Timing: %1 done").arg(percentText(m_timed, 0)), m_timed};
}

} // namespace glowworm
