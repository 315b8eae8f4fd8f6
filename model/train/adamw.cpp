// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/adamw.h"

#include <cmath>

namespace glowworm {
namespace {

constexpr double kEpsilon = 1e-8;

Parameters momentsOf(const Parameters& parameters, const Tensors& saved)
{
    if (!saved.empty())
        return toTorch(saved, false);
    Parameters moments;
    for (const auto& [name, tensor] : parameters)
        moments.emplace(name, torch::zeros_like(tensor, torch::TensorOptions().requires_grad(false)));
    return moments;
}

} // namespace

AdamW::AdamW(const ModelConfig& model, const TrainConfig& train, const Parameters& parameters, const Tensors& firstMoment,
    const Tensors& secondMoment)
    : m_config(train)
    , m_first(momentsOf(parameters, firstMoment))
    , m_second(momentsOf(parameters, secondMoment))
{
    for (const TensorSpec& spec : tensorSpecs(model))
        m_rateFactor[spec.name] = spec.part == Part::FeedForward ? train.feedForwardRate
            : spec.part == Part::Router                          ? train.feedForwardRate * train.routerRate
                                                                 : 1.0;
}

void AdamW::apply(Parameters& parameters, std::int64_t step, double learningRate)
{
    const torch::NoGradGuard noGradient;
    const double correction1 = 1.0 - std::pow(m_config.beta1, static_cast<double>(step));
    const double correction2 = 1.0 - std::pow(m_config.beta2, static_cast<double>(step));
    for (auto& [name, weight] : parameters) {
        const torch::Tensor gradient = weight.grad();
        if (!gradient.defined())
            continue;
        const double rate = learningRate * m_rateFactor.at(name);
        torch::Tensor& first = m_first.at(name);
        torch::Tensor& second = m_second.at(name);
        first.mul_(m_config.beta1).add_(gradient, 1.0 - m_config.beta1);
        second.mul_(m_config.beta2).addcmul_(gradient, gradient, 1.0 - m_config.beta2);
        if (m_config.weightDecay > 0 && weight.dim() == 2)
            weight.mul_(1.0 - rate * m_config.weightDecay);
        weight.addcdiv_(first, (second / correction2).sqrt_().add_(kEpsilon), -rate / correction1);
    }
}

} // namespace glowworm
