// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/data/data_set.h"

#include "model/base/error.h"
#include "model/data/data_folder.h"
#include "model/io/paths.h"

#include <algorithm>

namespace glowworm {
namespace {

namespace fs = std::filesystem;
using D = DataOptions;

constexpr std::array kOptions{
    DataOption{"--data",
        "Any text in UTF-8 or UTF-16; - reads standard input (default: Tiny Shakespeare)",
        Task::Text, &D::text},
    DataOption{"--images",
        "Training pictures, IDX; without test pictures the last sixth is held out", Task::Digits,
        &D::images},
    DataOption{"--labels", "Their labels, IDX", Task::Digits, &D::labels},
    DataOption{"--test-images", "Test pictures, IDX", Task::Digits, &D::testImages},
    DataOption{"--test-labels", "Their labels, IDX", Task::Digits, &D::testLabels}};

std::string openedAgainAs(const fs::path& file)
{
    return isFile(file) ? absolutePath(file).string() : std::string();
}

NamedData openText(const DataOptions& named, const std::string& before, const StopCheck& stop)
{
    fs::path file = named.text;
    if (file.empty() && !before.empty() && isFile(before))
        file = before;
    const bool gone = file.empty() && !before.empty();
    if (file.empty())
        file = usualData().text;
    if (file.empty() && gone)
        throw Error(printable(before, 200)
            + ", the run's text, is not there any more: put it back, or name it with --data FILE.");
    if (file.empty())
        throw Error("Tiny Shakespeare is not in " + dataFolder().string() + ": run "
            + fetchCommand() + ", or give any text with --data FILE.");
    NamedData result;
    result.data.text = std::make_shared<const TextCorpus>(TextCorpus::load(file, stop));
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
    return digitSetNamed(folder) ? folder : std::string();
}

DigitFiles digitFiles(const DataOptions& named, const std::string& before)
{
    if (!named.images.empty())
        return named.digits();
    const bool isNamed = !named.dataset.empty();
    if (!isNamed && !before.empty() && isFile(before))
        return {before, {}, {}, {}};
    const std::string set = isNamed ? named.dataset
        : before.empty()            ? std::string(kDigitSets.front().name)
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

NamedData openDigits(const DataOptions& named, const std::string& before, const StopCheck& stop)
{
    const DigitFiles files = withFilesBeside(digitFiles(named, before));
    DigitSplit split = loadDigits(files, stop);
    NamedData result;
    if (!before.empty() && !isFile(before) && named.images.empty() && named.dataset.empty())
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

const KnownDigits* digitSetNamed(std::string_view name)
{
    const auto found = std::ranges::find(kDigitSets, name, &KnownDigits::name);
    return found == kDigitSets.end() ? nullptr : &*found;
}

const KnownDigits& digitSetOf(std::string_view corpusHash)
{
    const auto found = std::ranges::find(kDigitSets, corpusHash, &KnownDigits::hash);
    return found == kDigitSets.end() ? kDigitSets.front() : *found;
}

std::optional<DigitFiles> filesOfSet(const std::string& name)
{
    const DigitFiles files
        = withFilesBeside({dataFolder() / name / "train-images-idx3-ubyte", {}, {}, {}});
    const bool isWhole = isFile(files.images) && isFile(files.labels) && !files.testImages.empty();
    return isWhole ? std::optional(files) : std::nullopt;
}

DataOptions usualData()
{
    const DigitFiles digits
        = filesOfSet(std::string(kDigitSets.front().name)).value_or(DigitFiles());
    return {shakespeareFile().value_or(fs::path()), digits.images, digits.labels, digits.testImages,
        digits.testLabels, {}};
}

std::span<const DataOption> dataOptions() { return kOptions; }

std::vector<std::pair<std::string, std::string>> lineOf(const DataOptions& named, Task task)
{
    std::vector<std::pair<std::string, std::string>> line;
    for (const DataOption& option : kOptions)
        if (option.task == task && !(named.*option.file).empty())
            line.emplace_back(option.option, (named.*option.file).string());
    if (task == Task::Digits && !named.dataset.empty())
        line.emplace_back(kDatasetOption, named.dataset);
    return line;
}

std::string refusalOf(const DataOptions& named, Task task)
{
    const DigitFiles digits = named.digits();
    if (task == Task::Text && digits != DigitFiles())
        return "--images, --labels, --test-images and --test-labels are for digits, but this "
               "network reads a text: --data FILE.";
    if (task == Task::Digits && !named.text.empty())
        return "--data is for texts, but this network reads digits: --images FILE and --labels "
               "FILE.";
    if (digits.testImages.empty() != digits.testLabels.empty())
        return "--test-images and --test-labels belong together.";
    if (digits.images.empty() && digits != DigitFiles())
        return "--labels, --test-images and --test-labels belong to --images.";
    return {};
}

NamedData openData(
    const DataOptions& named, Task task, const std::string& before, const StopCheck& stop)
{
    return task == Task::Text ? openText(named, before, stop) : openDigits(named, before, stop);
}

} // namespace glowworm
