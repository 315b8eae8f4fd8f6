// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/session/session_file.h"

#include "model/base/build_info.h"
#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/base/numbers.h"
#include "model/io/atomic_file.h"
#include "model/io/folders.h"
#include "model/io/paths.h"
#include "model/io/safetensors.h"
#include "model/io/sha256.h"
#include "model/tape/tape_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace glowworm {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kOurs = "session.", kModels = "session.model.",
                           kTimings = "session.timing.";
constexpr const char* kValues = "session.values";
constexpr const char* kTape = "glowworm.tape";
constexpr std::size_t kLongestName = 200; // bytes, of a file

RawTensor bytesOf(std::span<const std::byte> bytes)
{
    return {DType::U8, {static_cast<std::int64_t>(bytes.size())}, {bytes.begin(), bytes.end()}};
}

bool isSlot(std::string_view name)
{
    constexpr std::size_t kLongest = 40;
    return !name.empty() && name.size() <= kLongest
        && std::ranges::all_of(name, [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); });
}

/// The name that a file had, if it is one that stays in the folder it is written to.
std::string fileNameOf(const std::string& path, const std::string& otherwise)
{
    std::string name = path.substr(path.rfind('/') + 1);
    const bool isName = !name.empty() && name.size() <= kLongestName && name.front() != '.'
        && printable(name, kLongestName) == name;
    return isName ? name : otherwise;
}

/// Where the values name a file: values[part][key]... as a text, which is made where it is none.
Json& fileIn(Json& parent, const char* key)
{
    if (!parent.is_object())
        parent = Json::object();
    Json& file = parent[key];
    if (!file.is_string())
        file = "";
    return file;
}

bool isSlotOf(std::string_view kind, std::string_view name)
{
    return name.starts_with(kind) && isSlot(name.substr(kind.size()));
}

/// From the header alone: what kind of file it is, and that our part of it is complete. Throws
/// Error, one sentence.
void check(const SafetensorsHeader& header, const std::string& shownName)
{
    const auto kind = header.metadata.find("glowworm.kind");
    if (kind == header.metadata.end() || kind->second != "session")
        throw Error(shownName
            + " is a model or another file of tensors, not a session. Open a .glowworm file.");
    requireFormat(header, kSessionFormat, shownName);
    std::size_t models = 0, timings = 0, values = 0;
    for (const TensorEntry& entry : header.tensors) {
        const std::string_view name = entry.name;
        if (!name.starts_with(kOurs))
            continue; // the tape's
        const std::size_t size = entry.end - entry.begin;
        const bool isModel = isSlotOf(kModels, name),
                   isTiming = isSlotOf(kTimings, name) && size <= kMostTiming,
                   isValues = name == kValues && size <= kMostValues;
        if (entry.dtype != DType::U8 || entry.shape.size() != 1
            || !(isModel || isTiming || isValues))
            throw Error(shownName + " is damaged: \"" + printable(entry.name)
                + "\" is no part of a session. Use another copy of the file.");
        models += isModel;
        timings += isTiming;
        values += isValues;
    }
    if (values != 1 || models > kMostModels || timings > kMostTimings)
        throw Error(shownName + " is damaged: "
            + (values != 1 ? "it does not hold one set of values"
                    : models > kMostModels
                    ? "it holds more than " + std::to_string(kMostModels) + " models"
                    : "it holds more than " + std::to_string(kMostTimings) + " timings")
            + ". Use another copy of the file.");
}

/// Whether it has the tensors of a tape without being told so is the tape's reader to refuse.
bool hasTape(const SafetensorsHeader& header)
{
    return header.metadata.contains(kTape)
        || std::ranges::any_of(header.tensors,
            [](const TensorEntry& entry) { return !entry.name.starts_with(kOurs); });
}

Json objectOf(const std::string& text)
{
    JsonDocument strictly(text); // refuses what the library lets through
    return Json::parse(text);
}

