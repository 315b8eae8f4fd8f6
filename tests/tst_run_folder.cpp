// SPDX-License-Identifier: GPL-3.0-or-later
// What a run leaves on the disk when the disk, or somebody at it, is in the way: a full disk, a
// folder that goes or is taken, checkpoints that cannot be resumed from, and what is said about it.
#include "support/file_bytes.h"
#include "support/fresh_folders.h"
#include "support/run_test.h"
#include "support/watched_loop.h"

#include "model/io/checkpoint.h"

#include <QTest>

#include <csignal>
#include <cstring>
#include <limits>

#include <sys/resource.h>

using namespace glowworm;
using namespace glowworm::test;
using Kind = TrainingEvent::Kind;

namespace {

/// Files of this process stay below a size while this lives, as on a full disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes)
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit now = m_before;
        now.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
};

/// The file again with something changed in it that its hash agrees with.
void rewrite(const std::filesystem::path& path, const std::function<void(SafetensorsFile&)>& change)
{
    SafetensorsFile file = readSafetensors(path);
    change(file);
    file.metadata.erase("glowworm.sha256");
    writeSafetensors(path, file.metadata, file.tensors);
}

TrainingSpec longer(TrainingSpec spec, std::int64_t steps)
{
    for (auto& [twin, config] : spec.runs)
        config.train.steps = steps;
    return spec;
}

} // namespace

class TestRunFolder : public QObject {
    Q_OBJECT

    FreshFolders freshFolder;

private Q_SLOTS:
    /// Which weights are best hangs on it.
    void anEvaluationBehindItsCheckpointIsSavedToo()
    {
        for (const bool resumes : {false, true}) {
            const auto folder = freshFolder();
            auto how = std::make_shared<FakeTraining>();
            how->stopEvaluationAt = 12;
            {
                Watched run(textSpec(folder), how);
                run.finish();
                run.loop->save();
                QVERIFY(!readNewestTrainer(folder / "sparse").model.valLoss);
                if (!resumes)
                    run.finish();
            }
            if (resumes)
                Watched(resumed(textSpec(folder))).finish();
            const TrainerState newest = readNewestTrainer(folder / "sparse");
            QCOMPARE(newest.model.steps, 12);
            QVERIFY(newest.model.valLoss);
        }
    }

    void initTestCase() { std::signal(SIGXFSZ, SIG_IGN); } // as both programs do

    void historyHasNoHoleAfterAFullDisk()
    {
        const auto folder = freshFolder();
        Watched run(textSpec(folder));
        run.runTo(3);
        {
            const FullDisk full(
                std::filesystem::file_size(folder / "history.jsonl") + 20); // half a record fits
            run.runTo(7);
            QVERIFY(run.noticed("its records wait in memory"));
            QVERIFY(run.noticed("Training goes on"));
            QVERIFY_THROWS_EXCEPTION(Error, run.loop->save());
            QVERIFY(losses(folder, Twin::Sparse).size() < 7);
        }
        run.finish();
        QVERIFY(run.noticed("the records that waited are in it"));
        QCOMPARE(losses(folder, Twin::Sparse).size(), std::size_t(12));
        const auto kept = readHistory(folder);
        QCOMPARE(kept.size(), run.events.size());
        for (std::size_t i = 0; i < kept.size(); ++i)
            QCOMPARE(kept[i].text, run.events[i].text);
    }

    void whatWaitsIsWrittenWhenTheRunEnds()
    {
        const auto folder = freshFolder();
        Watched run(longer(textSpec(folder), 3));
        run.runTo(1);
        {
            const FullDisk full(std::filesystem::file_size(folder / "history.jsonl"));
            run.finish();
        }
        run.loop->save();
        QCOMPARE(losses(folder, Twin::Sparse).size(), std::size_t(3));
        QCOMPARE(readNewestTrainer(folder / "sparse").model.steps, 3);
    }

    void checkpointsThatCannotBeResumedAreLeftAlone_data()
    {
        QTest::addColumn<QString>("fault");
        for (const char* fault : {"newer format", "damaged", "not finite"})
            QTest::newRow(fault) << QString::fromLatin1(fault);
    }
    void checkpointsThatCannotBeResumedAreLeftAlone()
    {
        QFETCH(QString, fault);
        const auto folder = freshFolder();
        Watched(textSpec(folder)).finish();
        const auto newest = folder / "sparse" / checkpointName(12);
        if (fault == QStringLiteral("newer format"))
            rewrite(newest, [](SafetensorsFile& file) { file.metadata["glowworm.format"] = "99"; });
        else if (fault == QStringLiteral("not finite"))
            rewrite(newest, [](SafetensorsFile& file) {
                std::memset(file.tensors.at("head.bias").bytes.data(), 0xFF, 4);
            });
        else
            std::filesystem::resize_file(newest, 1000);
        const std::string before = readBytes(newest);

        Watched second(resumed(longer(textSpec(folder), 24)));
        QCOMPARE(second.loop->step(), 8);
        second.runTo(13);
        QCOMPARE(second.of(Kind::Saved).back().text,
            (folder / "sparse" / checkpointName(12, 2)).string()); // beside it
        QCOMPARE(readNewestTrainer(folder / "sparse").model.steps, 12);
        second.finish();
        QVERIFY(readBytes(newest) == before);
        // The newest two that can be resumed from, and the one that cannot. The losses of this
        // training fall: the newest is the best.
        QCOMPARE(stepsIn(folder / "sparse"), (std::vector<std::int64_t>{24, 20, 12}));
    }

