// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/folders.h"
#include "model/base/error.h"
#include "model/base/system_words.h"
#include "model/io/descriptor.h"
#include "model/io/paths.h"

#include <system_error>

#include <fcntl.h>

namespace glowworm {
namespace {

namespace fs = std::filesystem;

/// The sentence on what already has the name of a folder on the way to `folder`, without being one;
/// "" = nothing.
std::string inTheWay(fs::path folder)
{
    while (!folder.empty() && !isTaken(folder) && folder != folder.parent_path())
        folder = folder.parent_path();
    if (folder.empty() || !isTaken(folder) || isFolder(folder))
        return {};
    std::error_code failed;
    const fs::path target = fs::read_symlink(folder, failed);
    if (failed)
        return shownPath(folder) + " is a file, not a folder.";
    return shownPath(folder) + " is a symbolic link to " + shownPath(target)
        + (isThere(folder) ? ", which is a file, not a folder." : ", which is not there.");
}

} // namespace

void makeFolders(const fs::path& folder, const std::string& advice)
{
    if (const std::string found = inTheWay(folder); !found.empty())
        throw Error(found + " " + advice);
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed)
        throw Error(shownPath(folder) + " cannot be made: " + systemWords(failed.value()) + ". "
            + systemAdvice(failed.value(), advice));
}

void requireReadable(const fs::path& folder)
{
    const Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const int code = errno;
    if (opened < 0 && code != ENOENT && code != ENOTDIR)
        throw Error(shownPath(folder) + " cannot be looked into: " + systemWords(code) + ". "
            + systemAdvice(code, "Choose a folder that you may read."));
}

} // namespace glowworm
