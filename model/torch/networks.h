// SPDX-License-Identifier: GPL-3.0-or-later
// Forward passes of the two networks as plain functions of named tensors (names and shapes:
// model/config/model_state.h). Training lane only.
#pragma once

#include "model/torch/torch_compat.h"

#include "model/config/model_state.h"

#include <map>
#include <string>

namespace glowworm {

using Parameters = std::map<std::string, torch::Tensor>;

/// Copies to a device; requires_grad as asked.
Parameters toTorch(
    const Tensors& tensors, bool requiresGrad, const torch::Device& device = torch::kCPU);
Tensors fromTorch(const Parameters& parameters);

/// How the chosen neurons of a sparse layer are computed; one function, three ways.
enum class SparsePath {
    Fired,       // ours: only winners, forward and backward
    MaskedDense, // all neurons, losers multiplied by 0: plain LibTorch operators, the reference
    Gather, // rows of W1 and W2 gathered by index for each token: plain operators, the study's way;
            // inference only
};

/// Auto: bf16 on a CPU that multiplies bf16 itself.
torch::Dtype matrixTypeOf(MatrixPrecision precision, const torch::Device& device);

struct ForwardContext {
    const ModelConfig& config;
    const Parameters& parameters;
    SparsePath path = SparsePath::Fired;
    torch::Dtype matrixType = torch::kFloat; // of the factors of matrix products in attention and
                                             // FF; routers and the head stay fp32
    bool training = false;
    double dropout = 0;
    double routerNoise = 0;     // Gated, training: scale of the Gumbel noise on the choice
    bool frozenRouter = false;  // routers do not learn, and no gradient goes through their input
                                // into the layers below
    std::uint64_t noiseKey = 0; // of this step and micro-batch
    /// Where it is not null, each sparse layer appends its winners to it: (n, G), kLong.
    std::vector<torch::Tensor>* winners = nullptr;
    /// Where it is not null, each layer gated by softmax adds its load-balance loss to it, which is
    /// 1 when all neurons have the same load.
    torch::Tensor* auxiliaryLoss = nullptr;

    const torch::Tensor& operator[](const std::string& name) const { return parameters.at(name); }
};

torch::Tensor activate(const torch::Tensor& u, Activation activation);

/// Over the last dimension of x, with LibTorch's epsilon, times `name`.weight plus `name`.bias.
torch::Tensor layerNorm(
    const ForwardContext& context, const std::string& name, const torch::Tensor& x);

/// x (..., I) times the matrix `name`.weight (O, I), plus `name`.bias where there is one -> (...,
/// O) in the matrix type.
torch::Tensor linear(
    const ForwardContext& context, const std::string& name, const torch::Tensor& x);

/// x (n, D) -> (n, D). prefix: layerPrefix().
torch::Tensor feedForward(const ForwardContext& context, int layer, const torch::Tensor& x);

/// tokens (B, T) kLong -> logits (B, T, V).
torch::Tensor languageLogits(const ForwardContext& context, const torch::Tensor& tokens);

/// pixels (B, 784), standardised -> scores (B, 10).
torch::Tensor digitScores(const ForwardContext& context, const torch::Tensor& pixels);

} // namespace glowworm
