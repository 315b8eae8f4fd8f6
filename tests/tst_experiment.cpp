// SPDX-License-Identifier: GPL-3.0-or-later
// Experiments: their declaration, training and resuming their rows with fake trainers, and the
// figures of their results.
#include "support/engine_models.h"
#include "support/fake_trainer.h"
#include "support/fresh_folders.h"
#include "support/run_test.h"
#include "support/small_experiment.h"

#include "model/data/data_folder.h"
#include "model/experiments/experiment.h"
#include "model/experiments/reproduction.h"

#include <QTest>

#include <fstream>

using namespace glowworm;
using namespace glowworm::test;

namespace {

constexpr const char* kTiny = R"({
 "title": "Tiny", "about": "Two rows.", "preset": "quick-sparse",
 "set": {"d_model": 16, "layers": 2, "heads": 2, "context": 16, "neurons": 32, "groups": 4, "router_rank": 4, "batch": 2,
         "steps": 12, "warmup": 0, "eval_interval": 4},
 "seeds": [1, 2],
 "rows": [{"name": "dense", "set": {"routing": "dense"}}, {"name": "sparse", "label": "Sparse 1/8"}]})";

ExperimentRowResult rowOf(std::vector<std::vector<double>> losses, double stepSeconds = 0.1)
{
    ExperimentRowResult item;
    item.row.config.train.steps = 100 * static_cast<std::int64_t>(losses.front().size() - 1);
    item.stepSeconds = {stepSeconds};
    for (const auto& curve : losses) {
        ExperimentCurve made{.seed = 1, .finished = true, .points = {}};
        for (std::size_t i = 0; i < curve.size(); ++i)
            made.points.push_back({static_cast<std::int64_t>(100 * i), curve[i], {}, 0.25, 0.5});
        item.curves.push_back(std::move(made));
    }
    return item;
}

} // namespace

class TestExperiment : public QObject {
    Q_OBJECT

    FreshFolders fresh;
    std::filesystem::path written(const std::string& text)
    {
        const std::filesystem::path file = fresh().string() + ".json";
        std::ofstream(file) << text;
        return file;
    }
    std::string refusalOf(const std::string& from, const std::string& to)
    {
        std::string text = kTiny;
        text.replace(text.find(from), from.size(), to);
        return messageOf([&] { readExperiment(written(text)); });
    }
    ExperimentSpec specOf(const std::filesystem::path& folder)
    {
        ExperimentSpec spec;
        spec.experiment = readExperiment(written(kTiny));
        spec.folder = folder;
        spec.data = tinyTextData();
        spec.timingRounds = 3;
        return spec;
    }

private Q_SLOTS:
    void aDeclarationSetsEveryRow()
    {
        const Experiment experiment = readExperiment(written(kTiny));
        QCOMPARE(experiment.title, std::string("Tiny"));
        QCOMPARE(experiment.reference, std::string("dense"));
        QCOMPARE(experiment.rows.size(), std::size_t(2));
        QVERIFY(!experiment.rows[0].config.model.isSparse());
        QCOMPARE(experiment.rows[1].config.model.dModel, 16);
        QCOMPARE(experiment.rows[1].label, std::string("Sparse 1/8"));
        QCOMPARE(experiment.rows[1].family, std::string("sparse"));
        QVERIFY((experiment.rows[1].seeds == std::vector<std::uint64_t>{1, 2}));
    }

    void aWrongDeclarationIsNamed()
    {
        QVERIFY(refusalOf("\"title\"", "\"titel\"").find("titel") != std::string::npos);
        QVERIFY(refusalOf("\"d_model\"", "\"dmodel\"").find("d_model") != std::string::npos);
        QVERIFY(
            refusalOf("\"groups\": 4", "\"groups\": 5").find("row \"dense\"") != std::string::npos);
        QVERIFY(refusalOf("\"name\": \"sparse\"", "\"name\": \"dense\"").find("name of its own")
            != std::string::npos);
        QVERIFY(refusalOf("\"name\": \"sparse\"", "\"name\": \"../x\"").find("name of its own")
            != std::string::npos);
        QVERIFY(refusalOf("[1, 2]", "[1, -2]").find("seeds") != std::string::npos);
        QVERIFY(refusalOf("\"rows\"", "\"reference\": \"other\", \"rows\"").find("other")
            != std::string::npos);
        QVERIFY(
            messageOf([&] { readExperiment(written("no")); }).find("no JSON") != std::string::npos);
    }

