// SPDX-License-Identifier: GPL-3.0-or-later
// Results of timings in the panel: kept, opened again, compared, walked on the map, and what is
// said beside them.
#include "ui/timing/timing_panel.h"

#include "model/bench/result_file.h"
#include "model/bench/verdict.h"
#include "model/data/data_folder.h"
#include "support/run_test.h"
#include "support/timing_stage.h"
#include "ui/session/library.h"
#include "ui/session/timing.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/timing/crossover_map.h"
#include "ui/timing/repeats_plot.h"
#include "ui/timing/timing_cases.h"
#include "ui/timing/timing_costs.h"
#include "ui/timing/timing_facts.h"
#include "ui/widgets/message_bar.h"

#include <QLabel>
#include <QListWidget>
#include <QSpinBox>
#include <QTreeWidget>
#include <QtTest>

using namespace glowworm;
using Stage = test::TimingStage;

namespace {

/// A stopped grid of 1/4 and 1/2 by 1 and 16 tokens: its first case measured, its second begun.
BenchResult twoByTwo()
{
    BenchResult result;
    result.machine = machineInfo();
    result.config.dModel = 4;
    result.config.neurons = 8;
    result.config.groups = {2, 4};
    result.config.tokens = {1, 16};
    result.config.repeats = 5;
    for (const int tokens : {1, 16})
        for (const char* impl : {"dense", "sparse"}) {
            BenchRow row;
            row.impl = impl;
            row.density = 0.25;
            row.tokens = tokens;
            row.samples.assign(tokens == 1 ? 5 : 2, row.impl == "dense" ? 4.0 : 1.0);
            row.roundsDone = static_cast<int>(row.samples.size());
            row.microseconds = quartiles(row.samples);
            result.rows.push_back(row);
        }
    BenchRatio ratio;
    ratio.over = "dense/sparse";
    ratio.density = 0.25;
    ratio.ratio = {4, 3.9, 4.1};
    ratio.verdict = verdict("sparse", ratio.ratio);
    result.ratios = {ratio};
    return result;
}

} // namespace

