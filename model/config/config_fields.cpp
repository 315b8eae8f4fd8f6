// SPDX-License-Identifier: GPL-3.0-or-later
// The field table: one row a setting. Form, command line, JSON, checkpoint and help follow from it.
#include "model/config/field_table.h"

namespace glowworm {
namespace {

using Applies = bool (*)(const RunConfig&);
constexpr Applies kAlways = [](const RunConfig&) { return true; };
constexpr Applies kText = [](const RunConfig& c) { return c.model.task == Task::Text; };
constexpr Applies kDigits = [](const RunConfig& c) { return c.model.task == Task::Digits; };
constexpr Applies kSparse = [](const RunConfig& c) { return c.model.isSparse(); };
constexpr Applies kSoftmaxGate = [](const RunConfig& c) {
    return c.model.routing == Routing::Gated && c.model.gate == Gate::Softmax;
};
constexpr Applies kGated = [](const RunConfig& c) { return c.model.routing == Routing::Gated; };

template <auto Section, auto Member>
constexpr Field<RunConfig> field(
    FieldWords words, double minimum, double maximum, Applies applies, int since = 1)
{
    constexpr bool model = std::is_same_v<decltype(Section), ModelConfig RunConfig::*>;
    return makeField<RunConfig, Section, Member>(
        words, model ? FieldSection::Model : FieldSection::Train, minimum, maximum, applies, since);
}

template <auto Member>
constexpr Field<RunConfig> model(
    FieldWords words, Applies applies, double minimum = 0, double maximum = 0)
{
    return field<&RunConfig::model, Member>(words, minimum, maximum, applies);
}

template <auto Member>
constexpr Field<RunConfig> train(
    FieldWords words, Applies applies, double minimum = 0, double maximum = 0, int since = 1)
{
    return field<&RunConfig::train, Member>(words, minimum, maximum, applies, since);
}

template <auto Member>
constexpr Field<SampleConfig> sampling(FieldWords words, double minimum, double maximum)
{
    return makeField<SampleConfig, Member>(
        words, FieldSection::Sample, minimum, maximum, [](const SampleConfig&) { return true; });
}

using M = ModelConfig;
using T = TrainConfig;

const std::array kRunFields{
    model<&M::task>(
        {"task", "Task", "", "Text predicts the next character; digits classifies 28x28 pictures."},
        kAlways),
    model<&M::routing>(
        {"routing", "Routing", "",
            "Who chooses the FF neurons. Dense: all of them work. Gumbel controller: the original "
            "study's router, hard Gumbel-softmax in training. Gated: the "
            "winner of each group works, multiplied by its gate."},
        kAlways),
    model<&M::dModel>(
        {"d_model", "Width D", "",
            "Numbers that stand for one character between the layers: x has D of them."},
        kAlways, 1, 4096),
    model<&M::layers>({"layers", "Layers L", "",
                          "Transformer blocks, each with attention and an FF layer: x += "
                          "attention(x), x += FF(x), L times."},
        kText, 1, 48),
    model<&M::heads>(
        {"heads", "Heads H", "", "Attention heads a layer, each D / H wide; H must divide D."},
        kText, 1, 64),
    model<&M::context>({"context", "Context T", "characters",
                           "The longest text the model can look back on, T characters."},
        kText, 2, 4096),
    model<&M::neurons>(
        {"neurons", "FF neurons F", "",
            "Hidden neurons of each FF layer: FF(x) = W2 relu(W1 x + b1) + b2, with F rows in W1."},
        kAlways, 1, 65535),
    model<&M::groups>(
        {"groups", "Groups G", "",
            "The neurons are split into G equal groups of N = F / G; a sparse layer fires one in "
            "each, G of F."},
        kAlways, 1, 65535),
    model<&M::routerRank>({"router_rank", "Router rank R", "",
                              "Inner width of the router, logits = B (A x) with A of R x D and B "
                              "of F x R; small is cheap."},
        kSparse, 1, 1024),
    model<&M::activation>(
        {"activation", "Fired neuron", "",
            "Activation of the fired neuron. Dense and the Gumbel controller always use relu."},
        kGated),
    model<&M::routerActivation>(
        {"router_activation", "Router middle", "",
            "Activation between the router's two stages. The Gumbel controller always uses relu."},
        kGated),
    model<&M::hiddenActivation>(
        {"hidden_activation", "After the first map", "",
            "Activation between the 784 pixels' linear map and the FF layer."},
        kDigits),
    model<&M::gate>({"gate", "Gate", "",
                        "What multiplies the fired neuron of logit l: its softmax probability in "
                        "its group, exp(l) / sum of all exp, or twice its sigmoid, 2 / (1 + "
                        "exp(-l))."},
        kGated),
    model<&M::gateScale>(
        {"gate_scale", "Gate scale", "", "Constant factor on the gate."}, kGated, 0.01, 64),

    train<&T::batch>({"batch", "Batch", "", "Windows of text, or pictures, in one training step."},
        kAlways, 1, 4096),
    train<&T::microBatch>(
        {"micro_batch", "Micro-batch", "",
            "Windows, or pictures, that a thread computes at once; the micro-batches of "
            "a step run side by side. 0 = a size that keeps a few threads busy."},
        kAlways, 0, 4096),
    train<&T::steps>(
        {"steps", "Steps", "", "Training steps planned; the learning rate's schedule ends there."},
        kAlways, 1, 10'000'000),
    train<&T::learningRate>(
        {"learning_rate", "Learning rate", "", "AdamW's step size at its highest."}, kAlways, 1e-6,
        1),
    train<&T::finalLearningRate>(
        {"final_learning_rate", "Final fraction of it", "",
            "Fraction f of the learning rate reached at the last step by a cosine, f + (1 - f) (1 "
            "+ "
            "cos(pi s)) / 2 at the fraction s of the steps; 1 = constant."},
        kAlways, 0, 1),
    train<&T::warmup>(
        {"warmup", "Warm-up", "steps", "Steps over which the learning rate rises from 0."}, kAlways,
        0, 100'000),
    train<&T::weightDecay>({"weight_decay", "Weight decay", "",
                               "Decoupled decay d of the weight matrices (AdamW): w -= rate d w."},
        kAlways, 0, 10),
    train<&T::beta1>(
        {"beta1", "Beta 1", "", "AdamW's memory of the gradient: m = beta1 m + (1 - beta1) g."},
        kAlways, 0, 0.9999),
    train<&T::beta2>({"beta2", "Beta 2", "",
                         "AdamW's memory of the squared gradient: v = beta2 v + (1 - beta2) g^2."},
        kAlways, 0, 0.99999),
    train<&T::clip>({"clip", "Gradient clip", "",
                        "Largest norm c of the whole gradient: g *= min(1, c / |g|); 0 = off."},
        kAlways, 0, 1000),
    train<&T::dropout>(
        {"dropout", "Dropout", "", "Fraction of the activations dropped in training."}, kAlways, 0,
        0.9),
    train<&T::feedForwardRate>(
        {"ff_rate", "FF rate multiplier", "", "Learning-rate multiplier of FF layers and routers."},
        kAlways, 0.01, 100),
    train<&T::routerRate>({"router_rate", "Router rate multiplier", "",
                              "Further learning-rate multiplier of routers; 0 = they stay as "
                              "they start, and no gradient passes through them."},
        kSparse, 0, 100, 2),
    train<&T::balance>(
        {"balance", "Load balance", "",
            "Weight of a loss that draws each group's load towards all of its neurons; 0 = off."},
        kSoftmaxGate, 0, 10, 2),
    train<&T::downInit>(
        {"down_init", "W2 init scale", "", "Scale of the initial FF output weights W2."}, kAlways,
        0.01, 100),
    train<&T::routerStart>({"router_start", "Router start", "",
                               "Logits at the first step: random, or neurons = each neuron's own "
                               "pre-activation as far as the router's first stage sees it."},
        kSparse, 0, 0, 3),
    train<&T::routerNoise>({"router_noise", "Router noise", "",
                               "Scale of the Gumbel noise on Gated's choice at the first step."},
        kGated, 0, 10),
    train<&T::routerNoiseSteps>({"router_noise_steps", "Noise ends after", "of the steps",
                                    "Fraction of the steps over which that noise falls to 0."},
        kGated, 0, 1),
    train<&T::matrixPrecision>({"matrix_precision", "Matrix products", "",
                                   "Format of the factors in training; sums stay fp32. bf16 is "
                                   "several times faster where the processor multiplies it itself, "
                                   "and slow elsewhere; auto = bf16 there, else fp32."},
        kAlways, 0, 0, 3),
    train<&T::evalInterval>({"eval_interval", "Evaluate every", "steps",
                                "Steps between two passes over the whole validation set; also at "
                                "the start, at steps 10 and 50 if they come before the first of "
                                "these, and at the end."},
        kAlways, 1, 1'000'000),
    train<&T::seed>({"seed", "Seed", "", "Start weights, batches and noise follow from it."},
        kAlways, 0, 2147483647),
};

const std::array kSampleFields{
    sampling<&SampleConfig::temperature>({"temperature", "Temperature", "",
                                             "Characters are drawn with p = softmax(logits / t). 0 "
                                             "always takes the likeliest; higher is bolder."},
        0, 10),
    sampling<&SampleConfig::topK>(
        {"top_k", "Top-k", "", "Choose among the k likeliest characters only; 0 = off."}, 0, 65535),
    sampling<&SampleConfig::topP>(
        {"top_p", "Top-p", "",
            "Choose among the fewest characters that together reach this probability; 1 = off."},
        0, 1),
    sampling<&SampleConfig::seed>(
        {"seed", "Seed", "", "The same seed gives the same text."}, 0, 2147483647),
    sampling<&SampleConfig::tokens>(
        {"tokens", "Length", "characters", "Characters to generate."}, 1, 100'000),
};

} // namespace

std::string_view nameOf(Twin value) { return value == Twin::Sparse ? "sparse" : "dense"; }
std::string_view nameOf(Task value) { return kTasks[static_cast<std::size_t>(value)]; }
std::string_view nameOf(Routing value) { return kRoutings[static_cast<std::size_t>(value)]; }
std::string_view nameOf(Activation value) { return kActivations[static_cast<std::size_t>(value)]; }
std::string_view nameOf(Gate value) { return kGates[static_cast<std::size_t>(value)]; }
std::string_view nameOf(RouterStart value)
{
    return kRouterStarts[static_cast<std::size_t>(value)];
}
std::string_view nameOf(MatrixPrecision value)
{
    return kMatrixPrecisions[static_cast<std::size_t>(value)];
}

std::span<const Field<RunConfig>> runFields() { return kRunFields; }
std::span<const Field<SampleConfig>> sampleFields() { return kSampleFields; }

std::vector<std::string> listed(std::string_view text)
{
    std::vector<std::string> pieces(text.empty() ? 0 : 1);
    for (const char c : text) {
        if (c == ',')
            pieces.emplace_back();
        else
            pieces.back() += c;
    }
    return pieces;
}

// Numbers: each combination of two lists is a case of a timing and a cell of its map.
constexpr std::size_t kMostListed = 64;

void requireWithin(std::string_view name, FieldKind kind, double minimum, double maximum,
    std::span<const std::string_view> choices, std::string_view text)
{
    if (kind == FieldKind::Choice && std::ranges::find(choices, text) == choices.end())
        throw Error(std::string(name) + ": " + noneOf(choices, text) + ".");
    if (kind != FieldKind::Integer && kind != FieldKind::Real && kind != FieldKind::List)
        return;
    const std::vector<std::string> pieces = listed(text);
    if (pieces.size() > kMostListed)
        throw Error(std::string(name) + " holds " + std::to_string(pieces.size())
            + " numbers, of which at most " + std::to_string(kMostListed) + " are taken.");
    for (const std::string& piece : pieces) {
        const auto number = numberFrom<double>(piece);
        if (number && !(*number >= minimum && *number <= maximum))
            throw Error(std::string(name) + ": " + printable(piece) + " is out of range, "
                + plainDigits(minimum) + " to " + plainDigits(maximum) + ".");
    }
}

std::string noneOf(std::span<const std::string_view> choices, std::string_view text)
{
    std::string list;
    for (const std::string_view name : choices)
        list += (list.empty() ? "" : ", ") + std::string(name);
    return "\"" + printable(std::string(text)) + "\" is none of " + list;
}

template struct Field<RunConfig>;
template struct Field<SampleConfig>;

} // namespace glowworm
