// SPDX-License-Identifier: GPL-3.0-or-later
// The views of the training panel: colours of the twins, kept runs, the first evaluation, room.
#include "support/run_test.h"
#include "support/training_stage.h"
#include "ui/training/loss_plot.h"
#include "ui/training/run_list.h"
#include "ui/training/run_numbers.h"
#include "ui/training/sample_log.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QtTest>

#include <optional>

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
            QCOMPARE(heads, 2);
        }
    }

    /// Unless a person chose another one.
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

    void curvesComeFirstInALowWindow()
    {
        test::TrainingStage stage(m_folder->path(), true, 12);
        stage.panel->resize(948, 610);
        QTRY_VERIFY(stage.panel->findChild<LossPlot*>()->height()
            > stage.panel->findChild<SampleLog*>()->height());
    }

private:
    std::optional<test::DataFolder> m_folder;
};

GLOWWORM_TEST(TestTrainingViews)
#include "tst_training_views.moc"
