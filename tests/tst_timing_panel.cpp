// SPDX-License-Identifier: GPL-3.0-or-later
// The timing panel driven offscreen on tiny shapes: runs, cancels, runs again, exports, and says why it may not run.
#include "panels/timing_panel.h"

#include "plots/bars_plot.h"
#include "plots/timing_plot.h"
#include "support/fake_trainer.h"
#include "views/message_bar.h"

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
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QtTest>

#include "plots/qcustomplot_wrapper.h"

using namespace glowworm;

namespace {

/// A workbench whose set-up is a tiny layer, and the panel set to time it without LibTorch.
struct Stage {
    explicit Stage(int rounds = 5)
        : how(std::make_shared<test::FakeTraining>())
        , workbench(test::fakeCreate(how))
    {
        workbench.setConfig(test::tinyText(), true);
        panel = std::make_unique<TimingPanel>(workbench);
        panel->resize(1280, 720);
        panel->show();
        child<QComboBox>("shape").setCurrentIndex(1); // Set-up's
        child<QCheckBox>("libtorch").setChecked(false);
        child<QSpinBox>("repeats").setValue(rounds);
        child<QSpinBox>("warmup").setValue(0);
    }
    template <class Widget> Widget& child(const char* name) { return *panel->findChild<Widget*>(QLatin1String(name)); }
    QPushButton& button(const char* name) { return child<QPushButton>(name); }
    bool ends()
    {
        return QTest::qWaitFor([this] { return !workbench.benchmarking(); }, 20'000);
    }

    std::shared_ptr<test::FakeTraining> how;
    Workbench workbench;
    std::unique_ptr<TimingPanel> panel;
};

} // namespace

class TestTimingPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        qputenv("XDG_DATA_HOME", m_folder->path().toUtf8());
    }

    void theCeilingStandsBeforeAnyMeasurement()
    {
        Stage stage;
        QVERIFY(stage.button("run").isEnabled());
        QVERIFY(!stage.button("export").isEnabled());
        auto* ratios = stage.panel->findChild<TimingPlot*>()->findChild<QCustomPlot*>();
        QTRY_COMPARE(ratios->graphCount(), 1);
        QVERIFY(ratios->graph(0)->name().contains(QStringLiteral("computed")));
        QVERIFY(stage.panel->findChild<BarsPlot*>()->emptyText().isEmpty());
        QVERIFY(stage.panel->commandLine().startsWith(QStringLiteral("glowworm-cli bench ff ")));
    }

    void runFillsTableGateAndPlotAndExports()
    {
        Stage stage;
        QTest::mouseClick(&stage.button("run"), Qt::LeftButton);
        QVERIFY(stage.workbench.benchmarking());
        QVERIFY(!stage.button("run").isEnabled());
        QVERIFY(stage.button("cancel").isEnabled());
        QVERIFY(stage.ends());
        QVERIFY(stage.panel->result().complete);
        auto& table = stage.child<QTableWidget>("table");
        QCOMPARE(table.rowCount(), 2);
        QVERIFY(!table.item(0, 3)->text().contains(QStringLiteral("---")));
        QVERIFY(table.item(0, 3)->toolTip().contains(QStringLiteral("5 rounds")));
        QVERIFY(stage.child<QLabel>("gate").text().contains(QStringLiteral("Gate passed")));
        auto* ratios = stage.panel->findChild<TimingPlot*>()->findChild<QCustomPlot*>();
        QTRY_COMPARE(ratios->graphCount(), 2);

        const auto exported = [&](const char* name) {
            const QString file = m_folder->filePath(QLatin1String(name));
            stage.panel->exportTo(file);
            QFile read(file);
            return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
        };
        const QJsonObject json = QJsonDocument::fromJson(exported("timing.json")).object();
        QCOMPARE(json[QStringLiteral("rows")].toArray().size(), 2);
        QCOMPARE(exported("timing.csv").trimmed().split('\n').size(), 3);
        QVERIFY(exported("timing.md").startsWith("| "));
        QVERIFY(QImage::fromData(exported("timing.png")).width() > 1000);
        QTest::mouseClick(&stage.button("copy"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromStdString(toMarkdown(stage.panel->result())));
    }

    void cancelKeepsWhatIsThereAndRunsAgain()
    {
        Stage stage(101);
        stage.panel->runMain();
        QTRY_VERIFY(!stage.panel->result().rows.empty() && stage.panel->result().rows.front().roundsDone >= 2);
        stage.panel->stopMain();
        QVERIFY(stage.ends());
        QVERIFY(!stage.panel->result().complete);
        const int done = stage.panel->result().rows.front().roundsDone;
        QVERIFY(done >= 2 && done < 101);
        QVERIFY(stage.child<QLabel>("notes").text().contains(QStringLiteral("stopped after %1 of 101 rounds").arg(done)));
        QVERIFY(stage.button("export").isEnabled());

        stage.child<QSpinBox>("repeats").setValue(5);
        stage.panel->runMain();
        QVERIFY(stage.ends());
        QVERIFY(stage.panel->result().complete);
        QCOMPARE(stage.panel->result().rows.front().roundsDone, 5);
        QVERIFY(!stage.child<QLabel>("notes").text().contains(QStringLiteral("stopped")));
    }

    void whatIsWrongStandsAtTheDisabledButton()
    {
        Stage stage;
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
        stage.child<QComboBox>("target").setCurrentIndex(1);
        QVERIFY(stage.button("run").toolTip().contains(QStringLiteral("model")));
    }

    void trainingPausesForTimingAndResumes()
    {
        Stage stage;
        stage.how->stepTime = std::chrono::milliseconds(1);
        QFile text(m_folder->filePath(QStringLiteral("glow.txt")));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write(QByteArray("the worm glows brighter when few of its cells work\n").repeated(40));
        text.close();
        stage.workbench.openText(text.fileName());
        QTRY_VERIFY(stage.workbench.data().text);
        RunConfig config = stage.workbench.config();
        config.train.steps = 100'000;
        stage.workbench.setConfig(config, false);
        stage.workbench.startTraining();
        QTRY_COMPARE(stage.workbench.trainingState(), TrainingRun::State::Running);
        QTRY_VERIFY(!stage.button("run").isEnabled());
        QCOMPARE(stage.button("run").toolTip(), stage.workbench.refusalOf(Work::Benchmark));
        QTRY_VERIFY(stage.button("pauseAndRun").isVisible());
        QTest::mouseClick(&stage.button("pauseAndRun"), Qt::LeftButton);
        QTRY_VERIFY(stage.workbench.benchmarking());
        QVERIFY(stage.ends());
        QVERIFY(stage.panel->result().complete);
        QTRY_COMPARE(stage.workbench.trainingState(), TrainingRun::State::Running);
        stage.workbench.stopTraining();
        QTRY_VERIFY(stage.workbench.trainingState() != TrainingRun::State::Running
            && stage.workbench.trainingState() != TrainingRun::State::Stopping);
    }

    void failedGateShowsNoNumber()
    {
        Stage stage;
        BenchProgress progress;
        progress.result.rows.resize(1);
        Q_EMIT stage.workbench.benchmarkProgress(progress);
        QCOMPARE(stage.child<QTableWidget>("table").rowCount(), 1);
        Q_EMIT stage.workbench.benchmarkEnded(QStringLiteral("token 3 differs by 0.2"));
        QCOMPARE(stage.child<QTableWidget>("table").rowCount(), 0);
        QVERIFY(stage.panel->findChild<MessageBar*>()->text().contains(QStringLiteral("Not measured: token 3 differs")));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_MAIN(TestTimingPanel)
#include "tst_timing_panel.moc"
