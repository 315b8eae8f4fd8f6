// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/fired_neurons.h"
#include "engine/fired_training.h"
#include "engine/training_kernels.h"
#include "train/plain_operators.h"
#include "train/threads.h"

namespace glowworm {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Number of each group's first neuron, (G).
Tensor groupOffsets(const Tensor& z) { return torch::arange(z.size(1), z.options().dtype(torch::kLong)) * z.size(2); }

struct SoftmaxGate : torch::autograd::Function<SoftmaxGate> {
    /// winners: (n, G) kLong, or empty. Returns the gates and the winners.
    static variable_list forward(AutogradContext* context, const Tensor& z, const Tensor& winners, double scale)
    {
        const bool given = winners.numel() > 0;
        const Tensor logits = z.contiguous();
        Tensor shares = torch::empty_like(logits), places = torch::empty({z.size(0), z.size(1)}, torch::kLong);
        softmaxRows(places.numel(), z.size(2), logits.data_ptr<float>(), shares.data_ptr<float>(), places.data_ptr<std::int64_t>());
        if (given)
            places = winners - groupOffsets(z);
        const Tensor gate = shares.gather(2, places.unsqueeze(2)).squeeze(2) * scale;
        const Tensor chosen = given ? winners.clone() : places + groupOffsets(z);
        context->save_for_backward({shares, places, gate});
        context->mark_non_differentiable({chosen});
        return {gate, chosen};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const Tensor &shares = saved[0], &places = saved[1];
        const Tensor weight = (gradients[0] * saved[2]).contiguous(); // dgate * gate
        Tensor dz = torch::empty_like(shares);
        softmaxRowsBackward(places.numel(), shares.size(2), shares.data_ptr<float>(), places.data_ptr<std::int64_t>(),
            weight.data_ptr<float>(), dz.data_ptr<float>());
        return {dz, Tensor(), Tensor()};
    }
};

const std::uint16_t* neuronNumbers(const Tensor& winners)
{
    return reinterpret_cast<const std::uint16_t*>(winners.data_ptr<std::int16_t>());
}

FiredShape shapeOf(const Tensor& x, const Tensor& up, const Tensor& gate, Activation activation)
{
    return {x.size(0), static_cast<int>(x.size(1)), static_cast<int>(up.size(0)), static_cast<int>(gate.size(1)), activation};
}

struct FiredNeurons : torch::autograd::Function<FiredNeurons> {
    static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& up, const Tensor& upBias, const Tensor& down,
        const Tensor& gate, const Tensor& winners, std::int64_t activation)
    {
        const Tensor downT = down.t().contiguous(), rows = x.contiguous(), gates = gate.contiguous();
        const Tensor numbers = winners.to(torch::kShort).contiguous(); // the low 16 bits
        Tensor preactivation = torch::empty_like(gates), y = torch::empty_like(rows);
        firedForward(shapeOf(rows, up, gates, static_cast<Activation>(activation)), rows.data_ptr<float>(), up.data_ptr<float>(),
            upBias.data_ptr<float>(), downT.data_ptr<float>(), neuronNumbers(numbers), gates.data_ptr<float>(),
            preactivation.data_ptr<float>(), y.data_ptr<float>(), torchParallelFor());
        context->save_for_backward({rows, up, downT, gates, numbers, preactivation});
        context->saved_data["activation"] = activation;
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const Tensor &x = saved[0], &up = saved[1], &downT = saved[2], &gate = saved[3], &numbers = saved[4], &preactivation = saved[5];
        const auto activation = static_cast<Activation>(context->saved_data["activation"].toInt());
        const Tensor dy = gradients[0].contiguous();
        Tensor dx = torch::empty_like(x), dGate = torch::empty_like(gate);
        Tensor dUp = torch::zeros_like(up), dUpBias = torch::zeros({up.size(0)}), dDownT = torch::zeros_like(downT);
        firedBackward(shapeOf(x, up, gate, activation), x.data_ptr<float>(), up.data_ptr<float>(), downT.data_ptr<float>(),
            neuronNumbers(numbers), gate.data_ptr<float>(), preactivation.data_ptr<float>(), dy.data_ptr<float>(), dx.data_ptr<float>(),
            dUp.data_ptr<float>(), dUpBias.data_ptr<float>(), dDownT.data_ptr<float>(), dGate.data_ptr<float>(), torchParallelFor());
        return {dx, dUp, dUpBias, dDownT.t(), dGate, Tensor(), Tensor()};
    }
};

} // namespace

torch::Tensor groupWinners(const torch::Tensor& choice) { return choice.argmax(2) + groupOffsets(choice); }

torch::Tensor softmaxGate(const torch::Tensor& z, torch::Tensor& winners, double scale)
{
    if (!z.is_cpu()) {
        if (!winners.defined())
            winners = groupWinners(z.detach());
        return plainSoftmaxGate(z, winners, scale);
    }
    // The autograd of LibTorch takes no undefined tensor.
    const auto result = SoftmaxGate::apply(z, winners.defined() ? winners : torch::empty({0}, torch::kLong), scale);
    winners = result[1];
    return result[0];
}

torch::Tensor firedNeurons(const torch::Tensor& x, const torch::Tensor& up, const torch::Tensor& upBias, const torch::Tensor& down,
    const torch::Tensor& gate, const torch::Tensor& winners, Activation activation)
{
    return FiredNeurons::apply(x, up, upBias, down, gate, winners, static_cast<std::int64_t>(activation));
}

} // namespace glowworm
