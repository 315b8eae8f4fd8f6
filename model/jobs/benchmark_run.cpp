// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/benchmark_run.h"

#include "model/base/error.h"
#include "model/bench/result_file.h"

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

void measure(const BenchConfig& config, const std::filesystem::path& folder,
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
        if (!missing.empty())
            made.result.notices.push_back(missing);
        return made;
    };
    do
        out.post(news());
    while (benchmark.advance(stop));
    BenchProgress last = news();
    keep(last, folder);
    out.post(std::move(last));
}

} // namespace

BenchmarkRun::BenchmarkRun(Lane& lane, std::function<const TrainEntry&()> torch)
    : m_torch(std::move(torch))
    , m_worker(lane)
{
}

void BenchmarkRun::start(BenchConfig config, std::filesystem::path folder)
{
    m_worker.renewOutbox();
    m_worker.ask([config = std::move(config), folder = std::move(folder), torch = m_torch](
                     std::stop_token stop, Latest<BenchProgress>& out) {
        measure(config, folder, torch, stop, out);
    });
}

} // namespace glowworm
