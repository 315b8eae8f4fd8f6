// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_options.h"
#include "commands.h"

#include "data_options.h"
#include "model/base/utf8.h"
#include "model/io/model_file.h"
#include "model/io/paths.h"
#include "model/neurons/activity_file.h"
#include "model/neurons/comparison.h"
#include "model/neurons/loss_change.h"
#include "model/neurons/report.h"
#include "model/neurons/reread.h"
#include "model/neurons/scan.h"
#include "model/neurons/words.h"

#include <nlohmann/json.hpp>

#include <algorithm>
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
    std::string hash;
    TrainingData data;
    std::shared_ptr<const NeuronCorpus> corpus;

    std::string name(NeuronAddress neuron) const { return addressText(grid, neuron); }
    bool isText() const { return whole.config.task == Task::Text; }
};

Inspected open(const InspectOptions& options, Session& session)
{
    Inspected asked;
    const std::filesystem::path file = modelFile(options.model);
    asked.whole = readModel(file);
    asked.hash = checkpointHash(file);
    asked.grid = gridOf(asked.whole.config);
    NamedData named = openData(options.data, asked.whole.config.task, {});
    for (const std::string& notice : named.notices)
        session.output.notice(notice);
    asked.data = std::move(named.data);
    asked.corpus = std::make_shared<const NeuronCorpus>(asked.isText()
            ? corpusOf(*asked.data.text, options.whole ? TextPart::Whole : TextPart::HeldOut,
                asked.whole.vocabulary)
            : corpusOf(asked.data.testDigits));
    asked.surgery = surgeryOf(asked.whole.config, options.surgery, [&] {
        return asked.isText() ? recordOf(asked.whole, options.prompt)
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
    std::vector<int> tokens;
    std::int64_t size = asked.corpus->size();
    if (!options.prompt.empty()) {
        tokens = Vocabulary(asked.model.vocabulary).encode(decodeText(options.prompt).text).tokens;
        size = static_cast<std::int64_t>(tokens.size());
    }
    if (place >= size)
        throw UsageError("There is no place " + std::to_string(place) + " among the "
            + std::to_string(size) + " of the " + (options.prompt.empty() ? "data" : "prompt")
            + ", counted from 0.");
    if (!asked.isText())
        return recordOf(asked.model, asked.corpus->pictures->picture(place));
    if (options.prompt.empty()) {
        const std::int64_t start = place / asked.model.config.context * asked.model.config.context;
        const auto some = std::span(asked.corpus->tokens)
                              .subspan(static_cast<std::size_t>(start),
                                  static_cast<std::size_t>(place - start + 1));
        tokens.assign(some.begin(), some.end());
    } else {
        tokens.resize(static_cast<std::size_t>(place) + 1);
    }
    LanguageEngine engine(packLanguage(asked.model), {.keepLogits = true});
    const auto window = std::span(tokens).last(
        std::min(tokens.size(), static_cast<std::size_t>(asked.model.config.context)));
    return firingOfLast(engine, window, static_cast<std::int64_t>(window.size()));
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
    return {{"corpus", biography.corpus}, {"seen", biography.seen}, {"total", biography.total},
        {"complete", biography.complete()}, {"fired", biography.fired}, {"rate", biography.rate()},
        {"strongest", std::move(strongest)}, {"rivals", std::move(rivals)},
        {"group",
            {{"used", asked.grid.groupSize - biography.group.dead}, {"dead", biography.group.dead},
                {"hot", biography.group.hot}, {"evenness", biography.group.evenness}}}};
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
    return {{"corpus", census.corpus}, {"seen", census.seen}, {"total", census.total},
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
    NeuronScan scan(asked.whole, asked.grid, asked.corpus, WeightFormat::Fp32, threads);
    const ActivityKey key{asked.hash, asked.corpus->hash, WeightFormat::Fp32};
    const std::filesystem::path file = key.file();
    std::int64_t kept = 0;
    if (isFile(file)) {
        try {
            scan.resume(readActivity(
                file, key, asked.grid, asked.whole.config.isSparse(), asked.corpus->size()));
            kept = scan.activity().seen();
        } catch (const Error& error) {
            session.output.notice(std::string(error.what()) + " The counting begins anew.");
        }
    }
    while (!interrupted() && !session.output.lost() && scan.advance(interrupted))
        session.output.progress("Reading: "
            + std::to_string(100 * scan.activity().seen() / asked.corpus->size()) + " %");
    if (!file.empty() && scan.activity().seen() > kept) {
        try {
            keepActivity(file, key, scan.activity());
        } catch (const Error& error) { // what was counted is told all the same
            session.output.notice(error.what());
        }
    }
    return scan.activity();
}

Json lossJson(const LossChange& loss, bool isText)
{
    const auto bound = [&](int sign) {
        return loss.deviation ? Json(loss.change + sign * *loss.deviation) : Json();
    };
    Json json = {{isText ? "windows" : "pictures", loss.seen}, {"of", loss.total},
        {"complete", loss.complete()}, {"before", loss.before}, {"after", loss.after},
        {"change", loss.change}, {"low", bound(-1)}, {"high", bound(1)}};
    if (!isText) {
        json["accuracy_before"] = loss.rightBefore;
        json["accuracy_after"] = loss.rightAfter;
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
    Json json = {{"model", options.model.string()}, {"surgery", words(asked.grid, asked.surgery)}};
    std::string text;
    if (!options.neuron.empty()) {
        const NeuronAddress neuron
            = asUsage([&] { return parseAddress(asked.grid, options.neuron); });
        NeuronReport report = reportOf(asked.model, asked.grid, neuron);
        if (options.at)
            report.moment
                = momentOf(asked.model.config, recordAt(asked, options, *options.at), neuron);
        else if (!options.prompt.empty())
            report.moment
                = momentOf(asked.model.config, recordOf(asked.model, options.prompt), neuron);
        report.biography = biographyOf(
            counted(asked, options.threads, session), *asked.corpus, asked.whole, neuron);
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
        const NeuronActivity activity = counted(asked, options.threads, session);
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
