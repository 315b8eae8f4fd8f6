// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions as files, whole and damaged, and the values in them.
#include "model/session/session_file.h"

#include "model/base/json_reader.h"
#include "model/engine/generator.h"
#include "model/io/checkpoint.h"
#include "model/io/file_kind.h"
#include "model/io/sha256.h"
#include "model/session/session_values.h"
#include "model/tape/tape_file.h"
#include "support/engine_models.h"
#include "support/file_bytes.h"
#include "support/fresh_folders.h"
#include "support/run_test.h"

#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <filesystem>

using namespace glowworm;
using namespace glowworm::test;
namespace fs = std::filesystem;

namespace {

/// A text of one model, token by token.
class Writer {
public:
    explicit Writer(int tokens = 6)
    {
        const auto weights = packLanguage(textState(textConfig(Routing::Gated)));
        GenerationSpec spec;
        spec.sparse = weights;
        spec.prompt = U"abc";
        spec.sample.tokens = tokens;
        m_tape = {spec.sample, {}, {{1, "here"}}, "2026-11-29T18:02:31Z", "a processor"};
        m_tape.tracks.emplace_back(TapeModel{weights->config, weights->vocabulary, weights->format,
            "a.safetensors", std::string(64, 'a'), {}});
        m_generator.emplace(spec);
    }
    bool advance()
    {
        const bool more = m_generator->advance();
        m_tape.add(m_generator->take());
        return more;
    }
    const Tape& tape() const { return m_tape; }

private:
    Tape m_tape;
    std::optional<Generator> m_generator;
};

std::shared_ptr<const Tape> someTape()
{
    Writer writer;
    while (writer.advance()) { }
    return std::make_shared<const Tape>(writer.tape());
}

void requireSame(const Tape& a, const Tape& b)
{
    QCOMPARE(a.size(), b.size());
    QVERIFY(a.bookmarks == b.bookmarks);
    QCOMPARE(a.recorded, b.recorded);
    const TapeColumns &first = a.tracks[0].columns(), &second = b.tracks[0].columns();
    QVERIFY(first.token == second.token && first.fired == second.fired && first.next == second.next
        && first.seconds == second.seconds && first.flags == second.flags);
}

std::vector<std::byte> bytes(std::string_view text)
{
    const auto all = std::as_bytes(std::span(text));
    return {all.begin(), all.end()};
}

std::string refusalOfSession(const fs::path& file)
{
    return messageOf([&] { readSession(file); });
}

SavedSession valued(const std::string& values) { return {values, nullptr, {}}; }

} // namespace

class TestSessionFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // ---------------------------------------------------------------------------------------------
    // values

    void valuesComeBackAsTheyWere()
    {
        SessionValues values;
        const SessionValues part = values.object("part");
        part.text("name", "caf\u00E9 \"x\"\n");
        part.flag("on", true);
        part.number("rate", 1e-3);
        part.integer("seed", -5);
        part.texts("all", std::array<std::string, 2>{"a", ""});
        part.numbers("some", std::array{0.5, -2.0});
        const auto list = part.objects("list", 2);
        list[1].text("second", "yes");
        part.text("name", "once more"); // in place of the one before
        const JsonDocument document(values.json());
        const JsonObject read = document.object().object("part");
        QCOMPARE(read.text("name"), std::string("once more"));
        QVERIFY(read.flag("on"));
        QCOMPARE(read.number("rate"), 1e-3);
        QCOMPARE(read.integer<int>("seed", -9), -5);
        QVERIFY(read.texts("all") == (std::vector<std::string>{"a", ""}));
        QVERIFY(read.numbers("some") == (std::vector{0.5, -2.0}));
        QCOMPARE(read.objects("list")[1].text("second"), std::string("yes"));
        QVERIFY(!read.objects("list")[0].has("second"));
    }

    void bytesThatAreNoTextAreReplaced()
    {
        SessionValues values;
        values.text("name", "a\xFFz");
        QCOMPARE(JsonDocument(values.json()).object().text("name"), std::string("a\uFFFDz"));
    }

    void fieldsOfATableComeBack()
    {
        RunConfig config = preset("quick-sparse").config;
        config.train.steps = 123;
        SessionValues values;
        saveFields(values, runFields(), config);
        const JsonDocument document(values.json());
        QVERIFY(restoredFields(document.object(), runFields(), RunConfig{}) == config);
        const JsonDocument few(R"({"steps": "7"})");
        QCOMPARE(restoredFields(few.object(), runFields(), config).train.steps, 7);
        const JsonDocument wrong(R"({"steps": "many"})");
        QVERIFY(!messageOf([&] { restoredFields(wrong.object(), runFields(), config); }).empty());
    }

    void whatAnotherVersionKeepsStays()
    {
        const std::string kept = withUnknown(R"({"digits": {"pen": 3, "list": []}, "window": {}})",
            R"({"digits": {"pen": 9, "brush": {"a": 1}, "list": [1]}, "later": [true], "window": 4})");
        QCOMPARE(QByteArray::fromStdString(kept),
            QByteArray(
                R"({"digits":{"brush":{"a":1},"list":[],"pen":3},"later":[true],"window":{}})"));
        QCOMPARE(withUnknown(kept, kept), kept);
        QVERIFY(!messageOf([] { withUnknown("{}", "[]"); }).empty());
        // Too much of it for a file: what is known is kept all the same.
        const std::string known = R"({"window":{"panel":"timing"}})",
                          much = "{\"later\":\"" + std::string(4 << 20, 'a') + "\"}";
        QCOMPARE(withUnknown(known, much), known);
    }

    // ---------------------------------------------------------------------------------------------
    // files

    void aSessionComesBackAsItWas()
    {
        const QTemporaryDir folder;
        const fs::path file = inside(folder, "a.glowworm");
        const SavedSession session{R"({"later": {"a": [1, "b"]}, "panel": "digits"})", someTape(),
            {{"text_sparse", bytes("weights")}, {"digits_dense", bytes("")}},
            {{"shown", R"({"rows": []})"}, {"compared", ""}}};
        writeSession(file, session);
        const SavedSession read = readSession(file);
        QCOMPARE(read.values, session.values); // unknown keys and all
        QVERIFY(read.models == session.models && read.timings == session.timings);
        requireSame(*read.tape, *session.tape);
        InputFile input(file);
        QVERIFY(identify(input).kind == FileKind::Session);
        QVERIFY(messageOf([&] { readModel(file); }).find("is a session") != std::string::npos);
        QVERIFY(messageOf([&] { readTape(file); }).find("not a tape") != std::string::npos);
    }

    void aSessionMayHaveNoTextAtAll()
    {
        const QTemporaryDir folder;
        const fs::path file = inside(folder, "b.glowworm");
        writeSession(file, valued("{}"));
        QVERIFY(!readSession(file).tape);
        writeSession(file, {"{}", std::make_shared<const Tape>(), {}}); // nothing written yet
        QVERIFY(!readSession(file).tape);
    }

    void aTextThatHasJustBegunIsKept()
    {
        const QTemporaryDir folder;
        Writer writer(40);
        for (int pieces = 0; pieces < 3; ++pieces) {
            writer.advance();
            if (writer.tape().empty())
                continue;
            writeSession(
                inside(folder, "c"), {"{}", std::make_shared<const Tape>(writer.tape()), {}});
            requireSame(*readSession(inside(folder, "c")).tape, writer.tape());
        }
    }

    void aSessionThatIsCutOffIsRefusedAtEveryLength()
    {
        const QTemporaryDir folder;
        const fs::path file = inside(folder, "cut.glowworm");
        writeSession(file, {R"({"a": 1})", someTape(), {{"text_sparse", bytes("w")}}});
        for (auto length = file_size(file); length-- > 0;) {
            resize_file(file, length);
            const std::string says = refusalOfSession(file);
            QVERIFY2(says.starts_with("cut.glowworm") && says.ends_with("."), says.c_str());
        }
    }

    void whatIsNoSessionIsRefused_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QString>("says");
        QTest::newRow("newer") << QByteArray("newer")
                               << QStringLiteral("made by a newer version of Glowworm (format 2");
        QTest::newRow("no format")
            << QByteArray("no format") << QStringLiteral("does not say its format");
        QTest::newRow("no values")
            << QByteArray("no values") << QStringLiteral("does not hold one set of values");
        QTest::newRow("a name") << QByteArray("a name")
                                << QStringLiteral("is no part of a session");
        QTest::newRow("a place") << QByteArray("a place")
                                 << QStringLiteral("is no part of a session");
        QTest::newRow("three timings")
            << QByteArray("three timings") << QStringLiteral("holds more than 2 timings");
        QTest::newRow("values") << QByteArray("values") << QStringLiteral("is damaged");
        QTest::newRow("a list") << QByteArray("a list") << QStringLiteral("is damaged");
        QTest::newRow("a tape's tensor")
            << QByteArray("a tape's tensor") << QStringLiteral("is damaged");
        QTest::newRow("a model's kind") << QByteArray("kind") << QStringLiteral("not a session");
    }

    void whatIsNoSessionIsRefused()
    {
        QFETCH(QByteArray, change);
        QFETCH(QString, says);
        const QTemporaryDir folder;
        const fs::path file = inside(folder, "x.glowworm");
        writeSession(file, valued(R"({"a": 1})"));
        SafetensorsFile parts = readSafetensors(file);
        RawTensor& values = parts.tensors.at("session.values");
        const auto text = [&](std::string_view json) {
            values = {DType::U8, {static_cast<std::int64_t>(json.size())}, bytes(json)};
        };
        if (change == "newer")
            parts.metadata["glowworm.format"] = "2";
        else if (change == "no format")
            parts.metadata.erase("glowworm.format");
        else if (change == "no values")
            parts.tensors.erase("session.values");
        else if (change == "a name")
            parts.tensors["session.model.../x"] = values;
        else if (change == "a place")
            parts.tensors["session.timing.2"] = values;
        else if (change == "three timings")
            for (const char* place : {"a", "b", "c"})
                parts.tensors[std::string("session.timing.") + place] = values;
        else if (change == "values")
            text(R"({"a": )");
        else if (change == "a list")
            text("[1]");
        else if (change == "a tape's tensor")
            parts.tensors["sparse.token"] = values;
        else
            parts.metadata["glowworm.kind"] = "language";
        parts.metadata.erase("glowworm.sha256");
        writeSafetensors(file, parts.metadata, parts.tensors);
        const std::string found = refusalOfSession(file);
        QVERIFY2(QString::fromStdString(found).contains(says), found.c_str());
        QVERIFY2(found.starts_with("x.glowworm") && found.ends_with("."), found.c_str());
    }

    void modelsThatWereTakenAlongAreWrittenOnce()
    {
        const QTemporaryDir folder;
        SavedSession session{
            R"({"library": {"text_sparse": {"model": "/far/away/my.safetensors", "forced": ["x"]},
                "digits_dense": {"model": "../.."}}, "window": {"panel": "digits"}})",
            nullptr,
            {{"text_sparse", bytes("weights")}, {"digits_dense", bytes("others")},
                {"text_dense", bytes("more")}}};
        SavedSession again = session;
        unpackModels(session, inside(folder, "taken"));
        QVERIFY(session.models.empty());
        const JsonDocument document(session.values);
        const JsonObject library = document.object().object("library");
        const fs::path file = library.object("text_sparse").text("model");
        QCOMPARE(file,
            inside(folder, "taken") / sha256Hex(bytes("weights")).substr(0, 16) / "my.safetensors");
        QCOMPARE(readBytes(file), std::string("weights"));
        QVERIFY(library.object("text_sparse").texts("forced") == std::vector<std::string>{"x"});
        QCOMPARE(fs::path(library.object("digits_dense").text("model")).filename(),
            fs::path("digits_dense.safetensors")); // a name that leads out of the folder is none
        QCOMPARE(readBytes(library.object("text_dense").text("model")), std::string("more"));
        QCOMPARE(document.object().object("window").text("panel"), std::string("digits"));

        fs::permissions(file, fs::perms::owner_read);
        const auto written = fs::last_write_time(file);
        unpackModels(again, inside(folder, "taken"));
        QVERIFY(fs::last_write_time(file) == written);
        QCOMPARE(again.values, session.values);
    }

    void timingsThatWereTakenAlongGetFilesOfTheirOwn()
    {
        SavedSession session{
            R"({"timing": {"shown": "/far/../20261129-120000-ff.json.part", "compared": "..",
                "sort": "name"}})",
            nullptr, {}, {{"shown", "first"}, {"compared", "second"}}};
        QStringList kept;
        unpackTimings(session, [&kept](const std::string& json, const std::string& name) {
            kept << QString::fromStdString(json + ' ' + name);
            if (json == "second")
                throw Error("no timing");
            return fs::path("/here/it/is.json");
        });
        QVERIFY(session.timings.empty());
        QCOMPARE(kept,
            QStringList(
                {QStringLiteral("second timing"), QStringLiteral("first 20261129-120000-ff")}));
        const JsonDocument document(session.values);
        const JsonObject timing = document.object().object("timing");
        QCOMPARE(timing.text("shown"), std::string("/here/it/is.json"));
        QCOMPARE(timing.text("compared"), std::string("..")); // is missed there
        QCOMPARE(timing.text("sort"), std::string("name"));
        session.timings["shown"] = std::string(kMostTiming + 1, ' ');
        const QTemporaryDir folder;
        QVERIFY(messageOf([&] {
            writeSession(inside(folder, "large"), session);
        }).find("larger timings")
            != std::string::npos);
    }

    void aCopyOfATextCatchesUp()
    {
        Writer writer(30);
        while (writer.tape().size() < 5)
            writer.advance();
        Tape copy = writer.tape();
        while (writer.advance())
            copy.catchUp(writer.tape());
        copy.catchUp(writer.tape());
        requireSame(copy, writer.tape());
        Tape marked = writer.tape();
        marked.bookmarks = {{4, "there"}};
        copy.catchUp(marked);
        requireSame(copy, marked);
        const Tape other = *someTape(); // shorter, and written at another time
        copy.catchUp(other);
        requireSame(copy, other);
    }
};

GLOWWORM_TEST(TestSessionFile)
#include "tst_session_file.moc"
