// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/output_target.h"
#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/base/system_words.h"
#include "model/io/paths.h"

#include <optional>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>

namespace glowworm {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kLook{20}; // between two tries to open a pipe

/// The number in "/dev/fd/7", "/proc/self/fd/7", "/dev/stdout", also at the end of a chain of
/// links.
std::optional<int> namedDescriptor(fs::path path)
{
    for (int links = 0; links < 40; ++links) {
        const std::string name = path.lexically_normal().string();
        for (const std::string& start : {std::string("/dev/fd/"), std::string("/proc/self/fd/"),
                 "/proc/" + std::to_string(getpid()) + "/fd/"})
            if (name.starts_with(start))
                return numberFrom<int>(std::string_view(name).substr(start.size()));
        std::error_code failed;
        const fs::path next = fs::read_symlink(path, failed); // /dev/stdout is one
        if (failed)
            return std::nullopt;
        path = next.is_absolute() ? next : path.parent_path() / next;
    }
    return std::nullopt;
}

bool sameFile(const struct stat& a, int descriptor)
{
    struct stat b = {};
    return fstat(descriptor, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

} // namespace

OutputTarget::OutputTarget(fs::path file, std::chrono::milliseconds patience)
    : m_file(std::move(file))
    , m_patience(patience)
{
    struct stat status = {};
    const bool there = stat(m_file.c_str(), &status) == 0;
    std::optional<int> handed = namedDescriptor(m_file);
    for (int standard : {STDOUT_FILENO, STDERR_FILENO})
        if (!handed && there && !S_ISDIR(status.st_mode) && sameFile(status, standard))
            handed = standard;
    if (handed) {
        m_direct = true;
        m_standardOutput = *handed == STDOUT_FILENO || (there && sameFile(status, STDOUT_FILENO));
        const int flags = fcntl(*handed, F_GETFL);
        m_descriptor = flags < 0 || (flags & O_ACCMODE) == O_RDONLY
            ? -1
            : fcntl(*handed, F_DUPFD_CLOEXEC, 3);
        if (m_descriptor < 0)
            fail(flags < 0 ? errno : EBADF);
    } else if (there && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) {
        m_direct = true;
        openDirectly();
        if (m_descriptor < 0
            && !(errno == ENXIO && S_ISFIFO(status.st_mode))) // a pipe's reader may still come
            fail(errno);
    } else {
        requireWritable(m_file);
    }
}

/// Never waits: a pipe without a reader is ENXIO.
void OutputTarget::openDirectly()
{
    m_descriptor = open(m_file.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}

void OutputTarget::fail(int code) const
{
    const std::string shown = shownPath(m_file);
    if (code == EPIPE)
        throw Error("The reader of " + shown + " has gone before everything was written.");
    if (code == ENXIO || code == EAGAIN)
        throw Error(
            "Nobody reads from " + shown + ": start the program that does, or name a file.");
    throw Error("Could not write to " + shown + ": " + systemWords(code) + ". "
        + systemAdvice(code, "Name another file."));
}

void OutputTarget::put(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written
            = repeated([&] { return ::write(m_descriptor, bytes.data(), bytes.size()); });
        if (written > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
            continue;
        }
        if (written < 0 && errno != EAGAIN)
            fail(errno);
        pollfd end{.fd = m_descriptor, .events = POLLOUT, .revents = 0};
        if (poll(&end, 1, static_cast<int>(m_patience.count())) == 0)
            fail(EAGAIN);
    }
}

void OutputTarget::writeDirectly(const MakeText& make)
{
    const auto end = std::chrono::steady_clock::now() + m_patience;
    while (m_descriptor < 0) {
        openDirectly();
        if (m_descriptor < 0 && (errno != ENXIO || std::chrono::steady_clock::now() >= end))
            fail(errno);
        if (m_descriptor < 0)
            poll(nullptr, 0, static_cast<int>(kLook.count()));
    }
    make([this](std::string_view piece) { put(piece); });
    struct stat status = {};
    if (fstat(m_descriptor, &status) == 0 && S_ISREG(status.st_mode) && fdatasync(m_descriptor) != 0
        && errno != EINVAL)
        fail(errno);
    // The reader sees the end at once, not when this object goes.
    m_descriptor = {};
}

void OutputTarget::write(std::span<const std::span<const std::byte>> pieces)
{
    if (!m_direct)
        return writeFileDurably(m_file, pieces);
    writeDirectly([&](const PutText& put) {
        for (const auto& piece : pieces)
            put({reinterpret_cast<const char*>(piece.data()), piece.size()});
    });
}

void OutputTarget::write(std::string_view text)
{
    if (!m_direct)
        return writeFileDurably(m_file, text);
    writeDirectly([&](const PutText& put) { put(text); });
}

void OutputTarget::write(const MakeText& make)
{
    if (!m_direct)
        return writeFileDurably(m_file, make);
    writeDirectly(make);
}

} // namespace glowworm
