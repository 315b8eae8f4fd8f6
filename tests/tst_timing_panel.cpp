// SPDX-License-Identifier: GPL-3.0-or-later
// The timing panel driven offscreen on tiny shapes: runs, cancels, runs again, exports, and says
// why it may not run.
#include "ui/timing/timing_cases.h"
#include "ui/timing/timing_panel.h"

#include "model/bench/result_file.h"
#include "model/data/data_folder.h"
#include "support/exported.h"
#include "support/run_test.h"
#include "support/timing_stage.h"
#include "ui/session/library.h"
#include "ui/session/timing.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/timing/cost_bars.h"
#include "ui/timing/crossover_map.h"
#include "ui/timing/timing_plot.h"
#include "ui/timing/timing_report.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QTreeWidget>
#include <QtTest>

#include "ui/widgets/qcustomplot_wrapper.h"

using namespace glowworm;
using TimedStage = test::TimingStage;

class TestTimingPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void theCeilingStandsBeforeAnyMeasurement()
    {
        TimedStage stage;
        QVERIFY(stage.button("run").isEnabled());
        QVERIFY(!stage.button("export").isEnabled());
        QVERIFY(stage.child<QLabel>("verdict").text().startsWith(QStringLiteral("At most")));
        QCOMPARE(stage.child<QLabel>("verdictInterval").text(), QStringLiteral("computed"));
        for (const int width : {700, 1190}) { // its own size there must not take its ink away
            stage.panel->resize(width, 728);
            QCoreApplication::processEvents();
            const QLabel& verdict = stage.child<QLabel>("verdict");
            QCOMPARE(verdict.palette().color(QPalette::WindowText),
                Stage::of(verdict.parentWidget()->palette()).quietText);
        }
        QVERIFY(stage.child<QLabel>("status").text().startsWith(QStringLiteral("takes about")));
        QVERIFY(!stage.panel->findChild<TimingPlot*>()->isVisible()); // one point is no chart
        auto& densities = stage.child<QListWidget>("densities");
        densities.item(0)->setCheckState(Qt::Checked);
        densities.item(densities.count() - 1)->setCheckState(Qt::Checked);
        auto* ratios = stage.panel->findChild<TimingPlot*>()->findChild<QCustomPlot*>();
        QTRY_COMPARE(ratios->graphCount(), 1);
        QVERIFY(ratios->graph(0)->name().contains(QStringLiteral("computed")));
        QVERIFY(stage.panel->findChild<CostBars*>()->emptyText().isEmpty());
        QVERIFY(stage.panel->commandLine().startsWith(QStringLiteral("glowworm-cli bench ff ")));
    }

    void runFillsTableCheckAndPlotAndExports()
    {
        TimedStage stage;
        QTest::mouseClick(&stage.button("run"), Qt::LeftButton);
        QVERIFY(stage.workbench.timing().running());
        QVERIFY(!stage.button("run").isEnabled());
        QVERIFY(stage.button("cancel").isEnabled());
        QVERIFY(stage.ends());
        QVERIFY(stage.panel->result().complete);
        auto& table = stage.child<QTreeWidget>("table");
        QCOMPARE(table.topLevelItemCount(), 1);
        const QTreeWidgetItem& oneCase = *table.topLevelItem(0);
        const auto rows = static_cast<int>(stage.panel->result().rows.size());
        QVERIFY(rows >= 2);
        QCOMPARE(oneCase.childCount(), rows);
        QVERIFY(!oneCase.child(0)->text(1).contains(missingText()));
        QVERIFY(oneCase.child(0)->toolTip(1).contains(QStringLiteral("5 rounds")));
        QVERIFY(oneCase.toolTip(4).contains(QStringLiteral("glowworm-cli bench ff")));
        QVERIFY(stage.child<QLabel>("equivalence")
                    .text()
                    .contains(QStringLiteral("Equivalence check passed")));
        const BenchRatio& measured = stage.panel->result().ratios.front();
        const QString verdict = QString::fromStdString(measured.verdict);
        const QString hero
            = stage.child<QLabel>("verdict").text().replace(QChar(0xd7), QLatin1Char('x'));
        QVERIFY2(verdict.startsWith(hero, Qt::CaseInsensitive), qPrintable(hero + verdict));
        QVERIFY(verdict.endsWith(stage.child<QLabel>("verdictInterval").text()));

        const auto exported = [&](const char* form) {
            return test::exported(stage.panel->exports(), QLatin1String(form));
        };
        const QJsonObject json = QJsonDocument::fromJson(exported("JSON")).object();
        QCOMPARE(json[QStringLiteral("rows")].toArray().size(), rows);
        QCOMPARE(exported("CSV").trimmed().split('\n').size(), rows + 1);
        QVERIFY(exported("Markdown").startsWith("| "));
        QVERIFY(QImage::fromData(exported("PNG 2x")).width() > 1000);
        QTest::mouseClick(&stage.button("copy"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(),
            QString::fromStdString(toMarkdown(stage.panel->result(), reportWords(),
                machineLine(stage.panel->result()).toStdString())));
    }

    void cancelKeepsWhatIsThereAndRunsAgain()
    {
        TimedStage stage(15);
        stage.panel->runMain();
        // On a busy machine rounds are measured again, as many as there are to be.
        QTRY_VERIFY_WITH_TIMEOUT(!stage.panel->result().rows.empty()
                && stage.panel->result().rows.front().roundsDone >= 2,
            20'000);
        stage.panel->stopMain();
        QVERIFY(stage.ends());
        QVERIFY(!stage.panel->result().complete);
        const int done = stage.panel->result().rows.front().roundsDone;
        QVERIFY(done >= 2 && done < 15);
        QVERIFY(stage.child<QLabel>("notes").text().contains(
            QStringLiteral("stopped after %1 of 15 rounds").arg(done)));
        QVERIFY(stage.button("export").isEnabled());

        stage.child<QSpinBox>("repeats").setValue(5);
        stage.panel->runMain();
        QVERIFY(stage.ends());
        QVERIFY(stage.panel->result().complete);
        QCOMPARE(stage.panel->result().rows.front().roundsDone, 5);
        QVERIFY(!stage.child<QLabel>("notes").text().contains(
            QStringLiteral("stopped after"))); // a busy machine is another matter
    }

    void whatIsWrongStandsAtTheDisabledButton()
    {
        TimedStage stage;
        auto& tokens = stage.child<QLineEdit>("tokens");
        tokens.setText(QStringLiteral("one"));
        QVERIFY(!stage.button("run").isEnabled());
        QVERIFY(stage.button("run").toolTip().contains(QStringLiteral("Tokens a call")));
        tokens.setText(QStringLiteral("1, 4 4"));
        QVERIFY(stage.button("run").isEnabled());
        auto& densities = stage.child<QListWidget>("densities");
        for (int row = 0; row < densities.count(); ++row)
            densities.item(row)->setCheckState(Qt::Unchecked);
        QVERIFY(!stage.button("run").isEnabled());
        stage.choose("Whole token"); // has no such field
        QVERIFY(stage.button("run").isEnabled());
        stage.choose("Prompt");
        tokens.setText(QStringLiteral("8000"));
        QVERIFY(!stage.button("run").isEnabled());
        QVERIFY(stage.button("run").toolTip().contains(QStringLiteral("8000")));
        tokens.clear();
        QVERIFY(stage.button("run").toolTip().contains(QStringLiteral("Prompt lengths")));
    }

    void trainingPausesForTimingAndResumes()
    {
        TimedStage stage;
        stage.how->stepTime = std::chrono::milliseconds(1);
        QFile text(m_folder->filePath(QStringLiteral("glow.txt")));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write(QByteArray("the worm glows brighter when few of its cells work\n").repeated(40));
        text.close();
        stage.workbench.library().openText(text.fileName());
        QTRY_VERIFY(stage.workbench.library().data().text);
        RunConfig config = stage.workbench.training().config();
        config.train.steps = 100'000;
        stage.workbench.training().setConfig(config, false);
        stage.workbench.training().start();
        QTRY_COMPARE(stage.workbench.training().state(), TrainingRun::State::Running);
        QTRY_VERIFY(!stage.button("run").isEnabled());
        QCOMPARE(stage.button("run").toolTip(), stage.workbench.refusalOf(Work::Benchmark));
        QTRY_VERIFY(stage.button("pauseAndRun").isVisible());
        QTest::mouseClick(&stage.button("pauseAndRun"), Qt::LeftButton);
        QTRY_VERIFY(stage.workbench.timing().running());
        QVERIFY(stage.ends());
        QVERIFY(stage.panel->result().complete);
        QTRY_COMPARE(stage.workbench.training().state(), TrainingRun::State::Running);
        stage.workbench.training().stop();
        QTRY_VERIFY(stage.workbench.training().state() != TrainingRun::State::Running
            && stage.workbench.training().state() != TrainingRun::State::Stopping);
    }

    void failedCheckShowsNoNumber()
    {
        TimedStage stage;
        BenchProgress progress;
        progress.result.rows.resize(1);
        Q_EMIT stage.workbench.timing().progress(progress);
        QCOMPARE(stage.child<QTreeWidget>("table").topLevelItemCount(), 1);
        Q_EMIT stage.workbench.timing().ended(QStringLiteral("token 3 differs by 0.2"));
        QCOMPARE(stage.child<QTreeWidget>("table").topLevelItemCount(), 0);
        QVERIFY(stage.panel->findChild<MessageBar*>()->text().contains(
            QStringLiteral("Not measured: token 3 differs")));
    }

    void theMapChoiceFillsTheGridAndTakesItBack()
    {
        TimedStage stage;
        auto& tokens = stage.child<QLineEdit>("tokens");
        stage.child<QCheckBox>("libtorch").setChecked(true);
        stage.choose("Crossover map");
        QVERIFY(tokens.text().contains(QStringLiteral("1024")));
        QVERIFY(stage.panel->commandLine().contains(QStringLiteral("--no-libtorch")));
        QVERIFY(stage.child<CrossoverMap>("map").isVisible());
        stage.choose("FF layer alone");
        QCOMPARE(tokens.text(), QStringLiteral("1"));
        QVERIFY(!stage.panel->commandLine().contains(QStringLiteral("--no-libtorch")));
    }

    void everyWorkloadShowsItsOwnFieldsAndGivesItsCommand_data()
    {
        QTest::addColumn<QString>("workload");
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("fields");
        const QString text
            = QStringLiteral("--context 128 --threads 1 --repeats 5 --warmup 0 --no-libtorch");
        QTest::newRow("ff") << QStringLiteral("FF layer alone")
                            << QStringLiteral("glowworm-cli bench ff --d-model 16 ")
                            << QStringLiteral("shape densities tokens");
        QTest::newRow("layer") << QStringLiteral("Whole layer")
                               << QStringLiteral("glowworm-cli bench layer --d-model 16 ")
                               << QStringLiteral("shape densities tokens_per_round context");
        QTest::newRow("token") << QStringLiteral("Whole token")
                               << QStringLiteral("glowworm-cli bench token --tokens-per-round 16 ")
                + text << QStringLiteral("models tokens_per_round context");
        QTest::newRow("prompt") << QStringLiteral("Prompt")
                                << QStringLiteral(
                                       "glowworm-cli bench prompt --tokens 256 --threads 1 "
                                       "--repeats 5 --warmup 0 --no-libtorch")
                                << QStringLiteral("models tokens");
        QTest::newRow("batch")
            << QStringLiteral("Batch of texts")
            << QStringLiteral("glowworm-cli bench batch --tokens 4,16 --tokens-per-round 4 ") + text
            << QStringLiteral("models tokens tokens_per_round context");
        QTest::newRow("digits") << QStringLiteral("Digit pictures")
                                << QStringLiteral("glowworm-cli bench digits --tokens 1 ")
                                << QStringLiteral("models tokens");
        QTest::newRow("map") << QStringLiteral("Crossover map")
                             << QStringLiteral("glowworm-cli bench ff --d-model 16 ")
                             << QStringLiteral("shape densities tokens");
    }

    void everyWorkloadShowsItsOwnFieldsAndGivesItsCommand()
    {
        QFETCH(QString, workload);
        QFETCH(QString, command);
        QFETCH(QString, fields);
        TimedStage stage;
        stage.choose(qPrintable(workload));
        stage.child<QCheckBox>("libtorch").setChecked(false);
        QVERIFY2(
            stage.panel->commandLine().startsWith(command), qPrintable(stage.panel->commandLine()));
        for (const char* field :
            {"shape", "densities", "models", "tokens", "context", "tokens_per_round"})
            QVERIFY2(
                stage.shows(field) == fields.split(QLatin1Char(' ')).contains(QLatin1String(field)),
                field);
        QVERIFY(stage.button("run").isEnabled());
    }

    void digitNetworksRunWithRandomWeights()
    {
        TimedStage stage;
        stage.choose("Digit pictures");
        stage.child<QCheckBox>("libtorch").setChecked(false);
        stage.panel->runMain();
        QVERIFY(stage.ends());
        QVERIFY(stage.panel->result().complete);
        auto& table = stage.child<QTreeWidget>("table");
        QCOMPARE(table.topLevelItemCount(), 1);
        QVERIFY(table.topLevelItem(0)->text(0).contains(QStringLiteral("1 picture")));
        QVERIFY(table.topLevelItem(0)->toolTip(4).contains(
            QStringLiteral("glowworm-cli bench digits --tokens 1 ")));
        QVERIFY(stage.child<QLabel>("machine").text().contains(QStringLiteral("random weights")));
        QVERIFY(!stage.shows("facts")); // random weights have no accuracy
    }

    /// The form prefers an open pair, and a result of it is named and timed again by its files
    /// only.
    void theOpenPairIsTimedWithItsQuality()
    {
        TimedStage stage;
        stage.choose("Digit pictures");
        QCOMPARE(stage.child<QComboBox>("models").currentIndex(), 1);
        const std::filesystem::path models = modelsFolder();
        for (const char* file : {"mnist-dense.safetensors", "mnist-sparse.safetensors"})
            stage.workbench.library().openModel(QString::fromStdString((models / file).string()));
        QTRY_COMPARE(stage.child<QComboBox>("models").currentIndex(), 0);
        stage.child<QCheckBox>("libtorch").setChecked(false);
        QVERIFY(stage.panel->commandLine().contains(QStringLiteral("mnist-sparse.safetensors")));
        stage.panel->runMain();
        QVERIFY(stage.ends());
        QVERIFY(stage.panel->result().complete);
        QVERIFY(!stage.panel->result().sparseHash.empty());
        QVERIFY(stage.shows("facts"));
        const QString command = stage.child<QTreeWidget>("table").topLevelItem(0)->toolTip(4);
        QVERIFY(command.contains(QStringLiteral("mnist-dense.safetensors")));
        stage.child<QComboBox>("models").setCurrentIndex(1);
        QVERIFY(!stage.panel->commandLine().contains(QStringLiteral("mnist")));
    }

private:
    std::optional<test::DataFolder> m_folder;
};

GLOWWORM_TEST(TestTimingPanel)
#include "tst_timing_panel.moc"
