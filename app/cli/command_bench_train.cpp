// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "model/bench/train_benchmark.h"
#include "model/line/options.h"
#include "model/training/memory_check.h"
#include "model/training/train_library.h"

#include <CLI/CLI.hpp>

namespace glowworm {
namespace {

struct TrainBenchOptions {
    TrainBenchConfig config;
    std::string preset = "glowworm-shakespeare";
    int batch = 16;
    std::vector<std::string> settings;
};

int benchTrain(TrainBenchOptions options, Session& session)
{
    options.settings.insert(options.settings.begin(), "batch=" + std::to_string(options.batch));
    options.config.run = presetConfig(options.preset, options.settings);
    if (const auto wrong = problems(options.config); !wrong.empty())
        throw UsageError(wrong.front());
    if (const auto refusal
        = memoryRefusal(memoryOf(options.config) + addressesOfThreads(options.config.threads),
            machineInfo().availableMemoryBytes))
        throw Error(*refusal);
    session.output.progress("Loading LibTorch ...");
    TrainBenchmark benchmark(options.config, trainLibrary());
    runAll(benchmark, session);
    const TrainBenchResult result = benchmark.result();
    session.output.result(toJson(result), toMarkdown(result));
    return result.complete ? kExitDone : kExitInterrupted;
}

} // namespace

void addBenchTrain(CLI::App& bench, Session& session)
{
    CLI::App* command = bench.add_subcommand("train",
        "One training step: sparse, dense, and the dense model from LibTorch's own modules, in "
        "turns");
    const auto options = std::make_shared<TrainBenchOptions>();
    command->add_option("--preset", options->preset, "Sparse text preset")->capture_default_str();
    within(command->add_option("--batch", options->batch, "Windows of text a step"), 1,
        static_cast<std::int64_t>(runField("batch").maximum))
        ->capture_default_str();
    command->add_option("--set", options->settings, "field=value, any number of times")
        ->type_name("FIELD=VALUE");
    within(command->add_option(
               "--threads", options->config.threads, "Threads of every implementation"),
        1, kMostThreads)
        ->capture_default_str();
    within(command->add_option(
               "--repeats", options->config.repeats, "Measured rounds of one step each"),
        1, kMostRounds)
        ->capture_default_str();
    within(command->add_option(
               "--warmup", options->config.warmup, "Rounds before them that do not count"),
        0, kMostRounds)
        ->capture_default_str();
    whenNamed(*command, session, [options, &session] { return benchTrain(*options, session); });
}

} // namespace glowworm
