// SPDX-License-Identifier: GPL-3.0-or-later
// Who may run together: one pure function.
#pragma once

#include <optional>
#include <string>

namespace glowworm {

enum class Work { Training, Generation, Digits, Benchmark, Inspection };
struct Busy {
    bool training = false, generation = false, digits = false, benchmark = false;
    bool operator==(const Busy&) const = default;
};
/// The sentence to show on the disabled button, or nothing when `work` may start.
std::optional<std::string> refusal(Work work, const Busy& busy);

} // namespace glowworm
