// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the words of a line, with one sentence for whatever is wrong with them.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace glowworm {

/// Without the program's name; once all commands are declared. Throws Error, one sentence, and as
/// CLI11 does what is no error: CLI::Success, for help that was asked for.
void readWords(CLI::App& app, const std::vector<std::string>& words);

} // namespace glowworm
