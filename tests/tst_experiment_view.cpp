// SPDX-License-Identifier: GPL-3.0-or-later
// Results of experiments and the load of a router's groups in the training panel, driven offscreen.
#include "support/data_folder.h"
#include "support/exported.h"
#include "support/run_test.h"
#include "support/small_experiment.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/training/experiment_plot.h"
#include "ui/training/experiment_table.h"
#include "ui/training/experiment_view.h"
#include "ui/training/group_load.h"
#include "ui/training/training_panel.h"
#include "ui/widgets/value_label.h"

#include <QPushButton>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

#include "ui/widgets/qcustomplot_wrapper.h"

using namespace glowworm;

class TestExperimentView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        m_workbench = std::make_unique<Workbench>(test::fakeCreate());
        m_panel = std::make_unique<TrainingPanel>(*m_workbench);
        m_panel->resize(1280, 720);
        m_panel->show();
    }
    void cleanup()
    {
        m_panel.reset();
        m_workbench.reset();
    }

    void anExperimentShowsTheGapsThatTheModelComputes()
    {
        const ExperimentResult result = test::smallExperiment();
        QVERIFY(open(result));
        const auto& view = *m_panel->findChild<ExperimentView*>();
        QVERIFY(view.isVisible());
        const ExperimentTable& table = *view.findChild<ExperimentTable*>();
        QCOMPARE(table.topLevelItemCount(), 3);
        const QTreeWidgetItem& sparse = *table.topLevelItem(1);
        QCOMPARE(sparse.text(ExperimentTable::GapSteps),
            gapText(gapAtEqualSteps(result.rows[1], result.rows[0])->loss));
        QCOMPARE(sparse.text(ExperimentTable::GapTime),
            gapText(gapAtEqualTime(result.rows[1], result.rows[0])->loss));
        QVERIFY(sparse.text(ExperimentTable::GapSteps)
            != sparse.text(ExperimentTable::GapTime)); // half the time of a step
        const auto& plot = *view.findChild<ExperimentPlot*>();
        QTRY_VERIFY(plot.emptyText().isEmpty()); // the curves are drawn
        QVERIFY(sparse.text(ExperimentTable::Dead).contains(QStringLiteral("25")));
    }

    void aRowCanBeTakenOutOfThePicture()
    {
        QVERIFY(open(test::smallExperiment()));
        auto& table = *m_panel->findChild<ExperimentTable*>();
        QCOMPARE(table.shown(), std::vector<bool>({true, true, true}));
        table.topLevelItem(2)->setCheckState(ExperimentTable::Label, Qt::Unchecked);
        QCOMPARE(table.shown(), std::vector<bool>({true, true, false}));
    }

    void aDamagedResultIsASentenceAndWhatIsShownStays()
    {
        QVERIFY(open(test::smallExperiment()));
        QSignalSpy problems(m_workbench.get(), &Workbench::problem),
            opened(&m_workbench->library(), &Library::experimentOpened);
        m_workbench->library().openExperiment(write("damaged.json", "{\"format\": 1"));
        QTRY_COMPARE(problems.count(), 1);
        QVERIFY(problems.first().first().toString().startsWith(
            QStringLiteral("damaged.json is no result of an experiment")));
        QCOMPARE(opened.count(), 0);
        QVERIFY(m_panel->findChild<ExperimentView*>()->isVisible());
        QCOMPARE(m_panel->findChild<ExperimentTable*>()->topLevelItemCount(), 3);
        QVERIFY(m_workbench->library().experimentFile().endsWith(QStringLiteral("result.json")));
    }

    void anExperimentOpenedBeforeThePanelIsBuiltIsShown()
    {
        QVERIFY(open(test::smallExperiment()));
        TrainingPanel late(*m_workbench);
        late.show();
        QVERIFY(late.findChild<ExperimentView*>()->isVisible());
        QCOMPARE(late.findChild<ExperimentTable*>()->topLevelItemCount(), 3);
    }

    void theCopiedCommandTellsTheOpenExperiment()
    {
        ExperimentResult result = test::smallExperiment();
        QVERIFY(open(result));
        QCOMPARE(m_panel->commandLine(), QString()); // nobody knows what it declared
        result.name = "c1";
        QVERIFY(open(result));
        QCOMPARE(m_panel->commandLine(),
            QStringLiteral("glowworm-cli experiment c1")); // of its runs nothing is left
        const std::filesystem::path apart = folderOf("apart"),
                                    usual = folderOf("glowworm/runs/experiment-c1");
        for (const auto& [folder, words] :
            {std::pair(apart, "--out " + apart.string() + " --result-only"),
                {usual, "--result-only"}}) {
            std::filesystem::create_directories(folder / "runs");
            QVERIFY(open(result, folder / "result.json"));
            QCOMPARE(m_panel->commandLine(),
                QStringLiteral("glowworm-cli experiment c1 ") + QString::fromStdString(words));
        }
        m_panel->showLiveRun();
        QVERIFY(m_panel->commandLine().startsWith(QStringLiteral("glowworm-cli train ")));
    }

    void theHorizontalAxisEndsWithTheCurves()
    {
        ExperimentResult result = test::smallExperiment();
        for (ExperimentRowResult& row : result.rows)
            for (ExperimentCurve& curve : row.curves)
                curve.points.back().step = 6260;
        QVERIFY(open(result));
        QTRY_VERIFY(drawing().xAxis->range().upper >= 6260);
        QVERIFY(drawing().xAxis->range().upper < 1.05 * 6260);
        QVERIFY(2 * drawing().axisRect()->width()
            > drawing().width()); // the hidden legend takes no room
    }

    void theLegendStandsInPicturesOnly()
    {
        QVERIFY(open(test::smallExperiment()));
        const auto hidden
            = [this] { return !drawing().legend->visible() && drawing().legend->itemCount() == 0; };
        QTRY_VERIFY(drawing().graphCount() > 0);
        QVERIFY(hidden());
        const QByteArray drawn = test::exported(m_panel->exports(), QStringLiteral("SVG"));
        for (const char* label : {"dense (reference)", "sparse", "gumbel"})
            QVERIFY2(drawn.contains(label), label);
        QVERIFY(hidden());
    }

    void aDenseMarkerIsNoFilledDisc()
    {
        ExperimentResult result = test::smallExperiment();
        result.rows.push_back(test::experimentRow("dense, dropout", Routing::Dense, 1.6, 0.2));
        QVERIFY(open(result));
        const auto& plot = *m_panel->findChild<ExperimentPlot*>();
        const auto inside = [&](std::size_t row) {
            return plot.swatch(row).toImage().pixelColor(18, 5).alpha();
        };                        // above the line
        QVERIFY(inside(1) > 200); // the first sparse row: a disc
        QVERIFY(inside(3) < 50);  // the second dense one: a ring
    }

    void theTableIsAsHighAsItsRowsAndLeavesTheCurvesTheirRoom()
    {
        ExperimentResult result = test::smallExperiment();
        QVERIFY(open(result));
        const auto& view = *m_panel->findChild<ExperimentView*>();
        const auto& table = *m_panel->findChild<ExperimentTable*>();
        QTRY_VERIFY(2 * drawing().height() > view.height());
        QTRY_COMPARE(table.verticalScrollBar()->maximum(), 0);
        for (int row = 0; row < 30; ++row)
            result.rows.push_back(test::experimentRow("another", Routing::Gated, 1.6, 0.2));
        QVERIFY(open(result));
        QTRY_VERIFY(table.verticalScrollBar()->maximum() > 0);
        m_panel->resize(800, 560);
        QTRY_VERIFY(drawing().height() >= 230);
        QVERIFY(table.columnWidth(ExperimentTable::Label) >= 200); // names stay readable
    }

    void theRowInFocusIsTickedByKeyAndKeepsItsGround()
    {
        QVERIFY(open(test::smallExperiment()));
        auto& table = *m_panel->findChild<ExperimentTable*>();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
            table.visualItemRect(table.topLevelItem(1)).topLeft() + QPoint(90, 10));
        QVERIFY(table.selectedItems().isEmpty()); // its ground would hide the line
        QTest::keyClick(&table, Qt::Key_Down);
        QTest::keyClick(&table, Qt::Key_Space);
        QCOMPARE(table.shown(), std::vector<bool>({true, true, false}));
    }

    void theLiveRunComesBack()
    {
        QVERIFY(open(test::smallExperiment()));
        QTest::mouseClick(
            m_panel->findChild<QPushButton*>(QStringLiteral("backToRun")), Qt::LeftButton);
        QVERIFY(!m_panel->findChild<ExperimentView*>()->isVisible());
        QVERIFY(m_panel->findChild<QPushButton*>(QStringLiteral("train"))->isVisible());
    }

    void anExperimentIsExportedAsEvaluations()
    {
        QVERIFY(open(test::smallExperiment()));
        QCOMPARE(test::exported(m_panel->exports(), QStringLiteral("CSV")).count('\n'),
            1 + 3 * 2 * 3); // a header, and rows x seeds x evaluations
    }

    void theLoadOfEachGroupIsToldInWords()
    {
        ModelConfig model = test::tinyText().model;
        model.layers = 2;
        model.neurons = 32;
        model.groups = 2;
        EvalReport report;
        report.step = 7;
        report.groupEntropy = {0.9, 0.25, 0.8, 0.7};
        report.groupDead = {0, 0.5, 0.25, 0};
        auto& load = *m_panel->findChild<GroupLoad*>();
        QVERIFY(load.empty() && !load.emptyText().isEmpty());
        load.showLoad(model, &report);
        QVERIFY(!load.empty());
        QCOMPARE(*load.worst(), (GroupLoad::Cell{0, 1}));
        QCOMPARE(load.readOut().brief, QStringLiteral("least even: L0, group 1"));
        QVERIFY(load.cellWords({0, 1}).contains(QLocale().toString(0.25, 'f', 2)));
        QVERIFY(load.cellWords({1, 0}).contains(QStringLiteral("4"))); // of 16 neurons
        report.groupEntropy.clear();
        report.groupDead.clear();
        load.showLoad(model, &report); // a run from before the figures of groups were kept
        QVERIFY(load.empty() && !load.emptyText().isEmpty());
    }

private:
    std::filesystem::path folderOf(const char* name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    QString write(const char* name, const std::string& text) const
    {
        std::ofstream(folderOf(name)) << text;
        return m_folder->filePath(QLatin1String(name));
    }
    /// Writes a result, opens it and waits until it is told.
    bool open(const ExperimentResult& result, std::filesystem::path file = {})
    {
        if (file.empty())
            file = folderOf("result.json");
        std::ofstream(file) << toJson(result);
        QSignalSpy opened(&m_workbench->library(), &Library::experimentOpened);
        m_workbench->library().openExperiment(QString::fromStdString(file.string()));
        return opened.isEmpty() && opened.wait(); // never at once: it is read in the background
    }
    QCustomPlot& drawing() const
    {
        return *m_panel->findChild<ExperimentPlot*>()->findChild<QCustomPlot*>();
    }

    std::optional<test::DataFolder> m_folder;
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<TrainingPanel> m_panel;
};

GLOWWORM_TEST(TestExperimentView)
#include "tst_experiment_view.moc"
