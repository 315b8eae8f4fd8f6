// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/digit_engine.h"

#include "model/base/error.h"
#include "model/engine/logits.h"
#include "model/kernels/kernels.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>

namespace glowworm {

DigitEngine::DigitEngine(std::shared_ptr<const DigitWeights> weights, EngineOptions options)
    : m_weights(std::move(weights))
    , m_kernels(options.kernels == KernelSet::Simd ? simdKernels() : referenceKernels())
    , m_path(options.path)
    , m_keepLogits(options.keepLogits)
    , m_pool(options.threads)
    , m_feedForward(options.kernels)
{
}

void DigitEngine::linear(const LinearWeights& map, const float* x, std::int64_t n, float* y)
{
    const auto outputs = [&](std::int64_t begin, std::int64_t end) {
        m_kernels.linear(map.weight.rows(), map.bias.data(), map.inputs, {x, map.inputs}, n,
            {y, map.outputs}, begin, end);
    };
    m_pool.split(map.outputs, 16, std::ref(outputs));
}

std::span<const float> DigitEngine::classify(
    std::span<const float> pixels, std::vector<FiringRecord>* firing)
{
    const DigitWeights& w = *m_weights;
    if (pixels.size() % kDigitPixels != 0)
        throw Error("Digits: " + std::to_string(pixels.size())
            + " pixels are no whole number of pictures of " + std::to_string(kDigitPixels) + ".");
    const std::int64_t n = static_cast<std::int64_t>(pixels.size() / kDigitPixels),
                       D = w.config.dModel;
    m_hidden.resize(static_cast<std::size_t>(n * D));
    m_output.resize(static_cast<std::size_t>(n * D));
    m_scores.resize(static_cast<std::size_t>(n * kDigitClasses));

    linear(w.input, pixels.data(), n, m_hidden.data());
    m_kernels.activate(w.config.hiddenActivation, m_hidden.data(), n * D);
    m_feedForward.run(w.feedForward, m_hidden, n, m_output, m_pool, m_path);
    linear(w.head, m_output.data(), n, m_scores.data());
    if (firing) {
        firing->assign(static_cast<std::size_t>(n), {});
        for (std::int64_t row = 0; row < n; ++row)
            (*firing)[static_cast<std::size_t>(row)].layers.push_back(
                m_feedForward.firing(w.feedForward, row, m_keepLogits));
    }
    return m_scores;
}

namespace {

/// Row `row` of a matrix times x (D).
double dot(const WeightRows& rows, std::int64_t row, const std::vector<double>& x)
{
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        sum += x[i] * weightAt(rows, row, static_cast<std::int64_t>(i));
    return sum;
}

} // namespace

std::vector<float> DigitEngine::contributions(std::int64_t row) const
{
    const FeedForwardWeights& layer = m_weights->feedForward;
    std::vector<float> added;
    if (layer.isDense())
        return added;
    const auto G = static_cast<std::size_t>(layer.groups);
    const auto first = static_cast<std::size_t>(row) * G;
    if (row < 0 || m_feedForward.winners().size() < first + G)
        throw Error("Contributions of picture " + std::to_string(row)
            + ": the last call had no such picture.");
    std::vector<double> output(static_cast<std::size_t>(layer.dModel));
    for (std::size_t at = first; at < first + G; ++at) {
        const std::int64_t neuron = m_feedForward.winners()[at];
        const double strength = static_cast<double>(m_feedForward.values()[at])
            * static_cast<double>(m_feedForward.gates()[at]);
        for (std::size_t i = 0; i < output.size(); ++i)
            output[i] = strength * weightAt(layer.down(), neuron, static_cast<std::int64_t>(i));
        for (std::int64_t digit = 0; digit < kDigitClasses; ++digit)
            added.push_back(static_cast<float>(dot(m_weights->head.weight.rows(), digit, output)));
        centre(std::span(added).last(kDigitClasses));
    }
    return added;
}

namespace {

void requireAnswer(std::span<const float> scores)
{
    requireFinite(scores);
    if (scores.size() > 1
        && std::ranges::adjacent_find(scores, std::not_equal_to()) == scores.end())
        throw Error("The model gives every digit the same score, so it has no answer: its weights "
                    "are too large or damaged. Open another model.");
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
