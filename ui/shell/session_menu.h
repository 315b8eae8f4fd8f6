// SPDX-License-Identifier: GPL-3.0-or-later
// What a window that keeps its session has in its File menu beyond the others. GUI thread.
#pragma once

namespace glowworm {

class MainWindow;
class SessionKeeper;
class Workbench;

/// Recent files, saving a session, starting afresh and the way back. They stay as long as the
/// window; the keeper must, too.
void addSessionMenu(MainWindow& window, Workbench& workbench, SessionKeeper& keeper);

} // namespace glowworm
