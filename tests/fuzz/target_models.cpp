// SPDX-License-Identifier: GPL-3.0-or-later
// Model files: listed, opened as ours, opened as another program's; tapes, sessions and counts of
// neurons, which are files of the same form.
#include "targets.h"

#include "model/io/checkpoint.h"
#include "model/io/model_import.h"
#include "model/io/sha256.h"
#include "model/neurons/activity_file.h"
#include "model/session/session_file.h"
#include "model/session/session_values.h"
#include "model/tape/tape_export.h"
#include "model/tape/tape_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>

namespace glowworm::fuzz {
namespace {

using Json = nlohmann::ordered_json;

RunConfig tinyConfig(Task task)
{
    RunConfig config;
    config.model.task = task;
    config.model.dModel = 4;
    config.model.layers = 1;
    config.model.heads = 2;
    config.model.context = 3;
    config.model.neurons = 6;
    config.model.groups = 3;
    config.model.routerRank = 2;
    if (task == Task::Text)
        config.model.vocabSize = 3;
    return config;
}

ModelState tinyModel(Task task)
{
    return initialState(tinyConfig(task),
        task == Task::Text ? std::vector<char32_t>{U'\n', U'a', U'\u00E9'}
                           : std::vector<char32_t>());
}

void checkModel(const ModelState& model)
{
    for (const auto& [name, tensor] : model.tensors)
        require(elementCount(tensor.shape) == static_cast<std::int64_t>(tensor.values.size()),
            "a tensor has another size than its shape");
    require(
        problems(RunConfig{model.config, {}}).empty(), "a model of impossible sizes was opened");
}

void read(std::string_view bytes)
{
    const std::filesystem::path file = memoryFile(bytes);
    const auto scan = scanSafetensors(file);
    require(scan.has_value(), "a scan that nobody stopped gave nothing");
    if (!hasOwnMetadata(scan->header.metadata)) {
        accepts([&] { presetsThatFit(file); });
        for (Task task : {Task::Text, Task::Digits})
            accepts([&] { checkModel(readModel(file, tinyConfig(task).model)); });
        return;
    }
    require(scan->hash == checkpointHash(file), "a file of ours was accepted with another hash");
    accepts([&] { checkModel(readModel(file)); });
    accepts([&] { checkModel(readTrainer(file).model); });
}

std::uint64_t lengthOf(const std::string& bytes)
{
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), std::min(sizeof length, bytes.size()));
    return std::min<std::uint64_t>(length, bytes.size() < 8 ? 0 : bytes.size() - 8);
}

/// Bits of an element; what is no type of the format counts as one byte.
std::uint64_t bitsOf(const std::string& type)
{
    static const std::map<std::string, std::uint64_t> kBits{{"F64", 64}, {"I64", 64}, {"U64", 64},
        {"C64", 64}, {"F32", 32}, {"I32", 32}, {"U32", 32}, {"F16", 16}, {"BF16", 16}, {"I16", 16},
        {"U16", 16}, {"F6_E2M3", 6}, {"F6_E3M2", 6}, {"F4", 4}};
    const auto found = kBits.find(type);
    return found == kBits.end() ? 8 : found->second;
}

/// The offsets that follow from types and shapes; the bytes of data they need, nothing when that is
/// too much for an input.
std::optional<std::uint64_t> layOut(Json& header)
{
    std::uint64_t end = 0;
    for (auto& [name, tensor] : header.items()) {
        if (name == "__metadata__" || !tensor.is_object() || !tensor.contains("dtype")
            || !tensor["dtype"].is_string() || !tensor.contains("shape")
            || !tensor["shape"].is_array())
            continue;
        std::uint64_t bits = bitsOf(tensor["dtype"].get<std::string>());
        for (const Json& size : tensor["shape"]) {
            if (!size.is_number_unsigned() || size.get<std::uint64_t>() > 1 << 16)
                return std::nullopt;
            bits *= size.get<std::uint64_t>();
            if (bits > 1 << 20)
                return std::nullopt;
        }
        tensor["data_offsets"] = {end, end + bits / 8};
        end += bits / 8;
    }
    return end <= 1 << 17 ? std::optional(end) : std::nullopt;
}

void signFile(std::string& bytes)
{
    constexpr std::string_view kStart = R"({"__metadata__":{"glowworm.sha256":")";
    constexpr std::size_t kAt = 8 + kStart.size(), kDigits = 64;
    if (bytes.size() < kAt + kDigits || std::string_view(bytes).substr(8, kStart.size()) != kStart)
        return;
    bytes.replace(kAt, kDigits, kDigits, '0');
    bytes.replace(kAt, kDigits, sha256Hex(std::as_bytes(std::span(bytes))));
}

