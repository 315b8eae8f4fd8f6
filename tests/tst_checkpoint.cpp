// SPDX-License-Identifier: GPL-3.0-or-later
// Models and trainer states through files: what comes back, what is refused and why, and which
// generation is taken.
#include "model/io/checkpoint.h"
#include "support/file_bytes.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <cstring>
#include <limits>

using namespace glowworm;
using namespace glowworm::test;

namespace {

const std::vector<char32_t> kLetters{U'\n', U'a', U'\u00E9'};

RunConfig smallConfig(Task task, Routing routing)
{
    RunConfig config;
    config.model.task = task;
    config.model.routing = routing;
    config.model.dModel = 4;
    config.model.layers = task == Task::Text ? 2 : 1;
    config.model.heads = 2;
    config.model.context = 3;
    config.model.neurons = 6;
    config.model.groups = 3;
    config.model.routerRank = 2;
    config.model.vocabSize = static_cast<int>(kLetters.size());
    config.model.gateScale = 1.0 / 3.0;
    config.train.learningRate = 0.1 + 0.2; // needs all 17 digits
    config.train.seed = 2147483647;
    return config;
}

ModelState smallModel(Task task = Task::Digits, Routing routing = Routing::Gated)
{
    RunConfig config = smallConfig(task, routing);
    if (task == Task::Digits)
        config.model.vocabSize = ModelConfig().vocabSize; // no setting of digits, so not kept
    ModelState model
        = initialState(config, task == Task::Text ? kLetters : std::vector<char32_t>());
    model.steps = 12;
    if (task == Task::Text)
        model.valLoss = 1.0 / 3.0;
    else
        model.accuracy = 0.9771;
    return model;
}

TrainerState smallTrainer(std::int64_t steps = 12)
{
    TrainerState state;
    state.model = smallModel(Task::Text);
    state.model.steps = steps;
    state.train = smallConfig(Task::Text, Routing::Gated).train;
    state.firstMoment = state.secondMoment = state.model.tensors;
    for (auto& [name, tensor] : state.firstMoment)
        for (float& value : tensor.values)
            value *= 0.25f;
    for (auto& [name, tensor] : state.secondMoment)
        for (float& value : tensor.values)
            value *= value;
    state.bestLoss = 0.1;
    state.bestStep = 7;
    state.corpusHash = std::string(64, 'c');
    return state;
}

void compareModels(const ModelState& found, const ModelState& expected)
{
    QVERIFY(found.config == expected.config);
    QVERIFY(found.vocabulary == expected.vocabulary);
    QVERIFY(found.tensors == expected.tensors);
    QCOMPARE(found.steps, expected.steps);
    QVERIFY(found.valLoss == expected.valLoss);
    QVERIFY(found.accuracy == expected.accuracy);
}

/// As a program without any knowledge of Glowworm would write them: unaligned, in the reverse order
/// of names.
std::string foreignBytes(
    const ModelState& model, DType dtype, const std::string& metadata, DType letters = DType::U32)
{
    std::string header = metadata, data;
    const auto add = [&](const std::string& name, const RawTensor& tensor) {
        std::string shape;
        for (std::int64_t size : tensor.shape)
            shape += (shape.empty() ? "" : ",") + std::to_string(size);
        header += (header.empty() ? "\"" : ",\"") + name + "\":{\"dtype\":\""
            + std::string(nameOf(tensor.dtype)) + "\",\"shape\":[" + shape + "],\"data_offsets\":["
            + std::to_string(data.size()) + "," + std::to_string(data.size() + tensor.bytes.size())
            + "]}";
        data.append(reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size());
    };
    if (!model.vocabulary.empty()) {
        RawTensor raw{letters, {static_cast<std::int64_t>(model.vocabulary.size())}, {}};
        for (char32_t letter : model.vocabulary)
            for (std::size_t byte = 0; byte < sizeOf(letters); ++byte)
                raw.bytes.push_back(
                    byte < 4 ? static_cast<std::byte>(letter >> 8 * byte & 0xFF) : std::byte{0});
        add("vocab", raw);
    }
    for (auto named = model.tensors.rbegin(); named != model.tensors.rend(); ++named)
        add(named->first, fromFloats(named->second, dtype));
    return safetensorsBytes("{" + header + "}", data);
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
        QCOMPARE(found.corpusHash, state.corpusHash);
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
        writeBytes(path("foreign.safetensors"), foreignBytes(smallModel(), DType::F32, ""));
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

    void foreignFilesMustFitTheArchitecture()
    {
        const ModelState model = smallModel();
        writeBytes(path("pt.safetensors"), foreignBytes(model, DType::F32, ""));
        const QString unknown = refusal([&] { readModel(path("pt.safetensors")); });
        QVERIFY2(unknown.contains(QStringLiteral(
                     "not one of Glowworm's files (12 tensors, the first is \"input.weight\")")),
            qPrintable(unknown));
        ModelConfig wider = model.config;
        wider.dModel = 5;
        const QString other = refusal([&] { readModel(path("pt.safetensors"), wider); });
        QVERIFY2(other.contains(QStringLiteral(
                     "\"input.weight\" is [4 x 784], the architecture needs [5 x 784]")),
            qPrintable(other));
        ModelConfig dense = model.config;
        dense.routing = Routing::Dense;
        const QString superfluous = refusal([&] { readModel(path("pt.safetensors"), dense); });
        QVERIFY2(superfluous.contains(QStringLiteral("ff.router."))
                && superfluous.contains(QStringLiteral("does not know")),
            qPrintable(superfluous));
        ModelState letterless = smallModel(Task::Text);
        letterless.vocabulary.clear();
        writeBytes(path("text.safetensors"), foreignBytes(letterless, DType::F32, ""));
        QVERIFY(refusal([&] {
            readModel(path("text.safetensors"), letterless.config);
        }).contains(QStringLiteral("no tensor \"vocab\"")));
    }

    void adviceOnWeightsThatAreNotFiniteFitsTheFile()
    {
        ModelState model = smallModel(Task::Digits);
        writeModel(path("own.safetensors"), model, DType::F32);
        SafetensorsFile file = readSafetensors(path("own.safetensors"));
        auto& bytes = file.tensors.begin()->second.bytes;
        std::fill(bytes.begin(), bytes.begin() + 4, std::byte{0xFF}); // NaN
        writeSafetensors(path("own.safetensors"), file.metadata, file.tensors);
        QVERIFY(refusal([&] {
            readModel(path("own.safetensors"));
        }).endsWith(QStringLiteral("or export the model again.")));
        model.tensors.begin()->second.values[0] = std::nanf("");
        writeBytes(path("foreign.safetensors"), foreignBytes(model, DType::F32, ""));
        const QString text = refusal([&] { readModel(path("foreign.safetensors"), model.config); });
        QVERIFY2(text.endsWith(QStringLiteral("Save it again from weights that are finite.")),
            qPrintable(text));
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("message");
        for (const auto& [change, message] :
            std::initializer_list<std::pair<const char*, const char*>>{
                {"newer format", "made by a newer version"}, {"no format", "lacks glowworm.format"},
                {"format is a word", "not a number"}, {"unknown kind", "glowworm.kind"},
                {"no step", "lacks glowworm.step"}, {"step below 0", "not a number from 0 up"},
                {"step with a tail", "not a number from 0 up"},
                {"loss is nan", "not a number from 0 up"},
                {"no d_model", "lacks glowworm.model.d_model"}, {"d_model out of range", "d_model"},
                {"d_model is 1e1", "glowworm.model.d_model"},
                {"wrong d_model", "the architecture needs"},
                {"unknown routing", "glowworm.model.routing"}, {"groups do not divide", "groups"},
                {"no beta1", "lacks glowworm.train.beta1"}, {"vocabulary descends", "must ascend"},
                {"vocabulary doubles", "must ascend"},
                {"vocabulary has a surrogate", "no Unicode character"},
                {"vocabulary too short", "the architecture needs"},
                {"vocabulary as U64", "as U32 is expected"},
                {"no vocabulary", "no tensor \"vocab\""},
                {"missing tensor", "has no tensor \"norm.bias\""},
                {"missing moment", "has no tensor \"adamw.v.norm.bias\""},
                {"extra tensor", "\"extra\\u{202E}\", which its architecture does not know"},
                {"doubled prefix", "does not know"}, {"half run", "a run is kept as F32"},
                {"NaN", "\"blocks.0.ff.up.bias\" holds 2 values that are not finite"},
                {"infinite moment", "\"adamw.m.norm.bias\" holds 1 value"}})
            QTest::newRow(change) << QString::fromUtf8(change) << QString::fromUtf8(message);
    }
    void refusesWhatDoesNotFit()
    {
        QFETCH(QString, change);
        QFETCH(QString, message);
        writeTrainer(path("t.safetensors"), smallTrainer());
        SafetensorsFile file = readSafetensors(path("t.safetensors"));
        apply(change, file);
        writeSafetensors(path("t.safetensors"), file.metadata, file.tensors); // with a correct hash
        const QString text = refusal([&] { readTrainer(path("t.safetensors")); });
        QVERIFY2(text.startsWith(QStringLiteral("t.safetensors")) && text.contains(message),
            qPrintable(text));
    }

    void notFiniteIsNeverWritten()
    {
        TrainerState state = smallTrainer();
        writeTrainer(path("t.safetensors"), state);
        const std::string before = readBytes(path("t.safetensors"));
        state.secondMoment.at("norm.bias").values[1] = std::numeric_limits<float>::infinity();
        const QString text = refusal([&] { writeTrainer(path("t.safetensors"), state); });
        QVERIFY2(text.contains(QStringLiteral("adamw.v.norm.bias")), qPrintable(text));
        QVERIFY(readBytes(path("t.safetensors")) == before);

        ModelState model = smallModel();
        model.tensors.at("head.bias").values[0] = 70000.0f; // beyond F16
        QVERIFY(refusal([&] {
            writeModel(path("m.safetensors"), model, DType::F16);
        }).contains(QStringLiteral("as F16 holds 1 value")));
        QVERIFY(!std::filesystem::exists(path("m.safetensors")));
        writeModel(path("m.safetensors"), model);
    }

    void unfitModelsAreNeverWritten()
    {
        ModelState model = smallModel(Task::Text);
        model.vocabulary.pop_back();
        QVERIFY(!refusal([&] { writeModel(path("m.safetensors"), model); }).isEmpty());
        model = smallModel(Task::Text);
        model.tensors.erase("norm.bias");
        QVERIFY(!refusal([&] { writeModel(path("m.safetensors"), model); }).isEmpty());
        QVERIFY(!std::filesystem::exists(path("m.safetensors")));
    }

    void bitFlipsAndTruncationAreRefused()
    {
        writeTrainer(path("t.safetensors"), smallTrainer());
        const std::string whole = readBytes(path("t.safetensors"));
        for (std::size_t byte = 0; byte < whole.size(); byte += 29) {
            std::string flipped = whole;
            flipped[byte] = static_cast<char>(flipped[byte] ^ (1 << byte % 8));
            writeBytes(path("f.safetensors"), flipped);
            QVERIFY2(!refusal([&] { readTrainer(path("f.safetensors")); }).isEmpty(),
                qPrintable(QString::number(byte)));
            std::filesystem::resize_file(path("f.safetensors"), byte);
            const QString text = refusal([&] { readTrainer(path("f.safetensors")); });
            QVERIFY2(text.contains(QStringLiteral("ends early"))
                    || text.contains(QStringLiteral("empty")),
                qPrintable(text));
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

    static void apply(const QString& change, SafetensorsFile& file)
    {
        static const std::map<QString, std::pair<const char*, const char*>> kMetadata{
            {QStringLiteral("newer format"), {"glowworm.format", "99"}},
            {QStringLiteral("no format"), {"glowworm.format", nullptr}},
            {QStringLiteral("format is a word"), {"glowworm.format", "one"}},
            {QStringLiteral("unknown kind"), {"glowworm.kind", "tape"}},
            {QStringLiteral("no step"), {"glowworm.step", nullptr}},
            {QStringLiteral("step below 0"), {"glowworm.step", "-1"}},
            {QStringLiteral("step with a tail"), {"glowworm.step", "12 "}},
            {QStringLiteral("loss is nan"), {"glowworm.val_loss", "nan"}},
            {QStringLiteral("no d_model"), {"glowworm.model.d_model", nullptr}},
            {QStringLiteral("d_model out of range"), {"glowworm.model.d_model", "1000000"}},
            {QStringLiteral("d_model is 1e1"), {"glowworm.model.d_model", "1e1"}},
            {QStringLiteral("wrong d_model"), {"glowworm.model.d_model", "8"}},
            {QStringLiteral("unknown routing"), {"glowworm.model.routing", "other"}},
            {QStringLiteral("groups do not divide"), {"glowworm.model.groups", "4"}},
            {QStringLiteral("no beta1"), {"glowworm.train.beta1", nullptr}}};
        if (const auto row = kMetadata.find(change); row != kMetadata.end()) {
            const auto [key, value] = row->second;
            if (value)
                file.metadata[key] = value;
            else
                file.metadata.erase(key);
        } else if (change.contains(QStringLiteral("vocabulary"))) {
            changeVocabulary(change, file);
        } else {
            changeTensors(change, file);
        }
    }

    static void changeVocabulary(const QString& change, SafetensorsFile& file)
    {
        const auto set = [&](std::vector<char32_t> characters) {
            const auto bytes = std::as_bytes(std::span(characters));
            file.tensors["vocab"] = {DType::U32, {static_cast<std::int64_t>(characters.size())},
                {bytes.begin(), bytes.end()}};
        };
        if (change == QStringLiteral("vocabulary descends"))
            set({U'b', U'a', U'c'});
        else if (change == QStringLiteral("vocabulary doubles"))
            set({U'a', U'a', U'c'});
        else if (change == QStringLiteral("vocabulary has a surrogate"))
            set({U'a', U'b', static_cast<char32_t>(0xD800)});
        else if (change == QStringLiteral("vocabulary too short"))
            set({U'a', U'b'});
        else if (change == QStringLiteral("vocabulary as U64"))
            file.tensors["vocab"] = {DType::U64, {3}, std::vector<std::byte>(24)};
        else if (change == QStringLiteral("no vocabulary"))
            file.tensors.erase("vocab");
    }

    static void changeTensors(const QString& change, SafetensorsFile& file)
    {
        const auto poke = [&](const char* name, std::size_t index, float value) {
            std::memcpy(
                file.tensors.at(name).bytes.data() + index * sizeof value, &value, sizeof value);
        };
        const std::string rename = change == QStringLiteral("doubled prefix")
            ? "adamw.m.adamw.v.norm.bias"
            : "extra\xE2\x80\xAE";
        if (change == QStringLiteral("missing tensor"))
            file.tensors.erase("norm.bias");
        else if (change == QStringLiteral("missing moment"))
            file.tensors.erase("adamw.v.norm.bias");
        else if (change == QStringLiteral("half run"))
            file.tensors["norm.bias"] = fromFloats({{4}, {1, 2, 3, 4}}, DType::F16);
        else if (change == QStringLiteral("infinite moment"))
            poke("adamw.m.norm.bias", 3, std::numeric_limits<float>::infinity());
        else if (change == QStringLiteral("NaN"))
            for (std::size_t index : {1, 4})
                poke("blocks.0.ff.up.bias", index, std::numeric_limits<float>::quiet_NaN());
        else
            file.tensors[rename] = {DType::F32, {1}, std::vector<std::byte>(4)};
    }

    std::optional<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"
