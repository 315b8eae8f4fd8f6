// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps what stands on the screen: once a second, when something has changed, in the background, in
// this window's own folder; and brings it back. So a restart, a crash or the end of the session
// loses no more than the last moments. Another session takes the place of what is there with a
// window of its own: this one ends, and its end says what the next one begins with. GUI thread.
#pragma once

#include "model/jobs/session_run.h"
#include "model/session/session_folder.h"
#include "ui/shell/panel_list.h"

#include <QByteArray>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <array>
#include <functional>
#include <memory>
#include <optional>

namespace glowworm {

class Error;
class JsonDocument;
class MainWindow;

/// What a window begins with, where it is not the first one of the program.
struct WindowStart {
    std::optional<SessionFolder> folder;
    std::shared_ptr<const SavedSession> session; // null: the one of the folder, if there is one
    QString news;                                // a sentence for the person; "" = none
    QByteArray geometry;                         // of the window before
};

class SessionKeeper : public QObject {
    Q_OBJECT

public:
    /// Holds a folder from here on; where there is none to be had, it says so in the window and
    /// keeps nothing. The window outlives it.
    SessionKeeper(MainWindow& window, Workbench& workbench, WindowStart start = {});
    ~SessionKeeper() override;

    /// In place of what the folder holds, which can be brought back. Before restore().
    void beginWith(std::shared_ptr<const SavedSession> session, const QString& news);
    /// What the folder holds, if anything, or the session to begin with: the parts of the workbench
    /// at once, each panel when it is there. False: nothing to come back to, or it cannot be read,
    /// which is said. showsPanel: else the panel on screen stays.
    bool restore(bool showsPanel = true);
    /// In place of restore(): the person wants no start with the last work. It can be brought back.
    void setAside();
    /// Keeps, from here on, so many milliseconds apart.
    void begin(int beat = 1000);
    /// Keeps what there is now, waits until the disk has it, and leaves the folder closed; or gives
    /// what another window is to begin with. Once.
    std::optional<WindowStart> end();
    /// Why end() has kept nothing newer, one sentence; "" = it has.
    QString lost() const { return m_lost; }

    /// To take along, as SessionFiles do; with the open models' files where asked for.
    void saveAs(const QString& file, bool withModels);
    qint64 modelBytes() const; // of these files
    /// These end the window for another one.
    void open(std::shared_ptr<const SavedSession> session, const QString& name);
    void startAfresh();
    void bringBack(); // the session before
    bool hasBefore() const { return m_folder && m_folder->hasBefore(); }

private:
    enum class Next { Nothing, Opened, Afresh, Before };
    /// What stands in a session beside the panels' own.
    static constexpr const char *kWindow = "window", *kLibrary = "library", *kTraining = "run",
                                *kText = "text";

    static QString sentence(const Error& error);
    std::string gathered() const;
    SavedSession everything(const std::string& values); // gathered()
    SessionRun::Models models() const;
    void keep();
    void fetch();
    void settle();
    void giveUpFor(const QString& news, const std::function<void(const QString&)>& then);
    void leave(Next next, const QString& news);
    void take(const SavedSession& session, bool showsPanel);
    void restorePanel(PanelId id);
    void tell(const QString& sentence);
    void announce(const QString& sentence, bool canStartAfresh);

    MainWindow& m_window;
    Workbench& m_workbench;
    std::optional<SessionFolder> m_folder;
    std::optional<SessionRun> m_run{std::in_place};
    std::optional<SessionReading> m_reading; // of what the folder holds
    QTimer m_beat;
    std::shared_ptr<const SavedSession>
        m_session;               // to begin with, then the one that is to be opened
    QString m_news, m_lost;      // in the same way; see lost()
    QStringList m_unkept;        // of the work, as the window gave way
    std::string m_values = "{}"; // as restored: with what another version kept
    std::unique_ptr<JsonDocument> m_restored;
    std::array<bool, kPanels> m_waits{}; // panels that are still to get what was restored
    std::string m_kept;                  // values that were written last
    std::shared_ptr<Tape> m_text;        // a copy for the disk
    std::uint64_t m_keptText = 0;        // Generation::changes() then
    int m_rest = 0;                      // beats to wait before the disk gets more
    bool m_hasBegun = false, m_isSettled = false, m_fails = false;
    Next m_next = Next::Nothing;
};

} // namespace glowworm
