// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/scorecard.h"

#include "model/base/numbers.h"
#include "model/bench/quality.h"

#include <algorithm>
#include <cmath>

namespace glowworm {

namespace {

constexpr double kLossAllowed = 0.005; // nats per character that a number format may cost

using Read = std::function<void(const BenchResult&, ScorecardResult&)>;

struct Step {
    std::string name;
    BenchConfig config;
    std::vector<Read> reads; // each adds goals of the step
};

const BenchRatio* find(const BenchResult& result, const std::string& over, double density)
{
    const auto ratio = std::ranges::find_if(result.ratios, [&](const BenchRatio& r) {
        return r.over == over && (density <= 0 || std::abs(r.density - density) < 1e-9);
    });
    return ratio == result.ratios.end() ? nullptr : &*ratio;
}

std::string shown(double value) { return significant(value, 3); }

Goal atLeast(std::string what, std::string study, double goal, const RatioInterval& ratio,
    const char* unit = "x")
{
    return {std::move(what), std::move(study), "at least " + shown(goal) + unit, ratio,
        ratio.value >= goal, {}};
}

/// A ratio that is not believed meets no goal.
Goal atLeast(std::string what, std::string study, double goal, const BenchRatio& ratio)
{
    Goal entry = atLeast(std::move(what), std::move(study), goal, ratio.ratio);
    if (ratio.doubt != Doubt::None) {
        entry.met = false;
        entry.note = ratio.verdict;
    }
    return entry;
}

/// What there is to say besides.
void addNote(Goal& goal, const std::string& note)
{
    goal.note += (goal.note.empty() ? "" : "; ") + note;
}

/// One ratio of a result against a goal; left out when the row was not measured.
Read ratioAtLeast(
    std::string what, std::string study, double goal, std::string over, double density = 0)
{
    return [=](const BenchResult& result, ScorecardResult& all) {
        if (const BenchRatio* ratio = find(result, over, density))
            all.goals.push_back(atLeast(what, study, goal, *ratio));
    };
}

/// The smallest ratio dense / sparse of all points whose density lies in [from, to].
Read smallest(std::string what, std::string study, double goal, double from, double to)
{
    return [=](const BenchResult& result, ScorecardResult& all) {
        const BenchRatio* least = nullptr;
        for (const BenchRatio& ratio : result.ratios)
            if (ratio.over == "dense/sparse" && ratio.density >= from && ratio.density <= to
                && (!least || ratio.ratio.value < least->ratio.value))
                least = &ratio;
        if (!least)
            return;
        Goal entry = atLeast(what, study, goal, *least);
        addNote(entry,
            "smallest at " + std::to_string(least->tokens) + " tokens a call, "
                + shown(100 * least->density) + " % fired");
        all.goals.push_back(std::move(entry));
    };
}

void readToken(const BenchResult& result, ScorecardResult& all)
{
    if (result.bandwidth)
        all.goals.push_back(atLeast(
            "dense engine, 1 thread, fraction of measured read bandwidth at the same footprint",
            "-", 0.8, result.bandwidth->fraction, ""));
    for (const BenchThreads& gain : result.threads)
        all.goals.push_back(atLeast("2 threads over 1, whole token, dense", "-", 1.6, gain.ratio));
}

void readPrompt(const BenchResult& result, ScorecardResult& all)
{
    const BenchRatio* ratio = find(result, "dense/sparse", 0);
    if (!ratio)
        return;
    const RatioInterval& r = ratio->ratio;
    all.goals.push_back({"prompt of 256 tokens, whole model, sparse time over dense time",
        "much slower", "at most 0.6", {1 / r.value, 1 / r.high, 1 / r.low},
        1 / r.value <= 0.6 && ratio->doubt == Doubt::None,
        ratio->doubt == Doubt::None ? std::string() : ratio->verdict});
}

} // namespace

BenchConfig usualScorecard()
{
    BenchConfig config = usualBench(Workload::Token);
    config.warmup = 2;
    config.blockSeconds = 0.03;
    return config;
}

struct Scorecard::Impl {
    ScorecardConfig config;
    const TrainEntry* torch;
    std::vector<Step> steps;
    std::size_t at = 0;
    std::unique_ptr<Benchmark> running; // of steps[at]
    std::vector<QualityTask> judging;   // before the steps: losses of the number formats
    BenchConfig judged;                 // what `judging` belongs to
    std::vector<BenchQuality> quality;
    ScorecardResult finished;

