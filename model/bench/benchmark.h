// SPDX-License-Identifier: GPL-3.0-or-later
// Timings of dense against sparse, from one FF layer to a whole prompt. A step machine: advance()
// does one bounded piece (preparation and equivalence check, a warm-up or one round of one case),
// all implementations of a case interleaved round by round in shuffled order, never concurrent. No
// thread of its own. LibTorch cases come in through the seam and are left out, with a notice, when
// the library is missing.
#pragma once

#include "model/base/build_info.h"
#include "model/base/stop_check.h"
#include "model/bench/bench_config.h"
#include "model/bench/statistics.h"
#include "model/engine/feed_forward.h"
#include "model/training/trainer.h"

#include <functional>
#include <memory>
#include <optional>

namespace glowworm {

/// As it is before training: same shapes and time as the trained one, routing by chance. Sparse:
/// Gated, rank 24, 1/64 (digits rank 8, 1/50).
std::shared_ptr<const ModelState> studyModel(Task task, bool sparse, std::uint64_t seed);

/// Names of rows. Dense rows of one precision: dense, dense-skip (W2 rows of neurons that are 0
/// after the ReLU are not read), iso-dense (as many neurons as give the bytes of the sparse layer's
/// fired rows and router). Sparse rows: sparse, masked-dense (all neurons, losers zeroed). With
/// -bf16 or -int8 at the end: the weight matrices in that format. LibTorch's own operators:
/// libtorch-dense and libtorch-sparse (rows gathered by index, the study's way; tokens: with a
/// cache), libtorch-uncached (the dense model, the whole context run again for each token, as the
/// study generated). What is no implementation but a reference has `reference` set:
/// dense-2-threads, read (sums a buffer as large as the dense model's matrices), dense-parts and
/// sparse-parts (the same with a clock read between the parts).
struct BenchRow {
    std::string impl;
    double density = 1; // of the case's sparse layer; for whole models that of the row's own model
    int tokens = 1;     // per call
    std::string format = "fp32"; // of the weight matrices
    int threads = 1;
    bool reference = false;
    double activeFraction = 1;   // dense-skip: neurons above zero after the ReLU, measured on the
                                 // inputs of the equivalence check
    int neurons = 0;             // F of the row's FF layers; 0 where there is none
    Quartiles microseconds;      // per call (FeedForward, Layer: of one layer; Token: one token)
    std::vector<double> samples; // microseconds, one per round
    int roundsDone = 0;
};
/// Why a ratio above its ceiling is not believed.
enum class Doubt {
    None,
    FewRounds,  // to tell anything
    Disturbed,  // the rounds differ too much
    Unexplained // further above than any cache explains
};
struct BenchRatio {
    std::string over; // "dense/sparse", "libtorch-dense/sparse", "dense/sparse-int8" ...: numerator
                      // and denominator are rows
    double density = 1;
    int tokens = 1;
    RatioInterval ratio;
    std::string verdict;
    std::string formats;                // "fp32", or "dense fp32/sparse int8" when the two differ
    std::optional<double> ceiling = {}; // that bytes put on it; of our own rows, where known
    Doubt doubt = Doubt::None;          // the verdict says it, too
};
struct Equivalence {
    double maxRelativeDifference
        = 0; // of sparse against masked dense, over random inputs, relative to the largest output
    std::int64_t rowsReadPerLayer = 0; // per token, one token a call
    std::int64_t inputs = 0;
    int groups = 0; // rows expected
};
/// Reading weights at one token a call, one thread: how near the dense engine comes to a plain sum
/// of as many bytes.
struct BenchBandwidth {
    std::int64_t bytes = 0;     // weight matrices of the dense model
    double readGbPerSecond = 0; // of the sum, 1e9 bytes
    double denseGbPerSecond
        = 0; // of the whole dense token, its key/value cache and everything else included
    RatioInterval fraction; // dense / read
};
struct BenchThreads {
    int threads = 2;
    RatioInterval ratio; // time of one thread / time of `threads`, whole token, dense
    std::string verdict;
};
/// Where one token's time goes.
struct BenchPart {
    std::string impl; // "dense", "sparse"
    std::string
        part; // "attention", "router", "feed_forward", "norms", "head"; together the whole token
    std::int64_t bytes = 0; // predicted: read per token
    double fraction = 0;    // of the whole token's bytes
    Quartiles microseconds;
    std::string how; // measured
};
/// Quality beside speed. A format's loss is measured on the validation windows given; without them
/// the file's own figure stands.
struct BenchQuality {
    std::string impl;               // "dense", "sparse", "sparse-int8" ...
    std::optional<double> loss;     // nats per character
    std::optional<double> accuracy; // digits, fraction of the test pictures
    std::int64_t steps = 0;         // of training
    int windows = 0;                // validated now; 0 = figure of the file
};

struct BenchResult {
    MachineInfo machine;
    BenchConfig config; // weights and text not kept
    std::vector<BenchRow> rows;
    std::vector<BenchRatio> ratios;
    std::optional<Equivalence>
        equivalence;                 // largest difference of all cases; rows of the first one
    std::vector<Equivalence> checks; // one for each sparse layer shape, in order
    std::optional<BenchBandwidth> bandwidth; // Token
    std::vector<BenchThreads> threads;       // Token
    std::vector<BenchPart> parts;            // Token
    std::vector<BenchQuality> quality;       // models that were given
    std::vector<std::string> notices;        // noisy machine, LibTorch missing ...
    std::string denseHash, sparseHash;
    bool complete = false; // false: cancelled, fewer rounds
};

/// A sparse layer as the equivalence check sees it: y = FF(x) for n tokens by a path, x and y (n,
/// D), with the winners it used, (n, G); returns the neurons whose rows it read, each counted once
/// a token.
using SparseLayer = std::function<std::int64_t(const FeedForwardWeights&, std::span<const float> x,
    std::int64_t n, FeedForwardPath path, std::span<float> y, std::span<std::uint16_t> winners)>;
/// The engine's own.
SparseLayer engineLayer();

class Benchmark {
public:
    using Clock = std::function<double()>; // seconds
    /// torch: null = without LibTorch rows. clock, layer (what the equivalence check tries) and
    /// processor (the time that the process has had, see RoundWatch) are for tests. Throws Error
    /// for an invalid config.
    Benchmark(BenchConfig config, const TrainEntry* torch, Clock clock = {},
        SparseLayer layer = engineLayer(), Clock processor = {});
    ~Benchmark();
    /// False when nothing is left or `stop` asked for the end. A round in which the process was
    /// stopped or starved is played again and does not count, at most as often as there are rounds;
    /// a notice says how many. Throws Error when the equivalence check fails: what is not equal is
    /// not timed. stop: asked within a piece, too, many times a second; what it ends leaves no
    /// trace in result(), and nothing may follow it.
    bool advance(const StopCheck& stop = {});
    double progress() const;     // 0 ... 1
    double secondsLeft() const;  // about: by the rounds so far, before them by the shapes
    std::string current() const; // what the next piece is, for the status line
    BenchResult result() const;  // so far

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

std::string toJson(const MachineInfo& machine);
std::string toJson(
    const BenchResult& result); // one object; field names are those of `glowworm-cli bench --json`
std::string toCsv(const BenchResult& result);

/// Names of rows, parts, heads of columns and whole sentences of a report, in the words of who
/// reads it; none = in English, with the names by which options call the rows.
/// Numbers too, alone, for their decimal mark.
using ReportWords = std::function<std::string(const std::string& text)>;
/// origin: what was timed, with what and where, in a line of those words; "" = in English.
std::string toMarkdown(
    const BenchResult& result, const ReportWords& words = {}, const std::string& origin = {});
/// A page of the same.
std::string toHtml(
    const BenchResult& result, const ReportWords& words = {}, const std::string& origin = {});
/// The same, to paste into a paper.
std::string toLatex(
    const BenchResult& result, const ReportWords& words = {}, const std::string& origin = {});
/// Of the weight matrices, as its rows have them: "fp32", "int8"; each once.
std::vector<std::string> formatsOf(const BenchResult& result);

} // namespace glowworm
