// SPDX-License-Identifier: GPL-3.0-or-later
// The data that a line of the command line names.
#pragma once

#include "model/data/data_set.h"

namespace glowworm {

/// Until it is read or Ctrl+C. Throws also UsageError.
NamedData openData(const DataOptions& options, Task task, const std::string& before);

} // namespace glowworm
