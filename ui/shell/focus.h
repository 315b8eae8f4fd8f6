// SPDX-License-Identifier: GPL-3.0-or-later
// Where the focus goes and how it is seen, for the whole window at once: Tab follows the layouts as
// they are read, F6 goes by whole parts, and one ring marks whatever has the focus, so that no
// widget has to paint its own.
// GUI thread.
#pragma once

#include <QPointer>
#include <QWidget>

namespace glowworm {

/// Chains everything in `root` that takes the focus in the order in which its layouts hold it: rows
/// from the top, columns one after the other.
void tabInReadingOrder(QWidget& root);

/// To the next part of the window, or to the one before, round and round, as Tab meets them: the
/// rail and the parts of the panel on screen; in it to the first stop that is marked "landing",
/// where there is none to its first. A stop belongs to the innermost widget around it that is
/// marked "region", where there is none to the outermost card.
void focusNextRegion(QWidget& window, bool forward);

/// What's This of what has the focus in the window, beside it; of what it lies in where it has
/// none; where that says nothing either, the pointer asks (QWhatsThis).
void explainFocus(QWidget& window);

/// The menu of what has the focus in the window, as the Menu key asks for it: Qt leaves Shift+F10
/// to the widgets.
void openMenuOfFocus(const QWidget& window);

class FocusRing : public QWidget {
    Q_OBJECT

public:
    /// Marks what the keyboard gave the focus to inside `window`, at its visible part. Hidden while
    /// nothing there has it, where nobody asked for it, and from a click on until the focus goes on
    /// by key or an arrow is pressed. isByKey: a key was what a person used last.
    explicit FocusRing(QWidget* window, bool isByKey = false);

    /// As long as this one is there each dialog has a ring of its own, once something in it has the
    /// focus; that is marked at once where a key has opened the dialog.
    void ringDialogs();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void follow(QWidget* target);
    void place();

    QPointer<QWidget> m_target;
    QList<QPointer<QWidget>> m_watched; // the target, all it lies in, and what lies over that
    bool m_lastIsKey;                   // of what a person did last: a key, not the mouse
    bool m_byKey = false;               // how the target came by the focus
    bool m_placing = false;             // it will be, in this turn of the event loop
};

} // namespace glowworm
