// SPDX-License-Identifier: GPL-3.0-or-later
// The completions of three shells. All follow the words typed so far to a command, then offer its
// commands, options and, behind an option, its values, files or folders.
#include "command_tree.h"

#include <CLI/CLI.hpp>

namespace glowworm {
namespace {

std::string firstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

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
    std::string text = function(joined(place.words))
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
                + function(joined(place.words) + (place.words.empty() ? "" : " ") + sub->get_name())
                + " ;;\n";
        text += "    esac";
    }
    return text + "\n}\n";
}

std::string fishText(const std::string& text)
{
    return "'" + replaced(firstLine(text), {{"\\", "\\\\"}, {"'", "\\'"}}) + "'";
}

} // namespace

std::string bashCompletion(const CLI::App& app)
{
    std::string atPlaces, afterOptions, places;
    for (const Place& place : allPlaces(app)) {
        if (!place.words.empty())
            places += (places.empty() ? "" : "|") + ("'" + joined(place.words) + "'");
        std::vector<std::string> words = wordsAt(place);
        for (const CLI::Option* option : shownOptions(*place.command)) {
            if (namesOf(*option).empty())
                for (const std::string& value : valuesOf(*option))
                    words.push_back(value);
            else if (takesValue(*option))
                for (const std::string& name : namesOf(*option))
                    afterOptions += "        '" + joined(place.words)
                        + (place.words.empty() ? "" : " ") + name + "') " + bashValue(*option)
                        + " ;;\n";
        }
        atPlaces += "        '" + joined(place.words) + "') words='" + joined(words) + "' ;;\n";
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

std::string zshCompletion(const CLI::App& app)
{
    std::string text = "#compdef glowworm-cli\n";
    for (const Place& place : allPlaces(app))
        text += zshPlace(app.get_name(), place);
    return text + "_glowworm_cli \"$@\"\n";
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
        const std::string words = place.words.empty() ? "" : " " + joined(place.words);
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

} // namespace glowworm
