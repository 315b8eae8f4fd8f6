// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/model_file.h"

#include "model/base/error.h"
#include "model/io/checkpoint.h"
#include "model/io/folders.h"
#include "model/io/paths.h"

namespace glowworm {

std::filesystem::path modelFile(const std::filesystem::path& path)
{
    if (path.filename() == "run.json" && isFile(path))
        throw Error(shownPath(path)
            + " tells how a run is trained, and is no model: name the folder it lies in.");
    if (!isFolder(path))
        return path;
    requireReadable(path);
    std::vector<std::filesystem::path> found;
    for (const auto& folder : {path, path / "sparse", path / "dense"})
        if (isFolder(folder)) {
            const auto checkpoints = listCheckpoints(folder);
            if (!checkpoints.empty())
                found.push_back(checkpoints.front().file);
        }
    const std::string shown = printable(path.string());
    if (found.empty())
        throw Error(
            shown + " holds no checkpoint: name a .safetensors file or the folder of a run.");
    if (found.size() > 1)
        throw Error(shown + " holds two models: name " + shown + "/sparse or " + shown + "/dense.");
    return found.front();
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
