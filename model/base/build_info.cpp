// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/build_info.h"
#include "model/base/system_words.h"

#include "revision.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>
#include <limits>
#include <vector>

#include <sched.h>
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
        return colon == std::string::npos || start == std::string::npos ? std::string()
                                                                        : line.substr(start);
    }
    return {};
}

/// Folders of the control groups that this process is in and that limit `resource` ("cpu",
/// "memory"), the innermost first. In a container the path may be the host's: what is not there is
/// skipped, the mount itself is always one of them.
std::vector<std::string> groupFolders(const std::string& root, const std::string& resource)
{
    std::vector<std::string> folders;
    std::ifstream stream(root + "/proc/self/cgroup");
    for (std::string line;
         std::getline(stream, line);) { // "0::/path" (v2), "4:cpu,cpuacct:/path" (v1)
        const auto first = line.find(':'), second = line.find(':', first + 1);
        if (second == std::string::npos)
            continue;
        const std::string resources = "," + line.substr(first + 1, second - first - 1) + ",";
        const bool unified = resources == ",,";
        if (!unified && resources.find("," + resource + ",") == std::string::npos)
            continue;
        const std::string mount = root + "/sys/fs/cgroup" + (unified ? "" : "/" + resource);
        for (std::string path = line.substr(second + 1); path.size() > 1;
             path.erase(path.rfind('/')))
            folders.push_back(mount + path);
        folders.push_back(mount);
    }
    return folders;
}

/// The first number of a file; 0 when there is none, as in "max".
double numberIn(const std::string& file)
{
    double value = 0;
    std::ifstream(file) >> value;
    return value;
}

/// The number behind `key` in a file of "key number" lines; 0 when there is none.
double numberOf(const std::string& file, std::string_view key)
{
    std::ifstream stream(file);
    double value = 0;
    for (std::string name; stream >> name >> value;
         stream.ignore(std::numeric_limits<std::streamsize>::max(), '\n')) // a unit, if any
        if (name == key)
            return value;
    return 0;
}

/// Bytes, of one of the system's figures in kB.
std::int64_t memoryOf(std::string_view key)
{
    return static_cast<std::int64_t>(1024 * numberOf("/proc/meminfo", key));
}

/// CPUs that the control groups grant; the largest number when they set no limit.
double groupCpus(const std::string& root)
{
    double least = std::numeric_limits<double>::max();
    for (const std::string& folder : groupFolders(root, "cpu")) {
        double quota = numberIn(folder + "/cpu.cfs_quota_us"),
               period = numberIn(folder + "/cpu.cfs_period_us");
        if (std::ifstream both(folder + "/cpu.max"); both)
            both >> quota >> period;
        if (quota > 0 && period > 0)
            least = std::min(least, quota / period);
    }
    return least;
}

constexpr std::int64_t kNoLimit = std::int64_t{1} << 62;

/// Bytes the control groups still allow. What they keep of files that nobody uses counts as free:
/// the kernel gives it up.
std::int64_t groupMemoryLeft()
{
    auto least = static_cast<double>(kNoLimit);
    for (const std::string& folder : groupFolders("", "memory"))
        for (const auto& [limit, used] : {std::pair{"/memory.max", "/memory.current"},
                 {"/memory.limit_in_bytes", "/memory.usage_in_bytes"}})
            if (const double most = numberIn(folder + limit); most > 0)
                least = std::min(least,
                    std::max(1.0,
                        most - numberIn(folder + used)
                            + numberOf(folder + "/memory.stat", "inactive_file")));
    return static_cast<std::int64_t>(least);
}

int affineCpus()
{
    for (int most = 1024; most <= 1 << 20;
         most *= 2) { // the kernel refuses a set that is too small
        cpu_set_t* set = CPU_ALLOC(most);
        const std::size_t bytes = CPU_ALLOC_SIZE(most);
        const bool known = set != nullptr && sched_getaffinity(0, bytes, set) == 0;
        const int count = known ? CPU_COUNT_S(bytes, set) : 0;
        CPU_FREE(set);
        if (known)
            return count;
    }
    return static_cast<int>(sysconf(_SC_NPROCESSORS_ONLN));
}

std::string vectorInstructions()
{
    const std::string flags = " " + procValue("/proc/cpuinfo", "flags") + " ";
    for (const auto& [flag, name] : {std::pair{" avx512bw ", "AVX-512"}, {" avx2 ", "AVX2"},
             {" sse4_2 ", "SSE4"}, {" asimd ", "NEON"}})
        if (flags.find(flag) != std::string::npos)
            return name;
    return procValue("/proc/cpuinfo", "Features").find("asimd") != std::string::npos ? "NEON"
                                                                                     : "baseline";
}

#ifdef __clang__
constexpr const char* kCompiler = __VERSION__; // names itself
#else
constexpr const char* kCompiler = "GCC " __VERSION__;
#endif

} // namespace

std::string version() { return GLOWWORM_VERSION; }

std::string buildId()
{
    return std::string(GLOWWORM_VERSION) + " " + GLOWWORM_GIT + " " + kCompiler;
}

std::string utcNow()
{
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts = {};
    gmtime_r(&now, &parts);
    char text[32];
    return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts));
}

MachineInfo machineInfo()
{
    MachineInfo info;
    info.cpu = procValue("/proc/cpuinfo", "model name");
    if (info.cpu.empty())
        info.cpu = "unknown processor";
    info.simd = vectorInstructions();
    info.compiler = kCompiler;
    info.build = buildId();
    info.hardwareThreads = static_cast<int>(std::max(1L, sysconf(_SC_NPROCESSORS_ONLN)));
    info.usableThreads = usableThreads();
    info.memoryBytes = memoryOf("MemTotal:");
    info.availableMemoryBytes
        = std::min({memoryOf("MemAvailable:"), groupMemoryLeft(), addressesLeft()});
    return info;
}

std::int64_t addressesLeft()
{
    const auto limit = addressLimit();
    if (!limit)
        return kNoLimit;
    std::int64_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return std::max<std::int64_t>(
        static_cast<std::int64_t>(std::min<std::uint64_t>(*limit, kNoLimit))
            - pages * sysconf(_SC_PAGESIZE),
        1);
}

int usableThreads(const std::string& root)
{
    return static_cast<int>(
        std::max(1.0, std::min<double>(affineCpus(), std::ceil(groupCpus(root)))));
}

} // namespace glowworm
