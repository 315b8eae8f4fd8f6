// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_info.h"

#include "revision.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <limits>

#include <sys/resource.h>
#include <unistd.h>

namespace glowworm {
namespace {

/// "<value>" of the first line "key : value" of a /proc file, "" if there is none.
std::string procValue(const char* file, std::string_view key)
{
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        if (line.compare(0, key.size(), key) != 0)
            continue;
        const auto colon = line.find(':');
        const auto start = line.find_first_not_of(" \t", colon + 1);
        return colon == std::string::npos || start == std::string::npos ? std::string() : line.substr(start);
    }
    return {};
}

std::int64_t kibibytes(const std::string& text)
{
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value * 1024;
}

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

/// Bytes that the control groups (version 2) of this process still allow, its own and those above it. What they keep of files that nobody
/// uses counts as free: the kernel gives it up.
std::int64_t groupMemoryLeft()
{
    std::string group;
    std::ifstream own("/proc/self/cgroup");
    for (std::string line; std::getline(own, line);)
        if (line.starts_with("0::/"))
            group = line.substr(3);
    std::int64_t left = kNoLimit;
    for (;; group.resize(group.rfind('/'))) {
        const std::string folder = "/sys/fs/cgroup" + group;
        std::int64_t limit = 0, used = 0, idleFiles = 0;
        std::ifstream(folder + "/memory.max") >> limit; // "max" leaves 0
        std::ifstream(folder + "/memory.current") >> used;
        std::ifstream stat(folder + "/memory.stat");
        std::int64_t value = 0;
        for (std::string name; stat >> name >> value;)
            if (name == "inactive_file")
                idleFiles = value;
        if (limit > 0)
            left = std::min(left, std::max<std::int64_t>(limit - used + idleFiles, 1));
        if (group.rfind('/') == std::string::npos)
            return left;
    }
}

/// Bytes of addresses that `ulimit -v` still leaves to this process.
std::int64_t addressesLeft()
{
    struct rlimit limit { };
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return kNoLimit;
    std::int64_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return std::max<std::int64_t>(static_cast<std::int64_t>(std::min<rlim_t>(limit.rlim_cur, kNoLimit)) - pages * sysconf(_SC_PAGESIZE), 1);
}

std::string vectorInstructions()
{
    const std::string flags = " " + procValue("/proc/cpuinfo", "flags") + " ";
    for (const auto& [flag, name] : {std::pair{" avx512bw ", "AVX-512"}, {" avx2 ", "AVX2"}, {" sse4_2 ", "SSE4"}, {" asimd ", "NEON"}})
        if (flags.find(flag) != std::string::npos)
            return name;
    return procValue("/proc/cpuinfo", "Features").find("asimd") != std::string::npos ? "NEON" : "baseline";
}

} // namespace

std::string version() { return GLOWWORM_VERSION; }

std::string buildId() { return std::string(GLOWWORM_VERSION) + " " + GLOWWORM_GIT + " " + __VERSION__; }

MachineInfo machineInfo()
{
    MachineInfo info;
    info.cpu = procValue("/proc/cpuinfo", "model name");
    if (info.cpu.empty())
        info.cpu = "unknown processor";
    info.simd = vectorInstructions();
    info.compiler = __VERSION__;
    info.build = buildId();
    info.hardwareThreads = static_cast<int>(std::max(1L, sysconf(_SC_NPROCESSORS_ONLN)));
    info.memoryBytes = kibibytes(procValue("/proc/meminfo", "MemTotal"));
    info.availableMemoryBytes = std::min({kibibytes(procValue("/proc/meminfo", "MemAvailable")), groupMemoryLeft(), addressesLeft()});
    return info;
}

} // namespace glowworm
