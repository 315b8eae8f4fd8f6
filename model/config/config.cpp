// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/json_reader.h"
#include "model/config/field_table.h"

#include <nlohmann/json.hpp>

namespace glowworm {
namespace {

std::size_t editDistance(std::string_view a, std::string_view b) // Levenshtein
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j)
            diagonal = std::exchange(
                row[j], std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])}));
    }
    return row.back();
}

/// "48 and 64": the divisors of `whole` next below and above `wanted`.
std::string nearestDivisors(int whole, int wanted)
{
    int below = 1, above = whole;
    for (int d = 1; d <= whole; ++d) {
        if (whole % d != 0)
            continue;
        if (d <= wanted)
            below = d;
        if (d >= wanted) {
            above = d;
            break;
        }
    }
    return std::to_string(below) + (above != below ? " and " + std::to_string(above) : "");
}

} // namespace

const Field<RunConfig>& runField(std::string_view name)
{
    const auto fields = runFields();
    const auto found = std::ranges::find(fields, name, &Field<RunConfig>::name);
    if (found != fields.end())
        return *found;
    const auto nearest
        = std::min_element(fields.begin(), fields.end(), [&](const auto& a, const auto& b) {
              return editDistance(a.name, name) < editDistance(b.name, name);
          });
    throw Error("There is no setting \"" + printable(std::string(name)) + "\"; the nearest is "
        + std::string(nearest->name) + ".");
}

void assign(RunConfig& config, std::string_view assignment)
{
    const auto equals = assignment.find('=');
    if (equals == std::string_view::npos)
        throw Error("\"" + printable(std::string(assignment))
            + "\" is no setting; write field=value, for example groups=24.");
    runField(assignment.substr(0, equals)).write(config, assignment.substr(equals + 1));
}

std::vector<Problem> problems(const RunConfig& config)
{
    std::vector<Problem> found;
    checkRanges(runFields(), config, found);
    if (!found.empty())
        return found;
    const auto mustDivide = [&](const std::string& name, int part, const char* whole, int size) {
        if (size % part != 0)
            found.push_back({name,
                name + ": " + std::to_string(part) + " does not divide " + whole + " = "
                    + std::to_string(size) + "; nearest: " + nearestDivisors(size, part) + "."});
    };
    const ModelConfig& m = config.model;
    const TrainConfig& t = config.train;
    mustDivide("groups", m.groups, "neurons", m.neurons);
    if (m.task == Task::Text)
        mustDivide("heads", m.heads, "d_model", m.dModel);
    if (t.microBatch > 0)
        mustDivide("micro_batch", t.microBatch, "batch", t.batch);
    if (t.warmup > t.steps)
        found.push_back({"warmup",
            "warmup: " + std::to_string(t.warmup)
                + " is more than steps = " + std::to_string(t.steps) + "."});
    return found;
}

std::vector<Problem> problems(const SampleConfig& config)
{
    std::vector<Problem> found;
    checkRanges(sampleFields(), config, found);
    return found;
}

void validate(const RunConfig& config)
{
    if (const auto found = problems(config); !found.empty())
        throw Error(found.front().sentence);
}

std::string toJson(const RunConfig& config)
{
    nlohmann::ordered_json object;
    addFields(object, runFields(), config);
    return object.dump();
}

std::string jsonOf(FieldKind kind, std::string_view text)
{
    const auto quoted = [](std::string_view word) {
        return nlohmann::json(word).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    };
    if (kind == FieldKind::Choice)
        return quoted(text);
    if (kind == FieldKind::List)
        return "[" + std::string(text) + "]";
    if (kind != FieldKind::Words)
        return std::string(text);
    std::string list;
    for (const std::string& word : listed(text))
        list += (list.empty() ? "" : ",") + quoted(word);
    return "[" + list + "]";
}

RunConfig runConfigFrom(const JsonObject& object, const RunConfig& base)
{
    RunConfig config = base;
    for (const std::string& name : object.keys())
        runField(name).write(config, object.setting(name.c_str()));
    return config;
}

RunConfig runConfigFromJson(std::string_view json, const RunConfig& base)
{
    const JsonDocument document(json);
    return runConfigFrom(document.object(), base);
}

RunConfig denseTwin(const RunConfig& config)
{
    RunConfig twin = config;
    twin.model.routing = Routing::Dense;
    return twin;
}

} // namespace glowworm
