// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/fired_neurons.h"

#include "model/kernels/fired_training.h"
#include "model/torch/threads.h"

namespace glowworm {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

const std::uint16_t* neuronNumbers(const torch::Tensor& winners)
{
    return reinterpret_cast<const std::uint16_t*>(winners.data_ptr<std::int16_t>());
}

FiredShape shapeOf(const torch::Tensor& x, const torch::Tensor& up, const torch::Tensor& gate,
    Activation activation)
{
    return {x.size(0), static_cast<int>(x.size(1)), static_cast<int>(up.size(0)),
        static_cast<int>(gate.size(1)), activation};
}

struct FiredNeurons : torch::autograd::Function<FiredNeurons> {
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
        const torch::Tensor& up, const torch::Tensor& upBias, const torch::Tensor& down,
        const torch::Tensor& gate, const torch::Tensor& winners, std::int64_t activation)
    {
        const torch::Tensor downT = down.t().contiguous(), rows = x.contiguous(),
                            gates = gate.contiguous();
        const torch::Tensor numbers = winners.to(torch::kShort).contiguous(); // the low 16 bits
        torch::Tensor preactivation = torch::empty_like(gates), y = torch::empty_like(rows);
        firedForward(shapeOf(rows, up, gates, static_cast<Activation>(activation)),
            rows.data_ptr<float>(), up.data_ptr<float>(), upBias.data_ptr<float>(),
            downT.data_ptr<float>(), neuronNumbers(numbers), gates.data_ptr<float>(),
            preactivation.data_ptr<float>(), y.data_ptr<float>(), torchParallelFor());
        context->save_for_backward({rows, up, downT, gates, numbers, preactivation});
        context->saved_data["activation"] = activation;
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const torch::Tensor &x = saved[0], &up = saved[1], &downT = saved[2], &gate = saved[3],
                            &numbers = saved[4], &preactivation = saved[5];
        const auto activation = static_cast<Activation>(context->saved_data["activation"].toInt());
        const torch::Tensor dy = gradients[0].contiguous();
        torch::Tensor dx = torch::empty_like(x), dGate = torch::empty_like(gate);
        torch::Tensor dUp = torch::zeros_like(up), dUpBias = torch::zeros({up.size(0)}),
                      dDownT = torch::zeros_like(downT);
        firedBackward(shapeOf(x, up, gate, activation), x.data_ptr<float>(), up.data_ptr<float>(),
            downT.data_ptr<float>(), neuronNumbers(numbers), gate.data_ptr<float>(),
            preactivation.data_ptr<float>(), dy.data_ptr<float>(), dx.data_ptr<float>(),
            dUp.data_ptr<float>(), dUpBias.data_ptr<float>(), dDownT.data_ptr<float>(),
            dGate.data_ptr<float>(), torchParallelFor());
        return {dx, dUp, dUpBias, dDownT.t(), dGate, torch::Tensor(), torch::Tensor()};
    }
};

} // namespace

torch::Tensor firedNeurons(const torch::Tensor& x, const torch::Tensor& up,
    const torch::Tensor& upBias, const torch::Tensor& down, const torch::Tensor& gate,
    const torch::Tensor& winners, Activation activation)
{
    return FiredNeurons::apply(
        x, up, upBias, down, gate, winners, static_cast<std::int64_t>(activation));
}

} // namespace glowworm
