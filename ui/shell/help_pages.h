// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the Help menu, in windows of their own; the main window stays usable.
#pragma once

class QString;

namespace glowworm {

class MainWindow;

/// Every key of the window, made from its actions, its buttons and the keys of its widgets. Builds
/// the panels that were not shown yet.
void showKeys(MainWindow& window);
QString keysPage(MainWindow& window); // its rich text
void showAbout(MainWindow& window);

} // namespace glowworm
