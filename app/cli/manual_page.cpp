// SPDX-License-Identifier: GPL-3.0-or-later
// The manual page, in the language of man(7).
#include "command_tree.h"

#include "model/base/build_info.h"

#include <CLI/CLI.hpp>

namespace glowworm {
namespace {

std::string roff(const std::string& text)
{
    const std::string escaped = replaced(text, {{"\\", "\\e"}, {"-", "\\-"}});
    return escaped.starts_with('.') || escaped.starts_with('\'') ? "\\&" + escaped : escaped;
}

/// Each line of it on a line of its own.
std::string roffLines(const std::string& text)
{
    std::string result;
    for (const std::string& line : lines(text))
        result += (result.empty() ? "" : ".br\n") + roff(line) + "\n";
    return result;
}

std::string manualOption(const CLI::Option& option)
{
    const CLI::Formatter formatter; // the words of --help
    std::string names;
    for (const std::string& name : namesOf(option))
        names += (names.empty() ? "\\fB" : ", \\fB") + roff(name) + "\\fR";
    if (names.empty())
        names = "\\fI" + roff(option.get_name()) + "\\fR";
    return ".TP\n" + names + roff(formatter.make_option_opts(&option)) + "\n"
        + roffLines(option.get_description());
}

std::string manualPlace(const Place& place)
{
    std::string text = ".SS \"" + roff(joined(place.words)) + "\"\n"
        + roffLines(place.command->get_description());
    for (const CLI::Option* option : shownOptions(*place.command))
        text += manualOption(*option);
    if (const std::string footer = place.command->get_footer(); !footer.empty())
        text += ".PP\n" + roffLines(footer);
    return text;
}

} // namespace

std::string manualPage(const CLI::App& app)
{
    const std::string name = app.get_name();
    std::string text = ".TH \"" + name + "\" 1 \"\" \"Glowworm " + version()
        + "\" \"User Commands\"\n.SH NAME\n" + roff(name)
        + " \\- train, run and time sparse neural networks\n.SH SYNOPSIS\n.B " + roff(name)
        + "\n\\fICOMMAND\\fR [\\fIOPTION\\fR ...]\n.SH DESCRIPTION\n"
        + roffLines(app.get_description()) + ".SH OPTIONS\n";
    for (const CLI::Option* option : shownOptions(app))
        text += manualOption(*option);
    text += ".SH COMMANDS\n";
    for (const Place& place : allPlaces(app))
        if (!place.words.empty() && shownCommands(*place.command).empty())
            text += manualPlace(place);
    return text
        + ".SH EXIT STATUS\n0 done, 1 failed, 2 wrong usage, 130 interrupted, with what was done "
          "saved.\n"
          ".SH SEE ALSO\n.BR glowworm (1),\n.BR glowworm\\-fetch\\-data (1)\n";
}

} // namespace glowworm
