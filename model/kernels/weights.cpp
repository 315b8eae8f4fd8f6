// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/kernels/weights.h"

#include "model/base/error.h"

#include <algorithm>
#include <span>

namespace glowworm {

namespace {

std::span<const float> values(const Tensors& tensors, const std::string& name, std::size_t count)
{
    const auto found = tensors.find(name);
    if (found == tensors.end())
        throw Error("Tensor " + printable(name)
            + " is missing from the model; the file may be incomplete.");
    if (found->second.values.size() != count)
        throw Error("Tensor " + printable(name) + " has "
            + std::to_string(found->second.values.size()) + " values where " + std::to_string(count)
            + " were expected; the file does not fit its configuration.");
    return found->second.values;
}

AlignedFloats packed(const Tensors& tensors, const std::string& name, std::size_t count)
{
    const std::span<const float> source = values(tensors, name, count);
    AlignedFloats result(count);
    std::copy(source.begin(), source.end(), result.data());
    return result;
}

/// Rows of `source` (rows, columns) into the matrix from row `first` on.
void setRows(
    WeightMatrix& matrix, std::int64_t first, std::int64_t rows, std::span<const float> source)
{
    const std::size_t columns = source.size() / static_cast<std::size_t>(rows);
    for (std::int64_t i = 0; i < rows; ++i)
        matrix.setRow(first + i, source.subspan(static_cast<std::size_t>(i) * columns, columns));
}

LinearWeights packLinear(const Tensors& tensors, const std::string& prefix, int inputs, int outputs,
    WeightFormat format, WeightBlock& block)
{
    LinearWeights result{inputs, outputs, WeightMatrix(format, outputs, inputs, block),
        packed(tensors, prefix + ".bias", static_cast<std::size_t>(outputs))};
    setRows(result.weight, 0, outputs,
        values(tensors, prefix + ".weight", static_cast<std::size_t>(inputs) * outputs));
    return result;
}

/// A linear map that has a block of its own.
LinearWeights packLinear(
    const Tensors& tensors, const std::string& prefix, int inputs, int outputs, WeightFormat format)
{
    WeightBlock block(WeightMatrix::bytesFor(format, outputs, inputs));
    return packLinear(tensors, prefix, inputs, outputs, format, block);
}

NormWeights packNorm(const Tensors& tensors, const std::string& prefix, int width)
{
    return {packed(tensors, prefix + ".weight", static_cast<std::size_t>(width)),
        packed(tensors, prefix + ".bias", static_cast<std::size_t>(width))};
}

LinearWeights packQueryKeyValue(const Tensors& tensors, const std::string& prefix, int width,
    WeightFormat format, WeightBlock& block)
{
    LinearWeights result{width, 3 * width, WeightMatrix(format, 3 * width, width, block), {}};
    std::int64_t row = 0;
    for (const char* part : {"query", "key", "value"}) {
        setRows(result.weight, row, width,
            values(tensors, prefix + part + ".weight", static_cast<std::size_t>(width) * width));
        row += width;
    }
    return result;
}

/// Sizes of a layer, without its tensors.
FeedForwardWeights shapeOf(const ModelConfig& config, WeightFormat format, DenseLayout layout)
{
    FeedForwardWeights weights;
    weights.format = format;
    weights.layout = layout;
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
    const std::int64_t D = shape.dModel, F = shape.neurons, R = shape.routerRank;
    const auto bytes = [&](std::int64_t rows, std::int64_t columns) {
        return WeightMatrix::bytesFor(shape.format, rows, columns);
    };
    if (shape.isDense())
        return bytes(F, D) + (shape.isByOutput() ? bytes(D, F) : bytes(F, D));
    return bytes(2 * F, D) + bytes(R, D) + bytes(shape.routerPanels() * R, shape.routerPanel());
}

std::vector<float> transposed(std::span<const float> source, std::size_t rows, std::size_t columns)
{
    std::vector<float> result(source.size());
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < columns; ++j)
            result[j * rows + i] = source[i * columns + j];
    return result;
}

/// up (F, D), down (D, F), as the tensors are.
void packMaps(FeedForwardWeights& weights, std::span<const float> up, std::span<const float> down,
    WeightBlock& block)
{
    const std::size_t D = static_cast<std::size_t>(weights.dModel),
                      F = static_cast<std::size_t>(weights.neurons);
    weights.rows = WeightMatrix(weights.format, weights.neurons, weights.dModel, block);
    setRows(weights.rows, 0, weights.neurons, up);
    if (weights.isByOutput()) {
        weights.output = WeightMatrix(weights.format, weights.dModel, weights.neurons, block);
        setRows(weights.output, 0, weights.dModel, down);
    } else {
        weights.output = WeightMatrix(weights.format, weights.neurons, weights.dModel, block);
        setRows(weights.output, 0, weights.neurons, transposed(down, D, F));
    }
}

/// The same neuron by neuron.
void packPairs(FeedForwardWeights& weights, std::span<const float> up, std::span<const float> down,
    WeightBlock& block)
{
    const std::size_t D = static_cast<std::size_t>(weights.dModel),
                      F = static_cast<std::size_t>(weights.neurons);
    weights.rows = WeightMatrix(
        weights.format, 2 * static_cast<std::int64_t>(weights.neurons), weights.dModel, block);
    const std::vector<float> columns = transposed(down, D, F);
    for (std::size_t j = 0; j < F; ++j) {
        weights.rows.setRow(static_cast<std::int64_t>(2 * j), up.subspan(j * D, D));
        weights.rows.setRow(
            static_cast<std::int64_t>(2 * j + 1), std::span(columns).subspan(j * D, D));
    }
}

void packRouter(FeedForwardWeights& weights, const Tensors& tensors, const std::string& prefix,
    WeightBlock& block)
{
    const std::size_t R = static_cast<std::size_t>(weights.routerRank),
                      F = static_cast<std::size_t>(weights.neurons);
    const std::size_t panels = static_cast<std::size_t>(weights.routerPanels()),
                      width = static_cast<std::size_t>(weights.routerPanel());
    weights.routerDown = packLinear(tensors, prefix + "ff.router.down", weights.dModel,
        weights.routerRank, weights.format, block);
    weights.routerUp = WeightMatrix(
        weights.format, static_cast<std::int64_t>(panels * R), weights.routerPanel(), block);
    weights.routerUpBias = AlignedFloats(panels * width);

    const std::span<const float> up = values(tensors, prefix + "ff.router.up.weight", F * R);
    const std::span<const float> bias = values(tensors, prefix + "ff.router.up.bias", F);
    std::vector<float> rows(panels * R * width); // as routerUp
    for (int g = 0; g < weights.groups; ++g)
        for (int i = 0; i < weights.groupSize(); ++i) {
            const std::size_t neuron = static_cast<std::size_t>(g * weights.groupSize() + i);
            const std::size_t column = static_cast<std::size_t>(weights.routerColumn(g, i));
            weights.routerUpBias.data()[column] = bias[neuron];
            float* first = rows.data() + column / width * R * width + column % width;
            for (std::size_t r = 0; r < R; ++r)
                first[r * width] = up[neuron * R + r];
        }
    for (std::size_t row = 0; row < panels * R; ++row)
        weights.routerUp.setRow(static_cast<std::int64_t>(row),
            std::span<const float>(rows).subspan(row * width, width));
}

FeedForwardWeights packFeedForward(FeedForwardWeights weights, const ModelConfig& config,
    const Tensors& tensors, const std::string& prefix, WeightBlock& block)
{
    const std::size_t D = static_cast<std::size_t>(config.dModel),
                      F = static_cast<std::size_t>(config.neurons);
    const std::span<const float> up = values(tensors, prefix + "ff.up.weight", F * D);
    const std::span<const float> down = values(tensors, prefix + "ff.down.weight", D * F);
    weights.upBias = packed(tensors, prefix + "ff.up.bias", F);
    weights.downBias = packed(tensors, prefix + "ff.down.bias", D);
    if (weights.isDense()) {
        packMaps(weights, up, down, block);
    } else {
        packPairs(weights, up, down, block);
        packRouter(weights, tensors, prefix, block);
    }
    return weights;
}

BlockWeights packBlock(const ModelConfig& config, const Tensors& tensors, const std::string& prefix,
    WeightFormat format, DenseLayout layout)
{
    const int D = config.dModel;
    FeedForwardWeights shape = shapeOf(config, format, layout);
    WeightBlock block(WeightMatrix::bytesFor(format, 3 * D, D)
        + WeightMatrix::bytesFor(format, D, D) + matrixBytes(shape));
    return {packNorm(tensors, prefix + "attention_norm", D),
        packNorm(tensors, prefix + "ff_norm", D),
        packQueryKeyValue(tensors, prefix + "attention.", D, format, block),
        packLinear(tensors, prefix + "attention.output", D, D, format, block),
        packFeedForward(std::move(shape), config, tensors, prefix, block)};
}

void requireTask(const ModelState& state, Task task)
{
    if (state.config.task != task)
        throw Error("This model is for the task \"" + std::string(nameOf(state.config.task))
            + "\" where one for \"" + std::string(nameOf(task))
            + "\" was expected; open it in the other panel.");
    validate(RunConfig{state.config, TrainConfig{}});
    checkTensors(state.config, state.tensors);
}

} // namespace

