// SPDX-License-Identifier: GPL-3.0-or-later
// A training is not lost: the run on the screen comes back with its curves, the set-up and the
// views as they were; and how the plot is looked at can be taken back.
#include "model/base/error.h"
#include "model/session/session_values.h"
#include "support/data_folder.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/training_stage.h"
#include "ui/session/edits.h"
#include "ui/training/loss_plot.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/qcustomplot_wrapper.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QUndoStack>

#include <cmath>
#include <optional>
#include <string>

using namespace glowworm;
using State = TrainingRun::State;

namespace {

struct TrainingSessionStage : test::TrainingStage {
    explicit TrainingSessionStage(const QString& folder, std::int64_t steps = 12)
        : TrainingStage(folder, true, steps)
    {
    }
    Training& training() { return workbench.training(); }
    QUndoStack& edits() { return workbench.edits().of(Area::Training); }
    std::size_t losses() { return training().history().of(Twin::Sparse).losses.size(); }
    QComboBox& box(const char* name) { return *panel->findChild<QComboBox*>(QLatin1String(name)); }
    QListWidget& list() { return *panel->findChild<QListWidget*>(QStringLiteral("keptRuns")); }
    QCustomPlot& plot() { return *panel->findChild<LossPlot*>()->findChild<QCustomPlot*>(); }
    std::string savedRun()
    {
        SessionValues values;
        training().save(values);
        return values.json();
    }
    std::string saved()
    {
        SessionValues values;
        training().save(values.object("run"));
        panel->save(values.object("training"));
        return values.json();
    }
    void restore(const std::string& json)
    {
        const JsonDocument document(json);
        training().restore(document.object().object("run"));
        panel->restore(document.object().object("training"));
    }
    void zoom()
    {
        const QPointF at = plot().axisRect()->rect().center();
        QWheelEvent wheel(at, plot().mapToGlobal(at), QPoint(), QPoint(0, 240), Qt::NoButton,
            Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&plot(), &wheel);
        QCoreApplication::processEvents();
    }
    /// Steps made, a checkpoint written at one of them, and the program gone without a word.
    std::string killedAfter(int steps)
    {
        training().makeSteps(steps);
        if (!QTest::qWaitFor([&] { return losses() == static_cast<std::size_t>(steps); })
            || !reaches(State::Paused))
            return {};
        return saved();
    }
};

} // namespace

class TestTrainingSession : public QObject {
    Q_OBJECT

    std::optional<test::DataFolder> m_folder;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { m_folder.emplace(); }

    void theRunComesBackPausedAtItsNewestCheckpoint()
    {
        std::string json, run;
        {
            TrainingSessionStage stage(m_folder->path(), 500);
            QVERIFY(stage.ready());
            json = stage.killedAfter(10); // saved at 4 and 8
            QVERIFY(!json.empty());
            RunConfig other = stage.training().config();
            other.train.steps = 77; // set up for the next one meanwhile
            stage.training().setConfig(other, false);
            json = stage.saved();
            run = stage.savedRun();
        }
        TrainingSessionStage stage(m_folder->path());
        QVERIFY(stage.ready());
        stage.restore(json);
        QCOMPARE(stage.savedRun(), run); // also while it is on its way
        QVERIFY(stage.reaches(State::Paused));
        QTRY_COMPARE(stage.losses(), std::size_t(8));
        QVERIFY(!stage.training().history().of(Twin::Dense).evaluations.empty());
        QCOMPARE(stage.training().config().train.steps, std::int64_t(77));
        QVERIFY(!stage.training().twins());
        QCOMPARE(stage.training().runConfig().train.steps, std::int64_t(500));
        QVERIFY(stage.training().runTwins());
        QTRY_VERIFY(stage.panel->findChild<QLabel*>(QStringLiteral("state"))
                        ->text()
                        .contains(QStringLiteral("paused at step 8 of 500")));
        QCOMPARE(stage.savedRun(), run);
        stage.training().makeSteps(1);
        QTRY_COMPARE(stage.losses(), std::size_t(9));
    }

