// SPDX-License-Identifier: GPL-3.0-or-later
// Kept runs are their owner's: named, noted, coloured, trained again, over one another in the plot
// and side by side; each of these can be taken back.
#include "model/base/error.h"
#include "model/session/session_values.h"
#include "model/training/kept_run.h"
#include "support/active_window.h"
#include "support/data_folder.h"
#include "support/run_test.h"
#include "support/runs_owned_stage.h"
#include "ui/session/runs.h"
#include "ui/training/run_card.h"
#include "ui/training/run_colours.h"
#include "ui/training/run_comparison.h"

#include <QLineEdit>
#include <QTableWidget>

#include <fstream>
#include <optional>
#include <string>

using namespace glowworm;
using State = TrainingRun::State;
using test::RunsOwnedStage;

namespace {

void write(const std::filesystem::path& file, const char* text) { std::ofstream(file) << text; }

} // namespace

class TestRunsOwned : public QObject {
    Q_OBJECT

    std::optional<test::DataFolder> m_folder;

    std::filesystem::path place() const { return m_folder->path().toStdString(); }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { m_folder.emplace(); }

    void labelsReadBackAsTheyWereWritten()
    {
        QCOMPARE(readLabel(place()), RunLabel());
        const RunLabel label{"caf\u00E9 \"wide\"", "twice the neurons\nno gain", 3};
        writeLabel(place(), label);
        QCOMPARE(readLabel(place()), label);
        writeLabel(place(), {});
        QVERIFY(!std::filesystem::exists(place() / "label.json"));
        std::string name(kLongestRunName - 1, 'a');
        const std::string whole = name;
        QCOMPARE(cutName(name.append("\u00E9")), whole);
    }

    void labelsOfOthersAreReadStrictly_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"{", "[]", R"({"format": 9})", R"({"name": "a"})",
                 R"({"format": 1, "name": 3})", R"({"format": 1, "colour": 11})",
                 R"({"format": 1, "colour": -1})", R"({"format": 1, "note": null, "name": ["a"]})"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void labelsOfOthersAreReadStrictly()
    {
        QFETCH(QString, text);
        write(place() / "label.json", text.toUtf8());
        QVERIFY_EXCEPTION_THROWN(readLabel(place()), Error);
    }

    void tooLongLabelsAreRefused()
    {
        const std::string text = labelText({std::string(kLongestRunName + 1, 'a'), {}, 0});
        QVERIFY_EXCEPTION_THROWN(parseLabel(text, "label"), Error);
    }

