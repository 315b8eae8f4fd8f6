// SPDX-License-Identifier: GPL-3.0-or-later
// Results of timings in the panel: kept, opened again, compared, walked on the map, and what is
// said beside them.
#include "ui/timing/timing_panel.h"

#include "model/bench/result_file.h"
#include "model/data/data_folder.h"
#include "support/file_bytes.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/timing_stage.h"
#include "support/two_by_two.h"
#include "ui/session/library.h"
#include "ui/session/timing.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/timing/crossover_map.h"
#include "ui/timing/timing_cases.h"
#include "ui/timing/timing_costs.h"
#include "ui/timing/timing_facts.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTreeWidget>
#include <QtTest>

using namespace glowworm;
using TimedStage = test::TimingStage;
using test::twoByTwo;

class TestTimingResults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void aRunIsKeptAndOpensAgainInANewPanel()
    {
        std::string measured;
        {
            TimedStage stage;
            stage.panel->runMain();
            QVERIFY(stage.ends());
            measured = toJson(stage.panel->result());
            QTRY_COMPARE(stage.child<QListWidget>("keptTimings").count(), 1);
        }
        TimedStage stage;
        auto& kept = stage.child<QListWidget>("keptTimings");
        QTRY_COMPARE(kept.count(), 1);
        QVERIFY(!stage.button("openTiming").isEnabled());
        kept.setCurrentRow(0);
        QTest::mouseClick(&stage.button("openTiming"), Qt::LeftButton);
        QCOMPARE(toJson(stage.panel->result()), measured);
        QVERIFY(stage.child<QLabel>("source").text().startsWith(QStringLiteral("recorded ")));
        QVERIFY(!stage.child<QLabel>("verdict").text().isEmpty());
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
        TimedStage stage;
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
        BenchResult sparser = twoByTwo();
        for (BenchRow& row : sparser.rows)
            row.density = 0.125;
        sparser.ratios[0].density = 0.125;
        const auto otherCases = keepResult(sparser, timingsFolder());
        const auto again = keepResult(twoByTwo(), timingsFolder());
        TimedStage stage;
        QTRY_COMPARE(stage.workbench.library().kept().timings.size(), std::size_t(5));
        stage.panel->open(layer);
        auto& table = stage.child<QTreeWidget>("table");
        const auto& message = *stage.panel->findChild<MessageBar*>();
        for (const auto& [other, why] : {std::pair{wider, "another shape (8"},
                 {pictures, "something else"}, {otherCases, "no case in common"}}) {
            stage.panel->compare(other);
            QVERIFY(table.isColumnHidden(5));
            QVERIFY2(message.text().contains(QStringLiteral("Not compared"))
                    && message.text().contains(QLatin1String(why)),
                qPrintable(message.text()));
        }
        stage.panel->compare(again);
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
        TimedStage stage;
        auto& kept = stage.child<QListWidget>("keptTimings");
        QTRY_COMPARE(kept.count(), 1);
        kept.setCurrentRow(0);
        QVERIFY(!stage.button("openTiming").isEnabled());
        QVERIFY(stage.button("openTiming").toolTip().contains(QStringLiteral("damaged")));
        stage.panel->open(file);
        QVERIFY(stage.panel->findChild<MessageBar*>()->text().contains(QStringLiteral("damaged")));
        QVERIFY(std::filesystem::exists(file));
    }

    void theMapIsWalkedByKeyboardAndShowsTheRows()
    {
        const auto file = keepResult(twoByTwo(), timingsFolder());
        TimedStage stage;
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
        const auto& table = stage.child<TimingTable>("table");
        QCOMPARE(stage.panel->focusWidget(), stage.panel->findChild<TimingTable*>());
        QVERIFY(table.picked() && table.picked()->tokens == 1 && table.picked()->density == 0.25);
        QVERIFY(stage.child<QLabel>("measured").text().contains(QStringLiteral("1/4 fires")));
    }

    /// A recording of models that were never in a file keeps neither their sizes nor a name.
    void modelsOfNoFileAreNotTheStudys()
    {
        BenchConfig config;
        config.workload = Workload::Token;
        BenchResult result;
        QCOMPARE(ceilingsOf(config, result).size(),
            std::size_t(1)); // random weights of the study's size
        QVERIFY(machineLine(result).contains(QStringLiteral("nothing measured")));
        result.rows.resize(1);
        QVERIFY(machineLine(result).contains(QStringLiteral("random weights")));
        result.quality = {{"dense", 1.5, {}, 3000, 0}, {"sparse", 1.6, {}, 3000, 8}};
        QVERIFY(ceilingsOf(config, result).empty());
        QVERIFY(machineLine(result).contains(QStringLiteral("models of no file")));
    }

    /// Of another machine, as a file of glowworm-cli: it is kept, and lies beside the one shown.
    void aResultFromElsewhereIsAdded()
    {
        keepResult(twoByTwo(), timingsFolder());
        TimedStage stage;
        auto& list = stage.child<QListWidget>("keptTimings");
        QTRY_COMPARE(list.count(), 1);
        stage.panel->open(stage.workbench.library().kept().timings.front().file);
        BenchResult other = twoByTwo();
        other.machine.cpu = "Another processor";
        const QTemporaryDir elsewhere;
        const QString file = elsewhere.filePath(QStringLiteral("server.json"));
        QFile written(file);
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write(QByteArray::fromStdString(toJson(other)));
        written.close();
        stage.panel->add(file.toStdString());
        QTRY_COMPARE(list.count(), 2);
        QTRY_VERIFY(!stage.child<QTreeWidget>("table").isColumnHidden(5));
        QVERIFY(QFile::exists(
            QString::fromStdString((timingsFolder() / "server.json").string()))); // a copy
        QVERIFY2(stage.child<QLabel>("notes").text().contains(QStringLiteral("Another processor")),
            qPrintable(stage.child<QLabel>("notes").text()));

        QFile none(elsewhere.filePath(QStringLiteral("none.json")));
        QVERIFY(none.open(QIODevice::WriteOnly));
        none.write("{}");
        none.close();
        QSignalSpy problems(&stage.workbench, &Workbench::problem);
        stage.panel->add(none.fileName().toStdString());
        QCOMPARE(problems.size(), 0); // it is read in the background
        QTRY_COMPARE(problems.size(), 1);
        QCOMPARE(list.count(), 2);
    }

    /// What is measured takes the place of what is shown: nothing is opened, compared or taken back
    /// meanwhile.
    void whileATimingRunsNothingIsTakenBack()
    {
        const auto file = keepResult(twoByTwo(), timingsFolder());
        test::Shown shown;
        shown.workbench.training().setConfig(test::tinyText(), true);
        auto& panel = static_cast<TimingPanel&>(shown.show(static_cast<int>(PanelId::Timing)));
        QTRY_COMPARE(shown.workbench.library().kept().timings.size(), std::size_t(1));
        panel.findChild<QComboBox*>(QStringLiteral("shape"))->setCurrentIndex(1);
        panel.findChild<QCheckBox*>(QStringLiteral("libtorch"))->setChecked(false);
        panel.findChild<QSpinBox*>(QStringLiteral("repeats"))->setValue(200);
        panel.open(file);
        panel.findChild<QListWidget*>(QStringLiteral("keptTimings"))->setCurrentRow(0);
        const auto* undo = [&shown]() -> const QAction* {
            for (const QAction* action : shown.window.findChildren<QAction*>())
                if (action->shortcuts().contains(QKeySequence(QKeySequence::Undo)))
                    return action;
            return nullptr;
        }();
        QVERIFY(undo && undo->isEnabled());
        panel.runMain();
        QVERIFY(shown.workbench.timing().running());
        QVERIFY(!undo->isEnabled());
        auto* compare = panel.findChild<QPushButton*>(QStringLiteral("compareTiming"));
        QVERIFY(!compare->isEnabled());
        QCOMPARE(compare->toolTip(), QStringLiteral("Timing runs."));
        panel.stopMain();
        QTRY_VERIFY(!shown.workbench.timing().running());
        QTRY_VERIFY(undo->isEnabled());
    }

    /// A tip of all samples is made when somebody asks for it.
    void tipsOfRoundsAreMadeWhenTheyAreRead()
    {
        const auto file = keepResult(twoByTwo(), timingsFolder());
        TimedStage stage;
        QTRY_COMPARE(stage.workbench.library().kept().timings.size(), std::size_t(1));
        stage.panel->open(file);
        const QTreeWidgetItem& row = *stage.child<QTreeWidget>("table").topLevelItem(0)->child(0);
        for (const int column : {1, 2}) {
            QVERIFY(row.toolTip(column).contains(QStringLiteral("5 rounds")));
            QVERIFY(row.QTreeWidgetItem::data(column, Qt::ToolTipRole).toString().isEmpty());
        }
    }

    /// Dropped on the window, or named at its start: it is kept, once, and shown.
    void aTimingOpensAsAnyFile()
    {
        const QTemporaryDir elsewhere;
        const QString file = elsewhere.filePath(QStringLiteral("server.json"));
        test::writeBytes(file.toStdString(), toJson(twoByTwo()));
        test::Shown shown;
        auto& library = shown.workbench.library();
        for (const QString& name : {QStringLiteral("server.json"), QStringLiteral("again.txt")}) {
            QSignalSpy opened(&library, &Library::openedAs);
            const QString named = elsewhere.filePath(name);
            if (named != file)
                QVERIFY(QFile::copy(file, named)); // its content says what it is
            shown.window.showPanel(PanelId::Setup);
            library.open({named});
            QTRY_COMPARE(opened.count(), 1);
            QCOMPARE(opened[0][1].value<FileKind>(), FileKind::Timing);
            QTRY_COMPARE(shown.window.currentPanel(), PanelId::Timing);
            auto& panel = static_cast<TimingPanel&>(shown.window.panel(PanelId::Timing));
            QTRY_COMPARE(panel.result().rows.size(), std::size_t(4));
        }
        library.open({file}); // which is in the list
        QSignalSpy read(&library, &Library::fileRead);
        QTRY_COMPARE(read.count(), 1);
        QCOMPARE(listResults(timingsFolder()).size(), std::size_t(2));
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
