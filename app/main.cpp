// SPDX-License-Identifier: GPL-3.0-or-later
// The window's start: environment, application, workbench, window. Files are read after the first
// frame.
#include "startup.h"

#include "model/base/build_info.h"
#include "model/base/sentence.h"
#include "process.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/shell/demo.h"
#include "ui/shell/event_probe.h"
#include "ui/shell/main_window.h"
#include "ui/shell/synthetic_input.h"
#include "ui/shell/tour.h"

#include <QApplication>
#include <QSettings>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>

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

    const ThemeChoice theme = themeChoiceOf(options.theme.isEmpty() && !demo
            ? QSettings().value(QStringLiteral("theme")).toString()
            : options.theme);
    const int kept = QSettings().value(QStringLiteral("textZoom"), kUsualTextZoom).toInt(),
              textZoom = demo ? kUsualTextZoom : std::clamp(kept, kLeastTextZoom, kMostTextZoom);
    applyTheme(*application, theme, textZoom);
    touchPlugins(*application);
    Workbench workbench;
    MainWindow window(workbench, theme, textZoom);
    if (!options.panel.isEmpty())
        window.showPanel(panelFor(options.panel));
    std::optional<EventProbe> probe;
    if (options.probe)
        probeStart(workbench, probe.emplace());
    const Signals signals([&window] { window.close(); });

    std::unique_ptr<Demo> script;
    int exitCode = 0;
    if (demo) {
        window.resize(1280, 800); // the pictures do not depend on the last size
        script = std::make_unique<Demo>(window, workbench, options.demoFolder);
        QObject::connect(script.get(), &Demo::ended, &window, [&](bool complete) {
            exitCode = complete ? 0 : 1;
            window.close();
        });
    }
    QObject::connect(&window, &MainWindow::painted, &window, [&] {
        if (probe)
            probe->note(QStringLiteral("first_frame_ms"), millisecondsOfProcess());
        workbench.library().openShippedModels();
        workbench.library().openDefaultData();
        workbench.library().open(options.files);
        QTimer::singleShot(kBuildAhead, &window, &MainWindow::buildAllPanels);
        if (script)
            script->start();
        else
            window.tour().offerWhenQuiet();
    });
    window.show();
    const int code = QApplication::exec();
    if (probe && (std::printf("%s\n", probe->report().constData()) < 0 || std::fflush(stdout) != 0))
        exitCode = 1;
    return code != 0 ? code : exitCode;
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
