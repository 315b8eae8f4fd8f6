// SPDX-License-Identifier: GPL-3.0-or-later
// How a session comes back.
#include "ui/shell/session_keeper.h"

#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/base/sentence.h"
#include "model/io/paths.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/path_text.h"

#include <QScopeGuard>

#include <utility>

namespace glowworm {
namespace {

QString leftOpenWords()
{
    return SessionKeeper::tr(
        "Glowworm was not closed properly last time. What was open then can be "
        "brought back.");
}

} // namespace

bool SessionKeeper::restore(bool showsPanel)
{
    const auto atTheEnd = qScopeGuard([this] {
        if (!m_news.isEmpty())
            announce(std::exchange(m_news, {}), false);
        m_reading.reset();
    });
    const std::shared_ptr<const SavedSession> given = std::exchange(m_session, nullptr);
    if (given) {
        take(*given, showsPanel);
        return true;
    }
    if (!m_folder)
        return false;
    if (!isThere(m_folder->file())) { // another one took its place, and ended before it was kept
        if (m_folder->wasLeftOpen() && hasBefore() && m_news.isEmpty())
            m_news = leftOpenWords();
        return false;
    }
    try {
        if (m_folder->isSuspect()) {
            m_folder->putAside();
            m_news = tr("Glowworm crashed twice while it opened your last work: it starts "
                        "afresh.");
            return false;
        }
        take(m_reading ? m_reading->take() : readSession(m_folder->file()), showsPanel);
    } catch (const std::exception& exception) {
        try {
            m_folder->putUnreadable();
        } catch (const Error&) { // then it cannot be replaced either, which is told as it is tried
        }
        tell(tr("Your last work cannot be read: %1 It is kept as %2.")
                 .arg(QString::fromStdString(sentenceOf(exception)),
                     shownName(toText(m_folder->unreadable()))));
        return false;
    }
    if (m_folder->wasLeftOpen())
        announce(tr("Glowworm was not closed properly last time. Everything is back except the "
                    "last few seconds."),
            true);
    return true;
}

void SessionKeeper::beginWith(std::shared_ptr<const SavedSession> session, const QString& news)
{
    setAside();
    m_news
        = (m_news.isEmpty() ? QStringList(news) : QStringList{news, m_news}).join(QLatin1Char(' '));
    m_session = std::move(session);
}

void SessionKeeper::setAside()
{
    if (!m_folder || m_session || !isThere(m_folder->file()))
        return;
    try {
        m_folder->putAside();
        if (m_folder->wasLeftOpen())
            m_news = leftOpenWords();
    } catch (const Error& error) {
        tell(sentence(error));
    }
}

void SessionKeeper::take(const SavedSession& session, bool showsPanel)
{
    m_values = session.values;
    m_restored = std::make_unique<JsonDocument>(m_values);
    const JsonObject values = m_restored->object();
    const auto part = [&](const char* name, auto restore) {
        if (!values.has(name))
            return;
        try {
            restore(values.object(name));
        } catch (const Error& error) {
            tell(tr("A part of the session is left out: %1.").arg(sentence(error)));
        }
    };
    Library& library = m_workbench.library();
    {
        const auto back = library.bringingBack();
        part(kLibrary, [&](const JsonObject& from) { library.restore(from); });
        part(kTraining, [this](const JsonObject& from) { m_workbench.training().restore(from); });
    }
    if (!values.has(kLibrary)) { // of somebody who wrote it by hand
        library.openShippedModels();
        library.openDefaultData();
    }
    if (session.tape)
        part(kText,
            [&](const JsonObject& from) { m_workbench.generation().restore(from, *session.tape); });
    m_waits.fill(true);
    for (int index = 0; index < kPanels; ++index)
        if (m_window.builtPanel(static_cast<PanelId>(index)))
            restorePanel(static_cast<PanelId>(index));
    if (showsPanel)
        part(kWindow, [this](const JsonObject& from) {
            m_window.showPanel(panelFor(QString::fromStdString(from.text("panel"))));
        });
}

void SessionKeeper::restorePanel(PanelId id)
{
    const auto index = static_cast<std::size_t>(id);
    const std::string name = wordFor(id).toStdString();
    if (!std::exchange(m_waits[index], false) || !m_restored->object().has(name.c_str()))
        return;
    try {
        m_window.panel(id).restore(m_restored->object().object(name.c_str()));
    } catch (const Error& error) {
        tell(tr("A part of the session is left out: %1.").arg(sentence(error)));
    }
}

} // namespace glowworm
