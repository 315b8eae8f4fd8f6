// SPDX-License-Identifier: GPL-3.0-or-later
// The file that declares a study, read strictly: a person may have written it.
#include "runs/study.h"

#include "data/data_folder.h"
#include "error.h"
#include "io/input_file.h"
#include "io/json_strict.h"
#include "io/paths.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace glowworm {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
constexpr std::uint64_t kMostBytes = 1'000'000;

/// Reads a study's file key by key; what() of each error starts with where it is.
class StudyReader {
public:
    explicit StudyReader(std::string where)
        : m_where(std::move(where))
    {
    }

    Study read(const Json& file, const std::string& name) const
    {
        requireKeys(file, m_where,
            {"title", "about", "preset", "set", "seeds", "reference", "margin", "rows"});
        if (file.contains("margin") && !file.at("margin").is_number())
            throw Error(m_where + ": \"margin\" must be a number.");
        Study study{.name = name,
            .title = text(file, "title", name),
            .about = text(file, "about", ""),
            .reference = text(file, "reference", "dense"),
            .margin = file.value("margin", 0.02),
            .rows = {}};
        const RunConfig base
            = settings(file, m_where, preset(text(file, "preset", "glowworm-shakespeare")).config);
        const auto seeds = seedsOf(file, {1});
        if (!file.contains("rows") || !file.at("rows").is_array() || file.at("rows").empty())
            throw Error(m_where + ": \"rows\" must be a list of at least one row.");
        std::set<std::string> names;
        for (const Json& item : file.at("rows")) {
            const std::string rowName = item.is_object() ? text(item, "name", "") : "";
            const std::string where = m_where + ", row \"" + printable(rowName) + "\"";
            requireKeys(item, where, {"name", "label", "family", "set", "seeds"});
            const bool plain = !rowName.empty() && rowName.front() != '.'
                && std::ranges::all_of(rowName, [](unsigned char c) {
                       return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
                   });
            if (!plain || !names.insert(rowName).second)
                throw Error(where
                    + ": a row needs a name of its own of letters, digits, '-', '_' and '.', for "
                      "its folder.");
            StudyRow row{.name = rowName,
                .label = text(item, "label", rowName),
                .family = text(item, "family", rowName),
                .config = settings(item, where, base),
                .seeds = seedsOf(item, seeds)};
            if (const auto wrong = problems(row.config); !wrong.empty())
                throw Error(where + ": " + wrong.front().sentence);
            study.rows.push_back(std::move(row));
        }
        for (const StudyRow& row : study.rows)
            if (row.config.model.task != study.task())
                throw Error(m_where + ": the rows are of different tasks; a study has one.");
        if (std::ranges::none_of(
                study.rows, [&](const StudyRow& row) { return row.family == study.reference; }))
            throw Error(m_where + ": no row is of the family \"" + printable(study.reference)
                + "\", which \"reference\" names.");
        return study;
    }

private:
    static void requireKeys(
        const Json& object, const std::string& where, const std::set<std::string>& known)
    {
        if (!object.is_object())
            throw Error(where + ": expected a JSON object.");
        for (const auto& [key, value] : object.items())
            if (!known.contains(key))
                throw Error(
                    where + ": there is no \"" + printable(key) + "\" in a study; remove it.");
    }
    std::string text(const Json& object, const char* key, const std::string& otherwise) const
    {
        if (object.contains(key) && !object.at(key).is_string())
            throw Error(m_where + ": \"" + key + "\" must be a text.");
        return object.value(key, otherwise);
    }
    static RunConfig settings(const Json& object, const std::string& where, const RunConfig& base)
    {
        try {
            return object.contains("set") ? runConfigFromJson(object.at("set").dump(), base) : base;
        } catch (const Error& error) {
            throw Error(where + ": " + error.what());
        }
    }
    std::vector<std::uint64_t> seedsOf(
        const Json& object, std::vector<std::uint64_t> otherwise) const
    {
        if (!object.contains("seeds"))
            return otherwise;
        const Json& seeds = object.at("seeds");
        const bool good = seeds.is_array() && !seeds.empty()
            && std::ranges::all_of(seeds, [](const Json& seed) {
                   return seed.is_number_unsigned() && seed.get<std::uint64_t>() <= 2147483647;
               });
        if (!good)
            throw Error(m_where + ": \"seeds\" must be a list of whole numbers, 0 to 2147483647.");
        return seeds.get<std::vector<std::uint64_t>>();
    }

    std::string m_where;
};

} // namespace

Study readStudy(const fs::path& file)
{
    const std::string text = readText(file, kMostBytes),
                      shown = printable(file.filename().string());
    const Json json
        = nestsTooDeep(text) ? Json(Json::value_t::discarded) : Json::parse(text, nullptr, false);
    if (json.is_discarded())
        throw Error(shown + " is no JSON, so it is no study.");
    return StudyReader(shown).read(json, file.stem().string());
}

std::vector<fs::path> listStudies()
{
    std::vector<fs::path> found = entriesOf(studiesFolder());
    std::erase_if(found, [](const fs::path& file) { return file.extension() != ".json"; });
    return found;
}

} // namespace glowworm
