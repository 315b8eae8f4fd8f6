// SPDX-License-Identifier: GPL-3.0-or-later
// glowworm-cli: what the window can do, without a window. Start-up, exit codes, and one sentence
// for whatever is wrong with the line.
#include "commands.h"
#include "interrupt.h"
#include "model/base/build_info.h"
#include "model/base/sentence.h"
#include "model/base/stop_check.h"
#include "model/line/read_words.h"
#include "process.h"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace glowworm {

namespace {

int fail(Session& session, const std::string& sentence, int code)
{
    session.output.endProgress();
    std::fprintf(stderr, "glowworm-cli: %s\n", sentence.c_str());
    return code;
}

int runLine(Session& session, int argc, char** argv)
{
    CLI::App app("Glowworm: train, run and time sparse feed-forward layers.", "glowworm-cli");
    app.set_version_flag("--version", version());
    app.require_subcommand(1);
    app.get_formatter()->column_width(34);
#define GLOWWORM_COMMAND(add) add(app, session);
#include "command_list.inc"
#undef GLOWWORM_COMMAND
    try {
        readWords(app, {argv + 1, argv + argc});
    } catch (const CLI::Success& help) {
        const int code = app.exit(help); // prints what was asked for
        session.output.finish();
        return code;
    } catch (const Error& error) {
        return fail(session, error.what() + std::string(" (see --help)"), kExitUsage);
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
