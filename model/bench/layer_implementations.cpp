// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/layer_implementations.h"

#include "model/base/counter_random.h"

#include <algorithm>
#include <numeric>

namespace glowworm {

namespace {

class EngineLayers : public Implementation {
public:
    EngineLayers(std::vector<const FeedForwardWeights*> layers, std::shared_ptr<const void> owner,
        std::shared_ptr<const InputPool> inputs, int tokens, int threads, FeedForwardPath path)
        : m_layers(std::move(layers))
        , m_owner(std::move(owner))
        , m_inputs(std::move(inputs))
        , m_tokens(tokens)
        , m_path(path)
        , m_pool(threads)
        , m_x(m_layers.size(), std::vector<float>(m_inputs->blockSize()))
        , m_y(m_inputs->blockSize())
    {
    }
    void prepare() override
    {
        for (std::vector<float>& x : m_x)
            std::ranges::copy(m_inputs->block(m_next++), x.begin());
    }
    void pass() override
    {
        for (std::size_t i = 0; i < m_x.size(); ++i)
            m_feedForward.run(*m_layers[i], m_x[i], m_tokens, m_y, m_pool, m_path);
    }

private:
    std::vector<const FeedForwardWeights*> m_layers;
    std::shared_ptr<const void> m_owner;
    std::shared_ptr<const InputPool> m_inputs;
    int m_tokens;
    FeedForwardPath m_path;
    ThreadPool m_pool;
    FeedForward m_feedForward;
    std::vector<std::vector<float>> m_x; // layers x (n, D)
    std::vector<float> m_y;
    std::int64_t m_next = 0;
};

} // namespace

InputPool::InputPool(int dModel, int layers, int tokens, std::uint64_t seed)
    : m_blockSize(static_cast<std::size_t>(tokens) * static_cast<std::size_t>(dModel))
{
    m_blocks = std::clamp(2048 / tokens, 8, 512);
    while (std::gcd(m_blocks, layers) != 1)
        ++m_blocks;
    const std::uint64_t key = randomKey(seed, static_cast<std::uint64_t>(Stream::Benchmark));
    m_values.resize(m_blockSize * static_cast<std::size_t>(m_blocks));
    for (std::size_t i = 0; i < m_values.size(); ++i)
        m_values[i] = static_cast<float>(randomNormal(key, i));
}

std::span<const float> InputPool::block(std::int64_t index) const
{
    return std::span(m_values).subspan(
        static_cast<std::size_t>(index % m_blocks) * m_blockSize, m_blockSize);
}

std::unique_ptr<Implementation> engineLayers(std::vector<const FeedForwardWeights*> layers,
    std::shared_ptr<const void> owner, std::shared_ptr<const InputPool> inputs, int tokens,
    int threads, FeedForwardPath path)
{
    return std::make_unique<EngineLayers>(
        std::move(layers), std::move(owner), std::move(inputs), tokens, threads, path);
}

} // namespace glowworm
