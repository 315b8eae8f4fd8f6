// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/atomic_file.h"
#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/base/system_words.h"
#include "model/io/descriptor.h"
#include "model/io/paths.h"

#include <algorithm>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace glowworm {
namespace {

constexpr std::size_t kWritten = 8'000'000; // bytes a write
constexpr std::string_view kTemporaryStart = ".glowworm-", kTemporaryEnd = ".part";

/// A failed system call. Stays in this file, where it becomes an Error with path and free space.
struct Failure {
    int code;
    const char* doing;
};

void require(int result, const char* doing)
{
    if (result < 0)
        throw Failure{errno, doing};
}

/// One attempt to write a file beside `name` in `folder` and to put it in its place.
class Attempt {
public:
    /// anonymous: a file without a name, which a kill leaves nothing of; not every file system has
    /// it.
    Attempt(int folder, const std::string& name, bool anonymous)
        : m_folder(folder)
        , m_name(name)
        , m_file(anonymous ? openNameless() : openNamed())
        , m_hasName(!anonymous)
    {
        require(m_file, "create");
    }

    ~Attempt()
    {
        if (m_hasName)
            unlinkat(m_folder, m_temporary.c_str(), 0);
    }

    /// A full disk is better met before the first byte. File systems without support go on.
    void reserve(std::uint64_t size)
    {
        if (size > 0
            && repeated([&] { return fallocate(m_file, 0, 0, static_cast<off_t>(size)); }) < 0
            && errno != EOPNOTSUPP && errno != ENOSYS)
            throw Failure{errno, "reserve space for"};
    }

