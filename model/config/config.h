// SPDX-License-Identifier: GPL-3.0-or-later
// What a model, a training run and a sampled text are made from, and the tables of fields that feed
// the form, the command line, JSON and the checkpoint (that of a timing:
// model/bench/bench_config.h). Plain values, any thread.
//
// Legend of dimension letters, used in every shape comment of the project:
//   B batch, T time (context), D model width, F feed-forward neurons, G groups, N neurons a group
//   (F / G), A fired neurons (= G, one a group), R router rank, H heads, L layers, V vocabulary, n
//   tokens in one call.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

// Choices, each with its names in files, on the command line and in forms.
enum class Task { Text, Digits };
inline constexpr std::array<std::string_view, 2> kTasks{"text", "digits"};
inline constexpr std::array kBothTasks{Task::Text, Task::Digits};
/// Where what belongs to a task stands in an array with one entry for each.
constexpr std::size_t slotOf(Task task) { return static_cast<std::size_t>(task); }
enum class Routing { Dense, GumbelController, Gated };
inline constexpr std::array<std::string_view, 3> kRoutings{"dense", "gumbel-controller", "gated"};
enum class Activation { Identity, Relu, Gelu };
inline constexpr std::array<std::string_view, 3> kActivations{"identity", "relu", "gelu"};
enum class Gate { Softmax, Sigmoid };
inline constexpr std::array<std::string_view, 2> kGates{"softmax", "sigmoid"};
/// Random: independent of all else. Neurons: each neuron's logit starts as its own pre-activation,
/// seen through the router's first stage.
enum class RouterStart { Random, Neurons };
inline constexpr std::array<std::string_view, 2> kRouterStarts{"random", "neurons"};
/// In which format training multiplies matrices; sums, norms, softmax, weights and the optimiser
/// are always fp32.
enum class MatrixPrecision { Fp32, Bf16, Auto };
inline constexpr std::array<std::string_view, 3> kMatrixPrecisions{"fp32", "bf16", "auto"};

inline constexpr int kDigitPixels = 784;
inline constexpr int kDigitClasses = 10;

struct ModelConfig {
    Task task = Task::Text;
    Routing routing = Routing::Gated;
    int dModel = 128;
    int layers = 4;   // digits: always 1
    int heads = 4;    // text only
    int context = 64; // text only, tokens
    int neurons = 512;
    int groups = 8;
    int routerRank = 8;
    int vocabSize = 65;                           // text only; set from the corpus
    Activation activation = Activation::Identity; // of the fired neuron, Gated only
    Activation routerActivation
        = Activation::Identity;                     // between the router's two stages, Gated only
    Activation hiddenActivation = Activation::Relu; // digits only, after the first linear map
    Gate gate = Gate::Softmax;
    double gateScale = 1.0;

    bool isSparse() const { return routing != Routing::Dense; }
    int groupSize() const { return neurons / groups; }
    int fired() const { return isSparse() ? groups : neurons; }
    double density() const { return static_cast<double>(fired()) / neurons; }
    /// Dense and GumbelController are defined with ReLU; only Gated makes these a choice.
    Activation neuronActivation() const
    {
        return routing == Routing::Gated ? activation : Activation::Relu;
    }
    Activation routerMiddle() const
    {
        return routing == Routing::Gated ? routerActivation : Activation::Relu;
    }

    bool operator==(const ModelConfig&) const = default;
};

struct TrainConfig {
    int batch = 32;     // windows (text) or images (digits) a step
    int microBatch = 0; // windows a micro-batch, 0 = chosen by batch and context; changes the
                        // order of sums
    std::int64_t steps = 1500;
    double learningRate = 1e-3;
    double finalLearningRate
        = 0.1; // as a fraction of learningRate, reached by a cosine at the last step; 1 = constant
    int warmup = 100; // steps
    double weightDecay = 0.0;
    double beta1 = 0.9;
    double beta2 = 0.99;
    double clip = 1.0;            // largest norm of the whole gradient, 0 = off
    double dropout = 0.0;         // probability
    double feedForwardRate = 1.0; // factor on the learning rate of FF and router
    double routerRate = 1.0; // sparse: factor on the router's rate on top of feedForwardRate; 0 =
                             // it stays as it starts, and no gradient passes through it
    double balance = 0.0;  // Gated by softmax: weight of the load-balance loss (Fedus et al. 2021,
                           // arXiv 2101.03961, section 2.2)
    double downInit = 1.0; // factor on the initial deviation of W2 (text) in sparse and dense alike
    RouterStart routerStart = RouterStart::Random;
    double routerNoise = 0.0;      // Gated: scale of the Gumbel noise on the choice at step 0 ...
    double routerNoiseSteps = 0.3; // ... falling to 0 linearly over this fraction of the steps
    MatrixPrecision matrixPrecision = MatrixPrecision::Fp32;
    int evalInterval = 100; // steps
    std::uint64_t seed = 1; // 0 ... 2^31 - 1

