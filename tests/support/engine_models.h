// SPDX-License-Identifier: GPL-3.0-or-later
// Small models whose every part shows in the output, and comparisons of results. Tests of the
// engine only.
#pragma once

#include "model/engine/language_engine.h"
#include "support/formulas.h"
#include "support/kernel_data.h"
#include "support/refusal.h"
#include "support/tiny_config.h"

#include <array>
#include <cstdint>
#include <limits>

namespace glowworm::test {

inline RunConfig textConfig(Routing routing)
{
    RunConfig config = tinyConfig(Task::Text, routing,
        {.dModel = 20, .heads = 4, .context = 24, .neurons = 60, .groups = 6, .routerRank = 5});
    config.model.vocabSize = 11;
    config.model.gateScale = 1.5;
    return config;
}

/// Weights large enough that every part of the network shows in the logits, biases and norms
/// included.
inline ModelState lively(ModelState state)
{
    for (auto& [name, tensor] : state.tensors) {
        const std::uint64_t key = randomKey(7, name);
        for (std::size_t i = 0; i < tensor.values.size(); ++i)
            tensor.values[i] += static_cast<float>(0.3 * randomNormal(key, i));
    }
    return state;
}

inline ModelState textState(const RunConfig& config)
{
    std::vector<char32_t> vocabulary;
    for (int i = 0; i < config.model.vocabSize; ++i)
        vocabulary.push_back(U'a' + static_cast<char32_t>(i));
    return lively(initialState(config, vocabulary));
}

inline ModelState digitState(Routing routing)
{
    return lively(
        initialState(tinyConfig(Task::Digits, routing, {.dModel = 20, .neurons = 40}), {}));
}

inline std::vector<int> someTokens(int count, int first = 0)
{
    std::vector<int> tokens;
    for (std::int64_t i = 0; i < count; ++i)
        tokens.push_back(static_cast<int>((first + i * i + i / 3) % 11));
    return tokens;
}

inline std::vector<float> copyOf(std::span<const float> values)
{
    return {values.begin(), values.end()};
}

/// Largest difference as a fraction of the largest value.
inline double distance(std::span<const float> got, const Numbers& want)
{
    double worst = 0, largest = 0;
    for (std::size_t i = 0; i < want.size(); ++i) {
        worst = std::max(worst, std::abs(got[i] - want[i]));
        largest = std::max(largest, std::abs(want[i]));
    }
    return got.size() == want.size() ? worst / largest : std::numeric_limits<double>::infinity();
}

inline std::array<Routing, kRoutings.size()> everyRouting()
{
    std::array<Routing, kRoutings.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<Routing>(i);
    return all;
}
inline constexpr KernelSet kKernelSets[] = {KernelSet::Simd, KernelSet::Reference};

} // namespace glowworm::test