    void aStoppedRunComesBackStopped()
    {
        std::string json, run;
        {
            TrainingSessionStage stage(m_folder->path(), 500);
            QVERIFY(stage.ready());
            stage.training().setStopRules({.step = 400});
            QVERIFY(!stage.killedAfter(10).empty());
            stage.training().stop();
            QVERIFY(stage.reaches(State::Empty));
            json = stage.saved();
            run = stage.savedRun();
        }
        TrainingSessionStage stage(m_folder->path());
        QVERIFY(stage.ready());
        stage.restore(json);
        QCOMPARE(stage.savedRun(), run); // also while it is on its way
        QTRY_COMPARE(stage.losses(), std::size_t(10));
        QTRY_VERIFY(stage.panel->findChild<QLabel*>(QStringLiteral("state"))
                        ->text()
                        .contains(QStringLiteral("stopped at step 10 of 400")));
        QVERIFY(!stage.training().active());
        QCOMPARE(stage.savedRun(), run);
        QVERIFY(stage.training().hasModels());
        stage.training().makeSteps(1);
        QTRY_COMPARE(stage.losses(), std::size_t(11));
        QCOMPARE(stage.training().stopRules().step, std::int64_t(400));
    }

    /// As the window does it: the last save is made while all is closed.
    void aQuitWhileItComesBackLosesNothing_data()
    {
        QTest::addColumn<int>("turns"); // of the event loop before
        for (const int turns : {0, 1, 2, 3, 5, 8, 20})
            QTest::addRow("%d", turns) << turns;
    }
    void aQuitWhileItComesBackLosesNothing()
    {
        QFETCH(int, turns);
        std::string json;
        QString folder;
        {
            TrainingSessionStage stage(m_folder->path(), 500);
            QVERIFY(stage.ready());
            json = stage.killedAfter(8);
            folder = stage.training().runFolder();
        }
        const QString other = test::writeText(m_folder->filePath(QStringLiteral("other.txt")));
        std::string library;
        {
            TrainingSessionStage stage(m_folder->path());
            QVERIFY(stage.ready());
            stage.workbench.library().openText(other);
            QTRY_COMPARE(stage.workbench.library().source(Task::Text), other);
            stage.restore(json);
            for (int turn = 0; turn < turns; ++turn)
                QTest::qWait(1);
            QSignalSpy ready(&stage.workbench, &Workbench::readyToQuit);
            stage.workbench.shutDown();
            QTRY_COMPARE(ready.count(), 1);
            json = stage.saved();
            SessionValues values;
            stage.workbench.library().save(values);
            library = values.json();
        }
        TrainingSessionStage stage(m_folder->path());
        QVERIFY(stage.ready());
        const JsonDocument opened(library);
        stage.workbench.library().restore(opened.object());
        stage.restore(json);
        QVERIFY(stage.reaches(State::Paused));
        QTRY_COMPARE(stage.losses(), std::size_t(8));
        QCOMPARE(stage.training().runFolder(), folder);
        QTRY_COMPARE(stage.workbench.library().source(Task::Text), other);
    }

    void aFinishedRunComesBackFinished()
    {
        std::string json;
        {
            TrainingSessionStage stage(m_folder->path());
            QVERIFY(stage.ready());
            stage.training().start();
            QVERIFY(stage.reaches(State::Finished));
            json = stage.saved();
        }
        TrainingSessionStage stage(m_folder->path());
        QVERIFY(stage.ready());
        stage.restore(json);
        QVERIFY(stage.reaches(State::Finished));
        QTRY_COMPARE(stage.losses(), std::size_t(12));
    }

