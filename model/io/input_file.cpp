// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/input_file.h"
#include "error.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace glowworm {
namespace {

constexpr std::size_t kPiece = 8'000'000; // bytes a read

const char* kindOf(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFDIR:
        return "a folder";
    case S_IFIFO:
        return "a pipe";
    case S_IFSOCK:
        return "a socket";
    default:
        return "a device";
    }
}

} // namespace

InputFile::InputFile(const std::filesystem::path& file)
    : m_shownName(printable(file.filename().string()))
{
    // O_NONBLOCK: opening a FIFO without a writer must not wait.
    m_descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (m_descriptor < 0 || fstat(m_descriptor, &m_status) != 0) {
        const int code = errno;
        if (m_descriptor >= 0)
            close(m_descriptor);
        throw Error(printable(file.string(), 200) + " could not be opened: " + std::generic_category().message(code) + ".");
    }
    if (!S_ISREG(m_status.st_mode)) {
        close(m_descriptor);
        throw Error(printable(file.string(), 200) + " is " + kindOf(m_status.st_mode) + ", not a file.");
    }
}

InputFile::~InputFile() { close(m_descriptor); }

void InputFile::read(std::span<std::byte> out)
{
    while (!out.empty()) {
        const ssize_t got = ::read(m_descriptor, out.data(), std::min(out.size(), kPiece));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throw Error(m_shownName + " could not be read: " + std::generic_category().message(errno) + ".");
        if (got == 0)
            throw Error(m_shownName + " ended while it was being read: another program has shortened it. Open it again.");
        out = out.subspan(static_cast<std::size_t>(got));
    }
}

void InputFile::requireUnchanged() const
{
    struct stat now = {};
    const bool same = fstat(m_descriptor, &now) == 0 && now.st_size == m_status.st_size && now.st_mtim.tv_sec == m_status.st_mtim.tv_sec
        && now.st_mtim.tv_nsec == m_status.st_mtim.tv_nsec;
    if (!same)
        throw Error(m_shownName + " changed while it was being read. Open it again.");
}

std::string readText(const std::filesystem::path& file, std::uint64_t limit)
{
    InputFile input(file);
    if (input.size() > limit)
        throw Error(input.shownName() + " is larger than " + std::to_string(limit / 1'000'000) + " MB, too large for what it should be.");
    std::string text(input.size(), '\0');
    input.read(std::as_writable_bytes(std::span(text)));
    return text;
}

} // namespace glowworm
