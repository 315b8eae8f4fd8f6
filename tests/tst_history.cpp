// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/life.h"
#include "model/training/evaluation_schedule.h"
#include "model/training/run_text.h"
#include "support/file_bytes.h"
#include "support/fresh_folders.h"
#include "support/run_test.h"
#include "support/watched_loop.h"

#include <QTest>

#include <fstream>

using namespace glowworm;
using namespace glowworm::test;

class TestHistory : public QObject {
    Q_OBJECT

    FreshFolders freshFolder;

private Q_SLOTS:
    /// At the start, early, each interval and at the end; and what is left is what comes.
    void evaluationsComeEarlyInTheFirstInterval_data()
    {
        QTest::addColumn<int>("interval");
        QTest::addColumn<std::vector<std::int64_t>>("expected");
        const auto row = [](int interval, std::vector<std::int64_t> expected) {
            QTest::addRow("%d", interval) << interval << std::move(expected);
        };
        row(1000, {0, 10, 50, 70});
        row(60, {0, 10, 50, 60, 70});
        row(50, {0, 10, 50, 70});
        row(30, {0, 10, 30, 60, 70});
        row(10, {0, 10, 20, 30, 40, 50, 60, 70});
    }
    void evaluationsComeEarlyInTheFirstInterval()
    {
        QFETCH(int, interval);
        QFETCH(std::vector<std::int64_t>, expected);
        TrainingSpec spec = textSpec();
        spec.runs.front().second.train.steps = 70;
        spec.runs.front().second.train.evalInterval = interval;
        Watched run(spec);
        run.finish();
        std::vector<std::int64_t> steps;
        for (const TrainingEvent& event : run.of(TrainingEvent::Kind::Evaluation))
            steps.push_back(event.step.step);
        QCOMPARE(steps, expected);
        for (std::int64_t from = 0; from <= 80; ++from)
            QCOMPARE(evaluationsLeft(from, 70, interval),
                std::ranges::count_if(expected, [from](auto step) { return step > from; }));
        QCOMPARE(evaluationsLeft(0, 70, 0), 0);
    }

    void historyIgnoresATornLastLine()
    {
        const auto folder = freshFolder();
        Watched(textSpec(folder)).runTo(4);
        const std::size_t before = readHistory(folder).size();
        std::ofstream(folder / "history.jsonl", std::ios::app)
            << "{\"kind\":\"step\",\"twin\":\"spa";
        QCOMPARE(readHistory(folder).size(), before);
        Watched second(resumed(textSpec(folder))); // goes on behind a whole line
        second.finish();
        QCOMPARE(losses(folder, Twin::Sparse).size(), std::size_t(12));
        QVERIFY(!second.noticed("damaged"));
    }

