// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/menus.h"

#include "ui/session/edits.h"
#include "ui/session/generation.h"
#include "ui/session/inspection.h"
#include "ui/session/library.h"
#include "ui/session/open_files.h"
#include "ui/session/save_text.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/shell/focus.h"
#include "ui/shell/handbook.h"
#include "ui/shell/help_pages.h"
#include "ui/shell/main_window.h"
#include "ui/shell/preferences.h"
#include "ui/shell/tour.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/settings.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/tr.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>
#include <QUndoGroup>
#include <QWhatsThis>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace glowworm {
namespace {

template <typename Do>
QAction* add(
    QMenu* menu, const QString& text, const QList<QKeySequence>& keys, MainWindow& window, Do run)
{
    QAction* action = menu->addAction(text);
    action->setShortcuts(keys);
    QObject::connect(action, &QAction::triggered, &window, std::move(run));
    return action;
}

void buildThemeMenu(QMenu* menu, MainWindow& window)
{
    auto* group = new QActionGroup(&window);
    const std::array<QString, kThemeWords.size()> texts{
        tr("&As the system"), tr("&Light"), tr("&Dark"), tr("&High contrast")};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const QString word = QLatin1String(kThemeWords[i]);
        const auto choice = static_cast<ThemeChoice>(i);
        QAction* action = add(menu, texts[i], {}, window, [&window, choice, word] {
            window.chooseTheme(choice);
            settings::kTheme.set(word);
        });
        action->setCheckable(true);
        action->setChecked(choice == window.themeChoice());
        group->addAction(action);
        QObject::connect(&window, &MainWindow::lookChanged, action, [action, choice, &window] {
            if (choice == window.themeChoice())
                action->setChecked(true);
        });
    }
}

static_assert(kTextSteps.front() == kLeastTextZoom && kTextSteps.back() == kMostTextZoom);

void zoomTo(MainWindow& window, int percent)
{
    if (percent == window.textZoom())
        return;
    window.chooseTextZoom(percent);
    settings::kTextSize.set(percent);
}

void buildZoomActions(QMenu* menu, MainWindow& window)
{
    QAction* larger = add(menu, tr("&Larger text"),
        {QKeySequence(QStringLiteral("Ctrl++")), QKeySequence(QStringLiteral("Ctrl+="))}, window,
        [&window] {
            const auto* next = std::ranges::upper_bound(kTextSteps, window.textZoom());
            zoomTo(window, next == kTextSteps.end() ? kMostTextZoom : *next);
        });
    QAction* smaller = add(
        menu, tr("Smalle&r text"), {QKeySequence(QStringLiteral("Ctrl+-"))}, window, [&window] {
            const auto* here = std::ranges::lower_bound(kTextSteps, window.textZoom());
            zoomTo(window, here == kTextSteps.begin() ? kLeastTextZoom : *std::prev(here));
        });
    QAction* usual = add(menu, tr("&Usual text size"), {QKeySequence(QStringLiteral("Ctrl+0"))},
        window, [&window] { zoomTo(window, kUsualTextZoom); });
    for (QAction* action : {larger, smaller, usual})
        action->setObjectName(QStringLiteral("textSize")); // other windows of ours take them too
}

void buildPanelActions(QMenu* menu, MainWindow& window)
{
    const std::array titles{
        tr("&Set-up"), tr("&Training"), tr("&Generation"), tr("&Digits"), tr("Ti&ming")};
    for (int index = 0; index < kPanels; ++index)
        add(menu, titles[static_cast<std::size_t>(index)],
            {QKeySequence(QStringLiteral("Ctrl+%1").arg(index + 1))}, window,
            [&window, index] { window.showPanel(static_cast<PanelId>(index)); });
}

/// Of the panel that is shown, where it has one.
void addBoardAction(QMenu* menu, const QString& text, const QList<QKeySequence>& keys,
    MainWindow& window, void (Switchboard::*act)())
{
    QAction* action = add(menu, text, keys, window, [&window, act] {
        if (Switchboard* board = window.panel(window.currentPanel()).board())
            (board->*act)();
    });
    QObject::connect(&window, &MainWindow::panelShown, action,
        [&window, action](PanelId shown) { action->setEnabled(window.panel(shown).board()); });
}

/// What was done on the panel that is shown; nothing while it may not be done, as what a stack has
/// taken back cannot be refused any more.
void buildUndoActions(QMenu* menu, MainWindow& window, Workbench& workbench)
{
    auto* group = new QUndoGroup(&window);
    for (int index = 0; index < kPanels; ++index)
        group->addStack(&workbench.edits().of(static_cast<Area>(index)));
    const auto choose = [group, &window, &workbench] {
        const Inspection& inspection = workbench.inspection();
        const PanelId shown = window.currentPanel();
        const auto mayStep = [&inspection](Task task) {
            return inspection.undoRefusal(task).isEmpty() && inspection.redoRefusal(task).isEmpty();
        };
        const bool may = shown == PanelId::Generation ? mayStep(Task::Text)
            : shown == PanelId::Digits                ? mayStep(Task::Digits)
            : shown == PanelId::Timing                ? !workbench.busy().benchmark
                                                      : true;
        group->setActiveStack(may ? &workbench.edits().of(static_cast<Area>(shown)) : nullptr);
    };
    for (QUndoStack* stack : group->stacks())
        QObject::connect(stack, &QUndoStack::indexChanged, group, choose);
    QObject::connect(&window, &MainWindow::panelShown, group, choose);
    QObject::connect(&workbench, &Workbench::busyChanged, group, choose);
    QAction* undo = group->createUndoAction(&window, tr("&Undo"));
    undo->setShortcuts(QKeySequence::Undo);
    QAction* redo = group->createRedoAction(&window, tr("&Redo"));
    redo->setShortcuts(QKeySequence::Redo);
    menu->addActions({undo, redo});
    for (QUndoStack* stack : group->stacks()) // by whatever key or button of a panel
        QObject::connect(stack, &QUndoStack::indexChanged, &window,
            [stack, &window, before = stack->index()](int now) mutable {
                if (now < std::exchange(before, now) && stack->canRedo())
                    say(&window, tr("Undone: %1").arg(stack->redoText()));
            });
}

