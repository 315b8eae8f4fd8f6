// SPDX-License-Identifier: GPL-3.0-or-later
// Everything there is to say about one neuron, as plain values: what it did on one token or
// drawing, what it does by itself to the output, and its biography over a text or a set of
// pictures. The inspector of the window and `glowworm-cli inspect` show the same. Pure functions,
// any thread.
#pragma once

#include "model/config/firing.h"
#include "model/config/model_state.h"
#include "model/config/neuron.h"
#include "model/data/digits.h"
#include "model/neurons/activity.h"
#include "model/neurons/life.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace glowworm {

struct NeuronCorpus;

/// What a neuron did while one token, or drawing, was read. Shares are of a softmax over the logits
/// of its group's router; a dense layer has no router, and leaves them at their defaults.
struct NeuronMoment {
    enum class State {
        Dark,     // not chosen; of a dense layer: not above zero
        Bright,   // fired, above zero
        Zero,     // fired, and zero: the choice is made before the activation
        Negative, // fired, below zero: activations other than ReLU
    };
    State state = State::Dark;
    float value = 0; // after the activation, before the gate; 0 while dark

    bool hasRouter = false;           // only then what follows is known
    std::optional<float> probability; // its share; nothing: the record has no more than the
                                      // decisions, and the neuron was neither first nor second
    float largestProbability = 1;     // its share is at most this: without it, the second's share
    int rival = -1; // 0 ... F - 1: of a neuron that fired the second, else the one that won; -1:
                    // it is alone in its group
    float rivalProbability = 0;   // its share
    std::optional<float> lacking; // what its logit needs more to win, 0 of the one that fired and
                                  // of its equal; nothing: not known, or it may not fire
    bool isTossUp = false;        // Decision::isTossUp() of the group
    bool isOnlyChoice = false;    // no other of the group may fire: one has all of it, the rest 0
    /// Its share less the rival's: below 0 when that one won.
    std::optional<float> margin() const
    {
        return probability ? std::optional(*probability - rivalProbability) : std::nullopt;
    }
};
/// From a record of the neuron's model. Shares come from its logits or else its decisions; without
/// either they are not known. Throws Error when the neuron is outside the record.
NeuronMoment momentOf(const ModelConfig& model, const FiringRecord& record, NeuronAddress neuron);

/// What a neuron adds to one output by itself, over what it adds to all of them, see
/// direct_effect.h.
struct OutputEffect {
    int output = 0;         // token, or digit
    char32_t character = 0; // of a text model
    float effect = 0;       // logits for each unit that it adds
};

/// A place where a neuron was large.
struct NeuronContext {
    std::int64_t place = 0; // of the token in the corpus, or the picture's number, from 0
    float value = 0;        // after the activation, before the gate
    std::u32string before;  // text: up to kContextBefore characters that the model had read
    char32_t character = 0; // text: while this one was read
    std::u32string after;   // text: up to kContextAfter that follow
    int label = -1;         // digits
    DigitPicture picture{}; // digits

    static constexpr std::size_t kContextBefore = 24, kContextAfter = 12;
};

struct NeuronRival {
    NeuronAddress neuron;
    std::int64_t times = 0; // it came second when the neuron of the report won
};

/// Over a corpus, as far as it has been read.
struct NeuronBiography {
    CorpusName corpus;
    std::int64_t seen = 0, total = 0;     // tokens or pictures
    std::int64_t fired = 0;               // times; of a dense layer above zero
    std::vector<NeuronContext> strongest; // up to NeuronActivity::kStrongest, largest first
    std::vector<NeuronRival> rivals;      // most often first, up to kRivals; sparse only
    GroupCensus group;                    // of its group

    bool complete() const { return seen == total; } // every figure is exact, not a sample's
    double rate() const
    {
        return seen > 0 ? static_cast<double>(fired) / static_cast<double>(seen) : 0;
    }
    static constexpr std::size_t kRivals = 6;
};

struct NeuronReport {
    NeuronAddress neuron;
    NeuronGrid grid;
    std::string name; // "L2.G07.N41"
    bool isSparse = true;
    std::optional<NeuronMoment> moment;   // nothing: no token or drawing was asked about
    std::vector<OutputEffect> promoted;   // above 0, up to kOutputs, the largest first
    std::vector<OutputEffect> suppressed; // below 0, up to kOutputs, the lowest first
    std::optional<NeuronBiography> biography;
    std::string withoutBiography;      // why there is none, one sentence
    bool hasCorpus = true;             // false: no text, or no test pictures, are open
    std::vector<NeuronLifePoint> life; // while its model was trained; empty: nothing was kept

    static constexpr std::size_t kOutputs = 6;
};

/// Without a moment, a biography and a life. grid: of the model. Throws Error for a neuron outside
/// it.
NeuronReport reportOf(const ModelState& model, NeuronAddress neuron);
/// corpus: what the activity was counted over.
NeuronBiography biographyOf(const NeuronActivity& activity, const NeuronCorpus& corpus,
    const ModelState& model, NeuronAddress neuron);

} // namespace glowworm
