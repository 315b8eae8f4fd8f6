// SPDX-License-Identifier: GPL-3.0-or-later
#include "state.h"
#include "counter_random.h"
#include "error.h"

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

bool endsWith(const std::string& text, std::string_view end) { return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0; }

/// Deviation of the normal start, or a negative number -a for the uniform start in (-a, a).
double startScale(const RunConfig& config, const TensorSpec& spec)
{
    const double fanIn = static_cast<double>(spec.shape.back());
    const double factor = endsWith(spec.name, "ff.down.weight") ? config.train.downInit : 1.0;
    if (spec.part == Part::Router)
        return 1.0 / std::sqrt(fanIn);
    return factor * (config.model.task == Task::Text ? 0.02 : -1.0 / std::sqrt(fanIn));
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
    ModelState state{.config = config.model, .vocabulary = std::move(vocabulary), .tensors = {}, .steps = 0, .valLoss = {}, .accuracy = {}};
    if (config.model.task == Task::Text)
        state.config.vocabSize = static_cast<int>(state.vocabulary.size());
    for (const TensorSpec& spec : tensorSpecs(state.config)) {
        Tensor tensor{spec.shape, std::vector<float>(static_cast<std::size_t>(elementCount(spec.shape)))};
        if (spec.part == Part::Norm && endsWith(spec.name, "weight")) {
            tensor.values.assign(tensor.values.size(), 1.0F);
        } else if (!endsWith(spec.name, "bias")) {
            const std::uint64_t key = randomKey(config.train.seed, spec.name);
            const double scale = startScale(config, spec);
            for (std::size_t i = 0; i < tensor.values.size(); ++i)
                tensor.values[i] = static_cast<float>(scale * (scale < 0 ? 2.0 * randomUniform(key, i) - 1.0 : randomNormal(key, i)));
        }
        state.tensors.emplace(spec.name, std::move(tensor));
    }
    return state;
}

void checkTensors(const ModelConfig& config, const Tensors& tensors)
{
    const auto specs = tensorSpecs(config);
    for (const TensorSpec& spec : specs) {
        const auto found = tensors.find(spec.name);
        if (found == tensors.end())
            throw Error("Tensor " + spec.name + " " + shown(spec.shape) + " is missing; the file does not fit its settings.");
        if (found->second.shape != spec.shape || found->second.values.size() != static_cast<std::size_t>(elementCount(spec.shape)))
            throw Error("Tensor " + spec.name + " is " + shown(found->second.shape) + ", expected " + shown(spec.shape) + ".");
    }
    if (tensors.size() == specs.size())
        return;
    for (const auto& [name, tensor] : tensors) {
        bool known = false;
        for (const TensorSpec& spec : specs)
            known = known || spec.name == name;
        if (!known)
            throw Error("Tensor " + printable(name) + " does not belong to this model.");
    }
}

} // namespace glowworm
