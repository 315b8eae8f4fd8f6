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

ReproductionRun::ReproductionRun(ExperimentSpec digits, ExperimentSpec text,
    TrainingLoop::Create create, const TrainEntry* torch)
    : m_threads(text.threads)
    , m_torch(torch)
    , m_digits(std::move(digits), create)
    , m_text(std::move(text), create)
{
}

bool ReproductionRun::time(const StopCheck& stop)
{
    while (m_steps.size() < kPrecisions.size()) {
        if (!m_benchmark)
            m_benchmark.emplace(benchConfig(kPrecisions[m_steps.size()], m_threads), *m_torch);
        if (m_benchmark->advance(stop))
            return true;
        if (stop())
            return false;
        m_steps.push_back(m_benchmark->result());
        m_benchmark.reset();
    }
    if (!m_scorecard)
        m_scorecard.emplace(ScorecardConfig{}, m_torch);
    return m_scorecard->advance(stop);
}

bool ReproductionRun::advance(std::stop_token stop)
{
    for (ExperimentRun* run : {&m_digits, &m_text}) {
        m_training = run;
        if (run->advance(stop))
            return true;
        if (stop.stop_requested())
            return false;
    }
    m_training = nullptr;
    return m_torch && time(stop);
}

ExperimentProgress ReproductionRun::progress() const
{
    if (m_training)
        return m_training->progress();
    ExperimentProgress progress;
    if (m_benchmark)
        progress.what = m_benchmark->current();
    else if (m_scorecard)
        progress.what = m_scorecard->current();
    return progress;
}

Reproduction ReproductionRun::result() const
{
    Reproduction all{
        .text = m_text.result(), .digits = m_digits.result(), .steps = m_steps, .scorecard = {}};
    if (m_benchmark) // stopped: what it has so far
        all.steps.push_back(m_benchmark->result());
    if (m_scorecard)
        all.scorecard = m_scorecard->result();
    return all;
}

} // namespace glowworm
