// SPDX-License-Identifier: GPL-3.0-or-later
// The reader's rules one by one, on bytes made here; the writer's layout; the number formats of
// weights.
#include "model/io/safetensors.h"
#include "model/io/sha256.h"
#include "support/file_bytes.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <cstring>
#include <limits>

#include <sys/stat.h>

using namespace glowworm;
using namespace glowworm::test;

namespace {

const std::string kShort = R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";

std::string tensor(const std::string& fields, const std::string& name = "a")
{
    return "{\"" + name + "\":{" + fields + "}}";
}

SafetensorsHeader parse(const std::string& header, std::uint64_t dataBytes)
{
    const std::string bytes = safetensorsBytes(header);
    return parseSafetensorsHeader(bytes, bytes.size() + dataBytes, "x.safetensors");
}

const std::string kGood = R"("dtype":"F32","shape":[2],"data_offsets":[0,8])";

/// Tests with these columns expect that a header before so many bytes of data is refused with this
/// message.
void refusalColumns()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qulonglong>("dataBytes");
    QTest::addColumn<QString>("message");
}

void row(const char* name, const std::string& header, qulonglong dataBytes, const char* message)
{
    QTest::newRow(name) << QByteArray::fromStdString(header) << dataBytes
                        << QString::fromUtf8(message);
}

void expectRefusal()
{
    QFETCH(QByteArray, header);
    QFETCH(qulonglong, dataBytes);
    QFETCH(QString, message);
    const QString text = refusal([&] { parse(header.toStdString(), dataBytes); });
    QVERIFY2(text.startsWith(QStringLiteral("x.safetensors")), qPrintable(text));
    QVERIFY2(text.contains(message), qPrintable(text));
    QVERIFY2(text.size() < 400, qPrintable(text));
}

RawTensor raw(DType dtype, Shape shape, const std::string& bytes)
{
    const auto* start = reinterpret_cast<const std::byte*>(bytes.data());
    return {dtype, std::move(shape), {start, start + bytes.size()}};
}

float halfToFloat(std::uint16_t half)
{
    return toFloats(
        raw(DType::F16, {1}, {static_cast<char>(half & 0xFF), static_cast<char>(half >> 8)}),
        "half")
        .front();
}

