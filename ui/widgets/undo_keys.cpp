// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/undo_keys.h"

#include <QKeyEvent>
#include <QWidget>

namespace glowworm {
namespace {

/// What an editor announces as its own is no shortcut of the window any more; and where the window
/// has nothing to take back, the key would reach the editor.
class UndoKeys : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
            return QObject::eventFilter(watched, event);
        const auto* press = static_cast<QKeyEvent*>(event);
        if (!press->matches(QKeySequence::Undo) && !press->matches(QKeySequence::Redo))
            return QObject::eventFilter(watched, event);
        event->ignore();
        return true;
    }
};

} // namespace

void leaveUndoToPanel(QWidget* editor) { editor->installEventFilter(new UndoKeys(editor)); }

} // namespace glowworm