    void theExperimentsThatShipAreValid()
    {
        QVERIFY(!listExperiments().empty());
        for (const auto& file : listExperiments())
            QVERIFY(!readExperiment(file).rows.empty());
    }

    void everyRowAndSeedIsTrainedAndTimed()
    {
        const auto how = std::make_shared<FakeTraining>();
        ExperimentRun run(specOf(fresh()), fakeCreate(how));
        while (run.advance({})) { }
        const ExperimentResult result = run.result();
        QVERIFY(result.complete);
        for (const ExperimentRowResult& item : result.rows) {
            QCOMPARE(item.curves.size(), std::size_t(2));
            for (const ExperimentCurve& curve : item.curves)
                QCOMPARE(curve.points.size(), std::size_t(4)); // steps 0, 4, 8, 12
            QCOMPARE(item.stepSeconds.size(), std::size_t(3));
        }
        QCOMPARE(how->stepsMade.load(), 2 * 2 * 12 + 2 * (1 + 3));
    }

    void aStoppedExperimentGoesOnWhereItWas()
    {
        const auto folder = fresh(), straight = fresh();
        const auto how = std::make_shared<FakeTraining>();
        {
            ExperimentRun run(specOf(folder), fakeCreate(how));
            for (int i = 0; i < 17; ++i)
                QVERIFY(run.advance({}));
            std::stop_source stop;
            stop.request_stop();
            QVERIFY(!run.advance(stop.get_token()));
            QVERIFY(!run.result().complete);
        }
        ExperimentRun resumedRun(specOf(folder), fakeCreate(how)),
            straightRun(specOf(straight), fakeCreate());
        while (resumedRun.advance({})) { }
        while (straightRun.advance({})) { }
        QCOMPARE(how->stepsMade.load(), 2 * 2 * 12 + 2 * (1 + 3)); // none twice
        const ExperimentResult a = resumedRun.result(), b = straightRun.result();
        for (std::size_t row = 0; row < a.rows.size(); ++row)
            for (std::size_t seed = 0; seed < 2; ++seed)
                for (std::size_t i = 0; i < 4; ++i)
                    QCOMPARE(a.rows[row].curves[seed].points[i].loss,
                        b.rows[row].curves[seed].points[i].loss);
        ExperimentRun finished(specOf(folder), fakeCreate(how));
        QVERIFY(!finished.advance({}) || !finished.advance({}));
        QCOMPARE(how->stepsMade.load(), 2 * 2 * 12 + 2 * (1 + 3));
    }

    void filesThatCannotBeWrittenDoNotEndAnExperiment()
    {
        const auto folder = fresh();
        {
            ExperimentRun run(specOf(folder), fakeCreate());
            for (const char* name : {"result.json", "timing.json"})
                std::filesystem::create_directories(folder / name); // in the way
            while (run.advance({})) { }
            QVERIFY(run.result().complete); // told all the same
            QVERIFY2(
                run.problem().find("Is a directory") != std::string::npos, run.problem().c_str());
        }
        for (const char* name : {"result.json", "timing.json"})
            std::filesystem::remove(folder / name);
        ExperimentRun again(specOf(folder), fakeCreate());
        while (again.advance({})) { }
        QVERIFY(again.problem().empty());
        QVERIFY(readExperimentResult(folder / "result.json").complete);
    }

    void oneRowCanBeRepeatedAlone()
    {
        const auto how = std::make_shared<FakeTraining>();
        ExperimentSpec spec = specOf(fresh());
        spec.rows = {"sparse"};
        spec.seeds = {2};
        ExperimentRun run(std::move(spec), fakeCreate(how));
        while (run.advance({})) { }
        QCOMPARE(how->stepsMade.load(), 12);
        QVERIFY(run.result().rows[1].curves[1].finished);
        QVERIFY(!run.result().rows[0].finished());
    }

    void unknownRowsAndChangedRowsAreRefused()
    {
        const auto folder = fresh();
        ExperimentSpec spec = specOf(folder);
        spec.rows = {"spars"};
        QVERIFY(messageOf([&] { ExperimentRun(spec, fakeCreate()); }).find("dense, sparse")
            != std::string::npos);
        {
            ExperimentRun run(specOf(folder), fakeCreate());
            QVERIFY(run.advance({}));
        }
        spec = specOf(folder);
        spec.experiment.rows[0].config.train.learningRate *= 2;
        QVERIFY(messageOf([&] { ExperimentRun(spec, fakeCreate()); }).find("other settings")
            != std::string::npos);
    }

