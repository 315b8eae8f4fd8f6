// SPDX-License-Identifier: GPL-3.0-or-later
// Where a window keeps its session: a folder that no other window has at the same time, the first
// one that is free. Beside the session that is kept all the time lies the one before it, which
// another took the place of. Owner's thread; blocks as long as the disk does.
#pragma once

#include "model/io/descriptor.h"
#include "model/session/session_file.h"

#include <filesystem>
#include <optional>

namespace glowworm {

class SessionFolder {
public:
    /// The first of sessionsFolder()/1, /2, ... that no running program holds; made where it is
    /// missing. What a killed program was about to do there is done or undone. Throws Error, one
    /// sentence, when none can be made or held.
    SessionFolder();

    std::filesystem::path file() const { return m_folder / "session.glowworm"; }
    std::filesystem::path before() const { return m_folder / "session-before.glowworm"; }
    bool hasBefore() const;

    /// Whether who held it last did not come to its end: killed, crashed, or the machine went off.
    bool wasLeftOpen() const { return m_wasLeftOpen; }
    /// Whether that happened to the last two before they had settled(): it may be the session
    /// itself that no program stands.
    bool isSuspect() const { return m_starts >= kMostStarts; }
    /// What was kept is back on the screen, and all is well.
    void settled();
    /// The end: the next who holds it finds it closed.
    void close();

    /// Puts another session in the place of the one kept, or none (null), and `now` in the place of
    /// the one before. At each moment, also after kill -9, the folder has `now`, or what was kept
    /// of it last, and all that was not to be replaced. Throws Error; then the session is the one
    /// that was kept last.
    void replace(const SavedSession& now, const SavedSession* next);
    /// Swaps `now` and the one before, in the same way.
    void bringBack(const SavedSession& now);
    /// What was kept is put in the place of the one before. Throws Error.
    void putAside();
    /// What cannot be read gets a place of its own, so that the one before stays: another program
    /// may read it. Throws Error.
    void putUnreadable();
    std::filesystem::path unreadable() const { return m_folder / "session-unreadable.glowworm"; }

private:
    static constexpr int kMostStarts = 2;
    std::filesystem::path opened() const { return m_folder / "session-opened.glowworm"; }
    std::filesystem::path waiting() const { return m_folder / "session-waiting.glowworm"; }
    void recover();
    void mark(int starts);

    std::filesystem::path m_folder;
    Descriptor m_lock;
    bool m_wasLeftOpen = false;
    int m_starts = 0; // the last ones, that were left open before they had settled
};

} // namespace glowworm