std::uint16_t narrowed(float value, DType dtype)
{
    std::uint16_t bits = 0;
    std::memcpy(&bits, fromFloats({{1}, {value}}, dtype).bytes.data(), 2);
    return bits;
}

} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acceptsTheFormat_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("dataBytes");
        QTest::newRow("one tensor") << QByteArray::fromStdString(kShort) << 8;
        QTest::newRow("no tensor") << QByteArray("{}") << 0;
        QTest::newRow("trailing blanks") << QByteArray::fromStdString(kShort + "   ") << 8;
        QTest::newRow("leading blanks") << QByteArray::fromStdString("  " + kShort) << 8;
        QTest::newRow("scalar") << QByteArray(
            R"({"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]}})")
                                << 1;
        QTest::newRow("no element")
            << QByteArray(R"({"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}})") << 0;
        QTest::newRow("fields in any order")
            << QByteArray(R"({"a":{"data_offsets":[0,8],"shape":[1],"dtype":"U64"}})") << 8;
        QTest::newRow("tensors in any order") << QByteArray(
            R"({"b":{"dtype":"U8","shape":[1],"data_offsets":[4,5]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})")
                                              << 5;
        QTest::newRow("metadata") << QByteArray(
            R"({"__metadata__":{"format":"pt"},"a":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}})")
                                  << 2;
        QTest::newRow("metadata last") << QByteArray(
            R"({"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},"__metadata__":{"x":"\u00e9\n"}})")
                                       << 2;
        QTest::newRow("eight dimensions")
            << QByteArray(R"({"a":{"dtype":"U8","shape":[1,1,1,1,1,1,1,2],"data_offsets":[0,2]}})")
            << 2;
        QTest::newRow("longest name") << QByteArray::fromStdString(
            tensor(R"("dtype":"U8","shape":[1],"data_offsets":[0,1])", std::string(255, 'n')))
                                      << 1;
    }
    void acceptsTheFormat()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, dataBytes);
        QCOMPARE(
            refusal([&] { parse(header.toStdString(), static_cast<std::uint64_t>(dataBytes)); }),
            QString());
    }

    void refusesJson_data()
    {
        refusalColumns();
        // rule 3: one JSON object
        row("empty header", "", 0, "filled with zeros");
        row("blanks only", "    ", 0, "not one JSON object");
        row("byte-order mark", "\xEF\xBB\xBF" + kShort, 8, "not one JSON object");
        row("NUL after the object", kShort + std::string("\0", 1), 8, "NUL");
        row("NUL and more after the object", kShort + std::string("\0{}", 3), 8, "NUL");
        row("list on top", "[]", 0, "not one JSON object");
        row("number on top", "7", 0, "not one JSON object");
        row("text after the object", kShort + "x", 8, "not one JSON object");
        row("two objects", kShort + kShort, 8, "no valid JSON");
        row("comment", "{/**/}", 0, "no valid JSON");
        row("single quotes", "{'a':1}", 0, "no valid JSON");
        row("trailing comma", tensor(kGood + ","), 8, "no valid JSON");
        row("ill-formed UTF-8", tensor(kGood, "\xC3\x28"), 8, "no valid JSON");
        row("overlong UTF-8", tensor(kGood, "\xC0\xAF"), 8, "no valid JSON");
        row("lone surrogate", tensor(kGood, "\\ud800"), 8, "no valid JSON");
        row("raw control character", tensor(kGood, "\x01"), 8, "no valid JSON");
        row("unfinished", "{\"a\":{\"dtype\":\"F32}}", 0, "no valid JSON");
        // rule 4, rule 5
        row("two tensors of one name", "{\"a\":{" + kGood + "},\"a\":{" + kGood + "}}", 8,
            "\"a\" appears twice");
        row("name twice by escape", "{\"a\":{" + kGood + "},\"\\u0061\":{" + kGood + "}}", 8,
            "\"a\" appears twice");
        row("metadata twice", R"({"__metadata__":{},"__metadata__":{}})", 0, "appears twice");
        row("metadata key twice", R"({"__metadata__":{"k":"1","k":"2"}})", 0,
            "\"k\" appears twice");
        row("metadata number", R"({"__metadata__":{"k":1}})", 0,
            "a number is unexpected in the metadata");
        row("metadata null", R"({"__metadata__":{"k":null}})", 0, "null is unexpected");
        row("metadata object", R"({"__metadata__":{"k":{}}})", 0, "an object is unexpected");
        row("metadata list", R"({"__metadata__":{"k":[]}})", 0, "a list is unexpected");
        row("metadata is a text", R"({"__metadata__":"k"})", 0, "a text is unexpected");
        row("metadata over 64 kB", "{\"__metadata__\":{\"k\":\"" + std::string(64000, 'v') + "\"}}",
            0, "64 kB");
    }
    void refusesJson() { expectRefusal(); }

    void refusesTensors_data()
    {
        refusalColumns();
        // rule 6
        row("tensor is a number", R"({"a":1})", 0, "a number is unexpected");
        row("tensor is a list", R"({"a":[]})", 0, "a list is unexpected");
        row("tensor is true", R"({"a":true})", 0, "true or false is unexpected");
        row("no dtype", tensor(R"("shape":[2],"data_offsets":[0,8])"), 8, "no dtype");
        row("no shape", tensor(R"("dtype":"F32","data_offsets":[0,8])"), 8, "no shape");
        row("no offsets", tensor(R"("dtype":"F32","shape":[2])"), 8, "no data_offsets");
        row("unknown field", tensor(kGood + R"(,"extra":1)"), 8, "unknown field \"extra\"");
        row("field twice", tensor(kGood + R"(,"dtype":"F32")"), 8, "\"dtype\" appears twice");
        row("dtype is a number", tensor(R"("dtype":4,"shape":[2],"data_offsets":[0,8])"), 8,
            "a number is unexpected");
        row("dtype is a list", tensor(R"("dtype":["F32"],"shape":[2],"data_offsets":[0,8])"), 8,
            "a list is unexpected");
        row("shape is a number", tensor(R"("dtype":"F32","shape":2,"data_offsets":[0,8])"), 8,
            "a number is unexpected");
        row("shape of texts", tensor(R"("dtype":"F32","shape":["2"],"data_offsets":[0,8])"), 8,
            "a text is unexpected");
        row("shape within a list", tensor(R"("dtype":"F32","shape":[[2]],"data_offsets":[0,8])"), 8,
            "a list is unexpected");
        row("object in the shape", tensor(R"("dtype":"F32","shape":[{}],"data_offsets":[0,8])"), 8,
            "an object is unexpected");
        row("float", tensor(R"("dtype":"F32","shape":[2.0],"data_offsets":[0,8])"), 8,
            "not a whole number");
        row("exponent", tensor(R"("dtype":"F32","shape":[2e0],"data_offsets":[0,8])"), 8,
            "not a whole number");
        row("minus", tensor(R"("dtype":"F32","shape":[-2],"data_offsets":[0,8])"), 8, "minus");
        row("minus zero", tensor(R"("dtype":"F32","shape":[2],"data_offsets":[-0,8])"), 8, "minus");
        row("below -2^63",
            tensor(R"("dtype":"F32","shape":[-9223372036854775809],"data_offsets":[0,8])"), 8,
            "not a whole number");
        row("2^48", tensor(R"("dtype":"U8","shape":[281474976710656],"data_offsets":[0,8])"), 8,
            "below 2^48");
        row("2^64 - 1",
            tensor(R"("dtype":"U8","shape":[18446744073709551615],"data_offsets":[0,8])"), 8,
            "below 2^48");
        row("2^64", tensor(R"("dtype":"U8","shape":[18446744073709551616],"data_offsets":[0,8])"),
            8, "below 2^48");
        row("1e400", tensor(R"("dtype":"U8","shape":[1e400],"data_offsets":[0,8])"), 8,
            "no valid JSON");
        row("leading zero", tensor(R"("dtype":"F32","shape":[02],"data_offsets":[0,8])"), 8,
            "no valid JSON");
        row("plus", tensor(R"("dtype":"F32","shape":[+2],"data_offsets":[0,8])"), 8,
            "no valid JSON");
        row("NaN", tensor(R"("dtype":"F32","shape":[NaN],"data_offsets":[0,8])"), 8,
            "no valid JSON");
        row("one offset", tensor(R"("dtype":"F32","shape":[2],"data_offsets":[8])"), 8,
            "not two numbers");
        row("three offsets", tensor(R"("dtype":"F32","shape":[2],"data_offsets":[0,8,8])"), 8,
            "not two numbers");
        // rule 7
        row("nine dimensions",
            tensor(R"("dtype":"U8","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,1])"), 1,
            "8 dimensions");
        row("shape overflows",
            tensor(
                R"("dtype":"F32","shape":[140737488355328,140737488355328],"data_offsets":[0,8])"),
            8, "overflows");
        row("bytes overflow",
            tensor(R"("dtype":"U64","shape":[140737488355328,16384],"data_offsets":[0,0])"), 0,
            "overflows");
        row("name of 256 bytes", tensor(kGood, std::string(256, 'n')), 8, "longer than 255");
        row("NUL in a name", tensor(kGood, "x\\u0000y"), 8, "x\\u{0000}y");
        row("C1 control in a name", tensor(kGood, "\xC2\x9B"), 8, "\\u{009B}");
        row("F64 as F32", tensor(R"("dtype":"F64","shape":[1],"data_offsets":[0,4])"), 4,
            "8 bytes expected, 4 bytes found");
        row("shape against offsets", tensor(R"("dtype":"F32","shape":[3],"data_offsets":[0,8])"), 8,
            "12 bytes expected, 8 bytes found");
        row("ends before it begins", tensor(R"("dtype":"F32","shape":[2],"data_offsets":[8,0])"), 8,
            "before it begins");
        // rule 8, rule 9
        row("does not begin at 0", tensor(R"("dtype":"F32","shape":[1],"data_offsets":[4,8])"), 8,
            "(hole)");
        const std::string two
            = R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":)";
        row("hole", two + "[5,9]}}", 9,
            "tensor \"b\" begins at byte 5 of the data, not at 4 (hole)");
        row("overlap", two + "[3,7]}}", 7, "(overlap)");
        row("same bytes twice", two + "[0,4]}}", 4, "(overlap)");
        row("outside the file", two + "[4,8]}}", 7, "ends early");
        row("trailing byte", two + "[4,8]}}", 9, "bytes after its last tensor");
        row("bytes after no tensor", "{}", 1, "bytes after its last tensor");
        row("own file with a header over 1 MiB",
            R"({"__metadata__":{"glowworm.x":""}})" + std::string(1 << 20, ' '), 0, "1 MiB");
    }
    void refusesTensors() { expectRefusal(); }

    void refusesBombsQuickly()
    {
        std::string many = "{";
        for (int i = 0; i < 100000; ++i) {
            const std::string one = tensor(
                R"("dtype":"U8","shape":[0],"data_offsets":[0,0])", "t" + std::to_string(i));
            many += one.substr(1, one.size() - 2) + ",";
        }
        many.back() = '}';
        QVERIFY(
            refusal([&] { parse(many, 0); }).contains(QStringLiteral("more than 4096 tensors")));
        const std::string deep
            = "{\"a\":" + std::string(100000, '[') + std::string(100000, ']') + "}";
        QVERIFY(refusal([&] { parse(deep, 0); }).contains(QStringLiteral("a list is unexpected")));
        const std::string longName
            = tensor(R"("dtype":"U8","shape":[0],"data_offsets":[0,0])", std::string(1000000, 'n'));
        QVERIFY(refusal([&] { parse(longName, 0); }).contains(QStringLiteral("longer than 255")));
    }

    void refusesHeaderLength_data()
    {
        QTest::addColumn<qulonglong>("length");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, qulonglong length, const char* message) {
            QTest::newRow(name) << length << QString::fromUtf8(message);
        };
        row("0", 0, "not one JSON object");
        row("1", 1, "not one JSON object");
        row("7", 7, "not one JSON object");
        row("one more than the file has", kShort.size() + 9, "ends early");
        row("16 MiB", 16 << 20, "ends early");
        row("16 MiB + 1", (16 << 20) + 1, "ends early, within its header");
        row("2^31", 1ULL << 31, "ends early, within its header");
        row("2^32", 1ULL << 32, "ends early, within its header");
        row("2^63", 1ULL << 63, "not a safetensors file");
        row("2^64 - 8", ~0ULL - 7, "not a safetensors file");
        row("2^64 - 1", ~0ULL, "not a safetensors file");
    }
    void refusesHeaderLength()
    {
        QFETCH(qulonglong, length);
        QFETCH(QString, message);
        std::string bytes = safetensorsBytes(kShort, std::string(8, '\0'));
        bytes.replace(0, 8, littleEndian64(length));
        const QString text
            = refusal([&] { parseSafetensorsHeader(bytes, bytes.size(), "x.safetensors"); });
        QVERIFY2(text.contains(message), qPrintable(text));
    }

    void everyTruncationIsRefused()
    {
        const std::string whole = safetensorsBytes(kShort, std::string(8, '\0'));
        QCOMPARE(refusal([&] { parseSafetensorsHeader(whole, whole.size(), "x"); }), QString());
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const QString text
                = refusal([&] { parseSafetensorsHeader(whole.substr(0, size), size, "x"); });
            QVERIFY2(text.contains(
                         size == 0 ? QStringLiteral("is empty") : QStringLiteral("ends early")),
                qPrintable(text));
        }
    }

    void namesTheKindOfForeignFile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("kind");
        QTest::newRow("zip") << QByteArray("PK\3\4\x14\0\0\0\x08\0", 10)
                             << QStringLiteral("a ZIP archive");
        QTest::newRow("pickle") << QByteArray("\x80\x02}q\0(X\x01\0\0\0a", 12)
                                << QStringLiteral("a Python pickle");
        QTest::newRow("PNG") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)
                             << QStringLiteral("a PNG picture");
        QTest::newRow("GGUF") << QByteArray("GGUF\3\0\0\0\1\0\0\0", 12)
                              << QStringLiteral("a GGUF model");
        QTest::newRow("text") << QByteArray("First Citizen:\n") << QStringLiteral("a text");
        QTest::newRow("JSON") << QByteArray("{\"a\": [1, 2]}") << QStringLiteral("JSON");
        QTest::newRow("sound") << QByteArray("RIFF\x24\0\0\0WAVEfmt \x10\0\0\0", 20)
                               << QStringLiteral("a sound");
        QTest::newRow("Git LFS") << QByteArray(
            "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n")
                                 << QStringLiteral("a pointer of Git LFS");
    }
    void namesTheKindOfForeignFile()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, kind);
        const std::filesystem::path file = path("notes.pt");
        writeBytes(file, bytes.toStdString());
        const QString text = refusal([&] { readSafetensors(file); });
        QVERIFY2(text.startsWith(QStringLiteral("notes.pt is ") + kind)
                && text.contains(QStringLiteral(", not a safetensors file.")),
            qPrintable(text));
    }

    void opensRegularFilesOnly()
    {
        QVERIFY(refusal([&] {
            readSafetensors(m_folder.path().toStdString());
        }).contains(QStringLiteral("is a folder")));
        QVERIFY(
            refusal([&] { readSafetensors("/dev/zero"); }).contains(QStringLiteral("is a device")));
        QVERIFY(refusal([&] {
            readSafetensors(path("none"));
        }).contains(QStringLiteral("could not be opened")));
        QCOMPARE(mkfifo(path("fifo").c_str(), 0600), 0);
        QVERIFY(refusal([&] {
            readSafetensors(path("fifo"));
        }).contains(QStringLiteral("is a pipe"))); // and does not wait
        std::filesystem::create_symlink("loop", path("loop"));
        QVERIFY(refusal([&] {
            readSafetensors(path("loop"));
        }).contains(QStringLiteral("could not be opened")));
    }

    void acceptRefusesBeforeMemoryIsTaken()
    {
        // A sparse file of 1 TB whose header agrees with its size.
        const std::string bytes = safetensorsBytes(
            R"({"a":{"dtype":"U8","shape":[1000000000000],"data_offsets":[0,1000000000000]}})");
        writeBytes(path("sparse"), bytes);
        std::error_code error;
        std::filesystem::resize_file(path("sparse"), bytes.size() + 1000000000000, error);
        if (error)
            QSKIP("the file system has no sparse files of this size");
        const auto refuse = [](const SafetensorsHeader& header) {
            throw Error(header.tensors.at(0).name + " is not wanted");
        };
        QCOMPARE(refusal([&] { readSafetensors(path("sparse"), refuse); }),
            QStringLiteral("a is not wanted"));
        std::filesystem::remove(path("sparse"));
    }

    void writesWhatItReads()
    {
        const std::map<std::string, RawTensor> tensors{{"b", raw(DType::U8, {3}, "xyz")},
            {"a", raw(DType::F32, {1, 2}, "12345678")},
            {"\xC3\xA9 \"quoted\"", raw(DType::U64, {}, "ABCDEFGH")},
            {"none", raw(DType::F16, {0, 4}, "")}};
        const std::map<std::string, std::string> metadata{
            {"glowworm.kind", "test"}, {"note", "line 1\nline 2 \xE2\x80\xAE"}};
        writeSafetensors(path("own"), metadata, tensors);
        const SafetensorsFile file = readSafetensors(path("own"));
        QCOMPARE(file.tensors.size(), tensors.size());
        for (const auto& [name, expected] : tensors) {
            const RawTensor& found = file.tensors.at(name);
            QVERIFY(found.dtype == expected.dtype && found.shape == expected.shape
                && found.bytes == expected.bytes);
        }
        QCOMPARE(file.metadata.at("note"), metadata.at("note"));
        QCOMPARE(file.metadata.at("glowworm.sha256"), file.hash);
        QCOMPARE(readSafetensorsHeader(path("own")).dataOffset % 8, std::uint64_t{0});
    }

    void hashLiesWhereTheFormatSays()
    {
        writeSafetensors(
            path("own"), {{"glowworm.kind", "test"}}, {{"a", raw(DType::F32, {2}, "12345678")}});
        std::string bytes = readBytes(path("own"));
        const std::string stored = bytes.substr(44, 64);
        bytes.replace(44, 64, std::string(64, '0'));
        QCOMPARE(stored, sha256Hex(std::as_bytes(std::span(bytes))));
    }

    void everyBitFlipIsRefused()
    {
        writeSafetensors(path("own"), {{"glowworm.kind", "test"}, {"glowworm.step", "12"}},
            {{"a", raw(DType::F32, {2}, "12345678")}});
        const std::string whole = readBytes(path("own"));
        QCOMPARE(refusal([&] { readSafetensors(path("own")); }), QString());
        for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
            std::string flipped = whole;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
            writeBytes(path("flipped"), flipped);
            QVERIFY2(!refusal([&] { readSafetensors(path("flipped")); }).isEmpty(),
                qPrintable(QString::number(bit)));
        }
    }

    void ownFilesNeedTheirHash()
    {
        const std::string header
            = R"({"__metadata__":{"glowworm.kind":"weights"},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})";
        writeBytes(path("nohash"), safetensorsBytes(header, "x"));
        QVERIFY(
            refusal([&] { readSafetensors(path("nohash")); }).contains(QStringLiteral("SHA-256")));
    }

    void foreignFilesNeedNone()
    {
        const std::string header
            = R"({"__metadata__":{"format":"pt"},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})";
        writeBytes(path("foreign"), safetensorsBytes(header, "x"));
        const SafetensorsFile file = readSafetensors(path("foreign"));
        QCOMPARE(file.tensors.at("a").bytes.at(0), std::byte{'x'});
        QCOMPARE(file.metadata.at("format"), std::string("pt"));
    }

    void writerRefusesWhatTheReaderWould()
    {
        QVERIFY(!refusal([&] {
            writeSafetensors(path("bad"), {}, {{"a\n", raw(DType::U8, {1}, "x")}});
        }).isEmpty());
        QVERIFY(!refusal([&] {
            writeSafetensors(path("bad"), {}, {{"\xFF", raw(DType::U8, {1}, "x")}});
        }).isEmpty());
        QVERIFY(!refusal([&] {
            writeSafetensors(path("bad"), {}, {{"a", raw(DType::U8, {2}, "x")}});
        }).isEmpty());
        QVERIFY(!std::filesystem::exists(path("bad")));
    }

    void halvesAreExact()
    {
        // Against the definition, in double, for every one of the 65536 halves.
        for (unsigned bits = 0; bits < 0x10000; ++bits) {
            const unsigned exponent = bits >> 10 & 31, mantissa = bits & 1023;
            const float value = halfToFloat(static_cast<std::uint16_t>(bits));
            if (exponent == 31 && mantissa != 0) {
                QVERIFY(std::isnan(value));
                QVERIFY(std::isnan(halfToFloat(narrowed(value, DType::F16))));
                continue;
            }
            const double magnitude = exponent == 31 ? std::numeric_limits<double>::infinity()
                : exponent == 0                     ? std::ldexp(mantissa, -24)
                                : std::ldexp(1024.0 + mantissa, static_cast<int>(exponent) - 25);
            QCOMPARE(static_cast<double>(value), bits & 0x8000 ? -magnitude : magnitude);
            QCOMPARE(std::signbit(value), (bits & 0x8000) != 0);
            QCOMPARE(narrowed(value, DType::F16), static_cast<std::uint16_t>(bits));
        }
    }

    void halvesRoundToNearestEven()
    {
        // Between each pair of neighbours: just below, at, and just above the middle (the last is
        // 65504 and 65536 = infinity).
        for (std::uint16_t bits = 0; bits < 0x7C00; ++bits) {
            const float low = halfToFloat(bits);
            const float high
                = bits == 0x7BFF ? 65536.0f : halfToFloat(static_cast<std::uint16_t>(bits + 1));
            const float middle = low + (high - low) / 2; // exact
            const auto next = static_cast<std::uint16_t>(bits + 1);
            QCOMPARE(narrowed(std::nextafter(middle, 0.0f), DType::F16), bits);
            QCOMPARE(narrowed(middle, DType::F16), bits % 2 == 0 ? bits : next);
            QCOMPARE(narrowed(std::nextafter(middle, 1e9f), DType::F16), next);
            QCOMPARE(narrowed(-middle, DType::F16),
                static_cast<std::uint16_t>(0x8000 | (bits % 2 == 0 ? bits : next)));
        }
        QCOMPARE(narrowed(1e30f, DType::F16), std::uint16_t{0x7C00});
        QCOMPARE(narrowed(std::numeric_limits<float>::denorm_min(), DType::F16), std::uint16_t{0});
    }

    void bfloat16sAreTheUpperHalf_data()
    {
        QTest::addColumn<unsigned>("from");
        QTest::addColumn<unsigned>("to");
        QTest::newRow("one") << 0x3F800000u << 0x3F80u;
        QTest::newRow("below the middle") << 0x3F807FFFu << 0x3F80u;
        QTest::newRow("tie to even, down") << 0x3F808000u << 0x3F80u;
        QTest::newRow("tie to even, up") << 0x3F818000u << 0x3F82u;
        QTest::newRow("above the middle") << 0x3F808001u << 0x3F81u;
        QTest::newRow("subnormal") << 0x00018000u << 0x0002u;
        QTest::newRow("minus zero") << 0x80000000u << 0x8000u;
        QTest::newRow("largest rounds to infinity") << 0x7F7FFFFFu << 0x7F80u;
        QTest::newRow("infinity") << 0xFF800000u << 0xFF80u;
        QTest::newRow("NaN stays NaN") << 0x7F800001u << 0x7FC0u;
    }
    void bfloat16sAreTheUpperHalf()
    {
        QFETCH(unsigned, from);
        QFETCH(unsigned, to);
        float value = 0;
        std::memcpy(&value, &from, 4);
        QCOMPARE(static_cast<unsigned>(narrowed(value, DType::BF16)), to);
        const float back = toFloats(fromFloats({{1}, {value}}, DType::BF16), "b").front();
        unsigned wide = 0;
        std::memcpy(&wide, &back, 4);
        QCOMPARE(wide, to << 16);
    }

    void otherTypesAreNoWeights()
    {
        QVERIFY(refusal([] {
            toFloats(raw(DType::U8, {1}, "x"), "ids");
        }).contains(QStringLiteral("\"ids\" has the type U8")));
        QVERIFY(!refusal([] { fromFloats({{1}, {1.0f}}, DType::U32); }).isEmpty());
    }

    void printableShowsEveryCharacterSafely()
    {
        QCOMPARE(printable("caf\xC3\xA9"), std::string("caf\xC3\xA9"));
        QCOMPARE(printable("a\xE2\x80\xAE\n\xFF"
                           "b"),
            std::string("a\\u{202E}\\u{000A}\\xFFb"));
        QCOMPARE(printable("a\xE3\x85\xA4" // a letter of Hangul without a sign
                           "b"),
            std::string("a\\u{3164}b"));
        QCOMPARE(printable(std::string("\0", 1)), std::string("\\u{0000}"));
        QCOMPARE(printable(std::string(81, 'x')), std::string(80, 'x') + "...");
        QCOMPARE(printable("\xC3\xA9\xC3\xA9\xC3\xA9", 2), std::string("\xC3\xA9\xC3\xA9..."));
    }

private:
    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
