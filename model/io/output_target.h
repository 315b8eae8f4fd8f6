// SPDX-License-Identifier: GPL-3.0-or-later
// Where a result goes that takes work to compute: tried when it is named, before the work, and
// written when the work is done. A file is written durably; a pipe, a device, and a descriptor that
// this process was handed (/dev/stdout, /dev/fd/N, the file that standard output goes to) are
// written directly. Blocks; any thread.
#pragma once

#include "model/io/atomic_file.h"
#include "model/io/descriptor.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

namespace glowworm {

class OutputTarget {
public:
    /// Implicit, so that a path will do where a target is asked for. patience: how long to wait at
    /// a pipe that nobody reads from. Throws Error when nothing can be written there: no such
    /// folder, not allowed, the name of a folder, no space at all. Leaves nothing behind and
    /// changes nothing.
    OutputTarget(
        std::filesystem::path file, std::chrono::milliseconds patience = std::chrono::minutes(1));

    /// Once. Throws Error; an older file is then untouched.
    void write(std::span<const std::span<const std::byte>> pieces);
    void write(std::string_view text);
    /// As writeFileDurably(): may be called twice for a file; once for a pipe or device.
    void write(const MakeText& make);

    const std::filesystem::path& file() const { return m_file; }
    /// Whether the result goes where this process prints: then it must print nothing else there.
    bool isStandardOutput() const { return m_standardOutput; }

private:
    void openDirectly();
    void writeDirectly(const MakeText& make);
    void put(std::string_view bytes);
    [[noreturn]] void fail(int code) const;

    std::filesystem::path m_file;
    std::chrono::milliseconds m_patience;
    Descriptor m_descriptor; // written directly; -1 = durably, or a pipe that nobody reads from yet
    bool m_direct = false, m_standardOutput = false;
};

} // namespace glowworm
