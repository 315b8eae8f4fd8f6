// SPDX-License-Identifier: GPL-3.0-or-later
// The FF layer in its three kinds. Dense: y = W2 relu(W1 x + b1) + b2. GumbelController: the
// study's variation of Jaszczur et al. 2021 (arXiv 2111.12763, section 3.1): low-rank controller
// with a ReLU in the middle, hard Gumbel-softmax with straight-through in training (Jang et al.
// 2017, arXiv 1611.01144), argmax in evaluation, mask after the ReLU. Gated: y = b2 + sum_g gate_g
// act(u_c) v_c with the winner c of group g.
#include "model/torch/dropout.h"
#include "model/torch/fired_neurons.h"
#include "model/torch/networks.h"
#include "model/torch/plain_operators.h"
#include "model/torch/router.h"

#include "model/base/counter_random.h"

namespace glowworm {
namespace {

std::uint64_t noiseKey(const ForwardContext& context, int layer)
{
    return randomKey(context.noiseKey, static_cast<std::uint64_t>(Stream::RouterNoise),
        static_cast<std::uint64_t>(layer));
}

/// The router's first stage, h (n, R).
torch::Tensor routerMiddle(
    const ForwardContext& context, const std::string& prefix, const torch::Tensor& x)
{
    const torch::Tensor h = torch::linear(
        x, context[prefix + "ff.router.down.weight"], context[prefix + "ff.router.down.bias"]);
    return activate(h, context.config.routerMiddle());
}

/// (n, G, N)
torch::Tensor routerLogits(
    const ForwardContext& context, const std::string& prefix, const torch::Tensor& h)
{
    const torch::Tensor z = torch::linear(
        h, context[prefix + "ff.router.up.weight"], context[prefix + "ff.router.up.bias"]);
    return z.view({h.size(0), context.config.groups, context.config.groupSize()});
}

/// Full gates (n, F): value at the winners, 0 elsewhere.
torch::Tensor scatterGates(
    const torch::Tensor& gate, const torch::Tensor& winners, std::int64_t neurons)
{
    return torch::zeros({gate.size(0), neurons}, gate.options()).scatter(1, winners, gate);
}

torch::Tensor gatheredNeurons(const ForwardContext& context, const std::string& prefix,
    const torch::Tensor& x, const torch::Tensor& gate, const torch::Tensor& winners)
{
    const std::int64_t n = x.size(0), D = x.size(1), G = winners.size(1);
    const torch::Tensor index = winners.reshape({-1});
    const torch::Tensor up
        = context[prefix + "ff.up.weight"].index_select(0, index).view({n, G, D});
    const torch::Tensor down
        = context[prefix + "ff.down.weight"].t().index_select(0, index).view({n, G, D});
    const torch::Tensor u = torch::bmm(up, x.unsqueeze(2)).squeeze(2)
        + context[prefix + "ff.up.bias"].index_select(0, index).view({n, G});
    const torch::Tensor a = activate(u, context.config.neuronActivation()) * gate;
    return torch::bmm(a.unsqueeze(1), down).squeeze(1);
}

/// The winners' part of y, without b2. gate (n, G).
torch::Tensor winnersOutput(const ForwardContext& context, const std::string& prefix,
    const torch::Tensor& x, const torch::Tensor& gate, const torch::Tensor& winners)
{
    const torch::Tensor &up = context[prefix + "ff.up.weight"],
                        &upBias = context[prefix + "ff.up.bias"],
                        &down = context[prefix + "ff.down.weight"];
    switch (context.path) {
    case SparsePath::Fired:
        return firedNeurons(x, up, upBias, down, gate, winners, context.config.neuronActivation());
    case SparsePath::Gather:
        return gatheredNeurons(context, prefix, x, gate, winners);
    case SparsePath::MaskedDense:
        break;
    }
    const torch::Tensor a
        = activate(torch::linear(x, up, upBias), context.config.neuronActivation());
    return torch::linear(a * scatterGates(gate, winners, up.size(0)), down);
}

torch::Tensor gumbelTraining(const ForwardContext& context, int layer, const std::string& prefix,
    const torch::Tensor& x, const torch::Tensor& z)
{
    const torch::Tensor q
        = torch::softmax(z + gumbelNoise(z.sizes(), noiseKey(context, layer), z.device()), 2);
    const torch::Tensor winners = groupWinners(q);
    const torch::Tensor hard
        = scatterGates(torch::ones(winners.sizes(), z.options()), winners, context.config.neurons)
              .view(q.sizes());
    const torch::Tensor mask
        = hard + q - q.detach(); // value of the one-hot, gradient of the softmax
    const torch::Tensor a = torch::relu(linear(context, prefix + "ff.up", x));
    return linear(context, prefix + "ff.down", mask.reshape(a.sizes()) * a).to(torch::kFloat);
}

/// (n, G), of given winners.
torch::Tensor gateOf(
    const ForwardContext& context, const torch::Tensor& z, const torch::Tensor& winners)
{
    if (context.config.routing == Routing::GumbelController)
        return torch::ones(winners.sizes(), z.options());
    if (context.config.gate == Gate::Softmax)
        return plainSoftmaxGate(z, winners, context.config.gateScale);
    const torch::Tensor logits = z.view({z.size(0), -1}).gather(1, winners);
    return torch::sigmoid(logits) * (2.0 * context.config.gateScale);
}

/// Whether the logits are needed for nothing but the winners and their softmax.
bool needsNoLogits(const ForwardContext& context, const torch::Tensor& h)
{
    const bool noise = context.training && context.routerNoise > 0;
    return h.is_cpu() && context.config.routing == Routing::Gated
        && context.config.gate == Gate::Softmax && !noise;
}

RoutedGate chosen(
    const ForwardContext& context, int layer, const std::string& prefix, const torch::Tensor& h)
{
    const bool withProbabilities = context.auxiliaryLoss != nullptr;
    if (needsNoLogits(context, h))
        return routerGate(h, context[prefix + "ff.router.up.weight"],
            context[prefix + "ff.router.up.bias"], context.config.groups, context.config.gateScale,
            withProbabilities);
    const torch::Tensor z = routerLogits(context, prefix, h);
    torch::Tensor choice = z.detach();
    if (context.training && context.routerNoise > 0)
        choice = choice
            + gumbelNoise(z.sizes(), noiseKey(context, layer), z.device()) * context.routerNoise;
    const torch::Tensor winners = groupWinners(choice);
    return {gateOf(context, z, winners), winners,
        withProbabilities ? torch::softmax(z, 2).sum(0).view({-1}) : torch::Tensor()};
}

} // namespace

torch::Tensor activate(const torch::Tensor& u, Activation activation)
{
    switch (activation) {
    case Activation::Identity:
        return u;
    case Activation::Relu:
        return torch::relu(u);
    case Activation::Gelu:
        return torch::gelu(u);
    }
    return u;
}

torch::Tensor feedForward(const ForwardContext& context, int layer, const torch::Tensor& x)
{
    const std::string prefix = layerPrefix(context.config, layer);
    if (!context.config.isSparse())
        return linear(
            context, prefix + "ff.down", torch::relu(linear(context, prefix + "ff.up", x)))
            .to(torch::kFloat);
    const torch::Tensor h = routerMiddle(context, prefix, context.frozenRouter ? x.detach() : x);
    if (context.training && context.config.routing == Routing::GumbelController)
        return gumbelTraining(context, layer, prefix, x, routerLogits(context, prefix, h));
    const auto [gate, winners, probabilities] = chosen(context, layer, prefix, h);
    if (context.auxiliaryLoss != nullptr)
        *context.auxiliaryLoss = *context.auxiliaryLoss + auxiliaryLossOf(winners, probabilities);
    if (context.winners != nullptr)
        context.winners->push_back(winners);
    return winnersOutput(context, prefix, x, gate, winners) + context[prefix + "ff.down.bias"];
}

} // namespace glowworm
