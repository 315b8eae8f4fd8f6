// SPDX-License-Identifier: GPL-3.0-or-later
#include "menus.h"

#include "build_info.h"
#include "forms/open_files.h"
#include "main_window.h"
#include "panels/panel.h"
#include "workbench.h"

#include <QActionGroup>
#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QVBoxLayout>
#include <QWhatsThis>

#include <array>

namespace glowworm {
namespace {

QString tr(const char* text) { return MainWindow::tr(text); }

template <typename Do> QAction* add(QMenu* menu, const QString& text, const QList<QKeySequence>& keys, MainWindow& window, Do run)
{
    QAction* action = menu->addAction(text);
    action->setShortcuts(keys);
    QObject::connect(action, &QAction::triggered, &window, std::move(run));
    return action;
}

/// A page of text in a window of its own; the main window stays usable.
void showPage(MainWindow& window, const QString& title, const QString& html)
{
    auto* page = new QDialog(&window);
    page->setAttribute(Qt::WA_DeleteOnClose);
    page->setWindowTitle(title);
    auto* text = new QLabel(html, page);
    text->setTextInteractionFlags(Qt::TextBrowserInteraction);
    text->setWordWrap(true);
    text->setMinimumWidth(440);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(kWideGap, kWideGap, kWideGap, kWideGap);
    layout->addWidget(text);
    page->show();
}

void showKeys(MainWindow& window)
{
    const std::array<std::array<QString, 2>, 10> keys{{
        {QStringLiteral("Ctrl+1 ... Ctrl+5"), tr("Set-up, Training, Generation, Digits, Timing")},
        {QStringLiteral("F5, Ctrl+Return"), tr("the panel's main action: train or pause, generate, time")},
        {QStringLiteral("Esc"), tr("stop it")},
        {QStringLiteral("Ctrl+Shift+C"), tr("copy the panel as a glowworm-cli command")},
        {QStringLiteral("Space"), tr("with the text or the board focused: play or hold")},
        {QStringLiteral(". and ,"), tr("next and previous token; in Training with the plot focused one step")},
        {QStringLiteral("Arrows, PageUp, PageDown"), tr("move the cell cursor of the switchboard; shift the drawing")},
        {QStringLiteral("Ctrl+Z, Delete"), tr("Digits: undo a stroke, clear")},
        {QStringLiteral("Shift+F1"), tr("What's This")},
        {QStringLiteral("F11, Ctrl+Q"), tr("full screen, quit")},
    }};
    QString rows;
    for (const auto& [key, meaning] : keys)
        rows += QStringLiteral("<tr><td style='padding:3px 18px 3px 0'><b>%1</b></td><td>%2</td></tr>").arg(key, meaning);
    showPage(window, tr("Keys"), QStringLiteral("<table>%1</table>").arg(rows));
}

void showAbout(MainWindow& window)
{
    const MachineInfo machine = machineInfo();
    const auto fact = [](const std::string& text) { return QString::fromStdString(text).toHtmlEscaped(); };
    showPage(window, tr("About Glowworm"),
        tr("<h3>Glowworm %1</h3><p>A playground for sparse feed-forward layers: train them, watch which neurons fire, time them against "
           "their dense twin.</p>"
           "<p>Build %2<br>%3<br>%4, SIMD %5<br>Qt %6</p>"
           "<p>Free software under the GNU General Public License, version 3 or later. No network access: Glowworm opens no connection and "
           "fetches nothing.</p>"
           "<p>Uses Qt (LGPL), QCustomPlot (GPL), Highway (Apache 2.0), nlohmann-json (MIT), CLI11 (BSD), OpenSSL (Apache 2.0) and, for "
           "training, LibTorch (BSD).</p>")
            .arg(fact(version()), fact(machine.build), fact(machine.compiler), fact(machine.cpu), fact(machine.simd),
                QLatin1String(qVersion())));
}

void buildThemeMenu(QMenu* menu, MainWindow& window)
{
    auto* group = new QActionGroup(&window);
    const std::array<std::pair<ThemeChoice, const char*>, 3> choices{
        {{ThemeChoice::System, "system"}, {ThemeChoice::Light, "light"}, {ThemeChoice::Dark, "dark"}}};
    const std::array texts{tr("&As the system"), tr("&Light"), tr("&Dark")};
    for (std::size_t index = 0; index < choices.size(); ++index) {
        const auto [choice, word] = choices[index];
        QAction* action = add(menu, texts[index], {}, window, [&window, choice = choice, word = word] {
            window.chooseTheme(choice);
            QSettings().setValue(QStringLiteral("theme"), QLatin1String(word));
        });
        action->setCheckable(true);
        action->setChecked(choice == window.themeChoice());
        group->addAction(action);
    }
}

void buildPanelActions(QMenu* menu, MainWindow& window)
{
    const std::array titles{tr("&Set-up"), tr("&Training"), tr("&Generation"), tr("D&igits"), tr("T&iming")};
    for (int index = 0; index < kPanels; ++index)
        add(menu, titles[static_cast<std::size_t>(index)], {QKeySequence(QStringLiteral("Ctrl+%1").arg(index + 1))}, window,
            [&window, index] { window.showPanel(static_cast<PanelId>(index)); });
}

} // namespace

void buildMenus(MainWindow& window, Workbench& workbench)
{
    QMenu* file = window.menuBar()->addMenu(tr("&File"));
    add(file, tr("&Open..."), {QKeySequence::Open}, window, [&] { askForFiles(workbench, &window); });
    add(file, tr("Open &model..."), {}, window, [&] { askForModel(workbench, &window); });
    add(file, tr("Open &text..."), {}, window, [&] { askForText(workbench, &window); });
    add(file, tr("Open &pictures (IDX)..."), {}, window, [&] { askForDigits(workbench, &window); });
    add(file, tr("Open &study..."), {}, window, [&] { askForStudy(workbench, &window); });
    file->addSeparator();
    add(file, tr("Open shipped models"), {}, window, [&] { workbench.openShippedModels(); });
    add(file, tr("Use the trained models"), {}, window, [&] { workbench.useTrainedModels(); });
    file->addSeparator();
    add(file, tr("&Quit"), {QKeySequence(QStringLiteral("Ctrl+Q"))}, window, [&] { window.close(); });

    QMenu* edit = window.menuBar()->addMenu(tr("&Edit"));
    add(edit, tr("Copy as &command"), {QKeySequence(QStringLiteral("Ctrl+Shift+C"))}, window, [&] { window.copyCommand(); });

    QMenu* view = window.menuBar()->addMenu(tr("&View"));
    buildPanelActions(view, window);
    view->addSeparator();
    buildThemeMenu(view->addMenu(tr("C&olours")), window);
    QAction* full = add(view, tr("&Full screen"), {QKeySequence(QStringLiteral("F11"))}, window,
        [&] { window.setWindowState(window.windowState() ^ Qt::WindowFullScreen); });
    full->setCheckable(true);

    QMenu* run = window.menuBar()->addMenu(tr("&Run"));
    const auto current = [&window]() -> Panel& { return window.panel(window.currentPanel()); };
    add(run, tr("&Run or pause"),
        {QKeySequence(QStringLiteral("F5")), QKeySequence(QStringLiteral("Ctrl+Return")), QKeySequence(QStringLiteral("Ctrl+Enter"))},
        window, [current] { current().runMain(); });
    add(run, tr("&Stop"), {QKeySequence(QStringLiteral("Esc"))}, window, [current] { current().stopMain(); });

    QMenu* help = window.menuBar()->addMenu(tr("&Help"));
    add(help, tr("&Keys"), {QKeySequence(QStringLiteral("F1"))}, window, [&window] { showKeys(window); });
    add(help, tr("&What's This"), {QKeySequence(QStringLiteral("Shift+F1"))}, window, [] { QWhatsThis::enterWhatsThisMode(); });
    add(help, tr("&About Glowworm"), {}, window, [&window] { showAbout(window); });
}

} // namespace glowworm
