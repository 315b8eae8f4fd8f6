// SPDX-License-Identifier: GPL-3.0-or-later
#include "startup.h"

#include "model/base/build_info.h"
#include "process.h"
#include "ui/shell/panel_list.h"
#include "ui/widgets/language.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QPixmap>
#include <QSocketNotifier>

#include <algorithm>
#include <charconv>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

#include <unistd.h>

namespace glowworm {
namespace {

[[noreturn]] void refuse(const QString& sentence)
{
    std::fprintf(
        stderr, "glowworm: %s\nTry glowworm --help.\n", sentence.toLocal8Bit().constData());
    std::exit(2);
}

/// The rest of the output that was asked for, and the end.
[[noreturn]] void finish()
{
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        std::exit(0);
    std::fprintf(stderr, "glowworm: Standard output did not take the whole text.\n");
    std::exit(1);
}

/// Qt would end the program with abort(), after several lines of its own.
void refuseDisplay(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type == QtDebugMsg) // only there when somebody asked for it
        std::fprintf(stderr, "%s\n", text.toLocal8Bit().constData());
    if (type != QtFatalMsg)
        return;
    std::fprintf(stderr,
        "glowworm: There is no display that a window can open on: set DISPLAY or WAYLAND_DISPLAY "
        "to one that is running, or use "
        "glowworm-cli, which needs none.\n");
    std::_Exit(1);
}

/// What QApplication and its platforms take for themselves; the parser only steps over it.
QList<QCommandLineOption> optionsOfQt()
{
    QList<QCommandLineOption> list;
    for (const char* name : {"platform", "platformpluginpath", "platformtheme", "plugin",
             "qwindowgeometry", "qwindowicon", "qwindowtitle", "display", "geometry", "title",
             "name", "icon", "session", "style", "stylesheet"})
        list.append(
            QCommandLineOption(QString::fromLatin1(name), QString(), QStringLiteral("value")));
    for (const char* name : {"reverse", "widgetcount"})
        list.append(QCommandLineOption(QString::fromLatin1(name)));
    for (QCommandLineOption& option : list)
        option.setFlags(QCommandLineOption::HiddenFromHelp);
    return list;
}

/// "en, de or system"
QString oneOf(const QStringList& words)
{
    return words.mid(0, words.size() - 1).join(QStringLiteral(", ")) + QStringLiteral(" or ")
        + words.constLast();
}

} // namespace

double millisecondsOfProcess()
{
    std::ifstream file("/proc/self/stat");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    std::istringstream fields(text.substr(
        std::min(text.size(), text.rfind(')') + 1))); // the name before it may hold anything
    std::string field;
    for (int number = 3; number <= 22; ++number)
        fields >> field;
    double ticks = 0;
    timespec now{};
    if (!fields
        || std::from_chars(field.data(), field.data() + field.size(), ticks).ec != std::errc{}
        || ::clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return 0;
    return (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9
               - ticks / static_cast<double>(::sysconf(_SC_CLK_TCK)))
        * 1e3;
}

void touchPlugins(QApplication& application)
{
    const QIcon icon(QStringLiteral(":/icons/glowworm.svg"));
    icon.pixmap(32, 32);
    application.setWindowIcon(icon);
}

Options readOptions(int& argc, char** argv)
{
    const QCoreApplication words(
        argc, argv); // what the parser needs of an application; gone before the real one comes
    QCommandLineParser parser; // in English, as the command line is
    parser.setSingleDashWordOptionMode(
        QCommandLineParser::ParseAsLongOptions); // as Qt writes its own
    parser.setApplicationDescription(QStringLiteral(
        "Watch which neurons of a sparse feed-forward layer fire: train, generate, draw, time."));
    QStringList themes, panels, spoken = languages() + QStringList(QStringLiteral("system"));
    for (const char* word : kThemeWords)
        themes << QLatin1String(word);
    for (int index = 0; index < kPanels; ++index)
        panels << wordFor(static_cast<PanelId>(index));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption showVersion = parser.addVersionOption();
    const QCommandLineOption demo(QStringLiteral("demo"),
        QStringLiteral("Play the guided demo, leave pictures and summary.json in DIR, exit."),
        QStringLiteral("DIR"));
    const QCommandLineOption theme(QStringLiteral("theme"),
        QStringLiteral("Colours: %1.").arg(oneOf(themes)), QStringLiteral("NAME"));
    const QCommandLineOption panel(QStringLiteral("panel"),
        QStringLiteral("First panel: %1.").arg(oneOf(panels)), QStringLiteral("NAME"));
    const QCommandLineOption language(QStringLiteral("language"),
        QStringLiteral("Language of the window: %1.").arg(oneOf(spoken)), QStringLiteral("CODE"));
    const QCommandLineOption probe(QStringLiteral("probe"),
        QStringLiteral(
            "Measure the delays of the event loop and print them at exit as one JSON line."));
    parser.addOptions({demo, theme, panel, language, probe});
    parser.addOptions(optionsOfQt());
    parser.addPositionalArgument(QStringLiteral("files"),
        QStringLiteral("Models, sessions, tapes, results of experiments and of timings, texts, "
                       "IDX pictures or drawings (PNG) to open, whatever their names."),
        QStringLiteral("[files...]"));
    if (!parser.parse(QCoreApplication::arguments()))
        refuse(parser.errorText());
    if (parser.isSet(help)) {
        std::fputs(parser.helpText().toLocal8Bit().constData(), stdout);
        finish();
    }
    if (parser.isSet(showVersion)) {
        std::printf("glowworm %s\n", version().c_str());
        finish();
    }
    const auto check = [&parser](const QCommandLineOption& option, const QStringList& allowed) {
        if (parser.isSet(option) && !allowed.contains(parser.value(option)))
            refuse(QStringLiteral("--%1 is one of %2, not \"%3\".")
                       .arg(option.names().constFirst(), allowed.join(QStringLiteral(", ")),
                           parser.value(option)));
    };
    check(theme, themes);
    check(language, spoken);
    check(panel, panels);
    return {parser.value(demo), parser.value(theme), parser.value(panel), parser.value(language),
        parser.positionalArguments(), parser.isSet(probe)};
}

std::unique_ptr<QApplication> openDisplay(int& argc, char** argv)
{
    const QtMessageHandler before = qInstallMessageHandler(refuseDisplay);
    auto application = std::make_unique<QApplication>(argc, argv);
    qInstallMessageHandler(before);
    std::setlocale(LC_NUMERIC, "C");
    return application;
}

Signals::Signals()
    : m_readEnd(catchSignals(false))
{
    if (m_readEnd < 0)
        return;
    auto* notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        while (takes())
            if (m_leave)
                m_leave();
    });
}

void Signals::setLeave(std::function<void()> leave) { m_leave = std::move(leave); }

bool Signals::takes()
{
    char byte = 0;
    const bool takes = m_readEnd >= 0 && ::read(m_readEnd, &byte, 1) > 0;
    m_came = m_came || takes;
    return takes;
}

bool Signals::came()
{
    while (takes()) { }
    return m_came;
}

Signals::~Signals()
{
    if (m_readEnd >= 0)
        releaseSignals(m_readEnd);
}

} // namespace glowworm
