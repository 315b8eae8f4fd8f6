// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/input_file.h"
#include "model/base/numbers.h"
#include "model/base/system_words.h"
#include "model/io/paths.h"

#include <algorithm>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <poll.h>

namespace glowworm {
namespace {

constexpr std::size_t kReadAtOnce = 8'000'000; // bytes a read
constexpr std::size_t kStreamPiece = 65'536;   // what a pipe holds
constexpr int kPatience = 50;                  // milliseconds between two looks at the stop check

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

bool isStandardInput(const std::filesystem::path& file, InputFile::Accept accept)
{
    return accept == InputFile::Accept::Streams && file == "-";
}

std::string systemMessage()
{
    const std::string advice = systemAdvice(errno, {});
    return systemWords(errno) + (advice.empty() ? "." : ". " + advice);
}

/// found: bytes, at least; to the byte where rounding would hide the difference.
Error tooLarge(const std::string& shownName, std::uint64_t found, std::uint64_t limit)
{
    const bool isClose = bytesText(found) == bytesText(limit);
    const auto words = [&](std::uint64_t bytes) {
        return isClose ? std::to_string(bytes) + " bytes" : bytesText(bytes);
    };
    return Error(
        shownName + " is too large: " + words(found) + ", at most " + words(limit) + " are read.");
}

} // namespace

InputFile::InputFile(const std::filesystem::path& file, Accept accept, StopCheck stop)
    : m_shownName(
        isStandardInput(file, accept) ? "standard input" : printable(file.filename().string()))
    , m_stop(std::move(stop))
{
    const bool isInput = isStandardInput(file, accept);
    const std::string shown = isInput ? m_shownName : shownPath(file);
    // O_NONBLOCK: opening a FIFO without a writer must not wait. The shell shares standard input:
    // its flags stay as they are.
    m_descriptor = isInput ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                           : open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (m_descriptor < 0 || fstat(m_descriptor, &m_status) != 0)
        throw Error(shown + " could not be opened: " + systemMessage());
    const mode_t kind = m_status.st_mode & S_IFMT;
    m_isStream = isInput || kind == S_IFIFO || kind == S_IFCHR || kind == S_IFSOCK;
    if (kind == S_IFREG || (m_isStream && kind != S_IFDIR && accept == Accept::Streams))
        return;
    throw Error(shown + " is " + kindOf(m_status.st_mode) + ", not a file.");
}

void InputFile::waitForData() const
{
    while (true) {
        if (m_stop())
            throw Stopped("Reading " + m_shownName + " was stopped.");
        pollfd data{.fd = m_descriptor, .events = POLLIN, .revents = 0};
        // What poll() cannot say, the read will.
        if (!m_isStream || poll(&data, 1, kPatience) > 0)
            return;
    }
}

/// One read; 0 at the end, which a terminal tells only once.
std::size_t InputFile::readPiece(std::span<std::byte> out)
{
    while (!m_hasEnded) {
        waitForData();
        const ssize_t got = ::read(m_descriptor, out.data(), std::min(out.size(), kReadAtOnce));
        m_hasEnded = got == 0;
        if (got >= 0)
            return static_cast<std::size_t>(got);
        if (errno != EINTR && errno != EAGAIN)
            throw Error(m_shownName + " could not be read: " + systemMessage());
    }
    return 0;
}

std::string_view InputFile::peek(std::size_t count)
{
    while (m_ahead.size() < count) {
        std::string piece(count - m_ahead.size(), '\0');
        const std::size_t got = readPiece(std::as_writable_bytes(std::span(piece)));
        m_ahead.append(piece, 0, got);
        if (got == 0)
            break;
    }
    return std::string_view(m_ahead).substr(0, count);
}

std::size_t InputFile::readSome(std::span<std::byte> out)
{
    const std::size_t known = std::min(out.size(), m_ahead.size());
    if (known > 0) {
        std::memcpy(out.data(), m_ahead.data(), known);
        m_ahead.erase(0, known);
    }
    std::size_t filled = known;
    while (filled < out.size()) {
        const std::size_t got = readPiece(out.subspan(filled));
        if (got == 0)
            break;
        filled += got;
    }
    return filled;
}

void InputFile::read(std::span<std::byte> out)
{
    if (const std::size_t got = readSome(out); got < out.size())
        throw Error(m_isStream ? m_shownName + " ends early: " + expectedFound(out.size(), got)
                    + " of its next part."
                               : m_shownName
                    + " ended while it was being read: another program has shortened it. Open it "
                      "again.");
}

std::string InputFile::readRest(std::uint64_t limit)
{
    if (size() > limit)
        throw tooLarge(m_shownName, size(), limit);
    const std::size_t piece
        = m_isStream ? kStreamPiece : std::clamp<std::size_t>(size(), 4096, kReadAtOnce);
    std::string text;
    text.reserve(size() + piece);
    while (true) {
        const std::size_t before = text.size();
        text.resize(before + piece);
        const std::size_t got = readSome(std::as_writable_bytes(std::span(text)).subspan(before));
        text.resize(before + got);
        if (text.size() > limit)
            throw tooLarge(m_shownName, text.size(), limit);
        if (got < piece)
            break;
    }
    requireUnchanged();
    return text;
}

void InputFile::requireUnchanged() const
{
    if (size() == 0) // a stream, or a file of /proc: made as it is read
        return;
    struct stat now = {};
    const bool same = fstat(m_descriptor, &now) == 0 && now.st_size == m_status.st_size
        && now.st_mtim.tv_sec == m_status.st_mtim.tv_sec
        && now.st_mtim.tv_nsec == m_status.st_mtim.tv_nsec;
    if (!same)
        throw Error(m_shownName + " changed while it was being read. Open it again.");
}

std::string readText(const std::filesystem::path& file, std::uint64_t limit)
{
    return InputFile(file).readRest(limit);
}

std::uint64_t readLines(const std::filesystem::path& file, std::size_t longest,
    const std::function<void(const std::string& line)>& use)
{
    InputFile input(file);
    std::string piece(std::min<std::size_t>(longest, 1 << 20), '\0'), line;
    std::uint64_t whole = 0;
    while (const std::size_t got = input.readSome(std::as_writable_bytes(std::span(piece)))) {
        std::string_view rest(piece.data(), got);
        for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos;
             rest.remove_prefix(end + 1)) {
            line += rest.substr(0, end);
            if (line.size() > longest)
                break;
            use(line);
            whole += line.size() + 1;
            line.clear();
        }
        if (line.size() + rest.size() > longest)
            throw Error(input.shownName() + " is damaged: a line has more than "
                + bytesText(longest) + ".");
        line += rest;
    }
    return whole;
}

} // namespace glowworm
