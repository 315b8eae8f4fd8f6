// SPDX-License-Identifier: GPL-3.0-or-later
// What goes out of the time machine, and where one looked back to, as a session keeps it.
#include "ui/training/time_machine.h"

#include "model/session/session_values.h"
#include "ui/session/training.h"
#include "ui/training/moment_view.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/path_text.h"

#include <utility>

namespace glowworm {

QString TimeMachine::commandLine() const
{
    const Moment* at = m_isOpen ? moment() : nullptr;
    if (!at || m_training.runConfig().model.task != Task::Text)
        return {};
    return generateCommand(at->file.empty() ? QString() : toText(at->file), QStringLiteral("\n"),
        probeSample(), WeightFormat::Fp32, 1);
}

std::vector<ExportItem> TimeMachine::exports(const Origin& origin) const
{
    return m_isOpen ? m_view->exports(origin) : std::vector<ExportItem>();
}

void TimeMachine::save(const SessionValues& to) const
{
    const Place place = m_restored.value_or(Place{m_isOpen, m_twin, m_step, m_view->place()});
    to.flag("open", place.isOpen);
    to.integer("twin", static_cast<std::int64_t>(slotOf(place.twin)));
    to.integer("step", place.step.value_or(-1));
    to.integer("character", place.character);
}

std::function<void()> TimeMachine::restored(const JsonObject& from)
{
    Place place;
    place.isOpen = from.has("open") && from.flag("open");
    if (from.has("twin"))
        place.twin = kTwins.at(from.integer<std::size_t>("twin", 0, kTwins.size() - 1));
    if (from.has("step"))
        if (const auto step = from.integer<std::int64_t>("step", -1); step >= 0)
            place.step = step;
    if (from.has("character"))
        place.character = from.integer<int>("character");
    return [this, place] {
        m_restored = place;
        m_awaitsRun = m_training.active();
        showMoments();
    };
}

} // namespace glowworm
