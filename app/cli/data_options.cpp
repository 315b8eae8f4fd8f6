// SPDX-License-Identifier: GPL-3.0-or-later
#include "data_options.h"

#include "data/data_folder.h"
#include "output.h"

#include <CLI/CLI.hpp>

namespace glowworm {
namespace {

namespace fs = std::filesystem;

NamedData openText(const DataOptions& options, const std::string& before)
{
    fs::path file = options.text;
    if (file.empty() && !before.empty() && fs::is_regular_file(before))
        file = before;
    if (file.empty())
        file = shakespeareFile().value_or("");
    if (file.empty())
        throw Error(
            "Tiny Shakespeare is not in " + dataFolder().string() + ": run " + fetchCommand() + ", or give any text with --data FILE.");
    NamedData result;
    result.data.text = std::make_shared<const TextCorpus>(TextCorpus::load(file));
    result.name = fs::absolute(file).string();
    return result;
}

NamedData openDigits(const DataOptions& options, const std::string& before)
{
    IdxPair training{options.images, options.labels}, test{options.testImages, options.testLabels};
    const int given = !training.images.empty() + !training.labels.empty() + !test.images.empty() + !test.labels.empty();
    if (given != 0 && given != 4)
        throw UsageError("--images, --labels, --test-images and --test-labels belong together: give all four or none.");
    if (given == 0) {
        std::string name = options.dataset;
        for (const char* known : {"mnist", "fashion-mnist"})
            if (const auto pair = idxPair(known, true); pair && pair->images.string() == before)
                name = known;
        const auto foundTraining = idxPair(name, true), foundTest = idxPair(name, false);
        if (!foundTraining || !foundTest)
            throw Error("The set \"" + printable(name) + "\" is not in " + dataFolder().string() + ": run " + fetchCommand()
                + ", or give four IDX files with --images, --labels, --test-images and --test-labels.");
        training = *foundTraining;
        test = *foundTest;
    }
    NamedData result;
    result.data.digits = std::make_shared<const DigitSet>(DigitSet::load(training.images, training.labels));
    result.data.testDigits = std::make_shared<const DigitSet>(DigitSet::load(test.images, test.labels));
    result.name = fs::absolute(training.images).string();
    return result;
}

} // namespace

NamedData openData(const DataOptions& options, Task task, const std::string& before)
{
    return task == Task::Text ? openText(options, before) : openDigits(options, before);
}

void addDataOptions(CLI::App& command, DataOptions& options)
{
    command.add_option("--data", options.text, "Any text in UTF-8 (default: Tiny Shakespeare)")->type_name("FILE");
    command.add_option("--images", options.images, "Training pictures, IDX")->type_name("FILE");
    command.add_option("--labels", options.labels, "Their labels, IDX")->type_name("FILE");
    command.add_option("--test-images", options.testImages, "Test pictures, IDX")->type_name("FILE");
    command.add_option("--test-labels", options.testLabels, "Their labels, IDX")->type_name("FILE");
    command.add_option("--dataset", options.dataset, "Digits when no files are given")->check(CLI::IsMember({"mnist", "fashion-mnist"}));
}

} // namespace glowworm
