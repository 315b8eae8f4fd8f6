// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/calibration.h"

#include "model/training/training_speed.h"
#include "ui/session/training.h"
#include "ui/widgets/settings.h"

#include <utility>

namespace glowworm {

Calibration::Calibration(Training& training, TrainingLoop::Create create)
    : m_training(training)
    , m_run(training.lane(), std::move(create))
{
    connect(&training, &Training::restarted, this, [this] { m_made = {}; });
    connect(&training, &Training::events, this, &Calibration::count);
    connect(&training, &Training::stateChanged, this, &Calibration::follow);
}

std::optional<double> Calibration::speed() const
{
    const double kept = settings::kTrainingSpeed.value();
    return kept > 0 && settings::kTrainingSpeedThreads.value() == trainingThreads()
        ? std::optional(kept)
        : std::nullopt;
}

QString Calibration::refusal() const
{
    if (m_measuring)
        return tr("It is being measured.");
    return m_training.active() || m_training.state() == Training::State::Paused
        ? tr("The training that is there measures it.")
        : m_training.resumeRefusal();
}

void Calibration::measure()
{
    if (!refusal().isEmpty())
        return;
    m_threads = trainingThreads();
    m_measuring = true;
    m_run.start(m_threads);
    Q_EMIT changed();
    Q_EMIT workBegan();
}

void Calibration::fetch()
{
    const Lane::Status status = m_run.status();
    if (const auto speed = m_run.take())
        keep(*speed, m_threads);
    if (!m_measuring || status.busy())
        return;
    m_measuring = false;
    if (status.kind == Lane::Status::Kind::Failed)
        Q_EMIT problem(QString::fromStdString(status.message));
    Q_EMIT changed();
}

/// What a run that is looked at has made before may be another machine's.
void Calibration::count(const std::vector<TrainingEvent>& events)
{
    for (const TrainingEvent& event : events)
        if (event.kind == TrainingEvent::Kind::Step && !event.again) {
            ++m_made[slotOf(event.twin)];
            m_trained = true;
        }
    if (m_trained && m_training.state() == Training::State::Paused)
        follow(); // of a step that began and ended between two looks at the state
}

void Calibration::follow()
{
    using State = Training::State;
    const State state = m_training.state();
    const auto speed = state == State::Paused || state == State::Finished || state == State::Empty
        ? speedOf(m_training.runConfig(), m_training.runTwins(), m_training.history(), m_made)
        : std::nullopt;
    if (speed && std::exchange(m_trained, false)) // not one that was only looked at
        keep(*speed, m_training.runThreads());
    Q_EMIT changed();
}

void Calibration::keep(double speed, int threads)
{
    if (!m_remembers)
        return;
    settings::kTrainingSpeed.set(speed);
    settings::kTrainingSpeedThreads.set(threads);
    Q_EMIT changed();
}

} // namespace glowworm
