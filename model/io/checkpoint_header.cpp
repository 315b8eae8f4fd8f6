// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/checkpoint_header.h"
#include "model/base/build_info.h"
#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/io/checkpoint.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace glowworm {
namespace {

constexpr std::string_view kModelPrefix = "glowworm.model.", kTrainPrefix = "glowworm.train.";

template <class Number>
std::optional<Number> readNumber(
    const Metadata& metadata, const std::string& key, const std::string& shownName)
{
    const auto found = metadata.find(key);
    if (found == metadata.end())
        return std::nullopt;
    const auto value = numberFrom<Number>(found->second);
    bool good = value && *value >= 0;
    if constexpr (std::is_floating_point_v<Number>)
        good = good && std::isfinite(*value);
    if (!good)
        throw Error(shownName + ": " + key + " is \"" + printable(found->second)
            + "\", not a number from 0 up.");
    return value;
}

std::string prefixed(const Field<RunConfig>& field)
{
    return std::string(field.section == FieldSection::Model ? kModelPrefix : kTrainPrefix)
        + std::string(field.name);
}

/// Every field of the file's format must be there; one that came later has its default.
void readFields(const Metadata& metadata, std::int64_t format, CheckpointHeader& described,
    const std::string& shownName)
{
    for (const auto& field : runFields()) {
        if ((field.section == FieldSection::Train && !described.isRun) || field.since > format)
            continue;
        const auto found = metadata.find(prefixed(field));
        if (found == metadata.end())
            throw Error(shownName + " lacks " + prefixed(field) + " in its metadata.");
        try {
            field.write(described.config, found->second);
        } catch (const Error& error) {
            throw Error(shownName + ": " + prefixed(field) + ": " + error.what());
        }
    }
}

void readMetadata(
    const Metadata& metadata, CheckpointHeader& described, const std::string& shownName)
{
    const auto kind = metadata.find("glowworm.kind");
    if (kind != metadata.end() && kind->second == "tape")
        throw Error(shownName
            + " is the tape of a text, not a model. Open it with File > Open, or "
              "read it with glowworm-cli tape.");
    if (kind != metadata.end() && kind->second == "session")
        throw Error(shownName + " is a session, not a model. Open it with File > Open.");
    const auto format = readNumber<std::int64_t>(metadata, "glowworm.format", shownName);
    if (!format)
        throw Error(shownName + " lacks glowworm.format in its metadata.");
    if (*format > kCheckpointFormat)
        throw Error(shownName + " was made by a newer version of Glowworm (format "
            + std::to_string(*format) + ", this one reads up to "
            + std::to_string(kCheckpointFormat) + "). Update Glowworm to open it.");
    if (kind == metadata.end() || (kind->second != "weights" && kind->second != "run"))
        throw Error(shownName + ": glowworm.kind is neither \"weights\" nor \"run\".");
    described.isRun = kind->second == "run";
    readFields(metadata, *format, described, shownName);

    const auto steps = readNumber<std::int64_t>(metadata, "glowworm.step", shownName);
    if (!steps)
        throw Error(shownName + " lacks glowworm.step in its metadata.");
    described.steps = *steps;
    described.bestStep
        = readNumber<std::int64_t>(metadata, "glowworm.best_step", shownName).value_or(0);
    described.valLoss = readNumber<double>(metadata, "glowworm.val_loss", shownName);
    described.accuracy = readNumber<double>(metadata, "glowworm.accuracy", shownName);
    described.bestLoss = readNumber<double>(metadata, "glowworm.best_loss", shownName);
    if (const auto corpus = metadata.find("glowworm.corpus"); corpus != metadata.end())
        described.corpus = corpus->second;
}

const TensorEntry* findEntry(const SafetensorsHeader& header, const std::string& name)
{
    const auto found = std::ranges::find(header.tensors, name, &TensorEntry::name);
    return found == header.tensors.end() ? nullptr : &*found;
}

/// V is what the tensor "vocab" says; every other shape is compared with it.
int vocabularySize(const SafetensorsHeader& header, const std::string& shownName)
{
    const TensorEntry* entry = findEntry(header, kVocabulary);
    if (!entry)
        throw Error(shownName
            + " has no tensor \"vocab\": a text model needs the code points of its characters "
              "(U32, ascending).");
    // Not every program can write U32, so imports may use the other whole numbers.
    constexpr std::array kWhole{
        DType::U8, DType::I8, DType::U16, DType::I16, DType::I32, DType::U64, DType::I64};
    const bool isInteger = entry->dtype == DType::U32
        || (!hasOwnMetadata(header.metadata)
            && std::ranges::find(kWhole, entry->dtype) != kWhole.end());
    const bool fits
        = isInteger && entry->shape.size() == 1 && entry->shape[0] >= 2 && entry->shape[0] <= 65535;
    if (!fits)
        throw Error(shownName + ": tensor \"vocab\" is " + printable(entry->type) + " "
            + shown(entry->shape) + "; a list of 2 to 65535 code points as "
            + (hasOwnMetadata(header.metadata) ? "U32" : "whole numbers") + " is expected.");
    return static_cast<int>(entry->shape[0]);
}

/// Some programs put the same words before the name of every tensor: "model.", "module.".
std::string prefixHint(const SafetensorsHeader& header, const std::string& name)
{
    const auto longer = std::ranges::find_if(
        header.tensors, [&](const TensorEntry& entry) { return entry.name.ends_with("." + name); });
    if (longer == header.tensors.end())
        return {};
    return " It has \"" + printable(longer->name) + "\": save it without \""
        + printable(longer->name.substr(0, longer->name.size() - name.size()))
        + "\" before the names.";
}

void checkEntry(const SafetensorsHeader& header, const std::string& name, const Shape& shape,
    bool exact, const std::string& shownName)
{
    const TensorEntry* entry = findEntry(header, name);
    if (!entry)
        throw Error(shownName + " has no tensor \"" + name + "\" " + shown(shape)
            + ", which its architecture needs." + prefixHint(header, name));
    if (entry->shape != shape)
        throw Error(shownName + ": tensor \"" + name + "\" is " + shown(entry->shape)
            + ", the architecture needs " + shown(shape) + ".");
    if (exact ? entry->dtype != DType::F32 : !hasValues(entry->dtype))
        throw Error(shownName + ": tensor \"" + name + "\" has the type " + printable(entry->type)
            + (exact ? "; a run is kept as F32." : "; weights are F64, F32, F16 or BF16."));
}

/// Exactly the tensors of the architecture. What passes here bounds the memory that reading takes.
void checkEntries(const SafetensorsHeader& header, const CheckpointHeader& described,
    const std::string& shownName)
{
    const ModelConfig& model = described.config.model;
    std::set<std::string> expected;
    if (model.task == Task::Text)
        expected.insert(kVocabulary);
    for (const TensorSpec& spec : tensorSpecs(model))
        for (const std::string& prefix : {std::string(), kFirstMoment, kSecondMoment})
            if (prefix.empty() || described.isRun) {
                checkEntry(header, prefix + spec.name, spec.shape, described.isRun, shownName);
                expected.insert(prefix + spec.name);
            }
    for (const TensorEntry& entry : header.tensors)
        if (!expected.contains(entry.name))
            throw Error(shownName + " has the tensor \"" + printable(entry.name)
                + "\", which its architecture does not know.");
}

/// Even a header that agrees with its architecture may ask for more than there can be.
void checkMemory(const SafetensorsHeader& header, const std::string& shownName)
{
    std::uint64_t bytes = 0; // as stored, and once more as floats
    for (const TensorEntry& entry : header.tensors)
        bytes += (entry.end - entry.begin)
            + (entry.end - entry.begin) / sizeOf(entry.dtype) * sizeof(float);
    const auto memory
        = static_cast<std::uint64_t>(machineInfo().availableMemoryBytes); // 0 = unknown
    if (memory > 0 && bytes > memory)
        throw Error(shownName + " needs " + bytesText(bytes) + " of memory to open, "
            + bytesText(memory) + " are free.");
}

Metadata modelMetadata(const ModelState& model, const RunConfig& config, bool isRun)
{
    Metadata metadata{{"glowworm.format", std::to_string(kCheckpointFormat)},
        {"glowworm.kind", isRun ? "run" : "weights"},
        {"glowworm.step", std::to_string(model.steps)}, {"glowworm.build", buildId()},
        {"glowworm.saved", utcNow()}};
    for (const auto& field : runFields())
        if (field.section == FieldSection::Model || (isRun && field.section == FieldSection::Train))
            metadata[prefixed(field)] = field.read(config);
    if (model.valLoss)
        metadata["glowworm.val_loss"] = shortest(*model.valLoss);
    if (model.accuracy)
        metadata["glowworm.accuracy"] = shortest(*model.accuracy);
    if (!model.corpusHash.empty())
        metadata["glowworm.corpus"] = model.corpusHash;
    return metadata;
}

} // namespace