class TestTimingResults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void aRunIsKeptAndOpensAgainInANewPanel()
    {
        std::string measured;
        {
            Stage stage;
            stage.panel->runMain();
            QVERIFY(stage.ends());
            measured = toJson(stage.panel->result());
            QTRY_COMPARE(stage.child<QListWidget>("keptTimings").count(), 1);
        }
        Stage stage;
        auto& kept = stage.child<QListWidget>("keptTimings");
        QTRY_COMPARE(kept.count(), 1);
        QVERIFY(!stage.button("openTiming").isEnabled());
        kept.setCurrentRow(0);
        QTest::mouseClick(&stage.button("openTiming"), Qt::LeftButton);
        QCOMPARE(toJson(stage.panel->result()), measured);
        QVERIFY(stage.child<QLabel>("source").text().startsWith(QStringLiteral("recorded ")));
        QVERIFY(stage.button("export").isEnabled());
        stage.child<QSpinBox>("threads").setValue(1);
        stage.panel->runMain();
        QVERIFY(stage.ends());
        QVERIFY(stage.child<QLabel>("source").text().isEmpty());
        QTRY_COMPARE(kept.count(), 2);
    }

    void twoResultsStandSideBySide()
    {
        BenchResult result = twoByTwo();
        const auto first = keepResult(result, timingsFolder());
        result.ratios[0].ratio = {2, 1.9, 2.1};
        result.config.threads = 2;
        const auto second = keepResult(result, timingsFolder());
        Stage stage;
        QTRY_COMPARE(stage.workbench.library().kept().timings.size(), std::size_t(2));
        stage.panel->open(first);
        auto& table = stage.child<QTreeWidget>("table");
        QVERIFY(table.isColumnHidden(5));
        stage.panel->compare(second);
        QVERIFY(!table.isColumnHidden(5));
        QVERIFY(table.topLevelItem(0)->text(4).startsWith(QStringLiteral("4")));
        QVERIFY(table.topLevelItem(0)->text(5).startsWith(QStringLiteral("2")));
        QVERIFY(table.topLevelItem(0)->toolTip(5).contains(QStringLiteral("lie apart")));
        QVERIFY(stage.child<QLabel>("notes").text().contains(QStringLiteral("threads: 2")));
        stage.panel->compare(second);
        QVERIFY(table.isColumnHidden(5));
    }

    void onlyResultsOfOneKindAreCompared()
    {
        BenchResult result = twoByTwo();
        const auto layer = keepResult(result, timingsFolder());
        result.config.dModel = 8;
        const auto wider = keepResult(result, timingsFolder());
        result.config.workload = Workload::Digits;
        const auto pictures = keepResult(result, timingsFolder());
        Stage stage;
        QTRY_COMPARE(stage.workbench.library().kept().timings.size(), std::size_t(3));
        stage.panel->open(layer);
        auto& table = stage.child<QTreeWidget>("table");
        const auto& message = *stage.panel->findChild<MessageBar*>();
        stage.panel->compare(wider);
        QVERIFY(!table.isColumnHidden(5));
        QVERIFY(stage.child<QLabel>("notes").text().contains(QStringLiteral("another shape (8")));
        stage.panel->compare(pictures);
        QVERIFY(table.isColumnHidden(5));
        QVERIFY2(
            message.text().contains(QStringLiteral("Not compared")), qPrintable(message.text()));
        stage.panel->compare(layer);
        QVERIFY(!table.isColumnHidden(5) && message.text().isEmpty());
        stage.panel->open(
            pictures); // what is shown now is of another kind than what lies beside it
        QVERIFY(table.isColumnHidden(5));
        QCOMPARE(table.headerItem()->text(3), QStringLiteral("Pictures/s"));
    }

    void aDamagedResultStaysInTheListWithTheReason()
    {
        const auto file = keepResult(twoByTwo(), timingsFolder());
        std::filesystem::resize_file(file, 100);
        Stage stage;
        auto& kept = stage.child<QListWidget>("keptTimings");
        QTRY_COMPARE(kept.count(), 1);
        kept.setCurrentRow(0);
        QVERIFY(!stage.button("openTiming").isEnabled());
        QVERIFY(stage.button("openTiming").toolTip().contains(QStringLiteral("damaged")));
        stage.panel->open(file);
        QVERIFY(stage.panel->findChild<MessageBar*>()->text().contains(QStringLiteral("damaged")));
        QVERIFY(std::filesystem::exists(file));
    }

    void theMapIsWalkedByKeyboardAndShowsRepeats()
    {
        const auto file = keepResult(twoByTwo(), timingsFolder());
        Stage stage;
        QTRY_COMPARE(stage.workbench.library().kept().timings.size(), std::size_t(1));
        stage.panel->open(file);
        auto& map = stage.child<CrossoverMap>("map");
        QVERIFY(map.isVisible());
        map.setFocus();
        QCOMPARE(map.currentCell()->tokens, 1);
        QCOMPARE(map.currentCell()->density, 0.25);
        QVERIFY(map.currentCell()->ratio.has_value());
        QVERIFY(map.currentCell()->how.contains(QStringLiteral("--groups 2 ")));
        QTest::keyClick(&map, Qt::Key_Left); // stays at the edge
        QTest::keyClick(&map, Qt::Key_Right);
        QTest::keyClick(&map, Qt::Key_Up);
        QCOMPARE(map.currentCell()->tokens, 16);
        QCOMPARE(map.currentCell()->density, 0.5);
        QVERIFY(!map.currentCell()->ratio.has_value()); // never begun
        QVERIFY(stage.child<QLabel>("readOut").text().contains(QStringLiteral("not measured")));
        QTest::keyClick(&map, Qt::Key_Down);
        QTest::keyClick(&map, Qt::Key_Left);
        QTest::keyClick(&map, Qt::Key_Return);
        auto* repeats = stage.panel->findChild<RepeatsPlot*>();
        QVERIFY(repeats->isVisible());
        QVERIFY(repeats->emptyText().isEmpty());
        QVERIFY(repeats->accessibleDescription().contains(QStringLiteral("rounds 5")));
    }

    /// A recording of models that were never in a file keeps neither their sizes nor a name.
    void modelsOfNoFileAreNotTheStudys()
    {
        BenchConfig config;
        config.workload = Workload::Token;
        BenchResult result;
        QCOMPARE(ceilingsOf(config, result).size(),
            std::size_t(1)); // random weights of the study's size
        QVERIFY(machineLine(result).contains(QStringLiteral("random weights")));
        result.quality = {{"dense", 1.5, {}, 3000, 0}, {"sparse", 1.6, {}, 3000, 8}};
        QVERIFY(ceilingsOf(config, result).empty());
        QVERIFY(machineLine(result).contains(QStringLiteral("models of no file")));
    }

    void factsSayWhatIsBesideTheRows()
    {
        BenchResult result;
        QVERIFY(factsOf(result).empty());
        result.bandwidth = BenchBandwidth{1000, 20, 10, {0.5, 0.4, 0.6}};
        result.threads = {{2, {1.6, 1.5, 1.7}, "2 threads 1.6x faster [1.5, 1.7]"}};
        result.ratios = {{"dense/sparse-int8", 0.25, 1, {8, 7, 9}, {}, {}}};
        result.quality = {{"dense", 1.5, {}, 3000, 0}, {"sparse", 1.6, {}, 3000, 8},
            {"sparse-int8", 1.599, {}, 3000, 8}};
        const std::vector<TimingFact> facts = factsOf(result);
        QStringList values;
        for (const TimingFact& fact : facts) {
            values += fact.value;
            QVERIFY(!fact.name.isEmpty() && !fact.how.isEmpty());
        }
        QCOMPARE(values,
            QStringList({ratioText(8), ratioText(1.6), percentText(0.5, 0), lossText(1.5),
                lossText(1.6), QStringLiteral("\u2212") + lossText(0.001)}));
        QVERIFY(facts[3].provenance == Provenance::Loaded
            && facts[4].provenance == Provenance::Measured);
        QVERIFY(facts[2].how.contains(QStringLiteral("20")));
    }

private:
    std::optional<test::DataFolder> m_folder;
};

GLOWWORM_TEST(TestTimingResults)
#include "tst_timing_results.moc"
