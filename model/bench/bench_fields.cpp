// SPDX-License-Identifier: GPL-3.0-or-later
// The table of a timing's settings, one row each.
#include "model/bench/bench_config.h"
#include "model/config/field_table.h"

namespace glowworm {
namespace {

using C = BenchConfig;
using Applies = bool (*)(const C&);

template <Workload... Wanted>
constexpr Applies kOf = [](const C& config) { return ((config.workload == Wanted) || ...); };
constexpr Applies kAlways = [](const C&) { return true; };
constexpr Applies kShaped = [](const C& config) { return isShaped(config.workload); };
constexpr Applies kCached = kOf<Workload::Layer, Workload::Token, Workload::Batch>;

constexpr std::array<std::string_view, 2> kRouters{"gated", "gumbel-controller"};
constexpr double kWidest = 65535, kLongest = 4096, kMostTexts = 256, kMostRounds = 1001;
constexpr double kLargestSeed = 18446744073709551615.0; // all 64 bits

template <auto Member>
constexpr Field<C> setting(
    FieldWords words, Applies applies, double minimum = 0, double maximum = 0, int since = 1)
{
    return makeField<C, Member>(words, FieldSection::Bench, minimum, maximum, applies, since);
}

/// Of a layer that is sparse.
constexpr Field<C> router(FieldWords words)
{
    Field<C> field = setting<&C::routing>(words, kShaped);
    field.choices = kRouters;
    return field;
}

const std::array kFields{
    setting<&C::dModel>(
        {"d_model", "Width D", "", "Numbers that stand for one token between the layers."}, kShaped,
        1, kWidest),
    setting<&C::neurons>(
        {"neurons", "FF neurons F", "", "Hidden neurons of the FF layer."}, kShaped, 1, kWidest),
    setting<&C::groups>({"groups", "Groups G", "",
                            "One or more numbers of groups, in each of which one neuron fires: "
                            "24,64."},
        kShaped, 1, kWidest),
    setting<&C::routerRank>(
        {"router_rank", "Router rank R", "", "Inner width of the router."}, kShaped, 1, kWidest),
    setting<&C::layers>({"layers", "Layers", "", "Copies in rotation."}, kShaped, 1, 1000),
    router({"routing", "Routing", "", "Who chooses the neurons of the sparse layer."}),
    setting<&C::heads>({"heads", "Heads H", "", "Attention heads; must divide the width."},
        kOf<Workload::Layer>, 1, kWidest, 2),
    setting<&C::tokens>(
        {"tokens", "Tokens a call", "",
            "One or more numbers of tokens that pass through the layer in one call: 1,16,256. 1 is "
            "generation, more is reading a prompt."},
        kOf<Workload::FeedForward>, 1, kLongest),
    setting<&C::tokens>({"tokens", "Prompt lengths", "",
                            "One or more numbers of tokens, up to the models' context: 64,256."},
        kOf<Workload::Prompt>, 1, kLongest),
    setting<&C::tokens>(
        {"tokens", "Texts", "", "One or more numbers of texts, one token of each a call: 4,16."},
        kOf<Workload::Batch>, 1, kMostTexts),
    setting<&C::tokens>(
        {"tokens", "Pictures a call", "", "One or more numbers of pictures in one call: 1,64."},
        kOf<Workload::Digits>, 1, kLongest),
    setting<&C::generated>({"tokens_per_round", "Tokens a round", "",
                               "Tokens that each model generates of each text in one round."},
        kCached, 1, kLongest),
    setting<&C::context>(
        {"context", "Context", "",
            "Tokens in the key/value cache around which the timed tokens are centred."},
        kCached, 0, kLongest),
    setting<&C::threads>(
        {"threads", "Threads", "", "Threads of the engine and of LibTorch while timing."}, kAlways,
        1, 256),
    setting<&C::repeats>({"repeats", "Rounds", "",
                             "Timed rounds. Each plays every variant once, in shuffled order; "
                             "medians and intervals are over rounds."},
        kAlways, 1, kMostRounds),
    setting<&C::warmup>({"warmup", "Warm-up", "", "Rounds before the timed ones, thrown away."},
        kAlways, 0, kMostRounds),
    setting<&C::impls>({"rows", "Rows", "",
                           "Only these rows: dense,sparse,libtorch-dense; none = all that the "
                           "workload has."},
        kAlways, 0, 0, 2),
    setting<&C::libtorch>(
        {"libtorch", "LibTorch rows", "", "LibTorch's own operators, an independent reference."},
        kAlways, 0, 0, 2),
    setting<&C::blockSeconds>(
        {"block_seconds", "Block", "seconds", "Least time of one implementation in a round."},
        kAlways, 0, 60),
    setting<&C::seed>({"seed", "Seed", "", "Random weights, inputs and order follow from it."},
        kAlways, 0, kLargestSeed),
};

} // namespace

std::span<const Field<BenchConfig>> benchFields() { return kFields; }

const Field<BenchConfig>* benchField(std::string_view name, const BenchConfig& config)
{
    for (const Field<BenchConfig>& field : kFields)
        if (field.name == name && field.applies(config))
            return &field;
    return nullptr;
}

template struct Field<BenchConfig>;

} // namespace glowworm
