// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/checkpoint.h"
#include "model/base/build_info.h"
#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/config/vocabulary.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstring>
#include <ctime>
#include <set>

namespace glowworm {
namespace {

constexpr std::string_view kModelPrefix = "glowworm.model.", kTrainPrefix = "glowworm.train.";
const std::string kFirstMoment = "adamw.m.", kSecondMoment = "adamw.v.", kVocabulary = "vocab";

using Metadata = std::map<std::string, std::string>;

/// All that a file says about itself, checked against its list of tensors.
struct Description {
    bool isRun = false;
    RunConfig config;
    std::int64_t steps = 0, bestStep = 0;
    std::optional<double> valLoss, accuracy, bestLoss;
    std::string corpus;
};

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
void readFields(const Metadata& metadata, std::int64_t format, Description& description,
    const std::string& shownName)
{
    for (const auto& field : runFields()) {
        if ((field.section == FieldSection::Train && !description.isRun) || field.since > format)
            continue;
        const auto found = metadata.find(prefixed(field));
        if (found == metadata.end())
            throw Error(shownName + " lacks " + prefixed(field) + " in its metadata.");
        try {
            field.write(description.config, found->second);
        } catch (const Error& error) {
            throw Error(shownName + ": " + prefixed(field) + ": " + error.what());
        }
    }
}

void readMetadata(const Metadata& metadata, Description& description, const std::string& shownName)
{
    const auto format = readNumber<std::int64_t>(metadata, "glowworm.format", shownName);
    if (!format)
        throw Error(shownName + " lacks glowworm.format in its metadata.");
    if (*format > kCheckpointFormat)
        throw Error(shownName + " was made by a newer version of Glowworm (format "
            + std::to_string(*format) + ", this one reads up to "
            + std::to_string(kCheckpointFormat) + "). Update Glowworm to open it.");
    const auto kind = metadata.find("glowworm.kind");
    if (kind == metadata.end() || (kind->second != "weights" && kind->second != "run"))
        throw Error(shownName + ": glowworm.kind is neither \"weights\" nor \"run\".");
    description.isRun = kind->second == "run";
    readFields(metadata, *format, description, shownName);

    const auto steps = readNumber<std::int64_t>(metadata, "glowworm.step", shownName);
    if (!steps)
        throw Error(shownName + " lacks glowworm.step in its metadata.");
    description.steps = *steps;
    description.bestStep
        = readNumber<std::int64_t>(metadata, "glowworm.best_step", shownName).value_or(0);
    description.valLoss = readNumber<double>(metadata, "glowworm.val_loss", shownName);
    description.accuracy = readNumber<double>(metadata, "glowworm.accuracy", shownName);
    description.bestLoss = readNumber<double>(metadata, "glowworm.best_loss", shownName);
    if (const auto corpus = metadata.find("glowworm.corpus"); corpus != metadata.end())
        description.corpus = corpus->second;
}

const TensorEntry* findEntry(const SafetensorsHeader& header, const std::string& name)
{
    const auto found = std::find_if(header.tensors.begin(), header.tensors.end(),
        [&](const TensorEntry& entry) { return entry.name == name; });
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
void checkEntries(
    const SafetensorsHeader& header, const Description& description, const std::string& shownName)
{
    const ModelConfig& model = description.config.model;
    std::set<std::string> expected;
    if (model.task == Task::Text)
        expected.insert(kVocabulary);
    for (const TensorSpec& spec : tensorSpecs(model))
        for (const std::string& prefix : {std::string(), kFirstMoment, kSecondMoment})
            if (prefix.empty() || description.isRun) {
                checkEntry(header, prefix + spec.name, spec.shape, description.isRun, shownName);
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

/// Rule by rule from the header alone, before any tensor is read.
Description describe(const SafetensorsHeader& header, const std::optional<ModelConfig>& import,
    const std::string& shownName)
{
    Description description;
    if (hasOwnMetadata(header.metadata))
        readMetadata(header.metadata, description, shownName);
    else if (import)
        description.config.model = *import;
    else
        throw Error(shownName + " is not one of Glowworm's files ("
            + (header.tensors.empty() ? "no tensors"
                                      : std::to_string(header.tensors.size())
                        + " tensors, the first is \"" + printable(header.tensors[0].name) + "\"")
            + "). Say which network it holds: glowworm-cli import --model FILE --preset NAME --out "
              "OUT.");
    if (description.config.model.task == Task::Text)
        description.config.model.vocabSize = vocabularySize(header, shownName);
    if (const auto found = problems(description.config); !found.empty())
        throw Error(shownName + ": " + found.front().sentence);
    checkEntries(header, description, shownName);
    checkMemory(header, shownName);
    return description;
}

std::size_t nonFinite(const std::vector<float>& values)
{
    return static_cast<std::size_t>(std::count_if(
        values.begin(), values.end(), [](float value) { return !std::isfinite(value); }));
}

void requireFinite(
    const std::vector<float>& values, const std::string& where, const std::string& consequence)
{
    if (const std::size_t count = nonFinite(values); count > 0)
        throw Error(where + " holds " + std::to_string(count)
            + (count == 1 ? " value that is" : " values that are") + " not finite (NaN or infinite)"
            + consequence);
}

/// What to try instead of weights that are not finite: where better ones may be depends on where
/// the file comes from.
const char* adviceOnOthers(const Metadata& metadata)
{
    if (!hasOwnMetadata(metadata))
        return "Save it again from weights that are finite.";
    const auto kind = metadata.find("glowworm.kind");
    return kind != metadata.end() && kind->second == "run"
        ? "Open an older checkpoint of its run."
        : "Use another copy, or export the model again.";
}

/// Takes the tensors `prefix` + name out of the file and turns them into floats.
Tensors takeTensors(SafetensorsFile& file, const ModelConfig& config, const std::string& prefix)
{
    Tensors tensors;
    for (const TensorSpec& spec : tensorSpecs(config)) {
        const auto raw = file.tensors.extract(prefix + spec.name).mapped();
        Tensor tensor{raw.shape, toFloats(raw, spec.name)};
        requireFinite(tensor.values, file.shownName + ": tensor \"" + prefix + spec.name + "\"",
            std::string("; it can be inspected, but neither resumed nor used. ")
                + adviceOnOthers(file.metadata));
        tensors.emplace(spec.name, std::move(tensor));
    }
    return tensors;
}

std::vector<char32_t> takeVocabulary(const SafetensorsFile& file)
{
    const RawTensor& raw = file.tensors.at(kVocabulary);
    const std::size_t width = sizeOf(raw.dtype);
    const bool isSigned = nameOf(raw.dtype).starts_with('I');
    std::vector<char32_t> characters;
    for (std::size_t at = 0; at < raw.bytes.size(); at += width) {
        std::uint64_t value = 0;
        std::memcpy(&value, raw.bytes.data() + at, width);
        const bool isNegative = isSigned && value >> (8 * width - 1) != 0;
        if (isNegative && width < sizeof value)
            value |= ~std::uint64_t{0} << 8 * width;
        if (value > 0xFFFFFFFF)
            throw Error(file.shownName + ": Entry " + std::to_string(characters.size())
                + " of the vocabulary, "
                + (isNegative ? std::to_string(static_cast<std::int64_t>(value))
                              : std::to_string(value))
                + ", is no Unicode character.");
        characters.push_back(
            static_cast<char32_t>(value)); // whether it is a character, Vocabulary says
    }
    try {
        return Vocabulary(std::move(characters)).characters();
    } catch (const Error& error) {
        throw Error(file.shownName + ": " + error.what());
    }
}

ModelState takeModel(SafetensorsFile& file, const Description& description)
{
    ModelState model;
    model.config = description.config.model;
    if (model.config.task == Task::Text)
        model.vocabulary = takeVocabulary(file);
    model.tensors = takeTensors(file, model.config, "");
    model.steps = description.steps;
    model.valLoss = description.valLoss;
    model.accuracy = description.accuracy;
    return model;
}

SafetensorsFile readDescribed(const std::filesystem::path& path,
    const std::optional<ModelConfig>& import, Description& description)
{
    const std::string shownName = printable(path.filename().string());
    return readSafetensors(path, [&](const SafetensorsHeader& header) {
        description = describe(header, import, shownName);
    });
}

std::string utcNow()
{
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts = {};
    gmtime_r(&now, &parts);
    char text[32];
    return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts));
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
    return metadata;
}

void addTensors(std::map<std::string, RawTensor>& out, const ModelConfig& config,
    const Tensors& tensors, const std::string& prefix, DType dtype)
{
    checkTensors(config, tensors);
    for (const auto& [name, tensor] : tensors) {
        requireFinite(tensor.values, "Tensor \"" + prefix + name + "\"", "; nothing was written.");
        RawTensor raw = fromFloats(tensor, dtype);
        if (dtype != DType::F32)
            requireFinite(toFloats(raw, name),
                "Tensor \"" + name + "\" as " + std::string(nameOf(dtype)),
                "; nothing was written. Save as F32.");
        out.emplace(prefix + name, std::move(raw));
    }
}

std::map<std::string, RawTensor> modelTensors(const ModelState& model, DType dtype)
{
    std::map<std::string, RawTensor> tensors;
    addTensors(tensors, model.config, model.tensors, "", dtype);
    if (model.config.task == Task::Text) {
        const auto characters = Vocabulary(model.vocabulary).characters();
        if (static_cast<int>(characters.size()) != model.config.vocabSize)
            throw Error("The model's vocabulary has " + std::to_string(characters.size())
                + " characters, its architecture " + std::to_string(model.config.vocabSize)
                + "; nothing was written.");
        const auto bytes = std::as_bytes(std::span(characters));
        tensors[kVocabulary] = {DType::U32, {model.config.vocabSize}, {bytes.begin(), bytes.end()}};
    }
    return tensors;
}

} // namespace

WrittenFile writeModel(OutputTarget target, const ModelState& model, DType dtype)
{
    return writeSafetensors(std::move(target), modelMetadata(model, {model.config, {}}, false),
        modelTensors(model, dtype));
}

WrittenFile writeTrainer(OutputTarget target, const TrainerState& state)
{
    const ModelConfig& config = state.model.config;
    Metadata metadata = modelMetadata(state.model, {config, state.train}, true);
    metadata["glowworm.best_step"] = std::to_string(state.bestStep);
    metadata["glowworm.corpus"] = state.corpusHash;
    if (state.bestLoss)
        metadata["glowworm.best_loss"] = shortest(*state.bestLoss);
    auto tensors = modelTensors(state.model, DType::F32);
    addTensors(tensors, config, state.firstMoment, kFirstMoment, DType::F32);
    addTensors(tensors, config, state.secondMoment, kSecondMoment, DType::F32);
    return writeSafetensors(std::move(target), metadata, tensors);
}

ModelState readModel(const std::filesystem::path& path, const std::optional<ModelConfig>& import)
{
    Description description;
    SafetensorsFile file = readDescribed(path, import, description);
    return takeModel(file, description);
}

TrainerState readTrainer(const std::filesystem::path& path)
{
    Description description;
    SafetensorsFile file = readDescribed(path, {}, description);
    if (!description.isRun)
        throw Error(file.shownName
            + " holds weights only, without the optimizer's state: it can be used, but not "
              "resumed.");
    TrainerState state;
    state.model = takeModel(file, description);
    state.train = description.config.train;
    state.firstMoment = takeTensors(file, state.model.config, kFirstMoment);
    state.secondMoment = takeTensors(file, state.model.config, kSecondMoment);
    state.bestLoss = description.bestLoss;
    state.bestStep = description.bestStep;
    state.corpusHash = description.corpus;
    return state;
}

void requireImportable(
    const SafetensorsHeader& header, const ModelConfig& import, const std::string& shownName)
{
    if (hasOwnMetadata(header.metadata))
        throw Error(shownName
            + " is one of Glowworm's files and says itself which network it holds: open it, or "
              "export it.");
    describe(header, import, shownName);
}

std::string checkpointHash(const std::filesystem::path& file)
{
    const SafetensorsHeader header = readSafetensorsHeader(file);
    const auto found = header.metadata.find("glowworm.sha256");
    return found == header.metadata.end() ? "" : found->second;
}

} // namespace glowworm
