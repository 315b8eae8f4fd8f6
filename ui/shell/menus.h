// SPDX-License-Identifier: GPL-3.0-or-later
// The window's menus: every action of the window has a path here and, where it has one, a key.
#pragma once

namespace glowworm {

class MainWindow;
class Workbench;

void buildMenus(MainWindow& window, Workbench& workbench);

} // namespace glowworm
