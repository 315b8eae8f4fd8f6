// SPDX-License-Identifier: GPL-3.0-or-later
// The file that declares an experiment, read strictly: a person may have written it.
#include "model/experiments/experiment.h"

#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/data/data_folder.h"
#include "model/io/input_file.h"
#include "model/io/paths.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace glowworm {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t kMostPlanBytes = 1'000'000;
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

ExperimentRow rowOf(
    const JsonObject& item, const RunConfig& base, const std::vector<std::uint64_t>& seeds)
{
    item.allowOnly({"name", "label", "family", "set", "seeds"});
    const std::string name = item.text("name");
    if (!isPlainName(name))
        item.refuse(
            "name", "a name of its own of letters, digits, '-', '_' and '.', for its folder");
    try {
        ExperimentRow row{.name = name,
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

Experiment experimentOf(const JsonObject& file, const std::string& name)
{
    file.allowOnly({"title", "about", "preset", "set", "seeds", "reference", "margin", "rows"});
    Experiment experiment{.name = name,
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
        experiment.rows.push_back(rowOf(item, base, seeds));
        if (!names.insert(experiment.rows.back().name).second)
            item.refuse("name", "a name of its own");
        if (experiment.rows.back().config.model.task != experiment.task())
            throw Error("the rows are of different tasks; an experiment has one");
    }
    if (experiment.rows.empty())
        file.refuse("rows", "a list of at least one row");
    if (std::ranges::none_of(experiment.rows,
            [&](const ExperimentRow& row) { return row.family == experiment.reference; }))
        throw Error("no row is of the family \"" + printable(experiment.reference)
            + "\", which \"reference\" names");
    return experiment;
}

} // namespace

Experiment readExperiment(const fs::path& file)
{
    Experiment experiment;
    readJsonFile(readText(file, kMostPlanBytes),
        {printable(file.filename().string()), "is no experiment", ""},
        [&](const JsonObject& object) { experiment = experimentOf(object, file.stem().string()); });
    return experiment;
}

std::vector<fs::path> listExperiments()
{
    std::vector<fs::path> found = entriesOf(experimentsFolder());
    std::erase_if(found, [](const fs::path& file) { return file.extension() != ".json"; });
    return found;
}

fs::path findExperiment(const std::string& name)
{
    if (name.ends_with(".json") || name.find('/') != std::string::npos)
        return name;
    std::string names;
    for (const fs::path& file : listExperiments()) {
        if (file.stem() == name)
            return file;
        names += (names.empty() ? "" : ", ") + file.stem().string();
    }
    throw Error("There is no experiment \"" + printable(name) + "\": "
        + (names.empty() ? "no experiments were found beside this program; "
                         : "choose one of " + names + ", or ")
        + "name a .json file.");
}

} // namespace glowworm
