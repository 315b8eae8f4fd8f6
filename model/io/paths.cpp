// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/paths.h"
#include "model/base/error.h"

#include <algorithm>
#include <ctime>
#include <system_error>

#include <sys/stat.h>

namespace glowworm {

namespace fs = std::filesystem;

bool isThere(const fs::path& path)
{
    std::error_code failed;
    return fs::exists(path, failed);
}

bool isTaken(const fs::path& path)
{
    std::error_code failed;
    return fs::exists(fs::symlink_status(path, failed));
}

std::string stamped(std::string_view name) { return stamped(name, std::time(nullptr)); }

std::string stamped(std::string_view name, std::int64_t unixTime)
{
    const auto moment = static_cast<std::time_t>(unixTime);
    std::tm local{};
    localtime_r(&moment, &local);
    char stamp[32];
    return std::string(stamp, std::strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S-", &local))
        .append(name);
}

fs::path freePath(const fs::path& stem, const std::string& suffix)
{
    fs::path path = stem.string() + suffix;
    for (int number = 2; isTaken(path); ++number)
        path = stem.string() + "-" + std::to_string(number) + suffix;
    return path;
}

bool isFile(const fs::path& path)
{
    std::error_code failed;
    return fs::is_regular_file(path, failed);
}

bool isFolder(const fs::path& path)
{
    std::error_code failed;
    return fs::is_directory(path, failed);
}

std::vector<fs::path> entriesOf(const fs::path& folder)
{
    std::vector<fs::path> found;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed))
        found.push_back(entry->path());
    std::ranges::sort(found);
    return found;
}

fs::path resolvedPath(const fs::path& path)
{
    std::error_code failed;
    const fs::path found = fs::canonical(path, failed);
    return failed ? path : found;
}

fs::path absolutePath(const fs::path& path)
{
    std::error_code failed;
    const fs::path absolute = fs::absolute(path, failed);
    return failed ? path : absolute;
}

std::string shownPath(const fs::path& path) { return printable(path.string(), 200); }

std::int64_t writtenUnix(const fs::path& path)
{
    struct stat status = {};
    return stat(path.c_str(), &status) == 0 ? static_cast<std::int64_t>(status.st_mtim.tv_sec) : 0;
}

} // namespace glowworm
