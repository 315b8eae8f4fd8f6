// SPDX-License-Identifier: GPL-3.0-or-later
// Where the command line writes: results to standard output, everything else to standard error,
// progress only while somebody can see it. Main thread only.
#pragma once

#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/io/output_target.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace glowworm {

inline constexpr int kExitDone = 0, kExitFailed = 1, kExitUsage = 2, kExitInterrupted = 130;

/// What was typed is wrong: exit code 2.
struct UsageError : Error {
    using Error::Error;
};

class Output {
public:
    bool json = false;    // one JSON object on standard output, nothing else
    bool quiet = false;   // nothing at all; errors are not written here
    bool verbose = false; // progress as plain lines where standard error is no terminal

    Output();
    /// One line that replaces the last one on a terminal. `milestone` lines are also written when
    /// verbose asks for plain lines.
    void progress(const std::string& line, bool milestone = false);
    void endProgress();
    /// One sentence on standard error; with --json the notices belong into the object instead.
    void notice(const std::string& sentence);
    /// Text as it comes, on standard output; nothing with --json. On a terminal control characters
    /// are shown, not obeyed.
    void stream(const std::string& text);
    /// The command's result: the object itself, or `text` for people; empty text lists the object's
    /// plain values. Terminals as above.
    void result(const std::string& jsonObject, const std::string& text = {});
    /// Writes what a command has found to a file of its own, after its result; what goes wrong is
    /// told at the end, by finish().
    void save(OutputTarget& target, const std::string& text);
    /// The same for what is written in another way; `write` throws Error.
    void save(const std::function<void()>& write);
    /// Something was not kept, but there is a result to give all the same: finish() tells it.
    void fail(const std::string& sentence);
    /// Whether standard output takes nothing any more: its reader has gone, or the disk is full.
    /// What is only for it need not be computed.
    bool lost() const;
    /// Throws Error when standard output did not take everything, or something was not kept.
    void finish();

private:
    void show(const std::string& text) const;

    bool m_terminal = false;       // standard error
    bool m_resultTerminal = false; // standard output
    bool m_lineOpen = false;
    std::string m_failure; // of save() or fail(), the first one
};

/// The file that an option names, tried before the work begins; nothing when the option was not
/// given. Throws Error that names the option, also for a file of a run, for one of those that are
/// read and for one that another option writes: one of the two would be lost.
std::optional<OutputTarget> targetOf(const char* option, const std::filesystem::path& file,
    const std::vector<std::filesystem::path>& read = {},
    const std::vector<std::filesystem::path>& written = {});

} // namespace glowworm
