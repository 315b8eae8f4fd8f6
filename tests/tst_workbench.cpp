// SPDX-License-Identifier: GPL-3.0-or-later
// The workbench: trainings, what may run beside what, leaving, and the pulse.
#include "ui/session/workbench.h"

#include "model/bench/result_file.h"
#include "model/data/data_folder.h"
#include "model/io/checkpoint.h"
#include "model/training/kept_run.h"
#include "support/desk.h"
#include "support/file_bytes.h"
#include "support/fresh_folders.h"
#include "support/run_test.h"
#include "support/sample_bytes.h"
#include "support/small_models.h"
#include "ui/session/digits.h"
#include "ui/session/generation.h"
#include "ui/session/inspection.h"
#include "ui/session/library.h"
#include "ui/session/pulse.h"
#include "ui/session/timing.h"
#include "ui/shell/event_probe.h"
#include "ui/widgets/settings.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace glowworm;
using test::Desk;
using State = TrainingRun::State;

namespace {

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

} // namespace

class TestWorkbench : public QObject {
    Q_OBJECT

    test::TextFolder m_folder;

private Q_SLOTS:
    void trainingWithoutDataIsRefusedWithASentence()
    {
        Desk desk;
        QVERIFY(!desk.workbench.refusalOf(Work::Training).isEmpty());
        desk.workbench.training().start();
        QCOMPARE(desk.problems.count(), 1);
        QCOMPARE(desk.workbench.training().state(), State::Empty);
    }

    void twinsTrainToTheEndAndAreUsed()
    {
        Desk desk;
        m_folder.openIn(desk.workbench);
        desk.workbench.training().start();
        QTRY_COMPARE(desk.workbench.training().state(), State::Finished);
        QTRY_COMPARE(desk.steps(Twin::Sparse), 12);
        QCOMPARE(desk.steps(Twin::Dense), 12);
        QTRY_VERIFY(desk.workbench.training().hasModels());
        desk.workbench.training().useModels();
        QTRY_VERIFY(desk.workbench.library().model(Task::Text, Twin::Sparse)
            && desk.workbench.library().model(Task::Text, Twin::Dense));
        QVERIFY(desk.workbench.library().modelFile(Task::Text, Twin::Sparse).isEmpty());

        QSignalSpy ended(&desk.workbench.generation(), &Generation::ended);
        SampleConfig sample;
        sample.tokens = 20;
        desk.workbench.generation().start(sample, QStringLiteral("the worm"), true, true, 0);
        QVERIFY(desk.workbench.generation().running());
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
        m_folder.openIn(desk.workbench);
        desk.workbench.training().makeSteps(2);
        QTRY_COMPARE(desk.workbench.training().step(), 2);
        QTRY_COMPARE(desk.workbench.training().state(), State::Paused);
        QTRY_COMPARE(desk.steps(Twin::Dense), 2);
        desk.workbench.training().makeSteps(1);
        QTRY_COMPARE(desk.steps(Twin::Dense), 3);
        QTRY_COMPARE(desk.workbench.training().state(), State::Paused);
        desk.workbench.training().resume();
        QTRY_COMPARE(desk.workbench.training().state(), State::Finished);
        QTRY_COMPARE(desk.steps(Twin::Sparse), 12);
    }

    void reopenedRunShowsItsHistoryAndWaits()
    {
        QString folder;
        {
            Desk desk;
            m_folder.openIn(desk.workbench);
            desk.workbench.training().makeSteps(5);
            QTRY_COMPARE(desk.steps(Twin::Dense), 5);
            QTRY_COMPARE(desk.workbench.training().state(), State::Paused);
            folder = desk.workbench.training().runFolder();
            desk.workbench.training().stop();
            QTRY_COMPARE(desk.workbench.training().state(), State::Empty);
        }
        Desk desk; // nothing open: the run knows its text
        desk.workbench.training().reopen(folder);
        QTRY_COMPARE(desk.workbench.training().state(), State::Paused);
        QCOMPARE(desk.problems.count(), 0);
        QTRY_COMPARE(desk.steps(Twin::Sparse), 5);
        QCOMPARE(desk.workbench.training().step(), 5);
        QCOMPARE(desk.workbench.library().source(Task::Text), m_folder.file());
        QVERIFY(desk.workbench.training().twins());
        desk.workbench.training().resume();
        QTRY_COMPARE(desk.workbench.training().state(), State::Finished);
        QTRY_COMPARE(desk.steps(Twin::Sparse), 12);
    }

    void aRunThatWaitsForItsDataIsNotLostToAnotherFile()
    {
        QString folder;
        {
            Desk desk;
            m_folder.openIn(desk.workbench);
            desk.workbench.training().makeSteps(2);
            QTRY_COMPARE(desk.workbench.training().state(), State::Paused);
            folder = desk.workbench.training().runFolder();
            desk.workbench.training().stop();
            QTRY_COMPARE(desk.workbench.training().state(), State::Empty);
        }
        Desk desk;
        desk.workbench.library().openExperiment(m_folder.filePath(QStringLiteral("missing.json")));
        desk.workbench.training().reopen(folder); // its text is read behind the experiment
        QTRY_COMPARE(desk.workbench.training().state(), State::Paused);
        QCOMPARE(desk.problems.count(), 1);
    }

