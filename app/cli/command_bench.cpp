// SPDX-License-Identifier: GPL-3.0-or-later
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

struct BenchOptions {
    BenchConfig config;
    std::string routing = std::string(nameOf(Routing::Gated));
    std::filesystem::path dense, sparse, text, csv;
    bool noLibtorch = false;
};

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
    config.libtorch = !options.noLibtorch;
    config.routing
        = options.routing == nameOf(Routing::Gated) ? Routing::Gated : Routing::GumbelController;
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
    options.config.workload = Workload::Token;
    openModels(options, extra);
    ScorecardConfig config{.dense = options.config.dense,
        .sparse = options.config.sparse,
        .trainedDense = options.config.dense,
        .trainedSparse = options.config.sparse,
        .text = options.config.text,
        .repeats = options.config.repeats,
        .warmup = options.config.warmup,
        .blockSeconds = options.config.blockSeconds,
        .libtorch = !options.noLibtorch,
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

void addRounds(CLI::App& command, BenchOptions& options)
{
    BenchConfig& config = options.config;
    within(command.add_option("--repeats", config.repeats, "Measured rounds"), 1, kMostRounds)
        ->capture_default_str();
    within(command.add_option("--warmup", config.warmup, "Rounds before them that do not count"), 0,
        kMostRounds)
        ->capture_default_str();
    numberWithin(command.add_option("--block", config.blockSeconds,
                     "Least seconds of one implementation in a round"),
        0, 60)
        ->capture_default_str();
    within(command.add_option("--seed", config.seed, "Random weights, inputs and order"), 0,
        kHighestSeed)
        ->capture_default_str();
    command.add_flag("--no-libtorch", options.noLibtorch, "Leave out the rows of LibTorch");
}

void addShape(CLI::App& command, BenchOptions& options)
{
    BenchConfig& config = options.config;
    within(command.add_option("--d-model", config.dModel, "Width"), 1, kWidest)
        ->capture_default_str();
    within(command.add_option("--neurons", config.neurons, "FF neurons"), 1, kWidest)
        ->capture_default_str();
    listWithin(command, "--groups", config.groups,
        "Numbers of groups, one fired neuron each: 24,64", 1, kWidest);
    within(command.add_option("--rank", config.routerRank, "Router rank"), 1, kWidest)
        ->capture_default_str();
    within(command.add_option("--layers", config.layers, "Copies in rotation"), 1, kMostLayers)
        ->capture_default_str();
    command.add_option("--routing", options.routing, "Of the sparse layer")
        ->check(CLI::IsMember(
            {std::string(nameOf(Routing::Gated)), std::string(nameOf(Routing::GumbelController))}))
        ->capture_default_str();
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

void addContext(CLI::App& command, BenchConfig& config)
{
    within(command.add_option("--context", config.context, "Tokens in the cache, on average"), 0,
        kLongest)
        ->capture_default_str();
}

/// How much of what a call computes.
void addTokens(CLI::App& command, BenchOptions& options, const char* help)
{
    listWithin(command, "--tokens", options.config.tokens, help, 1, kLongest);
}

/// A command for one workload; what it has of its own is added by the caller.
std::pair<CLI::App*, std::shared_ptr<BenchOptions>> addWorkload(
    CLI::App& parent, Workload workload, const char* help, Session& session)
{
    CLI::App* command = parent.add_subcommand(std::string(nameOf(workload)), help);
    const auto options = std::make_shared<BenchOptions>();
    options->config = usualBench(workload);
    within(command->add_option(
               "--threads", options->config.threads, "Threads of every implementation"),
        1, kMostThreads)
        ->capture_default_str();
    listOfWords(*command, "--rows", options->config.impls,
        "Only these rows: dense,sparse,libtorch-dense ...");
    command->add_option("--csv", options->csv, "Write the rows as CSV too")->type_name("FILE");
    addRounds(*command, *options);
    addCommon(*command, session);
    command->callback([options, &session] {
        session.run = [options, &session] { return bench(*options, session); };
    });
    return {command, options};
}

} // namespace

void addBench(CLI::App& app, Session& session)
{
    CLI::App* command = app.add_subcommand("bench", "Time dense against sparse");
    command->require_subcommand(1);

    const auto [ff, ffOptions] = addWorkload(*command, Workload::FeedForward,
        "One FF layer with random weights, several copies in rotation", session);
    addShape(*ff, *ffOptions);
    addTokens(*ff, *ffOptions, "Tokens per call: 1,16,256");

    const auto [layer, layerOptions] = addWorkload(*command, Workload::Layer,
        "One block with random weights (norms, attention, FF), several copies in rotation",
        session);
    addShape(*layer, *layerOptions);
    addContext(*layer, layerOptions->config);
    within(layer->add_option("--heads", layerOptions->config.heads, "Attention heads"), 1, kWidest)
        ->capture_default_str();

    const auto [token, tokenOptions] = addWorkload(*command, Workload::Token,
        "Whole tokens of two text models; without files, random weights of the original study's "
        "size",
        session);
    addModels(*token, *tokenOptions);
    addContext(*token, tokenOptions->config);
    addText(*token, *tokenOptions);
    within(token->add_option(
               "--tokens", tokenOptions->config.generated, "Tokens generated in a round"),
        1, kLongest)
        ->capture_default_str();

    const auto [prompt, promptOptions] = addWorkload(
        *command, Workload::Prompt, "A whole prompt at once, from an empty cache", session);
    addModels(*prompt, *promptOptions);
    addTokens(*prompt, *promptOptions, "Lengths of the prompt: 64,256");

    const auto [batch, batchOptions]
        = addWorkload(*command, Workload::Batch, "One token of each of several texts", session);
    addModels(*batch, *batchOptions);
    addContext(*batch, batchOptions->config);
    addTokens(*batch, *batchOptions, "Texts, one token of each a call: 4,16");

    const auto [digits, digitOptions]
        = addWorkload(*command, Workload::Digits, "Pictures through two digit networks", session);
    addModels(*digits, *digitOptions);
    addTokens(*digits, *digitOptions, "Pictures per call: 1,64");

    CLI::App* all
        = command->add_subcommand("scorecard", "Every goal of the project in one run, in minutes");
    const auto scorecardOptions = std::make_shared<BenchOptions>();
    const ScorecardConfig usual;
    scorecardOptions->config.repeats = usual.repeats;
    scorecardOptions->config.warmup = usual.warmup;
    scorecardOptions->config.blockSeconds = usual.blockSeconds;
    addModels(*all, *scorecardOptions);
    addText(*all, *scorecardOptions);
    addRounds(*all, *scorecardOptions);
    addCommon(*all, session);
    all->callback([scorecardOptions, &session] {
        session.run
            = [scorecardOptions, &session] { return scorecard(*scorecardOptions, session); };
    });
    addBenchTrain(*command, session);
}

} // namespace glowworm
