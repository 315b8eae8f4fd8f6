// SPDX-License-Identifier: GPL-3.0-or-later
// What the tour shows: a card with its sentence beside a widget of the window, and a ring around
// that widget. Both lie over the content and take no room in any layout. GUI thread.
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace glowworm {

class TourCard : public QFrame {
    Q_OBJECT

public:
    explicit TourCard(QWidget* window);

    void say(const QString& title, const QString& words, const QString& next, const QString& leave);
    void takeFocus(); // the button that goes on
    /// By Tab or Shift+Tab, at the one end or the other.
    void enter(bool forward);
    /// Where it does not cover the widget, if there is such a place; null = the window's corner.
    void lieBeside(const QWidget* target);
    /// Over its lower end.
    void lieInside(const QWidget& target);

Q_SIGNALS:
    void nextAsked();
    void leaveAsked();

private:
    QSize sizeIn(const QRect& room) const;

    QLabel *m_title, *m_words;
    QPushButton *m_next, *m_leave;
};

class TourRing : public QWidget {
    Q_OBJECT

public:
    explicit TourRing(QWidget* window);

    void around(const QWidget* target); // null = none

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace glowworm
