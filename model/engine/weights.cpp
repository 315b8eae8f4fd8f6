// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/weights.h"

#include "error.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace glowworm {

namespace {

constexpr std::size_t kAlignment = 64; // bytes, one cache line
constexpr std::size_t kHugePage = std::size_t(2) << 20;
constexpr int kFloatsPerLine = 16;
constexpr int kPanelWidth = 64; // logits summed together: 8 registers of 8

constexpr int roundUp(int value, int multiple) { return (value + multiple - 1) / multiple * multiple; }

const std::vector<float>& values(const Tensors& tensors, const std::string& name, std::size_t count)
{
    const auto found = tensors.find(name);
    if (found == tensors.end())
        throw Error("Tensor " + printable(name) + " is missing from the model; the file may be incomplete.");
    if (found->second.values.size() != count)
        throw Error("Tensor " + printable(name) + " has " + std::to_string(found->second.values.size()) + " values where "
            + std::to_string(count) + " were expected; the file does not fit its configuration.");
    return found->second.values;
}

AlignedFloats packed(const Tensors& tensors, const std::string& name, std::size_t count)
{
    const std::vector<float>& source = values(tensors, name, count);
    AlignedFloats result(count);
    std::copy(source.begin(), source.end(), result.data());
    return result;
}

LinearWeights packLinear(const Tensors& tensors, const std::string& prefix, int inputs, int outputs)
{
    return {inputs, outputs, packed(tensors, prefix + ".weight", static_cast<std::size_t>(inputs) * outputs),
        packed(tensors, prefix + ".bias", static_cast<std::size_t>(outputs))};
}

NormWeights packNorm(const Tensors& tensors, const std::string& prefix, int width)
{
    return {packed(tensors, prefix + ".weight", static_cast<std::size_t>(width)),
        packed(tensors, prefix + ".bias", static_cast<std::size_t>(width))};
}

LinearWeights packQueryKeyValue(const Tensors& tensors, const std::string& prefix, int width)
{
    const std::size_t count = static_cast<std::size_t>(width) * width;
    LinearWeights result{width, 3 * width, AlignedFloats(3 * count), {}};
    float* target = result.weight.data();
    for (const char* part : {"query", "key", "value"}) {
        const std::vector<float>& source = values(tensors, prefix + part + ".weight", count);
        target = std::copy(source.begin(), source.end(), target);
    }
    return result;
}

void packRouter(FeedForwardWeights& weights, const Tensors& tensors, const std::string& prefix)
{
    const int R = weights.routerRank, F = weights.neurons, N = weights.groupSize();
    weights.routerDown = packLinear(tensors, prefix + "ff.router.down", weights.dModel, R);
    weights.panelGroups = std::clamp(kPanelWidth / N, 1, weights.groups);
    weights.panelWidth = roundUp(weights.panelGroups * N, kFloatsPerLine);
    const std::size_t width = static_cast<std::size_t>(weights.panelWidth), panels = static_cast<std::size_t>(weights.panels());
    weights.routerUp = AlignedFloats(panels * R * width);
    weights.routerUpBias = AlignedFloats(panels * width);

    const std::vector<float>& up = values(tensors, prefix + "ff.router.up.weight", static_cast<std::size_t>(F) * R);
    const std::vector<float>& bias = values(tensors, prefix + "ff.router.up.bias", static_cast<std::size_t>(F));
    const int panelNeurons = weights.panelGroups * N;
    for (int j = 0; j < F; ++j) {
        const std::size_t panel = static_cast<std::size_t>(j / panelNeurons), lane = static_cast<std::size_t>(j % panelNeurons);
        weights.routerUpBias.data()[panel * width + lane] = bias[static_cast<std::size_t>(j)];
        for (int r = 0; r < R; ++r)
            weights.routerUp.data()[(panel * R + r) * width + lane] = up[static_cast<std::size_t>(j) * R + r];
    }
}

void requireTask(const ModelState& state, Task task)
{
    if (state.config.task != task)
        throw Error("This model is for the task \"" + std::string(nameOf(state.config.task)) + "\" where one for \""
            + std::string(nameOf(task)) + "\" was expected; open it in the other panel.");
    validate(RunConfig{state.config, TrainConfig{}});
    checkTensors(state.config, state.tensors);
}

} // namespace

