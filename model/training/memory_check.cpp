// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/memory_check.h"

#include "model/base/numbers.h"
#include "model/base/system_words.h"

namespace glowworm {

std::int64_t addressesOfThreads(int threads)
{
    constexpr std::int64_t kBuffer = 134'221'824; // OpenBLAS's, of each thread and the caller
    return memoryIsLimited() ? kBuffer * (threads + 1) : 0;
}

std::optional<std::string> memoryRefusal(std::int64_t needed, std::int64_t available)
{
    if (available <= 0 || needed <= available)
        return {};
    return "Training needs about " + bytesText(static_cast<std::uint64_t>(needed)) + " of memory, "
        + bytesText(static_cast<std::uint64_t>(available))
        + " are free: choose a smaller micro-batch, batch or model, or fewer threads.";
}

} // namespace glowworm
