// SPDX-License-Identifier: GPL-3.0-or-later
// What changes on the way of a run, in the panel: settings with their flags, the rules that end it,
// going on behind such an end, and the way out where it runs away. Offscreen, over a fake trainer.
#include "support/run_test.h"
#include "support/training_stage.h"
#include "ui/session/edits.h"
#include "ui/training/course_card.h"
#include "ui/training/loss_plot.h"
#include "ui/training/run_card.h"
#include "ui/widgets/message_bar.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QUndoStack>
#include <QtTest>

#include <optional>

#include "ui/widgets/qcustomplot_wrapper.h"

using namespace glowworm;
using State = TrainingRun::State;

namespace {

struct TrainingChangesStage : test::TrainingStage {
    explicit TrainingChangesStage(
        const QString& folder, bool twins = false, std::int64_t steps = 12)
        : TrainingStage(folder, twins, steps)
    {
        panel->findChild<QAbstractButton*>(QStringLiteral("moreOfCourse"))->click();
    }
    Training& training() { return workbench.training(); }
    QUndoStack& edits() { return workbench.edits().of(Area::Training); }
    QLineEdit& line(const char* name) { return *panel->findChild<QLineEdit*>(QLatin1String(name)); }
    QString message() { return panel->findChild<MessageBar*>()->text(); }
    QString state() { return panel->findChild<QLabel*>(QStringLiteral("state"))->text(); }
    QPushButton* wayOut()
    {
        for (auto* button : panel->findChild<MessageBar*>()->findChildren<QPushButton*>())
            if (button->isVisible() && button->text().contains(QStringLiteral("half the rate")))
                return button;
        return nullptr;
    }
    void type(const char* name, const char* text)
    {
        line(name).setFocus();
        line(name).selectAll();
        QTest::keyClicks(&line(name), QLatin1String(text));
    }
    void give(const char* name, const char* text)
    {
        type(name, text);
        QTest::keyClick(&line(name), Qt::Key_Return);
    }
    bool isPending(const char* name) { return line(name).property("pending").toBool(); }
    std::size_t losses(Twin twin = Twin::Sparse)
    {
        return training().history().of(twin).losses.size();
    }
    double rate()
    {
        return training().history().of(Twin::Sparse).losses.back().report.learningRate;
    }
    /// The words of those that are seen.
    QStringList flags()
    {
        auto& plot = *panel->findChild<LossPlot*>()->findChild<QCustomPlot*>();
        plot.replot();
        QStringList words;
        for (int i = 0; i < plot.itemCount(); ++i)
            if (auto* text = qobject_cast<QCPItemText*>(plot.item(i));
                text && text->visible() && text->text().contains(QChar(0x2192)))
                words << text->text();
        return words;
    }
    /// A step, and what was drawn of it.
    bool makeStep()
    {
        const std::size_t before = losses();
        training().makeSteps(1);
        return QTest::qWaitFor([&] { return losses() > before; }) && reaches(State::Paused);
    }
};

} // namespace

class TestTrainingChanges : public QObject {
    Q_OBJECT

    std::optional<test::DataFolder> m_folder;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { m_folder.emplace(); }

    void rulesOfARunToComeHoldAsTheyAreTyped()
    {
        TrainingChangesStage stage(m_folder->path());
        QVERIFY(stage.ready());
        stage.type("stop_step", "6");
        stage.type("stop_patience", "20");
        QVERIFY(!stage.isPending("stop_step"));
        QCOMPARE(stage.training().stopRules(), (StopRules{.step = 6, .patience = 20}));
        QCOMPARE(stage.edits().undoText(), QStringLiteral("when the run ends"));
        stage.edits().undo();
        QCOMPARE(stage.line("stop_patience").text(), QString());
        QCOMPARE(stage.training().stopRules(), (StopRules{.step = 6}));
        QTest::mouseClick(&stage.button("train"), Qt::LeftButton);
        QVERIFY(stage.reaches(State::Finished));
        QCOMPARE(stage.training().step(), std::int64_t(6));
        QTRY_COMPARE(stage.state(), QStringLiteral("ended at step 6 of 12"));
        QTRY_VERIFY(stage.message().contains(QStringLiteral("it was to stop there")));
    }

