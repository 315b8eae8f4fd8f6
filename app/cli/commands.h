// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of glowworm-cli. Each add…() declares a command's options; parsing the line then
// sets `run`, which main() calls. Commands hold no logic of their own: they read settings, drive a
// run or an engine, and print.
#pragma once

#include "interrupt.h"
#include "model/config/surgery.h"
#include "model/io/checkpoint.h"
#include "model/kernels/weights.h"
#include "output.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace glowworm {

struct InspectOptions;
struct SurgeryOptions;

struct Session {
    Output output;
    std::function<int()> run; // of the command on the line; returns the exit code, throws Error
};

// One for each command in the list of app/CMakeLists.txt.
#define GLOWWORM_COMMAND(add) void add(CLI::App& app, Session& session);
#include "command_list.inc"
#undef GLOWWORM_COMMAND
void addBenchTrain(CLI::App& bench, Session& session);               // `bench train`
int inspectNeurons(const InspectOptions& options, Session& session); // `inspect --neuron` ...

/// Runs a step machine to its end or to Ctrl+C, telling what it does. It also ends when standard
/// output is lost, unless what it finds goes somewhere else too.
template <class Machine> void runAll(Machine& machine, Session& session, bool alsoElsewhere = false)
{
    std::string shown;
    do {
        if (machine.current() != shown)
            session.output.progress(shown = machine.current());
    } while (!interrupted() && (alsoElsewhere || !session.output.lost())
        && machine.advance(interrupted));
}

/// What a line that names the command runs; it may have --json and --verbose too.
void whenNamed(CLI::App& command, Session& session, std::function<int()> run);

/// What it throws about words of the line is wrong usage.
template <class Read> auto asUsage(Read read)
{
    try {
        return read();
    } catch (const Error& error) {
        throw UsageError(error.what());
    }
}

/// "field=value" settings. Throws UsageError.
void assignAll(RunConfig& config, const std::vector<std::string>& settings);
/// A preset with such settings. Throws UsageError.
RunConfig presetConfig(const std::string& name, const std::vector<std::string>& settings);

/// What the addresses of --disable and --force name in a model, and what the groups of --pin chose
/// in `record`, which is asked for only if there are any. Throws UsageError.
Surgery surgeryOf(const ModelConfig& config, const SurgeryOptions& options,
    const std::function<FiringRecord()>& record);
/// Of the last of a text's tokens, read as one prompt; fewer than the context's.
FiringRecord recordOf(std::shared_ptr<const LanguageWeights> weights, std::span<const int> tokens);
/// Tells what of a prompt the model does not read; gives back the same sentences.
std::vector<std::string> tellSkipped(
    Output& output, const std::vector<char32_t>& unknown, bool isCut);
/// Of a picture, 28 x 28.
FiringRecord recordOf(const ModelState& model, std::span<const std::uint8_t> picture);

/// The file that --out names, tried before the work. Throws UsageError, Error.
OutputTarget outTarget(const std::filesystem::path& to);
/// Writes a model file and tells what it is, unless it went to standard output itself.
void writeAndTell(OutputTarget target, const ModelState& model, DType dtype, Session& session);

} // namespace glowworm
