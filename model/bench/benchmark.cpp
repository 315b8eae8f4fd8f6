// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/benchmark.h"

#include "model/base/counter_random.h"
#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/bench/belief.h"
#include "model/bench/cases.h"
#include "model/bench/parts.h"
#include "model/bench/quality.h"
#include "model/bench/round_watch.h"
#include "model/bench/time_left.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace glowworm {

namespace {

constexpr double kWarmFraction
    = 0.2; // of a block, untimed: its implementation warms its own caches
constexpr std::size_t kMostPasses = 20000; // of a block

/// "1/64", as everywhere; "1.6 %" where that is no whole number.
std::string firedPart(int groups, int neurons)
{
    if (neurons % groups != 0)
        return decimals(100.0 * groups / neurons, 1) + " %";
    return groups == neurons ? "all" : "1/" + std::to_string(neurons / groups);
}

} // namespace

struct Benchmark::Impl {
    BenchConfig config;
    RoundWatch watch;
    const TrainEntry* torch = nullptr;
    SparseLayer layer;
    std::unique_ptr<CaseMaker> maker; // made by the first piece of work
    std::vector<CasePlan> plan;       // one per case
    std::size_t at = 0;               // case in hand
    int round = -1;                   // of it: -1 = to be prepared, then warm-up and repeats
    std::vector<QualityTask> quality; // after the cases
    std::size_t judged = 0;
    TimeLeft timeLeft;
    double roundTook = 0; // seconds, of the round in hand, each time that it was played

    BenchCase current;
    std::size_t firstRow = 0; // of the case in hand, in finished.rows
    BenchResult finished;     // everything but the ratios of the case in hand

    std::array<ModelConfig, 2> studys; // dense, sparse: what is timed where no models are given

    bool isOver() const { return at == plan.size() && judged == quality.size(); }
    const ModelConfig& networkOf(bool sparse) const;
    void makePlan();
    void noteContext();
    bool fillModels();
    void makeMaker();
    void prepare(const StopCheck& stop);
    bool playRound(const StopCheck& stop);
    bool playTimedRound(const StopCheck& stop);
    double block(Entrant& entrant, const StopCheck& stop);
    bool advance(const StopCheck& stop);
    void closeCase();
    std::vector<BenchRatio> ratios() const;
    void addNoise(BenchResult& result) const;
};

Benchmark::Benchmark(
    BenchConfig config, const TrainEntry* torch, Clock clock, SparseLayer layer, Clock processor)
    : m_impl(std::make_unique<Impl>())
{
    const std::vector<std::string> wrong = problems(config);
    if (!wrong.empty())
        throw Error(wrong.front());
    Impl& impl = *m_impl;
    impl.watch = RoundWatch(std::move(clock), std::move(processor));
    BenchResult& result = impl.finished;
    result.machine = machineInfo();
    if (config.libtorch && !torch)
        result.notices.push_back("LibTorch could not be loaded: its rows are left out.");
    if (std::string notice = tooManyThreads(config.threads, result.machine); !notice.empty())
        result.notices.push_back(std::move(notice));
    impl.quality = qualityTasks(config, result.notices);
    impl.config = std::move(config);
    impl.torch = impl.config.libtorch ? torch : nullptr;
    impl.layer = std::move(layer);
    for (const bool sparse : {false, true})
        impl.studys[sparse]
            = studyRun(taskOf(impl.config.workload), sparse, impl.config.seed).model;
    if (!isShaped(impl.config.workload) && !impl.config.dense)
        result.notices.push_back(
            "No models were given: random weights of the original study's size.");
    impl.makePlan();
    impl.noteContext();
    impl.timeLeft = TimeLeft(timePlanOf(impl.config));
    result.denseHash = impl.config.denseHash;
    result.sparseHash = impl.config.sparseHash;
    result.config = impl.config;
    result.config.dense = result.config.sparse = nullptr;
    result.config.text = nullptr;
}

Benchmark::~Benchmark() = default;

/// Of the models that are timed, also before there are any.
const ModelConfig& Benchmark::Impl::networkOf(bool sparse) const
{
    const std::shared_ptr<const ModelState>& model = sparse ? config.sparse : config.dense;
    return model ? model->config : studys[sparse];
}

/// False when there is nothing left to fill in: a model a piece, because making one takes a while.
bool Benchmark::Impl::fillModels()
{
    if (isShaped(config.workload) || (config.dense && config.sparse))
        return false;
    const bool sparse = config.dense != nullptr;
    (sparse ? config.sparse : config.dense)
        = studyModel(taskOf(config.workload), sparse, config.seed);
    return true;
}

