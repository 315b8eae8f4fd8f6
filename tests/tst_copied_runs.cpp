// SPDX-License-Identifier: GPL-3.0-or-later
// What the window copies is run, in an empty folder, by a shell and the real command line; what
// comes of it is what the window itself makes of the same.
#include "model/bench/result_file.h"
#include "model/io/paths.h"
#include "model/line/train_line.h"
#include "model/training/kept_run.h"
#include "support/digits_stage.h"
#include "support/run_test.h"
#include "support/timing_stage.h"
#include "support/training_stage.h"
#include "support/writing_stage.h"
#include "ui/session/inspection.h"
#include "ui/session/training.h"
#include "ui/setup/setup_panel.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/settings.h"

#include <QFileInfo>
#include <QLineEdit>
#include <QProcess>
#include <QTemporaryDir>

using namespace glowworm;

namespace {

/// The command line that is built beside these tests; "" = none is.
QString program() { return qEnvironmentVariable("GLOWWORM_CLI"); }

/// What a line prints, in a folder of its own with nothing in it.
struct Ran {
    QTemporaryDir folder;
    QString out, errors;
    int code = -1;

    explicit Ran(const QString& line)
    {
        QProcess shell;
        shell.setWorkingDirectory(folder.path());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PATH"),
            QFileInfo(program()).path() + QLatin1Char(':')
                + environment.value(QStringLiteral("PATH")));
        environment.insert(
            QStringLiteral("XDG_DATA_HOME"), folder.filePath(QStringLiteral("data")));
        shell.setProcessEnvironment(environment);
        shell.start(QStringLiteral("bash"), {QStringLiteral("-c"), line});
        shell.waitForFinished(60'000);
        out = QString::fromUtf8(shell.readAllStandardOutput());
        errors = QString::fromUtf8(shell.readAllStandardError());
        code = shell.exitStatus() == QProcess::NormalExit ? shell.exitCode() : -1;
    }
};

/// Of the steps and evaluations of a kept run, in order.
std::vector<std::tuple<Twin, std::int64_t, double>> lossesOf(const std::filesystem::path& folder)
{
    std::vector<std::tuple<Twin, std::int64_t, double>> losses;
    for (const TrainingEvent& event : readHistory(folder)) {
        if (event.kind == TrainingEvent::Kind::Step)
            losses.emplace_back(event.twin, event.step.step, event.step.loss);
        else if (event.kind == TrainingEvent::Kind::Evaluation)
            losses.emplace_back(event.twin, -event.step.step, event.eval.loss);
    }
    return losses;
}

struct WrittenStage : test::WritingStage {
    WrittenStage() { raise(); }
    ~WrittenStage() { lower(); }
    using WritingStage::find;
    using WritingStage::generate;
    using WritingStage::m_panel;
    using WritingStage::m_workbench;
    using WritingStage::open;
    using WritingStage::writer;
};

struct DrawnStage : test::DigitsStage {
    using DigitsStage::lower;
    using DigitsStage::m_panel;
    using DigitsStage::m_workbench;
    using DigitsStage::openTestSet;
    using DigitsStage::prepared;
    using DigitsStage::raise;
    using DigitsStage::settle;
    using DigitsStage::stage;
    using DigitsStage::stroke;
    ~DrawnStage() { lower(); }
};

} // namespace

#define RAN(ran) QVERIFY2((ran).code == 0, qPrintable((ran).errors))

