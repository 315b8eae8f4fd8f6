// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/moment_run.h"

#include "model/base/sentence.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace glowworm {

void MomentRun::begin(std::filesystem::path folder, std::shared_ptr<const DigitSet> pictures)
{
    m_reading = {m_reading.turn + 1, std::move(folder), std::move(pictures)};
    const std::lock_guard lock(m_mutex);
    m_wanted.reset();
}

void MomentRun::list()
{
    m_worker.ask(
        [this, reading = m_reading](std::stop_token, Results& out) { list(reading, out); });
}

void MomentRun::list(const Reading& reading, Results& out)
{
    if (m_surveyed.turn != reading.turn)
        m_seen = {};
    m_surveyed = reading;
    m_left.clear();
    Listed listed;
    for (const Twin twin : kTwins) {
        auto& moments = listed[slotOf(twin)];
        moments = listMoments(reading.folder / nameOf(twin));
        for (const Moment& moment : moments)
            if (const auto& seen = m_seen[slotOf(twin)];
                !seen.contains(moment.step) || seen.at(moment.step) != moment.isExact)
                m_left.push_back({twin, moment});
    }
    std::ranges::reverse(m_left); // a piece takes the last one
    out.listed.post({reading.turn, std::move(listed)});
    askForPiece();
}

bool MomentRun::isNewerWanted()
{
    const std::lock_guard lock(m_mutex);
    return m_wanted.has_value();
}

void MomentRun::show(Wanted wanted)
{
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_wanted, std::pair(std::move(wanted), m_reading)))
            return; // it is shown instead of the one that waits
    }
    m_worker.ask([this](std::stop_token stop, Results& out) { answer(stop, out); });
}

void MomentRun::answer(std::stop_token stop, Results& out)
{
    std::optional<std::pair<Wanted, Reading>> taken;
    {
        const std::lock_guard lock(m_mutex);
        taken = std::exchange(m_wanted, std::nullopt);
    }
    if (!taken || m_paused) // another run has begun
        return;
    const auto& [wanted, reading] = *taken;
    Shown shown{wanted.twin, wanted.moment, {}, {}, false, {}};
    try {
        const auto model = wanted.model
            ? wanted.model
            : std::make_shared<const ModelState>(readMoment(wanted.moment));
        shown.config = model->config;
        Probe probe(*model, reading.pictures);
        bool goesOn = probe.advance(stop);
        shown.places = probe.places();
        out.shown.post({reading.turn, shown});
        while (goesOn) {
            goesOn = probe.advance(stop);
            if (stop.stop_requested() || m_paused || isNewerWanted())
                return;
        }
        shown.places = probe.places();
        shown.isWhole = true;
    } catch (const std::exception& exception) {
        shown.config = {};
        shown.places.clear();
        shown.error = sentenceOf(exception);
    }
    out.shown.post({reading.turn, std::move(shown)});
}

// -------------------------------------------------------------------------------------------------
// what nobody has asked for

void MomentRun::pause(bool paused)
{
    m_paused = paused;
    if (!paused)
        askForPiece();
}

/// Behind all that is asked for.
void MomentRun::askForPiece()
{
    if (!m_paused && !m_hasPiece.exchange(true))
        m_worker.ask([this](std::stop_token, Results& out) {
            m_hasPiece = false;
            piece(out);
        });
}

void MomentRun::piece(Results& out)
{
    if (m_paused || m_left.empty())
        return;
    const Wanted next = std::move(m_left.back());
    m_left.pop_back();
    m_seen[slotOf(next.twin)][next.moment.step] = next.moment.isExact;
    try {
        Probe probe(readMoment(next.moment), m_surveyed.pictures);
        probe.advance();
        out.firsts.post(
            {m_surveyed.turn, {next.twin, next.moment.step, probe.places().front().firing}});
    } catch (const std::exception&) {
        // Whoever looks at this moment is told why.
    }
    askForPiece();
}

std::vector<MomentRun::First> MomentRun::takeFirsts()
{
    std::vector<First> firsts;
    for (Of<First>& found : m_worker.outbox().firsts.drain())
        if (found.turn == m_reading.turn)
            firsts.push_back(std::move(found.told));
    return firsts;
}

} // namespace glowworm
