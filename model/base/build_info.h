// SPDX-License-Identifier: GPL-3.0-or-later
// What this binary was built from, and the machine it runs on; stored with checkpoints and timings.
// Any thread.
#pragma once

#include <cstdint>
#include <string>

namespace glowworm {

std::string version(); // "0.1.0"
/// Changes whenever two builds of core may not be mixed: version, git description and compiler.
std::string buildId();

/// The moment, "2026-11-29T18:02:31Z".
std::string utcNow();

struct MachineInfo {
    std::string cpu, simd, compiler, build;
    int hardwareThreads = 0;               // of the machine
    int usableThreads = 0;                 // of them by this process: see usableThreads()
    std::int64_t memoryBytes = 0;          // of the machine
    std::int64_t availableMemoryBytes = 0; // the least of MemAvailable, what the control groups
                                           // still allow, and what ulimit -v leaves
};
MachineInfo machineInfo();

/// Bytes of addresses that `ulimit -v` still leaves to this process, at least 1; 2^62 without a
/// limit.
std::int64_t addressesLeft();

/// Threads that can really run at once: CPUs in the calling thread's affinity, at most the quotas
/// of its control groups (v1 and v2), which are rounded up; at least 1. What every default number
/// of threads follows. root: a folder instead of / to look for proc and sys in.
int usableThreads(const std::string& root = {});

} // namespace glowworm
