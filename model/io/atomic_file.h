// SPDX-License-Identifier: GPL-3.0-or-later
// The durable writer: a file we replace is at every instant the complete old or the complete new one, also after
// kill -9, a full disk or an I/O error. Blocks until the disk has confirmed; any thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

namespace glowworm {

/// Writes the pieces one after another as `file`. Temporary name, write, sync and check, rename, sync the directory.
/// Throws Error with path, system message, bytes needed and free; the old file is then untouched and nothing is left behind.
void writeFileDurably(const std::filesystem::path& file, std::span<const std::span<const std::byte>> pieces);
void writeFileDurably(const std::filesystem::path& file, std::string_view text);

/// Removes temporary files in `folder` that a killed writer left (never a complete file).
void sweepTemporaryFiles(const std::filesystem::path& folder);

} // namespace glowworm