std::string textOf(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Values, models and timings. They lie in the session.
SafetensorsFile withoutText(const SavedSession& session)
{
    if (session.values.size() > kMostValues)
        throw Error("The session holds more settings than a file takes: "
            + bytesText(session.values.size()) + ", at most " + bytesText(kMostValues) + ".");
    if (session.models.size() > kMostModels)
        throw Error("The session holds more models than a file takes: at most "
            + std::to_string(kMostModels) + ".");
    SafetensorsFile file{
        {{"glowworm.build", buildId()}, {"glowworm.format", std::to_string(kSessionFormat)},
            {"glowworm.kind", "session"}},
        {}, {}, {}};
    file.tensors[kValues] = bytesOf(std::as_bytes(std::span(session.values)));
    for (const auto& [name, bytes] : session.models) {
        if (!isSlot(name))
            throw Error("\"" + printable(name) + "\" is no place for a model.");
        file.tensors[std::string(kModels) + name] = bytesOf(bytes);
    }
    for (const auto& [place, json] : session.timings) {
        if (!isSlot(place) || json.size() > kMostTiming || session.timings.size() > kMostTimings)
            throw Error("The session holds more or larger timings than a file takes: at most "
                + std::to_string(kMostTimings) + " of " + bytesText(kMostTiming) + ".");
        file.tensors[std::string(kTimings) + place] = bytesOf(std::as_bytes(std::span(json)));
    }
    return file;
}

} // namespace

void writeSession(OutputTarget target, const SavedSession& session)
{
    SafetensorsFile file = withoutText(session);
    if (session.tape && !session.tape->empty())
        addTape(*session.tape, file);
    writeSafetensors(std::move(target), file.metadata, file.tensors);
}

std::string keepSession(const std::filesystem::path& path, const SavedSession& session)
{
    SafetensorsFile file = withoutText(session);
    std::string refused;
    if (session.tape && !session.tape->empty())
        try {
            addTape(*session.tape, file);
        } catch (const Error& error) {
            refused = error.what();
            file = withoutText(session);
        }
    writeSafetensors(path, file.metadata, file.tensors);
    return refused;
}

SavedSession readSession(const std::filesystem::path& path)
{
    const std::string shownName = printable(path.filename().string());
    SavedSession session;
    std::shared_ptr<Tape> tape;
    SafetensorsFile file = readSafetensors(path, [&](const SafetensorsHeader& header) {
        check(header, shownName);
        if (hasTape(header))
            tape = std::make_shared<Tape>(describeTape(header, shownName, kOurs));
    });
    if (tape)
        fillTape(*tape, file);
    session.tape = std::move(tape);
    const auto textOf = [](const RawTensor& tensor) {
        return std::string(reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size());
    };
    for (auto& [name, tensor] : file.tensors)
        if (name.starts_with(kModels))
            session.models.emplace(name.substr(kModels.size()), std::move(tensor.bytes));
        else if (name.starts_with(kTimings))
            session.timings.emplace(name.substr(kTimings.size()), textOf(tensor));
    session.values = textOf(file.tensors.at(kValues));
    readJsonFile(session.values, {shownName, "is damaged", "Use another copy of the file."},
        [](const JsonObject&) {});
    return session;
}

void unpackModels(SavedSession& session, const std::filesystem::path& folder)
{
    Json values = objectOf(session.values);
    for (const auto& [slot, bytes] : session.models) {
        Json& library = values["library"];
        if (!library.is_object())
            library = Json::object();
        Json& path = fileIn(library[slot], "model");
        const std::filesystem::path file = folder / sha256Hex(bytes).substr(0, 16)
            / fileNameOf(path.get<std::string>(), slot + ".safetensors");
        if (!isFile(file)) {
            makeFolders(file.parent_path(), "The session's models are put there.");
            const std::array pieces{std::span<const std::byte>(bytes)};
            writeFileDurably(file, pieces);
        }
        path = file.string();
    }
    session.models.clear();
    session.values = textOf(values);
}

void unpackTimings(SavedSession& session,
    const std::function<std::filesystem::path(const std::string& json, const std::string& name)>&
        keep)
{
    Json values = objectOf(session.values);
    for (const auto& [place, json] : session.timings) {
        Json& path = fileIn(values["timing"], place.c_str());
        std::filesystem::path name = fileNameOf(path.get<std::string>(), "timing");
        while (name.extension() == ".json" || name.extension() == ".part")
            name = name.stem();
        try {
            path = keep(json, name.string()).string();
        } catch (const Error&) { // then it is missed where it would be shown
        }
    }
    session.timings.clear();
    session.values = textOf(values);
}

std::string withUnknown(const std::string& newer, const std::string& older)
{
    Json values = objectOf(newer);
    const Json before = objectOf(older);
    for (const auto& [part, known] : before.items())
        if (!values.contains(part))
            values[part] = known;
        else if (values[part].is_object() && known.is_object())
            for (const auto& [key, value] : known.items())
                if (!values[part].contains(key))
                    values[part][key] = value;
    std::string all = textOf(values);
    return all.size() <= kMostValues ? all : newer; // what is known is kept before what is not
}

} // namespace glowworm
