// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/cases.h"

#include "model/base/counter_random.h"
#include "model/config/field_table.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glowworm {

namespace {

constexpr std::int64_t kCheckedInputs = 64;
constexpr double kLibtorchDifference = 1e-4; // relative to the largest output

void shapeProblems(const BenchConfig& config, std::vector<std::string>& list)
{
    if (config.groups.empty())
        list.push_back("At least one number of groups is needed.");
    for (int groups : config.groups)
        if (config.neurons % groups != 0)
            list.push_back(std::to_string(groups) + " groups do not divide "
                + std::to_string(config.neurons) + " neurons.");
    if (config.workload == Workload::Layer && config.dModel % config.heads != 0)
        list.push_back(std::to_string(config.heads) + " heads do not divide the width "
            + std::to_string(config.dModel) + ".");
}

void modelProblems(const BenchConfig& config, std::vector<std::string>& list)
{
    const bool digits = config.workload == Workload::Digits;
    if (!config.dense || !config.sparse) {
        list.push_back("A dense and a sparse model belong together; without both, random weights "
                       "of the study's size are timed.");
        return;
    }
    const Task task = taskOf(config.workload);
    if (config.dense->config.task != task || config.sparse->config.task != task)
        list.push_back(digits ? "Timing digits needs two digit models."
                              : "Timing whole tokens needs two text models.");
    if (config.dense->config.isSparse())
        list.push_back("The dense model has a router: choose a model with ordinary FF layers.");
    if (!config.sparse->config.isSparse())
        list.push_back("The sparse model has no router: choose a model with sparse FF layers.");
    if (config.dense->vocabulary != config.sparse->vocabulary)
        list.push_back(
            "The two models know different characters, so they cannot read the same text.");
}

void contextProblems(const BenchConfig& config, int room, std::vector<std::string>& list)
{
    if (config.workload != Workload::Prompt && config.generated > room)
        list.push_back("Tokens per round must be 1 to the models' context of "
            + std::to_string(room) + ", not " + std::to_string(config.generated) + ".");
    for (int tokens : config.tokens)
        if (config.workload == Workload::Prompt && tokens > room)
            list.push_back("A prompt must fit the models' context of " + std::to_string(room)
                + " tokens, not " + std::to_string(tokens) + ".");
}

} // namespace

BenchConfig usualBench(Workload workload)
{
    BenchConfig config;
    config.workload = workload;
    if (workload == Workload::Layer)
        config.groups = {24};
    if (workload == Workload::Prompt)
        config.tokens = {256};
    if (workload == Workload::Batch) {
        config.tokens = {4, 16};
        config.generated = 4; // 16 texts of 16 tokens would take minutes
    }
    return config;
}

int plannedCases(const BenchConfig& config)
{
    const bool single = config.workload == Workload::Layer || config.workload == Workload::Token;
    const std::size_t densities = isShaped(config.workload) ? config.groups.size() : 1,
                      calls = single ? 1 : config.tokens.size();
    return static_cast<int>(densities * calls);
}

std::vector<std::string> problems(const BenchConfig& config)
{
    std::vector<Problem> ranges;
    checkRanges(benchFields(), config, ranges);
    std::vector<std::string> list;
    for (const Problem& problem : ranges)
        list.push_back(problem.sentence);
    if (!list.empty())
        return list;
    const bool shaped = isShaped(config.workload);
    const bool given = config.dense || config.sparse;
    if (shaped)
        shapeProblems(config, list);
    else if (given)
        modelProblems(config, list);
    if (config.tokens.empty())
        list.push_back("At least one number of tokens per call is needed.");
    if (list.empty() && !shaped && config.workload != Workload::Digits) {
        const int studys = preset("glowworm-shakespeare").config.model.context;
        contextProblems(config,
            given ? std::min(config.dense->config.context, config.sparse->config.context) : studys,
            list);
    }
    return list;
}

RunConfig studyRun(Task task, bool sparse, std::uint64_t seed)
{
    RunConfig config
        = preset(task == Task::Text ? "glowworm-shakespeare" : "glowworm-mnist").config;
    config.train.seed = seed;
    return sparse ? config : denseTwin(config);
}

