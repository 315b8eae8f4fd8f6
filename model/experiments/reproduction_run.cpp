// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/experiments/reproduction_run.h"

#include <array>

namespace glowworm {
namespace {

constexpr std::array kPrecisions{"fp32", "auto"}; // of the matrix products of the timed steps

TrainBenchConfig benchConfig(const std::string& precision, int threads)
{
    TrainBenchConfig config;
    config.run = preset("glowworm-shakespeare").config;
    config.run.train.batch = 16;
    assign(config.run, "matrix_precision=" + precision);
    config.threads = threads;
    return config;
}

} // namespace

struct ReproductionRun::Impl {
    const int threads;
    const TrainEntry* torch;
    ExperimentRun digits, text;
    const ExperimentRun* training = &digits;   // the one at work; null = timing
    std::vector<TrainBenchResult> steps;       // finished ones
    std::unique_ptr<TrainBenchmark> benchmark; // the one at work
    std::unique_ptr<Scorecard> scorecard;

    bool time(const StopCheck& stop);
};

bool ReproductionRun::Impl::time(const StopCheck& stop)
{
    while (steps.size() < kPrecisions.size()) {
        if (!benchmark)
            benchmark = std::make_unique<TrainBenchmark>(
                benchConfig(kPrecisions[steps.size()], threads), *torch);
        if (benchmark->advance(stop))
            return true;
        if (stop())
            return false;
        steps.push_back(benchmark->result());
        benchmark.reset();
    }
    if (!scorecard)
        scorecard = std::make_unique<Scorecard>(ScorecardConfig{}, torch);
    return scorecard->advance(stop);
}

ReproductionRun::ReproductionRun(ExperimentSpec digits, ExperimentSpec text,
    TrainingLoop::Create create, const TrainEntry* torch)
    : m_impl(new Impl{.threads = text.threads,
        .torch = torch,
        .digits = ExperimentRun(std::move(digits), create),
        .text = ExperimentRun(std::move(text), create),
        .steps = {},
        .benchmark = {},
        .scorecard = {}})
{
}

ReproductionRun::~ReproductionRun() = default;

bool ReproductionRun::advance(std::stop_token stop)
{
    for (ExperimentRun* run : {&m_impl->digits, &m_impl->text}) {
        m_impl->training = run;
        if (run->advance(stop))
            return true;
        if (stop.stop_requested())
            return false;
    }
    m_impl->training = nullptr;
    return m_impl->torch && m_impl->time(stop);
}

ExperimentProgress ReproductionRun::progress() const
{
    if (m_impl->training)
        return m_impl->training->progress();
    ExperimentProgress progress;
    if (m_impl->benchmark)
        progress.what = m_impl->benchmark->current();
    else if (m_impl->scorecard)
        progress.what = m_impl->scorecard->current();
    return progress;
}

Reproduction ReproductionRun::result() const
{
    Reproduction all{.text = m_impl->text.result(),
        .digits = m_impl->digits.result(),
        .steps = m_impl->steps,
        .scorecard = {}};
    if (m_impl->benchmark) // stopped: what it has so far
        all.steps.push_back(m_impl->benchmark->result());
    if (m_impl->scorecard)
        all.scorecard = m_impl->scorecard->result();
    return all;
}

const std::string& ReproductionRun::problem() const
{
    return m_impl->digits.problem().empty() ? m_impl->text.problem() : m_impl->digits.problem();
}

} // namespace glowworm