    bool operator==(const TrainConfig&) const = default;
};

/// What Set-up edits, `train` takes and a checkpoint keeps.
struct RunConfig {
    ModelConfig model;
    TrainConfig train;

    bool operator==(const RunConfig&) const = default;
};

struct SampleConfig {
    double temperature = 0.8; // 0 = greedy
    int topK = 0;             // 0 = off
    double topP = 1.0;        // 1 = off
    std::uint64_t seed = 1;
    int tokens = 400; // length of the continuation

    bool operator==(const SampleConfig&) const = default;
};

/// As text: List whole numbers "1,16,256", at most 64, Words names "dense,sparse", Flag "true" or
/// "false".
enum class FieldKind { Integer, Real, Choice, List, Words, Flag };
enum class FieldSection { Model, Train, Sample, Bench };

/// One setting. Reading and writing go through text (C locale, shortest round trip), so that the
/// form, the command line, JSON and the checkpoint cannot drift apart.
template <class Config> struct Field {
    std::string_view name;  // snake_case: command line, JSON, checkpoint
    std::string_view label; // screen
    std::string_view unit;  // "" where there is none
    std::string_view help;  // one or two sentences
    FieldKind kind;
    FieldSection section;
    double minimum, maximum;                   // inclusive; of a number, or of each of a List
    std::span<const std::string_view> choices; // Choice only
    bool (*applies)(const Config&);            // whether the setting means anything in this config
    std::string (*read)(const Config&);
    void (*store)(Config&, std::string_view); // use write()
    int since = 1; // the format of the file that brought it; in older files its default holds,
                   // which must mean what they meant
    /// Throws Error with one sentence when the text is no value of this kind or out of range; the
    /// config is then unchanged.
    void write(Config& config, std::string_view text) const;
};

std::span<const Field<RunConfig>> runFields();
std::span<const Field<SampleConfig>> sampleFields();
/// Throws Error when there is no such field; the sentence lists the nearest names.
const Field<RunConfig>& runField(std::string_view name);

/// "name=value" on a config, as in `--set groups=24`. Throws Error.
void assign(RunConfig& config, std::string_view assignment);

struct Problem {
    std::string field; // a field's name
    std::string sentence;
};
/// Everything that is wrong between fields (ranges included), one sentence each; empty = valid.
std::vector<Problem> problems(const RunConfig& config);
std::vector<Problem> problems(const SampleConfig& config);
/// Throws Error with the first problem.
void validate(const RunConfig& config);

/// One JSON object with every field that applies, numbers as numbers; parsing refuses unknown keys,
/// takes missing ones from `base`. Throws Error.
std::string toJson(const RunConfig& config);
RunConfig runConfigFromJson(std::string_view json, const RunConfig& base = {});
class JsonObject;
RunConfig runConfigFrom(const JsonObject& object, const RunConfig& base = {});

/// Which of two models that differ in their FF layers only.
enum class Twin { Sparse, Dense };
inline constexpr std::array kTwins{Twin::Sparse, Twin::Dense};
/// Where what belongs to a twin stands in an array with one entry for each.
constexpr std::size_t slotOf(Twin twin) { return static_cast<std::size_t>(twin); }
inline Twin twinOf(const ModelConfig& model)
{
    return model.isSparse() ? Twin::Sparse : Twin::Dense;
}

struct Preset {
    std::string_view name;  // "quick-sparse"
    std::string_view label; // "Text, quick, gated"
    std::string_view help;
    RunConfig config;
};
std::span<const Preset> presets();
/// Throws Error that lists the names.
const Preset& preset(std::string_view name);
/// The same network and training with ordinary FF layers (same width F): the dense twin.
RunConfig denseTwin(const RunConfig& config);

std::string_view nameOf(Twin);
std::string_view nameOf(Task);
std::string_view nameOf(Routing);
std::string_view nameOf(Activation);
std::string_view nameOf(Gate);
std::string_view nameOf(RouterStart);
std::string_view nameOf(MatrixPrecision);

} // namespace glowworm
