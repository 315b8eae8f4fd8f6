// SPDX-License-Identifier: GPL-3.0-or-later
// FF layers in rotation, by the engine. Internal to model/bench.
#pragma once

#include "model/bench/cases.h"
#include "model/engine/feed_forward.h"

namespace glowworm {

/// Blocks (n, D) of random inputs that an implementation reads in turn; their number shares no
/// factor with the number of layers, so that every layer meets every block.
class InputPool {
public:
    InputPool(int dModel, int layers, int tokens, std::uint64_t seed);
    std::span<const float> block(std::int64_t index) const;
    std::size_t blockSize() const { return m_blockSize; }

private:
    std::size_t m_blockSize;
    int m_blocks;
    std::vector<float> m_values;
};

/// A pass: every layer once, each on its own fresh input. `owner` keeps the layers alive.
std::unique_ptr<Implementation> engineLayers(std::vector<const FeedForwardWeights*> layers,
    std::shared_ptr<const void> owner, std::shared_ptr<const InputPool> inputs, int tokens,
    int threads, FeedForwardPath path);

} // namespace glowworm
