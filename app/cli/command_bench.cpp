// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "interrupt.h"
#include "model/bench/scorecard.h"
#include "model/data/data_folder.h"
#include "model/io/checkpoint.h"
#include "model/io/model_file.h"
#include "model/io/paths.h"
#include "model/line/command_options.h"
#include "model/training/train_library.h"

#include <CLI/CLI.hpp>

namespace glowworm {

namespace {

std::shared_ptr<const TextCorpus> openText(const std::filesystem::path& file)
{
    return std::make_shared<const TextCorpus>(TextCorpus::load(file, interrupted));
}

/// The files given, if any; their text, or Tiny Shakespeare where it is.
void openModels(BenchOptions& options)
{
    if (options.dense.empty() != options.sparse.empty())
        throw UsageError("--dense and --sparse belong together.");
    if (options.dense.empty())
        return;
    BenchConfig& config = options.config;
    const auto open = [&config](const std::filesystem::path& path, std::string& hash) {
        const std::filesystem::path file = modelFile(path);
        hash = checkpointHash(file);
        return std::make_shared<const ModelState>(openModel(file, taskOf(config.workload)));
    };
    config.dense = open(options.dense, config.denseHash);
    config.sparse = open(options.sparse, config.sparseHash);
    if (!options.text.empty())
        config.text = openText(options.text);
    else if (const auto shakespeare = shakespeareFile();
             shakespeare && config.workload == Workload::Token)
        config.text = openText(*shakespeare);
}

const TrainEntry* openLibrary(bool wanted, Session& session, std::vector<std::string>& notices)
{
    if (!wanted)
        return nullptr;
    session.output.progress("Loading LibTorch ...");
    try {
        return &trainLibrary();
    } catch (const Error& error) {
        notices.push_back(error.what());
        return nullptr;
    }
}

int bench(BenchOptions options, Session& session)
{
    const BenchConfig& config = options.config;
    openModels(options);
    const std::vector<std::string> wrong = problems(config);
    if (!wrong.empty())
        throw UsageError(wrong.front());
    std::optional<OutputTarget> csv
        = targetOf("--csv", options.csv, {options.dense, options.sparse, options.text});
    std::vector<std::string> notices;
    Benchmark benchmark(config, openLibrary(config.libtorch, session, notices));
    runAll(benchmark, session, csv && !csv->isStandardOutput());

    BenchResult result = benchmark.result();
    result.notices.insert(result.notices.end(), notices.begin(), notices.end());
    session.output.result(toJson(result), toMarkdown(result));
    if (csv)
        session.output.save(*csv, toCsv(result));
    return result.complete ? kExitDone : kExitInterrupted;
}

/// Losses of the number formats are those of the shipped models when no files are given: random
/// weights have none worth measuring.
int scorecard(BenchOptions options, Session& session)
{
    openModels(options);
    std::vector<std::string> notices;
    ScorecardConfig config{options.config, options.config.dense, options.config.sparse};
    if (!config.trainedDense) {
        const auto file = options.text.empty() ? shakespeareFile() : options.text;
        const std::filesystem::path dense = modelsFolder() / "shakespeare-dense.safetensors",
                                    sparse = modelsFolder() / "shakespeare-sparse.safetensors";
        if (file && isThere(dense) && isThere(sparse)) {
            config.trainedDense = std::make_shared<const ModelState>(openModel(dense, Task::Text));
            config.trainedSparse
                = std::make_shared<const ModelState>(openModel(sparse, Task::Text));
            config.bench.text = openText(*file);
        } else {
            notices.push_back("The loss of the number formats was not measured: it needs the "
                              "shipped models and Tiny Shakespeare.");
        }
    }
    Scorecard machine(config, openLibrary(config.bench.libtorch, session, notices));
    runAll(machine, session);
    ScorecardResult result = machine.result();
    result.notices.insert(result.notices.end(), notices.begin(), notices.end());
    session.output.result(toJson(result), toMarkdown(result));
    return result.complete ? kExitDone : kExitInterrupted;
}

} // namespace

void addBench(CLI::App& app, Session& session)
{
    CLI::App* command = app.add_subcommand("bench", "Time dense against sparse");
    command->require_subcommand(1);

    for (std::size_t i = 0; i < kWorkloads.size(); ++i) {
        const auto options = std::make_shared<BenchOptions>();
        CLI::App* one = declareBench(*command, static_cast<Workload>(i), *options);
        whenNamed(*one, session, [options, &session] { return bench(*options, session); });
    }

    const auto scorecardOptions = std::make_shared<BenchOptions>();
    CLI::App* all = declareScorecard(*command, *scorecardOptions);
    whenNamed(*all, session,
        [scorecardOptions, &session] { return scorecard(*scorecardOptions, session); });
    addBenchTrain(*command, session);
}

} // namespace glowworm
