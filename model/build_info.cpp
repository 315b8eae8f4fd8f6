// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_info.h"

#include "revision.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <limits>

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

/// Bytes the control group still allows; the largest number when there is no limit.
std::int64_t groupMemoryLeft()
{
    std::int64_t limit = 0, used = 0;
    std::ifstream("/sys/fs/cgroup/memory.max") >> limit;
    std::ifstream("/sys/fs/cgroup/memory.current") >> used;
    return limit > 0 ? std::max<std::int64_t>(limit - used, 0) : std::numeric_limits<std::int64_t>::max();
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
    info.availableMemoryBytes = std::min(kibibytes(procValue("/proc/meminfo", "MemAvailable")), groupMemoryLeft());
    return info;
}

} // namespace glowworm
