// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/time_left.h"

#include "model/bench/cases.h"
#include "model/config/cost.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace glowworm {

namespace {

// Of one thread of a machine of today; what is measured corrects them.
constexpr double kBytesPerSecond = 8e9, kFlopsPerSecond = 3e10;
constexpr double kLeastWarm = 0.2;   // of a block: its own warm-up
constexpr double kPrepare = 0.4;     // seconds
constexpr double kLoadLibrary = 1.5; // seconds, once
constexpr double kJudge = 3;         // seconds, a format on a text
constexpr int kOwnRows = 5;          // of Glowworm's: dense, dense-skip, iso-dense, sparse, masked

struct Work {
    double bytes = 0, macs = 0; // of one call of the dense model
    double calls = 1;           // of one pass
};

double secondsOf(const Work& work, int tokens, int threads)
{
    return work.calls
        * std::max(work.bytes / kBytesPerSecond,
            2 * work.macs * tokens / (kFlopsPerSecond * std::max(1, threads)));
}

Work layerWork(const BenchConfig& config)
{
    const double weights = 2.0 * config.dModel * config.neurons
        + (config.workload == Workload::Layer ? 4.0 * config.dModel * config.dModel : 0);
    const double layers = config.layers,
                 texts = config.workload == Workload::Layer ? config.generated : 1;
    return {4 * weights, weights, layers * texts};
}

Work modelWork(const BenchConfig& config)
{
    const ModelConfig model
        = config.dense ? config.dense->config : studyRun(taskOf(config.workload), false, 1).model;
    const Cost cost = inferenceCost(model, model.task == Task::Text ? config.context : 0);
    const bool written = config.workload == Workload::Token || config.workload == Workload::Batch;
    return {static_cast<double>(cost.bytes()), static_cast<double>(cost.macs()),
        written ? static_cast<double>(config.generated) : 1.0};
}

/// The plain sum, two threads.
int referencesOf(const BenchConfig& config) { return config.threads > 1 ? 0 : 2; }

/// How many rows compete: those asked for, or all that there are.
int rowsOf(const BenchConfig& config)
{
    const bool token = config.workload == Workload::Token;
    const int torch = config.libtorch ? (token ? 3 : 2) : 0, formats = token ? 4 : 0;
    if (config.impls.empty())
        return kOwnRows + formats + torch
            + (token ? kOwnRows + formats + referencesOf(config) : 0); // and their parts
    const auto own = std::ranges::count_if(
        config.impls, [](const std::string& impl) { return !impl.starts_with("libtorch"); });
    return static_cast<int>(config.impls.size())
        + (token ? static_cast<int>(own) + referencesOf(config) : 0);
}

} // namespace

double TimePlan::all() const
{
    return std::accumulate(prepare.begin(), prepare.end(), after)
        + rounds * std::accumulate(round.begin(), round.end(), 0.0);
}

TimePlan timePlanOf(const BenchConfig& config)
{
    TimePlan plan;
    plan.rounds = config.warmup + config.repeats;
    const bool shaped = isShaped(config.workload);
    const Work work = shaped ? layerWork(config) : modelWork(config);
    const std::size_t densities = shaped ? config.groups.size() : 1;
    const bool single = config.workload == Workload::Layer || config.workload == Workload::Token;
    const std::vector<int> tokens = single ? std::vector<int>{1} : config.tokens;
    for (std::size_t density = 0; density < densities; ++density)
        for (const int count : tokens) {
            const double pass = secondsOf(work, count, config.threads);
            const double block = std::max(config.blockSeconds, pass)
                + std::max(kLeastWarm * config.blockSeconds, pass);
            plan.round.push_back(rowsOf(config) * block);
            plan.prepare.push_back(kPrepare);
        }
    if (config.libtorch && !plan.prepare.empty())
        plan.prepare.front() += kLoadLibrary;
    if (config.text && config.dense)
        plan.after = 4 * kJudge;
    return plan;
}

void TimeLeft::took(std::size_t whichCase, double seconds)
{
    if (whichCase >= m_plan.round.size())
        return;
    if (whichCase != m_case || m_caseRounds == 0) {
        m_case = whichCase;
        m_caseMeasured = 0;
        m_caseRounds = 0;
    }
    m_caseMeasured += seconds;
    ++m_caseRounds;
    m_measured += seconds;
    m_planned += m_plan.round[whichCase];
}

double TimeLeft::left(std::size_t caseInHand, int rounds) const
{
    const double scale = m_planned > 0 ? m_measured / m_planned : 1;
    double seconds = m_plan.after;
    for (std::size_t i = caseInHand; i < m_plan.round.size(); ++i) {
        const bool inHand = i == caseInHand && rounds >= 0;
        const double round = m_caseRounds > 0 && i == m_case ? m_caseMeasured / m_caseRounds
                                                             : scale * m_plan.round[i];
        seconds
            += (m_plan.rounds - (inHand ? rounds : 0)) * round + (inHand ? 0 : m_plan.prepare[i]);
    }
    return seconds;
}

} // namespace glowworm
