// SPDX-License-Identifier: GPL-3.0-or-later
// The course of a training as a person sees it: stopped and gone on with, running away, its best
// weights and the numbers beside the curves. Offscreen, with a workbench whose trainer is a fake
// one.
#include "ui/training/training_panel.h"

#include "model/training/divergence.h"
#include "support/desk.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/training_stage.h"
#include "support/watched_loop.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/shell/job_bar.h"
#include "ui/training/loss_plot.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/value_label.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "ui/widgets/qcustomplot_wrapper.h"

using namespace glowworm;
using State = TrainingRun::State;

namespace {

TrainingEvent courseEvaluationEvent(Twin twin, std::int64_t step, double loss)
{
    TrainingEvent event;
    event.kind = TrainingEvent::Kind::Evaluation;
    event.twin = twin;
    event.elapsed = 0.5 * static_cast<double>(step);
    event.eval.step = step;
    event.eval.loss = loss;
    return event;
}

/// A number beside the curves, with where it stood in the last drawing.
struct Label {
    QString text;
    QRectF place;
};

/// The numbers of the best evaluations as drawn at this size, or else the names of the lines, those
/// of visible items only; `area` is the rectangle of the axes.
std::vector<Label> labelsOf(QCustomPlot& plot, QSize size, QRectF& area, bool numbers = true)
{
    std::vector<Label> labels;
    const auto look = QObject::connect(&plot, &QCustomPlot::afterLayout, &plot, [&] {
        labels.clear();
        area = QRectF(plot.axisRect()->rect());
        for (int i = 0; i < plot.itemCount(); ++i)
            if (auto* text = qobject_cast<QCPItemText*>(plot.item(i)); text && text->visible()
                && text->clipToAxisRect() && !text->text().isEmpty()
                && text->text().front().isDigit() == numbers) {
                const QSizeF whole = QFontMetricsF(text->font()).size(0, text->text());
                labels.push_back({text->text(),
                    QRectF(text->position->pixelPosition()
                            - QPointF(whole.width(), whole.height()) / 2,
                        whole)});
            }
    });
    plot.toPixmap(size.width(), size.height());
    QObject::disconnect(look);
    return labels;
}

struct TrainingCourseStage : test::TrainingStage {
    explicit TrainingCourseStage(
        const QString& folder, bool twins = false, std::int64_t steps = 100'000)
        : TrainingStage(folder, twins, steps)
    {
        how->stepTime = std::chrono::milliseconds(1);
    }
    /// Trains for a few steps of each twin and stops.
    bool stopAfter(std::size_t steps)
    {
        QTest::mouseClick(&button("train"), Qt::LeftButton);
        const bool trained = QTest::qWaitFor([&] { return losses(Twin::Sparse).size() >= steps; });
        QTest::mouseClick(&button("stop"), Qt::LeftButton);
        return trained && reaches(State::Empty);
    }
    const std::vector<LossPoint>& losses(Twin twin) const
    {
        return workbench.training().history().of(twin).losses;
    }
    QString state() const { return panel->findChild<QLabel*>(QStringLiteral("state"))->text(); }
    QString message() const { return panel->findChild<MessageBar*>()->text(); }
};

} // namespace

class TestTrainingCourse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void aStoppedRunSaysWhereAndGoesOn()
    {
        TrainingCourseStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(!stage.button("newRun").isVisible());
        QVERIFY(stage.stopAfter(5));
        const std::int64_t at = stage.workbench.training().step();
        QTRY_VERIFY2(stage.state().contains(QStringLiteral("stopped at step %1 of").arg(at)),
            qPrintable(stage.state()));
        QCOMPARE(stage.button("train").text(), QStringLiteral("Resume"));
        QVERIFY(stage.button("newRun").isVisible() && stage.button("newRun").isEnabled());
        const QString folder = stage.workbench.training().runFolder();
        QTest::mouseClick(&stage.button("train"), Qt::LeftButton);
        QTRY_VERIFY(stage.losses(Twin::Sparse).size() > static_cast<std::size_t>(at) + 2);
        QCOMPARE(stage.workbench.training().runFolder(), folder);
        for (std::size_t i = 0; i < stage.losses(Twin::Sparse).size(); ++i)
            QCOMPARE(stage.losses(Twin::Sparse)[i].report.step, static_cast<std::int64_t>(i) + 1);
        QVERIFY(!stage.button("newRun").isVisible());
    }

