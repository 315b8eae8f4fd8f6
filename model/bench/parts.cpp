// SPDX-License-Identifier: GPL-3.0-or-later
// Where a token's time goes: by an engine that reads a clock between the parts of every token.
#include "model/bench/parts.h"

#include "model/bench/verdict.h"
#include "model/config/cost.h"

#include <algorithm>

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

void summariseParts(BenchResult& result, const PartLog& log, int context)
{
    if (log.passes.empty())
        return;
    const Cost cost = inferenceCost(log.config, context);
    const auto add = [&](const char* name, std::initializer_list<Part> parts, const char* how) {
        std::int64_t bytes = 0;
        for (const Part part : parts)
            if (const PartCost* found = cost.find(part))
                bytes += found->bytes;
        std::vector<double> samples;
        for (const PartClock& pass : log.passes) {
            double seconds = 0;
            for (const Part part : parts)
                seconds += pass.seconds(part);
            samples.push_back(seconds * 1e6 / log.calls);
        }
        const double fraction = static_cast<double>(bytes) / static_cast<double>(cost.bytes());
        result.parts.push_back(
            {log.impl, name, bytes, fraction, quartiles(std::move(samples)), how});
    };
    const char* how
        = "clock read between the parts of each token; all layers; medians of the passes";
    add("attention", {Part::Attention}, how);
    if (log.config.isSparse())
        add("router", {Part::Router}, how);
    add("feed_forward", {Part::FeedForward},
        log.config.isSparse()
            ? "clock read between the parts of each token; the router has begun to fetch these rows"
            : how);
    add("norms", {Part::Norm, Part::Embedding},
        "clock read between the parts of each token; norms and embedding");
    add("head", {Part::Head}, how);
}

} // namespace

void addDetails(BenchCase& result, const BenchConfig& config, const Packed& dense,
    const Packed& sparse, const std::shared_ptr<const Texts>& texts, const StopCheck& stop)
{
    for (const bool isSparse : {false, true}) {
        const std::string impl = isSparse ? "sparse" : "dense";
        if (!isWanted(config, impl))
            continue;
        const Packed& weights = isSparse ? sparse : dense;
        auto log = std::make_shared<PartLog>(
            PartLog{impl, weights->config, static_cast<double>(texts->timed()), {}});
        result.partLogs.push_back(log);
        add(result, impl + "-parts", config.threads, log->calls,
            engineDecoding(weights, texts, {.threads = config.threads}, stop, log));
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
            token.partLogs, "dense", [](const auto& each) { return each->impl; });
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
