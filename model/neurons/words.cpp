// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/words.h"

#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/base/table.h"
#include "model/base/utf8.h"
#include "model/neurons/census.h"

#include <algorithm>

namespace glowworm {
namespace {

std::string percent(double fraction) { return significant(100 * fraction, 3) + " %"; }

std::string shownText(std::u32string_view text) { return printable(encodeUtf8(text)); }

std::string effectsText(const std::vector<OutputEffect>& effects)
{
    std::string text;
    for (const OutputEffect& effect : effects)
        text += "  "
            + (effect.character ? shownText(std::u32string(1, effect.character))
                                : std::to_string(effect.output))
            + " " + signedDecimals(effect.effect, 2);
    return text + "\n";
}

std::string momentText(const NeuronReport& report, const NeuronMoment& moment)
{
    std::string text = std::string(nameOf(moment.state))
        + (moment.state == NeuronMoment::State::Dark ? "" : ", value " + significant(moment.value));
    if (moment.probability)
        text += ", " + percent(*moment.probability) + " of its group";
    if (moment.rival >= 0)
        text += ", "
            + std::string(moment.state == NeuronMoment::State::Dark ? "chosen was " : "rival ")
            + addressText(report.grid, {report.neuron.layer, moment.rival}) + " with "
            + percent(moment.rivalProbability);
    if (moment.lacking && *moment.lacking > 0)
        text += ", would have needed " + significant(*moment.lacking, 3) + " more";
    return text + "\n";
}

/// First and last, and between them the largest where it is neither.
std::string lifeText(const std::vector<NeuronLifePoint>& life)
{
    if (life.empty())
        return {};
    const auto most = std::ranges::max_element(life, {}, &NeuronLifePoint::rate);
    std::string text = "over its training:";
    const NeuronLifePoint* told = nullptr;
    for (const NeuronLifePoint* point : {&life.front(), &*most, &life.back()})
        if (point != told) {
            text += std::string(told ? "," : "") + " " + percent(point->rate) + " at step "
                + grouped(point->step);
            told = point;
        }
    return text + "\n";
}

} // namespace

std::string_view nameOf(NeuronMoment::State state)
{
    switch (state) {
    case NeuronMoment::State::Dark:
        return "dark";
    case NeuronMoment::State::Bright:
        return "bright";
    case NeuronMoment::State::Zero:
        return "zero";
    case NeuronMoment::State::Negative:
        return "negative";
    }
    return "";
}

std::string textOf(const CorpusName& corpus)
{
    if (!corpus.part)
        return corpus.data;
    return corpus.data + (*corpus.part == TextPart::Whole ? ", all of it" : ", the last tenth");
}

std::string textOf(const NeuronReport& report)
{
    std::string text = report.name + "\n";
    if (report.moment)
        text += "there: " + momentText(report, *report.moment);
    text += "makes likelier: " + effectsText(report.promoted);
    text += "less likely:    " + effectsText(report.suppressed) + lifeText(report.life);
    if (!report.biography || report.biography->seen == 0)
        return text;
    const NeuronBiography& life = *report.biography;
    text += "fires on " + percent(life.rate()) + " of " + textOf(life.corpus) + " ("
        + grouped(life.fired) + " of " + grouped(life.seen) + " read"
        + (life.complete() ? "" : ", of " + grouped(life.total)) + ")\n";
    for (const NeuronContext& context : life.strongest)
        text += "  " + significant(context.value) + "  "
            + (context.label < 0 ? shownText(context.before) + "["
                        + shownText(std::u32string(1, context.character)) + "]"
                        + shownText(context.after)
                                 : "picture " + std::to_string(context.place) + ", a "
                        + std::to_string(context.label))
            + "\n";
    for (const NeuronRival& rival : life.rivals)
        text += "  rival: " + addressText(report.grid, rival.neuron) + ", came second "
            + counted(rival.times, "time") + "\n";
    return text + "of its group " + std::to_string(report.grid.groupSize - life.group.dead) + " of "
        + std::to_string(report.grid.groupSize) + " are used, even "
        + decimals(life.group.evenness, 2) + "\n";
}

std::string textOf(const NeuronCensus& census)
{
    if (census.groups.empty())
        return "nothing of " + textOf(census.corpus) + " was read\n";
    std::vector<TableRow> rows{{"layer", "never chosen", "busy", "even", "least even group"}};
    for (const LayerCensus& layer : layersOf(census))
        rows.push_back({std::to_string(layer.layer),
            std::to_string(layer.dead) + " of " + std::to_string(census.grid.neurons()),
            std::to_string(layer.hot), decimals(layer.evenness, 2),
            std::to_string(layer.leastEven.group) + " (" + decimals(layer.leastEven.evenness, 2)
                + ")"});
    return alignedTable(rows)
        + (census.complete() ? std::string("all ") : grouped(census.seen) + " of ")
        + grouped(census.total) + " of " + textOf(census.corpus) + " read; busy: chosen "
        + significant(GroupCensus::kHot) + " times an even share or more\n";
}

std::string textOf(const std::vector<LayerComparison>& layers)
{
    std::vector<TableRow> rows{{"layer", "only first", "both", "only second", "Jaccard"}};
    for (std::size_t i = 0; i < layers.size(); ++i)
        rows.push_back({std::to_string(i), std::to_string(layers[i].onlyFirst.size()),
            std::to_string(layers[i].both.size()), std::to_string(layers[i].onlySecond.size()),
            decimals(layers[i].jaccard(), 2)});
    return alignedTable(rows);
}

std::string textOf(const LossChange& loss, const NeuronGrid& grid)
{
    std::string text = words(grid, loss.surgery) + ": loss " + decimals(loss.before, 4) + " to "
        + decimals(loss.after, 4) + " nats, " + signedDecimals(loss.change, 4);
    if (loss.halfWidth)
        text += " "
            + interval(signedDecimals(loss.change - *loss.halfWidth, 4),
                signedDecimals(loss.change + *loss.halfWidth, 4));
    if (loss.characters == 0)
        text += ", " + percent(loss.rightBefore) + " to " + percent(loss.rightAfter) + " right";
    return text + " (" + grouped(loss.seen) + " of " + grouped(loss.total)
        + (loss.characters > 0 ? " windows" : " pictures") + ")\n";
}

} // namespace glowworm
