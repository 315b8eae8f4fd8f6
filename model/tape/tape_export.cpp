// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tape/tape_export.h"

#include "model/base/numbers.h"
#include "model/base/table.h"
#include "model/base/utf8.h"
#include "model/config/firing_csv.h"

#include <algorithm>

namespace glowworm {
namespace {

std::string charactersOf(const TapeTrack& track)
{
    std::u32string text;
    for (std::int64_t index = 0; index < track.size(); ++index)
        text += track.character(index);
    return encodeUtf8(text);
}

/// What belongs to one token, and then to one of its neurons.
TableRow rowOf(const TapeTrack& track, std::int64_t index)
{
    const std::size_t i = static_cast<std::size_t>(index);
    const float probability = track.columns().probability[i];
    return {std::string(nameOf(track.model().twin())), std::to_string(index),
        encodeUtf8(std::u32string(1, track.character(index))),
        (track.columns().flags[i] & TapeColumns::FromPrompt) != 0 ? "1" : "0",
        probability >= 0 ? shortest(probability) : std::string()};
}

void addNeuron(std::string& csv, TableRow row, const NeuronGrid& grid, NeuronAddress at,
    bool positive, const char* tossUp, const std::string& surgery)
{
    for (std::string& cell : neuronCells(grid, at))
        row.push_back(std::move(cell));
    row.emplace_back(positive ? "1" : "0");
    row.emplace_back(tossUp);
    row.push_back(surgery);
    csv += csvLine(row);
}

std::string tokenCsv(const TapeTrack& track, const NeuronGrid& grid, std::int64_t index)
{
    std::string csv;
    const ModelConfig& config = track.model().config;
    const TableRow row = rowOf(track, index);
    const std::string surgery = words(grid, track.model().surgery);
    if (config.isSparse()) {
        for (int layer = 0; layer < config.layers; ++layer)
            for (int group = 0; group < config.groups; ++group) {
                const auto chosen = track.code().choice(track.fired(index), layer, group);
                addNeuron(csv, row, grid, {layer, chosen.neuron}, chosen.positive,
                    chosen.tossUp ? "1" : "0", surgery);
            }
        return csv;
    }
    const FiringRecord firing = track.code().read(track.fired(index));
    for (std::size_t layer = 0; layer < firing.layers.size(); ++layer)
        for (const std::uint16_t neuron : firing.layers[layer].neurons)
            addNeuron(csv, row, grid, {static_cast<int>(layer), neuron}, true, "", surgery);
    return csv;
}

} // namespace

std::string tapeModelWords(const TapeModel& model)
{
    const ModelConfig& config = model.config;
    return std::string(nameOf(config.routing)) + ", "
        + (config.isSparse() ? std::to_string(config.groups) + " of " : std::string("all "))
        + std::to_string(config.neurons) + " neurons a layer";
}

std::string tapeText(const Tape& tape)
{
    std::string text;
    for (const TapeTrack& track : tape.tracks) {
        if (tape.tracks.size() > 1)
            text += (text.empty() ? "== " : "\n== ") + std::string(nameOf(track.model().twin()))
                + " (" + tapeModelWords(track.model()) + ")\n";
        text += charactersOf(track) + "\n";
    }
    return text;
}

void tapeCsv(const Tape& tape, const PutText& put)
{
    put(csvLine({"model", "token", "character", "from_prompt", "probability", "layer", "group",
        "neuron", "address", "positive", "toss_up", "surgery"}));
    for (const TapeTrack& track : tape.tracks) {
        const NeuronGrid grid = gridOf(track.model().config);
        for (std::int64_t index = 0; index < track.size(); ++index)
            put(tokenCsv(track, grid, index));
    }
}

} // namespace glowworm
