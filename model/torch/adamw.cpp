// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/adamw.h"

#include "model/kernels/training_kernels.h"
#include "model/torch/plain_operators.h"

#include <atomic>
#include <cmath>

namespace glowworm {
namespace {

Parameters momentsOf(const Parameters& parameters, const Tensors& saved)
{
    if (!saved.empty())
        return toTorch(saved, false, parameters.begin()->second.device());
    Parameters moments;
    for (const auto& [name, tensor] : parameters)
        moments.emplace(
            name, torch::zeros_like(tensor, torch::TensorOptions().requires_grad(false)));
    return moments;
}

void update(const AdamWFactors& factors, const torch::Tensor& gradient, torch::Tensor& weight,
    torch::Tensor& first, torch::Tensor& second)
{
    if (weight.is_cpu())
        adamWUpdate(weight.numel(), factors, gradient.data_ptr<float>(), weight.data_ptr<float>(),
            first.data_ptr<float>(), second.data_ptr<float>());
    else
        plainAdamW(factors, gradient, weight, first, second);
}

} // namespace

AdamW::AdamW(const ModelConfig& model, const TrainConfig& train, const Parameters& parameters,
    const Tensors& firstMoment, const Tensors& secondMoment)
    : m_config(train)
    , m_first(momentsOf(parameters, firstMoment))
    , m_second(momentsOf(parameters, secondMoment))
{
    for (const TensorSpec& spec : tensorSpecs(model))
        m_rateFactor[spec.name] = spec.part == Part::FeedForward ? train.feedForwardRate
            : spec.part == Part::Router ? train.feedForwardRate * train.routerRate
                                        : 1.0;
}

void AdamW::apply(ThreadPool& pool, Parameters& parameters,
    const std::vector<torch::Tensor>& gradients, std::int64_t step, double learningRate,
    double scale)
{
    struct Part {
        torch::Tensor weight, first, second, gradient;
        AdamWFactors factors;
    };
    std::vector<Part> parts;
    const double correction1 = 1.0 - std::pow(m_config.beta1, static_cast<double>(step));
    const double correction2 = 1.0 - std::pow(m_config.beta2, static_cast<double>(step));
    std::size_t index = 0;
    for (auto& [name, weight] : parameters) {
        const torch::Tensor& gradient = gradients[index++];
        const double rate = learningRate * m_rateFactor.at(name),
                     decay = weight.dim() == 2 ? m_config.weightDecay : 0.0;
        parts.push_back({weight, m_first.at(name), m_second.at(name), gradient,
            {.scale = static_cast<float>(scale),
                .beta1 = static_cast<float>(m_config.beta1),
                .beta2 = static_cast<float>(m_config.beta2),
                .decay = static_cast<float>(1.0 - rate * decay),
                .rate = static_cast<float>(rate / correction1),
                .root = static_cast<float>(1.0 / std::sqrt(correction2))}});
    }
    std::atomic<std::size_t> next = 0;
    pool.split(pool.threads(), 1, [&](std::int64_t, std::int64_t) {
        for (std::size_t i = next++; i < parts.size(); i = next++)
            update(parts[i].factors, parts[i].gradient, parts[i].weight, parts[i].first,
                parts[i].second);
    });
}

} // namespace glowworm
