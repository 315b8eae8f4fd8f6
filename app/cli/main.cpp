// SPDX-License-Identifier: GPL-3.0-or-later
// glowworm-cli: what the window can do, without a window. Start-up, exit codes, and what the
// commands share.
#include "commands.h"
#include "interrupt.h"
#include "model/base/build_info.h"
#include "model/base/sentence.h"
#include "model/base/stop_check.h"
#include "model/io/checkpoint.h"
#include "model/io/folders.h"
#include "model/io/paths.h"
#include "options.h"
#include "process.h"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace glowworm {

void addCommon(CLI::App& command, Session& session)
{
    command.add_flag("--json", session.output.json, "Print one JSON object on standard output");
    command.add_flag("--verbose", session.output.verbose,
        "Print progress as plain lines when standard error is no terminal");
}

std::filesystem::path modelFile(const std::filesystem::path& path)
{
    if (path.filename() == "run.json" && isFile(path))
        throw Error(printable(path.string(), 200)
            + " tells how a run is trained, and is no model: name the folder it lies in.");
    if (!isFolder(path))
        return path;
    requireReadable(path);
    std::vector<std::filesystem::path> found;
    for (const auto& folder : {path, path / "sparse", path / "dense"})
        if (isFolder(folder)) {
            const auto checkpoints = listCheckpoints(folder);
            if (!checkpoints.empty())
                found.push_back(checkpoints.front().file);
        }
    const std::string shown = printable(path.string());
    if (found.empty())
        throw Error(
            shown + " holds no checkpoint: name a .safetensors file or the folder of a run.");
    if (found.size() > 1)
        throw Error(shown + " holds two models: name " + shown + "/sparse or " + shown + "/dense.");
    return found.front();
}

ModelState openModel(const std::filesystem::path& path, Task task)
{
    const std::filesystem::path file = modelFile(path);
    ModelState model = readModel(file);
    if (model.config.task != task)
        throw Error(printable(file.string()) + " is a model for "
            + std::string(nameOf(model.config.task)) + ", expected one for "
            + std::string(nameOf(task)) + ".");
    return model;
}

namespace {

int fail(Session& session, const std::string& sentence, int code)
{
    session.output.endProgress();
    std::fprintf(stderr, "glowworm-cli: %s\n", sentence.c_str());
    return code;
}

/// CLI11 explains some errors in several lines; ours are one sentence.
std::string oneLine(std::string text)
{
    for (char& c : text)
        if (c == '\n')
            c = ' ';
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    return text;
}

int runLine(Session& session, int argc, char** argv)
{
    CLI::App app("Glowworm: train, run and time sparse feed-forward layers.", "glowworm-cli");
    app.set_version_flag("--version", version());
    app.require_subcommand(1);
    app.get_formatter()->column_width(34);
    addInfo(app, session);
    addTrain(app, session);
    addExperiment(app, session);
    addGenerate(app, session);
    addClassify(app, session);
    addBench(app, session);
    addInspect(app, session);
    addManual(app, session);
    refuseEmptyValues(app);
    refuseRepeated(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& help) {
        const int code = app.exit(help); // prints what was asked for
        session.output.finish();
        return code;
    } catch (const CLI::ArgumentMismatch& error) { // "--steps: 1 required N missing"
        const std::string text = error.what();
        return fail(session,
            (text.ends_with(" missing") ? text.substr(0, text.find(':')) + ": its value is missing"
                                        : oneLine(text))
                + " (see --help)",
            kExitUsage);
    } catch (const CLI::ParseError& error) {
        return fail(session, oneLine(error.what()) + " (see --help)", kExitUsage);
    }
    const int code = session.run();
    session.output.finish();
    return code;
}

int guardedMain(int argc, char** argv)
{
    Session session;
    try {
        installInterrupt();
        return runLine(session, argc, argv);
    } catch (const UsageError& error) {
        return fail(session, error.what(), kExitUsage);
    } catch (const Stopped& stopped) {
        return fail(session, stopped.what(), kExitInterrupted);
    } catch (const std::exception& error) {
        return fail(session, sentenceOf(error), kExitFailed);
    }
}

} // namespace

} // namespace glowworm

int main(int argc, char** argv)
{
    glowworm::holdStandardStreams();
    glowworm::prepareProcess();
    return glowworm::guardedMain(argc, argv);
}
