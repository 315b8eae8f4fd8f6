// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/router.h"

#include "model/kernels/router_training.h"

namespace glowworm {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct RouterGate : torch::autograd::Function<RouterGate> {
    /// Returns the gates, the winners and the probabilities, which are empty when not asked for.
    static variable_list forward(AutogradContext* context, const torch::Tensor& h,
        const torch::Tensor& up, const torch::Tensor& bias, std::int64_t groups, double scale,
        bool withProbabilities)
    {
        const torch::Tensor rows = h.contiguous(), weights = up.contiguous(),
                            biases = bias.contiguous();
        torch::Tensor winners = torch::empty({h.size(0), groups}, torch::kLong),
                      gate = torch::empty({h.size(0), groups});
        torch::Tensor probabilities = torch::zeros({withProbabilities ? up.size(0) : 0});
        routerForward(shapeOf(rows, weights, groups, scale), rows.data_ptr<float>(),
            weights.data_ptr<float>(), biases.data_ptr<float>(), winners.data_ptr<std::int64_t>(),
            gate.data_ptr<float>(), withProbabilities ? probabilities.data_ptr<float>() : nullptr);
        context->save_for_backward({rows, weights, biases, winners, gate});
        context->saved_data["scale"] = scale;
        context->mark_non_differentiable({winners});
        return {gate, winners, probabilities};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const torch::Tensor &h = saved[0], &up = saved[1], &bias = saved[2], &winners = saved[3],
                            &gate = saved[4];
        const torch::Tensor dGate = gradients[0].contiguous(),
                            dProbabilities = gradients[2].contiguous();
        torch::Tensor dH = torch::empty_like(h), dUp = torch::zeros_like(up),
                      dBias = torch::zeros_like(bias);
        routerBackward(shapeOf(h, up, winners.size(1), context->saved_data["scale"].toDouble()),
            h.data_ptr<float>(), up.data_ptr<float>(), bias.data_ptr<float>(),
            winners.data_ptr<std::int64_t>(), gate.data_ptr<float>(), dGate.data_ptr<float>(),
            dProbabilities.numel() > 0 ? dProbabilities.data_ptr<float>() : nullptr,
            dH.data_ptr<float>(), dUp.data_ptr<float>(), dBias.data_ptr<float>());
        return {dH, dUp, dBias, torch::Tensor(), torch::Tensor(), torch::Tensor()};
    }

    static RouterShape shapeOf(
        const torch::Tensor& h, const torch::Tensor& up, std::int64_t groups, double scale)
    {
        return {h.size(0), static_cast<int>(h.size(1)), static_cast<int>(up.size(0)),
            static_cast<int>(groups), static_cast<float>(scale)};
    }
};

} // namespace

torch::Tensor groupWinners(const torch::Tensor& choice)
{
    const torch::Tensor firstNeurons
        = torch::arange(choice.size(1), choice.options().dtype(torch::kLong)) * choice.size(2);
    return choice.argmax(2) + firstNeurons;
}

torch::Tensor auxiliaryLossOf(const torch::Tensor& winners, const torch::Tensor& probabilities)
{
    const std::int64_t F = probabilities.size(0), n = winners.size(0), G = winners.size(1),
                       N = F / G;
    const torch::Tensor wins
        = torch::bincount(winners.reshape({-1}), {}, F).to(probabilities.scalar_type());
    return (probabilities / n * wins).sum() * (static_cast<double>(N) / static_cast<double>(n * G));
}

RoutedGate routerGate(const torch::Tensor& h, const torch::Tensor& up, const torch::Tensor& bias,
    std::int64_t groups, double scale, bool withProbabilities)
{
    const auto result = RouterGate::apply(h, up, bias, groups, scale, withProbabilities);
    return {result[0], result[1], withProbabilities ? result[2] : torch::Tensor()};
}

} // namespace glowworm
