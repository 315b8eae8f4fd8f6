// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/checkpoint.h"
#include "model/base/error.h"
#include "model/config/vocabulary.h"
#include "model/io/checkpoint_header.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace glowworm {
namespace {

void requireFinite(
    const std::vector<float>& values, const std::string& where, const std::string& consequence)
{
    const auto count
        = std::ranges::count_if(values, [](float value) { return !std::isfinite(value); });
    if (count > 0)
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

ModelState takeModel(SafetensorsFile& file, const CheckpointHeader& described)
{
    ModelState model;
    model.config = described.config.model;
    if (model.config.task == Task::Text)
        model.vocabulary = takeVocabulary(file);
    model.tensors = takeTensors(file, model.config, "");
    model.steps = described.steps;
    model.valLoss = described.valLoss;
    model.accuracy = described.accuracy;
    model.corpusHash = described.corpus;
    return model;
}

SafetensorsFile readDescribed(const std::filesystem::path& path,
    const std::optional<ModelConfig>& import, CheckpointHeader& described)
{
    const std::string shownName = printable(path.filename().string());
    return readSafetensors(path,
        [&](const SafetensorsHeader& header) { described = describe(header, import, shownName); });
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
    return writeSafetensors(std::move(target), metadataOf(model), modelTensors(model, dtype));
}

WrittenFile writeTrainer(OutputTarget target, const TrainerState& state)
{
    const ModelConfig& config = state.model.config;
    auto tensors = modelTensors(state.model, DType::F32);
    addTensors(tensors, config, state.firstMoment, kFirstMoment, DType::F32);
    addTensors(tensors, config, state.secondMoment, kSecondMoment, DType::F32);
    return writeSafetensors(std::move(target), metadataOf(state), tensors);
}

ModelState readModel(const std::filesystem::path& path, const std::optional<ModelConfig>& import)
{
    CheckpointHeader described;
    SafetensorsFile file = readDescribed(path, import, described);
    return takeModel(file, described);
}

TrainerState readTrainer(const std::filesystem::path& path)
{
    CheckpointHeader described;
    SafetensorsFile file = readDescribed(path, {}, described);
    if (!described.isRun)
        throw Error(file.shownName
            + " holds weights only, without the optimizer's state: it can be used, but not "
              "resumed.");
    TrainerState state;
    state.model = takeModel(file, described);
    state.train = described.config.train;
    state.firstMoment = takeTensors(file, state.model.config, kFirstMoment);
    state.secondMoment = takeTensors(file, state.model.config, kSecondMoment);
    state.bestLoss = described.bestLoss;
    state.bestStep = described.bestStep;
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
