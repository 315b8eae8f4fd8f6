// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/benchmark_run.h"

#include "model/base/error.h"
#include "model/base/sentence.h"
#include "model/bench/result_file.h"

#include <algorithm>
#include <mutex>

namespace glowworm {

namespace {

/// How the newest benchmark ended; outlives a job that is dropped before it began.
class Outcome {
public:
    void set(Lane::Status status)
    {
        const std::lock_guard lock(m_mutex);
        m_status = std::move(status);
    }
    Lane::Status get() const
    {
        const std::lock_guard lock(m_mutex);
        return m_status;
    }

private:
    mutable std::mutex m_mutex;
    Lane::Status m_status{Lane::Status::Kind::Stopped, {}};
};

/// What one job shares with its run. The lane is used for training too, so its own status does not
/// tell whose job it runs.
struct Job {
    BenchConfig config;
    BenchKeeping keeping;
    std::function<const TrainEntry&()> torch;
    std::shared_ptr<Latest<BenchProgress>> progress;
    std::shared_ptr<Outcome> outcome;

    void run(std::stop_token stop);
    void measure(std::stop_token stop);
    void keep(BenchProgress& news) const;
};

void Job::run(std::stop_token stop)
{
    try {
        measure(stop);
        outcome->set(
            {stop.stop_requested() ? Lane::Status::Kind::Stopped : Lane::Status::Kind::Done, {}});
    } catch (const std::exception& error) {
        outcome->set({Lane::Status::Kind::Failed, sentenceOf(error)});
        throw;
    }
}

void Job::measure(std::stop_token stop)
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
    progress->post(news());
    while (benchmark.advance(stop))
        progress->post(news());
    BenchProgress last = news();
    keep(last);
    progress->post(std::move(last));
}

/// What was measured stays measured when it cannot be kept.
void Job::keep(BenchProgress& news) const
{
    const std::vector<BenchRow>& rows = news.result.rows;
    if (keeping.folder.empty() || std::none_of(rows.begin(), rows.end(), [](const BenchRow& row) {
            return row.roundsDone > 0;
        }))
        return;
    try {
        news.kept = keepResult(news.result, keeping.folder);
    } catch (const Error& error) {
        news.notKept = error.what();
    }
}

} // namespace

struct BenchmarkRun::Impl {
    Lane& lane;
    std::function<const TrainEntry&()> torch;
    std::shared_ptr<Latest<BenchProgress>> progress = std::make_shared<Latest<BenchProgress>>();
    std::shared_ptr<Outcome> outcome = {};
    std::weak_ptr<Job> job = {}; // alive while the lane holds it, waiting or running

    bool busy() const { return !job.expired(); }
};

BenchmarkRun::BenchmarkRun(Lane& lane, std::function<const TrainEntry&()> torch)
    : m_impl(new Impl{.lane = lane, .torch = std::move(torch)})
{
}

BenchmarkRun::~BenchmarkRun() { stop(); }

void BenchmarkRun::start(BenchConfig config, BenchKeeping keeping)
{
    m_impl->progress
        = std::make_shared<Latest<BenchProgress>>(); // an older job's news are dropped with its box
    m_impl->outcome = std::make_shared<Outcome>();
    const auto job = std::make_shared<Job>(Job{
        std::move(config), std::move(keeping), m_impl->torch, m_impl->progress, m_impl->outcome});
    m_impl->job = job;
    m_impl->lane.start([job](std::stop_token stop) { job->run(stop); });
}

void BenchmarkRun::stop()
{
    if (m_impl->busy())
        m_impl->lane.stop();
}

bool BenchmarkRun::busy() const { return m_impl->busy(); }

Lane::Status BenchmarkRun::status() const
{
    if (m_impl->busy())
        return {Lane::Status::Kind::Busy, {}};
    return m_impl->outcome ? m_impl->outcome->get() : Lane::Status{};
}

std::optional<BenchProgress> BenchmarkRun::takeProgress() { return m_impl->progress->take(); }

} // namespace glowworm
