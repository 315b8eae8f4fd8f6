// SPDX-License-Identifier: GPL-3.0-or-later
// The beat at which the GUI thread fetches results: at most once a frame, and only while something
// is busy, so that an idle window uses no CPU. Half as fast while a beat costs more than half a
// frame, four times a second while a benchmark must not be disturbed.
#pragma once

#include <QTimer>

#include <functional>

namespace glowworm {

class Pulse : public QObject {
    Q_OBJECT

public:
    /// beat: fetches and shows; returns false once nothing is left to wait for.
    explicit Pulse(std::function<bool()> beat, QObject* parent = nullptr);

    void start(); // while it beats: at least one beat more
    void setQuiet(bool quiet);
    bool beating() const { return m_timer.isActive(); }

private:
    void tick();

    std::function<bool()> m_beat;
    QTimer m_timer;
    bool m_quiet = false, m_asked = false;
};

} // namespace glowworm
