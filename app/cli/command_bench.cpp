// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_options.h"
#include "commands.h"
#include "options.h"

#include "interrupt.h"
#include "model/bench/scorecard.h"
#include "model/data/data_folder.h"
#include "model/io/checkpoint.h"
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

void addModels(CLI::App& command, BenchOptions& options)
{
    command.add_option("--dense", options.dense, "Dense model file, or folder of a run")
        ->type_name("FILE");
    command.add_option("--sparse", options.sparse, "Sparse model file, or folder of a run")
        ->type_name("FILE");
}

void addText(CLI::App& command, BenchOptions& options)
{
    command
        .add_option("--text", options.text,
            "Text whose last tenth measures the loss of each number format (default: Tiny "
            "Shakespeare)")
        ->type_name("FILE");
}

const char* helpOf(Workload workload)
{
    switch (workload) {
    case Workload::FeedForward:
        return "One FF layer with random weights, several copies in rotation";
    case Workload::Layer:
        return "One block with random weights (norms, attention, FF), several copies in rotation";
    case Workload::Token:
        return "Whole tokens of two text models; without files, random weights of the original "
               "study's size";
    case Workload::Prompt:
        return "A whole prompt at once, from an empty cache";
    case Workload::Batch:
        return "One token of each of several texts";
    case Workload::Digits:
        return "Pictures through two digit networks";
    }
    return "";
}

} // namespace

CLI::App* declareBench(CLI::App& bench, Workload workload, BenchOptions& options)
{
    CLI::App* command = bench.add_subcommand(std::string(nameOf(workload)), helpOf(workload));
    options.config = usualBench(workload);
    addFields(*command, benchFields(), options.config);
    if (!isShaped(workload))
        addModels(*command, options);
    if (workload == Workload::Token)
        addText(*command, options);
    command->add_option("--csv", options.csv, "Write the rows as CSV too")->type_name("FILE");
    return command;
}

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

    CLI::App* all
        = command->add_subcommand("scorecard", "Every goal of the project in one run, in minutes");
    const auto scorecardOptions = std::make_shared<BenchOptions>();
    scorecardOptions->config.workload = Workload::Token;
    const ScorecardConfig usual;
    scorecardOptions->config.repeats = usual.repeats;
    scorecardOptions->config.warmup = usual.warmup;
    scorecardOptions->config.blockSeconds = usual.blockSeconds;
    addModels(*all, *scorecardOptions);
    addText(*all, *scorecardOptions);
    addFields(*all, benchFields(), scorecardOptions->config,
        {"repeats", "warmup", "libtorch", "block_seconds", "seed"});
    addCommon(*all, session);
    all->callback([scorecardOptions, &session] {
        session.run
            = [scorecardOptions, &session] { return scorecard(*scorecardOptions, session); };
    });
    addBenchTrain(*command, session);
}

} // namespace glowworm
