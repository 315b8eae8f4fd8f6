// SPDX-License-Identifier: GPL-3.0-or-later
// The window's start: environment, application, workbench, window. Files are opened after the first
// frame, and read in the background, as the session to begin with is while that frame is made.
#include "startup.h"

#include "model/base/build_info.h"
#include "model/base/sentence.h"
#include "model/data/data_folder.h"
#include "model/jobs/session_run.h"
#include "process.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/shell/demo.h"
#include "ui/shell/event_probe.h"
#include "ui/shell/main_window.h"
#include "ui/shell/session_keeper.h"
#include "ui/shell/session_menu.h"
#include "ui/shell/synthetic_input.h"
#include "ui/shell/tour.h"
#include "ui/widgets/language.h"
#include "ui/widgets/motion.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/settings.h"

#include <QApplication>
#include <QFileInfo>
#include <QLocale>
#include <QScopeGuard>
#include <QSettings>
#include <QStatusBar>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

using namespace glowworm;

namespace {

constexpr int kBuildAhead = 1000; // milliseconds after the first frame, which the first text needs
constexpr int kLookAgain = 10;    // milliseconds, for the session that is being read

/// Also how long the first text took to appear.
void probeStart(Workbench& workbench, EventProbe& probe)
{
    QObject::connect(
        &workbench.generation(), &Generation::updated, &probe,
        [&probe] { probe.note(QStringLiteral("first_text_ms"), millisecondsOfProcess()); },
        Qt::SingleShotConnection);
}

/// What must be as the person wants it before the first widget is made.
void takeSettings(QApplication& application)
{
    migrateSettings();
    setMotion(application, motionChoiceOf(settings::kMotion.value()));
    if (settings::kPlainNumbers.value())
        QLocale::setDefault(QLocale::c());
}

/// What all windows of this process have in common: there is one at a time.
struct Process {
    Options options; // files, panel: of the first window
    ThemeChoice theme;
    int textZoom;
    std::unique_ptr<EventProbe> probe;
    std::unique_ptr<SessionSearch> search;     // among the files, until it is known what it finds
    std::shared_ptr<const SavedSession> found; // to begin with
    QString foundFile;
    Signals signals;
    bool isFirst = true; // window
    int exitCode = 0;