    void aTextThatIsNoRuleStopsTheStart()
    {
        TrainingChangesStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QTRY_VERIFY(stage.button("train").isEnabled());
        stage.type("stop_minutes", "soon");
        QVERIFY(stage.line("stop_minutes").property("invalid").toBool());
        QVERIFY(!stage.button("train").isEnabled());
        QVERIFY(stage.button("train").toolTip().contains(QStringLiteral("after")));
        stage.edits().undo();
        QVERIFY(stage.button("train").isEnabled());
    }

    void aRunThatARuleHasEndedGoesOn()
    {
        TrainingChangesStage stage(m_folder->path(), true);
        QVERIFY(stage.ready());
        stage.type("stop_step", "5");
        stage.type("stop_minutes", "600");
        stage.training().start();
        QVERIFY(stage.reaches(State::Finished));
        const QString folder = stage.training().runFolder();
        QCOMPARE(stage.button("train").text(), QStringLiteral("Go on"));
        QVERIFY(stage.button("newRun").isVisible());
        stage.panel->runMain();
        QTRY_COMPARE(stage.training().state(), State::Finished);
        QTRY_COMPARE(stage.training().step(), std::int64_t(12));
        QTRY_COMPARE(stage.losses(Twin::Dense), std::size_t(12));
        QCOMPARE(stage.training().runFolder(), folder);
        QTRY_COMPARE(stage.training().stopRules(), (StopRules{.minutes = 600})); // it does no harm
        QCOMPARE(stage.line("stop_step").text(), QString());
        QCOMPARE(stage.button("train").text(), QStringLiteral("Train"));
    }

    void anEndedRunComesBackEnded()
    {
        QString folder;
        {
            TrainingChangesStage stage(m_folder->path());
            QVERIFY(stage.ready());
            stage.type("stop_step", "5");
            stage.training().start();
            QVERIFY(stage.reaches(State::Finished));
            folder = stage.training().runFolder();
        }
        TrainingChangesStage stage(m_folder->path());
        QVERIFY(stage.ready());
        stage.training().reopen(folder);
        QVERIFY(stage.reaches(State::Finished));
        QCOMPARE(stage.button("train").text(), QStringLiteral("Go on"));
        QCOMPARE(stage.line("stop_step").text(), QStringLiteral("5"));
        stage.type("stop_step", "7"); // a rule that lets it go on stays
        stage.training().resume();
        QTRY_COMPARE(stage.losses(), std::size_t(7));
        QVERIFY(stage.reaches(State::Finished));
        QCOMPARE(stage.training().stopRules().step, std::int64_t(7));
    }