std::shared_ptr<const ModelState> studyModel(Task task, bool sparse, std::uint64_t seed)
{
    const RunConfig config = studyRun(task, sparse, seed);
    std::vector<char32_t> vocabulary(
        task == Task::Text ? static_cast<std::size_t>(config.model.vocabSize) : 0);
    std::iota(vocabulary.begin(), vocabulary.end(), U' ');
    return std::make_shared<const ModelState>(initialState(config, std::move(vocabulary)));
}

void requireGoingOn(const StopCheck& stop)
{
    if (stop())
        throw Stopped("The timing was stopped.");
}

bool isWanted(const BenchConfig& config, const std::string& impl)
{
    return config.impls.empty() || std::ranges::find(config.impls, impl) != config.impls.end();
}

int isoNeurons(const ModelConfig& sparse)
{
    const std::int64_t D = sparse.dModel, F = sparse.neurons, R = sparse.routerRank;
    return static_cast<int>(sparse.fired()
        + (R * (D + F) + D) / (2 * D)); // a dense neuron is 2 D weights; to the nearest
}

int firstTimedPosition(const BenchConfig& config, int room)
{
    return std::clamp(
        config.context - config.generated / 2, 0, std::max(0, room - config.generated));
}

void passEquivalenceCheck(Equivalence& all, const FeedForwardWeights& weights, std::size_t number,
    std::uint64_t seed, const SparseLayer& layer)
{
    const Equivalence one
        = checkEquivalence(weights, static_cast<int>(number), kCheckedInputs, seed + number, layer);
    all.maxRelativeDifference = std::max(all.maxRelativeDifference, one.maxRelativeDifference);
    all.rowsReadPerLayer = std::max(all.rowsReadPerLayer, one.rowsReadPerLayer);
    all.inputs += one.inputs;
    all.groups = one.groups;
}

double activeFraction(const FeedForwardWeights& weights, std::uint64_t seed)
{
    const std::uint64_t key = randomKey(seed, "active fraction");
    std::vector<float> x(static_cast<std::size_t>(kCheckedInputs * weights.dModel)), y(x.size());
    for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = static_cast<float>(randomNormal(key, i));
    ThreadPool pool(1);
    FeedForward layer;
    layer.run(weights, x, kCheckedInputs, y, pool);
    const auto activations = layer.activations();
    const auto active = std::ranges::count_if(activations, [](float value) { return value > 0; });
    return static_cast<double>(active) / static_cast<double>(activations.size());
}

BenchRow CaseMaker::row(const std::string& impl, const ModelConfig& model) const
{
    BenchRow row;
    row.impl = impl;
    row.density = isShaped(m_config.workload)
        ? static_cast<double>(m_plan.groups) / m_config.neurons
        : model.density();
    row.tokens = m_plan.tokens;
    row.threads = m_config.threads;
    row.neurons = model.neurons;
    return row;
}

void addIfEqual(
    BenchCase& result, Entrant entrant, std::span<const float> ours, std::span<const float> theirs)
{
    double largest = 0, difference = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        largest = std::max(largest, static_cast<double>(std::abs(ours[i])));
        difference = std::max(difference, std::abs(static_cast<double>(ours[i]) - theirs[i]));
    }
    difference /= largest > 0 ? largest : 1;
    if (difference <= kLibtorchDifference)
        result.entrants.push_back(std::move(entrant));
    else
        result.notices.push_back(entrant.row.impl + " is left out: its output differs from ours by "
            + std::to_string(difference) + " relative (at most 0.0001 is allowed).");
}

ModelState isoDense(const ModelState& dense, const ModelConfig& sparse)
{
    RunConfig run;
    run.model = dense.config;
    run.model.neurons = isoNeurons(sparse);
    run.model.groups = 1;
    ModelState result = initialState(run, dense.vocabulary);
    for (auto& [name, tensor] : result.tensors) {
        const auto known = dense.tensors.find(name);
        if (known != dense.tensors.end() && known->second.shape == tensor.shape)
            tensor = known->second;
    }
    return result;
}

} // namespace glowworm
