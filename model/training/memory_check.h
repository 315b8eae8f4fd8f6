// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a training fits into memory, asked before it starts: exhaustion comes minutes later, as a
// kill. Pure function, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace glowworm {

/// Bytes of addresses that LibTorch's matrix library sets aside for its threads and asks for ever
/// when there are none: they count where addresses are limited (`ulimit -v`), 0 elsewhere, because
/// few of them are ever used.
std::int64_t addressesOfThreads(int threads);

/// Why a training does not start: it needs more bytes (trainingMemory(), of all its models) than
/// there are (MachineInfo's availableMemoryBytes; 0 = unknown). The sentence says both numbers.
std::optional<std::string> memoryRefusal(std::int64_t needed, std::int64_t available);

} // namespace glowworm
