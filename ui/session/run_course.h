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
    /// The training outlives it.
    explicit RunCourse(const Training& training, QObject* parent = nullptr);

    /// The run there is, from its first step on; while there is none, what Training::start()
    /// begins.
    CopiedTraining copied(const Library& library) const;

private:
    void take(const std::vector<TrainingEvent>& events);

    const Training& m_training;
    std::vector<std::pair<std::int64_t, SettingChange>> m_changes; // by finished steps
};

} // namespace glowworm
