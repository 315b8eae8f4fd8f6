// SPDX-License-Identifier: GPL-3.0-or-later
// What a person changed in the timing panel: taken back, done again, and there after a restart.
#include "ui/timing/timing_panel.h"

#include "model/bench/result_file.h"
#include "model/data/data_folder.h"
#include "support/run_test.h"
#include "support/saved_timing_stage.h"
#include "ui/timing/timing_banner.h"
#include "ui/timing/timing_form.h"
#include "ui/timing/timing_plots.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/value_label.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QtTest>

#include <random>

using namespace glowworm;
using KeptStage = test::SavedTimingStage;
using test::keepSome;
using test::twoByTwo;

namespace {

/// All that can be taken back: what is kept from day to day, but for what is selected; and which
/// files there are.
QString stateOf(const KeptStage& stage)
{
    QJsonObject values = QJsonDocument::fromJson(QByteArray::fromStdString(stage.saved())).object();
    values.remove(QStringLiteral("picked"));
    QString files;
    for (const auto& file : listResults(timingsFolder()))
        files += QString::fromStdString(file.filename().string()) + QLatin1Char('\n');
    return QString::fromUtf8(QJsonDocument(values).toJson()) + files;
}

} // namespace

class TestTimingSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void everyFieldIsTakenBack()
    {
        KeptStage stage;
        const QString start = stateOf(stage);
        stage.choose("Prompt");
        QCOMPARE(stage.edits.undoText(), QStringLiteral("what is timed"));
        stage.child<QLineEdit>("tokens").setText(QStringLiteral("6"));
        stage.child<QLineEdit>("tokens").setText(QStringLiteral("64"));
        stage.child<QSpinBox>("threads").setValue(1);
        stage.child<QSpinBox>("repeats").setValue(7);
        stage.child<QSpinBox>("repeats").setValue(8);
        QCOMPARE(stage.edits.count(), 3); // letters and steps are one edit
        QCOMPARE(stage.edits.undoText(), QStringLiteral("rounds"));
        stage.box("libtorch").toggle();
        stage.choose("FF layer alone");
        stage.child<QComboBox>("shape").setCurrentIndex(0);
        QListWidget& densities = stage.child<QListWidget>("densities");
        densities.item(2)->setCheckState(
            densities.item(2)->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
        QCOMPARE(stage.edits.count(), 7);
        goBackAndForth(stage, start);
    }

    void whatChangesByItselfIsNoEdit()
    {
        KeptStage stage;
        RunConfig other = stage.workbench.training().config();
        other.model.neurons *= 2;
        stage.workbench.training().setConfig(other, true); // Set-up's shape is the one chosen
        QVERIFY(!stage.edits.canUndo());
        QVERIFY(
            stage.child<QComboBox>("shape").currentText().endsWith(countText(other.model.neurons)));
        stage.restore(KeptStage().saved());
        QVERIFY(!stage.edits.canUndo());
    }

    void openingAndComparingAreTakenBack()
    {
        const auto files = keepSome(2);
        KeptStage stage;
        QVERIFY(stage.lists(2));
        stage.panel->open(files[0]);
        QCOMPARE(stage.edits.undoText(), QStringLiteral("open timing"));
        stage.panel->compare(files[1]);
        QCOMPARE(stage.edits.undoText(), QStringLiteral("compare timings"));
        stage.panel->open(files[1]); // which ends the comparison with itself
        QVERIFY(stage.table().isColumnHidden(5));
        stage.edits.undo();
        QVERIFY(!stage.table().isColumnHidden(5));
        QVERIFY(stage.table().topLevelItem(0)->text(4).startsWith(QStringLiteral("4")));
        QVERIFY(stage.table().topLevelItem(0)->text(5).startsWith(QStringLiteral("5")));
        stage.edits.undo();
        QVERIFY(stage.table().isColumnHidden(5));
        stage.edits.undo();
        QVERIFY(stage.panel->result().rows.empty());
        stage.edits.redo();
        stage.edits.redo();
        QVERIFY(!stage.table().isColumnHidden(5));
    }

    void aDeletedResultComesBack()
    {
        const auto files = keepSome(2);
        KeptStage stage;
        QVERIFY(stage.lists(2));
        auto& list = stage.child<QListWidget>("keptTimings");
        stage.panel->open(files[0]);
        stage.panel->compare(files[1]);
        for (const auto& file : files) {
            stage.panel->remove(file);
            QCOMPARE(stage.edits.undoText(), QStringLiteral("delete timing"));
        }
        QTRY_COMPARE(list.count(), 0);
        QVERIFY(stage.panel->result().rows.empty());
        stage.edits.undo();
        stage.edits.undo();
        QVERIFY(!stage.panel->result().rows.empty() && !stage.table().isColumnHidden(5));
        QTRY_COMPARE(list.count(), 2);
        list.setCurrentRow(1);
        const std::filesystem::path last
            = list.currentItem()->data(Qt::UserRole).toString().toStdString();
        list.setFocus();
        QTest::keyClick(&list, Qt::Key_Delete);
        QTRY_COMPARE(list.count(), 1);
        QVERIFY(!std::filesystem::exists(last));
        QVERIFY(list.currentItem()); // the next one, so that Delete goes on
        stage.edits.undo();
        QTRY_COMPARE(list.count(), 2);
        QVERIFY(std::filesystem::exists(last));
    }

    void everythingIsThereAfterARestart()
    {
        const auto files = keepSome(3);
        std::string kept;
        {
            KeptStage stage;
            QVERIFY(stage.lists(3));
            stage.choose("Batch of texts");
            stage.child<QLineEdit>("tokens").setText(QStringLiteral("4, sixteen"));
            stage.child<QSpinBox>("context").setValue(77);
            stage.panel->open(files[1]);
            stage.panel->compare(files[2]);
            stage.panel->findChild<TimingPlots*>()->setView({1, 2});
            stage.table().setSort({TimingOrder::Ratio, true});
            stage.table().pick({0.25, 1, "dense"});
            stage.panel->findChild<TimingBanner*>()->setGuess({6.5, "other.json", 0.25, 4});
            kept = stage.saved();
            QCOMPARE(kept, stage.saved()); // it stands still where nothing changes
        }
        KeptStage stage;
        stage.restore(kept);
        QCOMPARE(QString::fromStdString(stage.saved()), QString::fromStdString(kept)); // at once
        QVERIFY(stage.lists(3));
        QTRY_VERIFY(!stage.panel->result().rows.empty());
        QCOMPARE(QString::fromStdString(stage.saved()), QString::fromStdString(kept));
        QVERIFY(stage.table().topLevelItem(0)->text(5).startsWith(QStringLiteral("6")));
        QVERIFY(stage.table().picked() && stage.table().picked()->impl == "dense");
        QVERIFY(!stage.button("run").isEnabled()); // "sixteen" is what was typed
        QVERIFY(!stage.edits.canUndo());
    }

    /// The program died while it measured: what there was is a kept result now, said to be partial.
    void whatATimingHadWhenTheProgramDiedIsBack()
    {
        BenchResult begun = twoByTwo();
        ResultPart left;
        keepPart(begun, timingsFolder(), left);
        const std::filesystem::path part = left.file;
        left = {}; // nobody holds it any more
        KeptStage stage;
        stage.restore("{\"shown\": \"" + part.string() + "\"}");
        QTRY_COMPARE(stage.child<QListWidget>("keptTimings").count(), 1);
        QTRY_COMPARE(stage.panel->result().rows.size(), begun.rows.size());
        QVERIFY(!std::filesystem::exists(part));
        QVERIFY(stage.child<QLabel>("notes").text().contains(QStringLiteral("partial")));
        stage.restore("{\"shown\": \"" + part.string() + "\"}"); // it is gone: nothing is lost
        QVERIFY(!stage.panel->result().rows.empty());
    }

    /// Of another home, or deleted by hand.
    void whatIsMissedOfASessionIsSaid()
    {
        const auto files = keepSome(1);
        KeptStage stage;
        stage.restore(
            "{\"shown\": \"" + files[0].string() + "\", \"compared\": \"/far/away/other.json\"}");
        QTRY_VERIFY(!stage.panel->result().rows.empty());
        QCOMPARE(stage.panel->messages().text(),
            QStringLiteral("/far/away/other.json is not in the list of kept timings."));
    }

    /// Undo brings back what stood there before, redo the new one, in a file or not.
    void aNewTimingIsTakenBackAndComesAgain_data()
    {
        QTest::addColumn<bool>("isKept");
        QTest::newRow("kept") << true;
        QTest::newRow("in no file") << false;
    }
    void aNewTimingIsTakenBackAndComesAgain()
    {
        QFETCH(bool, isKept);
        const auto files = keepSome(1);
        KeptStage stage;
        QVERIFY(stage.lists(1));
        stage.panel->open(files[0]);
        const std::string opened = toJson(stage.panel->result());
        if (!isKept)
            stage.workbench.keepIn("/dev/null"); // where no folder can be made
        stage.panel->runMain();
        QVERIFY(stage.ends());
        const std::string measured = toJson(stage.panel->result());
        QVERIFY(measured != opened);
        QCOMPARE(stage.edits.undoText(), QStringLiteral("new timing"));
        stage.edits.undo();
        QCOMPARE(toJson(stage.panel->result()), opened);
        stage.edits.undo(); // what was opened
        QVERIFY(stage.panel->result().rows.empty());
        stage.edits.redo();
        stage.edits.redo();
        QCOMPARE(toJson(stage.panel->result()), measured);
        QCOMPARE(listResults(timingsFolder()).size(), std::size_t(isKept ? 2 : 1));
        stage.panel->runMain();
        QVERIFY(stage.ends());
        QVERIFY(toJson(stage.panel->result()) != measured);
        stage.edits.undo();
        QCOMPARE(toJson(stage.panel->result()), measured);
    }

    void badValuesChangeNothing_data()
    {
        QTest::addColumn<QString>("json");
        int number = 0;
        for (const char* json :
            {R"({"settings": {"what": "everything"}})", R"({"settings": {"shape": 3}})",
                R"({"settings": {"models": "mine"}})", R"({"settings": {"groups": [0]}})",
                R"({"settings": {"groups": "24"}})", R"({"settings": {"groups": [1.5]}})",
                R"({"settings": {"repeats": 0}})", R"({"settings": {"repeats": 99999999}})",
                R"({"settings": {"threads": 1.5}})", R"({"settings": {"tokens": 16}})",
                R"({"settings": {"libtorch": "yes"}})", R"({"settings": []})", R"({"shown": 3})",
                R"({"compared": true})", R"({"plot": "pie"})", R"({"baseline": "abacus"})",
                R"({"sort": "colour"})", R"({"descending": 1})", R"({"picked": {"tokens": -1}})",
                R"({"picked": {"tokens": 1, "density": 2, "row": ""}})", R"({"guess": -2})",
                R"({"guess": 1e30})"})
            QTest::addRow("%d", number++) << QString::fromUtf8(json);
    }

    void badValuesChangeNothing()
    {
        QFETCH(QString, json);
        KeptStage stage;
        stage.choose("Digit pictures");
        const std::string before = stage.saved();
        QVERIFY_EXCEPTION_THROWN(stage.restore(json.toStdString()), Error);
        // The first value of a text is good, another one is not: still nothing is changed.
        const std::string good = R"({"settings": {"what": "batch"}, "plot": "map", )";
        if (!json.startsWith(QStringLiteral("{\"settings\"")))
            QVERIFY_EXCEPTION_THROWN(stage.restore(good + json.mid(1).toStdString()), Error);
        QCOMPARE(stage.saved(), before);
        stage.restore("{}");
        QCOMPARE(stage.saved(), before);
    }

    void randomActionsAreTakenBackAndDoneAgain()
    {
        keepSome(5);
        KeptStage stage;
        QVERIFY(stage.lists(5));
        const QString start = stateOf(stage);
        std::mt19937 random(19);
        const auto below = [&random](int count) {
            return static_cast<int>(random() % static_cast<unsigned>(count));
        };
        for (int i = 0; i < 200; ++i)
            act(stage, below(11), below);
        QVERIFY(stage.edits.count() > 80);
        goBackAndForth(stage, start);
        goBackAndForth(stage, start);
    }

private:
    /// All is taken back and done again.
    static void goBackAndForth(KeptStage& stage, const QString& start)
    {
        const QString end = stateOf(stage);
        while (stage.edits.canUndo())
            stage.edits.undo();
        QCOMPARE(stateOf(stage), start);
        while (stage.edits.canRedo())
            stage.edits.redo();
        QCOMPARE(stateOf(stage), end);
    }

    template <class Below> void act(KeptStage& stage, int what, Below below)
    {
        auto& densities = stage.child<QListWidget>("densities");
        const auto& timings = stage.workbench.library().kept().timings;
        const auto file = timings[static_cast<std::size_t>(below(int(timings.size())))].file;
        const char* kNumbers[] = {"tokens_per_round", "context", "threads", "repeats", "warmup"};
        QListWidgetItem* item = densities.item(below(densities.count()));
        switch (what) {
        case 0:
            return stage.child<QComboBox>("workload").setCurrentIndex(below(7));
        case 1:
            return stage.child<QComboBox>("shape").setCurrentIndex(below(2));
        case 2:
            return stage.child<QSpinBox>(kNumbers[below(5)]).setValue(1 + below(40));
        case 3:
            return item->setCheckState(
                item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
        case 4:
            return stage.child<QLineEdit>("tokens").setText(
                QStringLiteral("1, %1 %2").arg(below(50)).arg(QLatin1String(below(3) ? "" : "x")));
        case 5:
            return (below(2) ? stage.box("libtorch") : stage.box("guessFirst")).click();
        case 6:
            return stage.child<QComboBox>("baseline").setCurrentIndex(below(3));
        case 7:
            return Q_EMIT stage.table().header()->sectionClicked(below(5));
        case 8:
            return stage.panel->open(file);
        case 9:
            return stage.panel->compare(file);
        default:
            if (timings.size() > 2) {
                const int left = static_cast<int>(timings.size()) - 1;
                stage.panel->remove(file);
                QVERIFY(stage.lists(left));
            }
        }
    }

    std::optional<test::DataFolder> m_folder;
};

GLOWWORM_TEST(TestTimingSession)
#include "tst_timing_session.moc"
