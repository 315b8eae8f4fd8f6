// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/config/model_state.h"
#include "model/base/counter_random.h"
#include "model/base/error.h"

#include <algorithm>
#include <cmath>

namespace glowworm {

std::string shown(const Shape& shape)
{
    std::string text;
    for (std::int64_t size : shape)
        text += (text.empty() ? "" : " x ") + std::to_string(size);
    return "[" + text + "]";
}

namespace {

void addFeedForward(std::vector<TensorSpec>& specs, const ModelConfig& c, const std::string& prefix)
{
    const std::int64_t D = c.dModel, F = c.neurons, R = c.routerRank;
    specs.push_back({prefix + "ff.up.weight", {F, D}, Part::FeedForward});
    specs.push_back({prefix + "ff.up.bias", {F}, Part::FeedForward});
    specs.push_back({prefix + "ff.down.weight", {D, F}, Part::FeedForward});
    specs.push_back({prefix + "ff.down.bias", {D}, Part::FeedForward});
    if (!c.isSparse())
        return;
    specs.push_back({prefix + "ff.router.down.weight", {R, D}, Part::Router});
    specs.push_back({prefix + "ff.router.down.bias", {R}, Part::Router});
    specs.push_back({prefix + "ff.router.up.weight", {F, R}, Part::Router});
    specs.push_back({prefix + "ff.router.up.bias", {F}, Part::Router});
}

void addBlock(std::vector<TensorSpec>& specs, const ModelConfig& c, int layer)
{
    const std::int64_t D = c.dModel;
    const std::string prefix = layerPrefix(c, layer);
    specs.push_back({prefix + "attention_norm.weight", {D}, Part::Norm});
    specs.push_back({prefix + "attention_norm.bias", {D}, Part::Norm});
    for (const char* name : {"query", "key", "value"})
        specs.push_back({prefix + "attention." + name + ".weight", {D, D}, Part::Attention});
    specs.push_back({prefix + "attention.output.weight", {D, D}, Part::Attention});
    specs.push_back({prefix + "attention.output.bias", {D}, Part::Attention});
    specs.push_back({prefix + "ff_norm.weight", {D}, Part::Norm});
    specs.push_back({prefix + "ff_norm.bias", {D}, Part::Norm});
    addFeedForward(specs, c, prefix);
}

/// Deviation of the normal start, or a negative number -a for the uniform start in (-a, a).
double startScale(const RunConfig& config, const TensorSpec& spec)
{
    const double fanIn = static_cast<double>(spec.shape.back());
    const double factor = spec.name.ends_with("ff.down.weight") ? config.train.downInit : 1.0;
    if (spec.part == Part::Router)
        return 1.0 / std::sqrt(fanIn);
    return factor * (config.model.task == Task::Text ? 0.02 : -1.0 / std::sqrt(fanIn));
}

/// C2 = s W1 C1^T, so that a logit starts as s w_j . (C1^T C1 x); s gives logits of normalised
/// inputs the deviation that a random start gives them, 1. Rows of router and neuron get gradients
/// in the same direction (compare arXiv 2605.12476), so they start in agreement.
void startRouterFromNeurons(const RunConfig& config, const std::string& prefix, Tensors& tensors)
{
    const auto D = static_cast<std::size_t>(config.model.dModel),
               R = static_cast<std::size_t>(config.model.routerRank);
    const std::vector<float>&w1 = tensors.at(prefix + "ff.up.weight").values,
          &c1 = tensors.at(prefix + "ff.router.down.weight").values;
    std::vector<float>& c2 = tensors.at(prefix + "ff.router.up.weight").values;
    double squares = 0;
    for (float weight : w1)
        squares += static_cast<double>(weight) * weight;
    const double scale
        = 1.0 / std::sqrt(squares / static_cast<double>(w1.size()) * static_cast<double>(R));
    for (std::size_t j = 0; j < c2.size() / R; ++j)
        for (std::size_t r = 0; r < R; ++r) {
            double sum = 0;
            for (std::size_t i = 0; i < D; ++i)
                sum += static_cast<double>(w1[j * D + i]) * c1[r * D + i];
            c2[j * R + r] = static_cast<float>(scale * sum);
        }
}

} // namespace

std::string layerPrefix(const ModelConfig& config, int layer)
{
    return config.task == Task::Text ? "blocks." + std::to_string(layer) + "." : std::string();
}

std::vector<TensorSpec> tensorSpecs(const ModelConfig& c)
{
    const std::int64_t D = c.dModel, V = c.vocabSize;
    std::vector<TensorSpec> specs;
    if (c.task == Task::Digits) {
        specs.push_back({"input.weight", {D, kDigitPixels}, Part::Embedding});
        specs.push_back({"input.bias", {D}, Part::Embedding});
        addFeedForward(specs, c, layerPrefix(c, 0));
        specs.push_back({"head.weight", {kDigitClasses, D}, Part::Head});
        specs.push_back({"head.bias", {kDigitClasses}, Part::Head});
        return specs;
    }
    specs.push_back({"embedding.token", {V, D}, Part::Embedding});
    specs.push_back({"embedding.position", {c.context, D}, Part::Embedding});
    for (int layer = 0; layer < c.layers; ++layer)
        addBlock(specs, c, layer);
    specs.push_back({"norm.weight", {D}, Part::Norm});
    specs.push_back({"norm.bias", {D}, Part::Norm});
    specs.push_back({"head.weight", {V, D}, Part::Head});
    specs.push_back({"head.bias", {V}, Part::Head});
    return specs;
}

std::int64_t elementCount(const Shape& shape)
{
    std::int64_t count = 1;
    for (std::int64_t size : shape)
        count *= size;
    return count;
}

std::int64_t parameterCount(const ModelConfig& config)
{
    std::int64_t count = 0;
    for (const TensorSpec& spec : tensorSpecs(config))
        count += elementCount(spec.shape);
    return count;
}

ModelState initialState(const RunConfig& config, std::vector<char32_t> vocabulary)
{
    validate(config);
    ModelState state{.config = config.model,
        .vocabulary = std::move(vocabulary),
        .tensors = {},
        .steps = 0,
        .valLoss = {},
        .accuracy = {},
        .corpusHash = {}};
    if (config.model.task == Task::Text)
        state.config.vocabSize = static_cast<int>(state.vocabulary.size());
    for (const TensorSpec& spec : tensorSpecs(state.config)) {
        Tensor tensor{
            spec.shape, std::vector<float>(static_cast<std::size_t>(elementCount(spec.shape)))};
        if (spec.part == Part::Norm && spec.name.ends_with("weight")) {
            tensor.values.assign(tensor.values.size(), 1.0F);
        } else if (!spec.name.ends_with("bias")) {
            const std::uint64_t key = randomKey(config.train.seed, spec.name);
            const double scale = startScale(config, spec);
            for (std::size_t i = 0; i < tensor.values.size(); ++i)
                tensor.values[i] = static_cast<float>(
                    scale * (scale < 0 ? 2.0 * randomUniform(key, i) - 1.0 : randomNormal(key, i)));
        }
        state.tensors.emplace(spec.name, std::move(tensor));
    }
    if (config.model.isSparse() && config.train.routerStart == RouterStart::Neurons)
        for (int layer = 0; layer < config.model.layers; ++layer)
            startRouterFromNeurons(config, layerPrefix(config.model, layer), state.tensors);
    return state;
}

void checkTensors(const ModelConfig& config, const Tensors& tensors)
{
    const auto specs = tensorSpecs(config);
    for (const TensorSpec& spec : specs) {
        const auto found = tensors.find(spec.name);
        if (found == tensors.end())
            throw Error("Tensor " + spec.name + " " + shown(spec.shape)
                + " is missing; the file does not fit its settings.");
        if (found->second.shape != spec.shape
            || found->second.values.size() != static_cast<std::size_t>(elementCount(spec.shape)))
            throw Error("Tensor " + spec.name + " is " + shown(found->second.shape) + ", expected "
                + shown(spec.shape) + ".");
    }
    if (tensors.size() == specs.size())
        return;
    for (const auto& [name, tensor] : tensors)
        if (std::ranges::find(specs, name, &TensorSpec::name) == specs.end())
            throw Error("Tensor " + printable(name) + " does not belong to this model.");
}

} // namespace glowworm
