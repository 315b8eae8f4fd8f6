// SPDX-License-Identifier: GPL-3.0-or-later
// Stepping through a text token by token: first, back, play, forward, newest, and a slider. Holds
// no text; says what the person asks for. GUI thread.
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace glowworm {

class JumpSlider;

class PlaybackControls : public QWidget {
    Q_OBJECT

public:
    explicit PlaybackControls(QWidget* parent = nullptr);

    /// token: -1 = none.
    void setPosition(int token, int count);
    void setPlaying(bool on);

Q_SIGNALS:
    void tokenAsked(int token);
    void newestAsked();
    void playToggled();

private:
    QToolButton* makeButton(const QString& icon, const QString& name, const QString& help);

    QToolButton *m_first, *m_back, *m_play, *m_forward, *m_newest;
    JumpSlider* m_slider;
    QLabel* m_place;
    int m_token = -1;
};

} // namespace glowworm
