// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/policy.h"

namespace glowworm {

std::optional<std::string> refusal(Work work, const Busy& busy)
{
    if (busy.benchmark)
        return "A timing run works alone: wait for it to end or stop it first.";
    switch (work) {
    case Work::Training:
        if (busy.training)
            return "A training is running: pause or stop it first.";
        return {};
    case Work::Benchmark:
        if (busy.training)
            return "A timing run works alone: pause the training first.";
        if (busy.generation)
            return "A timing run works alone: stop the text generation first.";
        if (busy.digits)
            return "A timing run works alone: the digits are still being classified.";
        return {};
    case Work::Generation: // beside training with one thread; replaces a running text
    case Work::Digits:     // the newest drawing wins
    case Work::Inspection: // the newest question wins; what takes long waits for a timing run
        return {};
    }
    return {};
}

} // namespace glowworm
