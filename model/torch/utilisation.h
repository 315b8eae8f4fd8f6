// SPDX-License-Identifier: GPL-3.0-or-later
// Which neurons win how often in an evaluation, and what the report says of it. Training lane only.
#pragma once

#include "model/torch/torch_compat.h"
#include "model/training/trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace glowworm {

/// How often each neuron of each layer won, over an evaluation.
class Utilisation {
public:
    explicit Utilisation(const ModelConfig& config)
        : m_config(config)
    {
        const int layers = !config.isSparse() ? 0 : config.task == Task::Text ? config.layers : 1;
        for (int layer = 0; layer < layers; ++layer)
            m_counts.push_back(torch::zeros({config.neurons}, torch::kDouble));
    }
    void add(const std::vector<torch::Tensor>& winners)
    {
        for (std::size_t layer = 0; layer < winners.size(); ++layer)
            m_counts[layer]
                += torch::bincount(winners[layer].reshape({-1}), {}, m_config.neurons).cpu();
    }
    const std::vector<torch::Tensor>& counts() const { return m_counts; }
    /// Fills the routing part of the report; a dense model has none.
    void describe(EvalReport& report) const
    {
        for (const torch::Tensor& counts : m_counts) {
            const torch::Tensor p = counts.view({m_config.groups, m_config.groupSize()});
            const torch::Tensor fraction = p / p.sum(1, true).clamp_min(1);
            const double most = std::log(std::max(2.0, static_cast<double>(m_config.groupSize())));
            append(
                report.groupEntropy, -(fraction * fraction.clamp_min(1e-30).log()).sum(1) / most);
            append(report.groupDead, (p == 0).to(torch::kDouble).mean(1));
            append(report.fired, counts.to(torch::kLong));
        }
        report.routingEntropy = mean(report.groupEntropy);
        report.deadFraction = mean(report.groupDead);
    }

private:
    template <class T> static void append(std::vector<T>& values, const torch::Tensor& more)
    {
        const T* first = more.data_ptr<T>();
        values.insert(values.end(), first, first + more.numel());
    }
    static double mean(const std::vector<double>& values)
    {
        return values.empty() ? 0
                              : std::accumulate(values.begin(), values.end(), 0.0)
                / static_cast<double>(values.size());
    }

    const ModelConfig& m_config;
    std::vector<torch::Tensor> m_counts; // (F) kDouble a layer
};

} // namespace glowworm
