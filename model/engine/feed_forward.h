// SPDX-License-Identifier: GPL-3.0-or-later
// One FF layer on n tokens, the piece that language engine, digit engine and benchmarks share. One object per thread.
#pragma once

#include "engine/language_engine.h"
#include "engine/thread_pool.h"

namespace glowworm {

/// How a sparse layer is computed; all give the same function.
enum class FeedForwardPath { Fired, MaskedDense };

class FeedForward {
public:
    explicit FeedForward(KernelSet kernels = KernelSet::Simd);
    ~FeedForward();

    /// y = FF(x); x and y (n, D), may not overlap. Sparse kinds compute only fired neurons (MaskedDense: all, then zeroes the losers).
    void run(const FeedForwardWeights& weights, std::span<const float> x, std::int64_t n, std::span<float> y, ThreadPool& pool,
             FeedForwardPath path = FeedForwardPath::Fired);

    /// Of the last run: winners (n, G) as neuron numbers and their values after the activation (n, G) for sparse kinds.
    std::span<const std::uint16_t> winners() const;
    std::span<const float> values() const;
    /// Of the last run of a dense layer: activations (n, F).
    std::span<const float> activations() const;
    /// Record of token `row` of the last run.
    LayerFiring firing(const FeedForwardWeights& weights, std::int64_t row) const;
    /// Rows of [w_j | v_j] read by the last run, each counted once per token.
    std::int64_t rowsRead() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
