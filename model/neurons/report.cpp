// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/report.h"

#include "model/base/error.h"
#include "model/config/surgery.h"
#include "model/engine/decision.h"
#include "model/neurons/corpus.h"
#include "model/neurons/direct_effect.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace glowworm {
namespace {

void addDecision(NeuronMoment& moment, const Decision& made, int neuron)
{
    moment.hasRouter = true;
    moment.isTossUp = made.isTossUp();
    moment.isOnlyChoice = made.rival < 0;
    const bool won = made.winner == neuron;
    moment.rival = won ? made.rival : made.winner;
    moment.rivalProbability = won ? made.rivalProbability : made.probability;
    moment.largestProbability = won ? made.probability : made.rivalProbability;
    if (!won && made.rival != neuron)
        return; // what its own logit was, the decision does not say
    moment.probability = moment.largestProbability;
    moment.lacking = won ? 0 : made.lead;
}

/// What the logits of the neuron's group (N) say beyond the decision. place: its own in the group.
void addLogits(NeuronMoment& moment, std::span<const float> logits, int place)
{
    const float own = logits[static_cast<std::size_t>(place)];
    const Decision made = decisionOf(logits);
    const float behind = logits[static_cast<std::size_t>(made.winner)] - own;
    moment.probability
        = static_cast<float>(made.probability * std::exp(-static_cast<double>(behind)));
    moment.largestProbability = *moment.probability;
    if (own > kNeverChosen)
        moment.lacking = behind;
}

std::u32string charactersOf(const ModelState& model, std::span<const std::uint16_t> tokens)
{
    std::u32string text;
    for (const std::uint16_t token : tokens)
        text += model.vocabulary[token];
    return text;
}

NeuronContext contextAt(
    const NeuronActivity::Place& place, const NeuronCorpus& corpus, const ModelState& model)
{
    NeuronContext context;
    context.place = place.where;
    context.value = place.value;
    if (corpus.pictures) {
        context.label = corpus.pictures->label(place.where);
        std::ranges::copy(corpus.pictures->picture(place.where), context.picture.begin());
        return context;
    }
    const std::span<const std::uint16_t> tokens = corpus.tokens;
    const std::size_t at = place.where, window = static_cast<std::size_t>(model.config.context),
                      before = std::min(at % window, NeuronContext::kContextBefore),
                      after = std::min(tokens.size() - at - 1, NeuronContext::kContextAfter);
    context.before = charactersOf(model, tokens.subspan(at - before, before));
    context.character = model.vocabulary[tokens[at]];
    context.after = charactersOf(model, tokens.subspan(at + 1, after));
    return context;
}

} // namespace

NeuronMoment momentOf(const ModelConfig& model, const FiringRecord& record, NeuronAddress neuron)
{
    if (neuron.layer < 0 || static_cast<std::size_t>(neuron.layer) >= record.layers.size()
        || neuron.neuron < 0 || neuron.neuron >= model.neurons)
        throw Error("There is no neuron " + std::to_string(neuron.neuron) + " of layer "
            + std::to_string(neuron.layer) + " in this record.");
    const LayerFiring& layer = record.layers[static_cast<std::size_t>(neuron.layer)];
    NeuronMoment moment;
    const auto fired = std::ranges::find(layer.neurons, static_cast<std::uint16_t>(neuron.neuron));
    if (fired != layer.neurons.end()) {
        moment.value = layer.values[static_cast<std::size_t>(fired - layer.neurons.begin())];
        moment.state = moment.value > 0 ? NeuronMoment::State::Bright
            : moment.value < 0          ? NeuronMoment::State::Negative
                                        : NeuronMoment::State::Zero;
    }
    if (!model.isSparse())
        return moment;
    const auto size = static_cast<std::size_t>(model.groupSize()),
               group = static_cast<std::size_t>(neuron.neuron) / size;
    if (!layer.logits.empty()) {
        const auto logits = std::span(layer.logits).subspan(group * size, size);
        const int first = static_cast<int>(group * size);
        addDecision(moment, decisionOf(logits, first), neuron.neuron);
        addLogits(moment, logits, neuron.neuron - first);
    } else if (!layer.decisions.empty()) {
        addDecision(moment, layer.decisions[group], neuron.neuron);
    }
    return moment;
}

NeuronReport reportOf(const ModelState& model, NeuronAddress neuron)
{
    const std::vector<float> effect = directEffect(model, neuron); // refuses other addresses
    std::vector<OutputEffect> outputs;
    for (std::size_t i = 0; i < effect.size(); ++i)
        outputs.push_back({static_cast<int>(i),
            i < model.vocabulary.size() ? model.vocabulary[i] : U'\0', effect[i]});
    std::ranges::stable_sort(outputs, std::ranges::greater(), &OutputEffect::effect);
    NeuronReport report;
    report.neuron = neuron;
    report.grid = gridOf(model.config);
    report.name = addressText(report.grid, neuron);
    report.isSparse = model.config.isSparse();
    for (std::size_t i = 0; i < std::min(outputs.size(), NeuronReport::kOutputs); ++i) {
        if (const OutputEffect& most = outputs[i]; most.effect > 0)
            report.promoted.push_back(most);
        if (const OutputEffect& least = outputs[outputs.size() - 1 - i]; least.effect < 0)
            report.suppressed.push_back(least);
    }
    return report;
}

NeuronBiography biographyOf(const NeuronActivity& activity, const NeuronCorpus& corpus,
    const ModelState& model, NeuronAddress neuron)
{
    NeuronBiography biography;
    biography.corpus = corpus.name;
    biography.seen = activity.seen();
    biography.total = corpus.size();
    biography.fired = activity.fired(neuron);
    for (const NeuronActivity::Place& place : activity.strongest(neuron))
        biography.strongest.push_back(contextAt(place, corpus, model));
    for (const NeuronActivity::Rival& rival : activity.rivals(neuron))
        if (biography.rivals.size() < NeuronBiography::kRivals)
            biography.rivals.push_back({{neuron.layer, rival.neuron}, rival.times});
    biography.group = groupCensusOf(
        activity.firedInGroup(neuron), neuron.layer, neuron.neuron / activity.grid().groupSize);
    return biography;
}

} // namespace glowworm
