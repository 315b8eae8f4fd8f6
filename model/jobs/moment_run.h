// SPDX-License-Identifier: GPL-3.0-or-later
// The time machine of a run on its own lane: which moments there are, what the model of the one
// that was asked for last answers, so that a slider may ask as often as it moves, and, while
// nothing is asked for, what fires in all the others. Owner's thread; nothing blocks but the
// destructor, which waits for one file or one character.
#pragma once

#include "model/jobs/worker.h"
#include "model/training/moments.h"
#include "model/training/probe.h"

#include <array>
#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace glowworm {

class MomentRun {
public:
    /// Another run, or the same one whose moments are made again: what is asked for or was found of
    /// it is dropped. folder: "" = none. pictures: that a digit network is asked to name.
    void begin(std::filesystem::path folder, std::shared_ptr<const DigitSet> pictures);
    /// The moments of both its models, and then what fires first in each that is new.
    void list();

    struct Wanted {
        Twin twin = Twin::Sparse;
        Moment moment;
        std::shared_ptr<const ModelState> model = {}; // null: its file is read
    };
    /// One that waits gives way to a newer one; one that is answered already ends within a
    /// character.
    void show(Wanted wanted);
    /// Puts off what nobody has asked for and, within a character, drops the answer that is on its
    /// way; or goes on with the former.
    void pause(bool paused);
    bool busy() const { return m_worker.busy(); }

    using Listed = std::array<std::vector<Moment>, 2>; // by Twin
    /// Comes twice: with its first place, and whole.
    struct Shown {
        Twin twin = Twin::Sparse;
        Moment moment;
        ModelConfig config;
        std::vector<ProbePlace> places;
        bool isWhole = false;
        std::string error; // one sentence; then there is nothing else
    };
    /// What fires at the first place, which is the same in all moments.
    struct First {
        Twin twin = Twin::Sparse;
        std::int64_t step = 0;
        FiringRecord firing;
    };
    std::optional<Listed> takeListed() { return fresh(m_worker.outbox().listed.take()); }
    std::optional<Shown> takeShown() { return fresh(m_worker.outbox().shown.take()); }
    std::vector<First> takeFirsts();

private:
    using Turn = std::uint64_t; // which begin()
    template <class T> struct Of {
        Turn turn = 0;
        T told;
    };
    struct Results {
        Latest<Of<Listed>> listed;
        Latest<Of<Shown>> shown;
        Mailbox<Of<First>> firsts;
    };
    struct Reading { // of one begin()
        Turn turn = 0;
        std::filesystem::path folder;
        std::shared_ptr<const DigitSet> pictures;
    };
    template <class T> std::optional<T> fresh(std::optional<Of<T>> found) const
    {
        return found && found->turn == m_reading.turn ? std::optional<T>(std::move(found->told))
                                                      : std::nullopt;
    }
    void list(const Reading& reading, Results& out);
    void answer(std::stop_token stop, Results& out);
    void askForPiece();
    void piece(Results& out);
    bool isNewerWanted();

    Reading m_reading; // owner's thread
    std::atomic<bool> m_paused = false, m_hasPiece = false;

    std::mutex m_mutex;                                 // of what follows
    std::optional<std::pair<Wanted, Reading>> m_wanted; // waits to be shown

    // The lane's thread: moments whose first place is not read yet, and those where it is.
    Reading m_surveyed;
    std::vector<Wanted> m_left;
    std::array<std::map<std::int64_t, bool>, 2> m_seen; // by Twin, step; whether to the last bit

    Worker<Results> m_worker{Order::Queue}; // last: it stops before the rest goes
};

} // namespace glowworm
