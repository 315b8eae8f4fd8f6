// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_options.h"
#include "commands.h"

#include "interrupt.h"
#include "model/bench/scorecard.h"
#include "model/data/data_folder.h"
#include "model/io/checkpoint.h"
#include "model/io/model_file.h"
#include "model/io/paths.h"
#include "model/training/train_library.h"

#include <CLI/CLI.hpp>

namespace glowworm {

namespace {

std::shared_ptr<const TextCorpus> openText(const std::filesystem::path& file)
{
    return std::make_shared<const TextCorpus>(TextCorpus::load(file, interrupted));
}

/// The files given, if any; their text, or Tiny Shakespeare where it is.
void openModels(BenchOptions& options, BenchResult& extra)
{
    if (options.dense.empty() != options.sparse.empty())
        throw UsageError("--dense and --sparse belong together.");
    if (options.dense.empty())
        return;
    const Task task = options.config.workload == Workload::Digits ? Task::Digits : Task::Text;
    const auto open = [task](const std::filesystem::path& path, std::string& hash) {
        const std::filesystem::path file = modelFile(path);
        hash = checkpointHash(file);
        return std::make_shared<const ModelState>(openModel(file, task));
    };
    options.config.dense = open(options.dense, extra.denseHash);
    options.config.sparse = open(options.sparse, extra.sparseHash);
    if (!options.text.empty())
        options.config.text = openText(options.text);
    else if (const auto shakespeare = shakespeareFile();
             shakespeare && options.config.workload == Workload::Token)
        options.config.text = openText(*shakespeare);
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
    BenchConfig& config = options.config;
    BenchResult extra; // what the benchmark does not know: hashes and notices
    openModels(options, extra);
    const std::vector<std::string> wrong = problems(config);
    if (!wrong.empty())
        throw UsageError(wrong.front());
    std::optional<OutputTarget> csv
        = targetOf("--csv", options.csv, {options.dense, options.sparse, options.text});
    Benchmark benchmark(config, openLibrary(config.libtorch, session, extra.notices));
    runAll(benchmark, session, csv && !csv->isStandardOutput());

    BenchResult result = benchmark.result();
    result.denseHash = extra.denseHash;
    result.sparseHash = extra.sparseHash;
    result.notices.insert(result.notices.end(), extra.notices.begin(), extra.notices.end());
    session.output.result(toJson(result), toMarkdown(result));
    if (csv)
        session.output.save(*csv, toCsv(result));
    return result.complete ? kExitDone : kExitInterrupted;
}

/// Losses of the number formats are those of the shipped models when no files are given: random
/// weights have none worth measuring.
int scorecard(BenchOptions options, Session& session)
{
    BenchResult extra;
    openModels(options, extra);
    ScorecardConfig config{.dense = options.config.dense,
        .sparse = options.config.sparse,
        .trainedDense = options.config.dense,
        .trainedSparse = options.config.sparse,
        .text = options.config.text,
        .repeats = options.config.repeats,
        .warmup = options.config.warmup,
        .blockSeconds = options.config.blockSeconds,
        .libtorch = options.config.libtorch,
        .seed = options.config.seed};
    if (!config.dense) {
        const std::filesystem::path models = modelsFolder();
        const auto file = options.text.empty() ? shakespeareFile() : options.text;
        if (file && isThere(models / "shakespeare-dense.safetensors")
            && isThere(models / "shakespeare-sparse.safetensors")) {
            config.trainedDense = std::make_shared<const ModelState>(
                openModel(models / "shakespeare-dense.safetensors", Task::Text));
            config.trainedSparse = std::make_shared<const ModelState>(
                openModel(models / "shakespeare-sparse.safetensors", Task::Text));
            config.text = openText(*file);
        } else {
            extra.notices.push_back("The loss of the number formats was not measured: it needs the "
                                    "shipped models and Tiny Shakespeare.");
        }
    }
    Scorecard machine(config, openLibrary(config.libtorch, session, extra.notices));
    runAll(machine, session);
    ScorecardResult result = machine.result();
    result.notices.insert(result.notices.end(), extra.notices.begin(), extra.notices.end());
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
        addCommon(*one, session);
        one->callback([options, &session] {
            session.run = [options, &session] { return bench(*options, session); };
        });
    }

    const auto scorecardOptions = std::make_shared<BenchOptions>();
    CLI::App* all = declareScorecard(*command, *scorecardOptions);
    addCommon(*all, session);
    all->callback([scorecardOptions, &session] {
        session.run
            = [scorecardOptions, &session] { return scorecard(*scorecardOptions, session); };
    });
    addBenchTrain(*command, session);
}

} // namespace glowworm
