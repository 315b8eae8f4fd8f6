// SPDX-License-Identifier: GPL-3.0-or-later
// What this binary was built from, and the machine it runs on; stored with checkpoints and timings. Any thread.
#pragma once

#include <cstdint>
#include <string>

namespace glowworm {

std::string version(); // "0.1.0"
/// Changes whenever two builds of core may not be mixed: version, git description and compiler.
std::string buildId();

struct MachineInfo {
    std::string cpu, simd, compiler, build;
    int hardwareThreads = 0;
    std::int64_t memoryBytes = 0;          // of the machine
    std::int64_t availableMemoryBytes = 0; // the smaller of MemAvailable and what the cgroup still allows
};
MachineInfo machineInfo();

} // namespace glowworm
