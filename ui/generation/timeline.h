// SPDX-License-Identifier: GPL-3.0-or-later
// The way through a text token by token: first, back, play, forward, newest, the track to scrub,
// where one is, the pen for another text at that place, and the bookmarks. Says what the person
// asks for; who owns the text answers with setPosition(). GUI thread.
#pragma once

#include "ui/generation/surprise_track.h"
#include "ui/widgets/value_label.h"

#include <QFrame>

#include <span>
#include <vector>

class QLabel;
class QToolButton;

namespace glowworm {

class BookmarkList;

class Timeline : public QFrame {
    Q_OBJECT

public:
    explicit Timeline(QWidget* parent = nullptr);

    /// Another text: forgets bars and flags. surprise: where it will come from.
    void begin(std::vector<TapeBookmark> bookmarks, Provenance surprise);
    /// So many tokens the text will have; 0 = no more than are there.
    void expect(int tokens);
    /// The text whose surprise is shown, from the next setPosition() on.
    void showText(Twin twin, std::span<const GeneratedToken> tokens);
    /// token: -1 = none.
    void setPosition(int token, int count);
    void setPlaying(bool on);
    /// words: what stands there in each text.
    void setFirstDifference(int token, const QString& words);
    /// Why no other text can be typed; "" = it can.
    void setEditRefusal(const QString& sentence);

    /// Keeps the token it stands at, and asks for a note.
    void addBookmark();
    const std::vector<TapeBookmark>& bookmarks() const;
    void setBookmarks(std::vector<TapeBookmark> bookmarks);

Q_SIGNALS:
    void tokenAsked(int token);
    void newestAsked();
    void playToggled();
    void editAsked(int token); // another text in its place
    void bookmarksChanged();
    void undoAsked(); // over the open list of bookmarks
    void redoAsked();

private:
    QToolButton* makeButton(const QString& icon, const QString& name, const QString& help);
    void connectAll();
    void showPlace();

    QToolButton *m_first, *m_back, *m_play, *m_forward, *m_newest, *m_edit, *m_keep;
    SurpriseTrack* m_track;
    QLabel* m_place;
    ValueLabel* m_surprise;
    BookmarkList* m_bookmarks;
    QString m_editRefusal;
    int m_token = -1, m_count = 0, m_expected = 0;
};

} // namespace glowworm
