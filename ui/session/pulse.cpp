// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/pulse.h"

#include <QElapsedTimer>

#include <utility>

namespace glowworm {
namespace {

constexpr int kFrame = 16, kHeavyFrame = 33, kQuietFrame = 250; // milliseconds
constexpr int kHeavyCost = 8;

} // namespace

Pulse::Pulse(std::function<bool()> beat, QObject* parent)
    : QObject(parent)
    , m_beat(std::move(beat))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kFrame);
    connect(&m_timer, &QTimer::timeout, this, &Pulse::tick);
}

void Pulse::start()
{
    m_asked = true;
    if (!m_timer.isActive())
        m_timer.start();
}

void Pulse::setQuiet(bool quiet) { m_quiet = quiet; }

void Pulse::tick()
{
    QElapsedTimer cost;
    cost.start();
    m_asked = false;
    const bool more = m_beat();
    const int interval = m_quiet ? kQuietFrame : cost.elapsed() > kHeavyCost ? kHeavyFrame : kFrame;
    if (interval != m_timer.interval())
        m_timer.setInterval(interval);
    if (!more && !m_asked) // work that a beat starts may end before the beat does
        m_timer.stop();
}

} // namespace glowworm
