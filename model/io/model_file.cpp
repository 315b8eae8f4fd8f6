// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/model_file.h"

#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/io/checkpoint.h"
#include "model/io/folders.h"
#include "model/io/paths.h"
#include "model/io/safetensors.h"

#include <algorithm>

namespace glowworm {

namespace {

/// In the folder of a run, or of one of its models: the newest checkpoint, or the best one.
std::filesystem::path fileIn(const std::filesystem::path& path, bool best)
{
    requireReadable(path);
    std::vector<std::filesystem::path> found;
    for (const auto& folder : {path, path / "sparse", path / "dense"})
        if (isFolder(folder)) {
            const auto checkpoints = listCheckpoints(folder);
            if (!checkpoints.empty())
                found.push_back(best ? bestCheckpoint(folder) : checkpoints.front().file);
        }
    const std::string shown = printable(path.string()), end = best ? "/best" : "";
    if (found.empty())
        throw Error(
            shown + " holds no checkpoint: name a .safetensors file or the folder of a run.");
    if (found.size() > 1)
        throw Error(shown + " holds two models: name " + shown + "/sparse" + end + " or " + shown
            + "/dense" + end + ".");
    return found.front();
}

} // namespace

std::filesystem::path modelFile(const std::filesystem::path& path)
{
    if (path.filename() == "run.json" && isFile(path))
        throw Error(shownPath(path)
            + " tells how a run is trained, and is no model: name the folder it lies in.");
    const std::filesystem::path above = path.has_parent_path() ? path.parent_path() : ".";
    if (path.filename() == "best" && !isTaken(path) && isFolder(above))
        return fileIn(above, true);
    return isFolder(path) ? fileIn(path, false) : path;
}

std::filesystem::path bestCheckpoint(const std::filesystem::path& folder)
{
    const std::vector<FoundCheckpoint> all = listCheckpoints(folder);
    std::string reason = "There is no checkpoint.";
    for (const FoundCheckpoint& newest : all) {
        try {
            const auto metadata = readSafetensorsHeader(newest.file).metadata;
            const auto told = metadata.find("glowworm.best_step");
            const auto step
                = told == metadata.end() ? std::nullopt : numberFrom<std::int64_t>(told->second);
            const auto found = std::ranges::find(all, step.value_or(-1), &FoundCheckpoint::step);
            if (found != all.end())
                return found->file;
            reason = !step ? shownPath(newest.file) + " does not tell which ones were the best."
                : *step == 0
                ? "No evaluation so far found better ones than those of the untrained network."
                : "There is no checkpoint of its best evaluation, of step " + std::to_string(*step)
                    + ".";
            break;
        } catch (const Error& error) { // damaged: the one before it may tell
            reason = error.what();
        }
    }
    throw Error(shownPath(folder) + " holds no best weights. " + reason);
}

ModelState openModel(const std::filesystem::path& path, Task task)
{
    const std::filesystem::path file = modelFile(path);
    ModelState model = readModel(file);
    if (model.config.task != task)
        throw Error(printable(file.string()) + " is a model for "
            + std::string(nameOf(model.config.task)) + ", expected one for "
            + std::string(nameOf(task)) + ".");
    return model;
}

} // namespace glowworm
