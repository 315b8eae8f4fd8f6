// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/memory_check.h"

#include "io/byte_text.h"

namespace glowworm {

std::optional<std::string> memoryRefusal(std::int64_t needed, std::int64_t available)
{
    if (available <= 0 || needed <= available)
        return {};
    return "Training needs about " + bytesText(static_cast<std::uint64_t>(needed)) + " of memory, "
        + bytesText(static_cast<std::uint64_t>(available)) + " are free: choose a smaller micro-batch, batch or model, or fewer threads.";
}

} // namespace glowworm
