// SPDX-License-Identifier: GPL-3.0-or-later
// The original study's experiments, trained one after another with fake trainers, and where an
// experiment is found and kept.
#include "support/engine_models.h"
#include "support/fake_trainer.h"
#include "support/run_test.h"
#include "support/small_experiment.h"

#include "model/data/data_folder.h"
#include "model/experiments/reproduction_run.h"

#include <QTemporaryDir>
#include <QTest>

using namespace glowworm;
using namespace glowworm::test;

class TestReproduction : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder; // of each test
    std::filesystem::path path(const char* name) const
    {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }
    ExperimentSpec specOf(const char* name, const RunConfig& config, TrainingData data) const
    {
        ExperimentSpec spec;
        spec.experiment.name = spec.experiment.reference = name;
        spec.experiment.rows
            = {{.name = name, .label = name, .family = name, .config = config, .seeds = {1}}};
        spec.folder = path(name);
        spec.data = std::move(data);
        spec.timingRounds = 1;
        return spec;
    }
    ReproductionRun run(const std::shared_ptr<FakeTraining>& how) const
    {
        return ReproductionRun(specOf("digits", tinyDigits(), tinyDigitData()),
            specOf("text", tinyText(), tinyTextData()), fakeCreate(how), nullptr);
    }

private Q_SLOTS:
    void init() { m_folder = QTemporaryDir(); }

    void bothProblemsAreTrainedInTurn()
    {
        ReproductionRun all = run(std::make_shared<FakeTraining>());
        std::vector<std::string> told;
        do {
            if (const std::string what = all.progress().what; told.empty() || told.back() != what)
                told.push_back(what);
        } while (all.advance({}));
        QCOMPARE(told.front(), std::string("digits, seed 1"));
        QVERIFY(std::ranges::find(told, "text, seed 1") != told.end());
        const Reproduction result = all.result();
        QVERIFY(result.digits.complete);
        QVERIFY(result.text.complete);
        QVERIFY(result.steps.empty()); // nothing to time with
        QCOMPARE(all.problem(), std::string());
        QVERIFY(!all.advance({}));
    }

    void aStoppedReproductionGoesOnWhereItWas()
    {
        const auto how = std::make_shared<FakeTraining>();
        {
            ReproductionRun all = run(how);
            std::stop_source stop;
            for (int step = 0; step < 5; ++step)
                QVERIFY(all.advance(stop.get_token()));
            stop.request_stop();
            QVERIFY(!all.advance(stop.get_token()));
            QVERIFY(!all.result().digits.complete);
        }
        ReproductionRun again = run(how);
        while (again.advance({})) { }
        QVERIFY(again.result().text.complete);
        QCOMPARE(how->stepsMade.load(), 2 * 12 + 2 * 2); // and two timed ones of each
    }

    void experimentsThatShipAreFoundByName()
    {
        QCOMPARE(findExperiment("c1"), experimentsFolder() / "c1.json");
        QCOMPARE(findExperiment("own.json"), std::filesystem::path("own.json"));
        QCOMPARE(findExperiment("a/b"), std::filesystem::path("a/b"));
        const std::string message = messageOf([] { findExperiment("c9"); });
        QVERIFY(message.find("\"c9\": choose one of c0, c1, ") != std::string::npos);
    }

    void whatTheFirstReleaseBeganIsGoneOnWith()
    {
        const auto runs = path("runs");
        const auto expectFolder = [&](const char* name, bool isOld) {
            const ExperimentFolder found = experimentFolder(runs, "c1");
            QCOMPARE(found.path, runs / name);
            QCOMPARE(found.isOld, isOld);
        };
        expectFolder("experiment-c1", false);
        std::filesystem::create_directories(runs / "study-c1");
        expectFolder("study-c1", true);
        std::filesystem::create_directories(runs / "experiment-c1");
        expectFolder("experiment-c1", false);
    }
};

GLOWWORM_TEST(TestReproduction)
#include "tst_reproduction.moc"
