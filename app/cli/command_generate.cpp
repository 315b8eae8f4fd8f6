// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "interrupt.h"
#include "model/base/build_info.h"
#include "model/base/utf8.h"
#include "model/data/text_corpus.h"
#include "model/io/file_kind.h"
#include "model/io/model_file.h"
#include "model/line/command_options.h"
#include "model/tape/tape_file.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <optional>

namespace glowworm {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kLargestPrompt = 100'000'000; // bytes
constexpr std::size_t kLongestEcho = 4096;            // characters, the longest context

/// Everything one generation told.
struct Continuation {
    std::vector<GeneratedToken> tokens; // prompt first; firing kept only for a trace
    std::u32string text;                // without the prompt
    std::int64_t promptTokens = 0;
    GenerationSpeed speed;
    std::vector<std::string> notices;
    bool finished = true;
};

Json layersJson(const FiringRecord& firing)
{
    Json layers = Json::array();
    for (const LayerFiring& layer : firing.layers)
        layers.push_back({{"neurons", layer.neurons}, {"values", layer.values}});
    return layers;
}

/// Who adds most to the logit of the likeliest successor directly, who takes most, and of which
/// one.
Json votersJson(const NeuronGrid& grid, const GeneratedToken& token)
{
    Json voters = Json::array(), against = Json::array();
    for (const auto& [neuron, logit] : token.voters)
        (logit > 0 ? voters : against)
            .push_back({{"neuron", addressText(grid, neuron)}, {"logit", logit}});
    return {{"token", token.next.front().token}, {"neurons", voters}, {"against", against}};
}

std::string traceJson(const std::string& model, const std::string& surgery,
    const LanguageWeights& weights, const Continuation& text)
{
    const ModelConfig& config = weights.config;
    Json json = {{"model", model}, {"surgery", surgery}, {"routing", nameOf(config.routing)},
        {"layers", config.layers}, {"neurons", config.neurons},
        {"groups", config.isSparse() ? Json(config.groups) : Json()},
        {"prompt_tokens", text.promptTokens}, {"tokens", Json::array()}};
    for (const GeneratedToken& token : text.tokens)
        json["tokens"].push_back({{"index", token.index}, {"token", token.token},
            {"character", encodeUtf8(std::u32string(1, token.character))},
            {"from_prompt", token.fromPrompt}, {"context_reread", token.contextReread},
            {"layers", layersJson(token.firing)},
            {"likeliest_next", votersJson(gridOf(config), token)}});
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

void noteUpdate(const GenerationUpdate& update, Continuation& text, Output& output)
{
    std::ranges::move(
        tellSkipped(output, update.unknown, update.promptCut), std::back_inserter(text.notices));
    if (!update.speeds.empty())
        text.speed = update.speeds.back();
}

/// With nothing on it yet. file: the model's.
Tape tapeOf(const GenerateOptions& options, const std::filesystem::path& file,
    const LanguageWeights& weights, Surgery surgery)
{
    Tape tape{options.sample, {}, {}, utcNow(), machineInfo().cpu};
    tape.tracks.emplace_back(TapeModel{weights.config, weights.vocabulary, weights.format,
        file.filename().string(), checkpointHash(file), std::move(surgery)});
    return tape;
}

Continuation write(
    const GenerateOptions& options, GenerationSpec spec, std::optional<Tape>& tape, Output& output)
{
    Continuation text;
    Generator generator(std::move(spec));
    for (bool more = true; more;) {
        if (interrupted() || output.lost()) {
            text.finished = false;
            break;
        }
        more = generator.advance();
        GenerationUpdate update = generator.take();
        noteUpdate(update, text, output);
        if (tape)
            tape->add(update);
        std::u32string news;
        for (GeneratedToken& token : update.tokens) {
            news += token.character;
            if (token.fromPrompt)
                ++text.promptTokens;
            else
                text.text += token.character;
            if (options.trace.empty())
                token.firing = {};
            text.tokens.push_back(std::move(token));
        }
        output.stream(encodeUtf8(news));
    }
    return text;
}

std::string promptFromInput()
{
    InputFile input("-", InputFile::Accept::Streams, interrupted);
    if (const FileIdentity found = identify(input);
        !found.isText && !input.peek(1).empty()) // no prompt at all is one
        throw notWanted(input.shownName(), found, "a prompt");
    return input.readRest(kLargestPrompt);
}

/// What a result gives back of a prompt: no model looks further back than its end.
std::string endOf(std::u32string prompt, std::vector<std::string>& notices)
{
    if (prompt.size() <= kLongestEcho)
        return encodeUtf8(prompt);
    notices.push_back("The prompt has " + std::to_string(prompt.size()) + " characters: the last "
        + std::to_string(kLongestEcho) + " of them are given back here.");
    return encodeUtf8(prompt.substr(prompt.size() - kLongestEcho));
}

int generate(GenerateOptions options, Session& session)
{
    const std::vector<Problem> wrong = problems(options.sample);
    if (!wrong.empty())
        throw UsageError(wrong.front().sentence);
    std::optional<OutputTarget> trace = targetOf("--trace", options.trace, {options.model});
    std::optional<OutputTarget> tapeTarget
        = targetOf("--tape", options.tape, {options.model}, {options.trace});
    if (options.prompt == "-")
        options.prompt = promptFromInput();
    const std::filesystem::path file = modelFile(options.model);
    ModelState model = openModel(file, Task::Text);
    const std::u32string given = decodeText(options.prompt).text;
    const Surgery surgery = surgeryOf(model.config, options.surgery, [&] {
        const auto whole = packLanguage(model, options.format);
        return recordOf(whole, readPrompt(*whole, given).tokens);
    });
    const std::string edits = words(gridOf(model.config), surgery);
    const auto weights = packLanguage(operated(std::move(model), surgery), options.format);
    GenerationSpec spec;
    (weights->config.isSparse() ? spec.sparse : spec.dense) = weights;
    spec.prompt = given;
    spec.sample = options.sample;
    spec.voters = trace.has_value();
    spec.threads = options.threads;
    std::optional<Tape> tape;
    if (tapeTarget)
        tape = tapeOf(options, file, *weights, surgery);
    Continuation text = write(options, std::move(spec), tape, session.output);
    const Json json = {{"text", encodeUtf8(text.text)}, {"prompt", endOf(given, text.notices)},
        {"prompt_tokens", text.promptTokens}, {"tokens", text.text.size()},
        {"tokens_per_second", text.speed.tokensPerSecond()},
        {"prompt_seconds", text.speed.promptSeconds}, {"format", nameOf(options.format)},
        {"seed", options.sample.seed}, {"disabled", options.surgery.disable},
        {"forced", options.surgery.force}, {"pinned", options.surgery.pin}, {"surgery", edits},
        {"finished", text.finished}, {"notices", text.notices}};
    session.output.result(json.dump(2, ' ', false, Json::error_handler_t::replace), "\n");
    if (trace)
        session.output.save(*trace, traceJson(options.model.string(), edits, *weights, text));
    if (tapeTarget)
        session.output.save([&] { writeTape(std::move(*tapeTarget), *tape); });
    if (text.finished && !session.output.lost())
        session.output.notice(significant(text.speed.tokensPerSecond()) + " characters/s");
    return text.finished ? kExitDone : kExitInterrupted;
}

} // namespace

void addGenerate(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<GenerateOptions>();
    CLI::App* command = declareGenerate(app, *options);
    whenNamed(*command, session, [options, &session] { return generate(*options, session); });
}

} // namespace glowworm
