// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/belief.h"

#include "model/base/numbers.h"
#include "model/bench/cases.h"
#include "model/bench/verdict.h"
#include "model/config/cost.h"

#include <algorithm>
#include <cmath>

namespace glowworm {

namespace {

constexpr double kNoisySpread = 0.1; // interquartile range over median
constexpr double kNear = 1.1;        // of the ceiling: no more than a measurement may miss it
constexpr double kSlack = 1.5;       // as far as an interval that holds it excuses a value
constexpr double kLeastBound = 1.5;  // where calls are so small that no bytes count
constexpr double kCacheGain = 8;     // a cache against memory, generously, on machines of today

std::string times(double ratio) { return textOf(ratioFigure(ratio)) + "x"; }

/// What takes no time for its bytes need not be slower for them.
double least(double ceiling) { return std::max(1.0, ceiling); }

bool isOurs(const BenchRow& row, const char* kind)
{
    return row.impl == kind || row.impl == kind + ("-" + row.format);
}

double weightBytes(const BenchRow& row)
{
    return row.format == "int8" ? 1 : row.format == "bf16" ? 2 : 4;
}

/// Of a row of ours, from that of dense at one format; of LibTorch's none.
std::optional<double> ceilingOver(
    const BenchRow& other, const BenchRow& subject, double denseCeiling)
{
    if (isOurs(other, "dense") || other.impl == "dense-skip")
        return denseCeiling * weightBytes(other) / weightBytes(subject);
    if (other.impl == "masked-dense") // with the router, which is no more than the whole of sparse
        return denseCeiling + 1;
    return other.impl == "iso-dense" ? std::optional(1.0) : std::nullopt;
}

/// Of bytes that two models read for a token.
double bytesRatio(const ModelConfig& dense, const ModelConfig& sparse, int cachedTokens)
{
    return static_cast<double>(inferenceCost(dense, cachedTokens).bytes())
        / static_cast<double>(inferenceCost(sparse, cachedTokens).bytes());
}

const BenchRow* rowOf(const BenchResult& result, const BenchRatio& ratio, const std::string& impl)
{
    const auto found = std::ranges::find_if(result.rows, [&](const BenchRow& row) {
        return row.impl == impl && row.tokens == ratio.tokens
            && (!isShaped(result.config.workload) || row.density == ratio.density);
    });
    return found == result.rows.end() ? nullptr : &*found;
}

std::string verdictOf(const BenchRatio& ratio, const BenchRow& subject, int rounds, int repeats)
{
    const std::string words = ratio.doubt == Doubt::None
        ? verdict(subject.impl, ratio.ratio)
        : "not believable, above the ceiling of " + times(least(*ratio.ceiling)) + ": "
            + times(ratio.ratio.value) + " " + verdictInterval(ratio.ratio);
    return rounds < repeats
        ? "after " + std::to_string(rounds) + " of " + std::to_string(repeats) + " rounds: " + words
        : words;
}

} // namespace

bool isNoisy(const BenchRow& row)
{
    return row.microseconds.q3 - row.microseconds.q1 > kNoisySpread * row.microseconds.median;
}

bool isOfModels(const BenchResult& result)
{
    return !result.denseHash.empty() || !result.quality.empty();
}

ModelConfig shapedModel(const BenchConfig& config, int groups)
{
    return {.task = Task::Text,
        .routing = config.routing,
        .dModel = config.dModel,
        .layers = 1,
        .heads = config.workload == Workload::Layer ? config.heads : 1,
        .neurons = config.neurons,
        .groups = groups,
        .routerRank = config.routerRank,
        .vocabSize = 2};
}

std::optional<double> ceilingOf(const BenchConfig& config, double density, bool random)
{
    if (isShaped(config.workload)) {
        const int groups = static_cast<int>(std::lround(density * config.neurons));
        if (groups < 1 || config.neurons % groups != 0)
            return {};
        const ModelConfig layer = shapedModel(config, groups);
        return config.workload == Workload::FeedForward ? feedForwardCeiling(layer)
                                                        : tokenCeiling(layer, config.context);
    }
    const bool written = config.workload == Workload::Token || config.workload == Workload::Batch;
    const int cached = written ? config.context : 0;
    if (config.dense && config.sparse)
        return bytesRatio(config.dense->config, config.sparse->config, cached);
    if (!random)
        return {};
    const Task task = taskOf(config.workload);
    return bytesRatio(studyRun(task, false, 1).model, studyRun(task, true, 1).model, cached);
}

Doubt doubtOf(const RatioInterval& ratio, double ceiling, int rounds, bool noisy)
{
    const double bound = std::max(kLeastBound, ceiling);
    if (ratio.value <= (ratio.low > bound ? kNear : kSlack) * bound)
        return Doubt::None;
    if (rounds < kLeastRounds)
        return Doubt::FewRounds;
    if (noisy)
        return Doubt::Disturbed;
    return ratio.value > kCacheGain * bound ? Doubt::Unexplained : Doubt::None;
}

void judge(BenchRatio& ratio, const BenchRow& other, const BenchRow& subject,
    const BenchConfig& config, bool random)
{
    const int rounds = std::min(other.roundsDone, subject.roundsDone);
    if (!ratio.ceiling && isOurs(subject, "sparse"))
        if (const auto ceiling = ceilingOf(config, ratio.density, random))
            ratio.ceiling = ceilingOver(other, subject, *ceiling);
    ratio.doubt = ratio.ceiling
        ? doubtOf(ratio.ratio, *ratio.ceiling, rounds, isNoisy(other) || isNoisy(subject))
        : Doubt::None;
    if (ratio.verdict.empty() || ratio.doubt != Doubt::None)
        ratio.verdict = verdictOf(ratio, subject, rounds, config.repeats);
}

void judge(BenchResult& result)
{
    const bool random = !isOfModels(result);
    for (BenchRatio& ratio : result.ratios) {
        const auto slash = ratio.over.find('/');
        if (slash == std::string::npos)
            continue;
        const BenchRow *other = rowOf(result, ratio, ratio.over.substr(0, slash)),
                       *subject = rowOf(result, ratio, ratio.over.substr(slash + 1));
        if (other && subject)
            judge(ratio, *other, *subject, result.config, random);
    }
}

std::vector<std::string> doubtSentences(const BenchRatio& ratio)
{
    if (ratio.doubt == Doubt::None || !ratio.ceiling)
        return {};
    const double ceiling = least(*ratio.ceiling);
    const std::string measured = times(ratio.ratio.value) + " " + verdictInterval(ratio.ratio);
    std::vector<std::string> said{ratio.ratio.value > kCacheGain * ceiling
            ? measured + " cannot be right: the bytes allow " + times(ceiling)
                + ", and no cache gains that much."
            : measured + " lies above the " + times(ceiling) + " that the bytes allow."};
    if (ratio.doubt == Doubt::FewRounds)
        said.emplace_back("Too few rounds to tell: time it again, with at least "
            + std::to_string(BenchConfig().repeats) + ".");
    else if (ratio.doubt == Doubt::Disturbed)
        said.emplace_back("The rounds differ too much, something else had the processor: close "
                          "other programs and time it again, with more rounds.");
    else
        said.emplace_back("Close other programs and time it again, with more rounds.");
    return said;
}

} // namespace glowworm
