// SPDX-License-Identifier: GPL-3.0-or-later
// Undo and redo in an editor whose changes are edits of its panel. GUI thread.
#pragma once

class QWidget;

namespace glowworm {

/// The keys of undo and redo mean the panel's story there, never the editor's own beside it.
void leaveUndoToPanel(QWidget* editor);

} // namespace glowworm
