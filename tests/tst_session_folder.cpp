// SPDX-License-Identifier: GPL-3.0-or-later
// The folder in which a window keeps its session: whose it is, how it was left, and the session
// before.
#include "model/session/session_folder.h"

#include "support/file_bytes.h"
#include "support/run_test.h"

#include <QTemporaryDir>
#include <QtTest>

#include <optional>

using namespace glowworm;
using namespace glowworm::test;
namespace fs = std::filesystem;

namespace {

SavedSession withValues(const std::string& values) { return {values, nullptr, {}}; }

} // namespace

class TestSessionFolder : public QObject {
    Q_OBJECT

    std::optional<QTemporaryDir> m_state;

private Q_SLOTS:
    void init()
    {
        m_state.emplace();
        qputenv("XDG_STATE_HOME", m_state->path().toUtf8());
    }

    void eachWindowHasAFolderOfItsOwn()
    {
        std::optional<SessionFolder> first(std::in_place), second(std::in_place);
        QVERIFY(first->file() != second->file());
        const fs::path firsts = first->file();
        first.reset();
        const SessionFolder third;
        QCOMPARE(third.file(), firsts); // it is free again
    }

    void whoWasKilledLeavesAMark()
    {
        {
            SessionFolder folder;
            QVERIFY(!folder.wasLeftOpen());
            folder.close();
        }
        {
            const SessionFolder folder;
            QVERIFY(!folder.wasLeftOpen());
        }
        const SessionFolder folder;
        QVERIFY(folder.wasLeftOpen());
        QVERIFY(!folder.isSuspect());
    }

    void aSessionThatNobodyStandsIsSuspect()
    {
        const auto start = [](bool settles) {
            SessionFolder folder; // and is killed
            const bool suspect = folder.isSuspect();
            if (settles)
                folder.settled();
            return suspect;
        };
        QVERIFY(!start(true));
        for (int round = 0; round < 3; ++round) { // each time all was well in the end
            QVERIFY(!start(false));
            QVERIFY(!start(true));
        }
        for (const bool closed : {false, true}) { // before
            if (closed)
                SessionFolder().close();
            else
                start(true);
            QVERIFY(!start(false));
            QVERIFY(!start(false));
            QVERIFY(start(false));
        }
    }

    void anotherSessionKeepsTheOneBefore()
    {
        SessionFolder folder;
        writeSession(folder.file(), withValues(R"({"a": 1})"));
        const SavedSession opened = withValues(R"({"b": 2})");
        folder.replace(withValues(R"({"a": 2})"), &opened);
        QCOMPARE(readSession(folder.file()).values, opened.values);
        QCOMPARE(readSession(folder.before()).values, std::string(R"({"a": 2})"));
        folder.bringBack(withValues(R"({"b": 3})"));
        QCOMPARE(readSession(folder.file()).values, std::string(R"({"a": 2})"));
        QCOMPARE(readSession(folder.before()).values, std::string(R"({"b": 3})"));
        folder.replace(withValues(R"({"a": 4})"), nullptr);
        QVERIFY(!fs::exists(folder.file()));
        QCOMPARE(readSession(folder.before()).values, std::string(R"({"a": 4})"));
        int files = 0;
        for ([[maybe_unused]] const auto& entry :
            fs::directory_iterator(folder.file().parent_path()))
            ++files;
        QCOMPARE(files, 3); // the lock, the mark, the one before: nothing lies about
    }

    /// A program that was killed between two steps.
    void aSwapThatWasKilledIsUndoneOrDone()
    {
        fs::path home;
        const auto files = [&](std::initializer_list<std::pair<const char*, const char*>> all) {
            SessionFolder folder;
            home = folder.file().parent_path();
            for (const auto& entry : fs::directory_iterator(home))
                if (entry.path().extension() == ".glowworm")
                    fs::remove(entry.path());
            for (const auto& [name, values] : all)
                writeSession(home / name, withValues(values));
        };
        const auto valuesOf = [](const fs::path& file) {
            return fs::exists(file) ? readSession(file).values : std::string("none");
        };
        files(
            {{"session.glowworm", R"({"now": 1})"}, {"session-waiting.glowworm", R"({"old": 1})"}});
        {
            const SessionFolder folder;
            QCOMPARE(valuesOf(folder.file()), std::string(R"({"now": 1})"));
            QCOMPARE(valuesOf(folder.before()), std::string(R"({"old": 1})"));
        }
        files({{"session.glowworm", R"({"now": 1})"}, {"session-before.glowworm", R"({"now": 2})"},
            {"session-waiting.glowworm", R"({"old": 1})"}});
        {
            const SessionFolder folder;
            QCOMPARE(valuesOf(folder.file()), std::string(R"({"old": 1})"));
            QCOMPARE(valuesOf(folder.before()), std::string(R"({"now": 2})"));
        }
        files(
            {{"session.glowworm", R"({"now": 1})"}, {"session-opened.glowworm", R"({"new": 1})"}});
        {
            const SessionFolder folder;
            QCOMPARE(valuesOf(folder.file()), std::string(R"({"now": 1})"));
            QCOMPARE(valuesOf(folder.before()), std::string("none"));
        }
        QVERIFY(!fs::exists(home / "session-opened.glowworm"));
        QVERIFY(!fs::exists(home / "session-waiting.glowworm"));
    }

    void aFolderThatCannotBeMadeIsSaid()
    {
        qputenv("XDG_STATE_HOME", "/proc/none");
        const std::string says = messageOf([] { SessionFolder(); });
        QVERIFY2(says.find("/proc/none") != std::string::npos && says.ends_with("."), says.c_str());
        const QTemporaryDir folder;
        writeBytes(fs::path(folder.path().toStdString()) / "glowworm", "in the way");
        qputenv("XDG_STATE_HOME", folder.path().toUtf8());
        QVERIFY(messageOf([] { SessionFolder(); }).find("is a file") != std::string::npos);
    }
};

GLOWWORM_TEST(TestSessionFolder)
#include "tst_session_folder.moc"
