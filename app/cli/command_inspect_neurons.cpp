// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "data_options.h"
#include "model/base/utf8.h"
#include "model/engine/generator.h"
#include "model/io/model_file.h"
#include "model/line/command_options.h"
#include "model/neurons/comparison.h"
#include "model/neurons/kept_scan.h"
#include "model/neurons/life.h"
#include "model/neurons/loss_change.h"
#include "model/neurons/report.h"
#include "model/neurons/token_report.h"
#include "model/neurons/words.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <utility>

namespace glowworm {
namespace {

using Json = nlohmann::ordered_json;

/// The model, what is done to it, and what is read.
struct Inspected {
    ModelState whole; // as its file has it
    ModelState model; // after surgery
    NeuronGrid grid;
    Surgery surgery;
    std::filesystem::path file;
    std::string hash; // of the file
    std::optional<NeuronAddress> neuron;
    std::vector<int> prompt; // of a text, where one is given or needed
    std::vector<std::string> notices;
    TrainingData data;
    std::shared_ptr<const NeuronCorpus> corpus;

    std::string name(NeuronAddress neuron) const { return addressText(grid, neuron); }
    bool isText() const { return whole.config.task == Task::Text; }
};

Inspected open(const InspectOptions& options, Session& session)
{
    Inspected asked;
    asked.file = modelFile(options.model);
    asked.whole = readModel(asked.file);
    asked.hash = checkpointHash(asked.file);
    if (!asked.isText() && (!options.prompt.empty() || options.whole))
        throw UsageError(std::string(options.whole ? "--whole" : "--prompt")
            + " is for texts, but this model reads digits.");
    asked.grid = gridOf(asked.whole.config);
    if (!options.neuron.empty())
        asked.neuron = asUsage([&] { return parseAddress(asked.grid, options.neuron); });
    NamedData named = openData(options.data, asked.whole.config.task, {});
    for (const std::string& notice : named.notices)
        session.output.notice(notice);
    asked.data = std::move(named.data);
    asked.corpus = std::make_shared<const NeuronCorpus>(asked.isText()
            ? corpusOf(*asked.data.text, options.whole ? TextPart::Whole : TextPart::HeldOut,
                asked.whole.vocabulary)
            : corpusOf(asked.data.testDigits));
    if (asked.isText() && (!options.prompt.empty() || !options.surgery.pin.empty())) {
        ReadPrompt prompt = readPrompt(*packLanguage(asked.whole), decodeText(options.prompt).text);
        asked.notices = tellSkipped(session.output, prompt.unknown, prompt.isCut);
        asked.prompt = std::move(prompt.tokens);
    }
    asked.surgery = surgeryOf(asked.whole.config, options.surgery, [&] {
        return asked.isText() ? recordOf(packLanguage(asked.whole), asked.prompt)
                              : recordOf(asked.whole, asked.corpus->pictures->picture(0));
    });
    asked.model = operated(asked.whole, asked.surgery);
    return asked;
}

// -------------------------------------------------------------------------------------------------
// places

/// What the neurons do at a place of the prompt, or else of the corpus, read as the scan reads it.
FiringRecord recordAt(const Inspected& asked, const InspectOptions& options, std::int64_t place)
{
    const bool isPrompt = asked.isText() && !options.prompt.empty();
    const std::int64_t size
        = isPrompt ? static_cast<std::int64_t>(asked.prompt.size()) : asked.corpus->size();
    if (place >= size)
        throw UsageError("There is no place " + std::to_string(place) + " among the "
            + std::to_string(size) + " of the " + (isPrompt ? "prompt" : "data")
            + ", counted from 0.");
    if (!asked.isText())
        return recordOf(asked.model, asked.corpus->pictures->picture(place));
    const std::int64_t context = asked.model.config.context,
                       start = isPrompt ? 0 : place / context * context;
    std::vector<int> tokens = asked.prompt;
    if (!isPrompt)
        tokens.assign(asked.corpus->tokens.begin() + start, asked.corpus->tokens.end());
    tokens.resize(static_cast<std::size_t>(place - start) + 1);
    return recordOf(packLanguage(asked.model), tokens);
}

/// Where --at says, or at the end of the prompt; nothing where neither is given.
std::optional<FiringRecord> recordAsked(const Inspected& asked, const InspectOptions& options)
{
    if (options.at)
        return recordAt(asked, options, *options.at);
    if (asked.isText() && !options.prompt.empty())
        return recordOf(packLanguage(asked.model), asked.prompt);
    return std::nullopt;
}

// -------------------------------------------------------------------------------------------------
// one neuron

template <class T> Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json();
}

Json momentJson(const Inspected& asked, NeuronAddress neuron, const NeuronMoment& moment)
{
    Json json = {{"state", nameOf(moment.state)}, {"value", moment.value}};
    if (!moment.hasRouter)
        return json;
    json["probability"] = orNull(moment.probability);
    json["margin"] = orNull(moment.margin());
    json["rival"] = moment.rival < 0 ? Json() : Json(asked.name({neuron.layer, moment.rival}));
    json["rival_probability"] = moment.rivalProbability;
    json["lacking"] = orNull(moment.lacking);
    json["toss_up"] = moment.isTossUp;
    return json;
}

Json effectsJson(const Inspected& asked, const std::vector<OutputEffect>& effects)
{
    Json json = Json::array();
    for (const OutputEffect& effect : effects)
        json.push_back({{asked.isText() ? "character" : "digit",
                            asked.isText() ? Json(encodeUtf8(std::u32string(1, effect.character)))
                                           : Json(effect.output)},
            {"effect", effect.effect}});
    return json;
}

Json biographyJson(const Inspected& asked, const NeuronBiography& biography)
{
    Json strongest = Json::array(), rivals = Json::array();
    for (const NeuronContext& context : biography.strongest)
        strongest.push_back(asked.isText() ? Json{{"place", context.place},
                                {"value", context.value}, {"before", encodeUtf8(context.before)},
                                {"character", encodeUtf8(std::u32string(1, context.character))},
                                {"after", encodeUtf8(context.after)}}
                                           : Json{{"picture", context.place},
                                               {"value", context.value}, {"label", context.label}});
    for (const NeuronRival& rival : biography.rivals)
        rivals.push_back({{"neuron", asked.name(rival.neuron)}, {"times", rival.times}});
    return {{"corpus", textOf(biography.corpus)}, {"seen", biography.seen},
        {"total", biography.total}, {"complete", biography.complete()}, {"fired", biography.fired},
        {"rate", biography.rate()}, {"strongest", std::move(strongest)},
        {"rivals", std::move(rivals)},
        {"group",
            biography.seen == 0 ? Json()
                                : Json{{"used", asked.grid.groupSize - biography.group.dead},
                                    {"dead", biography.group.dead}, {"hot", biography.group.hot},
                                    {"evenness", biography.group.evenness}}}};
}

Json decisionsJson(const Inspected& asked, const DecisionReport& report)
{
    Json closest = Json::array();
    for (const auto& [layer, made] : report.closest)
        closest.push_back({{"neuron", asked.name({layer, made.winner})},
            {"rival", asked.name({layer, made.rival})}, {"margin", made.margin()}});
    return {{"count", report.count}, {"toss_ups", report.tossUps}, {"mean_margin", report.margin},
        {"closest", std::move(closest)}};
}

Json lifeJson(const std::vector<NeuronLifePoint>& life)
{
    Json json = Json::array();
    for (const NeuronLifePoint& point : life)
        json.push_back({{"step", point.step}, {"rate", point.rate}});
    return json;
}

Json reportJson(const Inspected& asked, const NeuronReport& report)
{
    Json json = {{"neuron", report.name}, {"layer", report.neuron.layer},
        {"group", report.neuron.neuron / asked.grid.groupSize},
        {"place_in_group", report.neuron.neuron % asked.grid.groupSize}};
    if (report.moment)
        json["moment"] = momentJson(asked, report.neuron, *report.moment);
    json["promoted"] = effectsJson(asked, report.promoted);
    json["suppressed"] = effectsJson(asked, report.suppressed);
    if (!report.life.empty())
        json["life"] = lifeJson(report.life);
    if (report.biography)
        json["biography"] = biographyJson(asked, *report.biography);
    return json;
}

// -------------------------------------------------------------------------------------------------
// all of them

Json censusJson(const Inspected& asked, const NeuronCensus& census)
{
    Json layers = Json::array(), dead = Json::array();
    for (const GroupCensus& group : census.groups) {
        if (group.group == 0)
            layers.push_back({{"layer", group.layer}, {"groups", Json::array()}});
        layers.back()["groups"].push_back({{"group", group.group}, {"dead", group.dead},
            {"hot", group.hot}, {"evenness", group.evenness}});
    }
    for (std::size_t i = 0; i < census.fired.size(); ++i)
        if (census.seen > 0 && census.fired[i] == 0) {
            const auto number = static_cast<int>(i), all = asked.grid.neurons();
            dead.push_back(asked.name({number / all, number % all}));
        }
    return {{"corpus", textOf(census.corpus)}, {"seen", census.seen}, {"total", census.total},
        {"complete", census.complete()}, {"layers", std::move(layers)}, {"dead", std::move(dead)},
        {"fired", census.fired}};
}

Json comparisonJson(const Inspected& asked, const std::vector<LayerComparison>& layers)
{
    Json json = Json::array();
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const auto names = [&](const std::vector<std::uint16_t>& neurons) {
            Json list = Json::array();
            for (const std::uint16_t neuron : neurons)
                list.push_back(asked.name({static_cast<int>(i), neuron}));
            return list;
        };
        json.push_back({{"layer", i}, {"jaccard", layers[i].jaccard()},
            {"only_first", names(layers[i].onlyFirst)}, {"both", names(layers[i].both)},
            {"only_second", names(layers[i].onlySecond)}});
    }
    return json;
}