    void historySaysWhenLinesAreDamaged()
    {
        const auto folder = freshFolder();
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "history.jsonl") << "nonsense\n{\"kind\":\"step\"}\n"
                                                << "{\"kind\":\"notice\",\"twin\":\"dense\","
                                                   "\"step\":3,\"elapsed\":1.5,\"text\":\"hello\"}"
                                                << "\n";
        const auto events = readHistory(folder);
        QCOMPARE(events.size(), std::size_t(2));
        QCOMPARE(events[0].text, std::string("hello"));
        QVERIFY(events[1].text.find("2 damaged lines") != std::string::npos);
    }

    void impossibleLinesAreNamedAndLeftOut_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char* from, const char* to, const char* field) {
            QTest::newRow(to) << QByteArray(from) << QByteArray(to) << QByteArray(field);
        };
        row("\"elapsed\":0.5", "\"elapsed\":1e308", "elapsed");
        row("\"elapsed\":0.5", "\"elapsed\":-1", "elapsed");
        row("\"step\":2", "\"step\":1e20", "step");
        row("\"step\":2", "\"step\":2.5", "step");
        row("\"step\":2", "\"step\":-2", "step");
        row("\"step\":2", "\"step\":18446744073709551615", "step");
        row("\"loss\":1.25", "\"loss\":null", "loss");
        row("\"loss\":1.25", "\"loss\":\"low\"", "loss");
        row("\"units\":8", "\"units\":1e30", "units");
        row("\"seconds\":0.25,", "", "seconds");
        row("\"twin\":\"dense\"", "\"twin\":\"triplet\"", "twin");
    }
    void impossibleLinesAreNamedAndLeftOut()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, field);
        const QByteArray good
            = R"({"elapsed":0.5,"gradient_norm":1,"kind":"step","learning_rate":0.001,"loss":1.25,"seconds":0.25,)"
              R"("step":2,"twin":"dense","units":8})"
              "\n";
        QByteArray bad = good;
        QVERIFY(bad.replace(from, to) != good || from == to);
        const auto folder = freshFolder();
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "history.jsonl") << (good + bad).toStdString();
        const auto events = readHistory(folder);
        QCOMPARE(events.size(), std::size_t(2));
        QCOMPARE(events[0].step.loss, 1.25);
        const std::string& text = events[1].text;
        QVERIFY2(text.find("1 damaged line") != std::string::npos
                && text.find("line 2") != std::string::npos
                && text.find("\"" + field.toStdString() + "\"") != std::string::npos,
            text.c_str());
    }

    void impossibleRunFilesNameTheField_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* from, const char* to, const char* words) {
            QTest::newRow(to) << QByteArray(from) << QByteArray(to) << QByteArray(words);
        };
        row("\"threads\": 1,", "\"threads\": 1.5,", "\"threads\" is 1.5");
        row("\"threads\": 1,", "\"threads\": 0,", "\"threads\" is 0");
        row("\"threads\": 1,", "", "\"threads\" is missing");
        row("\"format\": 1,", "\"format\": 4294967297,", "format 4294967297");
        row("\"format\": 1,", "\"format\": 1.5,", "format 1.5");
        row("\"twin\": \"sparse\"", "\"twin\": \"dense\"", "twice");
        row("\"steps\": 12", "\"steps\": 0", "steps");
        row("\"name\": \"", "\"name\": 1, \"n\": \"", "\"name\" is 1");
        row("\"name\": \"", "\"stop\": {\"stop_step\": -1}, \"name\": \"", "stop_step: -1");
        row("\"name\": \"", "\"stop\": {\"soon\": 1}, \"name\": \"", "\"stop.soon\" is 1");
        row("\"name\": \"", "\"moments_per_doubling\": 1.5, \"name\": \"", "_doubling\" is 1.5");
        row("\"started\": 1", "\"started\": -1", "\"started\" is -1");
    }
    void impossibleRunFilesNameTheField()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, words);
        const auto folder = freshFolder();
        Watched(twinSpec(folder)).runTo(1);
        QByteArray text = QByteArray::fromStdString(readBytes(folder / "run.json"));
        QVERIFY(text.contains(from));
        writeBytes(folder / "run.json", text.replace(from, to).toStdString());
        const QString sentence = refusal([&] { readRun(folder); });
        QVERIFY2(sentence.contains(QStringLiteral("run.json"))
                && sentence.contains(QString::fromLatin1(words)),
            qPrintable(sentence));
        QVERIFY(!sentence.contains(QStringLiteral("json.exception")));
    }

    void historyIsWhatWasReported()
    {
        const auto folder = freshFolder();
        Watched run(twinSpec(folder));
        run.finish();
        const auto kept = readHistory(folder);
        QCOMPARE(kept.size(), run.events.size());
        for (std::size_t i = 0; i < kept.size(); ++i) {
            QCOMPARE(kept[i].kind, run.events[i].kind);
            QCOMPARE(kept[i].twin, run.events[i].twin);
            QCOMPARE(kept[i].elapsed, run.events[i].elapsed);
            QCOMPARE(kept[i].step.step, run.events[i].step.step);
            QCOMPARE(kept[i].step.loss, run.events[i].step.loss);
            QCOMPARE(kept[i].step.units, run.events[i].step.units);
            QCOMPARE(kept[i].eval.loss, run.events[i].eval.loss);
            QCOMPARE(kept[i].text, run.events[i].text);
        }
    }

    void anEvaluationKeepsHowOftenEachNeuronWasChosen()
    {
        TrainingEvent event;
        event.kind = TrainingEvent::Kind::Evaluation;
        event.eval.fired = {3, 0, 1, 2};
        const auto kept = [&] { return parseHistoryLine(historyLine(event)).event.eval.fired; };
        QCOMPARE(kept(), event.eval.fired);
        event.eval.fired.assign(200'000, 1); // a line stays a line
        QVERIFY(kept().empty() && historyLine(event).size() < kLongestRecord);
        QVERIFY(refusal([] {
            parseHistoryLine(
                R"({"dead_share":0,"elapsed":1,"fired":[1,-1],"kind":"evaluation",)"
                R"("loss":1,"routing_entropy":0,"seconds":1,"step":1,"twin":"sparse"})");
        }).contains(QStringLiteral("fired")));
    }

    void aNeuronsLifeIsItsShareOfItsGroupAtEachEvaluation()
    {
        const auto folder = freshFolder();
        Watched(twinSpec(folder)).runTo(1);
        const ModelConfig model = tinyText().model;
        const int size = model.groupSize();
        const NeuronAddress neuron{model.layers - 1, size + 1}; // of the second group
        const auto first = static_cast<std::size_t>(neuron.layer * model.neurons + size);
        std::string lines = resumedLine(Twin::Sparse, 0);
        TrainingEvent event;
        event.kind = TrainingEvent::Kind::Evaluation;
        for (const std::int64_t step : {0, 2, 4, 6}) {
            event.step.step = step;
            event.eval.fired.assign(static_cast<std::size_t>(model.layers * model.neurons), 0);
            event.eval.fired[first] = 6;
            event.eval.fired[first + 1] = step; // 0 of 6, 2 of 8, 4 of 10
            if (step == 6)
                event.eval.fired.pop_back(); // of another network
            lines += historyLine(event);
        }
        writeBytes(folder / "history.jsonl", lines);
        const std::filesystem::path checkpoint = folder / "sparse" / checkpointName(4);
        const auto life = lifeOf(evaluationsBehind(checkpoint), model, neuron);
        QCOMPARE(life, (std::vector<NeuronLifePoint>{{0, 0}, {2, 0.25}, {4, 0.4}}));
        QVERIFY(lifeOf(evaluationsBehind(checkpoint), denseTwin(tinyText()).model, neuron).empty());
        QVERIFY(evaluationsBehind(folder / "elsewhere.safetensors").empty());
        QVERIFY(evaluationsBehind({}).empty());
        QVERIFY(!refusal([&] { lifeOf({}, model, {0, model.neurons}); }).isEmpty());
    }

    void keptRunTellsWhatItWas()
    {
        const auto folder = freshFolder();
        TrainingSpec spec = twinSpec(folder);
        spec.name = "first try";
        spec.dataName = "/texts/glow.txt";
        {
            Watched run(spec);
            run.runTo(4);
        }
        const KeptRun kept = readRun(folder);
        QCOMPARE(kept.name, std::string("first try"));
        QCOMPARE(kept.dataName, std::string("/texts/glow.txt"));
        QCOMPARE(kept.step, 4);
        QVERIFY(kept.startedUnix > 1600000000);
        QCOMPARE(kept.runs.size(), std::size_t(2));
        QCOMPARE(kept.runs[0].first, Twin::Sparse);
        QCOMPARE(toJson(kept.runs[0].second), toJson(spec.runs[0].second));
        QCOMPARE(toJson(kept.runs[1].second), toJson(spec.runs[1].second));
    }

    void listOfRunsLeavesOutDamagedOnes()
    {
        const auto runs = freshFolder();
        Watched(textSpec(runs / "good")).runTo(1);
        for (const char* name : {"empty", "damaged", "newer"})
            std::filesystem::create_directories(runs / name);
        std::ofstream(runs / "damaged" / "run.json") << "{\"format\":1,\"name\":";
        std::ofstream(runs / "newer" / "run.json") << "{\"format\":99}";
        const auto found = listRuns(runs);
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found.front().name, std::string("good"));
        QVERIFY_THROWS_EXCEPTION(Error, readRun(runs / "damaged"));
        QVERIFY_THROWS_EXCEPTION(Error, readRun(runs / "newer"));
        QVERIFY_THROWS_EXCEPTION(Error, readRun(runs / "empty"));
        QVERIFY(listRuns(runs / "nowhere").empty());
    }
};

GLOWWORM_TEST(TestHistory)
#include "tst_history.moc"
