// SPDX-License-Identifier: GPL-3.0-or-later
// The training panel driven offscreen, with a workbench whose trainer is a fake one: buttons,
// curves, kept runs, export.
#include "ui/training/training_panel.h"

#include "support/exported.h"
#include "support/run_test.h"
#include "support/training_stage.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/training/loss_plot.h"
#include "ui/training/run_list.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/qcustomplot_wrapper.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>

using namespace glowworm;
using State = TrainingRun::State;

namespace {

TrainingEvent lossEvent(Twin twin, std::int64_t step, double loss)
{
    TrainingEvent event;
    event.kind = TrainingEvent::Kind::Step;
    event.twin = twin;
    event.elapsed = 0.5 * static_cast<double>(step);
    event.step = {step, loss, 1.0, 1e-3, 0.5, 100};
    return event;
}

TrainingEvent evaluationEvent(Twin twin, std::int64_t step, double loss)
{
    TrainingEvent event;
    event.kind = TrainingEvent::Kind::Evaluation;
    event.twin = twin;
    event.elapsed = 0.5 * static_cast<double>(step);
    event.eval = {.step = step,
        .loss = loss,
        .accuracy = {},
        .deadFraction = 0.25,
        .routingEntropy = 0.9,
        .groupEntropy = {},
        .groupDead = {},
        .fired = {},
        .seconds = 2};
    return event;
}

struct TrainingPanelStage : test::TrainingStage {
    explicit TrainingPanelStage(const QString& folder, bool twins = true, std::int64_t steps = 12)
        : TrainingStage(folder, twins, steps)
    {
    }
    std::size_t losses(Twin twin) const
    {
        return workbench.training().history().of(twin).losses.size();
    }
};

} // namespace

class TestTrainingPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void emptyPanelSaysWhatToDo()
    {
        Workbench workbench(test::fakeCreate());
        TrainingPanel panel(workbench);
        const auto* plot = panel.findChild<LossPlot*>();
        QVERIFY(plot->emptyText().contains(QStringLiteral("Set-up"))); // no text is open
        QVERIFY(!panel.findChild<QPushButton*>(QStringLiteral("train"))->isEnabled());
        QCOMPARE(panel.findChild<QPushButton*>(QStringLiteral("train"))->toolTip(),
            workbench.refusalOf(Work::Training));

        TrainingPanelStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.button("train").isEnabled());
        QVERIFY(stage.panel->findChild<LossPlot*>()->emptyText().contains(QStringLiteral("F5")));
    }

    void trainingFillsTheCurvesOfBothTwins()
    {
        TrainingPanelStage stage(m_folder->path());
        QVERIFY(stage.ready());
        std::vector<double> posted;
        connect(&stage.workbench.training(), &Training::events, this,
            [&posted](const std::vector<TrainingEvent>& events) {
                for (const TrainingEvent& event : events)
                    if (event.kind == TrainingEvent::Kind::Step && event.twin == Twin::Sparse)
                        posted.push_back(event.step.loss);
            });
        QTest::mouseClick(&stage.button("train"), Qt::LeftButton);
        QVERIFY(stage.reaches(State::Finished));
        QTRY_COMPARE(stage.losses(Twin::Sparse), std::size_t(12));
        QCOMPARE(stage.losses(Twin::Dense), std::size_t(12));
        QVERIFY(!stage.workbench.training().history().of(Twin::Sparse).evaluations.empty());
        for (std::size_t i = 0; i < posted.size(); ++i)
            QCOMPARE(stage.workbench.training().history().of(Twin::Sparse).losses[i].report.loss,
                posted[i]);
        auto* plot = stage.panel->findChild<LossPlot*>()->findChild<QCustomPlot*>();
        const auto drawn = [plot](const QString& name) {
            for (int i = 0; i < plot->graphCount(); ++i)
                if (plot->graph(i)->name() == name)
                    return plot->graph(i)->dataCount();
            return -1;
        };
        QTRY_COMPARE(drawn(QStringLiteral("sparse training")), 12);
        QTRY_COMPARE(drawn(QStringLiteral("dense training")), 12);
        QVERIFY(stage.panel->findChild<LossPlot*>()->emptyText().isEmpty());
        QVERIFY(!stage.panel->findChild<QPlainTextEdit*>(QStringLiteral("sparseSamples"))
                     ->toPlainText()
                     .isEmpty());
        QVERIFY(stage.button("useModels").isEnabled());
    }

    void pauseHoldsResumeGoesOnStopKeeps()
    {
        TrainingPanelStage stage(m_folder->path(), false, 100'000);
        stage.how->stepTime = std::chrono::milliseconds(1);
        QVERIFY(stage.ready());
        stage.panel->runMain();
        QTRY_VERIFY(stage.losses(Twin::Sparse) > 3);
        QVERIFY(!stage.button("train").isEnabled());
        QVERIFY(!stage.panel->findChild<QComboBox*>(QStringLiteral("choice"))->isEnabled());
        QTest::mouseClick(&stage.button("pause"), Qt::LeftButton);
        QVERIFY(stage.reaches(State::Paused));
        QTRY_COMPARE(static_cast<int>(stage.losses(Twin::Sparse)), stage.how->stepsMade.load());
        const int atPause = stage.how->stepsMade;
        QTRY_COMPARE(stage.button("train").text(), QStringLiteral("Resume"));
        QTRY_VERIFY(stage.panel->findChild<QLabel*>(QStringLiteral("state"))
                        ->text()
                        .contains(QStringLiteral("paused")));
        QTest::mouseClick(&stage.button("train"), Qt::LeftButton);
        QTRY_VERIFY(static_cast<int>(stage.losses(Twin::Sparse)) > atPause + 2);
        for (std::size_t i = 0; i < stage.losses(Twin::Sparse); ++i)
            QCOMPARE(stage.workbench.training().history().of(Twin::Sparse).losses[i].report.step,
                static_cast<std::int64_t>(i) + 1);
        stage.panel->stopMain();
        QTRY_VERIFY(stage.button("newRun").isVisible());
        QTRY_VERIFY(stage.button("train").isEnabled());
        QTRY_COMPARE(stage.panel->findChild<QListWidget*>(QStringLiteral("keptRuns"))->count(), 1);
    }

    void singleStepsAreExact()
    {
        TrainingPanelStage stage(m_folder->path(), true, 500);
        QVERIFY(stage.ready());
        QTest::mouseClick(&stage.button("oneStep"), Qt::LeftButton);
        QTRY_COMPARE(stage.losses(Twin::Dense), std::size_t(1));
        QVERIFY(stage.reaches(State::Paused));
        QTRY_VERIFY(stage.button("tenSteps").isEnabled());
        QTest::mouseClick(&stage.button("tenSteps"), Qt::LeftButton);
        QTRY_COMPARE(stage.losses(Twin::Dense), std::size_t(11));
        QVERIFY(stage.reaches(State::Paused));
        QCOMPARE(stage.losses(Twin::Sparse), std::size_t(11));
    }

    void choiceAndSetUpFollowEachOther()
    {
        TrainingPanelStage stage(m_folder->path());
        auto* choice = stage.panel->findChild<QComboBox*>(QStringLiteral("choice"));
        QCOMPARE(choice->currentIndex(), 2);
        choice->setFocus();
        QTest::keyClick(choice, Qt::Key_Up);
        QCOMPARE(choice->currentIndex(), 1);
        QCOMPARE(stage.workbench.training().config().model.routing, Routing::Dense);
        QVERIFY(!stage.workbench.training().twins());
        QTest::keyClick(choice, Qt::Key_Up);
        QCOMPARE(stage.workbench.training().config().model.routing, Routing::Gated);
        stage.workbench.training().setConfig(stage.workbench.training().config(), true);
        QCOMPARE(choice->currentIndex(), 2);
    }

    void warningOfOneTwinDoesNotHideTheOthers()
    {
        TrainingPanelStage stage(m_folder->path());
        QVERIFY(stage.ready());
        const auto tell = [&stage](const char* text, bool warning) {
            TrainingEvent event;
            event.text = text;
            event.warning = warning;
            Q_EMIT stage.workbench.training().events({event});
        };
        const auto& bar = *stage.panel->findChild<MessageBar*>();
        tell("The sparse model runs away.", true);
        tell("The dense model runs away.", true);
        QCOMPARE(
            bar.text(), QStringLiteral("The sparse model runs away.\nThe dense model runs away."));
        tell("Learning rate 0.1.", false);
        QCOMPARE(bar.text(), QStringLiteral("Learning rate 0.1."));
        stage.panel->messages().forgetNotices();
        QVERIFY(bar.text().contains(QStringLiteral("sparse")));
        stage.workbench.training().start();
        QCOMPARE(bar.text(), QString());
    }

    void rateAppliesFromTheNextStep()
    {
        TrainingPanelStage stage(m_folder->path(), false, 500);
        QVERIFY(stage.ready());
        QTest::mouseClick(&stage.button("oneStep"), Qt::LeftButton);
        QTRY_COMPARE(stage.losses(Twin::Sparse), std::size_t(1));
        QVERIFY(stage.reaches(State::Paused));
        QTRY_VERIFY(stage.button("applyRate").isEnabled());
        auto* rate = stage.panel->findChild<QLineEdit*>(QStringLiteral("rate"));
        rate->setText(QStringLiteral("fast"));
        QTest::mouseClick(&stage.button("applyRate"), Qt::LeftButton);
        QVERIFY(!stage.panel->findChild<MessageBar*>()->text().isEmpty());
        rate->setText(QStringLiteral("0.0005"));
        QTest::mouseClick(&stage.button("applyRate"), Qt::LeftButton);
        QVERIFY(stage.panel->findChild<MessageBar*>()->text().isEmpty());
        QTest::mouseClick(&stage.button("oneStep"), Qt::LeftButton);
        QTRY_COMPARE(stage.losses(Twin::Sparse), std::size_t(2));
        QCOMPARE(
            stage.workbench.training().history().of(Twin::Sparse).losses.back().report.learningRate,
            0.0005);
    }

    void keptRunReopensWithItsCurves()
    {
        {
            TrainingPanelStage first(m_folder->path(), true, 500);
            QVERIFY(first.ready());
            QTest::mouseClick(&first.button("tenSteps"), Qt::LeftButton);
            QTRY_COMPARE(first.losses(Twin::Dense), std::size_t(10));
            QVERIFY(first.reaches(State::Paused));
            first.panel->stopMain();
            QTRY_VERIFY(!first.button("stop").isEnabled() && first.button("train").isEnabled());
        }
        TrainingPanelStage stage(m_folder->path(), false, 12);
        QVERIFY(stage.ready());
        auto* list = stage.panel->findChild<QListWidget*>(QStringLiteral("keptRuns"));
        QTRY_COMPARE(list->count(), 1);
        QVERIFY(list->item(0)->isSelected()); // the newest, at once
        QTest::mouseClick(&stage.button("reopenRun"), Qt::LeftButton);
        QVERIFY(stage.reaches(State::Paused));
        QTRY_COMPARE(stage.losses(Twin::Sparse), std::size_t(10));
        QVERIFY(stage.workbench.training().twins());
        QTest::mouseClick(&stage.button("oneStep"), Qt::LeftButton);
        QTRY_COMPARE(stage.losses(Twin::Sparse), std::size_t(11));
        QCOMPARE(stage.workbench.training().history().of(Twin::Sparse).losses.back().report.step,
            std::int64_t(11));
    }

    void failureIsShownAndTheRunCanStartAgain()
    {
        TrainingPanelStage stage(m_folder->path());
        stage.how->failAtStep = 5;
        QVERIFY(stage.ready());
        QTest::mouseClick(&stage.button("train"), Qt::LeftButton);
        QVERIFY(stage.reaches(State::Failed));
        QTRY_VERIFY(stage.panel->findChild<MessageBar*>()->text().contains(
            QStringLiteral("not a finite number")));
        stage.how->failAtStep = 0;
        QTRY_VERIFY(stage.button("train").isEnabled());
        QTest::mouseClick(&stage.button("train"), Qt::LeftButton);
        QVERIFY(stage.reaches(State::Finished));
    }

    void hiddenPanelKeepsDataAndDrawsWhenShown()
    {
        TrainingPanelStage stage(m_folder->path());
        QVERIFY(stage.ready());
        stage.panel->hide();
        stage.workbench.training().start();
        QVERIFY(stage.reaches(State::Finished));
        QTRY_COMPARE(stage.losses(Twin::Dense), std::size_t(12));
        auto* plot = stage.panel->findChild<LossPlot*>()->findChild<QCustomPlot*>();
        for (int i = 0; i < plot->graphCount(); ++i)
            QVERIFY(plot->graph(i)->dataCount() == 0);
        stage.panel->show();
        QTRY_VERIFY(plot->graphCount() > 0 && plot->xAxis->range().upper > 12);
        QTRY_VERIFY(plot->graph(0)->dataCount() == 12);
    }

    void exportsCurvesAndPictures()
    {
        TrainingPanelStage stage(m_folder->path());
        QVERIFY(stage.ready());
        stage.workbench.training().start();
        QVERIFY(stage.reaches(State::Finished));
        QTRY_COMPARE(stage.losses(Twin::Dense), std::size_t(12));
        const auto exported = [&](const char* form) {
            return test::exported(stage.panel->exports(), QLatin1String(form));
        };
        const QList<QByteArray> lines = exported("CSV").trimmed().split('\n');
        QVERIFY(lines.front().startsWith("step,sparse_train_loss"));
        QVERIFY(lines.front().contains("dense_val_loss"));
        for (const QByteArray& line : lines) // but for the commas in quotes
            QCOMPARE(QString::fromUtf8(line)
                         .remove(QRegularExpression(QStringLiteral("\"[^\"]*\"")))
                         .count(QLatin1Char(',')),
                lines.front().count(','));
        QCOMPARE(lines.back().split(',').front(), QByteArray("12"));
        QVERIFY(exported("SVG").contains("sparse validation"));
        QVERIFY(exported("PDF").startsWith("%PDF"));
        QCOMPARE(QImage::fromData(exported("PNG")).width(), 960);
        QCOMPARE(QImage::fromData(exported("PNG 2x")).width(), 1920);
    }

    void gapNeedsEqualStepsAndABetterSparseModelIsNegative()
    {
        TrainingHistory curves;
        curves.append(
            {evaluationEvent(Twin::Sparse, 100, 2.0), evaluationEvent(Twin::Dense, 50, 1.0)});
        QVERIFY(!curves.gap());
        curves.append(
            {evaluationEvent(Twin::Dense, 100, 2.5), evaluationEvent(Twin::Sparse, 200, 1.9)});
        QVERIFY(curves.gap());
        QCOMPARE(curves.gap()->step, std::int64_t(100));
        QCOMPARE(curves.gap()->loss, -0.5);
        QCOMPARE(curves.of(Twin::Sparse).best()->report.step, std::int64_t(200));
    }

    void timeLeftWaitsForTwentySteps()
    {
        TrainingHistory curves;
        for (int step = 1; step < 20; ++step)
            curves.append({lossEvent(Twin::Sparse, step, 3)});
        QVERIFY(!curves.secondsLeft(100, 0));
        curves.append({lossEvent(Twin::Sparse, 20, 3)});
        QCOMPARE(*curves.secondsLeft(100, 0), 40.0); // half a second a step
        QCOMPARE(*curves.secondsOfAll(100, 0), 50.0);
        curves.append({evaluationEvent(Twin::Sparse, 20, 2)});
        QCOMPARE(*curves.secondsLeft(100, 20), 48.0);  // four more evaluations of two seconds
        QCOMPARE(*curves.secondsOfAll(100, 20), 62.0); // and one at step 10
        QCOMPARE(*curves.of(Twin::Sparse).unitsPerSecond(), 200.0);
    }

    void repeatedStepReplacesWhatFollowedIt()
    {
        TrainingHistory curves;
        curves.append({lossEvent(Twin::Sparse, 1, 3), lossEvent(Twin::Sparse, 2, 2),
            lossEvent(Twin::Sparse, 3, 1)});
        const int generation = curves.generation();
        curves.append({lossEvent(Twin::Sparse, 2, 2.5)});
        QCOMPARE(curves.of(Twin::Sparse).losses.size(), std::size_t(2));
        QCOMPARE(curves.of(Twin::Sparse).losses.back().report.loss, 2.5);
        QVERIFY(curves.generation() > generation);
    }

    void averageOfAConstantIsTheConstant()
    {
        MovingAverage average(50);
        for (int i = 0; i < 20; ++i)
            QVERIFY(std::abs(average.next(1.25) - 1.25) < 1e-12);
    }

    void oneSpikeAmongManyPointsIsVisible()
    {
        TrainingHistory curves;
        std::vector<TrainingEvent> events;
        for (int step = 1; step <= 100'000; ++step)
            events.push_back(lossEvent(Twin::Sparse, step, step == 61'234 ? 9 : 2));
        curves.append(events);
        LossPlot plot(curves);
        plot.resize(800, 400);
        plot.show();
        plot.curvesChanged();
        auto* drawing = plot.findChild<QCustomPlot*>();
        QTRY_VERIFY(drawing->graphCount() > 0 && drawing->yAxis->range().upper > 9);
        const QImage image = drawing->toPixmap(800, 400).toImage();
        const int x = static_cast<int>(drawing->xAxis->coordToPixel(61'234)),
                  y = static_cast<int>(drawing->yAxis->coordToPixel(6));
        bool found = false;
        const QColor ground = image.pixelColor(x - 40, y);
        for (int dx = -3; dx <= 3; ++dx)
            found = found || image.pixelColor(x + dx, y) != ground;
        QVERIFY(found);
    }

    void copiedCommandTrainsBothTwins()
    {
        TrainingPanelStage stage(m_folder->path());
        const QString line = stage.panel->commandLine();
        QVERIFY(line.startsWith(QStringLiteral("glowworm-cli train --preset ")));
        QVERIFY(line.contains(QStringLiteral(" --twin")));
        QCOMPARE(line.count(QLatin1Char('\n')), 0);
    }

private:
    std::optional<test::DataFolder> m_folder;
};

GLOWWORM_TEST(TestTrainingPanel)
#include "tst_training_panel.moc"
