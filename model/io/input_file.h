// SPDX-License-Identifier: GPL-3.0-or-later
// The one reader of what comes from outside, front to back: bounded, and it ends when it is asked
// to. Opening never waits. Files are read, never mapped: one that is cut off meanwhile is an Error,
// not a SIGBUS. Blocks, so never on the window's thread; any other thread.
#pragma once

#include "model/base/stop_check.h"
#include "model/io/descriptor.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include <sys/stat.h>

namespace glowworm {

class InputFile {
public:
    /// Streams: pipes, terminals and character devices too, read to their end, and "-" is standard
    /// input. For what a person names.
    enum class Accept { Files, Streams };

    /// Throws Error when there is none, or it is of another kind.
    explicit InputFile(
        const std::filesystem::path& file, Accept accept = Accept::Files, StopCheck stop = {});

    bool isStream() const { return m_isStream; }
    /// Of a file when it was opened; 0 for a stream. Files of /proc say 0 or too much.
    std::uint64_t size() const
    {
        return m_isStream ? 0 : static_cast<std::uint64_t>(m_status.st_size);
    }
    const std::string& shownName() const { return m_shownName; } // the file's name, safe to show

    // All of these throw Error, Stopped among them, and wait for a stream.
    /// The next bytes, which stay to be read: `count`, fewer only at the end. Valid until the next
    /// call.
    std::string_view peek(std::size_t count);
    /// The next out.size() bytes, fewer only at the end; how many.
    std::size_t readSome(std::span<std::byte> out);
    /// The next out.size() bytes. Throws Error when the file ends before.
    void read(std::span<std::byte> out);
    /// What is left, at most `limit` bytes: more is an Error that says so, before anything is read
    /// where the size is known.
    std::string readRest(std::uint64_t limit);
    /// Throws Error when size or modification time are no longer those at opening.
    void requireUnchanged() const;

private:
    std::size_t readPiece(std::span<std::byte> out);
    void waitForData() const;

    std::string m_shownName;
    StopCheck m_stop;
    Descriptor m_descriptor;
    bool m_isStream = false, m_hasEnded = false;
    struct stat m_status = {};
    std::string m_ahead; // looked at, not read yet
};

/// A whole file of at most `limit` bytes. Throws Error that names it.
std::string readText(const std::filesystem::path& file, std::uint64_t limit);

/// Calls use(line) for every whole line, without its break; returns the bytes of these lines. What
/// stands behind the last break was torn off while it was written and is left out. Throws Error
/// when a line has more than `longest` bytes.
std::uint64_t readLines(const std::filesystem::path& file, std::size_t longest,
    const std::function<void(const std::string& line)>& use);

} // namespace glowworm