FeedForwardWeights packFeedForward(const ModelConfig& config, const Tensors& tensors,
    const std::string& prefix, WeightFormat format, DenseLayout layout)
{
    FeedForwardWeights shape = shapeOf(config, format, layout);
    WeightBlock block(matrixBytes(shape));
    return packFeedForward(std::move(shape), config, tensors, prefix, block);
}

std::int64_t LanguageWeights::matrixBytes() const
{
    std::int64_t bytes = head.weight.bytes();
    for (const BlockWeights& block : blocks)
        bytes += block.queryKeyValue.weight.bytes() + block.attentionOutput.weight.bytes()
            + block.feedForward.matrixBytes();
    return bytes;
}

std::int64_t DigitWeights::matrixBytes() const
{
    return input.weight.bytes() + feedForward.matrixBytes() + head.weight.bytes();
}

std::shared_ptr<const LanguageWeights> packLanguage(
    const ModelState& state, WeightFormat format, DenseLayout layout)
{
    requireTask(state, Task::Text);
    const ModelConfig& config = state.config;
    if (state.vocabulary.size() != static_cast<std::size_t>(config.vocabSize))
        throw Error("The model's vocabulary has " + std::to_string(state.vocabulary.size())
            + " characters where its configuration says " + std::to_string(config.vocabSize)
            + "; the file does not fit its configuration.");
    const int D = config.dModel, V = config.vocabSize;
    auto weights = std::make_shared<LanguageWeights>();
    weights->config = config;
    weights->format = format;
    weights->vocabulary = state.vocabulary;
    weights->steps = state.steps;
    weights->tokenEmbedding
        = packed(state.tensors, "embedding.token", static_cast<std::size_t>(V) * D);
    weights->positionEmbedding
        = packed(state.tensors, "embedding.position", static_cast<std::size_t>(config.context) * D);
    for (int layer = 0; layer < config.layers; ++layer)
        weights->blocks.push_back(
            packBlock(config, state.tensors, layerPrefix(config, layer), format, layout));
    weights->norm = packNorm(state.tensors, "norm", D);
    weights->head = packLinear(state.tensors, "head", D, V, format);
    return weights;
}

std::shared_ptr<const DigitWeights> packDigits(
    const ModelState& state, WeightFormat format, DenseLayout layout)
{
    requireTask(state, Task::Digits);
    const ModelConfig& config = state.config;
    auto weights = std::make_shared<DigitWeights>();
    weights->config = config;
    weights->format = format;
    weights->steps = state.steps;
    weights->input = packLinear(state.tensors, "input", kDigitPixels, config.dModel, format);
    weights->feedForward
        = packFeedForward(config, state.tensors, layerPrefix(config, 0), format, layout);
    weights->head = packLinear(state.tensors, "head", config.dModel, kDigitClasses, format);
    return weights;
}

} // namespace glowworm