std::string repair(std::string bytes)
{
    const std::uint64_t length = lengthOf(bytes);
    std::string text = bytes.size() < 8 ? std::string() : bytes.substr(8, length),
                data = bytes.substr(std::min(bytes.size(), 8 + length));
    Json header = Json::parse(text, nullptr, false);
    if (header.is_object())
        if (const auto size = layOut(header)) {
            text = header.dump(-1, ' ', false, Json::error_handler_t::replace);
            data.resize(*size);
        }
    const std::uint64_t newLength = text.size();
    std::string whole(8, '\0');
    std::memcpy(whole.data(), &newLength, sizeof newLength);
    whole += text + data;
    signFile(whole);
    return whole;
}

std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// As another program writes: no metadata, the vocabulary as I64.
std::string foreignBytes(const ModelState& model)
{
    Json header = Json::object();
    std::string data;
    const auto add = [&](const std::string& name, const char* type, const Shape& shape,
                         const void* values, std::size_t bytes) {
        header[name] = {{"dtype", type}, {"shape", shape},
            {"data_offsets", {data.size(), data.size() + bytes}}};
        data.append(static_cast<const char*>(values), bytes);
    };
    if (!model.vocabulary.empty()) {
        const std::vector<std::int64_t> letters(model.vocabulary.begin(), model.vocabulary.end());
        add("vocab", "I64", {static_cast<std::int64_t>(letters.size())}, letters.data(),
            letters.size() * sizeof letters[0]);
    }
    for (const auto& [name, tensor] : model.tensors)
        add(name, "F32", tensor.shape, tensor.values.data(), tensor.values.size() * sizeof(float));
    header["__metadata__"] = nullptr;
    const std::string text = header.dump();
    const std::uint64_t length = text.size();
    std::string whole(8, '\0');
    std::memcpy(whole.data(), &length, sizeof length);
    return whole + text + data;
}

std::vector<std::string> seeds()
{
    const std::filesystem::path file
        = std::filesystem::temp_directory_path() / "glowworm-fuzz-seed.safetensors";
    std::vector<std::string> all;
    for (Task task : {Task::Text, Task::Digits}) {
        const ModelState model = tinyModel(task);
        for (DType dtype : {DType::F32, DType::F16}) {
            writeModel(file, model, dtype);
            all.push_back(contentOf(file));
        }
        all.push_back(foreignBytes(model));
    }
    TrainerState state;
    state.model = tinyModel(Task::Text);
    state.train = tinyConfig(Task::Text).train;
    state.firstMoment = state.secondMoment = state.model.tensors;
    writeTrainer(file, state);
    all.push_back(contentOf(file));
    std::filesystem::remove(file);
    std::string odd
        = R"({"a":{"dtype":"F8_E4M3","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"F4","shape":[2],"data_offsets":[3,4]},)"
          R"("c":{"dtype":"new","shape":[2],"data_offsets":[4,9]},"d":{"dtype":"F64","shape":[1],"data_offsets":[9,17]}})";
    const std::uint64_t length = odd.size();
    odd.insert(0, 8, '\0');
    std::memcpy(odd.data(), &length, sizeof length);
    all.push_back(odd + std::string(17, '\x3F'));
    return all;
}

// -------------------------------------------------------------------------------------------------
// tapes

void readTapeFile(std::string_view bytes)
{
    const Tape tape = readTape(memoryFile(bytes));
    require(!tape.empty(), "a tape without a text");
    for (const GeneratedToken& token : tape.update().tokens)
        for (const LayerFiring& layer : token.firing.layers)
            for (const std::uint16_t neuron : layer.neurons)
                require(neuron < tape.track(token.twin)->model().config.neurons,
                    "a neuron that the model does not have");
    tapeText(tape);
    tapeHtml(tape);
    tapeCsv(tape, [](std::string_view) {});
}

std::vector<std::string> seedsOfTape()
{
    const std::filesystem::path file
        = std::filesystem::temp_directory_path() / "glowworm-fuzz-seed.glowtape";
    std::vector<std::string> all;
    for (const bool both : {false, true}) {
        ModelState state = tinyModel(Task::Text);
        GenerationSpec spec;
        spec.sparse = packLanguage(state);
        if (both) {
            RunConfig dense = tinyConfig(Task::Text);
            dense.model.routing = Routing::Dense;
            spec.dense = packLanguage(initialState(dense, state.vocabulary));
        }
        spec.sample.tokens = 4;
        Tape tape{spec.sample, {}, {{1, "caf\u00E9"}}, "2026-11-29T18:02:31Z", "a processor"};
        for (const auto& weights : {spec.sparse, spec.dense})
            if (weights)
                tape.tracks.emplace_back(TapeModel{
                    weights->config, weights->vocabulary, weights->format, "model", "", {}});
        Generator generator(spec);
        while (generator.advance()) { }
        tape.add(generator.take());
        writeTape(file, tape);
        all.push_back(contentOf(file));
    }
    std::filesystem::remove(file);
    return all;
}