    void theOpenTextStaysTheOpenOne()
    {
        std::string json;
        {
            TrainingSessionStage stage(m_folder->path(), 500);
            QVERIFY(stage.ready());
            json = stage.killedAfter(8);
        }
        TrainingSessionStage stage(m_folder->path());
        QVERIFY(stage.ready());
        const QString other = test::writeText(m_folder->filePath(QStringLiteral("other.txt")));
        stage.workbench.library().openText(other);
        QTRY_COMPARE(stage.workbench.library().source(Task::Text), other);
        stage.restore(json);
        QVERIFY(stage.reaches(State::Paused));
        QTRY_COMPARE(stage.losses(), std::size_t(8));
        QTRY_COMPARE(stage.workbench.library().source(Task::Text), other);
    }

    void aRunThatIsGoneIsSaidAndForgotten()
    {
        std::string json;
        QString folder;
        {
            TrainingSessionStage stage(m_folder->path(), 500);
            QVERIFY(stage.ready());
            json = stage.killedAfter(8);
            folder = stage.training().runFolder();
        }
        QVERIFY(QDir(folder).removeRecursively());
        TrainingSessionStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QSignalSpy problems(&stage.workbench, &Workbench::problem);
        stage.restore(json);
        QTRY_COMPARE(problems.count(), 1);
        QTRY_VERIFY(!stage.training().active());
        QCOMPARE(stage.training().state(), State::Empty);
        QTRY_VERIFY(stage.saved().find(folder.toStdString()) == std::string::npos);
    }

    void howThePlotIsLookedAtComesBack()
    {
        TrainingSessionStage before(m_folder->path());
        QVERIFY(before.ready());
        before.training().start();
        QVERIFY(before.reaches(State::Finished));
        QTRY_VERIFY(before.plot().xAxis->range().upper > 12);
        before.box("smoothing").setCurrentIndex(2);
        before.box("axis").setCurrentIndex(1);
        before.panel->findChild<QCheckBox*>(QStringLiteral("logarithmic"))->toggle();
        QTest::qWait(50); // drawn
        before.zoom();
        before.box("whichWeights").setCurrentIndex(1);
        QTRY_COMPARE(before.list().count(), 1);
        const std::string json = before.saved();
        const JsonDocument document(json);
        const JsonObject panel = document.object().object("training"), loss = panel.object("loss");
        QCOMPARE(loss.integer<int>("axis"), 1);
        QVERIFY(loss.flag("logarithmic"));
        QCOMPARE(loss.integer<int>("smoothing"), 50);
        QCOMPARE(loss.numbers("zoom").size(), std::size_t(4));

        TrainingSessionStage after(m_folder->path());
        QVERIFY(after.ready());
        after.panel->restore(panel);
        QTRY_COMPARE(after.list().count(), 1);
        SessionValues values;
        after.panel->save(values);
        SessionValues wanted;
        before.panel->save(wanted);
        QCOMPARE(values.json(), wanted.json());
        QCOMPARE(after.plot().xAxis->range(), before.plot().xAxis->range());
        QCOMPARE(after.edits().count(), 0);
    }

    void viewsAreTakenBackAndDoneAgain()
    {
        TrainingSessionStage stage(m_folder->path());
        QVERIFY(stage.ready());
        stage.training().start();
        QVERIFY(stage.reaches(State::Finished));
        QTRY_VERIFY(stage.plot().xAxis->range().upper > 12);
        QTest::qWait(50);
        const QCPRange whole = stage.plot().xAxis->range();
        stage.zoom();
        stage.zoom(); // one movement
        const QCPRange zoomed = stage.plot().xAxis->range();
        QVERIFY(zoomed.size() < whole.size());
        QCOMPARE(stage.edits().count(), 1);
        QCOMPARE(stage.edits().undoText(), QStringLiteral("zoom"));
        stage.box("smoothing").setCurrentIndex(1); // shows all again
        QCOMPARE(stage.edits().count(), 2);
        stage.edits().undo();
        QCOMPARE(stage.plot().xAxis->range(), zoomed);
        QCOMPARE(stage.box("smoothing").currentIndex(), 0);
        stage.edits().undo();
        const double pixel = whole.size() / stage.plot().axisRect()->width(); // other labels
        QTRY_VERIFY(std::abs(stage.plot().xAxis->range().upper - whole.upper) <= pixel);
        stage.edits().redo();
        QCOMPARE(stage.plot().xAxis->range(), zoomed);
        stage.edits().redo();
        QCOMPARE(stage.box("smoothing").currentIndex(), 1);
    }

