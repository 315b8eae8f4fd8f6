// SPDX-License-Identifier: GPL-3.0-or-later
// What of a training changes on its way: its settings and the rules that end it. The screen shows
// what was asked for at once; what the run makes of it follows.
#include "ui/session/training.h"

#include "ui/session/workbench.h"

#include <utility>

namespace glowworm {

void Training::setStopRules(const StopRules& rules)
{
    if (rules == m_stop)
        return;
    FieldValues values;
    for (const Field<StopRules>& rule : stopFields())
        if (rule.read(rules) != rule.read(m_stop))
            values.emplace_back(rule.name, rule.read(rules));
    change(values);
    noteStopRules(rules);
}

void Training::setUnreadRule(const QString& sentence)
{
    if (sentence == std::exchange(m_unreadRule, sentence))
        return;
    Q_EMIT refusalChanged();
}

void Training::noteStopRules(const StopRules& rules)
{
    if (rules == m_stop)
        return;
    m_stop = rules;
    Q_EMIT settingsChanged();
}

/// A paused run makes them at once, unless a timing has its thread.
void Training::change(const FieldValues& values)
{
    if (values.empty() || !canChange())
        return;
    m_run.change(values);
    if (!m_workbench.busy().benchmark)
        m_run.makeChanges();
    Q_EMIT workBegan();
}

bool Training::canChange() const
{
    const State state = m_run.state();
    return state == State::Loading || state == State::Running || state == State::Pausing
        || state == State::Paused;
}

/// Of the newest loop, between two of its steps.
void Training::takeSettings()
{
    TrainingSettings now = m_run.settings();
    if (now.runs.empty() || now == m_told || m_run.changesWait())
        return;
    if (now.stop != m_told.stop)
        m_stop = now.stop;
    m_told = std::move(now);
    const RunConfig& told = m_told.runs.front().second;
    for (const std::string_view name : changeableFields())
        if (const Field<RunConfig>& field = runField(name); field.applies(told))
            field.write(m_trained, field.read(told));
    Q_EMIT settingsChanged();
}

bool Training::canGoOnFromBest() const
{
    const auto isBetter = [this](Twin twin) { // as its checkpoints tell which are the best
        StopProgress seen;
        for (const EvalPoint& point : m_history.of(twin).evaluations)
            seen.add(point.report);
        return seen.bestStep > 0;
    };
    return m_hasRun && !m_runFolder.isEmpty() && isBetter(twinOf(m_trained.model))
        && (!m_trainedTwins || isBetter(Twin::Dense));
}

} // namespace glowworm
