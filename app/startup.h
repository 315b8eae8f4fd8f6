// SPDX-License-Identifier: GPL-3.0-or-later
// What must be right before and around the window: the environment that libraries read once, the numeric locale, signals as a clean exit,
// the options.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>

class QApplication;

namespace glowworm {

/// First thing in main, before any thread and any library that reads the environment.
void prepareEnvironment();
/// Since the kernel started the process, loading of libraries included; to 10 ms. 0 where the system does not tell.
double millisecondsOfProcess();
/// Right after QApplication, which sets the person's locale: numbers in files keep the C locale.
void prepareLocale();
/// Renders one SVG icon, so that no Qt plugin has to be loaded while LibTorch holds the loader's lock.
void touchPlugins(QApplication& application);

struct Options {
    QString demoFolder; // "" = no demo
    QString theme, panel; // "" = as last time; Generation
    QStringList files;
    bool probe = false;
};
/// Handles --help and --version itself, and ends the program with 2 on a usage error.
Options readOptions(QApplication& application);

/// SIGTERM, SIGINT and SIGHUP call `leave` from the event loop. SIGPIPE and SIGXFSZ are ignored.
class Signals : public QObject {
public:
    explicit Signals(std::function<void()> leave);
    ~Signals() override;

private:
    int m_readEnd = -1;
};

} // namespace glowworm
