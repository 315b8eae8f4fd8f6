// SPDX-License-Identifier: GPL-3.0-or-later
// The one exception type of the project. Its message is one or two sentences for the person in
// front of the program: where (file, field, tensor), what was found against what was expected, what
// to try.
#pragma once

#include <stdexcept>
#include <string>

namespace glowworm {

struct Error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Text from outside (file names, tensor names, prompts) made safe to show: control and
/// bidirectional characters and invalid UTF-8 become \u{202E}-style escapes; at most `limit` code
/// points, then "...".
std::string printable(const std::string& text, std::size_t limit = 80);

} // namespace glowworm
