// SPDX-License-Identifier: GPL-3.0-or-later
// How a training begins, and what is told of it at the end.
#include "support/engine_models.h"
#include "support/fake_trainer.h"
#include "support/run_test.h"

#include "model/io/model_file.h"
#include "model/jobs/run_shelf.h"
#include "model/training/kept_run.h"
#include "model/training/training_setup.h"
#include "model/training/training_speed.h"
#include "model/training/training_summary.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace glowworm;
using namespace glowworm::test;

namespace {

QJsonObject jsonOf(const TrainingSummary& summary, bool finished)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(summary.toJson(finished))).object();
}

/// All steps of a run, with what it tells.
TrainingSummary trained(const TrainingSpec& spec)
{
    TrainingSummary summary(spec);
    TrainingLoop loop(
        spec, fakeCreate(), [&](TrainingEvent event) { summary.add(event); },
        [](Twin, ModelState) {});
    while (loop.advance({})) { }
    if (!spec.folder.empty())
        loop.save();
    return summary;
}

} // namespace

class TestTrainingSetup : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const
    {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }
    TrainingSpec specOf(const RunConfig& config, bool withTwin, const char* folder = "") const
    {
        TrainingSpec spec = newTraining(config, withTwin);
        spec.folder = *folder ? path(folder) : std::filesystem::path();
        spec.threads = 3;
        const bool isText = config.model.task == Task::Text;
        setData(spec, isText ? tinyTextData() : tinyDigitData(), "somewhere");
        return spec;
    }

