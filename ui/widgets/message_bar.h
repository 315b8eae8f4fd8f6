// SPDX-License-Identifier: GPL-3.0-or-later
// What happened, to which file or field, and what to try: a bar that lies over a part of its panel
// where nothing is clicked, or stands below what can give it room, so that nothing moves when it
// comes or goes. Never modal; hidden while it has nothing to say. Each cause has one message at
// most, the newest is shown, and clearing a cause ends its message: bars never pile up.
#pragma once

#include <QFrame>
#include <QList>
#include <QString>
#include <QTimer>

#include <functional>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace glowworm {

class FocusBefore;

class MessageBar : public QFrame {
    Q_OBJECT

public:
    /// News goes by itself after a moment, though not while the pointer is on it.
    enum class Tone { News, Notice, Warning, Error };

    explicit MessageBar(QWidget* parent = nullptr);

    /// Where it lies in its parent: across the foot of these views, those of them that are shown,
    /// and in sight also where the parent is scrolled. Without a call it lies nowhere in
    /// particular.
    void lieOver(const QList<QWidget*>& views);
    /// At the foot of its parent instead, whose layout leaves it that room while it is shown: where
    /// what stands lowest there scrolls, and is whole again a moment later.
    void standBelow();

    /// A button that a message has of its own, while it is shown.
    struct Action {
        QString label, help;
        std::function<void()> act; // null = none
    };
    /// cause: whose sentence it is; "" = the panel's own. Replaces what that cause said before.
    void showMessage(
        Tone tone, const QString& sentence, const QString& cause = {}, const Action& action = {});
    /// How the writing of a file went; problem: "" or a sentence. Success is news, and
    /// offers to show the folder where the file lies in one.
    void showWritten(const QString& file, const QString& problem);
    void clear(const QString& cause = {});
    void dismiss(); // the one that is shown
    /// The panel is left: what was only news has been read.
    void forgetNotices();
    QString text() const; // the one that is shown; "" = hidden

Q_SIGNALS:
    /// The panel's own message was dismissed, or was news and the panel left: it has been read.
    void read();

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Message {
        QString cause, sentence;
        Tone tone;
        Action action;
    };
    void showNewest();
    void showFolder(const QString& folder);
    void place();
    void placeBelow();
    void fitParts(int width);

    QList<Message> m_messages; // newest last
    QList<QWidget*> m_over;
    bool m_isBelow = false;
    QTimer m_news; // until it goes
    QLabel* m_text;
    QPushButton* m_act; // the message's own
    FocusBefore* m_before;
    QBoxLayout* m_parts;    // words, buttons
    bool m_placing = false; // it will be, in this turn of the event loop
};

} // namespace glowworm
