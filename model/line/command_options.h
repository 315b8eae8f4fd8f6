// SPDX-License-Identifier: GPL-3.0-or-later
// What a line of the command line says, command by command. Each declare...() adds the command with
// its options; parsing a line fills `options`, which must outlive the command, and runs nothing.
#pragma once

#include "model/bench/bench_config.h"
#include "model/data/data_set.h"
#include "model/kernels/weights.h"
#include "model/training/stop_rules.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace glowworm {

// Of all: what is empty was not given.

void addDataOptions(CLI::App& command, DataOptions& options);

struct TrainOptions {
    std::string preset;
    std::vector<std::string> settings, direct; // "name=value", by --set and by options of their own
    std::vector<std::pair<std::string, std::string>> rules; // of stopFields(), and values
    std::vector<std::string> changes;                       // "step:name=value"
    std::filesystem::path out, resume, fromBest;
    std::optional<int> moments; // MB a model
    DataOptions data;
    bool twin = false;
    std::string device = "cpu";
    int threads = 0; // 0 = all that the process may use
    int autosave = 60;
};
CLI::App* declareTrain(CLI::App& app, TrainOptions& options);
/// In the order in which they hold.
std::vector<std::string> settingsOf(const TrainOptions& options);
/// `before` but for the rules that the line gives.
StopRules rulesOf(const TrainOptions& options, StopRules before);

/// Addresses of neurons, of the model that is opened later.
struct SurgeryOptions {
    std::vector<std::string> disable, force, pin;
    bool empty() const { return disable.empty() && force.empty() && pin.empty(); }
};

struct GenerateOptions {
    std::filesystem::path model, trace, tape;
    std::string prompt = "\n";
    SampleConfig sample;
    SurgeryOptions surgery;
    int threads = 1;
    WeightFormat format = WeightFormat::Fp32;
};
CLI::App* declareGenerate(CLI::App& app, GenerateOptions& options);

struct ClassifyOptions {
    std::filesystem::path model, png, images, labels;
    SurgeryOptions surgery;
    int threads = 1;
    bool asIs = false;
};
CLI::App* declareClassify(CLI::App& app, ClassifyOptions& options);

struct InspectOptions {
    std::filesystem::path model;
    std::string neuron;
    bool census = false, whole = false;
    std::vector<std::int64_t> compare;
    std::string prompt;
    std::optional<std::int64_t> at;
    DataOptions data;
    SurgeryOptions surgery;
    int threads = 1;
};
CLI::App* declareInspect(CLI::App& app, InspectOptions& options);

struct BenchOptions {
    BenchConfig config;
    std::filesystem::path dense, sparse, text, csv;
};
CLI::App* declareBench(CLI::App& bench, Workload workload, BenchOptions& options);
CLI::App* declareScorecard(CLI::App& bench, BenchOptions& options);

} // namespace glowworm
