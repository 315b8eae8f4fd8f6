// SPDX-License-Identifier: GPL-3.0-or-later
// The rules for the header of a safetensors file one by one, on bytes made here.
#include "model/io/safetensors.h"
#include "support/file_bytes.h"
#include "support/run_test.h"

#include <QtTest>

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

} // namespace

class TestSafetensorsHeader : public QObject {
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
        row("metadata over 1 MB",
            "{\"__metadata__\":{\"k\":\"" + std::string(1'000'000, 'v') + "\"}}", 0, "1 MB");
    }
    void refusesJson() { expectRefusal(); }

    /// What a tensor consists of.
    void refusesFieldsOfTensors_data()
    {
        refusalColumns();
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
        row("one offset", tensor(R"("dtype":"F32","shape":[2],"data_offsets":[8])"), 8,
            "not two numbers");
        row("three offsets", tensor(R"("dtype":"F32","shape":[2],"data_offsets":[0,8,8])"), 8,
            "not two numbers");
    }
    void refusesFieldsOfTensors() { expectRefusal(); }

    /// Whole numbers from 0 up, within bounds.
    void refusesNumbers_data()
    {
        refusalColumns();
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
    }
    void refusesNumbers() { expectRefusal(); }

    /// A tensor for itself.
    void refusesSizesAndNames_data()
    {
        refusalColumns();
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
    }
    void refusesSizesAndNames() { expectRefusal(); }

    /// All tensors together fill the data.
    void refusesLayouts_data()
    {
        refusalColumns();
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
    void refusesLayouts() { expectRefusal(); }

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
};

GLOWWORM_TEST(TestSafetensorsHeader)
#include "tst_safetensors_header.moc"
