// SPDX-License-Identifier: GPL-3.0-or-later
// What of the training belongs to a session: the set-up, and the run on the screen. That one opens
// its own data, after which what was open is there again.
#include "ui/session/training.h"

#include "model/session/session_values.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/path_text.h"

#include <utility>

namespace glowworm {

void Training::save(const SessionValues& to) const
{
    saveFields(to.object("settings"), runFields(), m_config);
    to.flag("twins", m_twins);
    to.text("folder", (m_asked.isEmpty() ? m_runFolder : m_asked).toStdString());
}

void Training::restore(const JsonObject& from)
{
    const RunConfig config = from.has("settings")
        ? restoredFields(from.object("settings"), runFields(), m_config)
        : m_config;
    const bool twins = from.has("twins") ? from.flag("twins") : m_twins;
    const std::string folder = from.text("folder", std::string());
    setConfig(config, twins);
    if (folder.empty() || !resumeRefusal().isEmpty())
        return; // what runs goes on
    readFolder(QString::fromStdString(folder), 0);
    m_comesBack = true;
}

/// For openNoted().
void Training::noteOpenData(Task task)
{
    m_notedTask = task;
    m_noted = task == Task::Digits ? m_library.digitFiles()
                                   : DigitFiles{toPath(m_library.source(task)), {}, {}, {}};
}

void Training::openNoted()
{
    const DigitFiles noted = std::exchange(m_noted, {});
    if (noted.images.empty() || m_workbench.leaving())
        return;
    if (m_notedTask == Task::Text)
        m_library.openText(toText(noted.images));
    else
        m_library.openDigits(toText(noted.images), toText(noted.labels), toText(noted.testImages),
            toText(noted.testLabels));
}

} // namespace glowworm
