// SPDX-License-Identifier: GPL-3.0-or-later
// What is timed and how, and the one table of its settings: the form, the command line, result
// files and the copied line follow from it. Plain values, any thread.
#pragma once

#include "model/config/config.h"

#include <array>
#include <memory>

namespace glowworm {

struct ModelState;
class TextCorpus;

enum class Workload {
    FeedForward, // one FF layer
    Layer,       // one block: norms, attention over a filled cache, FF
    Token,       // one token of one text through the whole model
    Prompt,      // a prompt through the whole model, from an empty cache
    Batch,       // one token of each of several texts
    Digits,      // pictures through the digit network
};
/// Random weights of a given shape, not models.
constexpr bool isShaped(Workload workload)
{
    return workload == Workload::FeedForward || workload == Workload::Layer;
}
/// Of the models that the workload is for.
constexpr Task taskOf(Workload workload)
{
    return workload == Workload::Digits ? Task::Digits : Task::Text;
}
inline constexpr std::array<std::string_view, 6> kWorkloads{
    "ff", "layer", "token", "prompt", "batch", "digits"}; // the words of the command line
constexpr std::span<const std::string_view> namesOf(Workload) { return kWorkloads; }
constexpr std::string_view nameOf(Workload workload)
{
    return kWorkloads[static_cast<std::size_t>(workload)];
}

struct BenchConfig {
    Workload workload = Workload::FeedForward;
    // FeedForward, Layer: random weights of this shape, uniform routing, `layers` copies in
    // rotation, fresh inputs each call
    int dModel = 384, neurons = 1536, routerRank = 24, layers = 6;
    int heads = 6;                                // Layer
    std::vector<int> groups = {24, 64, 128, 384}; // densities groups / neurons to measure
    std::vector<int> tokens
        = {1}; // a call: FeedForward tokens, Prompt its length, Batch texts, Digits pictures
    Routing routing = Routing::Gated; // of the sparse layer
    // The others: the models, or none: random weights of the study's size (studyModel). Layer,
    // Token, Batch: the timed tokens are centred on a cache of `context` tokens, moved to fit the
    // models' own context
    std::shared_ptr<const ModelState> dense, sparse;
    std::string denseHash, sparseHash; // of their files; "" when not from a file
    int context = 128;
    int generated = 16;                     // tokens per text and round
    std::shared_ptr<const TextCorpus> text; // Token: its validation part measures the loss of each
                                            // number format; none = not measured
    std::vector<std::string> impls;         // rows wanted; empty = every row that the workload has
    // all
    int threads = 1;
    int repeats = 15, warmup = 3; // rounds
    double blockSeconds = 0.05;   // least time of one implementation's block in a round
    bool libtorch = true;
    std::uint64_t seed = 1;
};
/// A workload's settings are those that apply to it. What is not in the table: the workload itself,
/// which is the command; models and text, which are files. Of rows with the same name at most one
/// applies.
std::span<const Field<BenchConfig>> benchFields();
/// The field of this name that applies to the config; null = none does.
const Field<BenchConfig>* benchField(std::string_view name, const BenchConfig& config);
/// One sentence each, about ranges those of the table; empty = valid.
std::vector<std::string> problems(const BenchConfig& config);
/// How many cases a valid one has.
int plannedCases(const BenchConfig& config);
/// What a workload is timed at unless asked otherwise; at most a minute on two cores.
BenchConfig usualBench(Workload workload);

} // namespace glowworm