class TestCopiedRuns : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFileInfo::exists(program()))
            QSKIP("GLOWWORM_CLI names no built glowworm-cli");
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toUtf8());
    }

    /// Both twins, their data and every field that was changed, to the last bit.
    void aSetUpIsTrained()
    {
        if (qEnvironmentVariableIsEmpty("GLOWWORM_TRAIN_LIBRARY"))
            QSKIP("GLOWWORM_TRAIN_LIBRARY names no training library");
        settings::kTrainingThreads.set(1);
        const QString file = m_folder.filePath(QStringLiteral("it's a text.txt"));
        QFile text(file);
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write(QByteArray("the worm glows brighter when few of its cells work\n").repeated(40));
        text.close();
        Workbench workbench;
        SetupPanel panel(workbench);
        workbench.library().openText(file);
        QTRY_VERIFY(workbench.library().data().text != nullptr);
        for (const auto& [field, value] :
            std::initializer_list<std::pair<const char*, const char*>>{{"d_model", "32"},
                {"layers", "2"}, {"heads", "2"}, {"context", "24"}, {"neurons", "64"},
                {"groups", "8"}, {"router_rank", "4"}, {"steps", "2"}, {"batch", "4"},
                {"micro_batch", "2"}, {"learning_rate", "3e-3"}, {"warmup", "0"},
                {"dropout", "0.1"}, {"router_noise", "0.5"}, {"eval_interval", "1"},
                {"weight_decay", "0.02"}, {"seed", "7"}})
            panel.findChild<QLineEdit*>(QLatin1String(field))->setText(QLatin1String(value));
        const QString line = panel.commandLine();
        Training& training = workbench.training();
        QVERIFY2(!line.isEmpty() && training.refusal().isEmpty(), qPrintable(training.refusal()));
        panel.runMain();
        QVERIFY(training.active());
        QTRY_VERIFY_WITH_TIMEOUT(!training.active(), 30'000);
        QVERIFY2(training.failure().isEmpty(), qPrintable(training.failure()));

        const Ran ran(line);
        RAN(ran);
        const auto runs
            = entriesOf(toPath(ran.folder.filePath(QStringLiteral("data/glowworm/runs"))));
        QCOMPARE(runs.size(), std::size_t(1));
        const std::filesystem::path mine = toPath(training.runFolder());
        const KeptRun kept = readRun(mine), itsOwn = readRun(runs.front());
        QVERIFY2(kept.runs == itsOwn.runs, qPrintable(line));
        QCOMPARE(itsOwn.runs.size(), std::size_t(2));
        QCOMPARE(itsOwn.dataName, kept.dataName);
        QVERIFY(lossesOf(mine).size() >= 10); // of two twins two steps and three evaluations
        QVERIFY(lossesOf(mine) == lossesOf(runs.front()));
    }

    /// The line begins it as it began, and changes it where it was changed.
    void aRunThatWasChangedIsCopiedFromItsStart()
    {
        test::TrainingStage stage(m_folder.path(), true, 200);
        QVERIFY(stage.ready());
        Training& training = stage.workbench.training();
        const double rate = training.config().train.learningRate;
        training.makeSteps(5);
        QVERIFY(stage.reaches(Training::State::Paused));
        training.change({{"learning_rate", "0.004"}});
        QTRY_COMPARE(training.runConfig().train.learningRate, 0.004);
        training.makeSteps(5);
        QTRY_COMPARE(training.step(), std::int64_t(10));
        const QString line = stage.panel->commandLine();
        QVERIFY2(
            line.contains(QStringLiteral(" --change 5:learning_rate=0.004")), qPrintable(line));
        const TrainLine read = trainLineFrom(line.toStdString());
        QCOMPARE(read.config.train.learningRate, rate);
        QCOMPARE(read.config.train.steps, std::int64_t(200));
        QVERIFY(read.options.twin);
    }

    /// However often something is changed at one step, and whatever is open or chosen since.
    void aCopiedRunIsStillThatRun()
    {
        test::TrainingStage stage(m_folder.path(), false, 200);
        QVERIFY(stage.ready());
        settings::kTrainingThreads.set(1);
        Training& training = stage.workbench.training();
        const QString file = stage.workbench.library().source(Task::Text);
        training.makeSteps(5);
        QVERIFY(stage.reaches(Training::State::Paused));
        const int batch = training.config().train.batch;
        for (const char* value : {"12", "24", "48"}) {
            training.change({{"batch", value}});
            QTRY_COMPARE(training.runConfig().train.batch, QByteArray(value).toInt());
        }
        training.change({{"learning_rate", "0.5"}});
        training.change({{"learning_rate", "0.001"}}); // and back
        QTRY_COMPARE(training.runConfig().train.learningRate, 0.001);
        const QString other = m_folder.filePath(QStringLiteral("other.txt"));
        test::writeText(other);
        stage.workbench.library().openText(other);
        QTRY_COMPARE(stage.workbench.library().source(Task::Text), other);
        settings::kTrainingThreads.set(2);
        training.setKeepsMoments(false);
        const TrainLine read = trainLineFrom(stage.panel->commandLine().toStdString());
        settings::kTrainingThreads.set(0);
        QCOMPARE(read.config.train.batch, batch);
        QCOMPARE(read.options.changes, std::vector<std::string>{"5:batch=48"});
        QCOMPARE(toText(read.options.data.text), file);
        QCOMPARE(read.options.threads, 1);
        QVERIFY(read.options.moments);
    }

    void aTextIsWrittenByBothModels()
    {
        WrittenStage stage;
        QVERIFY(stage.open());
        stage.find<QSpinBox>("promptSeed")->setValue(77);
        stage.find<QSpinBox>("top_k")->setValue(5);
        const Surgery surgery{{NeuronAddress{1, 7}}, {}};
        stage.m_workbench->inspection().operate(
            Task::Text, Twin::Sparse, surgery, QStringLiteral("disable"));
        QTRY_COMPARE(
            stage.m_workbench->library().model(Task::Text, Twin::Sparse)->surgery, surgery);
        stage.generate(QStringLiteral("ROMEO: a"), 40);
        const Ran ran(stage.m_panel->commandLine());
        RAN(ran);
        const auto textOf = [&stage](const char* writer) {
            QString text;
            for (const GeneratedToken& token : stage.writer(writer)->tokens())
                text += QString::fromUcs4(&token.character, 1);
            return text;
        };
        const QString both = textOf("sparseText") + textOf("denseText");
        QCOMPARE(both.size(), 2 * (8 + 40));
        QCOMPARE(
            QString(ran.out).remove(QLatin1Char('\n')), QString(both).remove(QLatin1Char('\n')));
    }

    void aDrawingIsClassifiedByBothModels()
    {
        DrawnStage stage;
        QVERIFY(stage.raise());
        stage.stroke({0.3, 0.3}, {0.7, 0.6});
        QVERIFY(stage.settle(stage.prepared()));
        answerAsTheStage(stage);
    }

    /// A picture of the set is what it is: it is not made ready again.
    void aTestPictureIsClassifiedAsItIs()
    {
        DrawnStage stage;
        QVERIFY(stage.raise());
        stage.openTestSet();
        stage.m_panel->runMain();
        QTRY_VERIFY(stage.stage().digit(Twin::Dense) >= 0);
        answerAsTheStage(stage);
    }

    void aTimingIsTimedAgain_data()
    {
        QTest::addColumn<QString>("what");
        QTest::newRow("ff") << QStringLiteral("FF layer alone");
        QTest::newRow("digits") << QStringLiteral("Digit pictures");
    }

    void aTimingIsTimedAgain()
    {
        QFETCH(QString, what);
        test::TimingStage stage(3);
        stage.choose(qPrintable(what));
        stage.child<QCheckBox>("libtorch").setChecked(false);
        stage.child<QSpinBox>("threads").setValue(1);
        stage.child<QSpinBox>("repeats").setValue(2);
        stage.panel->runMain();
        QVERIFY(stage.ends());
        const BenchResult& mine = stage.panel->result();
        const Ran ran(stage.panel->commandLine() + QStringLiteral(" --json"));
        RAN(ran);
        const BenchResult again = parseResult(ran.out.toStdString(), "the result");
        const BenchConfig &wanted = mine.config, &found = again.config;
        QCOMPARE(found.workload, wanted.workload);
        for (const Field<BenchConfig>& field : benchFields())
            if (field.applies(wanted))
                QVERIFY2(field.read(found) == field.read(wanted), field.name.data());
        QCOMPARE(again.rows.size(), mine.rows.size());
        for (std::size_t i = 0; i < mine.rows.size(); ++i)
            QCOMPARE(again.rows[i].impl, mine.rows[i].impl);
    }

private:
    void answerAsTheStage(const DrawnStage& stage)
    {
        const Ran ran(stage.m_panel->commandLine());
        RAN(ran);
        QStringList digits;
        for (const QString& line : ran.out.split(QLatin1Char('\n')))
            if (line.size() == 1)
                digits << line;
        QCOMPARE(digits,
            QStringList({QString::number(stage.stage().digit(Twin::Sparse)),
                QString::number(stage.stage().digit(Twin::Dense))}));
    }
};

GLOWWORM_TEST(TestCopiedRuns)
#include "tst_copied_runs.moc"
