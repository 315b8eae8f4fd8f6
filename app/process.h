// SPDX-License-Identifier: GPL-3.0-or-later
// What both programs settle before anything else, in the order of these functions: descriptors,
// environment, signals. First things in main, before any thread, any file, and any library that
// reads the environment.
#pragma once

namespace glowworm {

/// Descriptors 0 to 2 that came closed are occupied, so that no file opened later becomes one of
/// them. What is written to or read from such a descriptor fails, as it would when closed.
void holdStandardStreams();

/// For libraries loaded later: idle OpenMP workers sleep, LibTorch prints nothing. A closed pipe or
/// a full quota becomes an error to report instead of a death.
void prepareProcess();

/// A descriptor, not blocking, from which a byte can be read for each SIGINT, SIGTERM and SIGHUP,
/// but for those that came ignored, as under nohup: they stay ignored. -1, with errno, where there
/// is none: the default actions then stay. Blocking calls return EINTR. once: a second signal of
/// the kind ends the process. One at a time.
int catchSignals(bool once);
/// Back to their default actions, but for those that came ignored; closes the descriptor.
void releaseSignals(int descriptor);

} // namespace glowworm