    void shutDownSavesWhatRunsAndSaysWhenItMayEnd()
    {
        Desk desk;
        desk.how->stepTime = std::chrono::milliseconds(1);
        RunConfig config = test::tinyText();
        config.train.steps = 100'000;
        desk.workbench.training().setConfig(config, true);
        m_folder.openIn(desk.workbench);
        desk.workbench.training().start(QStringLiteral("leaving"));
        QTRY_VERIFY(desk.steps(Twin::Dense) > 3);
        QSignalSpy ready(&desk.workbench, &Workbench::readyToQuit);
        desk.workbench.shutDown();
        QTRY_COMPARE(ready.count(), 1);
        QCOMPARE(desk.workbench.training().state(), State::Empty);
        QVERIFY(readRun(runsFolder() / "leaving").step > 3);
    }

    void shutDownOfAnIdleWorkbenchIsQuick()
    {
        Desk desk;
        QSignalSpy ready(&desk.workbench, &Workbench::readyToQuit);
        desk.workbench.shutDown();
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, 500);
    }

    void leavingDoesNotWaitForAReview()
    {
        Desk desk;
        QTemporaryDir folder;
        const QString images = folder.filePath(QStringLiteral("many-images-idx3-ubyte"));
        test::writeBytes(images.toStdString(), test::pictures(600)); // the last sixth is reviewed
        test::writeBytes(folder.filePath(QStringLiteral("many-labels-idx1-ubyte")).toStdString(),
            test::labels(600));
        QVERIFY(test::openModels(desk.workbench, folder, {test::smallDigits(Routing::Gated)}));
        desk.workbench.library().openDigits(images);
        QTRY_VERIFY(desk.workbench.library().data().testDigits);
        QSignalSpy ready(&desk.workbench, &Workbench::readyToQuit);
        desk.workbench.digits().wantReview();
        desk.workbench.shutDown();
        QVERIFY(!desk.workbench.digits().stopReview()); // it has been stopped
        QTRY_COMPARE(ready.count(), 1);
    }

    /// As at a SIGTERM before the shipped models are read: no panel starts to write once they are.
    void nothingStartsAfterShutDown()
    {
        Desk desk;
        const QString file = m_folder.filePath(QStringLiteral("late.safetensors"));
        writeModel(std::filesystem::path(file.toStdString()),
            initialState(test::tinyText(), test::tinyTextData().text->vocabulary().characters()));
        connect(&desk.workbench.library(), &Library::modelsChanged, &desk.workbench,
            [&desk] { desk.workbench.generation().start({}, QStringLiteral("a"), true, true, 0); });
        QSignalSpy opened(&desk.workbench.library(), &Library::modelsChanged),
            started(&desk.workbench.generation(), &Generation::started);
        QSignalSpy ready(&desk.workbench, &Workbench::readyToQuit);
        desk.workbench.library().openModel(file);
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
        desk.workbench.training().setConfig(config, true);
        m_folder.openIn(desk.workbench);
        desk.workbench.training().start();
        QTRY_COMPARE(desk.workbench.training().state(), State::Running);
        QVERIFY(!desk.workbench.refusalOf(Work::Benchmark).isEmpty());
        QVERIFY(desk.workbench.refusalOf(Work::Digits)
                    .contains(QStringLiteral("model"))); // only the model is missing
        desk.workbench.training().pause();
        QTRY_COMPARE(desk.workbench.training().state(), State::Paused);
        QSignalSpy ended(&desk.workbench.timing(), &Timing::ended);
        desk.workbench.timing().start(smallBenchmark());
        QVERIFY(desk.workbench.timing().running());
        QVERIFY(!desk.workbench.refusalOf(Work::Training).isEmpty());
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(ended.first().first().toString(), QString());
        QVERIFY(desk.workbench.refusalOf(Work::Training).isEmpty());
        QCOMPARE(desk.workbench.training().state(), State::Paused);
    }

    /// As a demo has it.
    void whatIsKeptElsewhereLeavesNoTraces()
    {
        const QTemporaryDir elsewhere;
        settings::kTrainingSpeed.set(0);
        Desk desk;
        desk.workbench.keepIn(elsewhere.path().toStdString());
        RunConfig config = test::tinyText();
        config.train.steps = 30;
        desk.workbench.training().setConfig(config, true);
        m_folder.openIn(desk.workbench);
        desk.workbench.training().start();
        QTRY_COMPARE(desk.workbench.training().state(), State::Finished);
        QVERIFY(desk.workbench.training().runFolder().startsWith(elsewhere.path()));
        QCOMPARE(settings::kTrainingSpeed.value(), 0.0);
        const std::size_t before = listResults(timingsFolder()).size();
        desk.workbench.timing().start(smallBenchmark());
        QTRY_VERIFY(!desk.workbench.timing().running());
        QCOMPARE(listResults(timingsFolder()).size(), before);
        QCOMPARE(listResults(test::inside(elsewhere, "timings")).size(), std::size_t(1));
    }

    void trainingThatCannotBeginSpoilsNoSpeed()
    {
        Workbench workbench([](const RunConfig&, const TrainingData&, std::optional<TrainerState>,
                                int) -> std::unique_ptr<Trainer> { throw Error("no trainer"); });
        QTemporaryDir models;
        QVERIFY(test::openModels(workbench, models, {test::smallText(Routing::Gated)}));
        workbench.training().setConfig(test::tinyText(), true);
        m_folder.openIn(workbench);
        Generation& generation = workbench.generation();
        generation.start({.tokens = 100'000}, QStringLiteral("a"), true, false, 20);
        workbench.training().start();
        QTRY_COMPARE(workbench.training().state(), State::Failed);
        generation.stop();
        QTRY_VERIFY(!generation.running());
        const TapeTrack* track = generation.tape().track(Twin::Sparse);
        QVERIFY(track && !track->speed.whileTraining);
    }

    /// A panel that asks for an answer the moment it may must not leave the others with a refusal
    /// nobody takes back.
    void drawingAtTheEndOfATimingRefusesNothing()
    {
        Desk desk;
        RunConfig digits = test::tinyDigits();
        const QString file = m_folder.filePath(QStringLiteral("digits.safetensors"));
        writeModel(std::filesystem::path(file.toStdString()), initialState(digits, {}));
        desk.workbench.library().openModel(file);
        QTRY_VERIFY(desk.workbench.library().model(Task::Digits, Twin::Sparse));
        QString lastRefusal = QStringLiteral("never asked");
        connect(&desk.workbench, &Workbench::busyChanged, &desk.workbench, [&desk] {
            DigitRequest request;
            request.ink.assign(kDigitPixels, 200);
            request.width = request.height = 28;
            desk.workbench.digits().classify(request);
        });
        connect(&desk.workbench, &Workbench::busyChanged, &desk.workbench,
            [&] { lastRefusal = desk.workbench.refusalOf(Work::Benchmark); });
        QSignalSpy answered(&desk.workbench.digits(), &Digits::answered),
            ended(&desk.workbench.timing(), &Timing::ended);
        desk.workbench.timing().start(smallBenchmark());
        QTRY_COMPARE(ended.count(), 1);
        QTRY_VERIFY(answered.count() > 0);
        QCOMPARE(lastRefusal, QString());
    }

    /// It would pack weights beside what is timed.
    void surgeryWaitsForATiming()
    {
        Desk desk;
        const QTemporaryDir folder;
        QVERIFY(test::openModels(desk.workbench, folder, {test::smallDigits(Routing::Gated)}));
        Inspection& inspection = desk.workbench.inspection();
        const Surgery off{{{0, 3}}, {}};
        QSignalSpy ended(&desk.workbench.timing(), &Timing::ended);
        desk.workbench.timing().start(smallBenchmark());
        inspection.operate(Task::Digits, Twin::Sparse, off, QStringLiteral("off"));
        QVERIFY(inspection.surgery(Task::Digits, Twin::Sparse).empty());
        QCOMPARE(desk.problems.count(), 1);
        QTRY_COMPARE(ended.count(), 1);
        inspection.operate(Task::Digits, Twin::Sparse, off, QStringLiteral("off"));
        QVERIFY(inspection.surgery(Task::Digits, Twin::Sparse) == off);
    }

    void windowStaysResponsiveWhileTwinsTrainAndWrite()
    {
        Desk desk;
        RunConfig config = test::tinyText();
        config.train.steps = 100'000;
        config.train.evalInterval = 1000;
        desk.workbench.training().setConfig(config, true);
        m_folder.openIn(desk.workbench);
        desk.workbench.training().makeSteps(1);
        QTRY_VERIFY(desk.workbench.training().hasModels());
        desk.workbench.training().useModels();
        QTRY_VERIFY(desk.workbench.library().model(Task::Text, Twin::Sparse));
        QTRY_COMPARE(desk.workbench.training().state(), State::Paused);
        EventProbe probe;
        desk.workbench.training().resume();
        SampleConfig sample;
        sample.tokens = 5000;
        desk.workbench.generation().start(sample, QStringLiteral("the"), true, true, 0);
        QTRY_VERIFY(desk.steps(Twin::Dense) > 50);
        const auto report = [&probe] { return QJsonDocument::fromJson(probe.report()).object(); };
        QTRY_VERIFY(report()[QStringLiteral("samples")].toInt() > 30);
        QVERIFY2(report()[QStringLiteral("p50_ms")].toDouble() < 20, probe.report().constData());
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
};

GLOWWORM_TEST(TestWorkbench)
#include "tst_workbench.moc"
