// SPDX-License-Identifier: GPL-3.0-or-later
// The bookmarks of a text as a list that opens over the panel: go there, write the note, delete.
// GUI thread.
#pragma once

#include "model/tape/tape.h"

#include <QFrame>

#include <vector>

class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace glowworm {

class BookmarkList : public QFrame {
    Q_OBJECT

public:
    explicit BookmarkList(QWidget* parent);

    void setBookmarks(std::vector<TapeBookmark> bookmarks);
    /// At most one a token.
    void add(int token);
    const std::vector<TapeBookmark>& bookmarks() const { return m_bookmarks; } // ascending
    /// Above the widget. noteOf: whose note is then written; -1 = none's.
    void openAt(const QWidget& widget, int noteOf = -1);

Q_SIGNALS:
    void changed();
    void tokenAsked(int token);
    void bookmarkAsked(); // of the picked character
    void undoAsked();     // by its key, which the window does not see while the list is open
    void redoAsked();

private:
    void build(); // when it is first opened
    void fill();
    void deleteCurrent();
    void offerRemoval(); // of the current one
    void takeNote(QTreeWidgetItem& item);

    std::vector<TapeBookmark> m_bookmarks;
    QTreeWidget* m_list = nullptr;
    QToolButton* m_remove = nullptr;
};

} // namespace glowworm
