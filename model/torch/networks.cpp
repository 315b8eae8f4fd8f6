// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/networks.h"
#include "model/torch/attention.h"
#include "model/torch/dropout.h"

#include "model/base/counter_random.h"

#include <cstring>

namespace glowworm {
namespace {

enum Site : std::uint64_t {
    kAttentionWeights,
    kBeforeFeedForward,
    kFeedForwardOutput
}; // where dropout acts in a layer

std::uint64_t siteKey(const ForwardContext& context, int layer, Site site)
{
    return randomKey(context.noiseKey, static_cast<std::uint64_t>(Stream::Dropout),
        static_cast<std::uint64_t>(layer), site);
}

torch::Tensor drop(const ForwardContext& context, int layer, Site site, const torch::Tensor& x)
{
    return context.training ? counterDropout(x, context.dropout, siteKey(context, layer, site)) : x;
}

/// Causal self-attention, x (B, T, D) -> (B, T, D).
torch::Tensor attention(const ForwardContext& context, int layer, const torch::Tensor& x)
{
    const std::string prefix = layerPrefix(context.config, layer) + "attention.";
    const auto part = [&](const char* name) {
        return context[prefix + name + ".weight"].to(context.matrixType);
    };
    const torch::Tensor qkv = torch::linear(
        x.to(context.matrixType), torch::cat({part("query"), part("key"), part("value")}));
    const torch::Tensor mixed = causalAttention(qkv, context.config.heads,
        context.training ? context.dropout : 0, siteKey(context, layer, kAttentionWeights));
    return linear(context, prefix + "output", mixed).to(torch::kFloat);
}

} // namespace

torch::Dtype matrixTypeOf(MatrixPrecision precision, const torch::Device& device)
{
#if defined(__x86_64__) && defined(__GNUC__)
    const bool native
        = __builtin_cpu_supports("avx512bf16") != 0; // processors with AMX have it as well
#else
    const bool native = false;
#endif
    const bool bf16 = precision == MatrixPrecision::Bf16
        || (precision == MatrixPrecision::Auto && native && device.is_cpu());
    return bf16 ? torch::kBFloat16 : torch::kFloat;
}

torch::Tensor layerNorm(
    const ForwardContext& context, const std::string& name, const torch::Tensor& x)
{
    return torch::layer_norm(x, {x.size(-1)}, context[name + ".weight"], context[name + ".bias"]);
}

torch::Tensor linear(const ForwardContext& context, const std::string& name, const torch::Tensor& x)
{
    const auto factor = [&](const torch::Tensor& tensor) { return tensor.to(context.matrixType); };
    const auto bias = context.parameters.find(name + ".bias");
    return torch::linear(factor(x), factor(context[name + ".weight"]),
        bias != context.parameters.end() ? factor(bias->second) : torch::Tensor());
}

Parameters toTorch(const Tensors& tensors, bool requiresGrad, const torch::Device& device)
{
    Parameters parameters;
    for (const auto& [name, tensor] : tensors) {
        torch::Tensor copy = torch::empty(tensor.shape, torch::kFloat);
        std::memcpy(
            copy.data_ptr<float>(), tensor.values.data(), tensor.values.size() * sizeof(float));
        parameters.emplace(name, copy.to(device).set_requires_grad(requiresGrad));
    }
    return parameters;
}

Tensors fromTorch(const Parameters& parameters)
{
    Tensors tensors;
    for (const auto& [name, tensor] : parameters) {
        const torch::Tensor values = tensor.detach().cpu().contiguous();
        const float* data = values.data_ptr<float>();
        tensors.emplace(
            name, glowworm::Tensor{values.sizes().vec(), {data, data + values.numel()}});
    }
    return tensors;
}

torch::Tensor languageLogits(const ForwardContext& context, const torch::Tensor& tokens)
{
    const std::int64_t B = tokens.size(0), T = tokens.size(1), D = context.config.dModel;
    torch::Tensor x = torch::embedding(context["embedding.token"], tokens)
        + context["embedding.position"].slice(0, 0, T);
    for (int layer = 0; layer < context.config.layers; ++layer) {
        const std::string prefix = layerPrefix(context.config, layer);
        x = x
            + drop(context, layer, kBeforeFeedForward,
                attention(context, layer, layerNorm(context, prefix + "attention_norm", x)));
        const torch::Tensor rows = layerNorm(context, prefix + "ff_norm", x).view({B * T, D});
        x = x
            + drop(context, layer, kFeedForwardOutput, feedForward(context, layer, rows))
                  .view({B, T, D});
    }
    return torch::linear(
        layerNorm(context, "norm", x), context["head.weight"], context["head.bias"]);
}

torch::Tensor digitScores(const ForwardContext& context, const torch::Tensor& pixels)
{
    const torch::Tensor h
        = activate(torch::linear(pixels, context["input.weight"], context["input.bias"]),
            context.config.hiddenActivation);
    const torch::Tensor y = feedForward(context, 0, drop(context, 0, kBeforeFeedForward, h));
    return torch::linear(
        drop(context, 0, kFeedForwardOutput, y), context["head.weight"], context["head.bias"]);
}

} // namespace glowworm
