// SPDX-License-Identifier: GPL-3.0-or-later
// The window's start: environment, application, workbench, window. Files are read after the first
// frame.
#include "startup.h"

#include "model/base/build_info.h"
#include "model/base/error.h"
#include "model/base/sentence.h"
#include "model/data/data_folder.h"
#include "model/io/file_kind.h"
#include "model/session/session_file.h"
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
#include "ui/widgets/motion.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/settings.h"

#include <QApplication>
#include <QFileInfo>
#include <QLocale>
#include <QSettings>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>

using namespace glowworm;

namespace {

constexpr int kBuildAhead = 1000; // milliseconds after the first frame, which the first text needs

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

/// The first session among the files, which a window begins with in place of the last one. What
/// cannot be read stays among them, and is told when they are opened.
WindowStart takeSession(QStringList& files)
{
    for (const QString& file : files)
        try {
            InputFile input(toPath(file));
            if (identify(input).kind != FileKind::Session)
                continue;
            SavedSession session = readSession(toPath(file));
            unpackModels(session, takenFolder());
            WindowStart start{{}, std::make_shared<const SavedSession>(std::move(session)),
                QApplication::tr("%1 is open.").arg(shownName(QFileInfo(file).fileName())), {}};
            files.removeOne(file);
            return start;
        } catch (const Error&) {
        }
    return {};
}

/// What all windows of this process have in common: there is one at a time.
struct Process {
    Options options; // files, panel: of the first window
    ThemeChoice theme;
    int textZoom;
    std::unique_ptr<EventProbe> probe;
    int exitCode = 0;

    bool isDemo() const { return !options.demoFolder.isEmpty(); }
};

/// What opens with the first frame.
void openFiles(Process& process, Workbench& workbench, SessionKeeper* keeper)
{
    const bool showsPanel = process.options.panel.isEmpty();
    if (!keeper || !keeper->restore(showsPanel)) {
        workbench.library().openShippedModels();
        workbench.library().openDefaultData();
    }
    workbench.library().open(std::exchange(process.options.files, {}));
    process.options.panel.clear();
    if (keeper)
        keeper->begin();
}

/// From its first frame to its end. Returns what another one is to follow with; none: that was all.
std::optional<WindowStart> showWindow(Process& process, WindowStart start, bool isFirst)
{
    Workbench workbench;
    MainWindow window(workbench, process.theme, process.textZoom);
    if (!process.options.panel.isEmpty())
        window.showPanel(panelFor(process.options.panel));
    if (process.probe && isFirst)
        probeStart(workbench, *process.probe);
    std::unique_ptr<SessionKeeper> keeper; // a demo leaves no traces
    if (!process.isDemo()) {
        keeper = std::make_unique<SessionKeeper>(window, workbench, std::move(start));
        addSessionMenu(window, workbench, *keeper);
        if (isFirst && !settings::kReopen.value())
            keeper->setAside();
    }
    const Signals signals([&window] { window.close(); });

    std::unique_ptr<Demo> script;
    if (process.isDemo()) {
        window.resize(1280, 800); // the pictures do not depend on the last size
        script = std::make_unique<Demo>(window, workbench, process.options.demoFolder);
        QObject::connect(script.get(), &Demo::ended, &window, [&](bool complete) {
            process.exitCode = complete ? 0 : 1;
            window.close();
        });
    }
    QObject::connect(&window, &MainWindow::painted, &window, [&] {
        if (process.probe && isFirst)
            process.probe->note(QStringLiteral("first_frame_ms"), millisecondsOfProcess());
        openFiles(process, workbench, keeper.get());
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
    return keeper ? keeper->end() : std::nullopt;
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
    const ThemeChoice theme = themeChoiceOf(
        options.theme.isEmpty() && !demo ? settings::kTheme.value() : options.theme);
    const int kept = settings::kTextSize.value(),
              textZoom = demo ? kUsualTextZoom : std::clamp(kept, kLeastTextZoom, kMostTextZoom);
    applyTheme(*application, theme, textZoom);
    touchPlugins(*application);
    Process process{
        options, theme, textZoom, options.probe ? std::make_unique<EventProbe>() : nullptr, 0};
    std::optional<WindowStart> start = takeSession(process.options.files);
    for (bool isFirst = true; start; isFirst = false)
        start = showWindow(process, std::move(*start), isFirst);
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
