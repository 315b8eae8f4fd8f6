// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchmark.h"

#include "bench/contenders.h"
#include "counter_random.h"
#include "error.h"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace glowworm {

namespace {

constexpr double kWarmShare = 0.2; // of a block, untimed: its contender warms its own caches
constexpr std::size_t kMostPasses = 20000; // of a block
constexpr int kLeastRounds = 5; // before an interval says anything
constexpr double kNoisySpread = 0.1; // interquartile range over median

double steadySeconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

std::string percent(double share)
{
    const std::string tenths = std::to_string(static_cast<int>(share * 1000 + 0.5));
    return (tenths.size() > 1 ? tenths.substr(0, tenths.size() - 1) : "0") + "." + tenths.back() + " %";
}

void feedForwardProblems(const BenchConfig& config, std::vector<std::string>& list)
{
    if (config.dModel < 1 || config.neurons < 1 || config.neurons > 65535 || config.routerRank < 1 || config.layers < 1)
        list.push_back("Width, neurons, router rank and layers must be at least 1, neurons at most 65535.");
    if (config.routing == Routing::Dense)
        list.push_back("The sparse layer needs a router: choose gated or the study's controller.");
    if (config.groups.empty() || config.tokens.empty())
        list.push_back("At least one number of groups and one number of tokens per call are needed.");
    for (int groups : config.groups)
        if (groups < 1 || config.neurons % groups != 0)
            list.push_back(std::to_string(groups) + " groups do not divide " + std::to_string(config.neurons) + " neurons.");
    for (int tokens : config.tokens)
        if (tokens < 1 || tokens > 4096)
            list.push_back("Tokens per call must be 1 to 4096, not " + std::to_string(tokens) + ".");
}

void tokenProblems(const BenchConfig& config, std::vector<std::string>& list)
{
    if (!config.dense || !config.sparse) {
        list.push_back("Timing whole tokens needs a dense and a sparse model.");
        return;
    }
    if (config.dense->config.task != Task::Text || config.sparse->config.task != Task::Text)
        list.push_back("Timing whole tokens needs two text models.");
    if (config.dense->config.isSparse())
        list.push_back("The dense model has a router: choose a model with ordinary FF layers.");
    if (!config.sparse->config.isSparse())
        list.push_back("The sparse model has no router: choose a model with sparse FF layers.");
    if (config.dense->vocabulary != config.sparse->vocabulary)
        list.push_back("The two models know different characters, so they cannot read the same text.");
    const int room = std::min(config.dense->config.context, config.sparse->config.context);
    if (config.generated < 1 || config.generated > room)
        list.push_back("Tokens per round must be 1 to the models' context of " + std::to_string(room) + ", not "
            + std::to_string(config.generated) + ".");
    if (config.context < 0)
        list.push_back("The filled context cannot be negative.");
}

} // namespace

std::vector<std::string> problems(const BenchConfig& config)
{
    std::vector<std::string> list;
    if (config.target == BenchTarget::FeedForward)
        feedForwardProblems(config, list);
    else
        tokenProblems(config, list);
    if (config.threads < 1 || config.threads > 256)
        list.push_back("Threads must be 1 to 256.");
    if (config.repeats < 1 || config.repeats > 1001 || config.warmup < 0 || config.warmup > 1001)
        list.push_back("Repeats must be 1 to 1001, warm-up rounds 0 to 1001.");
    if (!(config.blockSeconds >= 0 && config.blockSeconds <= 60))
        list.push_back("A block must last 0 to 60 seconds.");
    return list;
}

struct Benchmark::Impl {
    BenchConfig config;
    const TrainEntry* torch;
    Clock clock;

    struct Plan {
        int groups = 0; // FeedForward
        int tokens = 1;
    };
    std::vector<Plan> plan; // one per case
    std::size_t at = 0; // case in hand
    int round = -1; // of it: -1 = to be prepared, then warm-up and repeats

    std::shared_ptr<LayerSet> dense, sparse; // kept from case to case
    BenchCase current;
    std::size_t firstRow = 0; // of the case in hand, in finished.rows
    BenchResult finished; // everything but the ratios of the case in hand

