// SPDX-License-Identifier: GPL-3.0-or-later
// Measures how late the event loop comes: a precise timer every 10 ms records how much longer than
// that each gap was. Switched on by an option, off by default, so that an idle window uses no CPU.
#pragma once

#include <QElapsedTimer>
#include <QJsonObject>
#include <QTimer>

#include <vector>

namespace glowworm {

class EventProbe : public QObject {
    Q_OBJECT

public:
    explicit EventProbe(QObject* parent = nullptr);

    /// Another figure for the report.
    void note(const QString& field, double value) { m_notes[field] = value; }
    /// One JSON object in one line: samples, quantiles and a histogram of the delays in
    /// milliseconds, and what was noted.
    QByteArray report() const;

private:
    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    std::vector<float> m_delays; // milliseconds
    QJsonObject m_notes;
};

} // namespace glowworm