// -------------------------------------------------------------------------------------------------
// what takes long

/// To its end or to Ctrl+C; what was counted is kept either way.
NeuronActivity counted(const Inspected& asked, int threads, Session& session)
{
    KeptScan scan(asked.whole, asked.corpus, asked.hash, WeightFormat::Fp32, threads);
    const auto tell = [&] {
        if (const std::string problem = scan.takeProblem(); !problem.empty())
            session.output.notice(problem);
    };
    tell();
    while (!interrupted() && !session.output.lost() && scan.advance(interrupted))
        session.output.progress("Reading: "
            + std::to_string(100 * scan.activity().seen() / asked.corpus->size()) + " %");
    scan.keep();
    tell(); // what was counted is told all the same
    return scan.activity();
}

Json lossJson(const LossChange& loss, bool isText)
{
    const auto measured = [&](double value) { return loss.seen > 0 ? Json(value) : Json(); };
    const auto bound = [&](int sign) {
        return loss.halfWidth ? Json(loss.change + sign * *loss.halfWidth) : Json();
    };
    Json json = {{isText ? "windows" : "pictures", loss.seen}, {"of", loss.total},
        {"complete", loss.complete()}, {"before", measured(loss.before)},
        {"after", measured(loss.after)}, {"change", measured(loss.change)}, {"low", bound(-1)},
        {"high", bound(1)}};
    if (!isText) {
        json["accuracy_before"] = measured(loss.rightBefore);
        json["accuracy_after"] = measured(loss.rightAfter);
    }
    return json;
}

