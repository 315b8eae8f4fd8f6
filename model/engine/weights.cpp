// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/weights.h"

#include "error.h"

#include <algorithm>

namespace glowworm {

namespace {

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

/// Rows of `source` (rows, columns) into the matrix from row `first` on.
void setRows(WeightMatrix& matrix, std::int64_t first, std::int64_t rows, const std::vector<float>& source)
{
    const std::size_t columns = source.size() / static_cast<std::size_t>(rows);
    for (std::int64_t i = 0; i < rows; ++i)
        matrix.setRow(first + i, std::span<const float>(source).subspan(static_cast<std::size_t>(i) * columns, columns));
}

LinearWeights packLinear(
    const Tensors& tensors, const std::string& prefix, int inputs, int outputs, WeightFormat format, WeightBlock& block)
{
    LinearWeights result{inputs, outputs, WeightMatrix(format, outputs, inputs, block),
        packed(tensors, prefix + ".bias", static_cast<std::size_t>(outputs))};
    setRows(result.weight, 0, outputs, values(tensors, prefix + ".weight", static_cast<std::size_t>(inputs) * outputs));
    return result;
}

/// A linear map that has a block of its own.
LinearWeights packLinear(const Tensors& tensors, const std::string& prefix, int inputs, int outputs, WeightFormat format)
{
    WeightBlock block(WeightMatrix::bytesFor(format, outputs, inputs));
    return packLinear(tensors, prefix, inputs, outputs, format, block);
}

NormWeights packNorm(const Tensors& tensors, const std::string& prefix, int width)
{
    return {packed(tensors, prefix + ".weight", static_cast<std::size_t>(width)),
        packed(tensors, prefix + ".bias", static_cast<std::size_t>(width))};
}

LinearWeights packQueryKeyValue(const Tensors& tensors, const std::string& prefix, int width, WeightFormat format, WeightBlock& block)
{
    LinearWeights result{width, 3 * width, WeightMatrix(format, 3 * width, width, block), {}};
    std::int64_t row = 0;
    for (const char* part : {"query", "key", "value"}) {
        setRows(result.weight, row, width, values(tensors, prefix + part + ".weight", static_cast<std::size_t>(width) * width));
        row += width;
    }
    return result;
}

/// Sizes of a layer, without its tensors.
FeedForwardWeights shapeOf(const ModelConfig& config, WeightFormat format)
{
    FeedForwardWeights weights;
    weights.format = format;
    weights.routing = config.routing;
    weights.activation = config.neuronActivation();
    weights.routerActivation = config.routerMiddle();
    weights.gate = config.gate;
    weights.gateScale = static_cast<float>(config.gateScale);
    weights.dModel = config.dModel;
    weights.neurons = config.neurons;
    if (config.isSparse()) {
        weights.groups = config.groups;
        weights.routerRank = config.routerRank;
        weights.groupLanes = std::min(kGroupLanes, weights.groups);
    }
    return weights;
}

std::size_t matrixBytes(const FeedForwardWeights& shape)
{
    const std::int64_t R = shape.routerRank;
    const std::size_t router = R == 0 ? 0
                                      : WeightMatrix::bytesFor(shape.format, R, shape.dModel)
            + WeightMatrix::bytesFor(shape.format, shape.routerPanels() * R, kRouterPanel);
    return WeightMatrix::bytesFor(shape.format, 2 * static_cast<std::int64_t>(shape.neurons), shape.dModel) + router;
}

void packRouter(FeedForwardWeights& weights, const Tensors& tensors, const std::string& prefix, WeightBlock& block)
{
    const std::size_t R = static_cast<std::size_t>(weights.routerRank), F = static_cast<std::size_t>(weights.neurons);
    const std::size_t panels = static_cast<std::size_t>(weights.routerPanels());
    weights.routerDown = packLinear(tensors, prefix + "ff.router.down", weights.dModel, weights.routerRank, weights.format, block);
    weights.routerUp = WeightMatrix(weights.format, static_cast<std::int64_t>(panels * R), kRouterPanel, block);
    weights.routerUpBias = AlignedFloats(panels * kRouterPanel);

    const std::vector<float>& up = values(tensors, prefix + "ff.router.up.weight", F * R);
    const std::vector<float>& bias = values(tensors, prefix + "ff.router.up.bias", F);
    std::vector<float> rows(panels * R * kRouterPanel); // as routerUp
    for (int g = 0; g < weights.groups; ++g)
        for (int i = 0; i < weights.groupSize(); ++i) {
            const std::size_t neuron = static_cast<std::size_t>(g * weights.groupSize() + i);
            const std::size_t column = static_cast<std::size_t>(weights.routerColumn(g, i));
            weights.routerUpBias.data()[column] = bias[neuron];
            float* first = rows.data() + column / kRouterPanel * R * kRouterPanel + column % kRouterPanel;
            for (std::size_t r = 0; r < R; ++r)
                first[r * kRouterPanel] = up[neuron * R + r];
        }
    for (std::size_t row = 0; row < panels * R; ++row)
        weights.routerUp.setRow(static_cast<std::int64_t>(row), std::span<const float>(rows).subspan(row * kRouterPanel, kRouterPanel));
}

FeedForwardWeights packFeedForward(
    const ModelConfig& config, const Tensors& tensors, const std::string& prefix, WeightFormat format, WeightBlock& block)
{
    FeedForwardWeights weights = shapeOf(config, format);
    const std::size_t D = static_cast<std::size_t>(config.dModel), F = static_cast<std::size_t>(config.neurons);
    const std::vector<float>& up = values(tensors, prefix + "ff.up.weight", F * D);
    const std::vector<float>& down = values(tensors, prefix + "ff.down.weight", D * F);
    weights.rows = WeightMatrix(format, static_cast<std::int64_t>(2 * F), static_cast<std::int64_t>(D), block);
    std::vector<float> column(D);
    for (std::size_t j = 0; j < F; ++j) {
        for (std::size_t i = 0; i < D; ++i)
            column[i] = down[i * F + j];
        weights.rows.setRow(static_cast<std::int64_t>(2 * j), std::span<const float>(up).subspan(j * D, D));
        weights.rows.setRow(static_cast<std::int64_t>(2 * j + 1), column);
    }
    weights.upBias = packed(tensors, prefix + "ff.up.bias", F);
    weights.downBias = packed(tensors, prefix + "ff.down.bias", D);
    if (config.isSparse())
        packRouter(weights, tensors, prefix, block);
    return weights;
}

BlockWeights packBlock(const ModelConfig& config, const Tensors& tensors, const std::string& prefix, WeightFormat format)
{
    const int D = config.dModel;
    WeightBlock block(
        WeightMatrix::bytesFor(format, 3 * D, D) + WeightMatrix::bytesFor(format, D, D) + matrixBytes(shapeOf(config, format)));
    return {packNorm(tensors, prefix + "attention_norm", D), packNorm(tensors, prefix + "ff_norm", D),
        packQueryKeyValue(tensors, prefix + "attention.", D, format, block),
        packLinear(tensors, prefix + "attention.output", D, D, format, block), packFeedForward(config, tensors, prefix, format, block)};
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

FeedForwardWeights packFeedForward(const ModelConfig& config, const Tensors& tensors, const std::string& prefix, WeightFormat format)
{
    WeightBlock block(matrixBytes(shapeOf(config, format)));
    return packFeedForward(config, tensors, prefix, format, block);
}

std::int64_t LanguageWeights::matrixBytes() const
{
    std::int64_t bytes = head.weight.bytes();
    for (const BlockWeights& block : blocks)
        bytes += block.queryKeyValue.weight.bytes() + block.attentionOutput.weight.bytes() + block.feedForward.matrixBytes();
    return bytes;
}

std::int64_t DigitWeights::matrixBytes() const { return input.weight.bytes() + feedForward.matrixBytes() + head.weight.bytes(); }

std::shared_ptr<const LanguageWeights> packLanguage(const ModelState& state, WeightFormat format)
{
    requireTask(state, Task::Text);
    const ModelConfig& config = state.config;
    if (state.vocabulary.size() != static_cast<std::size_t>(config.vocabSize))
        throw Error("The model's vocabulary has " + std::to_string(state.vocabulary.size()) + " characters where its configuration says "
            + std::to_string(config.vocabSize) + "; the file does not fit its configuration.");
    const int D = config.dModel, V = config.vocabSize;
    auto weights = std::make_shared<LanguageWeights>();
    weights->config = config;
    weights->format = format;
    weights->vocabulary = state.vocabulary;
    weights->steps = state.steps;
    weights->tokenEmbedding = packed(state.tensors, "embedding.token", static_cast<std::size_t>(V) * D);
    weights->positionEmbedding = packed(state.tensors, "embedding.position", static_cast<std::size_t>(config.context) * D);
    for (int layer = 0; layer < config.layers; ++layer)
        weights->blocks.push_back(packBlock(config, state.tensors, layerPrefix(config, layer), format));
    weights->norm = packNorm(state.tensors, "norm", D);
    weights->head = packLinear(state.tensors, "head", D, V, format);
    return weights;
}

std::shared_ptr<const DigitWeights> packDigits(const ModelState& state, WeightFormat format)
{
    requireTask(state, Task::Digits);
    const ModelConfig& config = state.config;
    auto weights = std::make_shared<DigitWeights>();
    weights->config = config;
    weights->format = format;
    weights->steps = state.steps;
    weights->input = packLinear(state.tensors, "input", kDigitPixels, config.dModel, format);
    weights->feedForward = packFeedForward(config, state.tensors, layerPrefix(config, 0), format);
    weights->head = packLinear(state.tensors, "head", config.dModel, kDigitClasses, format);
    return weights;
}

} // namespace glowworm
