// SPDX-License-Identifier: GPL-3.0-or-later
// Names, units and explanations of settings and presets as model/ has them, for lupdate to find:
// settingWords() translates them. The test `translations` compares the list with the tables.
#pragma once

#include <QtGlobal>

#include <array>

namespace glowworm {

inline constexpr std::array kSettingTexts{
    QT_TRANSLATE_NOOP("settings", "Task"),
    QT_TRANSLATE_NOOP(
        "settings", "Text predicts the next character; digits classifies 28x28 pictures."),
    QT_TRANSLATE_NOOP("settings", "Routing"),
    QT_TRANSLATE_NOOP("settings",
        "Who chooses the FF neurons. Dense: all of them work. Gumbel controller: the original "
        "study's router, hard Gumbel-softmax in training. Gated: the winner of each group works, "
        "multiplied by its gate."),
    QT_TRANSLATE_NOOP("settings", "Width D"),
    QT_TRANSLATE_NOOP(
        "settings", "Numbers that stand for one character between the layers: x has D of them."),
    QT_TRANSLATE_NOOP("settings", "Layers L"),
    QT_TRANSLATE_NOOP("settings",
        "Transformer blocks, each with attention and an FF layer: x += attention(x), x += FF(x), L "
        "times."),
    QT_TRANSLATE_NOOP("settings", "Heads H"),
    QT_TRANSLATE_NOOP("settings", "Attention heads a layer, each D / H wide; H must divide D."),
    QT_TRANSLATE_NOOP("settings", "Context T"),
    QT_TRANSLATE_NOOP("settings", "characters"),
    QT_TRANSLATE_NOOP("settings", "The longest text the model can look back on, T characters."),
    QT_TRANSLATE_NOOP("settings", "FF neurons F"),
    QT_TRANSLATE_NOOP("settings",
        "Hidden neurons of each FF layer: FF(x) = W2 relu(W1 x + b1) + b2, with F rows in W1."),
    QT_TRANSLATE_NOOP("settings", "Groups G"),
    QT_TRANSLATE_NOOP("settings",
        "The neurons are split into G equal groups of N = F / G; a sparse layer fires one in each, "
        "G of F."),
    QT_TRANSLATE_NOOP("settings", "Router rank R"),
    QT_TRANSLATE_NOOP("settings",
        "Inner width of the router, logits = B (A x) with A of R x D and B of F x R; small is "
        "cheap."),
    QT_TRANSLATE_NOOP("settings", "Fired neuron"),
    QT_TRANSLATE_NOOP("settings",
        "Activation of the fired neuron. Dense and the Gumbel controller always use relu."),
    QT_TRANSLATE_NOOP("settings", "Router middle"),
    QT_TRANSLATE_NOOP("settings",
        "Activation between the router's two stages. The Gumbel controller always uses relu."),
    QT_TRANSLATE_NOOP("settings", "After the first map"),
    QT_TRANSLATE_NOOP(
        "settings", "Activation between the 784 pixels' linear map and the FF layer."),
    QT_TRANSLATE_NOOP("settings", "Gate"),
    QT_TRANSLATE_NOOP("settings",
        "What multiplies the fired neuron of logit l: its softmax probability in its group, exp(l) "
        "/ sum of all exp, or twice its sigmoid, 2 / (1 + exp(-l))."),
    QT_TRANSLATE_NOOP("settings", "Gate scale"),
    QT_TRANSLATE_NOOP("settings", "Constant factor on the gate."),
    QT_TRANSLATE_NOOP("settings", "Batch"),
    QT_TRANSLATE_NOOP("settings", "Windows of text, or pictures, in one training step."),
    QT_TRANSLATE_NOOP("settings", "Micro-batch"),
    QT_TRANSLATE_NOOP("settings",
        "Windows, or pictures, that a thread computes at once; the micro-batches of a step run "
        "side by side. 0 = a size that keeps a few threads busy."),
    QT_TRANSLATE_NOOP("settings", "Steps"),
    QT_TRANSLATE_NOOP(
        "settings", "Training steps planned; the learning rate's schedule ends there."),
    QT_TRANSLATE_NOOP("settings", "Learning rate"),
    QT_TRANSLATE_NOOP("settings", "AdamW's step size at its highest."),
    QT_TRANSLATE_NOOP("settings", "Final fraction of it"),
    QT_TRANSLATE_NOOP("settings",
        "Fraction f of the learning rate reached at the last step by a cosine, f + (1 - f) (1 + "
        "cos(pi s)) / 2 at the fraction s of the steps; 1 = constant."),
    QT_TRANSLATE_NOOP("settings", "Warm-up"),
    QT_TRANSLATE_NOOP("settings", "steps"),
    QT_TRANSLATE_NOOP("settings", "Steps over which the learning rate rises from 0."),
    QT_TRANSLATE_NOOP("settings", "Weight decay"),
    QT_TRANSLATE_NOOP(
        "settings", "Decoupled decay d of the weight matrices (AdamW): w -= rate d w."),
    QT_TRANSLATE_NOOP("settings", "Beta 1"),
    QT_TRANSLATE_NOOP("settings", "AdamW's memory of the gradient: m = beta1 m + (1 - beta1) g."),
    QT_TRANSLATE_NOOP("settings", "Beta 2"),
    QT_TRANSLATE_NOOP(
        "settings", "AdamW's memory of the squared gradient: v = beta2 v + (1 - beta2) g^2."),
    QT_TRANSLATE_NOOP("settings", "Gradient clip"),
    QT_TRANSLATE_NOOP(
        "settings", "Largest norm c of the whole gradient: g *= min(1, c / |g|); 0 = off."),
    QT_TRANSLATE_NOOP("settings", "Dropout"),
    QT_TRANSLATE_NOOP("settings", "Fraction of the activations dropped in training."),
    QT_TRANSLATE_NOOP("settings", "FF rate multiplier"),
    QT_TRANSLATE_NOOP("settings", "Learning-rate multiplier of FF layers and routers."),
    QT_TRANSLATE_NOOP("settings", "Router rate multiplier"),
    QT_TRANSLATE_NOOP("settings",
        "Further learning-rate multiplier of routers; 0 = they stay as they start, and no gradient "
        "passes through them."),
    QT_TRANSLATE_NOOP("settings", "Load balance"),
    QT_TRANSLATE_NOOP("settings",
        "Weight of a loss that draws each group's load towards all of its neurons; 0 = off."),
    QT_TRANSLATE_NOOP("settings", "W2 init scale"),
    QT_TRANSLATE_NOOP("settings", "Scale of the initial FF output weights W2."),
    QT_TRANSLATE_NOOP("settings", "Router start"),
    QT_TRANSLATE_NOOP("settings",
        "Logits at the first step: random, or neurons = each neuron's own pre-activation as far as "
        "the router's first stage sees it."),
    QT_TRANSLATE_NOOP("settings", "Router noise"),
    QT_TRANSLATE_NOOP("settings", "Scale of the Gumbel noise on Gated's choice at the first step."),
    QT_TRANSLATE_NOOP("settings", "Noise ends after"),
    QT_TRANSLATE_NOOP("settings", "of the steps"),
    QT_TRANSLATE_NOOP("settings", "Fraction of the steps over which that noise falls to 0."),
    QT_TRANSLATE_NOOP("settings", "Matrix products"),
    QT_TRANSLATE_NOOP("settings",
        "Format of the factors in training; sums stay fp32. bf16 is several times faster where the "
        "processor multiplies it itself, and slow elsewhere; auto = bf16 there, else fp32."),
    QT_TRANSLATE_NOOP("settings", "Evaluate every"),
    QT_TRANSLATE_NOOP("settings",
        "Steps between two passes over the whole validation set; also at the start, at steps 10 "
        "and 50 if they come before the first of these, and at the end."),
    QT_TRANSLATE_NOOP("settings", "Seed"),
    QT_TRANSLATE_NOOP("settings", "Start weights, batches and noise follow from it."),
    QT_TRANSLATE_NOOP("settings", "Temperature"),
    QT_TRANSLATE_NOOP("settings",
        "Characters are drawn with p = softmax(logits / t). 0 always takes the likeliest; higher "
        "is bolder."),
    QT_TRANSLATE_NOOP("settings", "Top-k"),
    QT_TRANSLATE_NOOP("settings", "Choose among the k likeliest characters only; 0 = off."),
    QT_TRANSLATE_NOOP("settings", "Top-p"),
    QT_TRANSLATE_NOOP("settings",
        "Choose among the fewest characters that together reach this probability; 1 = off."),
    QT_TRANSLATE_NOOP("settings", "The same seed gives the same text."),
    QT_TRANSLATE_NOOP("settings", "Length"),
    QT_TRANSLATE_NOOP("settings", "Characters to generate."),
    QT_TRANSLATE_NOOP("settings", "Numbers that stand for one token between the layers."),
    QT_TRANSLATE_NOOP("settings", "Hidden neurons of the FF layer."),
    QT_TRANSLATE_NOOP(
        "settings", "One or more numbers of groups, in each of which one neuron fires: 24,64."),
    QT_TRANSLATE_NOOP("settings", "Inner width of the router."),
    QT_TRANSLATE_NOOP("settings", "Layers"),
    QT_TRANSLATE_NOOP("settings", "Copies in rotation."),
    QT_TRANSLATE_NOOP("settings", "Who chooses the neurons of the sparse layer."),
    QT_TRANSLATE_NOOP("settings", "Attention heads; must divide the width."),
    QT_TRANSLATE_NOOP("settings", "Tokens a call"),
    QT_TRANSLATE_NOOP("settings",
        "One or more numbers of tokens that pass through the layer in one call: 1,16,256. 1 is "
        "generation, more is reading a prompt."),
    QT_TRANSLATE_NOOP("settings", "Prompt lengths"),
    QT_TRANSLATE_NOOP(
        "settings", "One or more numbers of tokens, up to the models' context: 64,256."),
    QT_TRANSLATE_NOOP("settings", "Texts"),
    QT_TRANSLATE_NOOP("settings", "One or more numbers of texts, one token of each a call: 4,16."),
    QT_TRANSLATE_NOOP("settings", "Pictures a call"),
    QT_TRANSLATE_NOOP("settings", "One or more numbers of pictures in one call: 1,64."),
    QT_TRANSLATE_NOOP("settings", "Tokens a round"),
    QT_TRANSLATE_NOOP("settings", "Tokens that each model generates of each text in one round."),
    QT_TRANSLATE_NOOP("settings", "Context"),
    QT_TRANSLATE_NOOP(
        "settings", "Tokens in the key/value cache around which the timed tokens are centred."),
    QT_TRANSLATE_NOOP("settings", "Threads"),
    QT_TRANSLATE_NOOP("settings", "Threads of the engine and of LibTorch while timing."),
    QT_TRANSLATE_NOOP("settings", "Rounds"),
    QT_TRANSLATE_NOOP("settings",
        "Timed rounds. Each plays every variant once, in shuffled order; medians and intervals are "
        "over rounds."),
    QT_TRANSLATE_NOOP("settings", "Rounds before the timed ones, thrown away."),
    QT_TRANSLATE_NOOP("settings", "Rows"),
    QT_TRANSLATE_NOOP("settings",
        "Only these rows: dense,sparse,libtorch-dense; none = all that the workload has."),
    QT_TRANSLATE_NOOP("settings", "LibTorch rows"),
    QT_TRANSLATE_NOOP("settings", "LibTorch's own operators, an independent reference."),
    QT_TRANSLATE_NOOP("settings", "Block"),
    QT_TRANSLATE_NOOP("settings", "seconds"),
    QT_TRANSLATE_NOOP("settings", "Least time of one implementation in a round."),
    QT_TRANSLATE_NOOP("settings", "Random weights, inputs and order follow from it."),
    QT_TRANSLATE_NOOP("settings", "Text, quick, gated 1/64"),
    QT_TRANSLATE_NOOP("settings",
        "A small transformer that learns within minutes on two cores: 8 of 512 neurons fire."),
    QT_TRANSLATE_NOOP("settings", "Text, quick, dense"),
    QT_TRANSLATE_NOOP("settings", "The same small transformer with ordinary FF layers."),
    QT_TRANSLATE_NOOP("settings", "Text, demo, gated 1/64"),
    QT_TRANSLATE_NOOP(
        "settings", "Between quick and full size: 24 of 1536 neurons fire in each of 4 layers."),
    QT_TRANSLATE_NOOP("settings", "Text, demo, dense"),
    QT_TRANSLATE_NOOP("settings", "The same transformer with ordinary FF layers."),
    QT_TRANSLATE_NOOP("settings", "Digits, gated 8 of 400"),
    QT_TRANSLATE_NOOP("settings", "The study's digit network with our gate and schedule."),
    QT_TRANSLATE_NOOP("settings", "Text, full size, gated 1/64"),
    QT_TRANSLATE_NOOP(
        "settings", "The study's transformer with our gate and schedule; hours on a CPU."),
    QT_TRANSLATE_NOOP("settings", "Digits, the study, dense"),
    QT_TRANSLATE_NOOP("settings", "784 - 100 - FF 400 - 10, 6,260 steps of 64 pictures."),
    QT_TRANSLATE_NOOP("settings", "Digits, the study, Gumbel 8 of 400"),
    QT_TRANSLATE_NOOP("settings", "The same with the study's router: 8 of 400 neurons fire."),
    QT_TRANSLATE_NOOP("settings", "Text, the study, dense"),
    QT_TRANSLATE_NOOP("settings",
        "384 wide, 6 layers, 6 heads, context 256, 6,000 steps of 64 windows; hours on a CPU."),
    QT_TRANSLATE_NOOP("settings", "Text, the study, Gumbel 1/64"),
    QT_TRANSLATE_NOOP("settings", "The same with the study's router (rank 96, +10 % parameters)."),
    QT_TRANSLATE_NOOP("settings", "Text, the study, Gumbel 1/64, rank 24"),
    QT_TRANSLATE_NOOP("settings", "The same with a router of rank 24 (+2.6 % parameters)."),
};

} // namespace glowworm
