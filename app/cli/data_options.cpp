// SPDX-License-Identifier: GPL-3.0-or-later
#include "data_options.h"

#include "interrupt.h"
#include "output.h"

namespace glowworm {

NamedData openData(const DataOptions& options, Task task, const std::string& before)
{
    if (const std::string refusal = refusalOf(options, task); !refusal.empty())
        throw UsageError(refusal);
    return openData(options, task, before, interrupted);
}

} // namespace glowworm
