// SPDX-License-Identifier: GPL-3.0-or-later
#include "data_options.h"

#include "interrupt.h"
#include "model/data/data_folder.h"
#include "model/io/paths.h"
#include "output.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace glowworm {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 2> kSets{
    "mnist", "fashion-mnist"}; // that are fetched; the first is the usual one

std::string openedAgainAs(const fs::path& file)
{
    return isFile(file) ? absolutePath(file).string() : std::string();
}

NamedData openText(const DataOptions& options, const std::string& before)
{
    fs::path file = options.text;
    if (file.empty() && !before.empty() && isFile(before))
        file = before;
    const bool gone = file.empty() && !before.empty();
    if (file.empty())
        file = shakespeareFile().value_or("");
    if (file.empty() && gone)
        throw Error(printable(before, 200)
            + ", the run's text, is not there any more: put it back, or name it with --data FILE.");
    if (file.empty())
        throw Error("Tiny Shakespeare is not in " + dataFolder().string() + ": run "
            + fetchCommand() + ", or give any text with --data FILE.");
    NamedData result;
    result.data.text = std::make_shared<const TextCorpus>(TextCorpus::load(file, interrupted));
    result.name = openedAgainAs(file);
    if (gone)
        result.notices.push_back(printable(before, 200)
            + ", the run's text, is not there any more: " + printable(file.string())
            + " is taken in its place. Name the run's text with --data FILE.");
    if (const std::string dropped = result.data.text->droppedSentence(); !dropped.empty())
        result.notices.push_back(dropped);
    if (const auto validation = static_cast<std::int64_t>(result.data.text->validation().size());
        validation > kMostJudged)
        result.notices.push_back("An evaluation uses " + std::to_string(kMostJudged) + " of the "
            + std::to_string(validation) + " characters kept for validation, spread evenly.");
    return result;
}

/// The set that a file of one was fetched as, by the name of its folder; "" = none.
std::string setOf(const fs::path& file)
{
    const std::string folder = file.parent_path().filename().string();
    return std::ranges::find(kSets, folder) != kSets.end() ? folder : std::string();
}

/// The set's own files; nothing when it was not fetched.
std::optional<DigitFiles> filesOfSet(const std::string& name)
{
    const auto training = idxPair(name, true), test = idxPair(name, false);
    if (!training || !test)
        return {};
    return DigitFiles{training->images, training->labels, test->images, test->labels};
}

DigitFiles digitFiles(const DataOptions& options, const std::string& before)
{
    const DigitFiles given{options.images, options.labels, options.testImages, options.testLabels};
    if (given.testImages.empty() != given.testLabels.empty())
        throw UsageError("--test-images and --test-labels belong together.");
    if (!given.images.empty())
        return given;
    if (given != DigitFiles())
        throw UsageError("--labels, --test-images and --test-labels belong to --images.");
    const bool isNamed = !options.dataset.empty();
    if (!isNamed && !before.empty() && isFile(before))
        return {before, {}, {}, {}};
    const std::string set = isNamed ? options.dataset
        : before.empty()            ? std::string(kSets.front())
                                    : setOf(before);
    if (const auto known = filesOfSet(set))
        return *known;
    if (!isNamed && !before.empty())
        throw Error(printable(before, 200)
            + ", the run's pictures, are not there any more: put them back, "
            + (set.empty() ? std::string()
                           : "fetch the set " + set + " with " + fetchCommand() + ", ")
            + "or name them with --images FILE and --labels FILE.");
    throw Error("The set \"" + set + "\" is not in " + dataFolder().string() + ": run "
        + fetchCommand() + ", or give your own IDX files with --images and --labels.");
}

NamedData openDigits(const DataOptions& options, const std::string& before)
{
    const DigitFiles files = withFilesBeside(digitFiles(options, before));
    DigitSplit split = loadDigits(files, interrupted);
    NamedData result;
    if (!before.empty() && !isFile(before) && options.images.empty() && options.dataset.empty())
        result.notices.push_back(printable(before, 200)
            + ", the run's pictures, are not there any more: "
            + printable(files.images.string(), 200) + " are taken in their place.");
    if (files.testImages.empty())
        result.notices.push_back("No test pictures were given: the last "
            + std::to_string(split.test->count()) + " of "
            + printable(files.images.filename().string()) + " are held out for testing.");
    result.data.digits = std::move(split.training);
    result.data.testDigits = std::move(split.test);
    result.name = openedAgainAs(files.images);
    return result;
}

} // namespace

NamedData openData(const DataOptions& options, Task task, const std::string& before)
{
    const bool namesPictures
        = DigitFiles{options.images, options.labels, options.testImages, options.testLabels}
        != DigitFiles();
    if (task == Task::Text && namesPictures)
        throw UsageError("--images, --labels, --test-images and --test-labels are for digits, but "
                         "this network reads a text: --data FILE.");
    if (task == Task::Digits && !options.text.empty())
        throw UsageError(
            "--data is for texts, but this network reads digits: --images FILE and --labels FILE.");
    return task == Task::Text ? openText(options, before) : openDigits(options, before);
}

void addDataOptions(CLI::App& command, DataOptions& options)
{
    command
        .add_option("--data", options.text,
            "Any text in UTF-8 or UTF-16; - reads standard input (default: Tiny Shakespeare)")
        ->type_name("FILE");
    command
        .add_option("--images", options.images,
            "Training pictures, IDX; without test pictures the last sixth is held out")
        ->type_name("FILE");
    command.add_option("--labels", options.labels, "Their labels, IDX")->type_name("FILE");
    command.add_option("--test-images", options.testImages, "Test pictures, IDX")
        ->type_name("FILE");
    command.add_option("--test-labels", options.testLabels, "Their labels, IDX")->type_name("FILE");
    command
        .add_option("--dataset", options.dataset,
            "Digits when no files are given (default: mnist, with --resume those of the run)")
        ->check(CLI::IsMember(std::vector<std::string>(kSets.begin(), kSets.end())));
}

} // namespace glowworm
