// SPDX-License-Identifier: GPL-3.0-or-later
// How fast this machine trains, as far as it was measured: by the trainings that were made, or by
// some steps that somebody asked for. Remembered for the next start.
#pragma once

#include "model/jobs/speed_run.h"
#include "ui/session/workbench_part.h"

#include <array>
#include <optional>
#include <vector>

namespace glowworm {

class Training;

class Calibration : public WorkbenchPart {
    Q_OBJECT

public:
    /// create: as the training's, which outlives this.
    Calibration(Training& training, TrainingLoop::Create create);

    /// Multiply-adds a second with as many threads as a training takes now; nothing: not measured.
    std::optional<double> speed() const;
    /// Takes some seconds; refused while a training or a timing runs, or waits.
    void measure();
    void stop() { m_run.stop(); }
    QString refusal() const; // "" = it may be measured
    bool measuring() const { return m_run.busy(); }
    void setRemembers(bool on) { m_remembers = on; } // what is measured from now on

Q_SIGNALS:
    void changed(); // speed(), measuring(), refusal()

private:
    bool working() const override { return m_run.busy(); }
    void fetch() override;
    void count(const std::vector<TrainingEvent>& events); // the steps made here
    void follow();                                        // the training, once it rests
    void keep(double speed, int threads);

    Training& m_training;
    SpeedRun m_run;
    int m_threads = 0; // of what is measured
    bool m_measuring = false, m_remembers = true;
    std::array<std::size_t, 2> m_made{}; // steps of the training, here, by Twin
    bool m_trained = false;              // since the last that was kept
};

} // namespace glowworm
