// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tape/tape_file.h"

#include "model/base/build_info.h"
#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/base/numbers.h"
#include "model/config/vocabulary.h"
#include "model/io/safetensors.h"
#include "model/io/safetensors_header.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <map>

namespace glowworm {
namespace {

static_assert(std::endian::native == std::endian::little, "columns are copied as they lie");

using Json = nlohmann::ordered_json;
using RawTensors = std::map<std::string, RawTensor>;

constexpr const char* kKind = "glowworm.kind";
constexpr const char* kFormat = "glowworm.format";
constexpr const char* kTape = "glowworm.tape";
constexpr double kLongest = 1e9;               // seconds
constexpr double kFastest = 1e9;               // tokens/s
constexpr std::size_t kMostMetadata = 400'000; // bytes of the JSON object
constexpr std::size_t kMostBeside = 100'000;   // of the header: keys, build, columns
static_assert(kMostMetadata + kMostBeside <= kMetadataLimit);
static_assert(2 * kMostMetadata + kMostBeside <= kOwnHeaderLimit,
    "a header has the object as a text, its quotes and backslashes escaped");

// -------------------------------------------------------------------------------------------------
// tensors

DType typeOfFired(const FiringCode& code)
{
    return code.bytesPerGroup() == 2 ? DType::U16
        : code.bytesPerGroup() == 4  ? DType::U32
                                     : DType::U8;
}

/// Names, types and shapes of a track of n tokens, the vocabulary's length included.
std::map<std::string, std::pair<DType, Shape>> columnsOf(const TapeModel& model, std::int64_t n)
{
    const FiringCode code(model.config);
    const std::int64_t candidates = TapeColumns::kCandidates,
                       entries = code.bytesPerGroup() > 0
        ? model.config.groups
        : static_cast<std::int64_t>(code.bytesPerLayer());
    const std::string twin = std::string(nameOf(model.twin())) + ".";
    return {{twin + "token", {DType::U16, {n}}}, {twin + "flags", {DType::U8, {n}}},
        {twin + "probability", {DType::F32, {n}}}, {twin + "seconds", {DType::F32, {n}}},
        {twin + "next", {DType::U16, {n, candidates}}},
        {twin + "next_probability", {DType::F16, {n, candidates}}},
        {twin + "vocab", {DType::U32, {model.config.vocabSize}}},
        {twin + "fired", {typeOfFired(code), {n, model.config.layers, entries}}}};
}

template <class Value>
RawTensor rawOf(const std::vector<Value>& values, const std::pair<DType, Shape>& described)
{
    const auto bytes = std::as_bytes(std::span(values));
    return {described.first, described.second, {bytes.begin(), bytes.end()}};
}

void addTrack(RawTensors& to, const TapeTrack& track)
{
    const TapeColumns& columns = track.columns();
    const auto described = columnsOf(track.model(), track.size());
    const std::string twin = std::string(nameOf(track.model().twin())) + ".";
    const auto add = [&](const char* name, const auto& values) {
        to[twin + name] = rawOf(values, described.at(twin + name));
    };
    add("token", columns.token);
    add("flags", columns.flags);
    add("probability", columns.probability);
    add("seconds", columns.seconds);
    add("next", columns.next);
    add("vocab", track.model().vocabulary);
    add("fired", columns.fired);
    to[twin + "next_probability"] = fromFloats(
        {described.at(twin + "next_probability").second, columns.nextProbability}, DType::F16);
}

template <class Value> std::vector<Value> valuesOf(RawTensors& tensors, const std::string& name)
{
    const std::vector<std::byte> bytes = std::move(tensors.at(name).bytes);
    std::vector<Value> values(bytes.size() / sizeof(Value));
    if (!bytes.empty())
        std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
}

TapeTrack takeTrack(RawTensors& tensors, TapeModel model)
{
    const std::string twin = std::string(nameOf(model.twin())) + ".";
    model.vocabulary = Vocabulary(valuesOf<char32_t>(tensors, twin + "vocab")).characters();
    TapeColumns columns;
    columns.token = valuesOf<std::uint16_t>(tensors, twin + "token");
    columns.flags = valuesOf<std::uint8_t>(tensors, twin + "flags");
    columns.probability = valuesOf<float>(tensors, twin + "probability");
    columns.seconds = valuesOf<float>(tensors, twin + "seconds");
    columns.next = valuesOf<std::uint16_t>(tensors, twin + "next");
    columns.nextProbability
        = toFloats(tensors.at(twin + "next_probability"), twin + "next_probability");
    columns.fired = std::move(tensors.at(twin + "fired").bytes);
    return {std::move(model), std::move(columns)};
}

// -------------------------------------------------------------------------------------------------
// metadata

Json addresses(const ModelConfig& config, const std::vector<NeuronAddress>& neurons)
{
    Json texts = Json::array();
    for (const NeuronAddress& neuron : neurons)
        texts.push_back(addressText(gridOf(config), neuron));
    return texts;
}

Json settingsJson(const auto& config, const auto& fields, FieldSection section)
{
    Json json = Json::object();
    for (const auto& field : fields)
        if (field.section == section)
            json[std::string(field.name)] = field.read(config);
    return json;
}

Json modelJson(const TapeTrack& track)
{
    const TapeModel& model = track.model();
    const GenerationSpeed& speed = track.speed;
    return {{"twin", nameOf(model.twin())}, {"source", model.source}, {"sha256", model.hash},
        {"weights", nameOf(model.format)},
        {"settings", settingsJson(RunConfig{model.config, {}}, runFields(), FieldSection::Model)},
        {"disabled", addresses(model.config, model.surgery.disabled)},
        {"forced", addresses(model.config, model.surgery.forced)},
        {"speed",
            {{"prompt_seconds", speed.promptSeconds}, {"reread_seconds", speed.rereadSeconds},
                {"token_seconds", speed.tokenSeconds}, {"tokens", speed.tokens},
                {"while_training", speed.whileTraining}, {"taking_turns", speed.takingTurns}}}};
}

std::string tapeJson(const Tape& tape)
{
    Json json = {{"recorded", tape.recorded}, {"machine", tape.machine},
        {"sample", settingsJson(tape.sample, sampleFields(), FieldSection::Sample)},
        {"models", Json::array()}, {"bookmarks", Json::array()}};
    for (const TapeTrack& track : tape.tracks)
        if (track.size() > 0)
            json["models"].push_back(modelJson(track));
    for (const TapeBookmark& mark : tape.bookmarks)
        json["bookmarks"].push_back({{"token", mark.token}, {"note", mark.note}});
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Every field of a table from the text of its member.
template <class Config>
void readSettings(const JsonObject& from, std::span<const Field<Config>> fields,
    FieldSection section, Config& config)
{
    for (const Field<Config>& field : fields)
        if (field.section == section)
            field.write(config, from.text(std::string(field.name).c_str()));
}

std::vector<NeuronAddress> addressesOf(
    const JsonObject& from, const char* key, const ModelConfig& config)
{
    std::vector<NeuronAddress> neurons;
    for (const std::string& text : from.texts(key))
        neurons.push_back(parseAddress(gridOf(config), text));
    return neurons;
}

template <class Choices>
auto choiceOf(const JsonObject& from, const char* key, const Choices& choices)
{
    const std::string name = from.text(key);
    const auto found
        = std::ranges::find_if(choices, [&](auto choice) { return nameOf(choice) == name; });
    if (found == std::end(choices))
        from.refuse(key, "one that this version knows");
    return *found;
}

bool isHash(const std::string& text)
{
    return text.empty()
        || (text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos);
}

/// All but the vocabulary, whose length `vocabulary` is.
TapeModel modelOf(const JsonObject& from, const SafetensorsHeader& header)
{
    TapeModel model;
    RunConfig config;
    readSettings(from.object("settings"), runFields(), FieldSection::Model, config);
    const Twin twin = choiceOf(from, "twin", kTwins);
    const auto vocabulary = std::ranges::find(
        header.tensors, std::string(nameOf(twin)) + ".vocab", &TensorEntry::name);
    if (vocabulary == header.tensors.end() || vocabulary->shape.size() != 1)
        throw Error("the vocabulary of a model is missing");
    config.model.vocabSize
        = static_cast<int>(std::clamp<std::int64_t>(vocabulary->shape[0], 0, 65535));
    if (config.model.task != Task::Text)
        from.refuse("settings", "those of a text model");
    if (twinOf(config.model) != twin)
        from.refuse("twin", "that of its settings");
    if (const auto wrong = problems(config); !wrong.empty())
        throw Error(wrong.front().sentence);
    model.config = config.model;
    model.format = choiceOf(from, "weights", kWeightFormats);
    model.source = from.text("source");
    model.hash = from.text("sha256");
    if (!isHash(model.hash))
        from.refuse("sha256", "64 hexadecimal digits or none");
    model.surgery = ordered(
        {addressesOf(from, "disabled", model.config), addressesOf(from, "forced", model.config)});
    if (const std::string wrong = problem(model.config, model.surgery); !wrong.empty())
        throw Error(wrong);
    return model;
}

GenerationSpeed speedOf(const JsonObject& from, Twin twin)
{
    GenerationSpeed speed;
    speed.twin = twin;
    speed.promptSeconds = from.number("prompt_seconds", 0, kLongest);
    speed.rereadSeconds = from.number("reread_seconds", 0, kLongest);
    speed.tokenSeconds = from.number("token_seconds", 0, kLongest);
    speed.tokens = from.integer<std::int64_t>("tokens");
    speed.whileTraining = from.flag("while_training");
    speed.takingTurns = from.flag("taking_turns");
    if (speed.tokensPerSecond() > kFastest)
        from.refuse("token_seconds", "a time in which so many tokens can be written");
    return speed;
}

/// What the header says, with tracks that have no tokens yet.
Tape tapeOf(const JsonObject& from, const SafetensorsHeader& header)
{
    Tape tape;
    tape.recorded = from.text("recorded");
    tape.machine = from.text("machine");
    readSettings(from.object("sample"), sampleFields(), FieldSection::Sample, tape.sample);
    if (const auto wrong = problems(tape.sample); !wrong.empty())
        throw Error(wrong.front().sentence);
    for (const JsonObject& one : from.objects("models")) {
        TapeTrack track(modelOf(one, header));
        track.speed = speedOf(one.object("speed"), track.model().twin());
        if (tape.track(track.model().twin()))
            one.refuse("twin", "one that no model before it has");
        tape.tracks.push_back(std::move(track));
    }
    if (tape.tracks.empty())
        from.refuse("models", "at least one model");
    for (const JsonObject& one : from.objects("bookmarks")) {
        if (tape.bookmarks.size() == kMostBookmarks)
            from.refuse("bookmarks", "at most " + std::to_string(kMostBookmarks));
        const auto token = one.integer<std::int64_t>("token");
        if (!tape.bookmarks.empty() && token <= tape.bookmarks.back().token)
            one.refuse("token", "a later one than that before it");
        tape.bookmarks.push_back({token, one.text("note")});
        if (tape.bookmarks.back().note.size() > kLongestNote)
            one.refuse("note", "at most " + std::to_string(kLongestNote) + " bytes");
    }
    return tape;
}

std::string member(const SafetensorsHeader& header, const char* key)
{
    const auto found = header.metadata.find(key);
    return found == header.metadata.end() ? std::string() : found->second;
}

/// Exactly the tensors of these models, and those whose names begin with `others`, if that is not
/// empty.
void checkColumns(const SafetensorsHeader& header, const Tape& tape, std::string_view others)
{
    auto known = std::ranges::count_if(header.tensors, [others](const TensorEntry& entry) {
        return !others.empty() && entry.name.starts_with(others);
    });
    std::int64_t longest = 0;
    for (const TapeTrack& track : tape.tracks) {
        const std::string twin(nameOf(track.model().twin()));
        const auto tokens = std::ranges::find(header.tensors, twin + ".token", &TensorEntry::name);
        const std::int64_t n
            = tokens != header.tensors.end() && tokens->shape.size() == 1 ? tokens->shape[0] : 0;
        if (n < 1)
            throw Error("\"" + twin + ".token\" is not a list of tokens");
        longest = std::max(longest, n);
        for (const auto& [name, described] : columnsOf(track.model(), n)) {
            const auto entry = std::ranges::find(header.tensors, name, &TensorEntry::name);
            if (entry == header.tensors.end() || entry->dtype != described.first
                || entry->shape != described.second)
                throw Error("\"" + name + "\" is not " + std::string(nameOf(described.first)) + " "
                    + shown(described.second));
            ++known;
        }
    }
    if (known != std::ssize(header.tensors))
        throw Error("it holds tensors that belong to no text");
    if (!tape.bookmarks.empty()
        && (tape.bookmarks.front().token < 0 || tape.bookmarks.back().token >= longest))
        throw Error("a bookmark lies outside the texts");
}

/// From the header of a tape's own file.
Tape describe(const SafetensorsHeader& header, const std::string& shownName)
{
    if (member(header, kKind) != "tape")
        throw Error(shownName
            + " is a model or another file of tensors, not a tape. Open a .glowtape file.");
    requireFormat(header, kTapeFormat, shownName);
    return describeTape(header, shownName);
}

} // namespace

void addTape(const Tape& tape, SafetensorsFile& to)
{
    if (tape.empty())
        throw Error("There is no text to keep yet: let a model write one first.");
    for (const TapeTrack& track : tape.tracks)
        if (track.size() > 0)
            addTrack(to.tensors, track);
    if (tape.bookmarks.size() > kMostBookmarks)
        throw Error("The tape has more bookmarks than a file holds: "
            + grouped(static_cast<std::int64_t>(tape.bookmarks.size())) + ", at most "
            + grouped(static_cast<std::int64_t>(kMostBookmarks)) + ". Remove some.");
    for (const TapeBookmark& mark : tape.bookmarks) {
        if (mark.token < 0 || mark.token >= tape.size())
            throw Error("The bookmark at character " + std::to_string(mark.token)
                + " lies outside the text. Remove it.");
        if (mark.note.size() > kLongestNote)
            throw Error("The note at character " + std::to_string(mark.token)
                + " is longer than a file holds: " + std::to_string(mark.note.size())
                + " bytes, at most " + std::to_string(kLongestNote) + ". Shorten it.");
    }
    std::string json = tapeJson(tape);
    if (json.size() > kMostMetadata)
        throw Error("The tape tells of surgery on more neurons than a file holds. Write the text "
                    "with fewer of them switched off or always chosen.");
    to.metadata[kTape] = std::move(json);
}

Tape describeTape(
    const SafetensorsHeader& header, const std::string& shownName, std::string_view others)
{
    Tape tape;
    readJsonFile(member(header, kTape), {shownName, "is damaged", "Use another copy of the file."},
        [&](const JsonObject& object) {
            tape = tapeOf(object, header);
            checkColumns(header, tape, others);
        });
    return tape;
}

void fillTape(Tape& described, SafetensorsFile& from)
{
    try {
        for (TapeTrack& track : described.tracks) {
            const GenerationSpeed speed = track.speed;
            track = takeTrack(from.tensors, track.model());
            track.speed = speed;
        }
    } catch (const Error& error) {
        throw Error(from.shownName + " is damaged: " + error.what() + " Use another copy.");
    }
}

void writeTape(OutputTarget target, const Tape& tape)
{
    SafetensorsFile file{
        {{"glowworm.build", buildId()}, {kFormat, std::to_string(kTapeFormat)}, {kKind, "tape"}},
        {}, {}, {}};
    addTape(tape, file);
    writeSafetensors(std::move(target), file.metadata, file.tensors);
}

Tape readTape(const std::filesystem::path& path)
{
    const std::string shownName = printable(path.filename().string());
    Tape described;
    SafetensorsFile file = readSafetensors(
        path, [&](const SafetensorsHeader& header) { described = describe(header, shownName); });
    fillTape(described, file);
    return described;
}

} // namespace glowworm