LossChange lossOf(const Inspected& asked, int threads, Session& session)
{
    LossComparison comparison(asked.whole, asked.surgery, asked.data, WeightFormat::Fp32, threads);
    while (!interrupted() && !session.output.lost() && comparison.advance(interrupted)) {
        const LossChange loss = comparison.result();
        session.output.progress(
            "Measuring the loss: " + std::to_string(100 * loss.seen / loss.total) + " %");
    }
    return comparison.result();
}

} // namespace

int inspectNeurons(const InspectOptions& options, Session& session)
{
    const Inspected asked = open(options, session);
    Json json = {{"model", options.model.string()}, {"surgery", words(asked.grid, asked.surgery)},
        {"notices", asked.notices}};
    std::string text;
    NeuronActivity activity;
    if (!options.neuron.empty() || options.census)
        activity = counted(asked, options.threads, session);
    if (!options.neuron.empty()) {
        const NeuronAddress neuron = *asked.neuron;
        NeuronReport report = reportOf(asked.model, neuron);
        if (const auto record = recordAsked(asked, options)) {
            report.moment = momentOf(asked.model.config, *record, neuron);
            if (const DecisionReport made = decisionReport(*record); made.count > 0)
                json["decisions"] = decisionsJson(asked, made);
        }
        report.life = lifeOf(evaluationsBehind(asked.file), asked.whole.config, neuron);
        report.biography = biographyOf(activity, *asked.corpus, asked.whole, neuron);
        json.update(reportJson(asked, report));
        text += textOf(report);
    }
    if (!options.compare.empty()) {
        const auto layers = comparisonOf(recordAt(asked, options, options.compare[0]),
            recordAt(asked, options, options.compare[1]));
        json["comparison"] = comparisonJson(asked, layers);
        text += textOf(layers);
    }
    if (options.census) {
        const NeuronCensus census = censusOf(activity, *asked.corpus);
        json["census"] = censusJson(asked, census);
        text += textOf(census);
    }
    if (!asked.surgery.empty()) {
        const LossChange loss = lossOf(asked, options.threads, session);
        json["loss_change"] = lossJson(loss, asked.isText());
        if (loss.seen > 0)
            text += textOf(loss, asked.grid);
    }
    json["finished"] = !interrupted();
    session.output.result(json.dump(2, ' ', false, Json::error_handler_t::replace), text);
    return interrupted() ? kExitInterrupted : kExitDone;
}

} // namespace glowworm
