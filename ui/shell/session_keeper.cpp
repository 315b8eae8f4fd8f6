// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/session_keeper.h"

#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/io/paths.h"
#include "model/session/session_values.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/session_files.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/shell/main_window.h"
#include "ui/timing/timing_panel.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/path_text.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

constexpr double kRest = 5; // beats of rest for each second of writing: a long text is large
const QString kCause = QStringLiteral("session"); // of messages

} // namespace

SessionKeeper::SessionKeeper(MainWindow& window, Workbench& workbench, WindowStart start)
    : m_window(window)
    , m_workbench(workbench)
    , m_folder(std::move(start.folder))
    , m_session(std::move(start.session))
    , m_news(std::move(start.news))
{
    if (!start.geometry.isEmpty())
        window.restoreGeometry(start.geometry);
    try {
        if (!m_folder)
            m_folder.emplace();
        if (!m_session && isThere(m_folder->file()) && !m_folder->isSuspect())
            m_reading.emplace(m_folder->file()); // while the first frame is made
    } catch (const Error& error) {
        tell(tr("What stands on the screen is not kept: %1").arg(sentence(error)));
    }
    connect(&m_beat, &QTimer::timeout, this, [this] {
        fetch();
        settle();
        keep();
    });
    connect(&window, &MainWindow::panelBuilt, this, &SessionKeeper::restorePanel);
    connect(&window, &MainWindow::endAsked, this, [this] { m_next = Next::Nothing; });
    connect(&workbench, &Workbench::unkept, this, [this](const QString& sentence) {
        if (m_workbench.leaving())
            m_unkept << sentence;
    });
    connect(&workbench.library(), &Library::sessionOpened, this, [this] {
        const Library& library = m_workbench.library();
        open(library.session(), QFileInfo(library.sessionFile()).fileName());
    });
}

SessionKeeper::~SessionKeeper() = default;

QString SessionKeeper::sentence(const Error& error) { return QString::fromUtf8(error.what()); }

// -------------------------------------------------------------------------------------------------
// keeping

std::string SessionKeeper::gathered() const
{
    SessionValues values;
    values.object(kWindow).text("panel", wordFor(m_window.currentPanel()).toStdString());
    m_workbench.library().save(values.object(kLibrary));
    m_workbench.training().save(values.object(kTraining));
    m_workbench.generation().save(values.object(kText));
    for (int index = 0; index < kPanels; ++index) {
        const auto id = static_cast<PanelId>(index);
        if (const Panel* panel = m_window.builtPanel(id);
            panel && !m_waits[static_cast<std::size_t>(index)])
            panel->save(values.object(wordFor(id).toStdString()));
    }
    return values.json();
}

/// The copy of the text is brought up to date, where nobody reads it any more: a long one takes
/// longer to copy than a frame is shown.
SavedSession SessionKeeper::everything(const std::string& values)
{
    const Tape& text = m_workbench.generation().tape();
    if (text.empty())
        m_text = nullptr;
    else if (!m_text || m_text.use_count() > 1)
        m_text = std::make_shared<Tape>(text);
    else
        m_text->catchUp(text);
    if (m_text) // those further on are among the values
        std::erase_if(m_text->bookmarks,
            [this](const TapeBookmark& bookmark) { return bookmark.token >= m_text->size(); });
    return {withUnknown(values, m_values), m_text, {}};
}

void SessionKeeper::keep()
{
    m_window.rememberSize();
    if (m_rest > 0)
        --m_rest;
    if (!m_folder || m_run->busy() || m_rest > 0)
        return;
    std::string values = gathered();
    const std::uint64_t text = m_workbench.generation().changes();
    if (values == m_kept && text == m_keptText)
        return;
    m_kept = std::move(values);
    m_keptText = text;
    m_run->keep(everything(m_kept), m_folder->file());
}

void SessionKeeper::begin(int beat)
{
    m_hasBegun = true;
    m_beat.start(beat);
}

/// All that came back is there, and has been looked at: this session can be opened again.
void SessionKeeper::settle()
{
    const Generation& text = m_workbench.generation();
    if (m_isSettled || !m_folder || m_workbench.library().isOpening()
        || m_workbench.training().state() == Training::State::Loading
        || (text.running() && text.showsTape())
        || std::ranges::any_of(m_waits, [](bool waits) { return waits; }))
        return;
    m_isSettled = true;
    m_folder->settled();
}