    void aResultReadsBack()
    {
        const auto folder = fresh();
        ExperimentRun run(specOf(folder), fakeCreate());
        while (run.advance({})) { }
        const ExperimentResult made = run.result(),
                               read = readExperimentResult(folder / "result.json");
        QCOMPARE(toJson(read), toJson(made));
        QVERIFY(!read.dataName.empty() && read.dataHash == specOf(folder).data.hash());
        QVERIFY(toMarkdown(read).find("Data: " + read.dataName) != std::string::npos);
        QByteArray old = QByteArray::fromStdString(toJson(made)); // as 0.1 wrote it
        QVERIFY(old.contains("\"experiment\": "));
        old.replace("\"experiment\": ", "\"study\": ");
        QCOMPARE(toJson(readExperimentResult(written(old.toStdString()))), toJson(made));
        QVERIFY(messageOf([&] { readExperimentResult(written("{}")); }).find("no result")
            != std::string::npos);
        QVERIFY(toMarkdown(read).find("| Sparse 1/8 |") != std::string::npos);
    }

    void impossibleFiguresInAResultAreNamed_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char* from, const char* to, const char* field) {
            QTest::newRow(to) << QByteArray(from) << QByteArray(to) << QByteArray(field);
        };
        row("\"step\": 100", "\"step\": 1e20", "step");
        row("\"step\": 100", "\"step\": 100.5", "step");
        row("\"threads\": 2", "\"threads\": 1.5", "threads");
        row("\"hardware_threads\": 0", "\"hardware_threads\": 1e300", "hardware_threads");
        row("\"format\": 1", "\"format\": 4294967297", "format");
        row("\"margin\": 0.02", "\"margin\": \"wide\"", "margin");
        row("\"parameters\": 1000", "\"parameters\": 1e300", "parameters");
        row("\"d_model\"", "\"dmodel\"", "nearest is d_model");
    }
    void impossibleFiguresInAResultAreNamed()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, field);
        QByteArray text = QByteArray::fromStdString(toJson(smallExperiment()));
        QVERIFY(text.contains(from));
        const std::string sentence = messageOf(
            [&] { readExperimentResult(written(text.replace(from, to).toStdString())); });
        QVERIFY2(sentence.find(field.toStdString()) != std::string::npos
                || (field == "format" && sentence.find("newer") != std::string::npos),
            sentence.c_str());
        QVERIFY2(!sentence.ends_with(".."), sentence.c_str());
    }

    void figuresAreThoseOfTheCurves()
    {
        const ExperimentRowResult row = rowOf({{4, 2, 1.5}, {4, 3, 1.7}});
        QCOMPARE(*row.loss(), 1.6);
        QCOMPARE(*stepsTo(row, 2), (100 + 100 + 100 * 1 / 1.3) / 2);
        QVERIFY(!stepsTo(row, 1.6));         // one seed never gets there
        QCOMPARE(*lossAtTime(row, 10), 2.5); // 100 steps of 0.1 s
        QCOMPARE(*lossAtTime(row, 1e9), 1.6);
        QVERIFY(!lossAtTime(rowOf({{4}}, 0), 10));
    }

    void gapsAreTakenWhereBothRowsHaveBeen()
    {
        const ExperimentRowResult reference
            = rowOf({{4, 2, 1.5, 1.6}, {4, 3, 1.7, 1.8}}, 0.1);       // 300 steps, 30 s
        const ExperimentRowResult slower = rowOf({{4, 2.5, 2}}, 0.2); // 200 steps, 40 s
        QCOMPARE(*lossAtStep(reference, 250), 1.6);
        QVERIFY(!lossAtStep(reference, -1));
        const auto steps = gapAtEqualSteps(slower, reference),
                   time = gapAtEqualTime(slower, reference);
        QCOMPARE(steps->at, 200.0);
        QCOMPARE(steps->loss, 2 - 1.6);
        QCOMPARE(time->at, 30.0);
        QCOMPARE(
            time->loss, 2.5 - 1.6); // 150 steps of the slower row; the reference's lowest so far
        QVERIFY(!gapAtEqualTime(slower, rowOf({{4, 3}}, 0)));
        ExperimentRowResult open = slower;
        open.curves[0].finished = false;
        QVERIFY(!gapAtEqualSteps(open, reference));
    }

    void theMeanCurveTakesTheStepsAllSeedsShare()
    {
        ExperimentRowResult row = rowOf({{4, 2, 1}, {5, 3}});
        const auto means = meanCurve(row);
        QCOMPARE(means.size(), std::size_t(2));
        QCOMPARE(means[1].step, std::int64_t(100));
        QCOMPARE(means[1].loss, 2.5);
        QCOMPARE(means[1].low, 2.0);
        QCOMPARE(means[1].high, 3.0);
        row.curves[1].finished = false; // a finished seed alone from now on
        QCOMPARE(meanCurve(row).size(), std::size_t(3));
        QVERIFY(meanCurve(ExperimentRowResult()).empty());
    }

    void aTableHasALineForEveryEvaluation()
    {
        ExperimentResult result;
        result.rows = {rowOf({{4, 2.5}})};
        result.rows[0].row.name = "sparse";
        QCOMPARE(toCsv(result),
            std::string("row,seed,step,seconds,val_loss_nats,accuracy,dead_share,routing_entropy,"
                        "data,data_sha256,threads,cpu,build\nsparse,1,0,0,4,,0.25,0.5,,,0,,\n"
                        "sparse,1,100,10,2.5,,0.25,0.5,,,0,,\n"));
    }

    void namesOfRowsCannotBreakTheTables()
    {
        ExperimentResult result = smallExperiment();
        result.rows[0].row.name = result.rows[0].row.label = "a|b, \"c\"";
        QVERIFY(toMarkdown(result).find("| a\\|b, \"c\" |") != std::string::npos);
        QVERIFY(toCsv(result).find("\n\"a|b, \"\"c\"\"\",1,0,") != std::string::npos);
    }

    void keptResultsAreListedNewestFirst()
    {
        const auto runs = fresh();
        for (const char* name :
            {"study-a", "experiment-b", "other"}) { // "study-": as 0.1 called them
            std::filesystem::create_directories(runs / name);
            std::ofstream(runs / name / "result.json") << "{}";
        }
        std::filesystem::create_directories(runs / "experiment-empty");
        const auto written
            = std::filesystem::last_write_time(runs / "experiment-b" / "result.json");
        std::filesystem::last_write_time(
            runs / "study-a" / "result.json", written + std::chrono::seconds(10));
        const auto found = listExperimentResults(runs);
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found[0].file, runs / "study-a" / "result.json");
        QCOMPARE(found[1].file, runs / "experiment-b" / "result.json");
        QCOMPARE(found[0].writtenUnix, found[1].writtenUnix + 10);
        QVERIFY(listExperimentResults(runs / "none").empty());
    }

    void theBestRowOfAFamilyStandsForIt()
    {
        ExperimentResult result;
        result.rows = {rowOf({{4, 2}}), rowOf({{4, 1}}), rowOf({{4, 0.5}})};
        result.rows[0].row.family = result.rows[1].row.family = "sparse";
        result.rows[2].row.family = "dense";
        QCOMPARE(result.bestOf("sparse"), &result.rows[1]);
        result.rows[1].curves[0].finished = false;
        QCOMPARE(result.bestOf("sparse"), &result.rows[0]);
        QVERIFY(!result.bestOf("other"));
    }

    void theReproductionTellsWhatWasFoundAndWhatIsMissing()
    {
        Reproduction all;
        all.text = smallExperiment(); // every seed of sparse is 0.03 behind at equal steps, and
                                      // makes two steps in the time of one
        all.text.rows[1].parameters = 1030;
        all.digits.rows = {all.text.rows[0]};
        const std::string table = toMarkdown(all);
        for (const char* part : {"| 1,000; 1,030 (+3.00 %) |", "| +0.030 at step 200 |",
                 "at equal time | worse | \u22120.470 after 0 min",
                 "| digits, test accuracy, sparse | slightly less than dense | not trained |"})
            QVERIFY2(
                table.find(part) != std::string::npos, (std::string(part) + "\n" + table).c_str());
    }
};

GLOWWORM_TEST(TestExperiment)
#include "tst_experiment.moc"
