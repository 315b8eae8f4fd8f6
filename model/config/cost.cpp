// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/config/cost.h"

#include <algorithm>
#include <map>

namespace glowworm {
namespace {

constexpr std::int64_t kFloat = 4; // bytes
constexpr std::int64_t kMicroBatchTokens = 1024,
                       kMicroBatchPictures
    = 64; // when micro_batch leaves it open: enough micro-batches for a few threads, each
          // large enough for its matrix products

/// Whether a token reads only the rows or columns of the neurons that fire for it.
bool isPerNeuron(const std::string& name)
{
    return name.find("ff.up.") != std::string::npos
        || name.find("ff.down.weight") != std::string::npos;
}

std::int64_t sum(const std::vector<PartCost>& parts, std::int64_t PartCost::*member)
{
    std::int64_t total = 0;
    for (const PartCost& part : parts)
        total += part.*member;
    return total;
}

} // namespace

std::int64_t Cost::parameters() const { return sum(parts, &PartCost::parameters); }
std::int64_t Cost::bytes() const { return sum(parts, &PartCost::bytes); }
std::int64_t Cost::macs() const { return sum(parts, &PartCost::macs); }

const PartCost* Cost::find(Part part) const
{
    const auto found = std::ranges::find(parts, part, &PartCost::part);
    return found == parts.end() ? nullptr : &*found;
}

Cost inferenceCost(const ModelConfig& config, int cachedTokens)
{
    std::map<Part, PartCost> parts;
    const auto partOf = [&](Part part) -> PartCost& {
        return parts.try_emplace(part, PartCost{part}).first->second;
    };
    for (const TensorSpec& spec : tensorSpecs(config)) {
        const std::int64_t count = elementCount(spec.shape);
        std::int64_t read = count;
        if (spec.part == Part::Embedding && config.task == Task::Text)
            read = config.dModel; // one row
        else if (isPerNeuron(spec.name))
            read = count / config.neurons * config.fired();
        PartCost& part = partOf(spec.part);
        part.parameters += count;
        part.bytes += read * kFloat;
        if (spec.shape.size() == 2 && !(spec.part == Part::Embedding && config.task == Task::Text))
            part.macs += read;
    }
    if (config.task == Task::Text) {
        const std::int64_t cache
            = 2LL * config.layers * config.dModel * cachedTokens; // keys and values
        partOf(Part::Attention).bytes += cache * kFloat;
        partOf(Part::Attention).macs += cache;
    }
    Cost cost;
    for (const auto& [part, itsCost] : parts)
        cost.parts.push_back(itsCost);
    return cost;
}

double feedForwardCeiling(const ModelConfig& config)
{
    const auto bytes = [](const ModelConfig& c) {
        const Cost cost = inferenceCost(c);
        const PartCost* router = cost.find(Part::Router);
        return static_cast<double>(
            cost.find(Part::FeedForward)->bytes + (router != nullptr ? router->bytes : 0));
    };
    ModelConfig dense = config;
    dense.routing = Routing::Dense;
    return bytes(dense) / bytes(config);
}

double tokenCeiling(const ModelConfig& config, int cachedTokens)
{
    ModelConfig dense = config;
    dense.routing = Routing::Dense;
    return static_cast<double>(inferenceCost(dense, cachedTokens).bytes())
        / static_cast<double>(inferenceCost(config, cachedTokens).bytes());
}

std::int64_t microBatchSize(const RunConfig& config)
{
    const TrainConfig& train = config.train;
    if (train.microBatch > 0)
        return train.microBatch;
    const std::int64_t most = config.model.task == Task::Digits
        ? kMicroBatchPictures
        : std::clamp<std::int64_t>(train.batch / 4, 1,
            std::max<std::int64_t>(1, kMicroBatchTokens / config.model.context));
    std::int64_t size = std::min<std::int64_t>(most, train.batch);
    while (train.batch % size != 0)
        --size;
    return size;
}

std::int64_t trainingMemory(const RunConfig& config, int threads)
{
    const ModelConfig& m = config.model;
    const std::int64_t windows = microBatchSize(config),
                       sideBySide = std::min<std::int64_t>(threads, config.train.batch / windows);
    const std::int64_t dropout = config.train.dropout > 0 ? 1 : 0;
    std::int64_t activations = 0; // floats that autograd keeps for one micro-batch
    const std::int64_t feedForward = m.routing == Routing::Gated
        ? 4LL * m.dModel + 8LL * m.groups // of the fired neurons; logits are made again
        : m.isSparse() ? 7LL * m.neurons
                       : 2LL * m.neurons;
    if (m.task == Task::Digits) {
        activations = windows * (kDigitPixels + 4LL * m.dModel + feedForward);
    } else {
        const std::int64_t tokens = windows * m.context;
        const std::int64_t scores
            = (2 + 2 * dropout) * m.heads * m.context; // per token: scores, softmax, mask, product
        activations
            = tokens * m.layers * (12LL * m.dModel + 3 * dropout * m.dModel + feedForward + scores)
            + 3 * tokens * m.vocabSize;
    }
    return kFloat * (7 * parameterCount(m) + sideBySide * (parameterCount(m) + activations));
}

} // namespace glowworm
