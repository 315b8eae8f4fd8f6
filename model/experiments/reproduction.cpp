// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/experiments/reproduction.h"

#include "model/base/numbers.h"
#include "model/base/table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace glowworm {
namespace {

struct Line {
    std::string what, study, ours, command;
};

// What the original study's text states, see `study` of each line: 21.35 min dense and 25.28 min
// sparse for 6,000 steps of text; 2.23 and 2.30 min for 6,260 steps of digits; 10 and 11 million
// parameters.
constexpr double kTextTime = 25.28 / 21.35, kDigitTime = 2.30 / 2.23;

std::string withInterval(const RatioInterval& ratio)
{
    return decimals(ratio.value, 2) + " "
        + interval(decimals(ratio.low, 2), decimals(ratio.high, 2));
}

const ExperimentRowResult* rowOf(const ExperimentResult& result, std::string_view name)
{
    const auto row = std::ranges::find_if(
        result.rows, [&](const ExperimentRowResult& item) { return item.row.name == name; });
    return row == result.rows.end() ? nullptr : &*row;
}

/// "1.512 in 1,700 steps"; what is missing is said.
std::string lossWords(const ExperimentRowResult* row)
{
    if (!row || !row->loss())
        return "not trained";
    return decimals(*row->loss(), 3) + " in " + grouped(row->row.config.train.steps) + " steps";
}

std::string accuracyWords(const ExperimentRowResult* row)
{
    return row && row->accuracy() ? decimals(100 * *row->accuracy(), 2) + " %" : "not trained";
}

void addParameters(const Reproduction& all, std::vector<Line>& lines)
{
    const ExperimentRowResult *dense = rowOf(all.text, "dense"),
                              *sparse = rowOf(all.text, "sparse");
    if (dense && sparse)
        lines.push_back({"parameters of the text model, dense; sparse", "10 M; 11 M (+10 %)",
            grouped(dense->parameters) + "; " + grouped(sparse->parameters) + " ("
                + signedDecimals(100.0
                        * (static_cast<double>(sparse->parameters)
                                / static_cast<double>(dense->parameters)
                            - 1),
                    2)
                + " %)",
            "experiment reproduce"});
}

void addTextGaps(const Reproduction& all, std::vector<Line>& lines)
{
    const ExperimentRowResult *dense = rowOf(all.text, "dense"),
                              *sparse = rowOf(all.text, "sparse");
    if (!dense || !sparse)
        return;
    if (const auto gap = gapAtEqualSteps(*sparse, *dense))
        lines.push_back(
            {"the same, sparse minus dense, at equal steps", "worse: \"significantly more steps\"",
                signedDecimals(gap->loss, 3) + " at step " + grouped(std::llround(gap->at)),
                "experiment reproduce-text"});
    if (const auto gap = gapAtEqualTime(*sparse, *dense))
        lines.push_back({"the same, at equal time", "worse",
            signedDecimals(gap->loss, 3) + " after " + decimals(gap->at / 60, 0) + " min of steps",
            "experiment reproduce-text"});
}

void addTraining(const Reproduction& all, std::vector<Line>& lines)
{
    for (const TrainBenchResult& steps : all.steps)
        for (const TrainBenchRatio& ratio : steps.ratios)
            if (ratio.over == "sparse/dense")
                lines.push_back(
                    {"text, time of a training step, sparse over dense", decimals(kTextTime, 3),
                        withInterval(ratio.ratio) + " (matrix products in "
                            + std::string(nameOf(steps.config.run.train.matrixPrecision)) + ")",
                        "bench train --set matrix_precision="
                            + std::string(nameOf(steps.config.run.train.matrixPrecision))});
    for (const char* name : {"dense", "sparse"})
        lines.push_back({std::string("text, lowest validation loss, ") + name, "no figure",
            lossWords(rowOf(all.text, name)),
            std::string("experiment reproduce-text --row ") + name});
    addTextGaps(all, lines);
    const ExperimentRowResult *dense = rowOf(all.digits, "dense"),
                              *sparse = rowOf(all.digits, "sparse");
    if (dense && sparse && !dense->stepSeconds.empty()
        && dense->stepSeconds.size() == sparse->stepSeconds.size())
        lines.push_back(
            {"digits, time of a training step, sparse over dense", decimals(kDigitTime, 3),
                withInterval(ratioOfMedians(sparse->stepSeconds, dense->stepSeconds)),
                "experiment reproduce-digits"});
    for (const auto& [name, words, found] : {std::tuple("dense", "dense", "no figure"),
             std::tuple("sparse", "sparse", "slightly less than dense"),
             std::tuple("gumbel", "the study's router and settings", "slightly less than dense")})
        lines.push_back({std::string("digits, test accuracy, ") + words, found,
            accuracyWords(rowOf(all.digits, name)),
            std::string("experiment reproduce-digits --row ") + name});
}

/// The scorecard's goals that the original study has a figure for.
void addGeneration(const Reproduction& all, std::vector<Line>& lines)
{
    for (const Goal& goal : all.scorecard.goals)
        if (goal.study != "-")
            lines.push_back(
                {goal.what, goal.study, withInterval(goal.measured), "bench scorecard"});
}

std::vector<Line> linesOf(const Reproduction& all)
{
    std::vector<Line> lines;
    addParameters(all, lines);
    addTraining(all, lines);
    addGeneration(all, lines);
    return lines;
}

} // namespace

std::string toMarkdown(const Reproduction& all)
{
    std::vector<TableRow> rows{{"what", "the study", "ours", "printed by `glowworm-cli`"}};
    for (const Line& line : linesOf(all))
        rows.push_back({line.what, line.study, line.ours, "`" + line.command + "`"});
    return markdownTable(rows) + "\n" + machineLine(all.text) + "\n";
}

std::string toJson(const Reproduction& all)
{
    using Json = nlohmann::ordered_json;
    Json lines = Json::array(), steps = Json::array();
    for (const Line& line : linesOf(all))
        lines.push_back({{"what", line.what}, {"study", line.study}, {"ours", line.ours},
            {"command", line.command}});
    for (const TrainBenchResult& result : all.steps)
        steps.push_back(Json::parse(toJson(result)));
    const Json json{{"lines", std::move(lines)}, {"text", Json::parse(toJson(all.text))},
        {"digits", Json::parse(toJson(all.digits))}, {"steps", std::move(steps)},
        {"scorecard", Json::parse(toJson(all.scorecard))}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

} // namespace glowworm