    void aMovedFolderIsFollowed()
    {
        const auto folder = freshFolder(), moved = freshFolder();
        Watched run(twinSpec(folder));
        run.runTo(5);
        std::filesystem::rename(folder, moved);
        run.runTo(6);
        QVERIFY(run.noticed("was moved") && run.noticed(moved.filename().string()));
        run.finish();
        QVERIFY(!std::filesystem::exists(folder));
        QCOMPARE(readRun(moved).step, 12);
        QCOMPARE(losses(moved, Twin::Dense).size(), std::size_t(12));
    }

    void aRemovedFolderIsMadeAgain()
    {
        const auto folder = freshFolder();
        Watched run(twinSpec(folder));
        run.runTo(5);
        std::filesystem::remove_all(folder);
        run.runTo(6);
        QVERIFY(run.noticed("removed or emptied"));
        QCOMPARE(readNewestTrainer(folder / "sparse").model.steps,
            5); // at once, not at the next autosave
        QVERIFY_THROWS_EXCEPTION(Error, Watched(resumed(twinSpec(folder)))); // and held again
        run.finish();
        for (Twin twin : {Twin::Sparse, Twin::Dense}) {
            QCOMPARE(losses(folder, twin).size(), std::size_t(12));
            QCOMPARE(readNewestTrainer(folder / nameOf(twin)).model.steps, 12);
        }
    }

    void aRemovedHistoryIsWrittenAgain()
    {
        const auto folder = freshFolder();
        Watched run(textSpec(folder));
        run.runTo(6);
        std::filesystem::remove(folder / "history.jsonl");
        std::filesystem::remove(folder / "run.json");
        run.finish();
        QCOMPARE(losses(folder, Twin::Sparse).size(), std::size_t(12));
        QCOMPARE(readRun(folder).step, 12);
    }

    void aFolderThatCannotBeMadeAgainIsSaidOnceAndTriedAtTheEnd()
    {
        const auto parent = freshFolder(), folder = parent / "run";
        Watched run(textSpec(folder));
        run.runTo(5);
        std::filesystem::remove_all(parent);
        writeBytes(parent, "in the way");
        run.finish();
        QVERIFY(run.noticed("tried again"));
        QCOMPARE(std::ranges::count_if(run.events,
                     [](const TrainingEvent& event) {
                         return event.text.find("tried again") != std::string::npos;
                     }),
            1);
        QVERIFY_THROWS_EXCEPTION(Error, run.loop->save());
        std::filesystem::remove(parent);
        run.loop->save();
        QCOMPARE(losses(folder, Twin::Sparse).size(), std::size_t(12));
        QCOMPARE(readNewestTrainer(folder / "sparse").model.steps, 12);
    }

    void aResumedRunWritesTheSameMetadata_data()
    {
        QTest::addColumn<int>("routing");
        QTest::newRow("twins") << static_cast<int>(Routing::Gated);
        QTest::newRow("gumbel") << static_cast<int>(Routing::GumbelController);
    }
    void aResumedRunWritesTheSameMetadata()
    {
        QFETCH(int, routing);
        const auto straight = freshFolder(), broken = freshFolder();
        const auto spec = [&](const std::filesystem::path& folder) {
            TrainingSpec made = twinSpec(folder);
            RunConfig& config = made.runs.front().second;
            config.model.routing = static_cast<Routing>(routing);
            config.train.balance = 0.001; // means nothing to the others
            config.train.routerStart = RouterStart::Neurons;
            made.runs.back().second = denseTwin(config);
            return made;
        };
        Watched(spec(straight)).finish();
        Watched(spec(broken)).runTo(5);
        TrainingSpec again = resumed(spec(broken));
        again.runs.clear(); // as run.json tells them
        Watched(again).finish();
        for (Twin twin : {Twin::Sparse, Twin::Dense}) {
            auto a = readSafetensors(straight / nameOf(twin) / checkpointName(12)).metadata;
            auto b = readSafetensors(broken / nameOf(twin) / checkpointName(12)).metadata;
            for (auto* metadata : {&a, &b}) {
                metadata->erase("glowworm.saved");
                metadata->erase("glowworm.sha256"); // follows from the time
            }
            QVERIFY(a == b);
        }
    }

