// SPDX-License-Identifier: GPL-3.0-or-later
// The readers of foreign bytes, each as a target for the fuzzer (fuzz.cpp) with seeds from our own
// writers (seeds.cpp).
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm::fuzz {

struct Target {
    std::string_view name;
    /// Reads the bytes as this kind of file and uses what was read as the program does. Throws
    /// Error for what it refuses.
    void (*read)(std::string_view bytes);
    /// Lengths, layout and checksums of mutated bytes made right again as far as possible, so that
    /// mutations get past the first check.
    std::string (*repair)(std::string bytes);
    std::vector<std::string> (*seeds)();
};

extern const Target kSafetensors, kTape, kSession, kIdx, kPng, kText, kRun, kLabel, kHistory,
    kResults, kSettings, kLine, kNeurons;
std::span<const Target* const> targets();

/// A file that lies in memory; every path-taking reader can open it. The same number is the same
/// file with new content.
std::filesystem::path memoryFile(std::string_view bytes, int number = 0);
/// A folder whose files `name` are memoryFile(): for readers of folders.
std::filesystem::path folderWith(std::string_view name, std::string_view bytes);

/// Runs `read`; a refusal must be a sentence that can be shown. False when refused.
bool accepts(const auto& read);

/// Ends the process, and so is a finding, unless `holds`.
void require(bool holds, const char* what);
void requireSentence(const std::string& message);

inline std::string asIs(std::string bytes) { return bytes; }

} // namespace glowworm::fuzz

#include "model/base/error.h"

bool glowworm::fuzz::accepts(const auto& read)
{
    try {
        read();
        return true;
    } catch (const Error& error) {
        requireSentence(error.what());
        return false;
    }
}
