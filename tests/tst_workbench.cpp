// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/workbench.h"

#include "model/data/data_folder.h"
#include "model/io/checkpoint.h"
#include "support/small_experiment.h"
#include "ui/session/pulse.h"
#include "ui/shell/event_probe.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace glowworm;
using State = TrainingRun::State;

namespace {

QString pathOf(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

BenchConfig smallBenchmark()
{
    BenchConfig bench;
    bench.dModel = 16;
    bench.neurons = 32;
    bench.routerRank = 4;
    bench.groups = {4};
    bench.layers = 1;
    bench.repeats = 3;
    bench.warmup = 1;
    bench.blockSeconds = 0.001;
    bench.libtorch = false;
    return bench;
}

/// A workbench over fake trainers with a small text open; what it told is counted.
struct Desk {
    std::shared_ptr<test::FakeTraining> how = std::make_shared<test::FakeTraining>();
    Workbench workbench{test::fakeCreate(how)};
    QSignalSpy problems{&workbench, &Workbench::problem};
    std::vector<TrainingEvent> events;
    GenerationUpdate written;

    Desk()
    {
        QObject::connect(&workbench, &Workbench::trainingEvents, &workbench,
            [this](const std::vector<TrainingEvent>& news) {
                events.insert(events.end(), news.begin(), news.end());
            });
        QObject::connect(&workbench, &Workbench::generationUpdated, &workbench,
            [this](const GenerationUpdate& update) {
                written.tokens.insert(
                    written.tokens.end(), update.tokens.begin(), update.tokens.end());
            });
        workbench.setConfig(test::tinyText(), true);
    }
    int steps(Twin twin) const
    {
        return static_cast<int>(
            std::count_if(events.begin(), events.end(), [twin](const TrainingEvent& event) {
                return event.twin == twin && event.kind == TrainingEvent::Kind::Step;
            }));
    }
};

} // namespace

class TestWorkbench : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString textFile() const { return m_folder.filePath(QStringLiteral("glow.txt")); }
    void openText(Workbench& workbench) const
    {
        workbench.openText(textFile());
        QTRY_VERIFY(workbench.data().text != nullptr);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toUtf8());
        QFile file(textFile());
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int line = 0; line < 40; ++line)
            file.write("the worm glows brighter when few of its cells work\n");
    }

    void trainingWithoutDataIsRefusedWithASentence()
    {
        Desk desk;
        QVERIFY(!desk.workbench.refusalOf(Work::Training).isEmpty());
        desk.workbench.startTraining();
        QCOMPARE(desk.problems.count(), 1);
        QCOMPARE(desk.workbench.trainingState(), State::Empty);
    }

    void whileFilesAreBeingOpenedTheRefusalSaysSo()
    {
        Desk desk;
        const QString without = desk.workbench.refusalOf(Work::Training);
        desk.workbench.openText(textFile());
        const QString meanwhile = desk.workbench.refusalOf(Work::Training);
        QVERIFY(!meanwhile.isEmpty() && meanwhile != without);
        QTRY_VERIFY(desk.workbench.refusalOf(Work::Training).isEmpty());
    }

    void openedTextSetsTheVocabulary()
    {
        Desk desk;
        QSignalSpy changed(&desk.workbench, &Workbench::dataChanged);
        openText(desk.workbench);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(desk.workbench.textSource(), textFile());
        QCOMPARE(desk.workbench.config().model.vocabSize,
            desk.workbench.data().text->vocabulary().size());
        desk.workbench.setConfig(test::tinyText(), false); // comes with another size of vocabulary
        QCOMPARE(desk.workbench.config().model.vocabSize,
            desk.workbench.data().text->vocabulary().size());
    }

    void missingFileIsASentenceNotACrash()
    {
        Desk desk;
        desk.workbench.openModel(m_folder.filePath(QStringLiteral("missing.safetensors")));
        QTRY_COMPARE(desk.problems.count(), 1);
        QVERIFY(desk.problems.first().first().toString().contains(
            QStringLiteral("missing.safetensors")));
    }

    void twinsTrainToTheEndAndAreUsed()
    {
        Desk desk;
        openText(desk.workbench);
        desk.workbench.startTraining();
        QTRY_COMPARE(desk.workbench.trainingState(), State::Finished);
        QTRY_COMPARE(desk.steps(Twin::Sparse), 12);
        QCOMPARE(desk.steps(Twin::Dense), 12);
        QTRY_VERIFY(desk.workbench.hasTrainedModels());
        desk.workbench.useTrainedModels();
        QTRY_VERIFY(desk.workbench.model(Task::Text, Twin::Sparse)
            && desk.workbench.model(Task::Text, Twin::Dense));
        QVERIFY(desk.workbench.modelFile(Task::Text, Twin::Sparse).isEmpty());

        QSignalSpy ended(&desk.workbench, &Workbench::generationEnded);
        SampleConfig sample;
        sample.tokens = 20;
        desk.workbench.generate(sample, QStringLiteral("the worm"), true, true, 0);
        QVERIFY(desk.workbench.generating());
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(ended.first().first().toString(), QString());
        const auto continued = std::count_if(desk.written.tokens.begin(), desk.written.tokens.end(),
            [](const GeneratedToken& token) { return !token.fromPrompt; });
        QCOMPARE(continued, 40); // twenty of each model, and none of them after the end was told
        QCOMPARE(desk.problems.count(), 0);
    }

    void singleStepStartsARunAndPausesBehindIt()
    {
        Desk desk;
        openText(desk.workbench);
        desk.workbench.stepTraining(2);
        QTRY_COMPARE(desk.workbench.trainingStep(), 2);
        QTRY_COMPARE(desk.workbench.trainingState(), State::Paused);
        QTRY_COMPARE(desk.steps(Twin::Dense), 2);
        desk.workbench.stepTraining(1);
        QTRY_COMPARE(desk.steps(Twin::Dense), 3);
        QTRY_COMPARE(desk.workbench.trainingState(), State::Paused);
        desk.workbench.resumeTraining();
        QTRY_COMPARE(desk.workbench.trainingState(), State::Finished);
        QTRY_COMPARE(desk.steps(Twin::Sparse), 12);
    }

    void reopenedRunShowsItsHistoryAndWaits()
    {
        QString folder;
        {
            Desk desk;
            openText(desk.workbench);
            desk.workbench.stepTraining(5);
            QTRY_COMPARE(desk.steps(Twin::Dense), 5);
            QTRY_COMPARE(desk.workbench.trainingState(), State::Paused);
            folder = desk.workbench.runFolder();
            desk.workbench.stopTraining();
            QTRY_COMPARE(desk.workbench.trainingState(), State::Empty);
        }
        Desk desk; // nothing open: the run knows its text
        desk.workbench.reopenRun(folder);
        QTRY_COMPARE(desk.workbench.trainingState(), State::Paused);
        QCOMPARE(desk.problems.count(), 0);
        QTRY_COMPARE(desk.steps(Twin::Sparse), 5);
        QCOMPARE(desk.workbench.trainingStep(), 5);
        QCOMPARE(desk.workbench.textSource(), textFile());
        QVERIFY(desk.workbench.twins());
        desk.workbench.resumeTraining();
        QTRY_COMPARE(desk.workbench.trainingState(), State::Finished);
        QTRY_COMPARE(desk.steps(Twin::Sparse), 12);
    }

    void aRunThatWaitsForItsDataIsNotLostToAnotherFile()
    {
        QString folder;
        {
            Desk desk;
            openText(desk.workbench);
            desk.workbench.stepTraining(2);
            QTRY_COMPARE(desk.workbench.trainingState(), State::Paused);
            folder = desk.workbench.runFolder();
            desk.workbench.stopTraining();
            QTRY_COMPARE(desk.workbench.trainingState(), State::Empty);
        }
        Desk desk;
        desk.workbench.openExperiment(m_folder.filePath(QStringLiteral("missing.json")));
        desk.workbench.reopenRun(folder); // its text is read behind the experiment
        QTRY_COMPARE(desk.workbench.trainingState(), State::Paused);
        QCOMPARE(desk.problems.count(), 1);
    }

    void anOpenedExperimentIsReadInTheBackground()
    {
        Desk desk;
        QSignalSpy opened(&desk.workbench, &Workbench::experimentOpened);
        const QString file = m_folder.filePath(QStringLiteral("result.json"));
        std::ofstream(file.toStdString()) << toJson(test::smallExperiment());
        desk.workbench.openExperiment(file);
        QVERIFY(!desk.workbench.experiment());
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(desk.workbench.experiment()->rows.size(), std::size_t(3));
        QCOMPARE(desk.workbench.experimentFile(), file);
        desk.workbench.openExperiment(m_folder.filePath(QStringLiteral("missing.json")));
        QTRY_COMPARE(desk.problems.count(), 1);
        QVERIFY(desk.workbench.experiment()); // what was open stays
    }

    void shutDownSavesWhatRunsAndSaysWhenItMayEnd()
    {
        Desk desk;
        desk.how->stepTime = std::chrono::milliseconds(1);
        RunConfig config = test::tinyText();
        config.train.steps = 100'000;
        desk.workbench.setConfig(config, true);
        openText(desk.workbench);
        desk.workbench.startTraining(QStringLiteral("leaving"));
        QTRY_VERIFY(desk.steps(Twin::Dense) > 3);
        QSignalSpy ready(&desk.workbench, &Workbench::readyToQuit);
        desk.workbench.shutDown();
        QTRY_COMPARE(ready.count(), 1);
        QCOMPARE(desk.workbench.trainingState(), State::Empty);
        QVERIFY(readRun(runsFolder() / "leaving").step > 3);
    }

    void shutDownOfAnIdleWorkbenchIsQuick()
    {
        Desk desk;
        QSignalSpy ready(&desk.workbench, &Workbench::readyToQuit);
        desk.workbench.shutDown();
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, 500);
    }

    /// As at a SIGTERM before the shipped models are read: no panel starts to write once they are.
    void nothingStartsAfterShutDown()
    {
        Desk desk;
        const QString file = m_folder.filePath(QStringLiteral("late.safetensors"));
        writeModel(std::filesystem::path(file.toStdString()),
            initialState(test::tinyText(), test::tinyTextData().text->vocabulary().characters()));
        connect(&desk.workbench, &Workbench::modelsChanged, &desk.workbench,
            [&desk] { desk.workbench.generate({}, QStringLiteral("a"), true, true, 0); });
        QSignalSpy opened(&desk.workbench, &Workbench::modelsChanged),
            started(&desk.workbench, &Workbench::generationStarted);
        QSignalSpy ready(&desk.workbench, &Workbench::readyToQuit);
        desk.workbench.openModel(file);
        desk.workbench.shutDown();
        QTRY_COMPARE(ready.count(), 1);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(started.count(), 0);
        for (const Work work : {Work::Training, Work::Generation, Work::Digits, Work::Benchmark})
            QCOMPARE(desk.workbench.refusalOf(work), QStringLiteral("Glowworm is closing."));
    }

    void benchmarkAndTrainingExcludeEachOther()
    {
        Desk desk;
        desk.how->stepTime = std::chrono::milliseconds(1);
        RunConfig config = test::tinyText();
        config.train.steps = 100'000;
        desk.workbench.setConfig(config, true);
        openText(desk.workbench);
        desk.workbench.startTraining();
        QTRY_COMPARE(desk.workbench.trainingState(), State::Running);
        QVERIFY(!desk.workbench.refusalOf(Work::Benchmark).isEmpty());
        QVERIFY(desk.workbench.refusalOf(Work::Digits)
                    .contains(QStringLiteral("model"))); // only the model is missing
        desk.workbench.pauseTraining();
        QTRY_COMPARE(desk.workbench.trainingState(), State::Paused);
        QSignalSpy ended(&desk.workbench, &Workbench::benchmarkEnded);
        desk.workbench.startBenchmark(smallBenchmark());
        QVERIFY(desk.workbench.benchmarking());
        QVERIFY(!desk.workbench.refusalOf(Work::Training).isEmpty());
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(ended.first().first().toString(), QString());
        QVERIFY(desk.workbench.refusalOf(Work::Training).isEmpty());
        QCOMPARE(desk.workbench.trainingState(), State::Paused);
    }

    /// A panel that asks for an answer the moment it may must not leave the others with a refusal
    /// nobody takes back.
    void drawingAtTheEndOfATimingRefusesNothing()
    {
        Desk desk;
        RunConfig digits = test::tinyDigits();
        const QString file = m_folder.filePath(QStringLiteral("digits.safetensors"));
        writeModel(std::filesystem::path(file.toStdString()), initialState(digits, {}));
        desk.workbench.openModel(file);
        QTRY_VERIFY(desk.workbench.model(Task::Digits, Twin::Sparse));
        QString lastRefusal = QStringLiteral("never asked");
        connect(&desk.workbench, &Workbench::busyChanged, &desk.workbench, [&desk] {
            DigitRequest request;
            request.ink.assign(kDigitPixels, 200);
            request.width = request.height = 28;
            desk.workbench.classify(request);
        });
        connect(&desk.workbench, &Workbench::busyChanged, &desk.workbench,
            [&] { lastRefusal = desk.workbench.refusalOf(Work::Benchmark); });
        QSignalSpy answered(&desk.workbench, &Workbench::digitResult),
            ended(&desk.workbench, &Workbench::benchmarkEnded);
        desk.workbench.startBenchmark(smallBenchmark());
        QTRY_COMPARE(ended.count(), 1);
        QTRY_VERIFY(answered.count() > 0);
        QCOMPARE(lastRefusal, QString());
    }

    void windowStaysResponsiveWhileTwinsTrainAndWrite()
    {
        Desk desk;
        RunConfig config = test::tinyText();
        config.train.steps = 100'000;
        config.train.evalInterval = 1000;
        desk.workbench.setConfig(config, true);
        openText(desk.workbench);
        desk.workbench.stepTraining(1);
        QTRY_VERIFY(desk.workbench.hasTrainedModels());
        desk.workbench.useTrainedModels();
        QTRY_VERIFY(desk.workbench.model(Task::Text, Twin::Sparse));
        QTRY_COMPARE(desk.workbench.trainingState(), State::Paused);
        EventProbe probe;
        desk.workbench.resumeTraining();
        SampleConfig sample;
        sample.tokens = 5000;
        desk.workbench.generate(sample, QStringLiteral("the"), true, true, 0);
        QTRY_VERIFY(desk.steps(Twin::Dense) > 50);
        QTest::qWait(300);
        const QJsonObject report = QJsonDocument::fromJson(probe.report()).object();
        QVERIFY(report[QStringLiteral("samples")].toInt() > 5);
        QVERIFY2(report[QStringLiteral("p50_ms")].toDouble() < 20, probe.report().constData());
    }

    void pulseBeatsOnlyWhileThereIsSomethingToWaitFor()
    {
        int beats = 0;
        Pulse pulse([&beats] { return ++beats < 3; });
        pulse.start();
        QTRY_VERIFY(!pulse.beating());
        QCOMPARE(beats, 3);
    }

    /// Work that a beat starts may be over before the beat is: its result still has to be fetched.
    void pulseBeatsOnceMoreWhenABeatAsksForIt()
    {
        int beats = 0;
        Pulse* asked = nullptr;
        Pulse pulse([&] {
            if (++beats == 1)
                asked->start();
            return false;
        });
        asked = &pulse;
        pulse.start();
        QTRY_VERIFY(!pulse.beating());
        QCOMPARE(beats, 2);
    }

    void shippedModelsThatAreMissingAreASentence()
    {
        const QByteArray before = qgetenv("GLOWWORM_RESOURCES");
        qputenv("GLOWWORM_RESOURCES", m_folder.path().toUtf8());
        Desk desk;
        QString last; // that was said since a file was opened
        QObject::connect(
            &desk.workbench, &Workbench::opening, &desk.workbench, [&last] { last.clear(); });
        QObject::connect(&desk.workbench, &Workbench::problem, &desk.workbench,
            [&last](const QString& sentence) { last = sentence; });
        desk.workbench.openShippedModels();
        desk.workbench.open({}); // as when the program starts
        qputenv("GLOWWORM_RESOURCES", before);
        QTRY_COMPARE(desk.problems.count(), 1);
        QVERIFY2(last.contains(pathOf("models")), qPrintable(last));
    }
};

QTEST_MAIN(TestWorkbench)
#include "tst_workbench.moc"
