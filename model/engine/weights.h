// SPDX-License-Identifier: GPL-3.0-or-later
// A model's weights as the engine reads them: packed, 64-byte aligned, neuron-major. Immutable, shared by any number of engines.
#pragma once

#include "state.h"

#include <memory>
#include <span>

namespace glowworm {

/// 64-byte aligned floats whose tail up to the next multiple of 16 is zero.
class AlignedFloats {
public:
    AlignedFloats() = default;
    explicit AlignedFloats(std::size_t count);
    float* data() { return m_data.get(); }
    const float* data() const { return m_data.get(); }
    std::size_t size() const { return m_size; }
    std::span<const float> span() const { return {m_data.get(), m_size}; }
    std::span<float> span() { return {m_data.get(), m_size}; }

private:
    struct Free {
        void operator()(float* pointer) const;
    };
    std::unique_ptr<float[], Free> m_data;
    std::size_t m_size = 0;
};

struct LinearWeights {
    int inputs = 0, outputs = 0;
    AlignedFloats weight; // (outputs, inputs)
    AlignedFloats bias; // (outputs), size 0 = none
};

struct NormWeights {
    AlignedFloats weight, bias; // (D)
};

/// One FF layer. Row j of `rows` is [w_j | v_j]: neuron j's input weights (D), then its output column (D), each padded to `stride`.
struct FeedForwardWeights {
    Routing routing = Routing::Dense;
    Activation activation = Activation::Relu;
    Activation routerActivation = Activation::Identity;
    Gate gate = Gate::Softmax;
    float gateScale = 1;
    int dModel = 0, neurons = 0, groups = 1, routerRank = 0;
    int stride = 0; // floats from w_j to v_j: D rounded up to 16
    AlignedFloats rows; // (F, 2, stride)
    AlignedFloats upBias; // b1 (F)
    AlignedFloats downBias; // b2 (D)
    LinearWeights routerDown; // C1 (R, D), c1
    // C2 and c2 in panels of whole groups, so that the logits of a panel are summed in registers: panel p holds groups p * panelGroups ...,
    // neuron by neuron, padded with zeros to panelWidth. One group of 64 a panel at the usual size.
    int panelGroups = 1, panelWidth = 0;
    AlignedFloats routerUp; // (P, R, panelWidth)
    AlignedFloats routerUpBias; // (P, panelWidth)

    int groupSize() const { return neurons / groups; }
    int panels() const { return (groups + panelGroups - 1) / panelGroups; }
    const float* up(int neuron) const { return rows.data() + static_cast<std::size_t>(neuron) * 2 * stride; }
    const float* down(int neuron) const { return up(neuron) + stride; }
};
/// prefix: layerPrefix(); the FF tensors below it.
FeedForwardWeights packFeedForward(const ModelConfig& config, const Tensors& tensors, const std::string& prefix);

struct BlockWeights {
    NormWeights attentionNorm, feedForwardNorm;
    LinearWeights queryKeyValue; // (3 D, D), no bias
    LinearWeights attentionOutput;
    FeedForwardWeights feedForward;
};

struct LanguageWeights {
    ModelConfig config;
    std::vector<char32_t> vocabulary;
    std::int64_t steps = 0;
    AlignedFloats tokenEmbedding; // (V, D)
    AlignedFloats positionEmbedding; // (T, D)
    std::vector<BlockWeights> blocks; // L
    NormWeights norm;
    LinearWeights head; // (V, D)
};

struct DigitWeights {
    ModelConfig config;
    std::int64_t steps = 0;
    LinearWeights input; // (D, 784)
    FeedForwardWeights feedForward;
    LinearWeights head; // (10, D)
};

/// Throw Error when the state is of the other task or its tensors do not fit its config. Take about 20 ms at full size.
std::shared_ptr<const LanguageWeights> packLanguage(const ModelState& state);
std::shared_ptr<const DigitWeights> packDigits(const ModelState& state);

} // namespace glowworm
