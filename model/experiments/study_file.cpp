// SPDX-License-Identifier: GPL-3.0-or-later
// The file that declares a study, read strictly: a person may have written it.
#include "model/experiments/study.h"

#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/data/data_folder.h"
#include "model/io/input_file.h"
#include "model/io/paths.h"

#include <algorithm>
#include <set>

namespace glowworm {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t kMostBytes = 1'000'000;
constexpr std::uint64_t kLargestSeed = 2147483647;

RunConfig settingsOf(const JsonObject& object, const RunConfig& base)
{
    return object.has("set") ? runConfigFrom(object.object("set"), base) : base;
}

std::vector<std::uint64_t> seedsOf(
    const JsonObject& object, const std::vector<std::uint64_t>& otherwise)
{
    if (!object.has("seeds"))
        return otherwise;
    auto seeds = object.integers<std::uint64_t>("seeds", 0, kLargestSeed);
    if (seeds.empty())
        object.refuse("seeds", "a list of whole numbers");
    return seeds;
}

/// It names a folder.
bool isPlainName(const std::string& name)
{
    return !name.empty() && name.front() != '.' && std::ranges::all_of(name, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
    });
}

StudyRow rowOf(
    const JsonObject& item, const RunConfig& base, const std::vector<std::uint64_t>& seeds)
{
    item.allowOnly({"name", "label", "family", "set", "seeds"});
    const std::string name = item.text("name");
    if (!isPlainName(name))
        item.refuse(
            "name", "a name of its own of letters, digits, '-', '_' and '.', for its folder");
    try {
        StudyRow row{.name = name,
            .label = item.text("label", name),
            .family = item.text("family", name),
            .config = settingsOf(item, base),
            .seeds = seedsOf(item, seeds)};
        validate(row.config);
        return row;
    } catch (const Error& error) {
        throw Error("row \"" + name + "\": " + error.what());
    }
}

Study studyOf(const JsonObject& file, const std::string& name)
{
    file.allowOnly({"title", "about", "preset", "set", "seeds", "reference", "margin", "rows"});
    Study study{.name = name,
        .title = file.text("title", name),
        .about = file.text("about", ""),
        .reference = file.text("reference", "dense"),
        .margin = file.has("margin") ? file.number("margin") : 0.02,
        .rows = {}};
    const RunConfig base
        = settingsOf(file, preset(file.text("preset", "glowworm-shakespeare")).config);
    const auto seeds = seedsOf(file, {1});
    std::set<std::string> names;
    for (const JsonObject& item : file.objects("rows")) {
        study.rows.push_back(rowOf(item, base, seeds));
        if (!names.insert(study.rows.back().name).second)
            item.refuse("name", "a name of its own");
        if (study.rows.back().config.model.task != study.task())
            throw Error("the rows are of different tasks; a study has one");
    }
    if (study.rows.empty())
        file.refuse("rows", "a list of at least one row");
    if (std::ranges::none_of(
            study.rows, [&](const StudyRow& row) { return row.family == study.reference; }))
        throw Error("no row is of the family \"" + printable(study.reference)
            + "\", which \"reference\" names");
    return study;
}

} // namespace

Study readStudy(const fs::path& file)
{
    Study study;
    readJsonFile(readText(file, kMostBytes),
        {printable(file.filename().string()), "is no study", ""},
        [&](const JsonObject& object) { study = studyOf(object, file.stem().string()); });
    return study;
}

std::vector<fs::path> listStudies()
{
    std::vector<fs::path> found = entriesOf(studiesFolder());
    std::erase_if(found, [](const fs::path& file) { return file.extension() != ".json"; });
    return found;
}

} // namespace glowworm