CheckpointHeader describe(const SafetensorsHeader& header, const std::optional<ModelConfig>& import,
    const std::string& shownName)
{
    CheckpointHeader described;
    if (hasOwnMetadata(header.metadata))
        readMetadata(header.metadata, described, shownName);
    else if (import)
        described.config.model = *import;
    else
        throw Error(shownName + " is not one of Glowworm's files ("
            + (header.tensors.empty() ? "no tensors"
                                      : std::to_string(header.tensors.size())
                        + " tensors, the first is \"" + printable(header.tensors[0].name) + "\"")
            + "). Say which network it holds: glowworm-cli import --model FILE --preset NAME --out "
              "OUT.");
    if (described.config.model.task == Task::Text)
        described.config.model.vocabSize = vocabularySize(header, shownName);
    if (const auto found = problems(described.config); !found.empty())
        throw Error(shownName + ": " + found.front().sentence);
    checkEntries(header, described, shownName);
    checkMemory(header, shownName);
    return described;
}

Metadata metadataOf(const ModelState& model)
{
    return modelMetadata(model, {model.config, {}}, false);
}

Metadata metadataOf(const TrainerState& state)
{
    Metadata metadata = modelMetadata(state.model, {state.model.config, state.train}, true);
    metadata["glowworm.best_step"] = std::to_string(state.bestStep);
    if (state.bestLoss)
        metadata["glowworm.best_loss"] = shortest(*state.bestLoss);
    return metadata;
}

} // namespace glowworm
