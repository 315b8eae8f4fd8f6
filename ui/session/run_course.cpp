// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/run_course.h"

#include "ui/session/library.h"
#include "ui/session/training.h"

#include <algorithm>
#include <ranges>

namespace glowworm {

RunCourse::RunCourse(const Training& training, QObject* parent)
    : QObject(parent)
    , m_training(training)
{
    connect(&training, &Training::restarted, this, [this] { m_changes.clear(); });
    connect(&training, &Training::events, this, &RunCourse::take);
}

/// Twins are changed alike. What is made again behind a resume takes the place of what was.
void RunCourse::take(const std::vector<TrainingEvent>& events)
{
    const Twin first = twinOf(m_training.runConfig().model);
    for (const TrainingEvent& event : events) {
        if (!event.change || event.twin != first || !isChangeable(event.change->field))
            continue;
        std::erase_if(m_changes, [&event](const auto& change) {
            return change.first == event.step.step && change.second.field == event.change->field;
        });
        m_changes.emplace_back(event.step.step, *event.change);
    }
    std::ranges::stable_sort(m_changes, {}, &std::pair<std::int64_t, SettingChange>::first);
}

CopiedTraining RunCourse::copied(const Library& library) const
{
    CopiedTraining run = copiedSetUp(m_training, library);
    run.config = m_training.runConfig();
    run.twins = m_training.runTwins();
    run.data = openDataOf(library, run.config.model.task);
    for (const auto& [step, change] : m_changes | std::views::reverse)
        runField(change.field).write(run.config, change.before);
    for (const auto& [step, change] : m_changes)
        run.changes.push_back({step, change.field, change.after});
    return run;
}

} // namespace glowworm
