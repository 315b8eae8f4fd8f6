// SPDX-License-Identifier: GPL-3.0-or-later
// A model's weights as the engine reads them: packed, aligned, neuron-major, in one of the formats.
// Immutable, shared by any number of engines.
#pragma once

#include "model/config/model_state.h"
#include "model/kernels/weight_matrix.h"

#include <memory>
#include <span>

namespace glowworm {

struct LinearWeights {
    int inputs = 0, outputs = 0;
    WeightMatrix weight; // (outputs, inputs)
    AlignedFloats bias;  // (outputs), size 0 = none
};

struct NormWeights {
    AlignedFloats weight, bias; // (D)
};

inline constexpr int kGroupLanes
    = 8; // groups whose winners are found together, where a layer has as many

/// How the output weights W2 of a dense layer lie in memory.
enum class DenseLayout {
    ByOutput, // (D, F): a linear map as any other, each of its rows read from end to end
    ByNeuron, // (F, D): one token does not read what belongs to neurons that are 0 after the
              // activation
};

/// One FF layer; w_j are neuron j's input weights, v_j its output weights.
struct FeedForwardWeights {
    WeightFormat format = WeightFormat::Fp32;
    DenseLayout layout = DenseLayout::ByOutput; // dense only
    Routing routing = Routing::Dense;
    Activation activation = Activation::Relu;
    Activation routerActivation = Activation::Identity;
    Gate gate = Gate::Softmax;
    float gateScale = 1;
    int dModel = 0, neurons = 0, groups = 1, routerRank = 0;
    WeightMatrix rows;        // sparse: (F, 2, D), w_j and v_j side by side; dense: W1 (F, D)
    WeightMatrix output;      // dense: W2, as `layout` says
    AlignedFloats upBias;     // b1 (F)
    AlignedFloats downBias;   // b2 (D)
    LinearWeights routerDown; // C1 (R, D), c1
    // C2 and c2 with `groupLanes` groups side by side, so that one vector instruction compares a
    // neuron of each: logit of neuron i of group g is column routerColumn(g, i); columns without a
    // neuron are 0. Stored in panels whose rows are one cache line each, so that panels far apart
    // can be read together.
    int groupLanes = 1;
    WeightMatrix routerUp;      // (P, R, routerPanel())
    AlignedFloats routerUpBias; // (P, routerPanel())

    int groupSize() const { return neurons / groups; }
    int groupBlocks() const { return (groups + groupLanes - 1) / groupLanes; }
    int routerColumn(int group, int i) const
    {
        return (group / groupLanes * groupSize() + i) * groupLanes + group % groupLanes;
    }
    int routerPanel() const { return 64 / static_cast<int>(bytesPerWeight(format)); } // columns
    int routerPanels() const
    {
        return (groupBlocks() * groupLanes * groupSize() + routerPanel() - 1) / routerPanel();
    } // P
    bool isDense() const { return routing == Routing::Dense; }
    bool isByOutput() const { return isDense() && layout == DenseLayout::ByOutput; }
    WeightRows up() const { return isDense() ? rows.rows() : rows.rows().half(0); } // w_j
    WeightRows down() const
    {
        return isDense() ? output.rows() : rows.rows().half(1);
    } // v_j, or the rows of W2 where isByOutput()
    std::int64_t matrixBytes() const
    {
        return rows.bytes() + output.bytes() + routerDown.weight.bytes() + routerUp.bytes();
    }
};
/// prefix: layerPrefix(); the FF tensors below it.
FeedForwardWeights packFeedForward(const ModelConfig& config, const Tensors& tensors,
    const std::string& prefix, WeightFormat format = WeightFormat::Fp32,
    DenseLayout layout = DenseLayout::ByOutput);

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
    AlignedFloats tokenEmbedding;     // (V, D)
    AlignedFloats positionEmbedding;  // (T, D)
    std::vector<BlockWeights> blocks; // L
    NormWeights norm;
    LinearWeights head; // (V, D)

    std::int64_t
    matrixBytes() const; // as stored, scales included; without embeddings, biases and norms
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

/// Throw Error when the state is of the other task or its tensors do not fit its config. Take about
/// 20 ms at full size.
std::shared_ptr<const LanguageWeights> packLanguage(const ModelState& state,
    WeightFormat format = WeightFormat::Fp32, DenseLayout layout = DenseLayout::ByOutput);
std::shared_ptr<const DigitWeights> packDigits(const ModelState& state,
    WeightFormat format = WeightFormat::Fp32, DenseLayout layout = DenseLayout::ByOutput);

} // namespace glowworm
