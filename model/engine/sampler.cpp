// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/sampler.h"

#include "model/base/counter_random.h"
#include "model/base/error.h"
#include "model/engine/logits.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glowworm {

namespace {

/// Divides by the sum, so that the probabilities of `count` weights add up to 1.
void normalise(std::vector<double>& weights)
{
    double sum = 0;
    for (double weight : weights)
        sum += weight;
    for (double& weight : weights)
        weight /= sum;
}

void requireChoice(std::span<const float> logits)
{
    if (logits.empty())
        throw Error(
            "Sampling: there are no logits to choose from; the model's vocabulary is empty.");
    requireFinite(logits);
}

} // namespace

std::vector<Candidate> candidates(std::span<const float> logits, const SampleConfig& config)
{
    requireChoice(logits);
    if (config.temperature <= 0)
        return {{static_cast<int>(std::max_element(logits.begin(), logits.end()) - logits.begin()),
            1.0F}};

    std::vector<int> order(logits.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<int>(i);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return logits[static_cast<std::size_t>(a)] > logits[static_cast<std::size_t>(b)];
    });
    if (config.topK > 0 && static_cast<std::size_t>(config.topK) < order.size())
        order.resize(static_cast<std::size_t>(config.topK));

    std::vector<double> weights(order.size());
    const double largest = logits[static_cast<std::size_t>(order.front())];
    for (std::size_t i = 0; i < order.size(); ++i)
        weights[i]
            = std::exp((logits[static_cast<std::size_t>(order[i])] - largest) / config.temperature);
    normalise(weights);
    if (config.topP < 1) {
        double reached = 0;
        std::size_t kept = 0;
        while (kept < weights.size() && (kept == 0 || reached < config.topP))
            reached += weights[kept++];
        weights.resize(kept);
        normalise(weights);
    }
    std::vector<Candidate> result;
    for (std::size_t i = 0; i < weights.size() && weights[i] > 0; ++i)
        result.push_back({order[i], static_cast<float>(weights[i])});
    return result;
}

float probabilityOf(std::span<const float> logits, int token)
{
    requireChoice(logits);
    const double share = std::exp(-crossEntropy(logits, static_cast<std::size_t>(token)));
    return std::max(static_cast<float>(share), std::numeric_limits<float>::min());
}

int sample(std::span<const Candidate> candidates, const SampleConfig& config, std::int64_t position)
{
    if (candidates.empty())
        throw Error("Sampling: there are no candidates to draw from.");
    const std::uint64_t key = randomKey(config.seed, static_cast<std::uint64_t>(Stream::Sampling),
        static_cast<std::uint64_t>(position));
    int token = candidates.front().token;
    double best = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const double score = std::log(static_cast<double>(candidates[i].probability))
            + randomGumbel(key, static_cast<std::uint64_t>(candidates[i].token));
        if (i == 0 || score > best) {
            best = score;
            token = candidates[i].token;
        }
    }
    return token;
}

} // namespace glowworm
