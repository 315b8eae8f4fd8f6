// SPDX-License-Identifier: GPL-3.0-or-later
// The environment variables by which a launcher (torchrun, mpirun with its variables renamed, a
// shell loop) tells each process its place in the process group: their only reader. Any thread.
#pragma once

#include "model/training/trainer.h"

#include <functional>
#include <string>

namespace glowworm {

/// Value of an environment variable, null when it is not set; std::getenv outside tests.
using EnvironmentVariable = std::function<const char*(const char* name)>;

/// From RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT; alone when none of them or WORLD_SIZE=1 is
/// set. GLOWWORM_PATIENCE, seconds, is the time after which a process that does not answer counts
/// as lost. Throws Error that names the variable.
DistributedEnvironment readDistributedEnvironment(const EnvironmentVariable& variable);

/// "cuda" of a process that shares its machine with others is the one of its LOCAL_RANK; other
/// names stay. Throws Error.
std::string deviceOfProcess(const std::string& device, const EnvironmentVariable& variable);

} // namespace glowworm
