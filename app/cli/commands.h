// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of glowworm-cli. Each add…() declares a command's options; parsing the line then
// sets `run`, which main() calls. Commands hold no logic of their own: they read settings, drive a
// run or an engine, and print.
#pragma once

#include "interrupt.h"
#include "model/config/state.h"
#include "output.h"

#include <filesystem>
#include <functional>

namespace CLI {
class App;
}

namespace glowworm {

struct Session {
    Output output;
    std::function<int()> run; // of the command on the line; returns the exit code, throws Error
};

void addInfo(CLI::App& app, Session& session);
void addTrain(CLI::App& app, Session& session);
void addGenerate(CLI::App& app, Session& session);
void addClassify(CLI::App& app, Session& session);
void addBench(CLI::App& app, Session& session);
void addBenchTrain(CLI::App& bench, Session& session); // `bench train`
void addExperiment(CLI::App& app, Session& session);
void addInspect(CLI::App& app, Session& session); // export and import
void addManual(CLI::App& app, Session& session);  // not in --help: for the build

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

/// --json and --verbose.
void addCommon(CLI::App& command, Session& session);

/// A model's file: `path` itself, or the newest checkpoint when it is the folder of a run (of the
/// only model in it, else Error).
std::filesystem::path modelFile(const std::filesystem::path& path);
/// A preset with "field=value" settings. Throws UsageError.
RunConfig presetConfig(const std::string& name, const std::vector<std::string>& settings);
ModelState openModel(const std::filesystem::path& path, Task task);

} // namespace glowworm