    void fewerStepsThanMadeAreRefused()
    {
        const auto folder = freshFolder();
        Watched(textSpec(folder)).finish();
        const std::string before = readBytes(folder / "run.json");
        const QString text = refusal([&] { Watched run(resumed(longer(textSpec(folder), 10))); });
        QVERIFY2(text.contains(QStringLiteral("12")) && text.contains(QStringLiteral("10")),
            qPrintable(text));
        QCOMPARE(readBytes(folder / "run.json"), before);
        Watched(resumed(textSpec(folder))).finish(); // as it is: nothing left to do
        Watched(resumed(longer(textSpec(folder), 16))).finish();
        QCOMPARE(readRun(folder).step, 16);
    }

    void folderHasOneTrainerAtATime()
    {
        const auto folder = freshFolder();
        Watched first(textSpec(folder));
        first.runTo(4);
        try {
            Watched second(resumed(textSpec(folder)));
            QFAIL("two loops hold one folder");
        } catch (const Error& error) {
            QVERIFY(
                std::string(error.what()).find(std::to_string(QCoreApplication::applicationPid()))
                != std::string::npos);
        }
        first.loop.reset();
        Watched third(resumed(textSpec(folder)));
    }

    void theRunTellsItsThreads()
    {
        const auto folder = freshFolder();
        TrainingSpec spec = textSpec(folder);
        spec.threads = 3;
        Watched(spec).runTo(4);
        QCOMPARE(readRun(folder).threads, 3);
    }

    void messagesSayWhatIsOnTheDisk()
    {
        const auto told = [&](std::int64_t failAt, bool twins) {
            auto how = std::make_shared<FakeTraining>();
            how->failAtStep = failAt;
            Watched run(twins ? twinSpec(freshFolder()) : textSpec(freshFolder()), how);
            return refusal([&] { run.finish(); });
        };
        QVERIFY2(told(7, false).endsWith(
                     QStringLiteral("The newest checkpoint on the disk: of step 4.")),
            qPrintable(told(7, false)));
        QVERIFY2(told(3, false).endsWith(
                     QStringLiteral("There is no checkpoint of this run on the disk.")),
            qPrintable(told(3, false)));
        QVERIFY2(told(7, true).endsWith(QStringLiteral("of step 4 (sparse), of step 4 (dense).")),
            qPrintable(told(7, true)));

        auto how = std::make_shared<FakeTraining>();
        how->validationLoss = [](std::int64_t) { return std::numeric_limits<double>::quiet_NaN(); };
        Watched run(textSpec(freshFolder()), how);
        const QString text = refusal([&] { run.finish(); });
        QVERIFY2(text.contains(QStringLiteral("no checkpoint"))
                && !text.contains(QStringLiteral("kept")),
            qPrintable(text));
    }

    void aTrainingThatMemoryDoesNotHoldLeavesNoFolder()
    {
        TrainingSpec spec;
        RunConfig config = preset("study-shakespeare-dense").config;
        config.train.batch = config.train.microBatch = 4096;
        config.model.context = 4096;
        spec.runs = {{Twin::Dense, config}};
        spec.folder = freshFolder();
        spec.data.text
            = std::make_shared<const TextCorpus>(TextCorpus::fromText("t", std::string(100, 'a')));
        const auto how = std::make_shared<FakeTraining>();
        const QString text = refusal([&] {
            TrainingLoop(
                spec, fakeCreate(how), [](auto) {}, [](auto, auto) {});
        });
        QVERIFY2(text.startsWith(QStringLiteral("Training needs about "))
                && text.contains(QStringLiteral(" are free")),
            qPrintable(text));
        QVERIFY(!std::filesystem::exists(spec.folder));
        QCOMPARE(how->trainersMade.load(), 0);
    }

    void aTrainingThatFailsBeforeItsFirstStepLeavesNoFolder()
    {
        TrainingSpec spec;
        spec.runs = {{Twin::Sparse, tinyText()}};
        spec.folder = freshFolder();
        spec.data.text = std::make_shared<const TextCorpus>(
            TextCorpus::fromText("t", std::string(400, 'a') + "b"));
        const auto how = std::make_shared<FakeTraining>();
        how->failAtStep = 1;
        for (const bool existed : {false, true}) {
            TrainingLoop loop(
                spec, fakeCreate(how), [](auto) {}, [](auto, auto) {});
            QVERIFY(std::filesystem::exists(spec.folder / "run.json"));
            QVERIFY(loop.advance({})); // the evaluation at step 0
            QVERIFY(!refusal([&] { loop.advance({}); }).isEmpty());
            QCOMPARE(std::filesystem::exists(spec.folder), existed);
            std::filesystem::create_directories(spec.folder); // somebody else's: it stays
        }
        QVERIFY(std::filesystem::is_empty(spec.folder));
    }
};

GLOWWORM_TEST(TestRunFolder)
#include "tst_run_folder.moc"
