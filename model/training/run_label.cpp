// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/run_label.h"

#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/base/system_words.h"
#include "model/io/atomic_file.h"
#include "model/io/input_file.h"
#include "model/io/paths.h"

#include <nlohmann/json.hpp>

#include <system_error>

namespace glowworm {
namespace {

using Json = nlohmann::json;

constexpr int kFormat = 1;
constexpr std::uint64_t kLargestFile = 100'000; // bytes; every byte of a note may be written as six
constexpr const char* kFile = "label.json";

/// UTF-8: what continues a character is cut with it.
std::string cut(std::string text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80)
        --most;
    text.resize(most);
    return text;
}

std::string textOf(const JsonObject& object, const char* key, std::size_t most)
{
    std::string text = object.text(key, std::string());
    if (text.size() > most)
        object.refuse(key, "a text of at most " + std::to_string(most) + " bytes");
    return text;
}

} // namespace

std::string cutName(std::string name) { return cut(std::move(name), kLongestRunName); }
std::string cutNote(std::string note) { return cut(std::move(note), kLongestRunNote); }

std::string labelText(const RunLabel& label)
{
    const Json json{
        {"format", kFormat}, {"name", label.name}, {"note", label.note}, {"colour", label.colour}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

RunLabel parseLabel(const std::string& text, const std::string& shownName)
{
    RunLabel label;
    const JsonFile file{shownName, "is damaged",
        "The run itself is another file; give it a new name, and this one is replaced.", kFormat};
    readJsonFile(text, file, [&label](const JsonObject& object) {
        label.name = textOf(object, "name", kLongestRunName);
        label.note = textOf(object, "note", kLongestRunNote);
        if (object.has("colour"))
            label.colour = object.integer("colour", 0, kRunColours);
    });
    return label;
}

RunLabel readLabel(const std::filesystem::path& folder)
{
    const std::filesystem::path file = folder / kFile;
    return isTaken(file) ? parseLabel(readText(file, kLargestFile), shownPath(file)) : RunLabel();
}

void writeLabel(const std::filesystem::path& folder, const RunLabel& label)
{
    const std::filesystem::path file = folder / kFile;
    if (label != RunLabel())
        return writeFileDurably(file, labelText(label));
    std::error_code failed;
    std::filesystem::remove(file, failed);
    if (failed)
        throw Error(shownPath(file) + " cannot be removed: " + systemWords(failed.value()) + ".");
}

} // namespace glowworm