    void write(std::string_view rest)
    {
        while (!rest.empty()) {
            const ssize_t written = repeated(
                [&] { return ::write(m_file, rest.data(), std::min(rest.size(), kWritten)); });
            if (written <= 0)
                throw Failure{written < 0 ? errno : EIO, "write"};
            rest.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    /// After a failed sync the pages count as clean: the file is garbage and a second sync would
    /// lie.
    void sync()
    {
        require(repeated([&] { return fdatasync(m_file); }), "sync");
    }

    Descriptor release() { return std::move(m_file); } // with its lock

    void publish(mode_t mode)
    {
        if (mode != 0)
            fchmod(m_file, mode); // the old file's, where the file system has such things
        if (!m_hasName) {
            if (link(m_name) == 0)
                return;
            if (errno != EEXIST)
                throw Failure{errno, "name"};
            require(claimName([this](const std::string& name) { return link(name); }), "name");
            m_hasName = true;
        }
        require(repeated([&] {
            return renameat(m_folder, m_temporary.c_str(), m_folder, m_name.c_str());
        }),
            "rename");
        m_hasName = false;
    }

private:
    /// Makes m_temporary with the first name that is free. A name in use is never taken over: its
    /// writer may live on another host.
    template <class Create> int claimName(Create create)
    {
        int result = -1;
        for (int i = 0; i < 1000; ++i) {
            m_temporary = std::string(kTemporaryStart) + std::to_string(getpid()) + "-"
                + std::to_string(i) + std::string(kTemporaryEnd);
            result = create(m_temporary);
            if (result >= 0 || errno != EEXIST)
                break;
        }
        return result;
    }

    int openNameless()
    {
        const int file = repeated(
            [this] { return openat(m_folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0666); });
        if (file >= 0)
            flock(file, LOCK_EX | LOCK_NB); // tells sweepTemporaryFiles() that the writer lives,
                                            // should the file get a temporary name
        return file;
    }

    /// Between the making of a name and the lock on it a sweep may take it for an abandoned one:
    /// then it is made again.
    int openNamed()
    {
        for (;;) {
            const int file = claimName([this](const std::string& name) {
                return repeated([&] {
                    return openat(m_folder, name.c_str(),
                        O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0666);
                });
            });
            struct stat status = {};
            if (file < 0 || repeated([=] { return flock(file, LOCK_EX); }) < 0
                || fstat(file, &status) != 0 || status.st_nlink > 0)
                return file; // where there are no locks, nobody sweeps either
            close(file);
        }
    }

    int link(const std::string& name) const
    {
        const std::string self = "/proc/self/fd/" + std::to_string(m_file);
        return repeated([&] {
            return linkat(AT_FDCWD, self.c_str(), m_folder, name.c_str(), AT_SYMLINK_FOLLOW);
        });
    }

    int m_folder;
    std::string m_name, m_temporary;
    Descriptor m_file;
    bool m_hasName; // m_temporary exists and is ours
};

/// The file's permissions, 0 if it does not exist. Refuses what must not be replaced.
mode_t existingMode(int folder, const std::string& name)
{
    struct stat status = {};
    if (fstatat(folder, name.c_str(), &status, 0) != 0) {
        if (errno != ENOENT)
            throw Failure{errno, "write"};
        return 0;
    }
    if (!S_ISREG(status.st_mode))
        throw Failure{S_ISDIR(status.st_mode) ? EISDIR : EINVAL, "replace"};
    require(faccessat(folder, name.c_str(), W_OK, AT_EACCESS), "replace");
    return status.st_mode & 07777;
}

/// Whether a nameless file failed in a way that one with a name may not.
bool needsName(int code)
{
    return code == EOPNOTSUPP || code == EISDIR || code == ENOENT || code == EINVAL
        || code == ENOSYS || code == EPERM || code == EXDEV;
}

template <class Action> void withOrWithoutName(Action attempt)
{
    try {
        attempt(true);
    } catch (const Failure& failure) {
        if (!needsName(failure.code))
            throw;
        attempt(false);
    }
}

/// Returns the file, locked.
Descriptor writeInFolder(
    int folder, const std::string& name, const MakeText& make, std::uint64_t size)
{
    Descriptor held;
    const mode_t mode = existingMode(folder, name);
    withOrWithoutName([&](bool anonymous) {
        Attempt file(folder, name, anonymous);
        file.reserve(size);
        make([&](std::string_view piece) { file.write(piece); });
        file.sync();
        file.publish(mode);
        held = file.release();
    });
    return held;
}

std::string adviceFor(int code)
{
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        return "Make that folder first or choose another one.";
    case EISDIR:
        return "It is the name of a folder: add the name of a file.";
    case EACCES:
    case EPERM:
    case EROFS:
        return "Choose a place where you may write.";
    case ENAMETOOLONG:
        return "Choose a shorter name.";
    default:
        return systemAdvice(code, "Free space or choose another folder.");
    }
}

Error explained(
    const Failure& failure, const std::filesystem::path& file, int folder, std::uint64_t size)
{
    const bool space = failure.code == ENOSPC || failure.code == EDQUOT || failure.code == EFBIG;
    std::string text = "Could not " + std::string(failure.doing) + " " + shownPath(file) + ": "
        + systemWords(failure.code);
    struct statvfs found = {};
    if (space && size > 0) {
        text += " (" + bytesText(size) + " needed";
        if (fstatvfs(folder, &found) == 0)
            text += ", " + bytesText(std::uint64_t{found.f_bavail} * found.f_frsize) + " free";
        text += ")";
    }
    text += ". ";
    struct stat status = {};
    if (folder >= 0 && fstatat(folder, file.filename().c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0
        && S_ISREG(status.st_mode))
        text += "The older file of that name is untouched. ";
    return Error(text + adviceFor(failure.code));
}

/// A file to be written: through a link, unless that leads nowhere and is replaced itself. Throws
/// Error when it is no file's name.
std::filesystem::path resolved(const std::filesystem::path& path)
{
    if (!path.has_filename())
        throw Error((path.empty() ? "An empty name" : shownPath(path))
            + (path.empty() ? " is" : " is the name of a folder,")
            + " not the name of a file: add one.");
    std::error_code ignored;
    const std::filesystem::path target = std::filesystem::is_symlink(path, ignored)
        ? std::filesystem::canonical(path, ignored)
        : path;
    return target.empty() ? path : target;
}

std::filesystem::path folderOf(const std::filesystem::path& file)
{
    return file.has_parent_path() ? file.parent_path() : ".";
}

int openFolder(const std::filesystem::path& folder)
{
    return open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/// With the folder of `file` open; a failed system call becomes an Error.
template <class Action>
void inFolderOf(const std::filesystem::path& file, std::uint64_t size, Action action)
{
    const Descriptor folder(openFolder(folderOf(file)));
    try {
        require(folder, "open the folder of");
        action(folder);
    } catch (const Failure& failure) {
        throw explained(failure, file, folder, size);
    }
}

/// size: bytes that are to come; 0 = not known.
Descriptor writeDurably(const std::filesystem::path& path, const MakeText& make, std::uint64_t size)
{
    const std::filesystem::path file = resolved(path);
    sweepTemporaryFiles(folderOf(file)); // before space is needed
    Descriptor held;
    inFolderOf(file, size, [&](int folder) {
        held = writeInFolder(folder, file.filename().string(), make, size);
        // EINVAL: a file system whose folders cannot be synced.
        if (repeated([&] { return fsync(folder); }) < 0 && errno != EINVAL)
            throw Error(shownPath(file) + " is written, but the disk did not confirm it: "
                + systemWords(errno) + ". Save again or choose another folder.");
    });
    return held;
}

} // namespace

void writeFileDurably(
    const std::filesystem::path& file, std::span<const std::span<const std::byte>> pieces)
{
    std::uint64_t size = 0;
    for (const auto& piece : pieces)
        size += piece.size();
    const auto make = [&](const PutText& put) {
        for (const auto& piece : pieces)
            put({reinterpret_cast<const char*>(piece.data()), piece.size()});
    };
    writeDurably(file, make, size);
}

void writeFileDurably(const std::filesystem::path& file, std::string_view text)
{
    writeFileHeld(file, text);
}

Descriptor writeFileHeld(const std::filesystem::path& file, std::string_view text)
{
    return writeDurably(
        file, [&](const PutText& put) { put(text); }, text.size());
}

void writeFileDurably(const std::filesystem::path& file, const MakeText& make)
{
    writeDurably(file, make, 0);
}

void requireWritable(const std::filesystem::path& path)
{
    const std::filesystem::path file = resolved(path);
    inFolderOf(file, 0, [&](int folder) {
        existingMode(folder, file.filename().string());
        withOrWithoutName([&](bool anonymous) {
            Attempt(folder, file.filename().string(), anonymous).reserve(1);
        });
    });
}

void sweepTemporaryFiles(const std::filesystem::path& path)
{
    const Descriptor folder(openFolder(path));
    if (folder < 0)
        return;
    std::error_code error;
    std::vector<std::string> names;
    for (std::filesystem::directory_iterator entry(path, error), end; !error && entry != end;
         entry.increment(error))
        if (const std::string name = entry->path().filename().string();
            name.starts_with(kTemporaryStart) && name.ends_with(kTemporaryEnd))
            names.push_back(name);
    for (const std::string& name : names) {
        const Descriptor file(
            openat(folder, name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
        struct stat status = {};
        // A living writer holds the lock; the kernel drops it with the process.
        if (file >= 0 && fstat(file, &status) == 0 && S_ISREG(status.st_mode)
            && flock(file, LOCK_EX | LOCK_NB) == 0)
            unlinkat(folder, name.c_str(), 0);
    }
}

} // namespace glowworm
