// SPDX-License-Identifier: GPL-3.0-or-later
// What runs, timings and experiments leave behind, and settings as they are typed.
#include "targets.h"

#include "model/bench/result_file.h"
#include "model/experiments/experiment.h"
#include "model/training/run_folder.h"
#include "model/training/run_text.h"

namespace glowworm::fuzz {
namespace {

// ------------------------------------------------------------------------------------------------------------------
// runs

void readRunFile(std::string_view bytes)
{
    const std::filesystem::path folder = folderWith("run.json", bytes);
    const KeptRun run = readRun(folder);
    require(!run.runs.empty(), "a run without models");
}

std::vector<std::string> seedsOfRun()
{
    std::vector<std::string> all;
    for (const char* name : {"quick-sparse", "glowworm-mnist", "study-shakespeare-sparse"}) {
        const RunConfig config = preset(name).config;
        KeptRun run;
        run.name = name;
        run.dataName = "/data/caf\u00E9.txt";
        run.runs = {{Twin::Sparse, config}, {Twin::Dense, denseTwin(config)}};
        run.threads = 2;
        run.build = "0.1.0";
        run.stop = {800, 1.5, 1.25, 5};
        run.momentsPerDoubling = 4;
        all.push_back(runText(run));
    }
    return all;
}

void readLabelFile(std::string_view bytes)
{
    const RunLabel label = readLabel(folderWith("label.json", bytes));
    require(parseLabel(labelText(label), "label") == label, "a label that reads back as another");
}

std::vector<std::string> seedsOfLabel()
{
    return {labelText({"wide caf\u00E9", "twice the neurons\nno gain", 3}), labelText({})};
}

void readHistoryFile(std::string_view bytes)
{
    const auto events = readHistory(folderWith("history.jsonl", bytes));
    for (const TrainingEvent& event : events)
        if (event.kind == TrainingEvent::Kind::Notice
            && event.text.find("damaged") != std::string::npos)
            requireSentence(event.text);
}

std::vector<std::string> seedsOfHistory()
{
    using Kind = TrainingEvent::Kind;
    std::string lines;
    for (Kind kind : {Kind::Step, Kind::Evaluation, Kind::Sample, Kind::Saved, Kind::Notice}) {
        TrainingEvent event;
        event.kind = kind;
        event.step.step = event.eval.step = 3;
        event.elapsed = 0.25;
        event.eval.groupEntropy = event.eval.groupDead = {0.5, 0.25};
        event.eval.fired = {3, 0, 1, 2};
        event.text = "caf\u00E9";
        if (kind == Kind::Notice)
            event.change = SettingChange{"batch", "32", "64"};
        lines += historyLine(event);
    }
    return {lines + resumedLine(Twin::Sparse, 2)};
}

// ----------------------------------------------------------------------------------------------------------------
// results

/// As the window shows it.
void useExperiment(const ExperimentResult& result)
{
    toJson(result);
    toMarkdown(result);
    toCsv(result);
    for (const ExperimentRowResult& row : result.rows) {
        meanCurve(row);
        stepsTo(row, 1.5);
        gapAtEqualSteps(row, result.rows.front());
        gapAtEqualTime(row, result.rows.front());
    }
}

void readResults(std::string_view bytes)
{
    const std::filesystem::path file = memoryFile(bytes);
    std::string refusals;
    int readers = 0;
    const auto attempt = [&](const auto& read) {
        try {
            read();
            ++readers;
        } catch (const Error& error) {
            requireSentence(error.what());
            refusals += error.what() + std::string(" ");
        }
    };
    attempt([&] { useExperiment(readExperimentResult(file)); });
    attempt([&] {
        const BenchResult result = readResult(file);
        toMarkdown(result);
        toCsv(result);
        parseResult(toJson(result), "again"); // what we write we read
    });
    attempt([&] { require(!readExperiment(file).rows.empty(), "an experiment without rows"); });
    if (readers == 0)
        throw Error(refusals);
}

MachineInfo someMachine()
{
    MachineInfo machine;
    machine.cpu = "a processor";
    machine.simd = "AVX2";
    machine.compiler = "a compiler";
    machine.build = "0.1.0";
    machine.hardwareThreads = machine.usableThreads = 2;
    machine.memoryBytes = 8'000'000'000;
    return machine;
}

ExperimentResult experiment(Task task)
{
    ExperimentResult result;
    result.machine = someMachine();
    result.name = result.title = "three";
    result.reference = "dense";
    result.task = task;
    result.threads = 2;
    for (const char* name : {"dense", "sparse"}) {
        ExperimentRowResult& item = result.rows.emplace_back();
        item.row.name = item.row.family = item.row.label = name;
        item.row.config = preset(task == Task::Text ? "quick-sparse" : "glowworm-mnist").config;
        item.row.seeds = {1, 2};
        item.parameters = 1000;
        item.stepSeconds = {0.1, 0.2, 0.1};
        for (std::uint64_t seed : item.row.seeds) {
            ExperimentCurve& curve = item.curves.emplace_back();
            curve.seed = seed;
            curve.finished = true;
            for (std::int64_t step : {0, 100, 200})
                curve.points.push_back({.step = step,
                    .loss = 2.0 - 0.005 * static_cast<double>(step),
                    .accuracy = task == Task::Digits ? std::optional(0.5) : std::nullopt,
                    .deadFraction = 0.25,
                    .routingEntropy = 0.5});
        }
    }
    return result;
}

BenchResult timing()
{
    BenchResult result;
    result.machine = someMachine();
    for (const char* impl : {"dense", "sparse"}) {
        BenchRow& row = result.rows.emplace_back();
        row.impl = impl;
        row.density = 1.0 / 64;
        row.samples = {10, 11, 12};
        row.roundsDone = 3;
        row.microseconds = quartiles(row.samples);
    }
    result.ratios
        = {{"dense/sparse", 1.0 / 64, 1, {18.75, 17.1, 19.4}, "sparse 19x faster", "fp32"}};
    result.checks = {{2.5e-7, 24, 64, 24}};
    result.equivalence = result.checks.front();
    result.notices = {"Noisy machine"};
    return result;
}

std::vector<std::string> seedsOfResults()
{
    BenchResult token = timing();
    token.config.workload = Workload::Token;
    token.bandwidth = BenchBandwidth{1000, 10, 9, {0.9, 0.8, 1.0}};
    token.threads = {{2, {1.5, 1.4, 1.6}, "faster"}};
    token.parts = {{"dense", "attention", 10, 0.5, quartiles({1.0, 2.0}), "clock"}};
    token.quality = {{"sparse", 1.5, {}, 10, 8}};
    const std::string declared
        = R"({"title": "t", "preset": "quick-sparse", "set": {"steps": 200}, "seeds": [1, 2], "reference": "dense",)"
          R"( "margin": 0.1, "rows": [{"name": "dense", "set": {"routing": "dense"}}, {"name": "a", "label": "A"}]})";
    return {toJson(experiment(Task::Text)), toJson(experiment(Task::Digits)), toJson(timing()),
        toJson(token), declared};
}

// ---------------------------------------------------------------------------------------------------------------
// settings

/// A JSON object of settings, or lines as in `--set name=value`, for runs and for sampling.
void readSettings(std::string_view bytes)
{
    bool any = accepts([&] {
        const RunConfig config = runConfigFromJson(bytes);
        if (problems(config).empty())
            require(runConfigFromJson(toJson(config))
                    == runConfigFromJson(toJson(runConfigFromJson(toJson(config)))),
                "settings change");
    });
    RunConfig config;
    SampleConfig sample;
    for (std::size_t begin = 0; begin < bytes.size();) {
        const std::string_view line = bytes.substr(begin, bytes.find('\n', begin) - begin);
        begin += line.size() + 1;
        any = accepts([&] { assign(config, line); }) || any;
        const std::size_t equals = line.find('=');
        for (const Field<SampleConfig>& field : sampleFields())
            if (equals != std::string_view::npos && line.substr(0, equals) == field.name)
                any = accepts([&] { field.write(sample, line.substr(equals + 1)); }) || any;
    }
    problems(config);
    require(problems(sample).empty(), "a setting out of range was taken");
    if (!any)
        throw Error("The bytes hold no setting.");
}

std::vector<std::string> seedsOfSettings()
{
    std::vector<std::string> all;
    for (const Preset& preset : presets())
        all.push_back(toJson(preset.config));
    std::string lines;
    const RunConfig config;
    for (const Field<RunConfig>& field : runFields())
        lines += std::string(field.name) + "=" + field.read(config) + "\n";
    const SampleConfig sample;
    for (const Field<SampleConfig>& field : sampleFields())
        lines += std::string(field.name) + "=" + field.read(sample) + "\n";
    all.push_back(lines);
    return all;
}

} // namespace

const Target kRun{"run", readRunFile, asIs, seedsOfRun};
const Target kLabel{"label", readLabelFile, asIs, seedsOfLabel};
const Target kHistory{"history", readHistoryFile, asIs, seedsOfHistory};
const Target kResults{"results", readResults, asIs, seedsOfResults};
const Target kSettings{"settings", readSettings, asIs, seedsOfSettings};

} // namespace glowworm::fuzz
