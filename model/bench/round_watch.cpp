// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/round_watch.h"

#include "model/base/numbers.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <utility>

namespace glowworm {

namespace {

constexpr char kBusy[] = "Busy machine: ";
constexpr double kFractionLost = 0.1; // of a block; one time slice lost to a neighbour is less

double steadySeconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

} // namespace

RoundWatch::RoundWatch(Clock wall, Clock processor)
    : m_wall(wall ? wall : Clock(steadySeconds))
    , m_processor(processor ? std::move(processor)
              : wall        ? std::move(wall)
                            : Clock(processorSeconds))
{
}

void RoundWatch::begin()
{
    m_processorStart = m_processor();
    m_wallStart = m_wall();
}

void RoundWatch::end()
{
    const double wall = m_wall() - m_wallStart, processor = m_processor() - m_processorStart;
    m_disturbed |= wall - processor > kFractionLost * wall;
}

bool RoundWatch::counts()
{
    const bool disturbed = std::exchange(m_disturbed, false);
    if (!disturbed)
        return true;
    if (m_repeatsLeft > 0) {
        --m_repeatsLeft;
        ++m_repeated;
        return false;
    }
    ++m_kept;
    return true;
}

std::vector<std::string> RoundWatch::notices() const
{
    std::vector<std::string> list;
    if (m_repeated > 0)
        list.push_back("Disturbed: in " + counted(m_repeated, "round")
            + " the process was stopped or had to wait for a core; measured again, not counted.");
    if (m_kept > 0)
        list.push_back(kBusy + counted(m_kept, "round")
            + " count although they were disturbed, because too many had to be measured again.");
    return list;
}

bool countsDisturbed(const std::vector<std::string>& notices)
{
    return std::ranges::any_of(
        notices, [](const std::string& notice) { return notice.starts_with(kBusy); });
}

std::string roundWords(int round, int warmup, int repeats)
{
    return round < warmup
        ? "warm-up " + std::to_string(round + 1) + " of " + std::to_string(warmup)
        : "round " + std::to_string(round - warmup + 1) + " of " + std::to_string(repeats);
}

std::string tooManyThreads(int threads, const MachineInfo& machine)
{
    if (threads <= machine.usableThreads)
        return {};
    return "More threads (" + std::to_string(threads) + ") than CPUs that this process may use ("
        + std::to_string(machine.usableThreads)
        + "): they take turns, so these times say nothing about so many cores.";
}

} // namespace glowworm