void buildViewMenu(QMenu* view, MainWindow& window)
{
    buildPanelActions(view, window);
    view->addSeparator();
    addBoardAction(view, tr("Board as a ta&ble..."), {QKeySequence(QStringLiteral("Ctrl+T"))},
        window, &Switchboard::showTable);
    add(view, tr("Ne&xt part of the window"), {QKeySequence(QStringLiteral("F6"))}, window,
        [&window] { focusNextRegion(window, true); });
    add(view, tr("Pre&vious part of the window"), {QKeySequence(QStringLiteral("Shift+F6"))},
        window, [&window] { focusNextRegion(window, false); });
    view->addSeparator();
    buildThemeMenu(view->addMenu(tr("C&olours")), window);
    buildZoomActions(view, window);
    QAction* full = add(view, tr("&Full screen"), {QKeySequence(QStringLiteral("F11"))}, window,
        [&] { window.setWindowState(window.windowState() ^ Qt::WindowFullScreen); });
    full->setCheckable(true);
}

void buildHelpMenu(QMenu* menu, MainWindow& window)
{
    add(menu, tr("&Handbook"), {}, window, [&window] { showHandbook(window); });
    add(menu, tr("Handbook on this &panel"), {QKeySequence(QStringLiteral("F1"))}, window,
        [&window] { showPanelHelp(window); });
    add(menu, tr("&Keys"),
        {QKeySequence(QStringLiteral("Ctrl+F1")), QKeySequence(QStringLiteral("?"))}, window,
        [&window] { showKeys(window); });
    add(menu, tr("&Tour"), {}, window, [&window] { window.tour().start(); });
    add(menu, tr("&What's This"), {QKeySequence(QStringLiteral("Shift+F1"))}, window,
        [&window] { explainFocus(window); });
    add(menu, tr("What's This by &clicking"), {}, window, [] { QWhatsThis::enterWhatsThisMode(); });
    add(menu, tr("&About Glowworm"), {}, window, [&window] { showAbout(window); });
}

} // namespace

void buildMenus(MainWindow& window, Workbench& workbench)
{
    QMenu* file = window.menuBar()->addMenu(tr("&File"));
    file->setObjectName(QStringLiteral("fileMenu"));
    add(file, tr("&Open..."), {QKeySequence::Open}, window,
        [&] { askForFiles(workbench.library(), &window); });
    add(file, tr("Open &model..."), {}, window, [&] { askForModel(workbench.library(), &window); });
    add(file, tr("Open &text..."), {}, window, [&] { askForText(workbench.library(), &window); });
    add(file, tr("Open &pictures (IDX)..."), {}, window,
        [&] { askForDigits(workbench.library(), &window); });
    add(file, tr("Ope&n experiment..."), {}, window,
        [&] { askForExperiment(workbench.library(), &window); });
    file->addSeparator();
    add(file, tr("&Save text with its neurons..."), {QKeySequence::Save}, window,
        [&] { askToSaveText(workbench.generation(), &window); });
    add(file, tr("&Export..."), {QKeySequence(QStringLiteral("Ctrl+E"))}, window,
        [&window] { askToExport(window.panel(window.currentPanel())); });
    file->addSeparator();
    add(file, tr("Open shipped models"), {}, window,
        [&] { workbench.library().openShippedModels(); });
    QAction* use = add(
        file, tr("Use the trained models"), {}, window, [&] { workbench.training().useModels(); });
    QObject::connect(file, &QMenu::aboutToShow, use,
        [use, &workbench] { use->setEnabled(workbench.training().hasModels()); });
    file->addSeparator();
    add(file, tr("&Quit"), {QKeySequence(QStringLiteral("Ctrl+Q"))}, window,
        [&] { window.close(); });

    QMenu* edit = window.menuBar()->addMenu(tr("&Edit"));
    buildUndoActions(edit, window, workbench);
    edit->addSeparator();
    add(edit, tr("Copy as &command"), {QKeySequence(QStringLiteral("Ctrl+Shift+C"))}, window,
        [&] { window.copyCommand(); });
    edit->addSeparator();
    add(edit, tr("Pre&ferences..."), {QKeySequence(QStringLiteral("Ctrl+,"))}, window,
        [&] { showPreferences(window); });

    buildViewMenu(window.menuBar()->addMenu(tr("&View")), window);

    QMenu* run = window.menuBar()->addMenu(tr("&Run"));
    add(run, tr("&Run or pause"),
        {QKeySequence(QStringLiteral("F5")), QKeySequence(QStringLiteral("Ctrl+Return")),
            QKeySequence(QStringLiteral("Ctrl+Enter"))},
        window, [&window] { window.runMain(); });
    add(run, tr("&Stop"), {QKeySequence(QStringLiteral("Esc"))}, window,
        [&window] { window.stop(); });

    buildHelpMenu(window.menuBar()->addMenu(tr("&Help")), window);
}

} // namespace glowworm
