// SPDX-License-Identifier: GPL-3.0-or-later
// Where results go: what is tried before the work, and how files, pipes, devices and handed
// descriptors are written.
#include "model/io/output_target.h"
#include "model/io/paths.h"
#include "support/file_bytes.h"
#include "support/run_test.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <optional>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace glowworm;
using namespace glowworm::test;

namespace {

/// What is in a pipe or file from its present place on.
std::string rest(int file)
{
    std::string text;
    char piece[256];
    for (ssize_t got = 0; (got = read(file, piece, sizeof piece)) > 0;)
        text.append(piece, static_cast<std::size_t>(got));
    return text;
}

std::string named(int file) { return "/dev/fd/" + std::to_string(file); }

/// Runs `action` in a child process whose standard output is `file`.
template <class Action> bool inChildWritingTo(int file, Action action)
{
    const pid_t child = fork();
    if (child == 0) {
        dup2(file, STDOUT_FILENO);
        _exit(action() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

class TestOutputTarget : public QObject {
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    int entries() const
    {
        const std::filesystem::directory_iterator folder(m_folder->path().toStdString());
        return static_cast<int>(std::distance(begin(folder), end(folder)));
    }

private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); } // as both programs do
    void init() { m_folder.emplace(); }

    void isTriedBeforeTheWork()
    {
        const QString missing = refusal([&] { OutputTarget target(path("none") / "x.csv"); });
        QVERIFY2(missing.contains(QStringLiteral("none/x.csv"))
                && missing.contains(QStringLiteral("No such file")),
            qPrintable(missing));
        QVERIFY2(missing.contains(QStringLiteral("Make that folder"))
                && !missing.contains(QStringLiteral("free")),
            qPrintable(missing));
        QVERIFY2(
            !missing.contains(QStringLiteral("older file")), qPrintable(missing)); // there is none
        QVERIFY(refusal([&] {
            OutputTarget target(path(""));
        }).contains(QStringLiteral("not the name of a file")));
        QVERIFY(refusal([&] {
            OutputTarget target{std::filesystem::path(m_folder->path().toStdString())};
        }).contains(QStringLiteral("Is a directory")));
        QVERIFY(refusal([&] {
            OutputTarget target{std::filesystem::path()};
        }).contains(QStringLiteral("empty name")));
        QVERIFY(refusal([&] {
            OutputTarget target(path(std::string(300, 'n').c_str()));
        }).contains(QStringLiteral("shorter name")));
        std::filesystem::create_symlink("loop", path("loop"));
        QVERIFY(refusal([&] {
            OutputTarget target(path("loop") / "x");
        }).contains(QStringLiteral("Too many levels")));
    }

    void tryingChangesNothing()
    {
        writeBytes(path("old.csv"), "old");
        OutputTarget old(path("old.csv"));
        const OutputTarget fresh(path("new.csv"));
        QCOMPARE(entries(), 1);
        QCOMPARE(readBytes(path("old.csv")), std::string("old"));
        old.write("new");
        QCOMPARE(readBytes(path("old.csv")), std::string("new"));
        QCOMPARE(entries(), 1);
    }

    void whatAKilledWriterLeftIsSwept()
    {
        writeBytes(path(".glowworm-1-0.part"), "torn");
        OutputTarget(path("table.csv")).write("a,b\n");
        QCOMPARE(entries(), 1);
    }

    void whatIsMadeWhileItIsWrittenIsWholeOrNotThere()
    {
        writeBytes(path("table.csv"), "old");
        QVERIFY(refusal([&] {
            OutputTarget(path("table.csv")).write([](const PutText& put) {
                put("a,b\n");
                throw Error("Half of it is missing.");
            });
        }).contains(QStringLiteral("Half of it")));
        QCOMPARE(readBytes(path("table.csv")), std::string("old"));
        QCOMPARE(entries(), 1);
        OutputTarget(path("table.csv")).write([](const PutText& put) {
            for (int row = 0; row < 3; ++row)
                put(std::to_string(row) + "\n");
        });
        QCOMPARE(readBytes(path("table.csv")), std::string("0\n1\n2\n"));
    }

    void pipesAreWrittenDirectly()
    {
        int ends[2];
        QCOMPARE(pipe2(ends, O_CLOEXEC), 0);
        OutputTarget(named(ends[1])).write("through a pipe"); // as bash hands >(program)
        close(ends[1]);
        QCOMPARE(rest(ends[0]), std::string("through a pipe"));
        close(ends[0]);

        QCOMPARE(mkfifo(path("fifo").c_str(), 0600), 0);
        const int reader = open(path("fifo").c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        OutputTarget(path("fifo")).write("by name");
        QCOMPARE(rest(reader), std::string("by name"));
        close(reader);
    }

    void readersThatHaveGoneOrNeverComeAreSaid()
    {
        int ends[2];
        QCOMPARE(pipe2(ends, O_CLOEXEC), 0);
        OutputTarget target(named(ends[1]));
        close(ends[0]);
        QVERIFY(refusal([&] { target.write("x"); }).contains(QStringLiteral("has gone")));
        close(ends[1]);

        QCOMPARE(mkfifo(path("fifo").c_str(), 0600), 0);
        OutputTarget lonely(path("fifo"), std::chrono::milliseconds(0));
        QVERIFY(refusal([&] { lonely.write("x"); }).contains(QStringLiteral("Nobody reads")));
    }

    void aReaderMayComeLater()
    {
        QCOMPARE(mkfifo(path("fifo").c_str(), 0600), 0);
        OutputTarget target(path("fifo"));
        const pid_t child = fork();
        if (child == 0)
            _exit(rest(open(path("fifo").c_str(), O_RDONLY)) == "at last" ? 0 : 1);
        target.write("at last");
        int status = 0;
        waitpid(child, &status, 0);
        QCOMPARE(status, 0);
    }

    void devicesAreWrittenDirectly()
    {
        OutputTarget("/dev/null").write("x");
        std::filesystem::create_symlink("/dev/full", path("full"));
        OutputTarget full(path("full"));
        const QString text = refusal([&] { full.write("x"); });
        QVERIFY2(text.contains(QStringLiteral("No space left")), qPrintable(text));
        QVERIFY(std::filesystem::is_symlink(path("full")));
    }

    void aHandedFileIsContinued()
    {
        writeBytes(path("log"), "head\n");
        const int log = open(path("log").c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
        OutputTarget(named(log)).write("tail\n");
        QCOMPARE(readBytes(path("log")), std::string("head\ntail\n"));
        close(log);
        const int readOnly = open(path("log").c_str(), O_RDONLY | O_CLOEXEC);
        QVERIFY(!refusal([&] {
            OutputTarget target{std::filesystem::path(named(readOnly))};
        }).isEmpty());
        close(readOnly);
        QVERIFY(!refusal([&] {
            OutputTarget target{std::filesystem::path(named(readOnly))};
        }).isEmpty()); // closed
    }

    void theFileOfStandardOutputKeepsWhatIsInIt_data()
    {
        QTest::addColumn<bool>("byName");
        QTest::newRow("/dev/stdout") << false;
        QTest::newRow("its own name") << true;
    }
    void theFileOfStandardOutputKeepsWhatIsInIt()
    {
        QFETCH(bool, byName);
        const int file = open(path("out").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        QVERIFY(inChildWritingTo(file, [&] {
            OutputTarget target(byName ? path("out") : std::filesystem::path("/dev/stdout"));
            const bool begun = write(STDOUT_FILENO, "table\n", 6) == 6;
            target.write("rows\n");
            return begun && target.isStandardOutput();
        }));
        QCOMPARE(readBytes(path("out")), std::string("table\nrows\n"));
        close(file);
    }

    void theFirstFreeNameIsFound()
    {
        QCOMPARE(freePath(path("run")), path("run"));
        writeBytes(path("kept.json"), "");
        std::filesystem::create_symlink("nowhere", path("kept-2.json"));
        QCOMPARE(freePath(path("kept"), ".json"), path("kept-3.json"));
        const QString name = QString::fromStdString(stamped("token"));
        QVERIFY2(QRegularExpression(QStringLiteral("^\\d{8}-\\d{6}-token$")).match(name).hasMatch(),
            qPrintable(name));
    }
};

GLOWWORM_TEST(TestOutputTarget)
#include "tst_output_target.moc"
