// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/line/train_line.h"

#include "model/base/error.h"
#include "model/line/read_words.h"
#include "model/line/shell_words.h"
#include "model/training/training_setup.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace glowworm {
namespace {

constexpr std::string_view kProgram = "glowworm-cli";
constexpr std::size_t kLongestLine = 100'000; // bytes

std::string_view withoutPrompt(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (text.starts_with("$ ")) // copied along from a terminal, or a page
        text.remove_prefix(2);
    return text;
}

bool isProgram(const std::string& word)
{
    return std::filesystem::path(word).filename() == kProgram;
}

/// The words behind "glowworm-cli". Throws Error.
std::vector<std::string> trainWords(std::string_view text)
{
    if (text.size() > kLongestLine)
        throw Error("This is too long for a line.");
    std::vector<std::string> words = shellWords(withoutPrompt(text));
    if (words.empty() || !isProgram(words.front()))
        throw Error("This is no line of " + std::string(kProgram) + ".");
    words.erase(words.begin());
    if (words.empty() || words.front() != "train")
        throw Error((words.empty() ? "This names no command"
                                   : "\"" + printable(words.front(), 40) + "\" is another command")
            + ": what Set-up takes is a line of " + std::string(kProgram) + " train.");
    return words;
}

} // namespace

RunConfig configOf(const TrainOptions& options, bool& shortened)
{
    RunConfig config = preset(options.preset).config;
    const std::vector<std::string> settings = settingsOf(options);
    for (const std::string& setting : settings)
        assign(config, setting);
    if (options.twin && !config.model.isSparse())
        throw Error("--twin adds the dense twin of a sparse model, but \"" + options.preset
            + "\" is dense already.");
    const bool byHand = std::ranges::any_of(
        settings, [](const std::string& setting) { return setting.starts_with("warmup="); });
    shortened = !byHand && shortenWarmup(config.train);
    return config;
}

TrainLine trainLineFrom(std::string_view text)
{
    const std::vector<std::string> words = trainWords(text);
    CLI::App app("", std::string(kProgram));
    TrainLine line;
    CLI::App* command = declareTrain(app, line.options);
    bool ignored = false;
    for (const char* name : {"--json", "--verbose"}) // every command has them
        command->add_flag(name, ignored);
    try {
        readWords(app, words);
    } catch (const CLI::Success&) { // --help
        throw Error("This line asks for help: it names no training.");
    }
    for (const auto& [folder, option] : {std::pair{&line.options.resume, "--resume"},
             std::pair{&line.options.fromBest, "--from-best"}})
        if (!folder->empty())
            throw Error(std::string(option)
                + " goes on with a kept run, which Training opens: Set-up begins a new one.");
    if (line.options.preset.empty())
        throw Error("The line says no --preset, which a new training begins with.");
    bool shortened = false;
    line.config = configOf(line.options, shortened);
    if (line.options.data.text == "-")
        throw Error("--data - reads what another program writes: name a file.");
    if (const std::string wrong = refusalOf(line.options.data, line.config.model.task);
        !wrong.empty())
        throw Error(wrong);
    return line;
}

bool looksLikeLine(std::string_view text)
{
    text = withoutPrompt(text);
    return isProgram(
        std::string(text.substr(0, std::min(text.find_first_of(" \t\r\n"), kLongestLine))));
}

} // namespace glowworm