    bool isFeedForward() const { return config.target == BenchTarget::FeedForward; }
    void prepare();
    void playRound();
    double block(Entrant& entrant);
    void closeCase();
    std::vector<BenchRatio> ratios() const;
    void addNoise(BenchResult& result) const;
};

Benchmark::Benchmark(BenchConfig config, const TrainEntry* torch, Clock clock)
    : m_impl(std::make_unique<Impl>())
{
    const std::vector<std::string> wrong = problems(config);
    if (!wrong.empty())
        throw Error(wrong.front());
    m_impl->torch = config.libtorch ? torch : nullptr;
    m_impl->clock = clock ? std::move(clock) : Clock(steadySeconds);
    if (config.target == BenchTarget::FeedForward)
        for (int groups : config.groups)
            for (int tokens : config.tokens)
                m_impl->plan.push_back({groups, tokens});
    else
        m_impl->plan.push_back({});
    BenchResult& result = m_impl->finished;
    result.machine = machineInfo();
    result.config = config;
    result.config.dense = result.config.sparse = nullptr;
    if (config.libtorch && !torch)
        result.notices.push_back("LibTorch could not be loaded: its rows are left out.");
    if (config.threads > result.machine.hardwareThreads)
        result.notices.push_back("More threads than this machine has (" + std::to_string(result.machine.hardwareThreads) + ").");
    m_impl->config = std::move(config);
}

Benchmark::~Benchmark() = default;

/// Layers are made anew only when their shape changes; each call is one bounded piece.
void Benchmark::Impl::prepare()
{
    const Plan& next = plan[at];
    if (isFeedForward()) {
        if (!dense) {
            dense = makeLayerSet(config, 0, torch);
            return;
        }
        if (!sparse || sparse->config.groups != next.groups) {
            sparse = nullptr; // frees the memory first
            sparse = makeLayerSet(config, next.groups, torch);
            return;
        }
        current = makeFeedForwardCase(config, dense, sparse, next.tokens);
    } else {
        const int first = firstTimedPosition(config), middle = first + config.generated / 2;
        if (middle != config.context)
            finished.notices.push_back("The models' context has room for " + std::to_string(config.generated) + " tokens around position "
                + std::to_string(middle) + " only, not " + std::to_string(config.context) + ".");
        finished.config.context = middle;
        current = makeTokenCase(config, torch);
    }
    finished.notices.insert(finished.notices.end(), current.notices.begin(), current.notices.end());
    if (finished.gates.empty() || finished.gates.back().groups != current.gate.groups)
        finished.gates.push_back(current.gate);
    if (!finished.equivalence)
        finished.equivalence = current.gate;
    finished.equivalence->maxRelativeDifference = std::max(finished.equivalence->maxRelativeDifference, current.gate.maxRelativeDifference);
    firstRow = finished.rows.size();
    for (const Entrant& entrant : current.entrants) {
        BenchRow row;
        row.impl = entrant.impl;
        row.density = entrant.density;
        row.tokens = next.tokens;
        finished.rows.push_back(std::move(row));
    }
    round = 0;
}

/// Microseconds per call: the median pass of a block, so that a moment in which another process had the core does not count.
double Benchmark::Impl::block(Entrant& entrant)
{
    Contender& contender = *entrant.contender;
    const double begin = clock();
    contender.prepare();
    for (std::size_t i = 0; i < kMostPasses && clock() - begin < kWarmShare * config.blockSeconds; ++i) {
        contender.pass();
        contender.prepare();
    }
    std::vector<double> passes;
    double total = 0;
    while (true) {
        const double start = clock();
        contender.pass();
        passes.push_back(clock() - start);
        total += passes.back();
        if (total >= config.blockSeconds || passes.size() >= kMostPasses)
            break;
        contender.prepare();
    }
    return quartiles(std::move(passes)).median * 1e6 / entrant.calls;
}

