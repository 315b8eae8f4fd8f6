// SPDX-License-Identifier: GPL-3.0-or-later
// How a window ends: for another session, by a person, by the system, and with files that are still
// being written.
#include "support/kept_window.h"
#include "support/run_test.h"
#include "ui/session/generation.h"
#include "ui/session/session_files.h"

#include <QSignalSpy>
#include <QStatusBar>

using namespace glowworm;
using namespace glowworm::test;
namespace fs = std::filesystem;

namespace {

const QString kNowhere = QStringLiteral("/proc/none/a.glowworm");

/// Of a change to another session, which has not been made yet.
struct Changing : KeptWindow {
    Changing()
    {
        window.showPanel(PanelId::Timing);
        keeper.begin();
        keeper.startAfresh();
    }
    bool hasChanged() const { return fs::exists(beforeFile()); }
};

} // namespace

class TestSessionEnd : public QObject {
    Q_OBJECT

    SessionFolders m_folders;

    QString file(const char* name) const { return m_folders.folder.filePath(QLatin1String(name)); }

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folders.folder); }
    void init() { m_folders.renew(); }

    void aWindowThatGivesWayIsFollowedByAnother()
    {
        Changing changing;
        QVERIFY(changing.window.isVisible()); // what runs ends first
        QVERIFY(changing.hasEnded());
        QVERIFY(changing.keeper.end());
        QVERIFY(changing.hasChanged());
    }

    void whoClosesItMeanwhileEndsTheProgram()
    {
        Changing changing;
        changing.window.close();
        QVERIFY(changing.window.isVisible()); // once: not at once
        QVERIFY(changing.hasEnded());
        QVERIFY(!changing.keeper.end());
        QVERIFY(!changing.hasChanged());
        QCOMPARE(valueIn(sessionFile(), "window", "panel"), std::string("timing"));
    }

    void theSystemEndsTheProgramAlsoThen()
    {
        Changing changing;
        changing.window.closeUnattended();
        QVERIFY(changing.hasEnded());
        QVERIFY(!changing.keeper.end());
        QVERIFY(!changing.hasChanged());
    }

    void closingTwiceLeavesAtOnce()
    {
        KeptWindow kept;
        kept.window.close();
        QVERIFY(kept.window.isVisible());
        kept.window.close();
        QVERIFY(!kept.window.isVisible());
        KeptWindow other;
        other.window.close();
        other.window.closeUnattended(); // the first time: what is kept is waited for
        QVERIFY(other.window.isVisible());
        other.window.closeUnattended();
        QVERIFY(!other.window.isVisible());
    }

    void filesThatAreStillToBeWrittenAreWaitedFor()
    {
        KeptWindow kept;
        m_folders.openSome(kept);
        kept.keeper.begin();
        QStringList files;
        for (const char* name : {"a.glowworm", "b.glowworm", "c.glowworm"}) {
            files << file(name);
            kept.keeper.saveAs(files.constLast(), true);
        }
        kept.window.close();
        QVERIFY(kept.hasEnded());
        QVERIFY(!kept.keeper.end());
        for (const QString& one : files) {
            QVERIFY2(QFileInfo::exists(one), qPrintable(one));
            QVERIFY(!readSession(toPath(one)).models.empty());
        }
    }

    void whatCannotBeWrittenKeepsTheWindowUntilItIsRead()
    {
        KeptWindow kept;
        kept.keeper.begin();
        kept.keeper.saveAs(kNowhere, false);
        kept.keeper.saveAs(file("later.glowworm"), false);
        kept.window.close();
        QTRY_VERIFY(kept.window.statusBar()->currentMessage().startsWith(
            QStringLiteral("Not everything could be kept.")));
        QVERIFY(kept.window.isVisible());
        QTRY_VERIFY(QFileInfo::exists(file("later.glowworm")));
        kept.window.panel(kept.window.currentPanel()).messages().dismiss(); // that it is written
        QVERIFY2(kept.said().contains(QStringLiteral("/proc/none")), qPrintable(kept.said()));
        kept.window.close();
        QVERIFY(!kept.window.isVisible());
        QVERIFY(!kept.keeper.end());
    }

    void whereNobodyReadsItTheWindowGoes()
    {
        KeptWindow kept;
        kept.keeper.begin();
        QSignalSpy unkept(&kept.workbench, &Workbench::unkept);
        kept.keeper.saveAs(kNowhere, false);
        kept.window.closeUnattended();
        QVERIFY(kept.hasEnded());
        QCOMPARE(unkept.count(), 1);
    }

    void theNextWindowSaysIt()
    {
        KeptWindow kept;
        kept.keeper.begin();
        kept.keeper.saveAs(kNowhere, false);
        kept.keeper.startAfresh();
        QVERIFY(kept.hasEnded());
        std::optional<WindowStart> next = kept.keeper.end();
        QVERIFY(next);
        QVERIFY2(next->news.contains(QStringLiteral("/proc/none")), qPrintable(next->news));
        QVERIFY2(next->news.startsWith(QStringLiteral("Everything is as after the first start.")),
            qPrintable(next->news));
    }

    /// As where another one is asked for before the first frame.
    void whatWasKeptLastIsNotReplacedByWhatIsNotThereYet()
    {
        {
            KeptWindow kept;
            kept.window.showPanel(PanelId::Digits);
            kept.end();
        }
        KeptWindow kept;
        kept.keeper.startAfresh();
        QVERIFY(kept.hasEnded());
        QVERIFY(kept.keeper.end());
        QCOMPARE(valueIn(beforeFile(), "window", "panel"), std::string("digits"));
    }
};

GLOWWORM_TEST(TestSessionEnd)
#include "tst_session_end.moc"
