// SPDX-License-Identifier: GPL-3.0-or-later
// The durable writer under every fault: the system calls it makes are replaced in this program, so
// that the n-th one fails or kills the process. After each fault the file must be the complete old
// or the complete new one.
#include "model/io/atomic_file.h"
#include "support/file_bytes.h"

#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace glowworm;
using namespace glowworm::test;

namespace {

constexpr int kKill = -1; // in place of an errno

/// Which call fails, how and when. Plain data of this test program; the writer runs on its only
/// thread.
struct Fault {
    const char* call = nullptr;
    int code = 0;
    int countdown = 0; // 1 = the next one
    bool fired = false;
    bool refuseNameless = false; // a file system without O_TMPFILE
};
Fault g_fault;

bool fails(const char* call)
{
    if (!g_fault.call || std::strcmp(call, g_fault.call) != 0 || --g_fault.countdown != 0)
        return false;
    g_fault.fired = true;
    if (g_fault.code == kKill)
        kill(getpid(), SIGKILL);
    errno = g_fault.code;
    return true;
}

template <class... Arguments> long pass(const char* call, long number, Arguments... arguments)
{
    return fails(call) ? -1 : syscall(number, arguments...);
}

} // namespace

extern "C" {
ssize_t write(int file, const void* data, size_t size)
{
    return pass("write", SYS_write, file, data, size);
}
int fallocate(int file, int mode, off_t start, off_t size)
{
    return static_cast<int>(pass("fallocate", SYS_fallocate, file, mode, start, size));
}
int fdatasync(int file) { return static_cast<int>(pass("fdatasync", SYS_fdatasync, file)); }
int fsync(int file) { return static_cast<int>(pass("fsync", SYS_fsync, file)); }
int linkat(int from, const char* old, int to, const char* name, int flags) noexcept
{
    return static_cast<int>(pass("linkat", SYS_linkat, from, old, to, name, flags));
}
int renameat(int from, const char* old, int to, const char* name) noexcept
{
    return static_cast<int>(pass("renameat", SYS_renameat2, from, old, to, name, 0));
}
int openat(int folder, const char* name, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    const auto mode = va_arg(list, mode_t);
    va_end(list);
    if (g_fault.refuseNameless && (flags & O_TMPFILE) == O_TMPFILE) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return static_cast<int>(pass("openat", SYS_openat, folder, name, flags, mode));
}
}

class TestAtomicFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        g_fault = {};
        m_folder.emplace();
        m_file = path("state.bin");
    }

    void writesPiecesInOrder()
    {
        const std::string large(9000000, 'x'); // more than one write
        const std::array<std::span<const std::byte>, 3> pieces{
            std::as_bytes(std::span(large)), {}, std::as_bytes(std::span("end", 3))};
        writeFileDurably(m_file, pieces);
        QVERIFY(readBytes(m_file) == large + "end");
        writeFileDurably(m_file, "");
        QCOMPARE(readBytes(m_file), std::string());
        QCOMPARE(entries(), 1);
    }

    void keepsPermissionsAndLinks()
    {
        writeFileDurably(m_file, "old");
        QCOMPARE(chmod(m_file.c_str(), 0640), 0);
        std::filesystem::create_symlink("state.bin", path("link"));
        writeFileDurably(path("link"), "new");
        QVERIFY(std::filesystem::is_symlink(path("link")));
        QCOMPARE(readBytes(m_file), std::string("new"));
        struct stat status = {};
        QCOMPARE(stat(m_file.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0640U);
    }

    void refusesWhatIsNoFile()
    {
        const QString folder
            = refusal([&] { writeFileDurably(m_folder->path().toStdString(), "x"); });
        QVERIFY2(folder.contains(QStringLiteral("Is a directory")), qPrintable(folder));
        QVERIFY(!refusal([] { writeFileDurably("/dev/null", "x"); }).isEmpty());
        const QString missing = refusal([&] { writeFileDurably(path("none") / "state.bin", "x"); });
        QVERIFY2(missing.contains(QStringLiteral("none/state.bin"))
                && missing.contains(QStringLiteral("No such file")),
            qPrintable(missing));
    }

    void readOnlyFileIsKept()
    {
        if (geteuid() == 0)
            QSKIP("root may write to every file");
        writeFileDurably(m_file, "old");
        QCOMPARE(chmod(m_file.c_str(), 0440), 0);
        QVERIFY(refusal([&] {
            writeFileDurably(m_file, "new");
        }).contains(QStringLiteral("Permission denied")));
        QCOMPARE(readBytes(m_file), std::string("old"));
    }

    void messageNamesNeededAndFreeBytes()
    {
        writeFileDurably(m_file, "old");
        g_fault.call = "fallocate";
        g_fault.code = ENOSPC;
        g_fault.countdown = 1;
        const QString text = refusal([&] { writeFileDurably(m_file, std::string(250000, 'x')); });
        QVERIFY2(text.contains(QStringLiteral("No space left on device (0.3 MB needed, "))
                && text.contains(QStringLiteral(" free)")),
            qPrintable(text));
        QCOMPARE(readBytes(m_file), std::string("old"));
    }

    void fileSizeLimitIsAnError()
    {
        const auto previous = std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit = {};
        getrlimit(RLIMIT_FSIZE, &limit);
        rlimit small = limit;
        small.rlim_cur = 3000000;
        writeFileDurably(m_file, "old");
        setrlimit(RLIMIT_FSIZE, &small);
        const QString text = refusal([&] { writeFileDurably(m_file, std::string(4000000, 'x')); });
        setrlimit(RLIMIT_FSIZE, &limit);
        std::signal(SIGXFSZ, previous);
        QVERIFY2(text.contains(QStringLiteral("File too large")), qPrintable(text));
        QCOMPARE(readBytes(m_file), std::string("old"));
        QCOMPARE(entries(), 1);
    }

    void everyFaultLeavesOldOrNew_data()
    {
        QTest::addColumn<QByteArray>("call");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("nameless");
        QTest::addColumn<bool>("replaces");
        for (const char* call :
            {"openat", "fallocate", "write", "fdatasync", "linkat", "renameat", "fsync"})
            for (const auto& [name, code] : {std::pair{"EIO", EIO}, {"ENOSPC", ENOSPC},
                     {"EDQUOT", EDQUOT}, {"EINTR", EINTR}, {"KILL", kKill}})
                for (bool nameless : {true, false})
                    for (bool replaces : {true, false})
                        QTest::addRow("%s %s %s %s", call, name, nameless ? "O_TMPFILE" : "named",
                            replaces ? "old file" : "no file")
                            << QByteArray(call) << code << nameless << replaces;
    }
    void everyFaultLeavesOldOrNew()
    {
        QFETCH(QByteArray, call);
        QFETCH(int, code);
        QFETCH(bool, nameless);
        QFETCH(bool, replaces);
        const std::string oldContent(1000, 'o'), newContent(2000, 'n');
        for (int n = 1;; ++n) {
            std::filesystem::remove(m_file);
            if (replaces)
                writeFileDurably(m_file, oldContent);
            g_fault = {call.constData(), code, n, false, !nameless};
            const bool saved = code == kKill
                ? savedInChild(newContent)
                : refusal([&] { writeFileDurably(m_file, newContent); }).isEmpty();
            const bool fired = code == kKill ? !saved : g_fault.fired;
            g_fault = {};

            const std::string found
                = std::filesystem::exists(m_file) ? readBytes(m_file) : std::string();
            if (saved
                || call == "fsync") // the folder is synced when the new file is already in place
                QVERIFY(found == newContent);
            else
                QVERIFY(found == (replaces ? oldContent : std::string()));
            QCOMPARE(saved, !fired || code == EINTR);
            if (code == kKill)
                sweepTemporaryFiles(m_folder->path().toStdString());
            QCOMPARE(entries(), found.empty() ? 0 : 1);
            if (!fired)
                break;
        }
    }

    void aFullDiskIsMetBeforeTheWork()
    {
        writeBytes(m_file, "old");
        for (bool nameless : {true, false}) {
            g_fault = {"fallocate", ENOSPC, 1, false, !nameless};
            const QString text = refusal([&] { requireWritable(m_file); });
            QVERIFY2(text.contains(QStringLiteral("No space left"))
                    && text.contains(QStringLiteral("Free space")),
                qPrintable(text));
            QVERIFY(g_fault.fired);
            QCOMPARE(entries(), 1);
        }
        g_fault = {"fallocate", EMFILE, 1};
        const QString files = refusal([&] { requireWritable(m_file); });
        QVERIFY2(files.contains(QStringLiteral("ulimit -n"))
                && !files.contains(QStringLiteral("Free space")),
            qPrintable(files));
        g_fault = {};
        requireWritable(m_file);
        QCOMPARE(readBytes(m_file), std::string("old"));
    }

    void unsupportedReservationGoesOn()
    {
        g_fault.call = "fallocate";
        g_fault.code = EOPNOTSUPP;
        g_fault.countdown = 1;
        writeFileDurably(m_file, "new");
        QVERIFY(g_fault.fired);
        QCOMPARE(readBytes(m_file), std::string("new"));
    }

    void withoutProcTheFileGetsAName()
    {
        g_fault.call = "linkat"; // of /proc/self/fd/N
        g_fault.code = ENOENT;
        g_fault.countdown = 1;
        writeFileDurably(m_file, "new");
        QVERIFY(g_fault.fired);
        QCOMPARE(readBytes(m_file), std::string("new"));
        QCOMPARE(entries(), 1);
    }

    void sweepTakesAbandonedFilesOnly()
    {
        writeBytes(path(".glowworm-1-0.part"), "torn");
        writeBytes(path(".glowworm-2-0.part"), "being written");
        writeBytes(path("notes.part"), "mine");
        writeBytes(path(".other-1.part"), "mine");
        std::filesystem::create_directory(path(".glowworm-3-0.part"));
        const int writer = open(path(".glowworm-2-0.part").c_str(), O_RDWR | O_CLOEXEC);
        QCOMPARE(flock(writer, LOCK_EX), 0);
        sweepTemporaryFiles(m_folder->path().toStdString());
        QVERIFY(!std::filesystem::exists(path(".glowworm-1-0.part")));
        QCOMPARE(entries(), 4);
        close(writer);
        sweepTemporaryFiles(m_folder->path().toStdString());
        QCOMPARE(entries(), 3);
        sweepTemporaryFiles(path("none")); // no folder, nothing to do
    }

private:
    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }

    int entries() const
    {
        const std::filesystem::directory_iterator folder(m_folder->path().toStdString());
        return static_cast<int>(std::distance(begin(folder), end(folder)));
    }

    /// Whether a child process lived to see the end of the write.
    bool savedInChild(const std::string& content) const
    {
        const pid_t child = fork();
        if (child == 0) {
            writeFileDurably(m_file, content);
            _exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        return WIFEXITED(status);
    }

    std::optional<QTemporaryDir> m_folder;
    std::filesystem::path m_file;
};

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "tst_atomic_file.moc"