void Benchmark::Impl::makeMaker()
{
    const CaseSetting setting{config, torch, layer};
    maker = config.workload == Workload::FeedForward ? feedForwardCases(setting)
        : config.workload == Workload::Digits        ? digitCases(setting)
                                                     : textCases(setting);
}

void Benchmark::Impl::makePlan()
{
    if (!isShaped(config.workload))
        config.groups = {networkOf(true).groups};
    if (config.workload == Workload::Layer || config.workload == Workload::Token)
        config.tokens = {1};
    for (int groups : config.groups)
        for (int tokens : config.tokens)
            plan.push_back({groups, tokens});
}

/// The timed tokens are moved to where the models have room for them.
void Benchmark::Impl::noteContext()
{
    if (config.workload != Workload::Token && config.workload != Workload::Batch)
        return;
    const int room = std::min(networkOf(false).context, networkOf(true).context);
    const int middle = firstTimedPosition(config, room) + config.generated / 2;
    if (middle != config.context)
        finished.notices.push_back("The models' context has room for "
            + std::to_string(config.generated) + " tokens around position " + std::to_string(middle)
            + " only, not " + std::to_string(config.context) + ".");
    config.context = middle;
}

/// One bounded piece of the way to the next case.
void Benchmark::Impl::prepare(const StopCheck& stop)
{
    if (fillModels())
        return;
    if (!maker)
        makeMaker();
    std::optional<BenchCase> made = maker->next(plan[at], stop);
    if (!made)
        return;
    current = std::move(*made);
    finished.notices.insert(finished.notices.end(), current.notices.begin(), current.notices.end());
    if (finished.checks.empty() || finished.checks.back().groups != current.equivalence.groups)
        finished.checks.push_back(current.equivalence);
    if (!finished.equivalence)
        finished.equivalence = current.equivalence;
    finished.equivalence->maxRelativeDifference = std::max(
        finished.equivalence->maxRelativeDifference, current.equivalence.maxRelativeDifference);
    firstRow = finished.rows.size();
    for (const Entrant& entrant : current.entrants)
        finished.rows.push_back(entrant.row);
    watch.allow(config.repeats);
    round = 0;
}

/// Microseconds per call: the median pass of a block, so that a moment in which another process had
/// the core does not count.
double Benchmark::Impl::block(Entrant& entrant, const StopCheck& stop)
{
    Implementation& implementation = *entrant.implementation;
    const double begin = watch.now();
    implementation.prepare();
    for (std::size_t i = 0;
         i < kMostPasses && watch.now() - begin < kWarmFraction * config.blockSeconds; ++i) {
        requireGoingOn(stop);
        implementation.pass();
        implementation.prepare();
    }
    std::vector<double> passes;
    double total = 0;
    while (true) {
        requireGoingOn(stop);
        const double start = watch.now();
        implementation.pass();
        passes.push_back(watch.now() - start);
        total += passes.back();
        if (total >= config.blockSeconds || passes.size() >= kMostPasses)
            break;
        implementation.prepare();
    }
    return quartiles(std::move(passes)).median * 1e6 / entrant.calls;
}

/// False when the round has to be played again.
bool Benchmark::Impl::playRound(const StopCheck& stop)
{
    std::vector<std::size_t> order(current.entrants.size());
    std::iota(order.begin(), order.end(), 0);
    const std::uint64_t key = randomKey(config.seed, static_cast<std::uint64_t>(Stream::Benchmark),
        at, static_cast<std::uint64_t>(round));
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[randomBits(key, i) % i]);
    std::vector<double> microseconds(order.size());
    for (std::size_t entrant : order) {
        watch.begin();
        microseconds[entrant] = block(current.entrants[entrant], stop);
        watch.end();
    }
    if (round < config.warmup) {
        watch.forget();
        return true;
    }
    if (!watch.counts())
        return false;
    for (std::size_t entrant : order) {
        BenchRow& row = finished.rows[firstRow + entrant];
        row.samples.push_back(microseconds[entrant]);
        row.microseconds = quartiles(row.samples);
        ++row.roundsDone;
    }
    return true;
}

/// A round that is played again takes its time as well: on a busy machine the next ones will too.
bool Benchmark::Impl::playTimedRound(const StopCheck& stop)
{
    const double begin = watch.now();
    const bool counted = playRound(stop);
    roundTook += watch.now() - begin;
    if (counted)
        timeLeft.took(at, std::exchange(roundTook, 0));
    return counted;
}

