// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/benchmark_run.h"

#include "model/base/error.h"
#include "model/bench/result_file.h"
#include "model/jobs/worker.h"

#include <algorithm>
#include <utility>

namespace glowworm {

namespace {

/// What was measured stays measured when it cannot be kept.
void keep(BenchProgress& news, const std::filesystem::path& folder)
{
    const std::vector<BenchRow>& rows = news.result.rows;
    if (folder.empty()
        || std::ranges::none_of(rows, [](const BenchRow& row) { return row.roundsDone > 0; }))
        return;
    try {
        news.kept = keepResult(news.result, folder);
    } catch (const Error& error) {
        news.notKept = error.what();
    }
}

void measure(const BenchConfig& config, const BenchKeeping& keeping,
    const std::function<const TrainEntry&()>& torch, std::stop_token stop,
    Latest<BenchProgress>& out)
{
    const TrainEntry* entry = nullptr;
    std::string missing;
    if (config.libtorch && torch) {
        try {
            entry = &torch();
        } catch (const Error& error) {
            missing = error.what();
        }
    }
    Benchmark benchmark(config, entry);
    const auto news = [&] {
        BenchProgress made{benchmark.progress(), benchmark.current(), benchmark.result(), {}, {}};
        made.result.denseHash = keeping.denseHash;
        made.result.sparseHash = keeping.sparseHash;
        if (!missing.empty())
            made.result.notices.push_back(missing);
        return made;
    };
    do
        out.post(news());
    while (benchmark.advance(stop));
    BenchProgress last = news();
    keep(last, keeping.folder);
    out.post(std::move(last));
}

} // namespace

struct BenchmarkRun::Impl {
    std::function<const TrainEntry&()> torch;
    Worker<Latest<BenchProgress>> worker;
};

BenchmarkRun::BenchmarkRun(Lane& lane, std::function<const TrainEntry&()> torch)
    : m_impl(new Impl{std::move(torch), Worker<Latest<BenchProgress>>(lane)})
{
}

BenchmarkRun::~BenchmarkRun() = default;

void BenchmarkRun::start(BenchConfig config, BenchKeeping keeping)
{
    m_impl->worker.renewOutbox();
    m_impl->worker.ask(
        [config = std::move(config), keeping = std::move(keeping), torch = m_impl->torch](
            std::stop_token stop, Latest<BenchProgress>& out) {
            measure(config, keeping, torch, stop, out);
        });
}

void BenchmarkRun::stop() { m_impl->worker.stop(); }

bool BenchmarkRun::busy() const { return m_impl->worker.busy(); }

Lane::Status BenchmarkRun::status() const { return m_impl->worker.status(); }

std::optional<BenchProgress> BenchmarkRun::takeProgress() { return m_impl->worker.outbox().take(); }

} // namespace glowworm
