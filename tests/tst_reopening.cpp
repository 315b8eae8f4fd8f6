// SPDX-License-Identifier: GPL-3.0-or-later
// Kept runs that cannot be gone on with, as a person sees them; and the plot in a low window. With
// a workbench whose trainer is a fake one.
#include "model/training/kept_run.h"
#include "support/active_window.h"
#include "support/data_folder.h"
#include "support/run_test.h"
#include "support/training_stage.h"
#include "ui/session/training.h"
#include "ui/training/loss_plot.h"
#include "ui/training/run_list.h"
#include "ui/training/training_panel.h"
#include "ui/widgets/message_bar.h"

#include <QDirIterator>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QtTest>

#include <optional>
#include <vector>

#include "ui/widgets/qcustomplot_wrapper.h"

using namespace glowworm;
using State = TrainingRun::State;

class TestReopening : public QObject {
    Q_OBJECT

    std::optional<test::DataFolder> m_folder;

    /// A run of some steps of both twins, stopped.
    struct ReopeningStage : test::TrainingStage {
        explicit ReopeningStage(const QString& data)
            : TrainingStage(data, true, 100'000)
        {
            how->stepTime = std::chrono::milliseconds(1);
        }
        bool stopAfter(std::size_t steps)
        {
            QTest::mouseClick(&button("train"), Qt::LeftButton);
            const auto& sparse = workbench.training().history().of(Twin::Sparse);
            const bool trained = QTest::qWaitFor([&] { return sparse.losses.size() >= steps; });
            QTest::mouseClick(&button("stop"), Qt::LeftButton);
            return trained && reaches(State::Empty);
        }
        QStringList checkpoints() const
        {
            QStringList files;
            QDirIterator each(workbench.training().runFolder(), {QStringLiteral("*.safetensors")},
                QDir::Files, QDirIterator::Subdirectories);
            while (each.hasNext())
                files << each.next();
            return files;
        }
        QString message() const { return panel->findChild<MessageBar*>()->text(); }
        QString state() const { return panel->findChild<QLabel*>(QStringLiteral("state"))->text(); }
    };

private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void brokenRunLeavesNoSignOfRunning()
    {
        ReopeningStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.stopAfter(3));
        for (const QString& file : stage.checkpoints())
            QVERIFY(QFile::resize(file, 9));
        stage.workbench.training().reopen(stage.workbench.training().runFolder());
        QVERIFY(stage.reaches(State::Failed));
        QTRY_VERIFY(stage.message().contains(QStringLiteral("no checkpoint")));
        QCOMPARE(stage.state(), QStringLiteral("stopped by an error")); // and at no step
        const auto* runs = stage.panel->findChild<QListWidget*>(QStringLiteral("keptRuns"));
        QTRY_COMPARE(runs->count(), 1);
        QTRY_VERIFY(!runs->item(0)->text().contains(QChar(0x25b8))); // it is not in use
    }

    void whatBothTwinsSayStandsOnce()
    {
        ReopeningStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.stopAfter(3));
        for (const QString& file : stage.checkpoints())
            QVERIFY(QFile::remove(file));
        stage.workbench.training().reopen(stage.workbench.training().runFolder());
        QVERIFY(stage.reaches(State::Paused));
        QTRY_COMPARE(stage.message().count(QStringLiteral("Nothing was saved")), 1);
    }

    /// While it loads the button cannot be pressed, and Qt would go on to the next one.
    void reopenGivesTheFocusBack()
    {
        ReopeningStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.stopAfter(3));
        test::activate(*stage.panel);
        auto* runs = stage.panel->findChild<QListWidget*>(QStringLiteral("keptRuns"));
        QTRY_COMPARE(runs->count(), 1);
        runs->setFocus();
        QTRY_VERIFY(stage.button("reopenRun").isEnabled());
        stage.button("reopenRun").setFocus(Qt::TabFocusReason);
        QTest::keyClick(&stage.button("reopenRun"), Qt::Key_Space);
        QVERIFY(stage.reaches(State::Paused));
        QCOMPARE(QApplication::focusWidget(), runs);
    }

    void theRunThatComesIntoUseIsChosen()
    {
        std::vector<KeptRun> kept(2);
        for (KeptRun& run : kept)
            run.runs.emplace_back();
        kept[0].folder = "/newer";
        kept[1].folder = "/older";
        RunList runs;
        const auto* list = runs.findChild<QListWidget*>(QStringLiteral("keptRuns"));
        runs.showRuns(kept, {});
        QCOMPARE(list->currentRow(), 0);
        runs.showRuns(kept, QStringLiteral("/older"));
        QCOMPARE(list->currentRow(), 1);
        runs.showRuns(kept, QStringLiteral("/newer"));
        QCOMPARE(list->currentRow(), 0);
    }

    void lossIsNamedAsTheAxisHasRoom()
    {
        TrainingHistory history;
        LossPlot plot(history);
        plot.setTask(Task::Text);
        plot.resize(600, 500);
        plot.show();
        auto& drawn = *plot.findChild<QCustomPlot*>();
        drawn.replot();
        QCOMPARE(drawn.yAxis->label(), QStringLiteral("loss (nats per character)"));
        plot.resize(600, 160);
        QTRY_VERIFY(drawn.height() <= 160);
        drawn.replot();
        QCOMPARE(drawn.yAxis->label(), QStringLiteral("loss (nats)"));
    }
};

GLOWWORM_TEST(TestReopening)
#include "tst_reopening.moc"
