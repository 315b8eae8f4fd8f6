// SPDX-License-Identifier: GPL-3.0-or-later
// A widget that paints cells, with a cell cursor for the keys, and what a screen reader is told of
// it: the whole as its description, the cursor's cell in words as its value. GUI thread.
#pragma once

#include <QWidget>

namespace glowworm {

class SpokenPicture : public QWidget {
    Q_OBJECT

public:
    virtual QString pictureWords() const = 0; // summary and legend
    virtual QString cursorWords() const = 0;  // "" = there are no cells

protected:
    explicit SpokenPicture(QWidget* parent);

    void announceCursor(); // the cell under it reads differently now
    /// Focus that nobody asked for shows none.
    bool showsCursor() const { return hasFocus() && m_cursorUsed; }
    void useCursor() { m_cursorUsed = true; }
    void focusInEvent(QFocusEvent* event) override;

private:
    bool m_cursorUsed = false;
};

} // namespace glowworm
