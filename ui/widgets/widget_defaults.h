// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every widget of the application and must not depend on whoever builds one: the
// wheel changes a field only when that has the focus, and else scrolls the page; Return presses the
// button that has it, as Space does; a label, tip or message shows text as it is, unless it is
// declared to be rich; a long tip, an item's and a header's too, has more than one line; What's
// This says what the tip says, or a screen reader, where there is no more to say. GUI thread.
#pragma once

#include <QObject>
#include <QString>

class QWidget;

namespace glowworm {

class WidgetDefaults : public QObject {
    Q_OBJECT

public:
    /// In force for the whole application while it lives.
    explicit WidgetDefaults(QObject* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

/// What Shift+F1 and a click on it say; "" = nothing.
QString whatsThisOf(const QWidget& widget);

/// Plain text with ends of lines where it would be longer than about 70 characters, as in a tip.
QString inLines(const QString& words);

/// Whether a widget has moved, come or gone by it: whoever lies over it follows.
bool changesPlace(const QEvent& event);

/// A name from outside as an action's text: its ampersands are no mnemonics.
QString inMenu(QString name);

} // namespace glowworm
