// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/run_course.h"

#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/widgets/settings.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace glowworm {

RunCourse::RunCourse(const Training& training, const Library& library, QObject* parent)
    : QObject(parent)
    , m_training(training)
    , m_library(library)
{
    connect(&training, &Training::restarted, this, &RunCourse::begin);
    connect(&training, &Training::events, this, &RunCourse::take);
}

/// Another text may be open later, and another number of threads be chosen: the run stays as it is.
void RunCourse::begin()
{
    m_changes.clear();
    m_data = openDataOf(m_library, m_training.runConfig().model.task);
    const int threads = m_training.runThreads();
    m_threads = threads != trainingThreads() ? threads : settings::kTrainingThreads.value();
}

/// Twins are changed alike. Of two changes of a setting at one step the last one holds, and what is
/// made again behind a resume takes the place of what was; what was before stays known.
void RunCourse::take(const std::vector<TrainingEvent>& events)
{
    const Twin first = twinOf(m_training.runConfig().model);
    for (const TrainingEvent& event : events) {
        if (!event.change || event.twin != first || !isChangeable(event.change->field))
            continue;
        SettingChange change = *event.change;
        const auto same = std::ranges::find_if(m_changes, [&](const auto& known) {
            return known.first == event.step.step && known.second.field == change.field;
        });
        if (same != m_changes.end()) {
            change.before = same->second.before;
            m_changes.erase(same);
        }
        if (change.before != change.after)
            m_changes.emplace_back(event.step.step, std::move(change));
    }
    std::ranges::stable_sort(m_changes, {}, &std::pair<std::int64_t, SettingChange>::first);
}

CopiedTraining RunCourse::copied() const
{
    CopiedTraining run = copiedSetUp(m_training, m_library);
    if (m_training.runFolder().isEmpty())
        return run;
    run.config = m_training.runConfig();
    run.twins = m_training.runTwins();
    run.data = m_data;
    run.threads = m_threads;
    run.momentBytes = m_training.runMomentBytes();
    for (const auto& [step, change] : m_changes | std::views::reverse)
        runField(change.field).write(run.config, change.before);
    for (const auto& [step, change] : m_changes)
        run.changes.push_back({step, change.field, change.after});
    return run;
}

} // namespace glowworm
