// SPDX-License-Identifier: GPL-3.0-or-later
// Speed of the kernels on one thread, each alone and at work: every function of the table, FF
// layers dense and sparse over tokens per call, six layers in rotation and whole tokens. Prints the
// read rate of a plain buffer beside them: a single-token dense layer cannot be faster. Not a test;
// run it on a quiet machine.
#include "bench/bench_data.h"
#include "model/engine/feed_forward.h"
#include "model/engine/language_engine.h"
#include "model/kernels/kernels.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <vector>

using namespace glowworm;
using namespace glowworm::test;

namespace {

/// groups 0 = dense.
RunConfig textConfig(int groups)
{
    RunConfig config;
    config.model.routing = groups ? Routing::Gated : Routing::Dense;
    config.model.dModel = kModel;
    config.model.layers = kLayers;
    config.model.heads = 6;
    config.model.context = 256;
    config.model.neurons = kNeurons;
    config.model.groups = groups ? groups : 1;
    config.model.routerRank = kRank;
    config.model.vocabSize = 65;
    return config;
}

std::shared_ptr<const LanguageWeights> textWeights(int groups,
    WeightFormat format = WeightFormat::Fp32, DenseLayout layout = DenseLayout::ByOutput)
{
    std::vector<char32_t> vocabulary;
    for (char32_t c = 0; c < 65; ++c)
        vocabulary.push_back(U'0' + c);
    return packLanguage(initialState(textConfig(groups), vocabulary), format, layout);
}

void readRate(benchmark::State& state)
{
    // As many bytes as the rows of `kLayers` FF layers, read as one long dot product.
    const std::int64_t width = 1 << 14,
                       rows = static_cast<std::int64_t>(kLayers) * 2 * kModel * kNeurons / width;
    const AlignedFloats buffer(static_cast<std::size_t>(rows * width));
    const AlignedFloats x = noise(static_cast<std::size_t>(width), 1);
    AlignedFloats y(static_cast<std::size_t>(rows));
    for (auto _ : state) {
        simdKernels().linear({buffer.data(), width}, nullptr, width, {x.data(), width}, 1,
            {y.data(), rows}, 0, rows);
        benchmark::DoNotOptimize(y.data());
    }
    state.SetBytesProcessed(state.iterations() * rows * width * 4);
}

WeightMatrix packedNoise(std::int64_t rows, std::int64_t columns, WeightFormat format)
{
    WeightBlock block(WeightMatrix::bytesFor(format, rows, columns));
    WeightMatrix matrix(format, rows, columns, block);
    for (std::int64_t i = 0; i < rows; ++i)
        matrix.setRow(
            i, noise(static_cast<std::size_t>(columns), static_cast<std::uint64_t>(i)).span());
    return matrix;
}

void countProducts(benchmark::State& state, std::int64_t products)
{
    state.counters["GFLOP/s"] = benchmark::Counter(
        2e-9 * static_cast<double>(products), benchmark::Counter::kIsIterationInvariantRate);
}

/// Arguments: tokens, format, inputs; as many products as both linear maps of a dense layer have
/// each.
void linear(benchmark::State& state)
{
    const std::int64_t n = state.range(0), inputs = state.range(2),
                       outputs = kModel * kNeurons / inputs;
    const WeightMatrix weight
        = packedNoise(outputs, inputs, static_cast<WeightFormat>(state.range(1)));
    const AlignedFloats x = noise(static_cast<std::size_t>(n * inputs), 1);
    AlignedFloats y(static_cast<std::size_t>(n * outputs));
    for (auto _ : state) {
        simdKernels().linear(
            weight.rows(), nullptr, inputs, {x.data(), inputs}, n, {y.data(), outputs}, 0, outputs);
        benchmark::DoNotOptimize(y.data());
    }
    countProducts(state, n * inputs * outputs);
}

/// Arguments: tokens, format.
void accumulate(benchmark::State& state)
{
    const std::int64_t n = state.range(0), count = kNeurons, columns = kModel;
    const WeightMatrix values
        = packedNoise(count, columns, static_cast<WeightFormat>(state.range(1)));
    const AlignedFloats factors = noise(static_cast<std::size_t>(n * count), 1);
    AlignedFloats y(static_cast<std::size_t>(n * columns));
    for (auto _ : state) {
        simdKernels().accumulate(
            {factors.data(), count}, values.rows(), count, n, {y.data(), columns}, 0, columns);
        benchmark::DoNotOptimize(y.data());
    }
    countProducts(state, n * count * columns);
}

/// Arguments: fired rows of one layer, format; gatherDot or gatherAdd, one token.
template <bool isDot> void gather(benchmark::State& state)
{
    const std::int64_t count = state.range(0);
    const WeightMatrix pairs
        = packedNoise(2 * kNeurons, kModel, static_cast<WeightFormat>(state.range(1)));
    const AlignedFloats x = noise(kModel, 1), factors = noise(static_cast<std::size_t>(count), 2);
    AlignedFloats dots(static_cast<std::size_t>(count)), sums(kModel);
    std::vector<std::uint16_t> which;
    for (std::int64_t i = 0; i < count; ++i)
        which.push_back(static_cast<std::uint16_t>(i * kNeurons / count + i % (kNeurons / count)));
    for (auto _ : state) {
        if constexpr (isDot)
            simdKernels().gatherDot(
                pairs.rows().half(0), nullptr, kModel, which.data(), count, x.data(), dots.data());
        else
            simdKernels().gatherAdd(
                factors.data(), pairs.rows().half(1), which.data(), count, sums.data(), 0, kModel);
        benchmark::ClobberMemory();
    }
    countProducts(state, count * kModel);
}

/// Argument: tokens.
void add(benchmark::State& state)
{
    const std::int64_t count = state.range(0) * kModel;
    const AlignedFloats source = noise(static_cast<std::size_t>(count), 1);
    AlignedFloats target(static_cast<std::size_t>(count));
    for (auto _ : state) {
        simdKernels().add(target.data(), source.data(), count);
        benchmark::ClobberMemory();
    }
}

/// Argument: tokens.
void layerNorm(benchmark::State& state)
{
    const std::int64_t n = state.range(0);
    const AlignedFloats x = noise(static_cast<std::size_t>(n * kModel), 1),
                        weight = noise(kModel, 2), bias = noise(kModel, 3);
    AlignedFloats y(x.size());
    for (auto _ : state) {
        simdKernels().layerNorm(
            {x.data(), kModel}, weight.data(), bias.data(), kModel, n, {y.data(), kModel});
        benchmark::ClobberMemory();
    }
}

/// Argument: values, as many as tokens in the cache. Works in place: what comes out goes in again.
void softmax(benchmark::State& state)
{
    AlignedFloats values = noise(static_cast<std::size_t>(state.range(0)), 1);
    for (auto _ : state) {
        simdKernels().softmax(values.data(), state.range(0), 0.125F);
        benchmark::ClobberMemory();
    }
}

/// Argument: values. In place, as softmax; values so large that they stay as they are, for others
/// would fade to 0.
void activate(benchmark::State& state, Activation activation)
{
    AlignedFloats values(static_cast<std::size_t>(state.range(0)));
    std::ranges::fill(values.span(), 9.0F);
    for (auto _ : state) {
        simdKernels().activate(activation, values.data(), state.range(0));
        benchmark::ClobberMemory();
    }
}

/// Arguments: groups, tokens, format. The second stage of the router alone, one layer.
void route(benchmark::State& state)
{
    const auto model
        = textWeights(static_cast<int>(state.range(0)), static_cast<WeightFormat>(state.range(2)));
    const FeedForwardWeights& weights = model->blocks[0].feedForward;
    const std::int64_t n = state.range(1);
    const AlignedFloats hidden = noise(static_cast<std::size_t>(n * kRank), 1);
    std::vector<std::uint16_t> winners(static_cast<std::size_t>(n * weights.groups));
    AlignedFloats gates(winners.size()), scratch(static_cast<std::size_t>(routeScratch(weights)));
    for (auto _ : state)
        benchmark::DoNotOptimize(simdKernels().route(
            weights, {hidden.data(), kRank}, 0, n, winners.data(), gates.data(), scratch.data()));
    state.counters["us/token"] = benchmark::Counter(static_cast<double>(n) * 1e-6,
        benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

/// Arguments: groups (0 = dense), tokens per call, format (0 fp32, 1 bf16, 2 int8). Time is per
/// layer and call.
void feedForward(
    benchmark::State& state, FeedForwardPath path, DenseLayout layout = DenseLayout::ByOutput)
{
    const auto weights = textWeights(
        static_cast<int>(state.range(0)), static_cast<WeightFormat>(state.range(2)), layout);
    const std::int64_t n = state.range(1), inputs = 64;
    const AlignedFloats x = noise(static_cast<std::size_t>((inputs + n) * kModel), 2);
    AlignedFloats y(static_cast<std::size_t>(n * kModel));
    FeedForward layer;
    ThreadPool pool(1);
    std::size_t call = 0;
    for (auto _ : state) {
        const std::span<const float> tokens
            = x.span().subspan(call / kLayers % static_cast<std::size_t>(inputs) * kModel);
        layer.run(weights->blocks[call % kLayers].feedForward, tokens, n, y.span(), pool, path);
        benchmark::DoNotOptimize(y.data());
        ++call;
    }
    if (n == 1) // read once from memory; with more tokens some are shared
        state.SetBytesProcessed(
            layer.rowsRead() * state.iterations() * 2 * kModel * bytesPerWeight(weights->format));
    state.counters["us/token"] = benchmark::Counter(static_cast<double>(n) * 1e-6,
        benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

/// Arguments: groups (0 = dense), threads, format. One token with 128 before it.
void wholeToken(benchmark::State& state)
{
    LanguageEngine engine(
        textWeights(static_cast<int>(state.range(0)), static_cast<WeightFormat>(state.range(2))),
        {.threads = static_cast<int>(state.range(1))});
    Sequence sequence = engine.makeSequence();
    std::vector<int> prompt(128);
    for (std::size_t i = 0; i < prompt.size(); ++i)
        prompt[i] = static_cast<int>(i * 7 % 65);
    engine.advance(sequence, prompt);
    int token = 0;
    for (auto _ : state) {
        sequence.truncate(128);
        token = (token + 1) % 65;
        benchmark::DoNotOptimize(engine.advance(sequence, std::span<const int>(&token, 1)).data());
    }
}

/// Arguments: groups (0 = dense), threads. A prompt of 256 tokens in one pass.
void prompt(benchmark::State& state)
{
    LanguageEngine engine(textWeights(static_cast<int>(state.range(0))),
        {.threads = static_cast<int>(state.range(1))});
    Sequence sequence = engine.makeSequence();
    std::vector<int> tokens(256);
    for (std::size_t i = 0; i < tokens.size(); ++i)
        tokens[i] = static_cast<int>(i * 7 % 65);
    for (auto _ : state) {
        sequence.truncate(0);
        benchmark::DoNotOptimize(engine.advance(sequence, tokens).data());
    }
    state.SetItemsProcessed(state.iterations() * 256);
}

} // namespace

BENCHMARK(readRate)->Unit(benchmark::kMicrosecond);
BENCHMARK(linear)
    ->ArgsProduct({{1, 3, 16, 128}, {0, 1, 2}, {kModel, kNeurons}})
    ->ArgNames({"tokens", "format", "inputs"})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(accumulate)
    ->ArgsProduct({{1, 3, 16, 128}, {0, 1, 2}})
    ->ArgNames({"tokens", "format"})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(gather<true>)
    ->Name("gatherDot")
    ->ArgsProduct({{24, 384}, {0, 1, 2}})
    ->ArgNames({"rows", "format"});
BENCHMARK(gather<false>)
    ->Name("gatherAdd")
    ->ArgsProduct({{24, 384}, {0, 1, 2}})
    ->ArgNames({"rows", "format"});
BENCHMARK(add)->Arg(1)->Arg(64)->ArgName("tokens");
BENCHMARK(layerNorm)->Arg(1)->Arg(64)->ArgName("tokens");
BENCHMARK(softmax)->Arg(24)->Arg(256)->ArgName("values");
BENCHMARK_CAPTURE(activate, relu, Activation::Relu)->Arg(kNeurons)->ArgName("values");
BENCHMARK_CAPTURE(activate, gelu, Activation::Gelu)->Arg(kNeurons)->ArgName("values");
BENCHMARK(route)
    ->ArgsProduct({{24, 64, 128, 384}, {1, 64}, {0, 1, 2}})
    ->ArgNames({"groups", "tokens", "format"})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(feedForward, dense, FeedForwardPath::Auto)
    ->ArgsProduct({{0}, {1, 4, 16, 64, 256}, {0, 1, 2}})
    ->ArgNames({"groups", "tokens", "format"})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(feedForward, skipZeros, FeedForwardPath::Auto, DenseLayout::ByNeuron)
    ->ArgsProduct({{0}, {1}, {0, 1, 2}})
    ->ArgNames({"groups", "tokens", "format"})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(feedForward, fired, FeedForwardPath::Fired)
    ->ArgsProduct({{24, 64, 128, 384}, {1, 16, 256}, {0, 1, 2}})
    ->ArgNames({"groups", "tokens", "format"})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(feedForward, grouped, FeedForwardPath::Grouped)
    ->ArgsProduct({{24, 64, 128, 384}, {4, 16, 64, 256, 1024}, {0, 1, 2}})
    ->ArgNames({"groups", "tokens", "format"})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(feedForward, masked, FeedForwardPath::MaskedDense)
    ->ArgsProduct({{24, 384}, {1, 64, 256}, {0}})
    ->ArgNames({"groups", "tokens", "format"})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(feedForward, chosen, FeedForwardPath::Auto)
    ->ArgsProduct({{24, 64, 128, 384}, {4, 16, 64, 256, 1024}, {0}})
    ->ArgNames({"groups", "tokens", "format"})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(wholeToken)
    ->ArgsProduct({{0, 24}, {1, 2}, {0, 1, 2}})
    ->ArgNames({"groups", "threads", "format"})
    ->Unit(benchmark::kMicrosecond)
    ->UseRealTime();
BENCHMARK(prompt)
    ->ArgsProduct({{0, 24}, {1, 2}})
    ->ArgNames({"groups", "threads"})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

BENCHMARK_MAIN();
