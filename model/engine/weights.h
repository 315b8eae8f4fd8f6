// SPDX-License-Identifier: GPL-3.0-or-later
// A model's weights as the engine reads them: packed, aligned, neuron-major, in one of the formats. Immutable, shared by any number of
// engines.
#pragma once

#include "engine/weight_matrix.h"
#include "state.h"

#include <memory>
#include <span>

namespace glowworm {

struct LinearWeights {
    int inputs = 0, outputs = 0;
    WeightMatrix weight; // (outputs, inputs)
    AlignedFloats bias; // (outputs), size 0 = none
};

struct NormWeights {
    AlignedFloats weight, bias; // (D)
};

inline constexpr int kRouterPanel = 64; // logits summed together: 8 registers of 8
inline constexpr int kGroupLanes = 8; // groups whose winners are found together, where a layer has as many

/// One FF layer. Row 2 j of `rows` is w_j, neuron j's input weights, row 2 j + 1 its output column v_j, so that a neuron's two rows lie
/// side by side.
struct FeedForwardWeights {
    WeightFormat format = WeightFormat::Fp32;
    Routing routing = Routing::Dense;
    Activation activation = Activation::Relu;
    Activation routerActivation = Activation::Identity;
    Gate gate = Gate::Softmax;
    float gateScale = 1;
    int dModel = 0, neurons = 0, groups = 1, routerRank = 0;
    WeightMatrix rows; // (F, 2, D)
    AlignedFloats upBias; // b1 (F)
    AlignedFloats downBias; // b2 (D)
    LinearWeights routerDown; // C1 (R, D), c1
    // C2 and c2 with `groupLanes` groups side by side, so that one vector instruction compares a neuron of each: logit of neuron i of group
    // g is column routerColumn(g, i); columns without a neuron are 0. Stored in panels of kRouterPanel columns, whose logits are summed in
    // registers.
    int groupLanes = 1;
    WeightMatrix routerUp; // (P, R, kRouterPanel)
    AlignedFloats routerUpBias; // (P, kRouterPanel)

    int groupSize() const { return neurons / groups; }
    int groupBlocks() const { return (groups + groupLanes - 1) / groupLanes; }
    int routerColumn(int group, int i) const { return (group / groupLanes * groupSize() + i) * groupLanes + group % groupLanes; }
    int routerPanels() const { return (groupBlocks() * groupLanes * groupSize() + kRouterPanel - 1) / kRouterPanel; }
    WeightRows up() const { return rows.rows().half(0); } // w_j
    WeightRows down() const { return rows.rows().half(1); } // v_j
    std::int64_t matrixBytes() const { return rows.bytes() + routerDown.weight.bytes() + routerUp.bytes(); }
};
/// prefix: layerPrefix(); the FF tensors below it.
FeedForwardWeights packFeedForward(
    const ModelConfig& config, const Tensors& tensors, const std::string& prefix, WeightFormat format = WeightFormat::Fp32);

struct BlockWeights {
    NormWeights attentionNorm, feedForwardNorm;
    LinearWeights queryKeyValue; // (3 D, D), no bias
    LinearWeights attentionOutput;
    FeedForwardWeights feedForward;
};

struct LanguageWeights {
    ModelConfig config;
    WeightFormat format = WeightFormat::Fp32;
    std::vector<char32_t> vocabulary;
    std::int64_t steps = 0;
    AlignedFloats tokenEmbedding; // (V, D)
    AlignedFloats positionEmbedding; // (T, D)
    std::vector<BlockWeights> blocks; // L
    NormWeights norm;
    LinearWeights head; // (V, D)

    std::int64_t matrixBytes() const; // as stored, scales included; without embeddings, biases and norms
};

struct DigitWeights {
    ModelConfig config;
    WeightFormat format = WeightFormat::Fp32;
    std::int64_t steps = 0;
    LinearWeights input; // (D, 784)
    FeedForwardWeights feedForward;
    LinearWeights head; // (10, D)

    std::int64_t matrixBytes() const;
};

/// Throw Error when the state is of the other task or its tensors do not fit its config. Take about 20 ms at full size.
std::shared_ptr<const LanguageWeights> packLanguage(const ModelState& state, WeightFormat format = WeightFormat::Fp32);
std::shared_ptr<const DigitWeights> packDigits(const ModelState& state, WeightFormat format = WeightFormat::Fp32);

} // namespace glowworm
