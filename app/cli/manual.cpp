// SPDX-License-Identifier: GPL-3.0-or-later
// The manual page and the shells' completions, made from the same options that read the line. The
// build calls this command; packages install what it prints.
#include "commands.h"

#include "model/base/build_info.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <sstream>

namespace glowworm {
namespace {

/// A command with the words that lead to it: {"bench", "ff"}; none for the program itself.
struct Place {
    const CLI::App* command;
    std::vector<std::string> words;

    std::string joined(const char* between) const
    {
        std::string text;
        for (const std::string& word : words)
            text += (text.empty() ? "" : between) + word;
        return text;
    }
};

std::vector<const CLI::App*> shownCommands(const CLI::App& app)
{
    return app.get_subcommands([](const CLI::App* sub) { return !sub->get_group().empty(); });
}

std::vector<const CLI::Option*> shownOptions(const CLI::App& app)
{
    return app.get_options([](const CLI::Option* option) { return !option->get_group().empty(); });
}

/// The program and all its commands, each before those below it.
std::vector<Place> allPlaces(const CLI::App& app, std::vector<std::string> words = {})
{
    std::vector<Place> places{{&app, words}};
    for (const CLI::App* sub : shownCommands(app)) {
        std::vector<std::string> below = words;
        below.push_back(sub->get_name());
        for (Place& place : allPlaces(*sub, below))
            places.push_back(std::move(place));
    }
    return places;
}

bool takesValue(const CLI::Option& option) { return option.get_type_size() != 0; }

/// The words before any colon of the type: FILE, DIR, NAME.
std::string typeOf(const CLI::Option& option)
{
    const std::string type = option.get_type_name();
    return type.substr(0, type.find(':'));
}

std::vector<std::string> namesOf(const CLI::Option& option) // --model, -h
{
    std::vector<std::string> names;
    for (const std::string& name : option.get_lnames())
        names.push_back("--" + name);
    for (const std::string& name : option.get_snames())
        names.push_back("-" + name);
    return names;
}

std::vector<std::string> lines(const std::string& text)
{
    std::vector<std::string> result;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        result.push_back(line);
    return result;
}

std::string firstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

/// What a value can be, where that is a list: the validator's "{a,b}", or the lines "name: what it
/// is" of the description.
std::vector<std::string> valuesOf(const CLI::Option& option)
{
    std::vector<std::string> values;
    const std::string type = option.get_type_name();
    if (const auto from = type.find('{'), to = type.rfind('}');
        from != std::string::npos && to != std::string::npos) {
        std::istringstream list(type.substr(from + 1, to - from - 1));
        for (std::string value; std::getline(list, value, ',');)
            values.push_back(value);
    } else if (option.check_lname("set")) {
        for (const Field<RunConfig>& field : runFields())
            values.push_back(std::string(field.name) + "=");
    } else {
        const std::vector<std::string> description = lines(option.get_description());
        for (std::size_t i = 1; i < description.size(); ++i)
            if (const auto colon = description[i].find(": ");
                colon != std::string::npos && description[i].find(' ') == colon + 1)
                values.push_back(description[i].substr(0, colon));
    }
    return values;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string replaced(
    std::string text, const std::vector<std::pair<std::string, std::string>>& changes)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto change = std::ranges::find_if(changes, [&](const auto& entry) {
            return text.compare(at, entry.first.size(), entry.first) == 0;
        });
        result += change == changes.end() ? text.substr(at, 1) : change->second;
        at += change == changes.end() ? 1 : change->first.size();
    }
    return result;
}

// ---------------------------------------------------------------------------------------------------------------------
// manual page

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
    std::string text
        = ".SS \"" + roff(place.joined(" ")) + "\"\n" + roffLines(place.command->get_description());
    for (const CLI::Option* option : shownOptions(*place.command))
        text += manualOption(*option);
    if (const std::string footer = place.command->get_footer(); !footer.empty())
        text += ".PP\n" + roffLines(footer);
    return text;
}

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

// ---------------------------------------------------------------------------------------------------------------------
// completions

std::vector<std::string> wordsAt(const Place& place)
{
    std::vector<std::string> words;
    for (const CLI::App* sub : shownCommands(*place.command))
        words.push_back(sub->get_name());
    for (const CLI::Option* option : shownOptions(*place.command))
        for (const std::string& name : namesOf(*option))
            words.push_back(name);
    return words;
}

std::string bashValue(const CLI::Option& option)
{
    const std::string type = typeOf(option);
    if (const auto values = valuesOf(option); !values.empty())
        return "words='" + joined(values) + "'";
    return type == "FILE" ? "action=file" : type == "DIR" ? "action=directory" : "action=none";
}

