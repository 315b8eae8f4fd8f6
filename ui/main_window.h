// SPDX-License-Identifier: GPL-3.0-or-later
// The one window: five panels behind a row of buttons, menus, an inline message bar and the status line. Panels are built when they are
// first shown, or one by one while the window has nothing better to do. Closing it lets running work end cleanly first; closing it again
// leaves at once.
#pragma once

#include "panels/panel_list.h"
#include "theme.h"

#include <QMainWindow>

#include <array>

class QButtonGroup;
class QStackedWidget;

namespace glowworm {

class MessageBar;

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Workbench& workbench, ThemeChoice theme, QWidget* parent = nullptr);

    Panel& panel(PanelId id); // builds it at the first call
    PanelId currentPanel() const;
    void showPanel(PanelId id);
    void buildAllPanels(); // one by one, between other events
    ThemeChoice themeChoice() const { return m_theme; }
    void chooseTheme(ThemeChoice choice);
    void copyCommand();

Q_SIGNALS:
    void painted(); // once, after the first frame

protected:
    void paintEvent(QPaintEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool event(QEvent* event) override;

private:
    QWidget* buildTopBar();
    void restoreSize();

    Workbench& m_workbench;
    ThemeChoice m_theme;
    QStackedWidget* m_stack;
    QButtonGroup* m_tabs;
    MessageBar* m_messages;
    std::array<Panel*, kPanels> m_panels{};
    bool m_painted = false, m_leaving = false, m_mayClose = false;
};

} // namespace glowworm
