// SPDX-License-Identifier: GPL-3.0-or-later
// What runs, panel by panel, in one state and one sentence: the rail shows it as lights, the status
// line in words. GUI thread.
#pragma once

#include "ui/shell/panel_list.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <array>
#include <optional>

namespace glowworm {

class Digits;
class Generation;
class Timing;
class Training;

enum class Light { Off, Runs, Waits, Failed };

class Activity : public QObject {
    Q_OBJECT

public:
    explicit Activity(Workbench& workbench, QObject* parent = nullptr);

    struct State {
        Light light = Light::Off;
        QString words;                  // "Training: step 412 of 2,000"; "" = nothing to say
        std::optional<double> fraction; // done, 0 ... 1, where that is known
        bool operator==(const State&) const = default;
    };
    const State& of(PanelId panel) const { return m_states[static_cast<std::size_t>(panel)]; }

Q_SIGNALS:
    void changed(); // of one of them; five times a second at most while something runs

private:
    using States = std::array<State, kPanels>;

    State training() const;
    State timing() const;
    QString writingWords() const;
    States states() const;
    void tell();

    const Training& m_training;
    const Generation& m_generation;
    const Digits& m_digits;
    const Timing& m_timing;
    std::optional<double> m_evaluating; // fraction of the evaluation that is going on
    double m_timed = 0;                 // fraction of the timing
    QElapsedTimer m_sinceTold;
    QTimer m_later;  // single shot: what came too soon after that is told
    States m_states; // as told last
};

} // namespace glowworm
