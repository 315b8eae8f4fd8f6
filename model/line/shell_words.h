// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a line that was written for a shell. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

/// The words that bash makes of one command: blanks part them; '...', "...", $'...' and \ hold them
/// together; ~/ begins at home; a line goes on behind \; # leaves out the rest. Throws Error, a
/// sentence, for an open quote and for what only a shell can do: other variables, pipes, a second
/// command.
std::vector<std::string> shellWords(std::string_view line);

} // namespace glowworm
