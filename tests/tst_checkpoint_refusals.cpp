// SPDX-License-Identifier: GPL-3.0-or-later
// Models and trainer states that are refused, by the reader and by the writer, and why.
#include "support/foreign_model.h"
#include "support/run_test.h"
#include "support/small_checkpoints.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

using namespace glowworm;
using namespace glowworm::test;

namespace {

void changeVocabulary(const QString& change, SafetensorsFile& file)
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

void changeTensors(const QString& change, SafetensorsFile& file)
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

void apply(const QString& change, SafetensorsFile& file)
{
    static const std::map<QString, std::pair<const char*, const char*>> kMetadata{
        {QStringLiteral("newer format"), {"glowworm.format", "99"}},
        {QStringLiteral("no format"), {"glowworm.format", nullptr}},
        {QStringLiteral("format is a word"), {"glowworm.format", "one"}},
        {QStringLiteral("unknown kind"), {"glowworm.kind", "other"}},
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

} // namespace

class TestCheckpointRefusals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void foreignFilesMustFitTheArchitecture()
    {
        const ModelState model = smallModel();
        writeBytes(path("pt.safetensors"), foreignBytes(model, DType::F32));
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
        writeBytes(path("text.safetensors"), foreignBytes(letterless, DType::F32));
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
        writeBytes(path("foreign.safetensors"), foreignBytes(model, DType::F32));
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

private:
    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }

    std::optional<QTemporaryDir> m_folder;
};

GLOWWORM_TEST(TestCheckpointRefusals)
#include "tst_checkpoint_refusals.moc"