    bool isDemo() const { return !options.demoFolder.isEmpty(); }
};

/// A session among the files is looked for while the window is made.
void search(Process& process)
{
    if (process.options.files.isEmpty() || process.isDemo())
        return;
    std::vector<std::filesystem::path> files;
    for (const QString& file : process.options.files)
        files.push_back(toPath(file));
    process.search = std::make_unique<SessionSearch>(std::move(files));
}

/// Whether it is known. What cannot be read stays among the files, and is told when they are
/// opened.
bool isKnown(Process& process)
{
    if (!process.search)
        return true;
    std::optional<SessionSearch::Found> found = process.search->take();
    if (!found)
        return false;
    process.search.reset();
    process.found = std::move(found->session);
    if (process.found)
        process.foundFile = process.options.files.takeAt(static_cast<qsizetype>(found->place));
    return true;
}

void whenKnown(Process& process, MainWindow& window, std::function<void()> then)
{
    if (isKnown(process)) {
        then();
        return;
    }
    window.statusBar()->showMessage(QApplication::tr("Reading what is to be opened..."));
    auto* look = new QTimer(&window);
    QObject::connect(look, &QTimer::timeout, &window, [&process, &window, look, then] {
        if (!isKnown(process))
            return;
        look->stop();
        window.statusBar()->clearMessage();
        then();
    });
    look->start(kLookAgain);
}

/// What opens with the first frame.
void openFiles(Process& process, Workbench& workbench, SessionKeeper* keeper)
{
    const bool showsPanel = process.options.panel.isEmpty();
    if (keeper && process.found)
        keeper->beginWith(std::exchange(process.found, nullptr),
            QApplication::tr("%1 is open.")
                .arg(shownName(QFileInfo(process.foundFile).fileName())));
    else if (keeper && process.isFirst && !settings::kReopen.value())
        keeper->setAside();
    if (!keeper || !keeper->restore(showsPanel)) {
        workbench.library().openShippedModels();
        workbench.library().openDefaultData();
    }
    workbench.library().open(std::exchange(process.options.files, {}));
    workbench.library().setStarting(false);
    process.options.panel.clear();
    if (keeper)
        keeper->begin();
}

void complain(const QString& sentence)
{
    std::fprintf(stderr, "glowworm: %s\n", sentence.toLocal8Bit().constData());
}

/// A signal ends this window, and with it the program; what is not kept then has no other reader.
void obeySignals(Process& process, Workbench& workbench, MainWindow& window)
{
    process.signals.setLeave([&window] { window.closeUnattended(); });
    QObject::connect(&workbench, &Workbench::unkept, &window, [&process](const QString& sentence) {
        if (process.signals.came())
            complain(sentence);
    });
}

std::unique_ptr<Demo> demoOf(Process& process, Workbench& workbench, MainWindow& window)
{
    if (!process.isDemo())
        return nullptr;
    window.resize(1280, 800); // the pictures do not depend on the last size
    auto script = std::make_unique<Demo>(window, workbench, process.options.demoFolder);
    QObject::connect(script.get(), &Demo::ended, &window, [&](bool complete) {
        process.exitCode = complete ? 0 : 1;
        window.close();
    });
    return script;
}

/// From its first frame to its end. Returns what another one is to follow with; none: that was all.
std::optional<WindowStart> showWindow(Process& process, WindowStart start)
{
    Workbench workbench;
    workbench.library().setStarting(true);
    MainWindow window(workbench, process.theme, process.textZoom);
    if (!process.options.panel.isEmpty())
        window.showPanel(panelFor(process.options.panel));
    if (process.probe && process.isFirst)
        probeStart(workbench, *process.probe);
    std::unique_ptr<SessionKeeper> keeper; // a demo leaves no traces
    if (!process.isDemo()) {
        keeper = std::make_unique<SessionKeeper>(window, workbench, std::move(start));
        addSessionMenu(window, workbench, *keeper);
    }
    const auto outlived = qScopeGuard([&process] { process.signals.setLeave({}); });
    obeySignals(process, workbench, window);
    const std::unique_ptr<Demo> script = demoOf(process, workbench, window);
    QObject::connect(&window, &MainWindow::painted, &window, [&] {
        if (process.probe && process.isFirst)
            process.probe->note(QStringLiteral("first_frame_ms"), millisecondsOfProcess());
        whenKnown(process, window, [&] { openFiles(process, workbench, keeper.get()); });
        QTimer::singleShot(kBuildAhead, &window, &MainWindow::buildAllPanels);
        if (script)
            script->start();
        else
            window.tour().offerWhenQuiet();
    });
    window.show();
    if (const int code = QApplication::exec(); code != 0)
        process.exitCode = code;
    process.theme = window.themeChoice();
    process.textZoom = window.textZoom();
    std::optional<WindowStart> next = keeper ? keeper->end() : std::nullopt;
    if (keeper && !next && !keeper->lost().isEmpty())
        complain(keeper->lost());
    return next;
}

/// One window after another, until nobody wants another one, or the system wants the end: also
/// while one makes room for the next.
void showWindows(Process& process)
{
    for (std::optional<WindowStart> start = WindowStart(); start; process.isFirst = false) {
        start = showWindow(process, std::move(*start));
        if (start && process.signals.came()) {
            if (start->folder)
                start->folder->close();
            return;
        }
    }
}

int runWindow(int argc, char** argv)
{
    QApplication::setApplicationName(QStringLiteral("glowworm"));
    QApplication::setOrganizationName(QStringLiteral("glowworm"));
    QApplication::setApplicationVersion(QString::fromStdString(version()));
    QApplication::setDesktopFileName(QStringLiteral("glowworm"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    const Options options = readOptions(argc, argv);
    if (!options.demoFolder.isEmpty())
        synthetic::doWithoutInputMethod();
    const std::unique_ptr<QApplication> application = openDisplay(argc, argv);
    const bool demo = !options.demoFolder.isEmpty();

    if (!demo) // its pictures are the same for everybody
        takeSettings(*application);
    speak(*application,
        languageFor(!options.language.isEmpty() ? options.language
                : demo                          ? QStringLiteral("en")
                                                : settings::kLanguage.value(),
            QLocale::system().uiLanguages()));
    const ThemeChoice theme = themeChoiceOf(
        options.theme.isEmpty() && !demo ? settings::kTheme.value() : options.theme);
    const int kept = settings::kTextSize.value(),
              textZoom = demo ? kUsualTextZoom : std::clamp(kept, kLeastTextZoom, kMostTextZoom);
    applyTheme(*application, theme, textZoom);
    touchPlugins(*application);
    Process process;
    process.options = options;
    process.theme = theme;
    process.textZoom = textZoom;
    if (options.probe)
        process.probe = std::make_unique<EventProbe>();
    search(process);
    showWindows(process);
    if (process.probe
        && (std::printf("%s\n", process.probe->report().constData()) < 0
            || std::fflush(stdout) != 0))
        process.exitCode = 1;
    return process.exitCode;
}

} // namespace

int main(int argc, char** argv)
{
    holdStandardStreams();
    prepareProcess();
    try {
        return runWindow(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "glowworm: %s\n", sentenceOf(error).c_str());
        return 1;
    }
}
