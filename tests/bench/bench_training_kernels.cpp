// SPDX-License-Identifier: GPL-3.0-or-later
// Speed of the passes of a training step over a micro-batch, on one thread; a part of
// bench_kernels.
#include "bench/bench_data.h"
#include "model/base/bfloat16.h"
#include "model/kernels/attention_probabilities.h"
#include "model/kernels/fired_training.h"
#include "model/kernels/router_training.h"
#include "model/kernels/training_kernels.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <functional>
#include <vector>

using namespace glowworm;
using namespace glowworm::test;

namespace {

constexpr std::int64_t kTokens = 1024; // of a micro-batch

std::vector<std::uint16_t> someWinners(int groups)
{
    std::vector<std::uint16_t> winners;
    for (std::int64_t i = 0; i < kTokens * groups; ++i)
        winners.push_back(static_cast<std::uint16_t>(i % groups * (kNeurons / groups)
            + randomBits(3, static_cast<std::uint64_t>(i)) % (kNeurons / groups)));
    return winners;
}

/// Argument: groups. Forward and backward of the fired neurons of one layer.
void firedTraining(benchmark::State& state, Activation activation)
{
    const int G = static_cast<int>(state.range(0));
    const FiredShape shape{kTokens, kModel, kNeurons, G, activation};
    const std::vector<std::uint16_t> winners = someWinners(G);
    const std::size_t n = kTokens, rows = kNeurons;
    const AlignedFloats x = noise(n * kModel, 1), dy = noise(n * kModel, 2),
                        up = noise(rows * kModel, 3), down = noise(rows * kModel, 4),
                        bias = noise(rows, 5), gate = noise(n * G, 6);
    AlignedFloats u(n * G), y(n * kModel), dx(n * kModel), dUp(rows * kModel), dBias(rows),
        dDown(rows * kModel), dGate(n * G);
    const ParallelFor serial
        = [](std::int64_t count, const std::function<void(std::int64_t)>& piece) {
              for (std::int64_t i = 0; i < count; ++i)
                  piece(i);
          };
    for (auto _ : state) {
        firedForward(shape, x.data(), up.data(), bias.data(), down.data(), winners.data(),
            gate.data(), u.data(), y.data(), serial);
        firedBackward(shape, x.data(), up.data(), down.data(), winners.data(), gate.data(),
            u.data(), dy.data(), dx.data(), dUp.data(), dBias.data(), dDown.data(), dGate.data(),
            serial);
    }
}

/// Argument: groups. Forward and backward of the router's second stage of one layer.
void routerTraining(benchmark::State& state)
{
    const int G = static_cast<int>(state.range(0));
    const RouterShape shape{kTokens, kRank, kNeurons, G, 1.5F};
    const std::size_t n = kTokens, rows = kNeurons;
    const AlignedFloats h = noise(n * kRank, 1), up = noise(rows * kRank, 2), bias = noise(rows, 3),
                        dGate = noise(n * G, 4);
    std::vector<std::int64_t> winners(n * G);
    AlignedFloats gate(n * G), dH(n * kRank), dUp(rows * kRank), dBias(rows);
    for (auto _ : state) {
        routerForward(shape, h.data(), up.data(), bias.data(), winners.data(), gate.data());
        routerBackward(shape, h.data(), up.data(), bias.data(), winners.data(), gate.data(),
            dGate.data(), nullptr, dH.data(), dUp.data(), dBias.data());
    }
}

/// Argument: tokens of a context. Forward and backward of one head; the same scores each time.
template <class Number> void attentionTraining(benchmark::State& state, Number score)
{
    const std::int64_t T = state.range(0);
    const ProbabilityShape shape{T, 0.125F, droppingOf(0.2), 5, 0};
    const std::vector<Number> start(static_cast<std::size_t>(T * T), score);
    std::vector<Number> scores = start, gradient = start;
    for (auto _ : state) {
        std::ranges::copy(start, scores.begin());
        std::ranges::copy(start, gradient.begin());
        attentionProbabilities(shape, scores.data());
        attentionProbabilitiesBackward(shape, scores.data(), gradient.data());
    }
}

/// Argument: weights.
void adamW(benchmark::State& state)
{
    const auto count = static_cast<std::size_t>(state.range(0));
    const AdamWFactors factors{1, 0.9F, 0.99F, 1, 1e-6F, 1};
    const AlignedFloats gradient = noise(count, 1);
    AlignedFloats weight = noise(count, 2), first(count), second(count);
    for (auto _ : state)
        adamWUpdate(
            state.range(0), factors, gradient.data(), weight.data(), first.data(), second.data());
}

} // namespace

BENCHMARK_CAPTURE(firedTraining, relu, Activation::Relu)->Arg(24)->Arg(384)->ArgName("groups");
BENCHMARK_CAPTURE(firedTraining, gelu, Activation::Gelu)->Arg(24)->ArgName("groups");
BENCHMARK(routerTraining)->Arg(24)->Arg(384)->ArgName("groups");
BENCHMARK_CAPTURE(attentionTraining, fp32, 1.0F)->Arg(256)->ArgName("tokens");
BENCHMARK_CAPTURE(attentionTraining, bf16, floatToBf16(1))->Arg(256)->ArgName("tokens");
BENCHMARK(adamW)->Arg(1 << 18)->ArgName("weights");
