// SPDX-License-Identifier: GPL-3.0-or-later
// The manual page and the shells' completions. The build calls this command, which --help does not
// show; packages install what it prints.
#include "command_tree.h"
#include "commands.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace glowworm {

void addManual(CLI::App& app, Session& session)
{
    CLI::App* command
        = app.add_subcommand("manual", "Print the manual page, or completions for a shell")
              ->group("");
    const auto kind = std::make_shared<std::string>();
    command->add_option("kind", *kind, "What to print")
        ->required()
        ->check(CLI::IsMember({"man", "bash", "zsh", "fish"}));
    command->callback([kind, &app, &session] {
        session.run = [kind, &app, &session] {
            const auto print = *kind == "man" ? manualPage
                : *kind == "bash"             ? bashCompletion
                : *kind == "zsh"              ? zshCompletion
                                              : fishCompletion;
            session.output.result("", print(app));
            return kExitDone;
        };
    });
}

} // namespace glowworm