    void aNewRunBesideAStoppedOneBeginsAtItsStart()
    {
        TrainingCourseStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.stopAfter(20));
        const QString folder = stage.workbench.training().runFolder();
        stage.how->stepTime = std::chrono::milliseconds(20);
        QTest::mouseClick(&stage.button("newRun"), Qt::LeftButton);
        QTRY_VERIFY(!stage.losses(Twin::Sparse).empty() && stage.losses(Twin::Sparse).size() < 20);
        QVERIFY(stage.workbench.training().runFolder() != folder);
        QVERIFY(readRun(folder.toStdString()).step >= 20);
    }

    void aSingleStepOfAStoppedRunIsItsNextOne()
    {
        TrainingCourseStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.stopAfter(5));
        const std::int64_t at = stage.workbench.training().step();
        QTest::mouseClick(&stage.button("oneStep"), Qt::LeftButton);
        QVERIFY(stage.reaches(State::Paused));
        QCOMPARE(stage.workbench.training().step(), at + 1);
        QTRY_COMPARE(stage.losses(Twin::Sparse).size(), static_cast<std::size_t>(at) + 1);
    }

    void twinsAreStoppedAndPausedAtTheSameStep()
    {
        TrainingCourseStage stage(m_folder->path(), true);
        stage.how->stepTime = std::chrono::milliseconds(10);
        QVERIFY(stage.ready());
        QTest::mouseClick(&stage.button("train"), Qt::LeftButton);
        for (std::size_t round = 1; round <= 3; ++round) {
            QTRY_VERIFY(stage.losses(Twin::Sparse).size() > 3 * round
                && stage.losses(Twin::Dense).size() < stage.losses(Twin::Sparse).size());
            QTest::mouseClick(&stage.button("pause"), Qt::LeftButton);
            QVERIFY(stage.reaches(State::Paused));
            QTRY_COMPARE(stage.losses(Twin::Dense).size(), stage.losses(Twin::Sparse).size());
            QTest::mouseClick(&stage.button("train"), Qt::LeftButton);
        }
        QTRY_VERIFY(stage.losses(Twin::Dense).size() < stage.losses(Twin::Sparse).size());
        QTest::mouseClick(&stage.button("stop"), Qt::LeftButton);
        QVERIFY(stage.reaches(State::Empty));
        const auto newest = [&stage](const char* twin) {
            QDir folder(
                stage.workbench.training().runFolder() + QLatin1Char('/') + QLatin1String(twin));
            return folder.entryList({QStringLiteral("ckpt-*")}, QDir::Files, QDir::Name).last();
        };
        QCOMPARE(newest("sparse"), newest("dense"));
    }

    void aStopAnywhereFindsTheTwinsLevel()
    {
        constexpr int kEvaluations = 8; // of both twins at 0, 4, 8, 12
        for (int pieces = 0; pieces < 2 * 12 + kEvaluations; ++pieces) {
            test::Watched watched(test::twinSpec());
            for (int i = 0; i < pieces; ++i)
                watched.loop->advance({});
            watched.loop->level({});
            const auto made = watched.of(TrainingEvent::Kind::Step);
            const auto sparse = std::ranges::count(made, Twin::Sparse, &TrainingEvent::twin);
            QVERIFY2(2 * sparse == std::ssize(made),
                qPrintable(QStringLiteral("stopped after %1 pieces").arg(pieces)));
            watched.finish(); // a later start skips no evaluation
            QCOMPARE(watched.of(TrainingEvent::Kind::Evaluation).size(), std::size_t(kEvaluations));
        }
    }

    void aLossThatRunsAwayIsWarnedAbout()
    {
        const auto stepOfWarning = [](auto lossAt) {
            DivergenceWatch watch;
            std::int64_t warned = 0;
            for (std::int64_t step = 1; step <= 400; ++step)
                if (const auto sentence = watch.next("sparse", step, lossAt(step)))
                    warned = warned == 0 ? step : -1; // a second sentence is one too many
            return warned;
        };
        QCOMPARE(stepOfWarning([](std::int64_t step) { return step < 33 ? 4.2 : 660.0; }),
            std::int64_t(33));
        const std::int64_t rising = stepOfWarning([](std::int64_t step) {
            return step < 100 ? 4.2 - 0.02 * step : 2.2 + 0.02 * (step - 100);
        });
        QVERIFY2(rising > 130 && rising < 200, qPrintable(QString::number(rising)));
        QCOMPARE(stepOfWarning([](std::int64_t step) {
            return 4.2 - 0.008 * step + (step % 40 == 0 ? 2.0 : 0.3 * (step % 5));
        }),
            std::int64_t(0)); // noise
        QCOMPARE(stepOfWarning([](std::int64_t step) {
            return step < 50 ? 2.3 / step : 0.05 + 0.001 * (step % 100);
        }),
            std::int64_t(0)); // small losses
    }

    void theWarningStandsInThePanel()
    {
        TrainingCourseStage stage(m_folder->path());
        stage.how->trainingLoss = [](std::int64_t step) { return step < 6 ? 4.2 : 660.0; };
        QVERIFY(stage.ready());
        QTest::mouseClick(&stage.button("train"), Qt::LeftButton);
        QTRY_VERIFY2(stage.message().contains(QStringLiteral("660"))
                && stage.message().contains(QStringLiteral("learning rate")),
            qPrintable(stage.message()));
    }

    void theBestWeightsAreUsedUnlessTheNewestAreAskedFor()
    {
        TrainingCourseStage stage(m_folder->path(), true, 12); // evaluated at 0, 4, 8, 12
        stage.how->stepTime = std::chrono::microseconds(0);
        stage.how->validationLoss = [](std::int64_t step) {
            return step == 8 ? 2.0 : step == 0 ? 1.0 : 3.0;
        };
        QVERIFY(stage.ready());
        QTest::mouseClick(&stage.button("train"), Qt::LeftButton);
        QVERIFY(stage.reaches(State::Finished));
        QTRY_VERIFY(
            stage.workbench.training().model(Twin::Dense, TrainedWeights::Newest)->steps == 12);
        QTest::mouseClick(&stage.button("useModels"), Qt::LeftButton);
        const auto inUse = [&stage](Twin twin) {
            const LoadedModel* model = stage.workbench.library().model(Task::Text, twin);
            return model ? model->state->steps : -1;
        };
        QTRY_COMPARE(inUse(Twin::Sparse), std::int64_t(8));
        QTRY_COMPARE(inUse(Twin::Dense), std::int64_t(8));
        QVERIFY2(stage.message().contains(QStringLiteral("best weights"))
                && stage.message().contains(QLatin1Char('8')),
            qPrintable(stage.message()));
        stage.panel->findChild<QComboBox*>(QStringLiteral("whichWeights"))->setCurrentIndex(1);
        QTest::mouseClick(&stage.button("useModels"), Qt::LeftButton);
        QTRY_COMPARE(inUse(Twin::Sparse), std::int64_t(12));
    }

    void aReopenedRunKnowsItsBestWeights()
    {
        TrainingCourseStage stage(m_folder->path());
        stage.how->validationLoss = [](std::int64_t step) { return step == 4 ? 2.0 : 3.0; };
        QVERIFY(stage.ready());
        QVERIFY(stage.stopAfter(9));
        const std::int64_t at = stage.workbench.training().step();
        stage.workbench.training().reopen(stage.workbench.training().runFolder());
        QVERIFY(stage.reaches(State::Paused));
        QTRY_VERIFY(stage.workbench.training().hasModels());
        QCOMPARE(stage.workbench.training().model(Twin::Sparse, TrainedWeights::Best)->steps,
            std::int64_t(4));
        QCOMPARE(stage.workbench.training().model(Twin::Sparse, TrainedWeights::Newest)->steps, at);
    }

    void untrainedWeightsAreNobodysBest()
    {
        TrainingCourseStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QTest::mouseClick(&stage.button("oneStep"), Qt::LeftButton);
        QVERIFY(stage.reaches(State::Paused));
        QTRY_VERIFY(stage.workbench.training().hasModels());
        QCOMPARE(stage.workbench.training().model(Twin::Sparse, TrainedWeights::Best)->steps,
            std::int64_t(1));
    }

    void aRefusedRateGivesWayToTheOneInForce()
    {
        TrainingCourseStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QTest::mouseClick(&stage.button("oneStep"), Qt::LeftButton);
        QVERIFY(stage.reaches(State::Paused));
        QTRY_VERIFY(stage.button("applyRate").isEnabled());
        auto* rate = stage.panel->findChild<QLineEdit*>(QStringLiteral("rate"));
        const QString before = rate->text();
        rate->setText(QStringLiteral("7"));
        QTest::mouseClick(&stage.button("applyRate"), Qt::LeftButton);
        QVERIFY(!stage.message().isEmpty());
        QCOMPARE(rate->text(), before);
    }

    void theBestLossesStandAtTheirOwnPoints_data()
    {
        QTest::addColumn<double>("sparse");
        QTest::addColumn<double>("dense");
        QTest::newRow("sparse higher") << 2.1 << 1.9;
        QTest::newRow("dense higher") << 1.9 << 2.1;
        QTest::newRow("nearly equal") << 1.9501 << 1.9502;
        QTest::newRow("near zero") << 0.0312 << 0.0455;
    }

    /// On the screen and in an export, which has another size.
    void theBestLossesStandAtTheirOwnPoints()
    {
        QFETCH(double, sparse);
        QFETCH(double, dense);
        TrainingHistory curves;
        for (int step = 0; step <= 300; step += 50)
            curves.append({courseEvaluationEvent(Twin::Sparse, step, sparse + (300 - step) * 0.008),
                courseEvaluationEvent(Twin::Dense, step, dense + (300 - step) * 0.008)});
        LossPlot view(curves);
        view.resize(700, 260);
        view.show();
        view.curvesChanged();
        auto& plot = *view.findChild<QCustomPlot*>();
        QTRY_VERIFY(
            plot.yAxis->range().lower < std::min(sparse, dense) && plot.xAxis->range().upper > 300);
        for (const QSize size : {plot.size(), QSize(960, 540), QSize(400, 200)}) {
            QRectF area;
            const std::vector<Label> labels = labelsOf(plot, size, area);
            QCOMPARE(labels.size(), std::size_t(2));
            const bool firstIsSparse = labels[0].text == lossText(sparse);
            const Label &ofSparse = labels[firstIsSparse ? 0 : 1],
                        &ofDense = labels[firstIsSparse ? 1 : 0];
            QCOMPARE(ofSparse.text, lossText(sparse));
            QCOMPARE(ofDense.text, lossText(dense));
            QVERIFY(area.contains(ofSparse.place) && area.contains(ofDense.place));
            QVERIFY(!ofSparse.place.intersects(ofDense.place));
            if (ofSparse.place.center().x() == ofDense.place.center().x())
                QCOMPARE(ofSparse.place.center().y() < ofDense.place.center().y(),
                    sparse > dense); // as the points
        }
    }

    /// On the screen, where a legend would take their room; an export has one, below the curves.
    void theLinesAreNamedAtTheirEnds()
    {
        TrainingHistory curves;
        for (const int step : {0, 300})
            curves.append({courseEvaluationEvent(Twin::Sparse, step, step == 0 ? 4.2 : 660),
                courseEvaluationEvent(Twin::Dense, step, step == 0 ? 4.1 : 655)});
        LossPlot view(curves);
        view.resize(700, 300);
        view.show();
        view.curvesChanged();
        auto& plot = *view.findChild<QCustomPlot*>();
        QTRY_VERIFY(plot.yAxis->range().upper > 660);
        QCOMPARE(plot.legend->itemCount(), 0);
        QRectF area;
        const std::vector<Label> names = labelsOf(plot, plot.size(), area, false);
        QCOMPARE(names.size(), std::size_t(2));
        for (const Label& name : names)
            QVERIFY(area.contains(name.place));
        QVERIFY(!names[0].place.intersects(names[1].place));
        bool isBelow = false;
        const auto look = connect(&plot, &QCustomPlot::afterLayout, this, [&] {
            isBelow = plot.legend->itemCount() == 2
                && plot.legend->outerRect().top() >= plot.axisRect()->rect().bottom();
        });
        QVERIFY(!imageOf(view.picture(QStringLiteral("a"), QStringLiteral("b")), 1).isNull());
        disconnect(look);
        QVERIFY(isBelow);
    }

    void failedTrainingIsToldOnceAndNotInTheStatusLine()
    {
        test::Shown shown;
        shown.how->failAtStep = 1;
        test::TextFolder folder;
        folder.openIn(shown.workbench);
        Training& training = shown.workbench.training();
        training.setConfig(test::tinyText(), true);
        shown.show(static_cast<int>(PanelId::Training));
        training.start();
        QTRY_COMPARE(training.state(), TrainingRun::State::Failed);
        QTRY_VERIFY(shown.bar().text().contains(QStringLiteral("not a finite number")));
        auto* line = shown.window.findChild<JobBar*>()->findChild<ElidedLabel*>();
        QTRY_COMPARE(line->text(), QStringLiteral("Ready"));
        shown.window.panel(PanelId::Training).messages().dismiss();
        shown.show(static_cast<int>(PanelId::Timing));
        shown.show(static_cast<int>(PanelId::Training));
        QVERIFY(!shown.bar().text().contains(QStringLiteral("not a finite number")));
    }

private:
    std::optional<test::DataFolder> m_folder;
};

GLOWWORM_TEST(TestTrainingCourse)
#include "tst_training_course.moc"
