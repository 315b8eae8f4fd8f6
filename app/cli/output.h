// SPDX-License-Identifier: GPL-3.0-or-later
// Where the command line writes: results to standard output, everything else to standard error, progress only while somebody can see it.
// Main thread only.
#pragma once

#include "error.h"

#include <string>

namespace glowworm {

inline constexpr int kExitDone = 0, kExitFailed = 1, kExitUsage = 2, kExitInterrupted = 130;

/// What was typed is wrong: exit code 2.
struct UsageError : Error {
    using Error::Error;
};

class Output {
public:
    bool json = false; // one JSON object on standard output, nothing else
    bool quiet = false; // nothing at all; errors are not written here
    bool verbose = false; // progress as plain lines where standard error is no terminal

    Output();
    /// One line that replaces the last one on a terminal. `milestone` lines are also written when verbose asks for plain lines.
    void progress(const std::string& line, bool milestone = false);
    void endProgress();
    /// One sentence on standard error; with --json the notices belong into the object instead.
    void notice(const std::string& sentence);
    /// Text as it comes, on standard output; nothing with --json. On a terminal control characters are shown, not obeyed.
    void stream(const std::string& text);
    /// The command's result: the object itself, or `text` for people; empty text lists the object's plain values. Terminals as above.
    void result(const std::string& jsonObject, const std::string& text = {});
    /// Throws Error when standard output did not take everything.
    void finish();

private:
    void show(const std::string& text) const;

    bool m_terminal = false; // standard error
    bool m_resultTerminal = false; // standard output
    bool m_lineOpen = false;
};

/// Numbers for people, C locale.
std::string significant(double value, int digits = 4);
/// "1:02:07" or "2:07".
std::string duration(double seconds);

} // namespace glowworm
