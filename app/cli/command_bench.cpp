// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "bench/benchmark.h"
#include "interrupt.h"
#include "io/atomic_file.h"
#include "io/checkpoint.h"
#include "runs/train_library.h"

#include <CLI/CLI.hpp>

#include <numeric>

namespace glowworm {

namespace {

struct BenchOptions {
    BenchConfig config;
    std::string routing = std::string(nameOf(Routing::Gated));
    std::filesystem::path dense, sparse, csv;
    bool noLibtorch = false;
    std::optional<int> tokens; // of `token`: generated in a round
};

/// A model of a preset as it is before training: same shapes, same time.
std::shared_ptr<const ModelState> untrained(const char* name, std::uint64_t seed)
{
    RunConfig config = preset(name).config;
    config.train.seed = seed;
    std::vector<char32_t> vocabulary(static_cast<std::size_t>(config.model.vocabSize));
    std::iota(vocabulary.begin(), vocabulary.end(), U' ');
    return std::make_shared<const ModelState>(initialState(config, std::move(vocabulary)));
}

/// Files, or untrained models of the study's size when neither is given.
void chooseModels(BenchOptions& options, BenchResult& extra)
{
    if (options.dense.empty() != options.sparse.empty())
        throw UsageError("--dense and --sparse belong together.");
    if (options.dense.empty()) {
        options.config.dense = untrained("study-shakespeare-dense", options.config.seed);
        options.config.sparse = untrained("glowworm-shakespeare", options.config.seed);
        extra.notices.push_back("No models were given: random weights of the presets study-shakespeare-dense and glowworm-shakespeare.");
        return;
    }
    const auto open = [](const std::filesystem::path& path, std::string& hash) {
        const std::filesystem::path file = modelFile(path);
        hash = checkpointHash(file);
        return std::make_shared<const ModelState>(openModel(file, Task::Text));
    };
    options.config.dense = open(options.dense, extra.denseHash);
    options.config.sparse = open(options.sparse, extra.sparseHash);
}

int bench(BenchOptions options, Session& session)
{
    BenchConfig& config = options.config;
    BenchResult extra; // what the benchmark does not know: hashes and notices
    config.libtorch = !options.noLibtorch;
    config.routing = options.routing == nameOf(Routing::Gated) ? Routing::Gated : Routing::GumbelController;
    if (config.target == BenchTarget::Token) {
        config.generated = options.tokens.value_or(config.generated);
        chooseModels(options, extra);
    }
    const std::vector<std::string> wrong = problems(config);
    if (!wrong.empty())
        throw UsageError(wrong.front());
    const TrainEntry* torch = nullptr;
    if (config.libtorch) {
        session.output.progress("Loading LibTorch ...");
        try {
            torch = &trainLibrary();
        } catch (const Error& error) {
            extra.notices.push_back(error.what());
        }
    }
    Benchmark benchmark(config, torch);
    std::string shown;
    do {
        if (benchmark.current() != shown)
            session.output.progress(shown = benchmark.current());
    } while (!interrupted() && benchmark.runNext());

    BenchResult result = benchmark.result();
    result.denseHash = extra.denseHash;
    result.sparseHash = extra.sparseHash;
    result.notices.insert(result.notices.end(), extra.notices.begin(), extra.notices.end());
    if (!options.csv.empty())
        writeFileDurably(options.csv, toCsv(result));
    session.output.result(toJson(result), toMarkdown(result));
    return result.complete ? kExitDone : kExitInterrupted;
}

void addShared(CLI::App& command, BenchOptions& options)
{
    BenchConfig& config = options.config;
    command.add_option("--threads", config.threads, "Threads of every implementation")->capture_default_str();
    command.add_option("--repeats", config.repeats, "Measured rounds")->capture_default_str();
    command.add_option("--warmup", config.warmup, "Rounds before them that do not count")->capture_default_str();
    command.add_option("--block", config.blockSeconds, "Least seconds of one implementation in a round")->capture_default_str();
    command.add_option("--seed", config.seed, "Random weights, inputs and order")->capture_default_str();
    command.add_option("--csv", options.csv, "Write the rows as CSV too")->type_name("FILE");
    command.add_flag("--no-libtorch", options.noLibtorch, "Leave out the rows of LibTorch");
}

void addCommand(CLI::App& command, const std::shared_ptr<BenchOptions>& options, Session& session)
{
    addShared(command, *options);
    addCommon(command, session);
    command.callback([options, &session] { session.run = [options, &session] { return bench(*options, session); }; });
}

} // namespace

void addBench(CLI::App& app, Session& session)
{
    CLI::App* command = app.add_subcommand("bench", "Time dense against sparse");
    command->require_subcommand(1);

    CLI::App* layer = command->add_subcommand("ff", "One FF layer with random weights, several copies in rotation");
    const auto layerOptions = std::make_shared<BenchOptions>();
    BenchConfig& config = layerOptions->config;
    layer->add_option("--d-model", config.dModel, "Width")->capture_default_str();
    layer->add_option("--neurons", config.neurons, "FF neurons")->capture_default_str();
    layer->add_option("--groups", config.groups, "Numbers of groups, one fired neuron each: 24,64")->delimiter(',')->capture_default_str();
    layer->add_option("--rank", config.routerRank, "Router rank")->capture_default_str();
    layer->add_option("--tokens", config.tokens, "Tokens per call: 1,16,256")->delimiter(',')->capture_default_str();
    layer->add_option("--layers", config.layers, "Copies in rotation")->capture_default_str();
    layer->add_option("--routing", layerOptions->routing, "Of the sparse layer")
        ->check(CLI::IsMember({std::string(nameOf(Routing::Gated)), std::string(nameOf(Routing::GumbelController))}))
        ->capture_default_str();
    addCommand(*layer, layerOptions, session);

    CLI::App* token
        = command->add_subcommand("token", "Whole tokens of two text models; without files, random weights of the study's size");
    const auto tokenOptions = std::make_shared<BenchOptions>();
    tokenOptions->config.target = BenchTarget::Token;
    token->add_option("--dense", tokenOptions->dense, "Dense model file, or folder of a run")->type_name("FILE");
    token->add_option("--sparse", tokenOptions->sparse, "Sparse model file, or folder of a run")->type_name("FILE");
    token->add_option("--tokens", tokenOptions->tokens, "Tokens generated in a round (default: 64)")->type_name("N");
    token->add_option("--context", tokenOptions->config.context, "Tokens in the cache, on average")->capture_default_str();
    addCommand(*token, tokenOptions, session);
    addBenchTrain(*command, session);
}

} // namespace glowworm