    BenchConfig base(Workload workload, std::vector<std::string> impls) const;
    void addLayerSteps();
    void addModelSteps();
    void readFormats(const BenchResult& result, ScorecardResult& all) const;
    std::optional<double> lossOf(const std::string& impl) const;
    void finishStep(BenchResult result);
};

BenchConfig Scorecard::Impl::base(Workload workload, std::vector<std::string> impls) const
{
    BenchConfig bench = usualBench(workload);
    bench.repeats = config.bench.repeats;
    bench.warmup = config.bench.warmup;
    bench.blockSeconds = config.bench.blockSeconds;
    bench.libtorch = config.bench.libtorch;
    bench.seed = config.bench.seed;
    bench.impls = std::move(impls);
    return bench;
}

void Scorecard::Impl::addLayerSteps()
{
    const std::vector<std::string> engine{"dense", "sparse"},
        withTorch{"dense", "sparse", "libtorch-dense"};
    steps.push_back({"FF", base(Workload::FeedForward, withTorch),
        {ratioAtLeast("FF alone, 1 token, 1/64, over our best dense", "2x at 1/50 (over its own)",
             18, "dense/sparse", 1.0 / 64),
            ratioAtLeast("FF alone, 1 token, 1/64, over LibTorch dense", "2x at 1/50", 40,
                "libtorch-dense/sparse", 1.0 / 64),
            ratioAtLeast("FF alone, 1 token, 1/24", "none", 9, "dense/sparse", 1.0 / 24),
            ratioAtLeast("FF alone, 1 token, 1/12", "slower", 6, "dense/sparse", 1.0 / 12),
            ratioAtLeast("FF alone, 1 token, 1/4", "-", 2.5, "dense/sparse", 0.25)}});
    BenchConfig tenth = base(Workload::FeedForward, engine);
    tenth.neurons = 1540; // 1536 has no tenth
    tenth.groups = {154};
    steps.push_back({"FF at 1/10", tenth,
        {ratioAtLeast("FF alone, 1 token, 1/10 (154 of 1540)", "slower", 5, "dense/sparse")}});
    BenchConfig wide = base(Workload::FeedForward, engine);
    wide.dModel = 1024;
    wide.neurons = 4096;
    wide.groups = {64};
    steps.push_back({"FF at d_model 1024", wide,
        {ratioAtLeast(
            "FF alone at d_model 1024, 1 token, 1/64", "2x (1/50)", 15, "dense/sparse")}});
    BenchConfig many = base(Workload::FeedForward, engine);
    many.tokens = {1, 4, 16, 64, 256, 1024};
    const double twelfth = 1.0 / 12 + 1e-9;
    steps.push_back({"FF, tokens per call", many,
        {smallest("tokens per call 1 ... 1024, densities up to 1/12, sparse over best dense",
             "much slower", 2, 0, twelfth),
            smallest("the same at 1/4", "-", 0.95, 0.25, 0.25)}});
}

void Scorecard::Impl::addModelSteps()
{
    BenchConfig token = base(Workload::Token,
        {"dense", "sparse", "libtorch-dense", "libtorch-uncached", "dense-bf16", "dense-int8",
            "sparse-bf16", "sparse-int8"});
    token.dense = config.bench.dense;
    token.sparse = config.bench.sparse;
    steps.push_back({"whole token", token,
        {ratioAtLeast(
             "whole token, 1/64, cache filled to 128, over our dense", "1.4x", 2.2, "dense/sparse"),
            ratioAtLeast("whole token, over cached LibTorch eager dense", "1.4x", 10,
                "libtorch-dense/sparse"),
            ratioAtLeast("whole token, over the study's way (no cache, LibTorch)", "1.4x", 60,
                "libtorch-uncached/sparse"),
            [this](const BenchResult& result, ScorecardResult& all) { readFormats(result, all); },
            readToken}});
    BenchConfig prompt = base(Workload::Prompt, {"dense", "sparse"});
    prompt.dense = config.bench.dense;
    prompt.sparse = config.bench.sparse;
    steps.push_back({"prompt", prompt, {readPrompt}});
    steps.push_back({"digits", base(Workload::Digits, {"dense", "sparse"}),
        {ratioAtLeast("MNIST model, 1 picture, FF 8 of 400, whole model", "2x (FF, 1/50)", 1.5,
            "dense/sparse")}});
}

std::optional<double> Scorecard::Impl::lossOf(const std::string& impl) const
{
    const auto found = std::ranges::find(quality, impl, &BenchQuality::impl);
    return found != quality.end() && found->windows > 0 ? found->loss : std::nullopt;
}

/// The fastest sparse format whose loss stays; a loss that was not measured counts as not shown.
void Scorecard::Impl::readFormats(const BenchResult& result, ScorecardResult& all) const
{
    const BenchRatio* best = nullptr;
    std::string note;
    for (const std::string impl : {"sparse", "sparse-bf16", "sparse-int8"}) {
        const BenchRatio* ratio = find(result, "dense/" + impl, 0);
        const auto own = lossOf(impl), fp32 = lossOf("sparse");
        if (own && fp32)
            note += (note.empty() ? "" : "; ") + impl + " loss " + shown(*own) + " ("
                + (*own >= *fp32 ? "+" : "") + shown(*own - *fp32) + ")";
        const bool keeps = impl == "sparse" || (own && fp32 && *own - *fp32 <= kLossAllowed);
        if (ratio && keeps && (!best || ratio->ratio.value > best->ratio.value))
            best = ratio;
    }
    if (!best)
        return;
    Goal entry = atLeast(
        "whole token, best sparse format over dense fp32, loss within 0.005 nats", "-", 5, *best);
    addNote(entry,
        best->over + ", " + best->formats + "; "
            + (note.empty() ? "no loss was measured, so no smaller format may stand"
                            : "measured on the trained models: " + note));
    all.goals.push_back(std::move(entry));
}

Scorecard::Scorecard(ScorecardConfig config, const TrainEntry* torch)
    : m_impl(std::make_unique<Impl>())
{
    Impl& impl = *m_impl;
    impl.config = std::move(config);
    impl.torch = torch;
    impl.judged = impl.config.bench;
    impl.judged.dense = impl.config.trainedDense;
    impl.judged.sparse = impl.config.trainedSparse;
    impl.judging = qualityTasks(impl.judged, impl.finished.notices);
    impl.addLayerSteps();
    impl.addModelSteps();
}

Scorecard::~Scorecard() = default;

void Scorecard::Impl::finishStep(BenchResult result)
{
    running = nullptr;
    for (const Read& read : steps[at].reads)
        read(result, finished);
    if (result.config.workload == Workload::Token && result.quality.empty())
        result.quality = quality;
    for (const std::string& notice : result.notices) {
        const std::string sentence = steps[at].name + ": " + notice;
        if (std::ranges::find(finished.notices, sentence) == finished.notices.end())
            finished.notices.push_back(sentence);
    }
    finished.runs.push_back(std::move(result));
    ++at;
}

bool Scorecard::advance(const StopCheck& stop)
try {
    Impl& impl = *m_impl;
    if (impl.quality.size() < impl.judging.size()) {
        impl.quality.push_back(qualityOf(impl.judging[impl.quality.size()], impl.judged, stop));
        return !stop();
    }
    if (impl.at == impl.steps.size())
        return false;
    if (!impl.running)
        impl.running = std::make_unique<Benchmark>(impl.steps[impl.at].config, impl.torch);
    if (impl.running->advance(stop))
        return true;
    if (BenchResult result = impl.running->result(); result.complete)
        impl.finishStep(std::move(result));
    return impl.at < impl.steps.size() && !stop();
} catch (const Stopped&) {
    return false;
}

std::string Scorecard::current() const
{
    const Impl& impl = *m_impl;
    if (impl.quality.size() < impl.judging.size())
        return "loss of " + impl.judging[impl.quality.size()].impl;
    if (impl.at == impl.steps.size())
        return "finished";
    return impl.steps[impl.at].name + (impl.running ? ": " + impl.running->current() : "");
}

ScorecardResult Scorecard::result() const
{
    ScorecardResult result = m_impl->finished;
    result.complete = m_impl->at == m_impl->steps.size();
    return result;
}

} // namespace glowworm
