// SPDX-License-Identifier: GPL-3.0-or-later
// A file from outside, read front to back. Only regular files are opened, so nothing here waits for a FIFO or reads a
// device for ever, and files are read, never mapped: one that is cut off meanwhile is an Error, not a SIGBUS. Blocks; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include <sys/stat.h>

namespace glowworm {

class InputFile {
public:
    explicit InputFile(const std::filesystem::path& file);
    ~InputFile();
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    std::uint64_t size() const { return static_cast<std::uint64_t>(m_status.st_size); }
    const std::string& shownName() const { return m_shownName; } // the file's name, safe to show

    /// The next out.size() bytes. Throws Error when the file ends before.
    void read(std::span<std::byte> out);
    /// Throws Error when size or modification time are no longer those at opening.
    void requireUnchanged() const;

private:
    std::string m_shownName;
    int m_descriptor = -1;
    struct stat m_status = {};
};

/// A whole file of at most `limit` bytes. Throws Error that names it.
std::string readText(const std::filesystem::path& file, std::uint64_t limit);

} // namespace glowworm
