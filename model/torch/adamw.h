// SPDX-License-Identifier: GPL-3.0-or-later
// AdamW (Loshchilov and Hutter 2019, arXiv 1711.05101, algorithm 2) on plain tensors: portable
// between LibTorch versions, and its state is ours to save.
#pragma once

#include "model/kernels/thread_pool.h"
#include "model/torch/networks.h"

namespace glowworm {

class AdamW {
public:
    /// Moments start at 0, or continue from those given (same names and shapes as `parameters`).
    AdamW(const ModelConfig& model, const TrainConfig& train, const Parameters& parameters,
        const Tensors& firstMoment, const Tensors& secondMoment);

    /// Applies the gradients, one a parameter in the order of the map, once. step >= 1 counts this
    /// one (bias correction). Weight decay acts on matrices only; FF and router tensors learn at
    /// TrainConfig::feedForwardRate times the rate. `scale` multiplies the gradients first
    /// (clipping). Tensors are shared out among the pool's threads.
    void apply(ThreadPool& pool, Parameters& parameters,
        const std::vector<torch::Tensor>& gradients, std::int64_t step, double learningRate,
        double scale);

    const Parameters& firstMoment() const { return m_first; }
    const Parameters& secondMoment() const { return m_second; }

private:
    TrainConfig m_config;
    std::map<std::string, double> m_rateFactor;
    Parameters m_first, m_second;
};

} // namespace glowworm
