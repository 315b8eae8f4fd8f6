// SPDX-License-Identifier: GPL-3.0-or-later
// Inference of the digit network 784 - D - FF - 10 without LibTorch. One engine per thread; weights
// are shared.
#pragma once

#include "model/engine/language_engine.h"

namespace glowworm {

struct Kernels;

class DigitEngine {
public:
    explicit DigitEngine(std::shared_ptr<const DigitWeights> weights, EngineOptions options = {});

    const DigitWeights& weights() const { return *m_weights; }
    /// pixels (n, 784), standardised (data/digits.h). Returns scores before the softmax (n, 10),
    /// valid until the next call.
    std::span<const float> classify(
        std::span<const float> pixels, std::vector<FiringRecord>* firing = nullptr);

    /// What the fired neurons of picture `row` of the last call added to its scores, (G, 10) in
    /// group order; of a dense model empty. Neuron j of value a and gate p adds
    ///   a p (W_head v_j - mean of W_head v_j)
    /// to the ten scores less their mean, v_j its output row: what it adds to all ten alike decides
    /// nothing, see logits.h. Exact, as the network has no way past its one FF layer: the rows sum
    /// to the scores less W_head b2 + b_head, both less their means. In plain sums over the weights
    /// as stored, tens of microseconds.
    std::vector<float> contributions(std::int64_t row) const;

private:
    void linear(const LinearWeights& map, const float* x, std::int64_t n, float* y);

    std::shared_ptr<const DigitWeights> m_weights;
    const Kernels& m_kernels;
    FeedForwardPath m_path;
    bool m_keepLogits;
    ThreadPool m_pool;
    FeedForward m_feedForward;
    std::vector<float> m_hidden, m_output, m_scores; // (n, D), (n, D), (n, 10)
};

/// The digit with the highest of ten scores. Throws Error when one is not finite, or all are the
/// same: damaged weights answer nothing.
int likeliestDigit(std::span<const float> scores);
/// Softmax of one row of scores, as probabilities that sum to 1. Throws Error as likeliestDigit().
std::vector<float> probabilities(std::span<const float> scores);

} // namespace glowworm