std::vector<BenchRatio> Benchmark::Impl::ratios() const
{
    std::vector<BenchRatio> list;
    const auto rows = std::span(finished.rows).subspan(firstRow);
    const auto add = [&](const BenchRow& other, const BenchRow& subject) {
        if (std::min(other.roundsDone, subject.roundsDone) < std::min(kLeastRounds, config.repeats))
            return;
        BenchRatio ratio{other.impl + "/" + subject.impl, subject.density, subject.tokens,
            ratioOfMedians(other.samples, subject.samples), {},
            other.format == subject.format
                ? subject.format
                : other.impl + " " + other.format + "/" + subject.impl + " " + subject.format};
        judge(ratio, other, subject, config, true);
        list.push_back(std::move(ratio));
    };
    const auto isSmaller = [](const BenchRow& row) { return row.format != "fp32"; };
    for (const BenchRow& subject : rows)
        for (const BenchRow& other : rows) {
            if (&other == &subject || other.reference)
                continue;
            const bool sameFormat = other.impl == "dense-" + subject.format;
            if (subject.impl == "sparse"
                || (subject.impl == "sparse-" + subject.format && isSmaller(subject)
                    && (other.impl == "dense" || sameFormat)))
                add(other, subject);
        }
    return list;
}

void Benchmark::Impl::closeCase()
{
    for (BenchRatio& ratio : ratios())
        finished.ratios.push_back(std::move(ratio));
    if (config.workload == Workload::Token)
        summariseDetails(finished, current, config.context);
    current = {};
    round = -1;
    firstRow = finished.rows.size();
    ++at;
}

void Benchmark::Impl::addNoise(BenchResult& result) const
{
    for (const BenchRow& row : result.rows)
        if (!row.reference && row.roundsDone >= kLeastRounds && isNoisy(row)) {
            result.notices.push_back("Noisy machine: the middle half of the rounds of " + row.impl
                + " spreads over more than 10 % of the median.");
            return;
        }
}

bool Benchmark::Impl::advance(const StopCheck& stop)
{
    if (isOver())
        return false;
    if (at == plan.size()) {
        finished.quality.push_back(qualityOf(quality[judged], config, stop));
        ++judged;
    } else if (round < 0) {
        prepare(stop);
    } else if (playTimedRound(stop) && ++round == config.warmup + config.repeats) {
        closeCase();
    }
    return !isOver() && !stop();
}

bool Benchmark::advance(const StopCheck& stop)
try {
    return m_impl->advance(stop);
} catch (const Stopped&) {
    return false;
}

double Benchmark::progress() const
{
    const double perCase
        = 1.0 + m_impl->config.warmup + m_impl->config.repeats; // preparation counts as one round
    const double all = static_cast<double>(m_impl->plan.size()) * perCase
        + static_cast<double>(m_impl->quality.size());
    return (static_cast<double>(m_impl->at) * perCase + m_impl->round + 1
               + static_cast<double>(m_impl->judged))
        / all;
}

double Benchmark::secondsLeft() const
{
    return m_impl->isOver() ? 0 : m_impl->timeLeft.left(m_impl->at, m_impl->round);
}

std::string Benchmark::current() const
{
    const Impl& impl = *m_impl;
    if (impl.isOver())
        return "finished";
    if (impl.at == impl.plan.size())
        return "quality of " + impl.quality[impl.judged].impl;
    const CasePlan& plan = impl.plan[impl.at];
    std::string text = impl.config.workload == Workload::FeedForward
        ? ""
        : std::string(nameOf(impl.config.workload)) + ", ";
    text += firedPart(plan.groups,
                isShaped(impl.config.workload) ? impl.config.neurons : impl.networkOf(true).neurons)
        + " fired, " + counted(plan.tokens, "token") + " a call: ";
    if (impl.round < 0)
        return text + "preparing and comparing";
    return text + roundWords(impl.round, impl.config.warmup, impl.config.repeats);
}

BenchResult Benchmark::result() const
{
    BenchResult result = m_impl->finished;
    result.complete = m_impl->isOver();
    for (BenchRatio& ratio : m_impl->ratios())
        result.ratios.push_back(std::move(ratio));
    m_impl->addNoise(result);
    const std::vector<std::string> disturbances = m_impl->watch.notices();
    result.notices.insert(result.notices.end(), disturbances.begin(), disturbances.end());
    return result;
}

} // namespace glowworm
