// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/path_choice.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace glowworm {

namespace {

constexpr int kTrials = 5; // of each path; the shortest counts, for interruptions only lengthen
constexpr double kHopeless = 1.6; // a path this many times slower than the best is not tried again

} // namespace

PathChoice::Entry& PathChoice::entryOf(Case wanted)
{
    wanted.tokens = std::bit_width(static_cast<std::uint64_t>(wanted.tokens));
    const auto found = std::ranges::find(m_entries, wanted, &Entry::key);
    if (found != m_entries.end())
        return *found;
    Entry& entry = m_entries.emplace_back(Entry{wanted, {}});
    entry.best.fill(std::numeric_limits<double>::infinity());
    return entry;
}

/// The path on trial that was tried least often, or the number of paths when there is none left.
std::size_t PathChoice::leastTried(const Entry& entry)
{
    const double best = *std::min_element(entry.best.begin(), entry.best.end());
    std::size_t least = kPaths.size();
    for (std::size_t i = 0; i < kPaths.size(); ++i) {
        const bool onTrial = entry.trials[i] < kTrials
            && !(entry.trials[i] > 0 && entry.best[i] > kHopeless * best);
        if (onTrial && (least == kPaths.size() || entry.trials[i] < entry.trials[least]))
            least = i;
    }
    return least;
}

FeedForwardPath PathChoice::next(const Case& wanted)
{
    if (wanted.tokens <= 1)
        return FeedForwardPath::Fired;
    const Entry& entry = entryOf(wanted);
    const std::size_t trial = leastTried(entry);
    if (trial < kPaths.size())
        return kPaths[trial];
    return kPaths[static_cast<std::size_t>(
        std::min_element(entry.best.begin(), entry.best.end()) - entry.best.begin())];
}

void PathChoice::took(const Case& done, FeedForwardPath path, double seconds)
{
    if (done.tokens <= 1)
        return;
    Entry& entry = entryOf(done);
    if (leastTried(entry) == kPaths.size())
        return;
    const std::size_t i
        = static_cast<std::size_t>(std::find(kPaths.begin(), kPaths.end(), path) - kPaths.begin());
    entry.best[i] = std::min(entry.best[i], seconds / static_cast<double>(done.tokens));
    ++entry.trials[i];
}

} // namespace glowworm
