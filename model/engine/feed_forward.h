// SPDX-License-Identifier: GPL-3.0-or-later
// One FF layer on n tokens, the piece that language engine, digit engine and benchmarks share. One
// object per thread.
#pragma once

#include "model/config/firing.h"
#include "model/engine/part_clock.h"
#include "model/kernels/thread_pool.h"
#include "model/kernels/weights.h"

#include <memory>
#include <span>
#include <vector>

namespace glowworm {

enum class KernelSet { Simd, Reference }; // Reference: plain loops, the definition of right

/// How a layer is computed. All give the same winners; with vector kernels also the same bits, so
/// that a choice never changes a text.
enum class FeedForwardPath {
    Auto,    // sparse: the fastest of the three below for this shape and number of tokens, found by
             // timing real calls; dense: the one way there is
    Fired,   // sparse, token by token: only the fired neurons' rows are read
    Grouped, // sparse, a few groups of neurons at a time for many tokens: rows that several tokens
             // fire are read once
    MaskedDense, // sparse: every neuron as in a dense layer, the losers' values become 0
};

class FeedForward {
public:
    explicit FeedForward(KernelSet kernels = KernelSet::Simd);
    ~FeedForward();

    /// y = FF(x); x and y (n, D), may not overlap. Blocks for the computation; allocates only when
    /// n or the shape grows. With a clock the router of a sparse layer is read apart where one
    /// thread computes it.
    void run(const FeedForwardWeights& weights, std::span<const float> x, std::int64_t n,
        std::span<float> y, ThreadPool& pool, FeedForwardPath path = FeedForwardPath::Auto,
        PartClock* clock = nullptr);

    /// Of the last run: winners (n, G) as neuron numbers and their values after the activation (n,
    /// G) for sparse kinds.
    std::span<const std::uint16_t> winners() const;
    std::span<const float> values() const;
    /// Of the last run of a sparse kind: (n, G), what each value is multiplied with before its
    /// neuron's output row is added.
    std::span<const float> gates() const;
    /// Of the last run of a dense layer: activations (n, F).
    std::span<const float> activations() const;
    /// Of the last run of a sparse layer: what its router's first stage made of each token (n, R).
    std::span<const float> routed() const;
    /// The router's logits (F) for one token's part of routed(): the sums that chose, computed
    /// again in some microseconds.
    std::vector<float> logits(
        const FeedForwardWeights& weights, std::span<const float> routed) const;
    /// Record of token `row` of the last run, with its logits where asked for.
    LayerFiring firing(
        const FeedForwardWeights& weights, std::int64_t row, bool withLogits = false) const;
    /// Neurons whose input weights the last run used, each counted once per token.
    std::int64_t rowsRead() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