// -------------------------------------------------------------------------------------------------
// sessions

/// As the window does: the text is shown, the values are asked for and written back.
void readSessionFile(std::string_view bytes)
{
    const SavedSession session = readSession(memoryFile(bytes));
    if (session.tape)
        session.tape->update();
    const JsonDocument values(session.values);
    for (const std::string& part : values.object().keys())
        accepts([&] {
            const JsonObject object = values.object().object(part.c_str());
            for (const std::string& key : object.keys())
                accepts([&] { object.setting(key.c_str()); });
            restoredFields(object, runFields(), RunConfig{});
        });
    SavedSession unpacked = session;
    unpackTimings(unpacked, [](const std::string&, const std::string& name) {
        require(
            !name.empty() && name.find('/') == std::string::npos, "a name leads out of a folder");
        return std::filesystem::path(name);
    });
    const JsonDocument named(unpacked.values);
    const std::string again = withUnknown("{}", session.values);
    require(withUnknown(again, session.values) == again, "values change when they are kept");
}

std::vector<std::string> seedsOfSession()
{
    const std::filesystem::path file
        = std::filesystem::temp_directory_path() / "glowworm-fuzz-seed.glowworm";
    SessionValues values;
    values.object("window").text("panel", "caf\u00E9");
    saveFields(values.object("run"), runFields(), RunConfig{});
    values.object("digits").numbers("ink", std::array{0.0, 0.5});
    std::vector<std::string> all;
    for (const std::string& tape : seedsOfTape()) {
        const auto text = std::make_shared<const Tape>(readTape(memoryFile(tape)));
        writeSession(file, {values.json(), text, {}});
        all.push_back(contentOf(file));
    }
    writeSession(file,
        {R"({"timing": {"shown": "/a/b.json.part"}})", nullptr,
            {{"text_sparse", std::vector<std::byte>(5)}}, {{"shown", "{}"}, {"compared", "[1]"}}});
    all.push_back(contentOf(file));
    std::filesystem::remove(file);
    return all;
}

// -------------------------------------------------------------------------------------------------
// counts of neurons

constexpr NeuronGrid kGrid{1, 3, 2};
constexpr std::int64_t kTokens = 9;
const ActivityKey kCounted{"model", "corpus", WeightFormat::Fp32};

void readCounts(std::string_view bytes)
{
    const NeuronActivity activity = readActivity(memoryFile(bytes), kCounted, kGrid, true, kTokens);
    require(activity.seen() <= kTokens, "more was counted than there is");
    std::int64_t fired = 0;
    for (int neuron = 0; neuron < kGrid.neurons(); ++neuron) {
        fired += activity.fired({0, neuron});
        for (const NeuronActivity::Place& place : activity.strongest({0, neuron}))
            require(place.where < kTokens, "a place lies outside");
        for (const NeuronActivity::Rival& rival : activity.rivals({0, neuron}))
            require(rival.neuron / 2 == neuron / 2, "a rival is of another group");
    }
    require(fired == activity.seen() * kGrid.groups, "a group did not fire once a token");
    censusOf(activity);
}

std::vector<std::string> seedsOfCounts()
{
    const std::filesystem::path file
        = std::filesystem::temp_directory_path() / "glowworm-fuzz-counts.safetensors";
    std::vector<std::string> all;
    for (const std::uint32_t count : {1U, 9U}) {
        NeuronActivity activity(kGrid, true);
        for (std::uint32_t i = 0; i < count; ++i) {
            FiringRecord record;
            record.layers.push_back({{static_cast<std::uint16_t>(i % 2), 2, 5},
                {static_cast<float>(i), 0, 0.5F}, {1, 2, 3, 4, 5, 6}, {}});
            activity.add(record, i);
        }
        keepActivity(file, kCounted, activity);
        all.push_back(contentOf(file));
    }
    std::filesystem::remove(file);
    return all;
}

} // namespace

const Target kNeurons{"neurons", readCounts, repair, seedsOfCounts};
const Target kTape{"tape", readTapeFile, repair, seedsOfTape};
const Target kSession{"session", readSessionFile, repair, seedsOfSession};
const Target kSafetensors{"safetensors", read, repair, seeds};

} // namespace glowworm::fuzz
