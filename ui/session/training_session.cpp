// SPDX-License-Identifier: GPL-3.0-or-later
// What of the training belongs to a session: the set-up, and the run on the screen. That one opens
// its own data, after which what was open is there again.
#include "ui/session/training.h"

#include "model/session/session_values.h"

#include <string>
#include <utility>
#include <vector>

namespace glowworm {

void Training::save(const SessionValues& to) const
{
    saveFields(to.object("settings"), runFields(), m_config);
    to.flag("twins", m_twins);
    to.flag("moments", m_keepsMoments);
    saveFields(to.object("stop"), stopFields(), m_stop);
    if (m_asked.isEmpty() && m_runFolder.isEmpty() && m_owed) {
        to.text("folder", m_owed->folder.toStdString());
        to.flag("over", m_owed->isOver);
    } else {
        to.text("folder", (m_asked.isEmpty() ? m_runFolder : m_asked).toStdString());
        to.flag("over", m_isOver || m_endsAgain);
    }
    to.flag("noted_text", m_notedTask == Task::Text);
    std::vector<std::string> noted; // data to open again
    if (!m_noted.images.empty())
        for (const auto& file :
            {m_noted.images, m_noted.labels, m_noted.testImages, m_noted.testLabels})
            noted.push_back(file.string());
    to.texts("noted", noted);
}

void Training::restore(const JsonObject& from)
{
    const RunConfig config = from.has("settings")
        ? restoredFields(from.object("settings"), runFields(), m_config)
        : m_config;
    const bool twins = from.has("twins") ? from.flag("twins") : m_twins;
    const bool moments = from.has("moments") ? from.flag("moments") : m_keepsMoments;
    const StopRules stop
        = from.has("stop") ? restoredFields(from.object("stop"), stopFields(), m_stop) : m_stop;
    const std::string folder = from.text("folder", std::string());
    const bool isOver = from.has("over") && from.flag("over"),
               isText = !from.has("noted_text") || from.flag("noted_text");
    const auto noted = from.has("noted") ? from.texts("noted") : std::vector<std::string>();
    if (!noted.empty() && noted.size() != 4)
        from.refuse("noted", "a list of four files");
    setConfig(config, twins);
    setKeepsMoments(moments);
    if (!resumeRefusal().isEmpty())
        return; // what runs goes on
    if (folder.empty()) {
        setStopRules(stop); // also of what is paused
        return;
    }
    noteStopRules(stop);
    comeBack(QString::fromStdString(folder), isOver);
    if (!noted.empty()) {
        m_noted = {noted[0], noted[1], noted[2], noted[3]};
        m_notedTask = isText ? Task::Text : Task::Digits;
    }
}

} // namespace glowworm
