// SPDX-License-Identifier: GPL-3.0-or-later
// Where a token's time goes: by an engine that reads a clock between the parts of every token.
#include "model/bench/parts.h"

#include "model/bench/verdict.h"
#include "model/config/cost.h"

#include <algorithm>
#include <cmath>

namespace glowworm {

namespace {

/// Sums a buffer as fast as one thread can: wide integers, so that the order of the sums is free,
/// fetched ahead of their use.
class ReadBuffer : public Implementation {
public:
    explicit ReadBuffer(std::int64_t bytes)
        : m_words(static_cast<std::size_t>(bytes) / sizeof(float))
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words.data()[i] = static_cast<float>(i % 97);
    }
    void prepare() override { }
    /// From several places at once: one alone leaves a third of the machine's rate unused. Lanes of
    /// 16 bytes, because g++ passes wider ones through memory where the instruction set has none.
    void pass() override
    {
        using Lanes = std::uint64_t __attribute__((vector_size(16), aligned(16), may_alias));
        constexpr std::size_t kStreams = 8, kLine = 64 / sizeof(Lanes);
        const auto* data = reinterpret_cast<const Lanes*>(m_words.data());
        const std::size_t length
            = m_words.size() * sizeof(float) / sizeof(Lanes) / kStreams / kLine * kLine;
        Lanes sums[kLine] = {};
        for (std::size_t i = 0; i < length; i += kLine)
            for (std::size_t stream = 0; stream < kStreams; ++stream) {
                const Lanes* line = data + stream * length + i;
                sums[0] += line[0];
                sums[1] += line[1];
                sums[2] += line[2];
                sums[3] += line[3];
            }
        const Lanes all = sums[0] + sums[1] + sums[2] + sums[3];
        m_sum = m_sum + all[0] + all[1]; // volatile: the sums are needed
    }

private:
    AlignedFloats m_words;
    volatile std::uint64_t m_sum = 0;
};

void add(BenchCase& result, const std::string& impl, int threads, double calls,
    std::unique_ptr<Implementation> implementation)
{
    Entrant entrant{{}, calls, std::move(implementation)};
    entrant.row.impl = impl;
    entrant.row.threads = threads;
    entrant.row.reference = true;
    result.entrants.push_back(std::move(entrant));
}

const BenchRow* find(const BenchResult& result, const char* impl)
{
    const auto row = std::ranges::find(result.rows, impl, &BenchRow::impl);
    return row != result.rows.end() && row->roundsDone > 0 ? &*row : nullptr;
}

/// What one token reads of a part, in this row's way: formats make weights smaller, a masked layer
/// reads all neurons, one that skips zeros not their second matrix.
std::int64_t bytesOf(const PartLog& log, Part part, int context)
{
    ModelConfig read = log.config;
    if (log.row.impl == "masked-dense" && part == Part::FeedForward)
        read.routing = Routing::Dense;
    const Cost cost = inferenceCost(read, context), uncached = inferenceCost(read);
    const PartCost* found = cost.find(part);
    if (!found)
        return 0;
    const std::int64_t weights = uncached.find(part)->bytes, cache = found->bytes - weights;
    double bytes = static_cast<double>(weights);
    if (log.row.format != "fp32" && part != Part::Norm && part != Part::Embedding)
        bytes /= log.row.format == "int8" ? 4 : 2;
    if (log.row.impl == "dense-skip" && part == Part::FeedForward)
        bytes *= (1 + log.row.activeFraction) / 2;
    return std::llround(bytes) + cache;
}

constexpr const char* kHowParts
    = "clock read between the parts of each token; all layers; medians of the passes";

void summariseParts(BenchResult& result, const PartLog& log, int context)
{
    if (log.passes.empty())
        return;
    const std::size_t first = result.parts.size();
    std::int64_t all = 0;
    const auto add = [&](const char* name, std::initializer_list<Part> parts, const char* how) {
        std::int64_t bytes = 0;
        for (const Part part : parts)
            bytes += bytesOf(log, part, context);
        all += bytes;
        std::vector<double> samples;
        for (const PartClock& pass : log.passes) {
            double seconds = 0;
            for (const Part part : parts)
                seconds += pass.seconds(part);
            samples.push_back(seconds * 1e6 / log.calls);
        }
        result.parts.push_back({log.row.impl, name, bytes, 0, quartiles(std::move(samples)), how});
    };
    const bool fetches = log.config.isSparse() && log.row.impl != "masked-dense";
    add("attention", {Part::Attention}, kHowParts);
    if (log.config.isSparse())
        add("router", {Part::Router}, kHowParts);
    add("feed_forward", {Part::FeedForward},
        fetches
            ? "clock read between the parts of each token; the router has begun to fetch these rows"
            : kHowParts);
    add("norms", {Part::Norm, Part::Embedding},
        "clock read between the parts of each token; norms and embedding");
    add("head", {Part::Head}, kHowParts);
    for (std::size_t i = first; i < result.parts.size(); ++i)
        result.parts[i].fraction
            = static_cast<double>(result.parts[i].bytes) / static_cast<double>(all);
}

} // namespace

void addDetails(BenchCase& result, const BenchConfig& config, const std::vector<SplitRow>& rows,
    const std::shared_ptr<const LanguageWeights>& dense, const std::shared_ptr<const Texts>& texts,
    const StopCheck& stop)
{
    for (const SplitRow& split : rows) {
        auto log = std::make_shared<PartLog>(
            PartLog{split.row, split.weights->config, static_cast<double>(texts->timed()), {}});
        result.partLogs.push_back(log);
        add(result, split.row.impl + "-parts", config.threads, log->calls,
            engineDecoding(split.weights, texts, split.options, stop, log));
    }
    if (config.threads > 1)
        return;
    add(result, "read", 1, 1,
        std::make_unique<ReadBuffer>(inferenceCost(dense->config, config.context).bytes()));
    if (usableThreads() > 1)
        add(result, "dense-2-threads", 2, texts->timed(),
            engineDecoding(dense, texts, {.threads = 2}, stop));
}

void summariseDetails(BenchResult& result, const BenchCase& token, int context)
{
    for (const auto& log : token.partLogs)
        summariseParts(result, *log, context);
    const BenchRow *one = find(result, "dense"), *two = find(result, "dense-2-threads"),
                   *read = find(result, "read");
    if (one && two) {
        BenchThreads gain{two->threads, ratioOfMedians(one->samples, two->samples), {}};
        gain.verdict = verdict(std::to_string(two->threads) + " threads", gain.ratio);
        result.threads.push_back(std::move(gain));
    }
    if (one && read) {
        const auto log = std::ranges::find(
            token.partLogs, "dense", [](const auto& each) { return each->row.impl; });
        BenchBandwidth bandwidth;
        bandwidth.bytes = inferenceCost((*log)->config, context).bytes();
        const double gigabytes = static_cast<double>(bandwidth.bytes) * 1e-9;
        bandwidth.readGbPerSecond = gigabytes / (read->microseconds.median * 1e-6);
        bandwidth.denseGbPerSecond = gigabytes / (one->microseconds.median * 1e-6);
        bandwidth.fraction = ratioOfMedians(read->samples, one->samples);
        result.bandwidth = bandwidth;
    }
}

} // namespace glowworm