std::string bashCompletion(const CLI::App& app)
{
    std::string atPlaces, afterOptions, places;
    for (const Place& place : allPlaces(app)) {
        if (!place.words.empty())
            places += (places.empty() ? "" : "|") + ("'" + place.joined(" ") + "'");
        std::vector<std::string> words = wordsAt(place);
        for (const CLI::Option* option : shownOptions(*place.command)) {
            if (namesOf(*option).empty())
                for (const std::string& value : valuesOf(*option))
                    words.push_back(value);
            else if (takesValue(*option))
                for (const std::string& name : namesOf(*option))
                    afterOptions += "        '" + place.joined(" ")
                        + (place.words.empty() ? "" : " ") + name + "') " + bashValue(*option)
                        + " ;;\n";
        }
        atPlaces += "        '" + place.joined(" ") + "') words='" + joined(words) + "' ;;\n";
    }
    return "# bash completion for glowworm-cli\n"
           "_glowworm_cli()\n{\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} "
           "place='' word words='' action=words\n"
           "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
           "        case ${place:+$place }$word in\n"
           "        "
        + places
        + ") place=${place:+$place }$word ;;\n        *) break ;;\n        esac\n    done\n"
          "    case ${place:+$place }$before in\n"
        + afterOptions + "    *)\n        case $place in\n" + atPlaces
        + "        esac\n        ;;\n    esac\n"
          "    case $action in\n"
          "    words) mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\") ;;\n"
          "    none) COMPREPLY=() ;;\n"
          "    *)\n        mapfile -t COMPREPLY < <(compgen -A \"$action\" -- \"$current\")\n      "
          "  compopt -o filenames 2>/dev/null\n    "
          "    ;;\n"
          "    esac\n"
          "    [[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2>/dev/null\n"
          "}\ncomplete -F _glowworm_cli glowworm-cli\n";
}

std::string zshText(const std::string& text)
{
    return replaced(firstLine(text),
        {{"'", "'\\''"}, {"[", "\\["}, {"]", "\\]"}, {":", "\\:"}, {"\\", "\\\\"}});
}

std::string zshValue(const CLI::Option& option)
{
    const std::string type = typeOf(option);
    const auto values = valuesOf(option);
    const std::string action = !values.empty() ? "(" + joined(values) + ")"
        : type == "FILE"                       ? "_files"
        : type == "DIR"                        ? "_files -/"
                                               : "";
    return ":" + zshText(type.empty() ? "value" : type) + ":" + action;
}

std::string zshPlace(const std::string& program, const Place& place)
{
    const auto function = [&](const std::string& words) {
        return "_"
            + replaced(program + (words.empty() ? "" : " ") + words, {{" ", "_"}, {"-", "_"}});
    };
    std::string text = function(place.joined(" "))
        + "()\n{\n    local curcontext=$curcontext context state line\n    typeset -A opt_args\n   "
          " _arguments -C";
    for (const CLI::Option* option : shownOptions(*place.command)) {
        if (namesOf(*option).empty())
            text += " \\\n        '1" + zshValue(*option) + "'";
        for (const std::string& name : namesOf(*option)) {
            const bool repeated = option->get_expected_max() > 1;
            text += std::string(" \\\n        '") + (repeated ? "*" : "") + name + "["
                + zshText(option->get_description()) + "]"
                + (takesValue(*option) ? zshValue(*option) : "") + "'";
        }
    }
    const auto below = shownCommands(*place.command);
    if (!below.empty()) {
        text += " \\\n        '1:command:((";
        for (const CLI::App* sub : below)
            text += sub->get_name() + "\\:\""
                + replaced(zshText(sub->get_description()), {{"\"", ""}}) + "\" ";
        text += "))' '*::argument:->argument'\n    [[ $state == argument ]] && case $line[1] in\n";
        for (const CLI::App* sub : below)
            text += "    " + sub->get_name() + ") "
                + function(place.joined(" ") + (place.words.empty() ? "" : " ") + sub->get_name())
                + " ;;\n";
        text += "    esac";
    }
    return text + "\n}\n";
}

std::string zshCompletion(const CLI::App& app)
{
    std::string text = "#compdef glowworm-cli\n";
    for (const Place& place : allPlaces(app))
        text += zshPlace(app.get_name(), place);
    return text + "_glowworm_cli \"$@\"\n";
}

std::string fishText(const std::string& text)
{
    return "'" + replaced(firstLine(text), {{"\\", "\\\\"}, {"'", "\\'"}}) + "'";
}

std::string fishCompletion(const CLI::App& app)
{
    std::string text
        = "# fish completion for glowworm-cli\n"
          "# Is the cursor behind these words, at a place where a further one is no command?\n"
          "function __glowworm_cli_at\n"
          "    set -l words (commandline -opc)[2..]\n"
          "    set -l count (count $argv)\n"
          "    test $count -eq 0; or test \"$words[1..$count]\" = \"$argv\"\n"
          "end\n"
          "function __glowworm_cli_next\n"
          "    set -l words (commandline -opc)[2..]\n"
          "    test \"$words\" = \"$argv\"\n"
          "end\n"
          "complete -c glowworm-cli -f\n";
    for (const Place& place : allPlaces(app)) {
        const std::string words = place.words.empty() ? "" : " " + place.joined(" ");
        const std::string start = "complete -c glowworm-cli -n '__glowworm_cli_at" + words + "'",
                          next = "complete -c glowworm-cli -n '__glowworm_cli_next" + words + "'";
        for (const CLI::App* sub : shownCommands(*place.command))
            text += next + " -a " + sub->get_name() + " -d " + fishText(sub->get_description())
                + "\n";
        for (const CLI::Option* option : shownOptions(*place.command)) {
            std::string names;
            for (const std::string& name : option->get_lnames())
                names += " -l " + name;
            for (const std::string& name : option->get_snames())
                names += " -s " + name;
            const auto values = valuesOf(*option);
            const std::string list = values.empty() ? "" : " -a '" + joined(values) + "'";
            const std::string type = typeOf(*option);
            const std::string kind = names.empty()                    ? list
                : !takesValue(*option)                                ? ""
                : (type == "FILE" || type == "DIR") && values.empty() ? " -r -F"
                                                                      : " -x" + list;
            text += (place.words.empty() || names.empty() ? next : start) + names + kind + " -d "
                + fishText(option->get_description()) + "\n";
        }
    }
    return text;
}

} // namespace

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
