// SPDX-License-Identifier: GPL-3.0-or-later
// What must be right before and around the window: the options, the display, the numeric locale,
// signals as a clean exit.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

class QApplication;

namespace glowworm {

/// Since the kernel started the process, loading of libraries included; to 10 ms. 0 where the
/// system does not tell.
double millisecondsOfProcess();
/// Renders one SVG icon, so that no Qt plugin has to be loaded while LibTorch holds the loader's
/// lock.
void touchPlugins(QApplication& application);

struct Options {
    QString demoFolder;   // "" = no demo
    QString theme, panel; // "" = as last time; Generation
    QString language;     // "" = as chosen
    QStringList files;
    bool probe = false;
};
/// Before QApplication, so that no display is needed. Handles --help and --version itself, and ends
/// the program with 2 on a usage error. Qt's own options are let through.
Options readOptions(int& argc, char** argv);

/// The QApplication, or the end of the program with 1 and one sentence where there is no display to
/// use. It has set the person's locale, but that numbers in files keep the C locale.
std::unique_ptr<QApplication> openDisplay(int& argc, char** argv);

/// SIGTERM, SIGINT and SIGHUP, but for those that came ignored, call what setLeave() was last given
/// from the event loop. None is lost where there is none: see came(). As long as the program lives.
class Signals : public QObject {
public:
    Signals();
    ~Signals() override;
    void setLeave(std::function<void()> leave);
    bool came(); // at any time, whether or not the event loop has seen it

private:
    bool takes(); // one of them

    int m_readEnd;
    std::function<void()> m_leave;
    bool m_came = false;
};

} // namespace glowworm
