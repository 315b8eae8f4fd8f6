// SPDX-License-Identifier: GPL-3.0-or-later
// What lies where. Nothing here throws or opens anything: a path that cannot be looked at (no
// permission, a circle of links, a name too long) is simply not there, and whoever opens it says
// why. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

bool isThere(const std::filesystem::path& path);
bool isTaken(const std::filesystem::path& path); // by whatever: also by a link to nothing
/// "20261129-133245-name": the moment by the machine's clock, then the name.
std::string stamped(std::string_view name);
std::string stamped(std::string_view name, std::int64_t unixTime); // of another moment
/// The first of stem + suffix, stem-2 + suffix, stem-3 + suffix ... that is not taken.
std::filesystem::path freePath(const std::filesystem::path& stem, const std::string& suffix = {});
bool isFile(const std::filesystem::path& path); // a regular one, links followed
bool isFolder(const std::filesystem::path& path);
std::vector<std::filesystem::path> entriesOf(
    const std::filesystem::path& folder); // sorted; none when it cannot be read
/// The path from the root on, or as it is when there is no working folder any more.
std::filesystem::path absolutePath(const std::filesystem::path& path);
/// Where links lead to, or as it is when that cannot be found out.
std::filesystem::path resolvedPath(const std::filesystem::path& path);
/// As a sentence names it: safe to show, of a very long one the first 200 characters.
std::string shownPath(const std::filesystem::path& path);
std::int64_t writtenUnix(const std::filesystem::path& path); // seconds; 0 = unknown

} // namespace glowworm
