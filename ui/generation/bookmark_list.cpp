// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/bookmark_list.h"

#include "model/tape/tape_file.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QShortcut>
#include <QSignalBlocker>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace glowworm {

namespace {

constexpr int kToken = 0, kNote = 1; // columns
constexpr QSize kSize(280, 200);

} // namespace

BookmarkList::BookmarkList(QWidget* parent)
    : QFrame(parent, Qt::Popup)
{
    makeCard(this);
}

void BookmarkList::build()
{
    m_list = new QTreeWidget(this);
    m_list->setObjectName(QStringLiteral("bookmarks"));
    m_list->setAccessibleName(tr("Bookmarks"));
    m_list->setAccessibleDescription(
        tr("Enter goes to the bookmark, F2 writes its note, Delete removes it."));
    m_list->setHeaderLabels({tr("Character"), tr("Note")});
    m_list->setRootIsDecorated(false);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers); // fill() says which column
    m_list->header()->setSectionResizeMode(kToken, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(true);
    auto* add = new QToolButton(this);
    add->setObjectName(QStringLiteral("addBookmark"));
    add->setText(tr("Bookmark this character"));
    add->setToolTip(tr("Keeps the picked character, and asks for a note (B)"));
    m_remove = new QToolButton(this);
    m_remove->setObjectName(QStringLiteral("removeBookmark"));
    m_remove->setText(tr("Remove"));
    m_remove->setToolTip(tr("Removes the bookmark that is marked (Delete)"));
    auto* buttons = new QHBoxLayout;
    for (QToolButton* button : {add, m_remove}) {
        button->setAccessibleDescription(button->toolTip());
        buttons->addWidget(button);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    column->addWidget(
        newNote(tr("Enter or a click goes there, F2 or a double click writes the note."), this));
    connect(add, &QToolButton::clicked, this, &BookmarkList::bookmarkAsked);
    connect(m_remove, &QToolButton::clicked, this, &BookmarkList::deleteCurrent);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &BookmarkList::offerRemoval);

    const auto go = [this](QTreeWidgetItem* item) {
        Q_EMIT tokenAsked(item->data(kToken, Qt::UserRole).toInt());
    };
    const auto edit = [this](QTreeWidgetItem* item) {
        if (item)
            m_list->editItem(item, kNote);
    };
    for (const auto& [key, asked] : {std::pair(QKeySequence::Undo, &BookmarkList::undoAsked),
             std::pair(QKeySequence::Redo, &BookmarkList::redoAsked)})
        connect(new QShortcut(key, m_list, nullptr, nullptr, Qt::WidgetShortcut),
            &QShortcut::activated, this, asked);
    connect(m_list, &QTreeWidget::itemClicked, this, go);
    connect(m_list, &QTreeWidget::itemDoubleClicked, this, edit);
    connect(m_list, &QTreeWidget::itemChanged, this,
        [this](QTreeWidgetItem* item) { takeNote(*item); });
    auto* keys = new FocusKeys(m_list, tr("In the bookmarks"));
    keys->add({Qt::Key_Return, Qt::Key_Enter}, tr("go to the bookmark"), [this, go] {
        if (m_list->currentItem())
            go(m_list->currentItem());
    });
    keys->add({Qt::Key_F2}, tr("write its note"), [this, edit] { edit(m_list->currentItem()); });
    keys->add({Qt::Key_Delete}, tr("remove it"), [this] { deleteCurrent(); });
}

void BookmarkList::setBookmarks(std::vector<TapeBookmark> bookmarks)
{
    m_bookmarks = std::move(bookmarks);
    fill();
    Q_EMIT changed();
}

void BookmarkList::add(int token)
{
    const auto place = std::ranges::lower_bound(m_bookmarks, token, {}, &TapeBookmark::token);
    if (place != m_bookmarks.end() && place->token == token)
        return;
    m_bookmarks.insert(place, {token, {}});
    fill();
    Q_EMIT changed();
}

void BookmarkList::fill()
{
    if (!m_list)
        return;
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const TapeBookmark& bookmark : m_bookmarks) {
        auto* item = new QTreeWidgetItem(m_list, {countText(bookmark.token), words(bookmark.note)});
        item->setData(kToken, Qt::UserRole, static_cast<int>(bookmark.token));
        item->setFlags(item->flags() | Qt::ItemIsEditable);
    }
    offerRemoval();
}

void BookmarkList::offerRemoval() { m_remove->setEnabled(m_list->currentItem() != nullptr); }

void BookmarkList::deleteCurrent()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (row < 0)
        return;
    m_bookmarks.erase(m_bookmarks.begin() + row);
    fill();
    Q_EMIT changed();
}

void BookmarkList::takeNote(QTreeWidgetItem& item)
{
    const int token = item.data(kToken, Qt::UserRole).toInt();
    const auto found = std::ranges::find(m_bookmarks, token, &TapeBookmark::token);
    if (found == m_bookmarks.end())
        return;
    QString note = item.text(kNote);
    while (note.toUtf8().size() > static_cast<qsizetype>(kLongestNote)) // what a file holds
        note.chop(note.back().isLowSurrogate() ? 2 : 1);
    found->note = note.toStdString();
    const QSignalBlocker blocker(m_list);
    item.setText(kNote, note);
    Q_EMIT changed();
}

void BookmarkList::openAt(const QWidget& widget, int noteOf)
{
    if (!m_list) {
        build();
        fill();
    }
    resize(textScaled(kSize.width()), textScaled(kSize.height()));
    move(widget.mapToGlobal(QPoint(widget.width() - width(), -height() - 4)));
    show();
    m_list->setFocus();
    const auto found = std::ranges::find(m_bookmarks, noteOf, &TapeBookmark::token);
    if (found == m_bookmarks.end())
        return;
    auto* item = m_list->topLevelItem(static_cast<int>(found - m_bookmarks.begin()));
    m_list->setCurrentItem(item);
    m_list->editItem(item, kNote);
}

} // namespace glowworm
