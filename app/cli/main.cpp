// SPDX-License-Identifier: GPL-3.0-or-later
// glowworm-cli: what the window can do, without a window. Start-up, exit codes, and one sentence
// for whatever is wrong with the line.
#include "commands.h"
#include "interrupt.h"
#include "model/base/build_info.h"
#include "model/base/sentence.h"
#include "model/base/stop_check.h"
#include "options.h"
#include "process.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

namespace glowworm {

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

/// Which word of the line no command takes.
std::string tooMuch(const CLI::App& app, int argc, char** argv)
{
    const std::vector<std::string> left = app.remaining(true);
    char** const first = std::find_first_of(argv + 1, argv + argc, left.begin(), left.end());
    const std::string word = printable(first == argv + argc ? left.front() : *first);
    const CLI::App* command = &app;
    std::string name;
    while (!command->get_subcommands().empty()) {
        command = command->get_subcommands().front();
        name += (name.empty() ? "" : " ") + command->get_name();
    }
    if (word.starts_with('-'))
        return name + " has no option " + word;
    std::string taken = "options only";
    for (const CLI::Option* option : command->get_options())
        if (option->get_positional())
            taken = "one " + option->get_name();
    return name + " takes " + taken + ": \"" + word + "\" is one word too many";
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
    refuseEmptyAndRepeated(app);
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
    } catch (const CLI::ExtrasError&) {
        return fail(session, tooMuch(app, argc, argv) + " (see --help)", kExitUsage);
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
