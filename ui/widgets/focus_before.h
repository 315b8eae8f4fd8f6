// SPDX-License-Identifier: GPL-3.0-or-later
// Where the focus was before it came to a part of the window that goes again, such as a notice or a
// card: there it goes back to, or Qt would give it to whatever comes next. GUI thread.
#pragma once

#include <QObject>
#include <QPointer>
#include <QWidget>

namespace glowworm {

class FocusBefore : public QObject {
    Q_OBJECT

public:
    /// Belongs to the part.
    explicit FocusBefore(QWidget* part);

    /// Before the part goes: where the focus is in it and what had it before can still take it.
    void giveBack();
    QWidget* before() const { return m_before; } // null: nothing had it, or that is gone
    void setBefore(QWidget* widget) { m_before = widget; }

private:
    bool holds(const QWidget* widget) const;

    QWidget* const m_part;
    QPointer<QWidget> m_before;
};

} // namespace glowworm
