// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/train_library.h"

#include "build_info.h"
#include "error.h"
#include "io/paths.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace glowworm {
namespace {

constexpr const char* kFileName = "libglowworm_train.so";

/// Where the library may lie, best first; an explicit setting excludes the rest.
std::vector<std::filesystem::path> searchedFiles()
{
    if (const char* set = std::getenv("GLOWWORM_TRAIN_LIBRARY"); set && *set)
        return {set};
    std::error_code failed;
    const std::filesystem::path folder = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
    return {folder / kFileName, (folder / "../lib/glowworm" / kFileName).lexically_normal()};
}

std::filesystem::path findLibrary()
{
    std::string searched;
    for (const std::filesystem::path& file : searchedFiles()) {
        if (isFile(file))
            return absolutePath(file); // never by bare name, which would search the system's folders
        searched += (searched.empty() ? "" : ", ") + printable(file.string(), 400);
    }
    throw Error("Training needs the library " + std::string(kFileName) + ", which was not found (looked for: " + searched
        + "). Install the Debian package libtorch-dev and build Glowworm with GLOWWORM_TRAIN=ON, or set GLOWWORM_TRAIN_LIBRARY.");
}

const TrainEntry& loadLibrary()
{
    const std::filesystem::path file = findLibrary();
    const std::string name = printable(file.string(), 400);
    // RTLD_LOCAL: LibTorch brings other libraries (Qt 5 among them) whose symbols must not meet ours. RTLD_NOW costs 20 ms and
    // leaves nothing to fail later. Never closed: vtables, deleters and worker threads live in it.
    void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        const char* reason = dlerror();
        throw Error("Training could not load " + name + ": " + printable(reason ? reason : "unknown reason", 400)
            + ". If LibTorch is missing, install the Debian package libtorch-dev.");
    }
    using EntryFunction = const TrainEntry* (*)();
    const auto function = reinterpret_cast<EntryFunction>(dlsym(library, "glowworm_train_entry"));
    const TrainEntry* entry = function ? function() : nullptr;
    if (!entry)
        throw Error(
            name + " is not Glowworm's training library: it has no glowworm_train_entry. Build it again together with this program.");
    if (buildId() != entry->buildId)
        throw Error(name + " belongs to another build of Glowworm (" + printable(entry->buildId) + ", this program is " + buildId()
            + "). Build both again.");
    return *entry;
}

} // namespace

const TrainEntry& trainLibrary()
{
    static const TrainEntry& entry = loadLibrary(); // tried again after a failure
    return entry;
}

} // namespace glowworm