    void aDamagedLabelHidesNoRun()
    {
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.train("one"));
        write(runsFolder() / "one" / "label.json", "{");
        const KeptRun run = readRun(runsFolder() / "one");
        QCOMPARE(run.label, RunLabel());
        QVERIFY(run.labelProblem.find("label.json") != std::string::npos);
        QCOMPARE(listRuns(runsFolder()).size(), std::size_t(1));
    }

    void f2GivesANameThatStaysInTheFolder()
    {
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.train("one"));
        test::activate(*stage.panel);
        stage.list().setFocus();
        QTest::keyClick(&stage.list(), Qt::Key_F2);
        auto* edit = stage.list().findChild<QLineEdit*>(QStringLiteral("runName"));
        QVERIFY(edit);
        QTest::keyClicks(edit, QStringLiteral("wide  one"));
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY(stage.list().item(0)->text().contains(QStringLiteral("wide one")));
        QCOMPARE(stage.edits().undoText(), QStringLiteral("name of the run"));
        QTRY_COMPARE(readLabel(runsFolder() / "one").name, std::string("wide one"));
        stage.edits().undo();
        QVERIFY(!stage.list().item(0)->text().contains(QStringLiteral("wide one")));
        QTRY_COMPARE(readLabel(runsFolder() / "one").name, std::string());
        stage.edits().redo();
        QTRY_COMPARE(readLabel(runsFolder() / "one").name, std::string("wide one"));

        RunsOwnedStage later(m_folder->path());
        QVERIFY(later.waits([&] { return later.list().count() == 1; }));
        QVERIFY(later.list().item(0)->text().contains(QStringLiteral("wide one")));
    }

    void aNameFromElsewhereIsSafeToShow()
    {
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.train("one"));
        writeLabel(runsFolder() / "one", {"a\u202Egpj\nb", {}, 0});
        QVERIFY(stage.waits([&] {
            return stage.list().item(0)->text().startsWith(QStringLiteral("a"))
                || stage.list().item(0)->text().contains(QStringLiteral("gpj"));
        }));
        const QString text = stage.list().item(0)->text();
        QVERIFY(!text.contains(QChar(0x202E)));
        QCOMPARE(text.count(QLatin1Char('\n')), 1);
    }

    void aNoteIsOneStepAndAColourAnother()
    {
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.train("one"));
        auto& note = *stage.panel->findChild<QLineEdit*>(QStringLiteral("runNote"));
        QTest::keyClicks(&note, QStringLiteral("no gain"));
        QCOMPARE(stage.edits().count(), 1);
        Q_EMIT stage.runs().colourGiven(stage.folder("one"), 4);
        QCOMPARE(stage.edits().count(), 2);
        QTRY_COMPARE(readLabel(runsFolder() / "one"), (RunLabel{"", "no gain", 4}));
        stage.edits().undo();
        stage.edits().undo();
        QCOMPARE(note.text(), QString());
        QTRY_COMPARE(readLabel(runsFolder() / "one"), RunLabel());
    }

    void trainedAgainWithTheSameOrAnotherSeed()
    {
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.train("one", 5));
        QVERIFY(stage.train("two", 6));
        RunConfig other = stage.training().config();
        other.train.steps = 33;
        stage.training().setConfig(other, false);
        Q_EMIT stage.runs().againRequested(stage.folder("one"), false);
        QCOMPARE(stage.training().runConfig().train.seed, std::uint64_t(5));
        QCOMPARE(stage.training().config().train.steps, std::int64_t(12));
        QVERIFY(stage.training().twins());
        QVERIFY(stage.reaches(State::Finished));
        Q_EMIT stage.runs().againRequested(stage.folder("one"), true);
        QCOMPARE(stage.training().runConfig().train.seed, std::uint64_t(7)); // 6 has been
        QVERIFY(stage.reaches(State::Finished));
    }

    void trainedAgainAsItBegan()
    {
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        stage.training().setStopRules({.step = 10});
        stage.training().makeSteps(4);
        QVERIFY(stage.reaches(State::Paused));
        stage.training().change({{"learning_rate", "0.25"}});
        stage.training().setStopRules({.step = 6});
        stage.training().resume();
        QVERIFY(stage.reaches(State::Finished));
        const QString folder = stage.training().runFolder();
        QVERIFY(stage.waits([&] { return stage.list().count() == 1; }));
        QTRY_COMPARE(stage.training().runConfig().train.learningRate, 0.25);
        stage.training().setStopRules({});
        Q_EMIT stage.runs().againRequested(folder, false);
        QCOMPARE(stage.training().config().train.learningRate, 1e-3);
        QCOMPARE(stage.training().stopRules().step, std::int64_t(10));
        QVERIFY(stage.reaches(State::Finished));
        QCOMPARE(stage.training().step(), std::int64_t(10));
    }

    void tickedRunsLieOverTheCurvesAndComeBack()
    {
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.train("one"));
        QVERIFY(stage.train("two", 2));
        QListWidgetItem* item = nullptr;
        for (int row = 0; row < 2; ++row)
            if (stage.list().item(row)->data(Qt::UserRole).toString() == stage.folder("one"))
                item = stage.list().item(row);
        QVERIFY(item);
        item->setCheckState(Qt::Checked);
        QCOMPARE(stage.edits().undoText(), QStringLiteral("runs in the plot"));
        QTRY_COMPARE(stage.overlaid(), 2); // sparse and dense
        SessionValues values;
        stage.panel->save(values);
        stage.edits().undo();
        QTRY_COMPARE(stage.overlaid(), 0);

        RunsOwnedStage later(m_folder->path());
        QVERIFY(later.waits([&] { return later.list().count() == 2; }));
        const JsonDocument document(values.json());
        later.panel->restore(document.object());
        QTRY_COMPARE(later.overlaid(), 2);
    }

    void aRunHasOneColourAndRunsWithoutANameAreToldApart()
    {
        KeptRun run;
        run.folder = place() / "20261130-120000-text-gated-with-a-name-that-is-not-short";
        run.runs.emplace_back(Twin::Sparse, RunConfig());
        run.runs.front().second.model.routing = Routing::Gated;
        run.startedUnix = 1'800'000'000;
        const int colour = colourOf(run);
        for (int time = 0; time < 100; ++time)
            QCOMPARE(colourOf(run), colour);
        KeptRun later = run;
        later.startedUnix += 60;
        QCOMPARE(nameOf(later), nameOf(run));
        QVERIFY(fullNameOf(later) != fullNameOf(run));
        later.label.name = "wide one";
        QCOMPARE(fullNameOf(later), QStringLiteral("wide one"));
    }

    void runsSideBySideShowWhatDiffers()
    {
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.train("one", 1));
        QVERIFY(stage.train("two", 2));
        Q_EMIT stage.runs().compareRequested({stage.folder("one"), stage.folder("two")});
        auto& table = *stage.panel->findChild<QTableWidget*>(QStringLiteral("comparedRuns"));
        QVERIFY(table.isVisible());
        QCOMPARE(table.columnCount(), 3);
        const auto cells = [&table](const QString& name) {
            for (int row = 0; row < table.rowCount(); ++row)
                if (table.item(row, 0)->text() == name)
                    return QStringList{table.item(row, 1)->text(), table.item(row, 2)->text()};
            return QStringList();
        };
        QStringList seeds = cells(QStringLiteral("Seed"));
        seeds.sort();
        QCOMPARE(seeds, QStringList({QStringLiteral("1"), QStringLiteral("2")}));
        QCOMPARE(cells(QStringLiteral("Batch")), QStringList());
        QTRY_VERIFY(cells(QStringLiteral("Lowest validation loss"))
                        .value(0)
                        .contains(QStringLiteral("at step")));
        QTest::mouseClick(&stage.button("leaveComparison"), Qt::LeftButton);
        QVERIFY(!table.isVisible());
    }
};

GLOWWORM_TEST(TestRunsOwned)
#include "tst_runs_owned.moc"