    void rulesTypedWhileItRunsWaitForEnter()
    {
        TrainingChangesStage stage(m_folder->path(), false, 100'000);
        stage.how->stepTime = std::chrono::milliseconds(2);
        QVERIFY(stage.ready());
        stage.training().start();
        QTRY_VERIFY(stage.losses() > 3);
        stage.type("stop_step", "4");
        QVERIFY(stage.isPending("stop_step"));
        QCOMPARE(stage.training().stopRules(), StopRules());
        const std::size_t made = stage.losses();
        QTRY_VERIFY(stage.losses() > made);
        QTest::keyClick(&stage.line("stop_step"), Qt::Key_Return);
        QVERIFY(!stage.isPending("stop_step"));
        QVERIFY(stage.reaches(State::Finished));
        QVERIFY(stage.training().step() < 100'000);
    }

    void changesOfAPausedRunAreMadeAtOnceAndLeaveFlags()
    {
        TrainingChangesStage stage(m_folder->path(), true, 500);
        QVERIFY(stage.ready());
        QVERIFY(stage.makeStep());
        stage.type("rate", "0.0005");
        QVERIFY(stage.isPending("rate"));
        stage.give("batch", "4");
        QTRY_COMPARE(stage.training().runConfig().train.learningRate, 0.0005);
        QCOMPARE(stage.training().runConfig().train.batch, 4);
        QCOMPARE(stage.training().state(), State::Paused);
        QVERIFY(!stage.isPending("rate") && !stage.isPending("batch"));
        QCOMPARE(stage.edits().undoText(), QStringLiteral("change of settings"));
        const QString both = QStringLiteral("Learning rate 0.001 \u2192 0.0005\nBatch 2 \u2192 4");
        QTRY_COMPARE(stage.flags(), QStringList{both}); // of both twins, once
        QVERIFY(stage.makeStep());
        QCOMPARE(stage.rate(), 0.0005);
        stage.edits().undo();
        QTRY_COMPARE(stage.training().runConfig().train.learningRate, 0.001);
        QTRY_COMPARE(stage.line("rate").text(), QStringLiteral("0.001"));
        QTRY_COMPARE(stage.flags().size(), 2);

        const QString folder = stage.training().runFolder();
        stage.training().stop();
        QVERIFY(stage.reaches(State::Empty));
        stage.edits().redo(); // that run is over: nothing is left to do
        QVERIFY(!stage.edits().canRedo());
        stage.training().reopen(folder);
        QVERIFY(stage.reaches(State::Paused));
        QTRY_COMPARE(stage.flags().size(), 2);
        QCOMPARE(stage.line("rate").text(), QStringLiteral("0.001"));
    }

    void aChangeThatDoesNotFitIsTold()
    {
        TrainingChangesStage stage(m_folder->path(), false, 500);
        QVERIFY(stage.ready());
        QVERIFY(stage.makeStep());
        stage.give("micro_batch", "3"); // of a batch of 2
        QTRY_VERIFY(stage.message().startsWith(QStringLiteral("Nothing was changed")));
        QVERIFY(stage.isPending("micro_batch"));
        QVERIFY(stage.flags().isEmpty());
    }

    void whatWasRefusedIsAskedForAgain()
    {
        TrainingChangesStage stage(m_folder->path(), false, 500);
        QVERIFY(stage.ready());
        QVERIFY(stage.makeStep());
        stage.give("micro_batch", "3"); // of a batch of 2
        QTRY_VERIFY(stage.message().startsWith(QStringLiteral("Nothing was changed")));
        stage.give("batch", "6"); // with what needs it
        QTRY_COMPARE(stage.training().runConfig().train.batch, 6);
        QCOMPARE(stage.training().runConfig().train.microBatch, 3);
        stage.edits().undo();
        QTRY_COMPARE(stage.training().runConfig().train.batch, 2);
        QCOMPARE(stage.training().runConfig().train.microBatch, 0);
        stage.type("batch", "4");
        stage.give("clip", "abc"); // no value: nothing is asked for
        QCOMPARE(stage.training().runConfig().train.batch, 2);
        QTest::keyClick(&stage.line("batch"), Qt::Key_Return);
        QTRY_COMPARE(stage.training().runConfig().train.batch, 4);
        QVERIFY(!stage.isPending("batch"));
    }

    void onlyWhatMeansSomethingToTheModelIsShown()
    {
        TrainingChangesStage stage(m_folder->path());
        QVERIFY(stage.line("router_noise").isVisible());
        QVERIFY(!stage.line("batch").isEnabled()); // nothing runs: it is Set-up's
        QVERIFY(stage.line("stop_loss").isEnabled());
        RunConfig config = stage.training().config();
        config.model.routing = Routing::Dense;
        stage.training().setConfig(config, false);
        QVERIFY(!stage.line("router_noise").isVisible());
    }

    void aRunThatRunsAwayOffersTheWayOut_data()
    {
        QTest::addColumn<bool>("failed");
        QTest::newRow("while it runs") << false;
        QTest::newRow("when it has failed") << true;
    }
    void aRunThatRunsAwayOffersTheWayOut()
    {
        QFETCH(bool, failed);
        TrainingChangesStage stage(m_folder->path(), false, 100'000);
        stage.how->stepTime = std::chrono::milliseconds(2);
        stage.how->validationLoss = [](std::int64_t step) { return step == 4 ? 2.0 : 3.0; };
        stage.how->trainingLoss = [](std::int64_t step) { return step < 7 ? 4.2 : 660.0; };
        stage.how->failAtStep = failed ? 9 : 0;
        QVERIFY(stage.ready());
        stage.training().start();
        QVERIFY(QTest::qWaitFor([&] {
            return failed ? stage.training().state() == State::Failed : stage.wayOut() != nullptr;
        }));
        QTRY_VERIFY(stage.wayOut());
        QVERIFY(stage.message().contains(
            failed ? QStringLiteral("not a finite number") : QStringLiteral("diverges")));
        const QString folder = stage.training().runFolder();
        stage.how->failAtStep = 0;
        stage.how->trainingLoss = {};
        QTest::mouseClick(stage.wayOut(), Qt::LeftButton);
        QTRY_VERIFY(stage.training().runFolder() != folder);
        QVERIFY(stage.reaches(State::Running));
        QTRY_VERIFY(stage.losses() > 6);
        QVERIFY(!stage.wayOut());
        const auto& losses = stage.training().history().of(Twin::Sparse).losses;
        QCOMPARE(losses[3].report.learningRate, 1e-3);
        QCOMPARE(losses[4].report.learningRate, 5e-4);
        QTRY_COMPARE(
            stage.flags(), QStringList{QStringLiteral("Learning rate 0.001 \u2192 0.0005")});
        QVERIFY(readRun(folder.toStdString()).step >= 4); // as it was
        stage.training().stop();
        QVERIFY(stage.reaches(State::Empty));
    }

    void withoutBetterWeightsThereIsNoWayOut()
    {
        TrainingChangesStage stage(m_folder->path());
        stage.how->failAtStep = 2;
        QVERIFY(stage.ready());
        stage.training().start();
        QVERIFY(stage.reaches(State::Failed));
        QTRY_VERIFY(stage.message().contains(QStringLiteral("not a finite number")));
        QVERIFY(!stage.wayOut());
    }

    /// The untrained network is the best one so far.
    void behindAWorseEvaluationThereIsNoWayOut()
    {
        TrainingChangesStage stage(m_folder->path());
        stage.how->validationLoss = [](std::int64_t step) { return step == 0 ? 2.0 : 3.0; };
        stage.how->failAtStep = 6;
        QVERIFY(stage.ready());
        stage.training().start();
        QVERIFY(stage.reaches(State::Failed));
        QTRY_VERIFY(stage.message().contains(QStringLiteral("not a finite number")));
        QCOMPARE(stage.training().history().of(Twin::Sparse).evaluations.size(), std::size_t(2));
        QVERIFY(!stage.wayOut());
    }

    void keptRunsGiveWayWhereThereIsNoRoom()
    {
        TrainingChangesStage stage(m_folder->path());
        auto& runs = *stage.panel->findChild<RunCard*>();
        QVERIFY(stage.ready());
        stage.training().start(); // without a run there are no numbers above them
        QVERIFY(stage.reaches(State::Finished));
        stage.panel->resize(1280, 600);
        QTRY_VERIFY(!runs.isVisible());
        stage.panel->findChild<CourseCard*>()->unfold(false);
        QVERIFY(runs.isVisible());
        stage.panel->resize(1280, 1500);
        stage.panel->findChild<CourseCard*>()->unfold(true);
        QTRY_VERIFY(runs.isVisible());
    }
};

GLOWWORM_TEST(TestTrainingChanges)
#include "tst_training_changes.moc"