std::optional<WindowStart> SessionKeeper::end()
{
    m_beat.stop();
    m_window.rememberSize();
    SavedSession now = everything(gathered());
    m_run.reset(); // waits; what that writes now is older
    WindowStart next;
    next.session = m_next == Next::Opened ? m_session : nullptr;
    next.news = (QStringList(m_news) + m_unkept).join(QLatin1Char(' '));
    next.geometry = m_window.saveGeometry();
    if (!m_folder)
        return m_next == Next::Nothing ? std::nullopt : std::optional(std::move(next));
    const bool isKept = !m_hasBegun; // before its first frame: what was kept last is what there is
    if (isKept && m_next == Next::Nothing) {
        m_folder->close();
        return std::nullopt;
    }
    try {
        if (isKept && isThere(m_folder->file()))
            now = readSession(m_folder->file());
        if (m_next == Next::Nothing)
            keepSession(m_folder->file(), now);
        else if (m_next == Next::Before)
            m_folder->bringBack(now);
        else
            m_folder->replace(now, next.session.get());
    } catch (const Error& error) {
        m_lost = sentence(error); // what was kept a moment ago stays
        next.session = nullptr;
        next.news = tr("What stood on the screen stays: %1").arg(m_lost);
    }
    if (m_next == Next::Nothing) {
        m_folder->close();
        return std::nullopt;
    }
    m_folder->settled();
    next.folder = std::exchange(m_folder, std::nullopt);
    return next;
}

SessionRun::Models SessionKeeper::models() const
{
    SessionRun::Models models;
    for (const Task task : kBothTasks)
        for (const Twin twin : kTwins)
            if (const QString file = m_workbench.library().checkpoint(task, twin); !file.isEmpty())
                models[Library::slotName(task, twin)] = toPath(file);
    return models;
}

qint64 SessionKeeper::modelBytes() const
{
    qint64 bytes = 0;
    for (const auto& [slot, file] : models())
        bytes += QFileInfo(toText(file)).size();
    return bytes;
}

void SessionKeeper::saveAs(const QString& file, bool withModels)
{
    auto& timing = static_cast<TimingPanel&>(m_window.panel(PanelId::Timing));
    m_workbench.sessionFiles().save(everything(gathered()), file,
        withModels ? models() : SessionRun::Models(), timing.takenAlong());
}

void SessionKeeper::fetch()
{
    for (const SessionRun::Saved& one : m_run->drain()) {
        m_rest = static_cast<int>(one.seconds * kRest);
        const bool failed = !one.error.empty();
        if (failed) {
            m_kept.clear(); // tried again with the next beat
            if (!m_fails)   // once says it
                tell(tr("What stands on the screen is not kept as a whole: %1")
                         .arg(QString::fromStdString(one.error)));
        } else if (m_fails) {
            m_window.endMessage(kCause);
        }
        m_fails = failed;
    }
}

void SessionKeeper::tell(const QString& sentence)
{
    m_window.panel(m_window.currentPanel())
        .messages()
        .showMessage(MessageBar::Tone::Error, sentence, kCause);
}

void SessionKeeper::announce(const QString& sentence, bool canStartAfresh)
{
    MessageBar::Action action;
    if (canStartAfresh)
        action = {tr("Start afresh"),
            tr("Everything as after the first start. What stands here now can be brought back: "
               "File > Bring the last session back."),
            [this] { startAfresh(); }};
    else if (hasBefore())
        action = {tr("Bring it back"), tr("As File > Bring the last session back."),
            [this] { bringBack(); }};
    m_window.panel(m_window.currentPanel())
        .messages()
        .showMessage(MessageBar::Tone::Notice, sentence, kCause, action);
}

// -------------------------------------------------------------------------------------------------
// another session

void SessionKeeper::open(std::shared_ptr<const SavedSession> session, const QString& name)
{
    giveUpFor(m_folder ? tr("%1 is open. What stood here before can be brought back.").arg(name)
                       : tr("%1 is open. What stood here before was not kept.").arg(name),
        [this, session = std::move(session)](const QString& news) {
            m_session = session;
            leave(Next::Opened, news);
        });
}

void SessionKeeper::startAfresh()
{
    giveUpFor(m_folder ? tr("Everything is as after the first start. What stood here before can be "
                            "brought back.")
                       : tr("Everything is as after the first start. What stood here before was "
                            "not kept."),
        [this](const QString& news) { leave(Next::Afresh, news); });
}

/// What stands on the screen, for another session: only on a second word where it is kept nowhere.
void SessionKeeper::giveUpFor(const QString& news, const std::function<void(const QString&)>& then)
{
    if (m_workbench.leaving())
        return;
    if (m_folder) {
        then(news);
        return;
    }
    m_window.panel(m_window.currentPanel())
        .messages()
        .showMessage(MessageBar::Tone::Notice,
            tr("What stands here is not kept and could not be brought back. Save the session first "
               "(File > Save session), or go on without it."),
            kCause, {tr("Go on without it"), tr("What stands on the screen is lost"), [news, then] {
                         then(news);
                     }});
}

void SessionKeeper::bringBack()
{
    if (!hasBefore())
        return;
    try {
        readSession(m_folder->before());
    } catch (const Error& error) {
        tell(tr("The last session cannot be brought back: %1").arg(sentence(error)));
        return;
    }
    leave(
        Next::Before, tr("The last session is back. What stood here before can be brought back."));
}

/// The window ends as at the end of the program: what runs is stopped and kept first.
void SessionKeeper::leave(Next next, const QString& news)
{
    if (m_workbench.leaving())
        return;
    m_next = next;
    m_news = news;
    m_window.giveWay();
}

} // namespace glowworm
