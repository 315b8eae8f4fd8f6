// SPDX-License-Identifier: GPL-3.0-or-later
// The one window: five panels beside a rail that leads to them, menus and the status line. Panels
// are built when they are first shown, or one by one while the window has nothing better to do.
// What goes wrong is said in the bar of the panel it happened on, until its cause is over. Closing
// the window lets running work end cleanly first, and stays when something could not be kept, which
// it then says; closing it again leaves at once.
#pragma once

#include "ui/shell/opened_files.h"
#include "ui/shell/panel_list.h"
#include "ui/widgets/theme.h"

#include <QMainWindow>

#include <array>

class QStackedWidget;

namespace glowworm {

class Rail;
class Tour;

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// theme, textZoom: what applyTheme() was last called with.
    MainWindow(Workbench& workbench, ThemeChoice theme, int textZoom = kUsualTextZoom);

    Panel& panel(PanelId id); // builds it at the first call
    const Panel* builtPanel(PanelId id) const { return m_panels[static_cast<std::size_t>(id)]; }
    PanelId currentPanel() const;
    void showPanel(PanelId id);
    void buildAllPanels(); // one by one, between other events
    ThemeChoice themeChoice() const { return m_theme; }
    void chooseTheme(ThemeChoice choice);
    int textZoom() const { return m_textZoom; } // percent
    void chooseTextZoom(int percent);
    void copyCommand();
    void stop(); // the tour, where one is on; else what runMain() started
    Tour& tour() const { return *m_tour; }
    void runMain(); // of the panel on screen, unless one of its editors cannot be read
    void endMessage(const QString& cause); // on whatever panel
    void rememberSize();                   // for the next start, where it has changed
    /// As close(), for another window of the program. Who closes this one meanwhile means the
    /// program: endAsked().
    void giveWay();
    /// As close(), where nobody is there to read what could not be kept: the system wants the end.
    void closeUnattended();

Q_SIGNALS:
    void painted(); // once, after the first frame
    void panelBuilt(glowworm::PanelId id);
    void panelShown(glowworm::PanelId id);
    void lookChanged(); // theme, size of text or motion
    void endAsked();    // of the program; once

protected:
    void paintEvent(QPaintEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool event(QEvent* event) override;

private:
    void connectMessages();
    void tellOpening();
    void showOpened(PanelId id);
    bool refuseUnread(); // whether it has said that an editor cannot be read
    void connectEnd();
    void endWork(const QString& meanwhile);
    void endNow();
    void restoreSize();
    void fitFrame();

    Workbench& m_workbench;
    ThemeChoice m_theme;
    int m_textZoom;
    OpenedFiles m_opened;
    QStringList m_unopened,
        m_news; // what became of the files that were opened last, one sentence each
    QStackedWidget* m_stack;
    Rail* m_rail;
    Tour* m_tour;
    QSize m_chosenSize, // by restoreSize(), not by the person
        m_rememberedSize;
    std::array<Panel*, kPanels> m_panels{};
    bool m_painted = false, m_mayClose = false, m_isEndAsked = false, m_isUnattended = false,
         m_lacks = false; // something could not be kept on the way out
};

} // namespace glowworm
