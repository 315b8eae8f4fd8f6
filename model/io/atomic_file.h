// SPDX-License-Identifier: GPL-3.0-or-later
// The durable writer: a file we replace is at every instant the complete old or the complete new
// one, also after kill -9, a full disk or an I/O error. Blocks until the disk has confirmed; any
// thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

namespace glowworm {

class Descriptor;

/// Writes the pieces one after another as `file`. Temporary name, write, sync and check, rename,
/// sync the directory. Throws Error with path, system message and what to do; the old file is then
/// untouched and nothing is left behind.
void writeFileDurably(
    const std::filesystem::path& file, std::span<const std::span<const std::byte>> pieces);
void writeFileDurably(const std::filesystem::path& file, std::string_view text);
/// The same. The file is locked (flock) before it has its name, and as long as the result is open.
Descriptor writeFileHeld(const std::filesystem::path& file, std::string_view text);

using PutText = std::function<void(std::string_view piece)>;
/// Puts a text piece after piece while it is written, so that it never is in memory as a whole; the
/// same each time it is called, which a file system may need twice. What it throws goes on.
using MakeText = std::function<void(const PutText& put)>;
void writeFileDurably(const std::filesystem::path& file, const MakeText& make);

/// Throws what writeFileDurably() would throw before its first byte: no such folder, no right to
/// write, the name of a folder, a full disk.
void requireWritable(const std::filesystem::path& file);

/// Removes temporary files in `folder` that a killed writer left (never a complete file). Each
/// durable write begins with it.
void sweepTemporaryFiles(const std::filesystem::path& folder);

} // namespace glowworm
