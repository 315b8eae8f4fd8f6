// SPDX-License-Identifier: GPL-3.0-or-later
// A widget that paints cells, with a cell cursor for the keys, and what a screen reader is told of
// it: the whole as its description as it gets the focus, then the cursor's cell in words whenever
// that is another one, which is also its value. On Linux a changed description is read out, a
// changed value of words is not. GUI thread.
#pragma once

#include <QWidget>

namespace glowworm {

class SpokenPicture : public QWidget {
    Q_OBJECT

public:
    virtual QString pictureWords() const = 0;          // summary and legend
    virtual QString cursorWords() const = 0;           // "" = there are no cells
    bool tellsCursor() const { return m_tellsCursor; } // as its description, since it has the focus

protected:
    explicit SpokenPicture(QWidget* parent);

    /// The cell under it reads differently now. Told once the event is over: what an event changes
    /// one after the other is said once, as it then is.
    void announceCursor();
    /// Focus that nobody asked for shows none, nor does a picture in a file.
    bool showsCursor() const;
    void useCursor() { m_cursorUsed = true; }
    void focusInEvent(QFocusEvent* event) override;

private:
    bool m_cursorUsed = false;
    bool m_tellsCursor = false;
    bool m_announcing = false; // it will be told, in this turn of the event loop
};

} // namespace glowworm