private Q_SLOTS:
    void aWarmupLongerThanTheRunBecomesATenth()
    {
        RunConfig config = tinyText();
        config.train.steps = 50;
        config.train.warmup = 50;
        QVERIFY(!shortenWarmup(config.train));
        QCOMPARE(config.train.warmup, 50);
        config.train.warmup = 51;
        QVERIFY(shortenWarmup(config.train));
        QCOMPARE(config.train.warmup, 5);
    }

    void twinsAreOfASparseModel()
    {
        const TrainingSpec spec = newTraining(tinyText(), true);
        QCOMPARE(spec.runs.size(), std::size_t(2));
        QCOMPARE(spec.runs[0].first, Twin::Sparse);
        QCOMPARE(spec.runs[1].first, Twin::Dense);
        QVERIFY(!spec.runs[1].second.model.isSparse());
        QCOMPARE(newTraining(tinyText(Routing::Dense), false).runs[0].first, Twin::Dense);
        QVERIFY(!messageOf([] { newTraining(tinyText(Routing::Dense), true); }).empty());
    }

    void theVocabularyIsTheTexts()
    {
        TrainingSpec spec = newTraining(tinyText(), true);
        const TrainingData data = tinyTextData();
        QCOMPARE(setData(spec, data, "glow.txt"), std::string());
        for (const auto& [twin, config] : spec.runs)
            QCOMPARE(config.model.vocabSize, data.text->vocabulary().size());
        QCOMPARE(spec.dataName, std::string("glow.txt"));
        spec.runs[0].second.model.heads = 5;
        QVERIFY(setData(spec, data, "glow.txt").find("heads") != std::string::npos);
    }

    void aTextShorterThanTheContextIsRefused()
    {
        RunConfig config = tinyText();
        config.model.context = 1024;
        TrainingSpec spec = newTraining(config, false);
        QVERIFY(!messageOf([&] { setData(spec, tinyTextData(), ""); }).empty());
    }

    void aKeptRunGoesOnAsItWas()
    {
        trained(specOf(tinyText(), true, "kept"));
        const TrainingSpec spec = keptTraining(path("kept"));
        QVERIFY(spec.resume);
        QCOMPARE(spec.threads, 3);
        QCOMPARE(spec.runs.size(), std::size_t(2));
        QCOMPARE(spec.dataName, std::string("somewhere"));
        QVERIFY(!messageOf([&] { keptTraining(path("nowhere")); }).empty());
    }

    void aRunsFolderStandsForItsModel()
    {
        trained(specOf(tinyText(), false, "one"));
        const auto file = modelFile(path("one"));
        QCOMPARE(file.parent_path(), path("one") / "sparse");
        QCOMPARE(modelFile(path("one") / "sparse"), file);
        QCOMPARE(modelFile(file), file);
        QCOMPARE(openModel(path("one"), Task::Text).steps, std::int64_t(12));
        const auto expectRefusal = [](const std::filesystem::path& from, const char* words) {
            const std::string message = messageOf([&] { openModel(from, Task::Digits); });
            QVERIFY2(message.find(words) != std::string::npos, message.c_str());
        };
        expectRefusal(path("one"), "expected one for digits");
        expectRefusal(path("one") / "run.json", "name the folder it lies in");
        trained(specOf(tinyText(), true, "two"));
        expectRefusal(path("two"), "holds two models: name ");
        std::filesystem::create_directories(path("none"));
        expectRefusal(path("none"), "holds no checkpoint");
    }

    void theSummaryTellsBothModels()
    {
        TrainingSummary summary = trained(specOf(tinyText(), true, "told"));
        summary.note("Something.");
        const QJsonObject json = jsonOf(summary, true),
                          dense = json[QLatin1String("dense_twin")].toObject();
        QCOMPARE(json[QLatin1String("steps")].toInt(), 12);
        const QString line = QString::fromStdString(summary.line(Twin::Sparse));
        QVERIFY2(line.startsWith(QStringLiteral("sparse  step 12 of 12  loss "))
                && line.contains(QStringLiteral("  validation "))
                && line.contains(QStringLiteral("  32000 characters/s")),
            qPrintable(line));
        QCOMPARE(json[QLatin1String("evaluated_step")].toInt(), 12);
        QVERIFY(json[QLatin1String("val_loss")].toDouble() > 0);
        QVERIFY(!json.contains(QStringLiteral("accuracy")));
        QCOMPARE(json[QLatin1String("units")].toString(), QStringLiteral("characters"));
        QCOMPARE(json[QLatin1String("units_per_second")].toDouble(),
            2000.0 * 16); // the fake step says 1 ms
        QCOMPARE(json[QLatin1String("routing")].toString(), QStringLiteral("gated"));
        QCOMPARE(dense[QLatin1String("routing")].toString(), QStringLiteral("dense"));
        QVERIFY(dense[QLatin1String("checkpoint")].toString().contains(
            QStringLiteral("told/dense/ckpt-")));
        QCOMPARE(json[QLatin1String("folder")].toString().toStdString(), path("told").string());
        QCOMPARE(json[QLatin1String("threads")].toInt(), 3);
        QCOMPARE(json[QLatin1String("processes")].toInt(), 1);
        QVERIFY(json[QLatin1String("finished")].toBool());
        QCOMPARE(json[QLatin1String("notices")].toArray().last().toString(),
            QStringLiteral("Something."));
    }

    void whatIsNotKnownIsNull()
    {
        const TrainingSummary summary(specOf(tinyDigits(), false));
        const QJsonObject json = jsonOf(summary, false);
        for (const char* name :
            {"train_loss", "accuracy", "evaluated_step", "units_per_second", "checkpoint"})
            QVERIFY2(json[QLatin1String(name)].isNull(), name);
        QCOMPARE(json[QLatin1String("steps")].toInt(), 0);
        QCOMPARE(summary.line(Twin::Sparse), std::string());
        QCOMPARE(json[QLatin1String("units")].toString(), QStringLiteral("images"));
        QVERIFY(!json.contains(QStringLiteral("dense_twin")));
        QVERIFY(!json[QLatin1String("finished")].toBool());
    }

    /// Twenty at least, and none that another machine may have made.
    void theSpeedIsOfStepsThatWereMadeHere()
    {
        const RunConfig config = tinyText();
        TrainingHistory history;
        for (int step = 1; step <= 40; ++step) {
            TrainingEvent event;
            event.kind = TrainingEvent::Kind::Step;
            event.step.step = step;
            event.step.seconds = step <= 20 ? 100 : 0.5;
            history.add(event);
        }
        QVERIFY(!speedOf(config, false, history, {19, 0}));
        QCOMPARE(speedOf(config, false, history, {20, 0}), std::optional(workOfStep(config) / 0.5));
        QVERIFY(!speedOf(config, true, history, {20, 0})); // nothing of the twin
    }

    void curvesOfAKeptRunAreWhatIsDrawn()
    {
        const std::filesystem::path folder = path("drawn");
        trained(specOf(tinyText(), false, "drawn"));
        QFile history(QString::fromStdString((folder / "history.jsonl").string()));
        QVERIFY(history.open(QIODevice::ReadWrite));
        const QString figured
            = QString::fromUtf8(history.readAll())
                  .replace(QRegularExpression(QStringLiteral("\"routing_entropy\":\\s*[^,}]+")),
                      QStringLiteral("\"routing_entropy\":0.5"));
        QVERIFY(history.resize(0) && history.seek(0) && history.write(figured.toUtf8()) > 0);
        history.close();
        RunShelf shelf;
        shelf.readCurves(folder);
        QTRY_VERIFY(!shelf.busy());
        const std::vector<RunShelf::Told> told = shelf.drain();
        QCOMPARE(told.size(), std::size_t(1));
        const TwinHistory& curves = told.front().curves->of(Twin::Sparse);
        TrainingHistory whole;
        whole.append(readHistory(folder));
        const auto& evaluations = whole.of(Twin::Sparse).evaluations;
        QVERIFY(!evaluations.empty() && curves.losses.empty());
        QCOMPARE(curves.evaluations.size(), evaluations.size());
        QCOMPARE(curves.evaluations.back().elapsed, evaluations.back().elapsed);
        QCOMPARE(curves.evaluations.back().report.loss, evaluations.back().report.loss);
        QVERIFY(curves.evaluations.back().report.fired.empty());
        const EvalReport &shown = curves.evaluations.front().report,
                         &kept = evaluations.front().report;
        QCOMPARE(kept.routingEntropy, 0.5);
        QCOMPARE(shown.routingEntropy, 0.5); // a 0 would be a number that is not true
        QCOMPARE(shown.deadFraction, kept.deadFraction);
    }
};

GLOWWORM_TEST(TestTrainingSetup)
#include "tst_training_setup.moc"
