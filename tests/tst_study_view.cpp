// SPDX-License-Identifier: GPL-3.0-or-later
// Results of studies and the load of a router's groups in the training panel, driven offscreen.
#include "panels/training_panel.h"
#include "plots/study_plot.h"
#include "support/fake_trainer.h"
#include "views/group_load.h"
#include "views/message_bar.h"
#include "views/study_table.h"
#include "views/study_view.h"
#include "views/value_label.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace glowworm;

namespace {

StudyRowResult rowOf(const char* name, Routing routing, double loss, double stepSeconds)
{
    StudyRowResult item;
    item.row.name = item.row.family = item.row.label = name;
    item.row.config = test::tinyText();
    item.row.config.model.routing = routing;
    item.row.config.train.steps = 200;
    item.row.seeds = {1, 2};
    item.parameters = 1000;
    item.stepSeconds = {stepSeconds, stepSeconds, stepSeconds};
    for (std::uint64_t seed : item.row.seeds) {
        StudyCurve curve{.seed = seed, .finished = true, .points = {}};
        for (std::int64_t step : {0, 100, 200})
            curve.points.push_back({.step = step,
                .loss = loss + 0.01 * static_cast<double>(seed) + 1.0 - 0.005 * static_cast<double>(step),
                .accuracy = {},
                .deadShare = 0.25,
                .routingEntropy = 0.5});
        item.curves.push_back(std::move(curve));
    }
    return item;
}

StudyResult threeRows()
{
    StudyResult result;
    result.name = "three";
    result.title = "Three rows";
    result.reference = "dense";
    result.threads = 2;
    result.rows = {rowOf("dense", Routing::Dense, 1.5, 0.2), rowOf("sparse", Routing::Gated, 1.53, 0.1),
        rowOf("gumbel", Routing::GumbelController, 1.7, 0.25)};
    result.complete = true;
    return result;
}

} // namespace

class TestStudyView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        qputenv("XDG_DATA_HOME", m_folder->path().toUtf8());
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

    void aStudyShowsTheGapsThatTheModelComputes()
    {
        const StudyResult result = threeRows();
        m_panel->openStudy(write("result.json", toJson(result)));
        const auto& view = *m_panel->findChild<StudyView*>();
        QVERIFY(view.isVisible());
        const StudyTable& table = *view.findChild<StudyTable*>();
        QCOMPARE(table.topLevelItemCount(), 3);
        const QTreeWidgetItem& sparse = *table.topLevelItem(1);
        QCOMPARE(sparse.text(StudyTable::GapSteps), gapText(gapAtEqualSteps(result.rows[1], result.rows[0])->loss));
        QCOMPARE(sparse.text(StudyTable::GapTime), gapText(gapAtEqualTime(result.rows[1], result.rows[0])->loss));
        QVERIFY(sparse.text(StudyTable::GapSteps) != sparse.text(StudyTable::GapTime)); // half the time of a step
        const auto& plot = *view.findChild<StudyPlot*>();
        QTRY_VERIFY(plot.emptyText().isEmpty()); // the curves are drawn
        QVERIFY(sparse.text(StudyTable::Dead).contains(QStringLiteral("25")));
    }

    void aRowCanBeTakenOutOfThePicture()
    {
        m_panel->openStudy(write("result.json", toJson(threeRows())));
        auto& table = *m_panel->findChild<StudyTable*>();
        QCOMPARE(table.shown(), std::vector<bool>({true, true, true}));
        table.topLevelItem(2)->setCheckState(StudyTable::Label, Qt::Unchecked);
        QCOMPARE(table.shown(), std::vector<bool>({true, true, false}));
    }

    void aDamagedResultIsRefusedAndWhatIsShownStays()
    {
        m_panel->openStudy(write("result.json", toJson(threeRows())));
        m_panel->openStudy(write("damaged.json", "{\"format\": 1"));
        const auto& message = *m_panel->findChild<MessageBar*>();
        QVERIFY(message.isVisible());
        QVERIFY(m_panel->findChild<StudyView*>()->isVisible());
        QCOMPARE(m_panel->findChild<StudyTable*>()->topLevelItemCount(), 3);
    }

    void theLiveRunComesBack()
    {
        m_panel->openStudy(write("result.json", toJson(threeRows())));
        QTest::mouseClick(m_panel->findChild<QPushButton*>(QStringLiteral("backToRun")), Qt::LeftButton);
        QVERIFY(!m_panel->findChild<StudyView*>()->isVisible());
        QVERIFY(m_panel->findChild<QPushButton*>(QStringLiteral("train"))->isVisible());
    }

    void aStudyIsExportedAsEvaluations()
    {
        m_panel->openStudy(write("result.json", toJson(threeRows())));
        const QString file = m_folder->filePath(QStringLiteral("out.csv"));
        QCOMPARE(m_panel->findChild<StudyView*>()->exportTo(file), QString());
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll().count('\n'), 1 + 3 * 2 * 3); // a header, and rows x seeds x evaluations
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
        QVERIFY(load.cellWords({0, 1}).contains(QLocale().toString(0.25, 'f', 2)));
        QVERIFY(load.cellWords({1, 0}).contains(QStringLiteral("4"))); // of 16 neurons
        report.groupEntropy.clear();
        report.groupDead.clear();
        load.showLoad(model, &report); // a run from before the figures of groups were kept
        QVERIFY(load.empty() && !load.emptyText().isEmpty());
    }

private:
    std::filesystem::path write(const char* name, const std::string& text) const
    {
        const std::filesystem::path file = std::filesystem::path(m_folder->path().toStdString()) / name;
        std::ofstream(file) << text;
        return file;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<TrainingPanel> m_panel;
};

QTEST_MAIN(TestStudyView)
#include "tst_study_view.moc"
