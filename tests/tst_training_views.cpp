// SPDX-License-Identifier: GPL-3.0-or-later
// The views of the training panel: colours of the twins, kept runs, the first evaluation, room.
#include "support/run_test.h"
#include "support/training_stage.h"
#include "ui/training/loss_card.h"
#include "ui/training/loss_plot.h"
#include "ui/training/run_colours.h"
#include "ui/training/run_list.h"
#include "ui/training/run_numbers.h"
#include "ui/training/time_machine.h"
#include "ui/widgets/cut_curves.h"
#include "ui/widgets/qcustomplot_wrapper.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

using namespace glowworm;

namespace {

KeptRun keptRun(const char* name)
{
    KeptRun run;
    run.folder = name;
    run.name = name;
    run.runs = {{Twin::Sparse, test::tinyText()}};
    return run;
}

} // namespace

class TestTrainingViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void cleanup() { applyTheme(*qApp, ThemeChoice::Dark); }

    /// At once: they were one theme behind.
    void headsTakeTheColoursOfEachTheme()
    {
        applyTheme(*qApp, ThemeChoice::Dark);
        RunNumbers numbers;
        numbers.show();
        for (const ThemeChoice choice :
            {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Contrast, ThemeChoice::Light}) {
            applyTheme(*qApp, choice);
            const Theme& theme = Theme::of(numbers.palette());
            int heads = 0;
            for (const QLabel* label : numbers.findChildren<QLabel*>())
                for (const Twin twin : kTwins)
                    if (label->property("twin")
                        == (twin == Twin::Sparse ? QStringLiteral("sparse")
                                                 : QStringLiteral("dense"))) {
                        QCOMPARE(label->palette().color(QPalette::WindowText), theme.colorOf(twin));
                        ++heads;
                    }
            QCOMPARE(heads, 3); // of the columns, and the best of the dense twin
        }
    }

    /// Unless a person chose another one.
    void runsSideBySideHaveColoursOfTheirOwn()
    {
        std::vector<KeptRun> runs;
        for (const char* name : {"e", "d", "c", "b", "a"}) // newest first
            runs.push_back(keptRun(name));
        runs.front().label.colour = 4; // by a person
        giveColours(runs);
        const int oldest = colourOf(runs.back());
        std::set<int> others;
        for (std::size_t at = 1; at < runs.size(); ++at)
            others.insert(colourOf(runs[at]));
        QCOMPARE(others.size(), std::size_t(4));
        QCOMPARE(colourOf(runs.front()), 4);
        runs.erase(runs.begin());
        runs.insert(runs.begin(), keptRun("f"));
        giveColours(runs);
        QCOMPARE(colourOf(runs.back()), oldest);
    }

    void newestRunIsTheChosenOne()
    {
        RunList list;
        const auto* runs = list.findChild<QListWidget*>();
        const auto chosen = [runs] { return runs->currentItem()->data(Qt::UserRole).toString(); };
        list.showRuns({keptRun("old")}, {});
        QCOMPARE(chosen(), QStringLiteral("old"));
        list.showRuns({keptRun("new"), keptRun("old")}, {});
        QCOMPARE(chosen(), QStringLiteral("new"));
        list.findChild<QListWidget*>()->setCurrentRow(1);
        list.showRuns({keptRun("newest"), keptRun("new"), keptRun("old")}, {});
        QCOMPARE(chosen(), QStringLiteral("old"));
    }

    void firstEvaluationTellsHowFarItIs()
    {
        test::TrainingStage stage(m_folder->path(), true, 12);
        QVERIFY(stage.ready());
        TrainingEvent event;
        event.kind = TrainingEvent::Kind::Evaluating;
        event.fraction = 0.42;
        Q_EMIT stage.workbench.training().events({event});
        QCOMPARE(stage.panel->findChild<LossPlot*>()->emptyText(),
            QStringLiteral("first evaluation: 42\u00a0% done"));
    }

    /// Of the moment that one looks back at.
    void numbersAreThoseOfTheStep()
    {
        TrainingHistory curves;
        for (int step = 1; step <= 60; ++step) {
            TrainingEvent event;
            event.kind = TrainingEvent::Kind::Step;
            event.step.step = step;
            event.step.loss = step;
            curves.add(event);
        }
        const auto says = [](const RunNumbers& numbers, const QString& text) {
            return std::ranges::any_of(numbers.findChildren<QLabel*>(),
                [&](const QLabel* label) { return label->text() == text; });
        };
        RunNumbers numbers;
        numbers.showCurves(curves, Task::Text);
        QVERIFY(says(numbers, lossText(60)));
        numbers.showCurves(curves, Task::Text, 7);
        QVERIFY(says(numbers, lossText(7)) && !says(numbers, lossText(60)));
    }

    void theBestIsTheHeroAndAnEvaluationSaysItsStep()
    {
        TrainingHistory curves;
        for (const auto& [step, loss] : {std::pair(10, 3.0), {20, 2.0}, {30, 2.5}}) {
            TrainingEvent event;
            event.kind = TrainingEvent::Kind::Evaluation;
            event.eval.step = step;
            event.eval.loss = loss;
            curves.add(event);
        }
        RunNumbers numbers;
        numbers.showCurves(curves, Task::Text);
        const auto* best = numbers.findChild<ValueLabel*>(QStringLiteral("bestLoss"));
        QCOMPARE(best->text(), lossText(2));
        const auto names = [&numbers](const QString& text) {
            return std::ranges::any_of(numbers.findChildren<QLabel*>(),
                [&](const QLabel* label) { return label->text() == text; });
        };
        QVERIFY(names(QStringLiteral("Validation")));
        numbers.showCurves(curves, Task::Text, 15);
        QCOMPARE(best->text(), lossText(3));
        QVERIFY(names(QStringLiteral("Validation at step 10")));
    }

    /// The first fall would press what follows into a narrow band.
    void theFirstFallLiesAboveTheAxisUntilItIsAskedFor()
    {
        TrainingHistory curves;
        for (int step = 1; step <= 400; ++step) {
            TrainingEvent event;
            event.kind = TrainingEvent::Kind::Step;
            event.step.step = step;
            event.step.loss = 2 + 2.5 * std::exp(-step / 12.0) + 0.02 * (step % 3);
            curves.add(event);
        }
        LossPlot plot(curves);
        plot.resize(600, 300);
        plot.show();
        plot.curvesChanged();
        plot.grab();
        const auto top = [&plot] { return plot.findChild<QCustomPlot*>()->yAxis->range().upper; };
        QVERIFY2(top() < 2.5, qPrintable(QString::number(top())));
        const std::int64_t above = plot.stepsAbove();
        QVERIFY(above > 10 && above <= 50);
        plot.setWholeFall(true);
        plot.grab();
        QVERIFY(top() > 4);
        QCOMPARE(plot.stepsAbove(), std::int64_t(0));
    }

    /// Right of the end of its line, on no curve.
    void curvesOnAPageEndAtTheAxes()
    {
        QCustomPlot plot;
        plot.xAxis->setRange(0, 10);
        plot.yAxis->setRange(0, 1);
        QCPGraph& line = *plot.addGraph();
        line.setData({0, 1, 2, 3, 14}, {4, 0.5, 0.5, -0.5, 0.5});
        const auto drawn = [&plot] { // NaN = a gap before it
            QVector<QPointF> points;
            const auto data = plot.graph(plot.graphCount() - 1)->data();
            std::for_each(data->constBegin(), data->constEnd(),
                [&](const QCPGraphData& one) { points << QPointF(one.key, one.value); });
            return points;
        };
        {
            const CutCurves cut(plot);
            QVector<QPointF> points = drawn();
            QCOMPARE(line.dataCount(), 0);
            QCOMPARE(points.size(), 8);
            for (const int gap : {5, 0}) {
                QVERIFY(std::isnan(points[gap].y()));
                points.remove(gap);
            }
            const QVector<QPointF> expected{
                {3 / 3.5, 1}, {1, 0.5}, {2, 0.5}, {2.5, 0}, {8.5, 0}, {10, 7 / 11.0 - 0.5}};
            for (int at = 0; at < expected.size(); ++at)
                QVERIFY(QLineF(points[at], expected[at]).length() < 1e-9);
        }
        QCOMPARE(plot.plottableCount(), 1);
        QCOMPARE(line.dataCount(), 5);
        line.setScatterStyle(QCPScatterStyle::ssDisc);
        line.setScatterSkip(1); // of the first, third and fifth, the third lies within
        {
            const CutCurves cut(plot);
            QCOMPARE(drawn(), QVector<QPointF>({{2, 0.5}}));
        }
        line.setScatterStyle(QCPScatterStyle::ssNone);
        plot.yAxis->setScaleType(QCPAxis::stLogarithmic);
        plot.yAxis->setRange(0.1, 10);
        line.setData({0, 2}, {100, 1});
        const CutCurves cut(plot);
        QVERIFY(QLineF(drawn()[1], QPointF(1, 10)).length() < 1e-9); // straight on the screen
    }

    /// Around the numbers of the best, which lie at the same place.
    void theNamesLieAsTheirLinesDo()
    {
        TrainingHistory curves;
        for (const Twin twin : kTwins)
            for (int step = 1; step <= 200; ++step) {
                const bool isSparse = twin == Twin::Sparse;
                TrainingEvent event;
                event.twin = twin;
                event.kind = TrainingEvent::Kind::Step;
                event.step.step = step;
                event.step.loss = 3 - step / 400.0 - (isSparse ? 0.02 : 0);
                curves.add(event);
                if (step % 50 > 0)
                    continue;
                event.kind = TrainingEvent::Kind::Evaluation;
                event.eval.step = step;
                event.eval.loss = 3 - step / 400.0 + (isSparse ? 0.02 : 0);
                curves.add(event);
            }
        LossPlot plot(curves);
        plot.resize(600, 300);
        plot.show();
        plot.curvesChanged();
        plot.grab();
        QHash<QString, double> top;
        auto& drawn = *plot.findChild<QCustomPlot*>();
        for (int item = 0; item < drawn.itemCount(); ++item)
            if (const auto* text = qobject_cast<QCPItemText*>(drawn.item(item));
                text && text->visible())
                top[text->text()] = text->top->pixelPosition().y();
        QVERIFY(top.contains(QStringLiteral("sparse")) && top.contains(QStringLiteral("dense")));
        QVERIFY(top[QStringLiteral("sparse")] < top[QStringLiteral("dense")]);
    }

    void theNameOfALineStandsBehindItsEnd()
    {
        TrainingHistory curves;
        for (int step = 1; step <= 500; ++step) { // the axis ends there
            TrainingEvent event;
            event.kind = TrainingEvent::Kind::Step;
            event.step.step = step;
            event.step.loss = 2 + (step % 2) * 0.2;
            curves.add(event);
        }
        LossPlot plot(curves);
        plot.resize(600, 300);
        plot.show();
        plot.curvesChanged();
        plot.grab();
        auto& drawn = *plot.findChild<QCustomPlot*>();
        int found = 0;
        for (int item = 0; item < drawn.itemCount(); ++item)
            if (const auto* text = qobject_cast<QCPItemText*>(drawn.item(item));
                text && text->visible() && text->text() == QStringLiteral("sparse")) {
                QVERIFY(text->left->pixelPosition().x() >= drawn.xAxis->coordToPixel(500));
                ++found;
            }
        QCOMPARE(found, 1);
    }

    /// Beside the rail of a window of 1280: no words are out of sight at the right.
    void largeTextMakesThePanelNoWiderThanTheWindow()
    {
        for (const auto& [zoom, rail] : {std::pair(150, 112), {200, 145}}) {
            applyTheme(*qApp, ThemeChoice::Dark, zoom);
            test::TrainingStage stage(m_folder->path(), true, 12);
            QVERIFY(stage.ready());
            stage.workbench.training().start();
            QVERIFY(stage.reaches(TrainingRun::State::Finished));
            stage.panel->resize(1280 - rail, 1400);
            QCoreApplication::processEvents();
            QTRY_VERIFY2(stage.panel->minimumSizeHint().width() <= 1280 - rail,
                qPrintable(QStringLiteral("%1 %: %2")
                               .arg(zoom)
                               .arg(stage.panel->minimumSizeHint().width())));
            stage.panel->resize(1280 - rail, stage.panel->minimumSizeHint().height());
            const QWidget *curves = stage.panel->findChild<LossCard*>(),
                          *machine = stage.panel->findChild<TimeMachine*>();
            QTRY_VERIFY2(!curves->geometry().intersects(machine->geometry()),
                qPrintable(QStringLiteral("%1 %").arg(zoom)));
        }
    }

    void curvesHaveHalfOfThePanel()
    {
        test::TrainingStage stage(m_folder->path(), true, 12);
        QVERIFY(stage.ready());
        stage.workbench.training().start();
        QVERIFY(stage.reaches(TrainingRun::State::Finished));
        const auto* plot = stage.panel->findChild<LossPlot*>();
        for (const QSize size : {QSize(948, 653), QSize(1204, 753)}) { // of windows of 1024, 1280
            stage.panel->resize(size);
            QTRY_VERIFY2(2 * plot->height() >= stage.panel->height(),
                qPrintable(QString::number(plot->height())));
        }
    }

private:
    std::optional<test::DataFolder> m_folder;
};

GLOWWORM_TEST(TestTrainingViews)
#include "tst_training_views.moc"