    void whatIsTrainedAndTheTypedRateAreTakenBack()
    {
        TrainingSessionStage stage(m_folder->path(), 500);
        QVERIFY(stage.ready());
        stage.box("choice").setCurrentIndex(1);
        Q_EMIT stage.box("choice").activated(1);
        QCOMPARE(stage.training().config().model.routing, Routing::Dense);
        stage.edits().undo();
        QCOMPARE(stage.training().config().model.routing, Routing::Gated);
        QVERIFY(stage.training().twins());
        QCOMPARE(stage.box("choice").currentIndex(), 2);

        QVERIFY(!stage.killedAfter(4).empty());
        auto* rate = stage.panel->findChild<QLineEdit*>(QStringLiteral("rate"));
        QTRY_VERIFY(rate->isEnabled());
        const QString before = rate->text();
        rate->selectAll();
        QTest::keyClicks(rate, QStringLiteral("0.5"));
        QCOMPARE(stage.edits().undoText(), QStringLiteral("learning rate"));
        const std::string json = stage.saved();
        QVERIFY(json.find("\"typed\":{\"learning_rate\":\"0.5\"}") != std::string::npos);
        stage.edits().undo();
        QCOMPARE(rate->text(), before);
    }

    void whatIsNoStateChangesNothing_data()
    {
        QTest::addColumn<QString>("json");
        for (const char* json :
            {R"({"loss": {"axis": 9}})", R"({"loss": {"axis": 1, "smoothing": 7}})",
                R"({"loss": {"axis": 1, "zoom": [1, 2]}})",
                R"({"loss": {"axis": 1, "zoom": [2, 1, 0, 1]}})",
                R"({"loss": {"axis": 1}, "weights": 3})", R"({"loss": {"axis": 1}, "page": 1})",
                R"({"loss": {"axis": 1}, "experiment": {"rows": "all"}})"})
            QTest::newRow(json) << QString::fromLatin1(json);
    }
    void whatIsNoStateChangesNothing()
    {
        QFETCH(QString, json);
        TrainingSessionStage stage(m_folder->path());
        const std::string before = stage.saved();
        const JsonDocument document(json.toStdString());
        QVERIFY_EXCEPTION_THROWN(stage.panel->restore(document.object()), Error);
        QCOMPARE(stage.saved(), before);
    }

    /// A person who starts a training in Set-up wants to see it; one that comes back changes no
    /// panel.
    void onlyANewRunShowsThePanel()
    {
        std::string json;
        {
            TrainingSessionStage stage(m_folder->path(), 500);
            QVERIFY(stage.ready());
            json = stage.killedAfter(8);
        }
        test::useFolder(*m_folder);
        qputenv("XDG_DATA_HOME", m_folder->path().toUtf8());
        test::Shown shown;
        shown.show(0);
        const JsonDocument document(json);
        shown.workbench.library().openText(m_folder->filePath(QStringLiteral("glow.txt")));
        shown.workbench.training().restore(document.object().object("run"));
        QTRY_COMPARE(shown.workbench.training().state(), State::Paused);
        QCOMPARE(shown.window.currentPanel(), PanelId::Setup);
        shown.workbench.training().start();
        QTRY_COMPARE(shown.window.currentPanel(), PanelId::Training);
    }
};

GLOWWORM_TEST(TestTrainingSession)
#include "tst_training_session.moc"
