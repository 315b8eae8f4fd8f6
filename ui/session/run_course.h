// SPDX-License-Identifier: GPL-3.0-or-later
// What was changed on the way of the training there is, so that a copied line begins it as it began
// and changes it where it was changed. GUI thread.
#pragma once

#include "model/training/setting_changes.h"
#include "ui/session/copied_lines.h"

#include <QObject>

#include <utility>
#include <vector>

namespace glowworm {

struct TrainingEvent;

class RunCourse : public QObject {
    Q_OBJECT

public:
    /// Both outlive it.
    RunCourse(const Training& training, const Library& library, QObject* parent = nullptr);

    /// The run there is, from its first step on; while there is none, what Training::start()
    /// begins.
    CopiedTraining copied() const;

private:
    void begin();
    void take(const std::vector<TrainingEvent>& events);

    const Training& m_training;
    const Library& m_library;
    DataOptions m_data;                                            // that the run was begun with
    int m_threads = 0;                                             // as CopiedTraining::threads
    std::vector<std::pair<std::int64_t, SettingChange>> m_changes; // by finished steps
};

} // namespace glowworm
