// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/session/session_folder.h"

#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/base/system_words.h"
#include "model/data/data_folder.h"
#include "model/io/atomic_file.h"
#include "model/io/folders.h"
#include "model/io/input_file.h"
#include "model/io/paths.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>

namespace glowworm {
namespace {

constexpr int kMostWindows = 100;
constexpr std::uint64_t kMostDigits = 20;
constexpr const char* kLock = "lock"; // who holds it says that it is taken; it has no content
constexpr const char* kOpen = "open"; // there while the window is; starts that did not settle

void moveFile(const std::filesystem::path& from, const std::filesystem::path& to)
{
    std::error_code failed;
    std::filesystem::rename(from, to, failed);
    if (failed)
        throw Error(shownPath(from) + " cannot be renamed: " + systemWords(failed.value()) + ".");
}

/// 0 where it is not there, or cannot be read.
int startsIn(const std::filesystem::path& file)
{
    try {
        return isThere(file) ? std::max(numberFrom<int>(readText(file, kMostDigits)).value_or(0), 0)
                             : 0;
    } catch (const Error&) {
        return 0;
    }
}

} // namespace

SessionFolder::SessionFolder()
{
    for (int number = 1; number <= kMostWindows; ++number) {
        m_folder = sessionsFolder() / std::to_string(number);
        makeFolders(m_folder, "Sessions are kept there.");
        std::error_code ignored; // what a person writes is nobody else's to read
        std::filesystem::permissions(m_folder, std::filesystem::perms::owner_all, ignored);
        const std::filesystem::path lock = m_folder / kLock;
        m_lock = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (m_lock < 0)
            throw Error(shownPath(lock) + " cannot be opened: " + systemWords(errno) + ".");
        if (repeated([this] { return ::flock(m_lock, LOCK_EX | LOCK_NB); }) != 0) {
            if (errno != EWOULDBLOCK)
                throw Error(shownPath(lock) + " cannot be locked: " + systemWords(errno) + ".");
            continue;
        }
        m_wasLeftOpen = isThere(m_folder / kOpen);
        m_starts = startsIn(m_folder / kOpen);
        recover();
        mark(m_starts + 1);
        return;
    }
    throw Error("More than " + std::to_string(kMostWindows) + " windows are open.");
}

/// In passing: what is lost of it would only have said that the program did not come to its end,
/// and a session that lies there whole is shown on a full disk, too.
void SessionFolder::mark(int starts) { std::ofstream(m_folder / kOpen) << starts; }

void SessionFolder::settled()
{
    m_wasLeftOpen = false;
    m_starts = 0;
    mark(0);
}

void SessionFolder::close()
{
    std::error_code ignored; // then the next start says that it was left open, which loses nothing
    std::filesystem::remove(m_folder / kOpen, ignored);
    m_lock = {};
}

bool SessionFolder::hasBefore() const { return isFile(before()); }

/// What a killed program was about to do. A session that was to be opened lies elsewhere, too. Of
/// two that were being swapped the one to come back waits under a name of its own: before the other
/// one was kept nothing has happened, after it the swap is done.
void SessionFolder::recover()
{
    sweepTemporaryFiles(m_folder);
    std::error_code ignored; // as it is, it loses nothing
    std::filesystem::remove(opened(), ignored);
    if (isFile(waiting()))
        std::filesystem::rename(waiting(), hasBefore() ? file() : before(), ignored);
}

void SessionFolder::replace(const SavedSession& now, const SavedSession* next)
{
    if (next)
        writeSession(opened(), *next);
    keepSession(before(), now);
    if (next) {
        moveFile(opened(), file());
        return;
    }
    std::error_code ignored; // it stands there again after the next start, and before() as well
    std::filesystem::remove(file(), ignored);
}

void SessionFolder::bringBack(const SavedSession& now)
{
    moveFile(before(), waiting());
    try {
        keepSession(before(), now);
    } catch (const Error&) {
        moveFile(waiting(), before());
        throw;
    }
    moveFile(waiting(), file());
}

void SessionFolder::putAside() { moveFile(file(), before()); }

void SessionFolder::putUnreadable() { moveFile(file(), unreadable()); }

} // namespace glowworm
