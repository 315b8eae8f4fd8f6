// SPDX-License-Identifier: GPL-3.0-or-later
// What any exception means, in words for the person in front of the program: for the places where
// exceptions end. Any thread.
#pragma once

#include <exception>
#include <string>

namespace glowworm {

/// An Error's own message; what the system refused, and for which file; the memory. Of any other
/// exception only its type is told, since its text is meant for programmers.
std::string sentenceOf(const std::exception& exception);

} // namespace glowworm
