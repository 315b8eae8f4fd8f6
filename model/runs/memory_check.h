// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a training fits into memory, asked before it starts: exhaustion comes minutes later, as a kill. Pure function, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace glowworm {

/// Why a training does not start: it needs more bytes (trainingMemory(), of all its models) than there are (MachineInfo's
/// availableMemoryBytes; 0 = unknown). The sentence says both numbers.
std::optional<std::string> memoryRefusal(std::int64_t needed, std::int64_t available);

} // namespace glowworm
