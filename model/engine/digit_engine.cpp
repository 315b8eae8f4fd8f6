// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/digit_engine.h"

#include "model/base/error.h"
#include "model/kernels/kernels.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace glowworm {

struct DigitEngine::Impl {
    std::shared_ptr<const DigitWeights> weights;
    const Kernels& kernels;
    FeedForwardPath path;
    ThreadPool pool;
    FeedForward feedForward;
    std::vector<float> hidden, output, scores; // (n, D), (n, D), (n, 10)

    Impl(std::shared_ptr<const DigitWeights> model, EngineOptions options)
        : weights(std::move(model))
        , kernels(options.kernels == KernelSet::Simd ? simdKernels() : referenceKernels())
        , path(options.path)
        , pool(options.threads)
        , feedForward(options.kernels)
    {
    }

    void linear(const LinearWeights& map, const float* x, std::int64_t n, float* y)
    {
        const auto outputs = [&](std::int64_t begin, std::int64_t end) {
            kernels.linear(map.weight.rows(), map.bias.data(), map.inputs, {x, map.inputs}, n,
                {y, map.outputs}, begin, end);
        };
        pool.split(map.outputs, 16, std::ref(outputs));
    }
};

DigitEngine::DigitEngine(std::shared_ptr<const DigitWeights> weights, EngineOptions options)
    : m_impl(std::make_unique<Impl>(std::move(weights), options))
{
}

DigitEngine::~DigitEngine() = default;

const DigitWeights& DigitEngine::weights() const { return *m_impl->weights; }

std::span<const float> DigitEngine::classify(
    std::span<const float> pixels, std::vector<FiringRecord>* firing)
{
    Impl& impl = *m_impl;
    const DigitWeights& w = *impl.weights;
    if (pixels.size() % kDigitPixels != 0)
        throw Error("Digits: " + std::to_string(pixels.size())
            + " pixels are no whole number of pictures of " + std::to_string(kDigitPixels) + ".");
    const std::int64_t n = static_cast<std::int64_t>(pixels.size() / kDigitPixels),
                       D = w.config.dModel;
    impl.hidden.resize(static_cast<std::size_t>(n * D));
    impl.output.resize(static_cast<std::size_t>(n * D));
    impl.scores.resize(static_cast<std::size_t>(n * kDigitClasses));

    impl.linear(w.input, pixels.data(), n, impl.hidden.data());
    impl.kernels.activate(w.config.hiddenActivation, impl.hidden.data(), n * D);
    impl.feedForward.run(w.feedForward, impl.hidden, n, impl.output, impl.pool, impl.path);
    impl.linear(w.head, impl.output.data(), n, impl.scores.data());
    if (firing) {
        firing->assign(static_cast<std::size_t>(n), {});
        for (std::int64_t row = 0; row < n; ++row)
            (*firing)[static_cast<std::size_t>(row)].layers.push_back(
                impl.feedForward.firing(w.feedForward, row));
    }
    return impl.scores;
}

namespace {

void requireAnswer(std::span<const float> scores)
{
    if (!std::ranges::all_of(scores, [](float score) { return std::isfinite(score); }))
        throw Error("The model's scores are not finite numbers, so it has no answer: its weights "
                    "are too large or damaged. Open another "
                    "model.");
    if (scores.size() > 1
        && std::ranges::adjacent_find(scores, std::not_equal_to()) == scores.end())
        throw Error("The model gives every digit the same score, so it has no answer: its weights "
                    "are too large or damaged. Open another "
                    "model.");
}

} // namespace

int likeliestDigit(std::span<const float> scores)
{
    requireAnswer(scores);
    return static_cast<int>(std::ranges::max_element(scores) - scores.begin());
}

std::vector<float> probabilities(std::span<const float> scores)
{
    requireAnswer(scores);
    std::vector<float> result(scores.begin(), scores.end());
    if (!result.empty())
        referenceKernels().softmax(result.data(), static_cast<std::int64_t>(result.size()), 1.0F);
    return result;
}

} // namespace glowworm
