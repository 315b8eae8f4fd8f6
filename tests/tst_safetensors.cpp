// SPDX-License-Identifier: GPL-3.0-or-later
// What readers take and refuse before and behind the header, the writer's layout, the number
// formats of weights.
#include "model/io/safetensors.h"
#include "model/io/sha256.h"
#include "support/file_bytes.h"
#include "support/run_test.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <cstring>
#include <limits>

#include <sys/stat.h>

using namespace glowworm;
using namespace glowworm::test;

namespace {

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
        std::string cut(80, 'x');
        cut += "..."; // operator+ here is a false alarm of g++ 12 (-Warray-bounds)
        QCOMPARE(printable(std::string(81, 'x')), cut);
        QCOMPARE(printable("\xC3\xA9\xC3\xA9\xC3\xA9", 2), std::string("\xC3\xA9\xC3\xA9..."));
    }

private:
    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    QTemporaryDir m_folder;
};

GLOWWORM_TEST(TestSafetensors)
#include "tst_safetensors.moc"