void Benchmark::Impl::playRound()
{
    std::vector<std::size_t> order(current.entrants.size());
    std::iota(order.begin(), order.end(), 0);
    const std::uint64_t key = randomKey(config.seed, static_cast<std::uint64_t>(Stream::Benchmark), at, static_cast<std::uint64_t>(round));
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[randomBits(key, i) % i]);
    for (std::size_t entrant : order) {
        const double microseconds = block(current.entrants[entrant]);
        if (round < config.warmup)
            continue;
        BenchRow& row = finished.rows[firstRow + entrant];
        row.samples.push_back(microseconds);
        row.microseconds = quartiles(row.samples);
        ++row.roundsDone;
    }
}

std::vector<BenchRatio> Benchmark::Impl::ratios() const
{
    std::vector<BenchRatio> list;
    const auto begin = finished.rows.begin() + static_cast<std::ptrdiff_t>(firstRow);
    const auto subject = std::find_if(begin, finished.rows.end(), [](const BenchRow& row) { return row.impl == "sparse"; });
    if (subject == finished.rows.end() || subject->roundsDone < std::min(kLeastRounds, config.repeats))
        return list;
    for (auto row = begin; row != finished.rows.end(); ++row) {
        if (row == subject)
            continue;
        BenchRatio ratio{row->impl + "/sparse", subject->density, subject->tokens, ratioOfMedians(row->samples, subject->samples), {}};
        ratio.verdict = verdict("sparse", ratio.ratio);
        if (row->roundsDone < config.repeats)
            ratio.verdict
                = "after " + std::to_string(row->roundsDone) + " of " + std::to_string(config.repeats) + " rounds: " + ratio.verdict;
        list.push_back(std::move(ratio));
    }
    return list;
}

void Benchmark::Impl::closeCase()
{
    for (BenchRatio& ratio : ratios())
        finished.ratios.push_back(std::move(ratio));
    current = {};
    round = -1;
    firstRow = finished.rows.size();
    ++at;
}

void Benchmark::Impl::addNoise(BenchResult& result) const
{
    for (const BenchRow& row : result.rows)
        if (row.roundsDone >= kLeastRounds && row.microseconds.q3 - row.microseconds.q1 > kNoisySpread * row.microseconds.median) {
            result.notices.push_back(
                "Noisy machine: the middle half of the rounds of " + row.impl + " spreads over more than 10 % of the median.");
            return;
        }
}

bool Benchmark::runNext()
{
    Impl& impl = *m_impl;
    if (impl.at == impl.plan.size())
        return false;
    if (impl.round < 0) {
        impl.prepare();
        return true;
    }
    impl.playRound();
    if (++impl.round == impl.config.warmup + impl.config.repeats)
        impl.closeCase();
    return impl.at < impl.plan.size();
}

double Benchmark::progress() const
{
    const double perCase = 1.0 + m_impl->config.warmup + m_impl->config.repeats; // preparation counts as one round
    return (static_cast<double>(m_impl->at) * perCase + m_impl->round + 1) / (static_cast<double>(m_impl->plan.size()) * perCase);
}

std::string Benchmark::current() const
{
    const Impl& impl = *m_impl;
    if (impl.at == impl.plan.size())
        return "finished";
    std::string text;
    if (impl.isFeedForward()) {
        const Impl::Plan& plan = impl.plan[impl.at];
        text = percent(static_cast<double>(plan.groups) / impl.config.neurons) + " fired, " + std::to_string(plan.tokens)
            + (plan.tokens == 1 ? " token a call: " : " tokens a call: ");
    } else {
        text = "whole token: ";
    }
    if (impl.round < 0)
        return text + "preparing and comparing";
    if (impl.round < impl.config.warmup)
        return text + "warm-up " + std::to_string(impl.round + 1) + " of " + std::to_string(impl.config.warmup);
    return text + "round " + std::to_string(impl.round - impl.config.warmup + 1) + " of " + std::to_string(impl.config.repeats);
}

BenchResult Benchmark::result() const
{
    BenchResult result = m_impl->finished;
    result.complete = m_impl->at == m_impl->plan.size();
    for (BenchRatio& ratio : m_impl->ratios())
        result.ratios.push_back(std::move(ratio));
    m_impl->addNoise(result);
    return result;
}

} // namespace glowworm
