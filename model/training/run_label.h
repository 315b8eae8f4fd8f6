// SPDX-License-Identifier: GPL-3.0-or-later
// What a person gave a kept run: a name, a note, a colour. In its folder, as label.json beside
// run.json, which a training rewrites from what it read at its start. Blocks; any thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace glowworm {

inline constexpr std::size_t kLongestRunName = 200, kLongestRunNote = 10'000; // bytes
inline constexpr int kRunColours = 10;

struct RunLabel {
    std::string name, note; // UTF-8
    int colour = 0;         // 1 to kRunColours; 0 = none was chosen

    bool operator==(const RunLabel&) const = default;
};

/// Cut to what a label holds, at the end of a character.
std::string cutName(std::string name);
std::string cutNote(std::string note);

std::string labelText(const RunLabel& label);
/// Throws Error whose text starts with shownName.
RunLabel parseLabel(const std::string& text, const std::string& shownName);

/// Empty where there is none. Throws Error, one sentence.
RunLabel readLabel(const std::filesystem::path& folder);
/// An empty one leaves no file. Throws Error.
void writeLabel(const std::filesystem::path& folder, const RunLabel& label);

} // namespace glowworm
