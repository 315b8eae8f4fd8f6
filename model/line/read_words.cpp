// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/line/read_words.h"

#include "model/base/error.h"
#include "model/line/options.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace glowworm {
namespace {

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
std::string tooMuch(const CLI::App& app, const std::vector<std::string>& words)
{
    const std::vector<std::string> left = app.remaining(true);
    // The value of an unknown option is left over, too, and may stand earlier in the line.
    const auto option
        = std::ranges::find_if(left, [](const std::string& one) { return one.starts_with('-'); });
    const auto first = std::ranges::find_first_of(words, left);
    const std::string word = printable(option != left.end() ? *option
            : first != words.end()                          ? *first
                                                            : left.front());
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

} // namespace

void readWords(CLI::App& app, const std::vector<std::string>& words)
{
    refuseEmptyAndRepeated(app);
    try {
        app.parse(std::vector<std::string>(words.rbegin(), words.rend())); // the last one first
    } catch (const CLI::Success&) {
        throw;
    } catch (const CLI::ArgumentMismatch& error) { // "--steps: 1 required N missing"
        const std::string text = error.what();
        throw Error(text.ends_with(" missing")
                ? text.substr(0, text.find(':')) + ": its value is missing"
                : oneLine(text));
    } catch (const CLI::ExtrasError&) {
        throw Error(tooMuch(app, words));
    } catch (const CLI::ParseError& error) {
        throw Error(oneLine(error.what()));
    }
}

} // namespace glowworm
