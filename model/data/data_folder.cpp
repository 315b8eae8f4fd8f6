// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/data/data_folder.h"
#include "model/io/paths.h"

#include <array>
#include <cstdlib>
#include <system_error>

#include <pwd.h>
#include <unistd.h>

namespace glowworm {
namespace {

namespace fs = std::filesystem;

fs::path environmentPath(const char* name)
{
    const char* value = std::getenv(name);
    return value ? fs::path(value) : fs::path();
}

fs::path homeFolder()
{
    if (fs::path home = environmentPath("HOME"); home.is_absolute())
        return home;
    std::array<char, 4096> buffer;
    passwd entry = {};
    passwd* found = nullptr;
    if (getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return found->pw_dir;
    return "/tmp";
}

/// The XDG base directory specification has relative values ignored.
fs::path baseFolder(const char* variable, const char* inHome)
{
    const fs::path named = environmentPath(variable);
    return (named.is_absolute() ? named : homeFolder() / inHome) / "glowworm";
}
fs::path userFolder() { return baseFolder("XDG_DATA_HOME", ".local/share"); }

fs::path executableFolder()
{
    std::error_code ignored;
    return fs::read_symlink("/proc/self/exe", ignored).parent_path();
}

fs::path resourceFolder(const char* name)
{
    if (const fs::path resources = environmentPath("GLOWWORM_RESOURCES"); !resources.empty())
        return resources / name;
    const fs::path folder = executableFolder();
    const fs::path installed = (folder / "../share/glowworm" / name).lexically_normal();
    const fs::path source
        = (folder / "../../../resources" / name).lexically_normal(); // <source>/build/<preset>/app
    return !isFolder(installed) && isFolder(source) ? source : installed;
}

} // namespace

fs::path dataFolder() { return userFolder() / "data"; }
std::string fetchCommand()
{
    const std::string installed = "glowworm-fetch-data";
    return isFile(executableFolder() / installed) ? installed : "packaging/fetch-data.sh";
}
fs::path runsFolder() { return userFolder() / "runs"; }
fs::path timingsFolder() { return userFolder() / "timings"; }
fs::path takenFolder() { return userFolder() / "taken"; }

fs::path sessionsFolder() { return baseFolder("XDG_STATE_HOME", ".local/state") / "sessions"; }
fs::path cacheFolder() { return baseFolder("XDG_CACHE_HOME", ".cache"); }

fs::path modelsFolder() { return resourceFolder("models"); }
fs::path experimentsFolder() { return resourceFolder("experiments"); }

std::optional<fs::path> shakespeareFile()
{
    const fs::path file = dataFolder() / "tinyshakespeare.txt";
    return isFile(file) ? std::optional(file) : std::nullopt;
}

} // namespace glowworm
