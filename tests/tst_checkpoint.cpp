// SPDX-License-Identifier: GPL-3.0-or-later
// Models and trainer states through files: what comes back, what is imported, and which generation
// is taken.
#include "support/foreign_model.h"
#include "support/run_test.h"
#include "support/small_checkpoints.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace glowworm;
using namespace glowworm::test;

namespace {

void compareModels(const ModelState& found, const ModelState& expected)
{
    QVERIFY(found.config == expected.config);
    QVERIFY(found.vocabulary == expected.vocabulary);
    QVERIFY(found.tensors == expected.tensors);
    QCOMPARE(found.steps, expected.steps);
    QVERIFY(found.valLoss == expected.valLoss);
    QVERIFY(found.accuracy == expected.accuracy);
    QCOMPARE(found.corpusHash, expected.corpusHash);
}

} // namespace

class TestCheckpoint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void modelsComeBackEqual_data()
    {
        QTest::addColumn<int>("task");
        QTest::addColumn<int>("routing");
        for (int task = 0; task < 2; ++task)
            for (int routing = 0; routing < 3; ++routing)
                QTest::addRow("%s %s", nameOf(static_cast<Task>(task)).data(),
                    nameOf(static_cast<Routing>(routing)).data())
                    << task << routing;
    }
    void modelsComeBackEqual()
    {
        QFETCH(int, task);
        QFETCH(int, routing);
        const ModelState model = smallModel(static_cast<Task>(task), static_cast<Routing>(routing));
        writeModel(path("m.safetensors"), model);
        compareModels(readModel(path("m.safetensors")), model);
    }

    void trainersComeBackEqual()
    {
        const TrainerState state = smallTrainer();
        writeTrainer(path("t.safetensors"), state);
        const TrainerState found = readTrainer(path("t.safetensors"));
        compareModels(found.model, state.model);
        QVERIFY(found.train == state.train);
        QVERIFY(found.firstMoment == state.firstMoment);
        QVERIFY(found.secondMoment == state.secondMoment);
        QVERIFY(found.bestLoss == state.bestLoss);
        QCOMPARE(found.bestStep, state.bestStep);
        compareModels(
            readModel(path("t.safetensors")), state.model); // a run opens for inference too
    }

    void weightsFilesKeepTrainingOut()
    {
        writeModel(path("m.safetensors"), smallModel());
        writeTrainer(path("t.safetensors"), smallTrainer());
        const auto trainingKeys = [&](const char* name) {
            const auto metadata = readSafetensorsHeader(path(name)).metadata;
            return std::count_if(metadata.begin(), metadata.end(),
                [](const auto& pair) { return pair.first.starts_with("glowworm.train."); });
        };
        QCOMPARE(trainingKeys("m.safetensors"), 0);
        QVERIFY(trainingKeys("t.safetensors") > 10);
        QVERIFY(refusal([&] {
            readTrainer(path("m.safetensors"));
        }).contains(QStringLiteral("weights only")));
    }

    void narrowTypesRoundOnce_data()
    {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("F16") << static_cast<int>(DType::F16) << 0x1p-11;
        QTest::newRow("BF16") << static_cast<int>(DType::BF16) << 0x1p-8;
    }
    void narrowTypesRoundOnce()
    {
        QFETCH(int, dtype);
        QFETCH(double, tolerance);
        const ModelState model = smallModel();
        writeModel(path("m.safetensors"), model, static_cast<DType>(dtype));
        const ModelState found = readModel(path("m.safetensors"));
        for (const auto& [name, tensor] : model.tensors)
            for (std::size_t i = 0; i < tensor.values.size(); ++i) {
                const double expected = tensor.values[i];
                QVERIFY(std::abs(found.tensors.at(name).values[i] - expected)
                    <= tolerance * std::abs(expected) + 0x1p-25);
            }
        writeModel(path("again.safetensors"), found, static_cast<DType>(dtype));
        QVERIFY(readModel(path("again.safetensors")).tensors == found.tensors);
    }

    void hashIsThatOfTheFile()
    {
        writeModel(path("m.safetensors"), smallModel());
        QCOMPARE(
            checkpointHash(path("m.safetensors")), readSafetensors(path("m.safetensors")).hash);
        writeBytes(path("foreign.safetensors"), foreignBytes(smallModel(), DType::F32));
        QCOMPARE(checkpointHash(path("foreign.safetensors")), std::string());
    }

    void foreignFilesOpenAsImport_data()
    {
        QTest::addColumn<int>("task");
        QTest::addColumn<int>("dtype");
        for (int task = 0; task < 2; ++task)
            for (DType dtype : {DType::F32, DType::F16})
                QTest::addRow("%s %s", nameOf(static_cast<Task>(task)).data(), nameOf(dtype).data())
                    << task << static_cast<int>(dtype);
    }
    void foreignFilesOpenAsImport()
    {
        QFETCH(int, task);
        QFETCH(int, dtype);
        const ModelState model = smallModel(static_cast<Task>(task));
        const std::string metadata = "\"__metadata__\":{\"format\":\"pt\"}";
        writeBytes(
            path("pt.safetensors"), foreignBytes(model, static_cast<DType>(dtype), metadata));
        const ModelState found = readModel(path("pt.safetensors"), model.config);
        QVERIFY(found.config == model.config);
        QVERIFY(found.vocabulary == model.vocabulary);
        QCOMPARE(found.steps, 0);
        for (const auto& [name, tensor] : model.tensors)
            QVERIFY(found.tensors.at(name).values
                == toFloats(fromFloats(tensor, static_cast<DType>(dtype)), name));
    }

    void aFileOfAnOlderFormatHasDefaultsForLaterFields()
    {
        const TrainerState state = smallTrainer();
        writeTrainer(path("old.safetensors"), state);
        SafetensorsFile file = readSafetensors(path("old.safetensors"));
        file.metadata["glowworm.format"] = "1";
        for (const auto& field : runFields())
            if (field.since > 1)
                QVERIFY(file.metadata.erase("glowworm.train." + std::string(field.name)) == 1);
        writeSafetensors(path("old.safetensors"), file.metadata, file.tensors);
        const TrainerState found = readTrainer(path("old.safetensors"));
        QCOMPARE(found.train.routerRate, 1.0);
        QCOMPARE(found.train.balance, 0.0);
        QVERIFY(found.train == state.train);
    }

    void importsTakeLettersOfEveryWidth()
    {
        const ModelState model = smallModel(Task::Text);
        for (DType letters : {DType::U8, DType::U32, DType::U64}) {
            writeBytes(path("pt.safetensors"), foreignBytes(model, DType::F32, "", letters));
            QVERIFY(readModel(path("pt.safetensors"), model.config).vocabulary == kLetters);
        }
    }

    void newestValidCheckpointWins()
    {
        for (std::int64_t step : {9, 100, 123456789})
            writeTrainer(folder() / checkpointName(step), smallTrainer(step));
        QCOMPARE(checkpointName(1200).string(), std::string("ckpt-00001200.safetensors"));
        writeBytes(path("ckpt-12.safetensors"), "not a name of ours");
        writeBytes(path("ckpt-00000012.safetensors.part"), "neither");
        QCOMPARE(steps(), (std::vector<std::int64_t>{123456789, 100, 9}));
        QCOMPARE(readNewestTrainer(folder()).model.steps, 123456789);

        std::filesystem::resize_file(folder() / checkpointName(123456789), 500);
        std::filesystem::copy_file(folder() / checkpointName(9), folder() / checkpointName(101));
        std::vector<std::string> skipped;
        QCOMPARE(readNewestTrainer(folder(), &skipped).model.steps, 100);
        QCOMPARE(skipped.size(), std::size_t{2});
        QVERIFY(skipped[0].starts_with("ckpt-123456789.safetensors ends early"));
        QVERIFY(skipped[1].find("holds step 9") != std::string::npos);
        QVERIFY(std::filesystem::exists(folder() / checkpointName(123456789)));
    }

    void folderWithoutCheckpointSaysWhy()
    {
        QVERIFY(refusal([&] {
            readNewestTrainer(folder());
        }).contains(QStringLiteral("no checkpoint")));
        writeBytes(folder() / checkpointName(3), "");
        QVERIFY(refusal([&] {
            readNewestTrainer(folder());
        }).contains(QStringLiteral("ckpt-00000003.safetensors is empty")));
        QVERIFY(listCheckpoints(folder() / "none").empty());
    }

    void pruningKeepsTwoAndTheBest()
    {
        for (std::int64_t step = 1; step <= 6; ++step)
            writeTrainer(folder() / checkpointName(step), smallTrainer(step));
        writeBytes(folder() / checkpointName(7), "torn"); // damaged: neither counted nor removed
        KnownCheckpoints known;
        pruneCheckpoints(folder(), 2, known);
        QCOMPARE(steps(), (std::vector<std::int64_t>{7, 6, 5, 2}));
        QVERIFY(!known.at("ckpt-00000007.safetensors") && known.at("ckpt-00000006.safetensors"));
        pruneCheckpoints(folder(), 6, known);
        QCOMPARE(steps(), (std::vector<std::int64_t>{7, 6, 5}));
    }

    void noCheckpointTakesTheNameOfAnother()
    {
        QCOMPARE(freeCheckpoint(folder(), 7), folder() / "ckpt-00000007.safetensors");
        writeBytes(folder() / checkpointName(7), "of a newer version");
        std::filesystem::create_symlink("nowhere", folder() / checkpointName(7, 2));
        const auto free = freeCheckpoint(folder(), 7);
        QCOMPARE(free, folder() / "ckpt-00000007-3.safetensors");
        writeTrainer(free, smallTrainer(7));
        writeBytes(folder() / "ckpt-00000007-03.safetensors", "not a name of ours");
        QCOMPARE(steps(), (std::vector<std::int64_t>{7, 7, 7}));
        QCOMPARE(readNewestTrainer(folder()).model.steps, 7);
    }

private:
    std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    std::filesystem::path path(const char* name) const { return folder() / name; }

    std::vector<std::int64_t> steps() const
    {
        std::vector<std::int64_t> found;
        for (const FoundCheckpoint& checkpoint : listCheckpoints(folder()))
            found.push_back(checkpoint.step);
        return found;
    }

    std::optional<QTemporaryDir> m_folder;
};

GLOWWORM_TEST(TestCheckpoint)
#include "tst_checkpoint.moc"
