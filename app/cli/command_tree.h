// SPDX-License-Identifier: GPL-3.0-or-later
// All commands and options as the manual page and the completions describe them, read from the same
// objects that read the line. Hidden ones are left out.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace glowworm {

/// A command with the words that lead to it: {"bench", "ff"}; none for the program itself.
struct Place {
    const CLI::App* command;
    std::vector<std::string> words;
};
/// The program and all its commands, each before those below it.
std::vector<Place> allPlaces(const CLI::App& app);
std::vector<const CLI::App*> shownCommands(const CLI::App& app);
std::vector<const CLI::Option*> shownOptions(const CLI::App& app);

std::vector<std::string> namesOf(const CLI::Option& option); // --model, -h; none = positional
bool takesValue(const CLI::Option& option);
/// The words before any colon of the type: FILE, DIR, NAME.
std::string typeOf(const CLI::Option& option);
/// What a value can be, where that is a list: the validator's "{a,b}", or the lines "name: what it
/// is" of the description; of --set the fields of the table.
std::vector<std::string> valuesOf(const CLI::Option& option);

std::vector<std::string> lines(const std::string& text);
std::string joined(const std::vector<std::string>& words); // by spaces
/// Each `first` in the text as its `second`; what was put in is not looked at again.
std::string replaced(
    const std::string& text, const std::vector<std::pair<std::string, std::string>>& changes);

// What `glowworm-cli manual KIND` prints.
std::string manualPage(const CLI::App& app);
std::string bashCompletion(const CLI::App& app);
std::string zshCompletion(const CLI::App& app);
std::string fishCompletion(const CLI::App& app);

} // namespace glowworm