AlignedFloats::AlignedFloats(std::size_t count)
    : m_size(count)
{
    // Large arrays start on a huge page and fill whole ones: fewer address translations when rows are read in any order.
    std::size_t bytes = std::max<std::size_t>(count * sizeof(float), 1);
    const std::size_t alignment = bytes >= kHugePage ? kHugePage : kAlignment;
    bytes = (bytes + alignment - 1) / alignment * alignment;
    m_data.reset(static_cast<float*>(std::aligned_alloc(alignment, bytes)));
    if (!m_data)
        throw std::bad_alloc();
#ifdef __linux__
    if (alignment == kHugePage)
        madvise(m_data.get(), bytes, MADV_HUGEPAGE); // a hint: a refusal costs speed only
#endif
    std::memset(m_data.get(), 0, bytes);
}

void AlignedFloats::Free::operator()(float* pointer) const { std::free(pointer); }

FeedForwardWeights packFeedForward(const ModelConfig& config, const Tensors& tensors, const std::string& prefix)
{
    FeedForwardWeights weights;
    weights.routing = config.routing;
    weights.activation = config.neuronActivation();
    weights.routerActivation = config.routerMiddle();
    weights.gate = config.gate;
    weights.gateScale = static_cast<float>(config.gateScale);
    weights.dModel = config.dModel;
    weights.neurons = config.neurons;
    weights.groups = config.isSparse() ? config.groups : 1;
    weights.stride = roundUp(config.dModel, kFloatsPerLine);

    const std::size_t D = static_cast<std::size_t>(config.dModel), F = static_cast<std::size_t>(config.neurons);
    const std::vector<float>& up = values(tensors, prefix + "ff.up.weight", F * D);
    const std::vector<float>& down = values(tensors, prefix + "ff.down.weight", D * F);
    const std::size_t stride = static_cast<std::size_t>(weights.stride);
    weights.rows = AlignedFloats(F * 2 * stride);
    for (std::size_t j = 0; j < F; ++j) {
        float* row = weights.rows.data() + j * 2 * stride;
        std::copy_n(up.begin() + static_cast<std::ptrdiff_t>(j * D), D, row);
        for (std::size_t i = 0; i < D; ++i)
            row[stride + i] = down[i * F + j];
    }
    weights.upBias = packed(tensors, prefix + "ff.up.bias", F);
    weights.downBias = packed(tensors, prefix + "ff.down.bias", D);
    if (config.isSparse()) {
        weights.routerRank = config.routerRank;
        packRouter(weights, tensors, prefix);
    }
    return weights;
}

std::shared_ptr<const LanguageWeights> packLanguage(const ModelState& state)
{
    requireTask(state, Task::Text);
    const ModelConfig& config = state.config;
    if (state.vocabulary.size() != static_cast<std::size_t>(config.vocabSize))
        throw Error("The model's vocabulary has " + std::to_string(state.vocabulary.size()) + " characters where its configuration says "
            + std::to_string(config.vocabSize) + "; the file does not fit its configuration.");
    const int D = config.dModel, V = config.vocabSize;
    auto weights = std::make_shared<LanguageWeights>();
    weights->config = config;
    weights->vocabulary = state.vocabulary;
    weights->steps = state.steps;
    weights->tokenEmbedding = packed(state.tensors, "embedding.token", static_cast<std::size_t>(V) * D);
    weights->positionEmbedding = packed(state.tensors, "embedding.position", static_cast<std::size_t>(config.context) * D);
    for (int layer = 0; layer < config.layers; ++layer) {
        const std::string prefix = layerPrefix(config, layer);
        weights->blocks.push_back({packNorm(state.tensors, prefix + "attention_norm", D), packNorm(state.tensors, prefix + "ff_norm", D),
            packQueryKeyValue(state.tensors, prefix + "attention.", D), packLinear(state.tensors, prefix + "attention.output", D, D),
            packFeedForward(config, state.tensors, prefix)});
    }
    weights->norm = packNorm(state.tensors, "norm", D);
    weights->head = packLinear(state.tensors, "head", D, V);
    return weights;
}

std::shared_ptr<const DigitWeights> packDigits(const ModelState& state)
{
    requireTask(state, Task::Digits);
    const ModelConfig& config = state.config;
    auto weights = std::make_shared<DigitWeights>();
    weights->config = config;
    weights->steps = state.steps;
    weights->input = packLinear(state.tensors, "input", kDigitPixels, config.dModel);
    weights->feedForward = packFeedForward(config, state.tensors, layerPrefix(config, 0));
    weights->head = packLinear(state.tensors, "head", config.dModel, kDigitClasses);
    return weights;
}

} // namespace glowworm
