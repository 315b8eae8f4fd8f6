// SPDX-License-Identifier: GPL-3.0-or-later
// The one currency between training, files and the engine: named arrays of floats with shapes, and
// what they belong to. Plain values, any thread.
#pragma once

#include "model/config/config.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace glowworm {

using Shape = std::vector<std::int64_t>;
std::string shown(const Shape& shape); // "[3 x 4]"

struct Tensor {
    Shape shape;
    std::vector<float> values; // row-major, as many as the product of shape

    bool operator==(const Tensor&) const = default;
};

using Tensors = std::map<std::string, Tensor>;

/// Everything inference needs.
struct ModelState {
    ModelConfig config;
    std::vector<char32_t> vocabulary; // text: V code points, strictly increasing; digits: empty
    Tensors tensors;                  // exactly tensorSpecs(config)
    std::int64_t steps = 0;           // finished training steps
    std::optional<double> valLoss;    // text, nats per character, at `steps`
    std::optional<double> accuracy;   // digits, fraction of the test images, at `steps`
    std::string corpusHash;           // SHA-256 of the training data, hex; "" = not known
};

/// Everything an exact resume needs.
struct TrainerState {
    ModelState model; // model.steps = finished steps
    TrainConfig train;
    Tensors firstMoment, secondMoment; // AdamW's m and v, same names and shapes as the weights
    std::optional<double> bestLoss;    // text: nats per character; digits: 1 - accuracy
    std::int64_t bestStep = 0;
};

enum class Part { Embedding, Attention, FeedForward, Router, Norm, Head };

struct TensorSpec {
    std::string name;
    Shape shape;
    Part part;
};

/// Names and shapes of a model's tensors, in the order of the forward pass. Weight matrices are
/// (out, in).
///   text:   embedding.token (V,D), embedding.position (T,D); per layer i, "blocks.i." +
///           attention_norm.{weight,bias} (D); attention.{query,key,value}.weight (D,D);
///           attention.output.{weight (D,D), bias (D)}; ff_norm.{weight,bias} (D); FF;
///           then norm.{weight,bias} (D), head.{weight (V,D), bias (V)}
///   digits: input.{weight (D,784), bias (D)}; FF without a prefix; head.{weight (10,D), bias (10)}
///   FF:     ff.up.{weight (F,D), bias (F)}; ff.down.{weight (D,F), bias (D)};
///           sparse kinds also ff.router.down.{weight (R,D), bias (R)}, ff.router.up.{weight (F,R),
///           bias (F)}
std::vector<TensorSpec> tensorSpecs(const ModelConfig& config);

/// "blocks.i." for text, "" for digits.
std::string layerPrefix(const ModelConfig& config, int layer);

std::int64_t elementCount(const Shape& shape);
std::int64_t parameterCount(const ModelConfig& config);

/// The start of a run: text N(0, 0.02), digits uniform +-1/sqrt(fan-in) (LeCun et al. 1998,
/// Efficient BackProp, 4.6), router of Gated N(0, 1/sqrt(fan-in)), biases 0, norms 1. Each number
/// is a function of (seed, tensor name, index), so that twins share every tensor both have.
ModelState initialState(const RunConfig& config, std::vector<char32_t> vocabulary);

/// Throws Error that names the first tensor missing, superfluous or of another shape.
void checkTensors(const ModelConfig& config, const Tensors& tensors);

} // namespace glowworm
