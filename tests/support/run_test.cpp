// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/run_test.h"

#include <QSettings>
#include <QTemporaryDir>

#include <cstdio>
#include <cstring>
#include <map>
#include <string>

#ifdef QT_WIDGETS_LIB
#include <QApplication>
using Application = QApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif

namespace {

using Make = std::unique_ptr<QObject> (*)();

std::map<std::string, Make>& tests()
{
    static std::map<std::string, Make> all; // whichever file comes first makes it
    return all;
}

} // namespace

bool addTest(const char* file, Make make)
{
    std::string name = file;
    name.erase(0, name.rfind("tst_") + std::strlen("tst_"));
    name.erase(name.rfind(".cpp"));
    return tests().emplace(std::move(name), make).second;
}

// NAME [options of Qt Test]; without a name, the names. Settings go to folders of this run alone:
// tests run beside each other, and what one chooses must not reach another, nor the person who runs
// them. Data sets are those of that person, where there are any.
int main(int argc, char** argv)
{
    const auto found = argc < 2 ? tests().end() : tests().find(argv[1]);
    if (found == tests().end()) {
        std::fprintf(stderr, "Say which tests to run, and then what Qt Test takes:\n");
        for (const auto& [name, make] : tests())
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    argv[1] = argv[0];
    --argc;
    ++argv;
    const QTemporaryDir person;
    if (!person.isValid())
        qFatal("no temporary folder: %s", qPrintable(person.errorString()));
    for (const char* folder : {"XDG_CONFIG_HOME", "XDG_STATE_HOME"})
        qputenv(folder, person.filePath(QLatin1String(folder)).toUtf8());
    Application application(argc, argv);
    Application::setOrganizationName(QStringLiteral("glowworm")); // names that QSettings asks for
    Application::setApplicationName(QStringLiteral("glowworm-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    const std::unique_ptr<QObject> test = found->second();
    return QTest::qExec(test.get(), argc, argv);
}
