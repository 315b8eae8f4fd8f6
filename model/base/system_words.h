// SPDX-License-Identifier: GPL-3.0-or-later
// What the system means when it refuses something, with the limit behind it: a process that may not
// open one more file, or has no addresses left, is told so, and not that the disk is full or a
// library missing. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace glowworm {

/// Bytes of addresses that `ulimit -v` allows this process; nothing without a limit.
std::optional<std::uint64_t> addressLimit();

/// Of an errno: "No space left on device", "Too many open files (this process may have 8)". No full
/// stop.
std::string systemWords(int code);
/// What to try: about the limit, when `code` tells of one that has nothing to do with the file in
/// hand, else `usual`.
std::string systemAdvice(int code, std::string usual);

/// "Out of memory", and how much this process may have where `ulimit -v` or `ulimit -d` says so. No
/// full stop.
std::string memoryWords();
/// Whether one of these two limits is set.
bool memoryIsLimited();

} // namespace glowworm
