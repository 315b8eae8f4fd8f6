// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/benchmark_run.h"

#include "model/base/error.h"
#include "model/bench/result_file.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace glowworm {

namespace {

constexpr std::chrono::seconds kBetweenParts{2};

bool isMeasured(const BenchResult& result)
{
    return std::ranges::any_of(result.rows, [](const BenchRow& row) { return row.roundsDone > 0; });
}

/// What was measured stays measured when it cannot be kept.
void keep(BenchProgress& news, const std::filesystem::path& folder)
{
    if (folder.empty() || !isMeasured(news.result))
        return;
    try {
        news.kept = keepResult(news.result, folder);
    } catch (const Error& error) {
        news.notKept = error.what();
    }
}

/// Between two rounds, so that a program that dies loses the last moments only. Held, so that no
/// other window takes it for one that is left. Where it cannot be kept, the end says so.
class Parts {
public:
    explicit Parts(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {
    }

    /// The result is kept as a whole, or nothing of it may be. Else what there is stays, and is
    /// found the next time that the folder is looked at.
    void remove() const
    {
        std::error_code ignored;
        if (!m_part.file.empty())
            std::filesystem::remove(m_part.file, ignored);
    }
    void keep(BenchProgress& news)
    {
        const auto now = std::chrono::steady_clock::now();
        if (!m_folder.empty() && now - m_last > kBetweenParts && isMeasured(news.result)) {
            m_last = now;
            try {
                keepPart(news.result, m_folder, m_part);
            } catch (const Error&) {
            }
        }
        news.kept = m_part.file;
    }

private:
    const std::filesystem::path m_folder;
    ResultPart m_part;
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
};

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
        BenchProgress made{benchmark.progress(), benchmark.secondsLeft(), benchmark.current(),
            benchmark.result(), {}, {}};
        if (!missing.empty())
            made.result.notices.push_back(missing);
        return made;
    };
    Parts parts(folder);
    try {
        do {
            BenchProgress made = news();
            parts.keep(made);
            out.post(std::move(made));
        } while (benchmark.advance(stop));
    } catch (...) { // no number of what failed its check is shown
        parts.remove();
        throw;
    }
    BenchProgress last = news();
    keep(last, folder);
    if (last.notKept.empty())
        parts.remove();
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
