// SPDX-License-Identifier: GPL-3.0-or-later
// What a file is, by its content, and what is opened because of it: models, digits, the kept files.
#include "model/io/file_kind.h"

#include "model/bench/benchmark.h"
#include "model/data/data_folder.h"
#include "model/data/digits.h"
#include "model/io/checkpoint.h"
#include "model/io/paths.h"
#include "model/jobs/kept_files.h"
#include "model/jobs/load_run.h"
#include "support/run_test.h"
#include "support/sample_bytes.h"
#include "support/small_experiment.h"

#include <QtTest>

#include <sys/stat.h>

using namespace glowworm;
using namespace glowworm::test;
using namespace std::string_literals;

namespace {

void row(const char* name, const std::string& bytes, FileKind kind, const char* words,
    bool isText = false)
{
    QTest::newRow(name) << QByteArray::fromStdString(bytes) << static_cast<int>(kind)
                        << QString::fromUtf8(words) << isText;
}

void other(const char* name, const std::string& bytes, const char* words)
{
    row(name, bytes, FileKind::Other, words);
}

/// What Glowworm reads and what is nearly that.
void addOwnKinds()
{
    row("model",
        safetensorsBytes(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", "abcd"),
        FileKind::Model, "a model");
    row("model with a blank first", safetensorsBytes(" {}      "), FileKind::Model, "a model");
    row("session",
        safetensorsBytes(
            R"({"__metadata__":{"glowworm.build":"1","glowworm.format":"1","glowworm.kind":"session"}})"),
        FileKind::Session, "a session");
    row("experiment", toJson(smallExperiment()), FileKind::Experiment,
        "the result of an experiment", true);
    row("timing", toJson(BenchResult()), FileKind::Timing, "the result of a timing", true);
    row("other JSON", R"({"format": 1, "name": "run"})", FileKind::Other, "JSON of another kind",
        true);
    row("experiment of 0.1", "{\"format\": 1, \"study\": \"c1\"}", FileKind::Experiment,
        "the result of an experiment", true);
    row("PNG", "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"s, FileKind::Png, "a PNG picture");
    row("pictures", pictures(2), FileKind::IdxPictures, "an IDX file of pictures");
    row("labels", labels(2), FileKind::IdxLabels, "an IDX file of labels");
    other("labels of QMNIST", idx(0x0C02, {2, 8}, std::string(64, '\0')),
        "an IDX file of 32-bit integers in 2 dimensions, as QMNIST");
    other("IDX floats", idx(0x0D03, {1, 28, 28}, std::string(3136, '\0')),
        "an IDX file of 32-bit floating-point numbers in 3 dim");
}

void addForeignKinds()
{
    other("JPEG", "\xFF\xD8\xFF\xE0\0\x10JFIF"s, "a JPEG picture");
    other("GIF", "GIF89a\1\0\1\0\x80\0\0"s, "a GIF picture");
    other("WebP", "RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0"s, "a WebP picture");
    other("BMP", "BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\2\0\0\0\2\0\0\0"s, "a BMP picture");
    other("TIFF", "II*\0\x08\0\0\0"s, "a TIFF picture");
    row("SVG", "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        FileKind::Other, "an SVG picture", true);
    row("HTML", "<!DOCTYPE html>\n<html><body>hello</body></html>", FileKind::Text, "an HTML page",
        true);
    other("gzip", "\x1F\x8B\x08\0\0\0\0\0"s, "compressed (gzip)");
    other("zip", "PK\3\4\x14\0\0\0"s, "a ZIP archive");
    other("xz", "\xFD\x37zXZ\0\0\4"s, "compressed (xz)");
    other("zstd", "\x28\xB5\x2F\xFD\x24\0"s, "compressed (zstd)");
    other("bzip2", "BZh91AY&SY\x9B\0\xFF\xFF"s, "compressed (bzip2)");
    other("PDF", "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n", "a PDF document");
    other("JPEG 2000", "\0\0\0\x0CjP  \x0D\x0A\x87\x0A"s, "a JPEG 2000 picture");
    other("PNM", "P5\n4 4\n255\n" + std::string(16, '\0'), "a PNM picture");
    other("Parquet", "PAR1\x15\4\x15\0\0\0"s, "a Parquet table");
    row("Git LFS", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
        FileKind::Other, "a pointer of Git LFS", true);
    other("program", "\177ELF\2\1\1\0"s, "a program");
    other("empty", "", "empty");
    other("random bytes", noise(3000), "binary data");
    other("NULs", std::string(5000, '\0'), "filled with zeros from its start");
}

void addTexts()
{
    row("a text that begins with a brace", "{ To be, or not to be }", FileKind::Text, "a text",
        true);
    other("UTF-16 without a mark", utf16(kLines, false, false),
        "a text in UTF-16 without a byte-order mark");
    other("UTF-32", "\xFF\xFE\0\0t\0\0\0"s, "a text in UTF-32");
    other("Latin-1",
        repeated("F\xFC\xDF"
                 "e gr\xF6\xDF"
                 "er ",
            400),
        "a text in another encoding than UTF-8");
    row("UTF-16", utf16(kLines, false, true), FileKind::Text, "a text in UTF-16", true);
    row("UTF-16, big-endian", utf16(kLines, true, true), FileKind::Text, "a text in UTF-16", true);
    row("UTF-8 with a mark", "\xEF\xBB\xBFhello", FileKind::Text, "a text", true);
    row("three bad bytes", kLines + "\xFF\xFE\xFD" + kLines, FileKind::Text, "a text", true);
    row("terminal colours", repeated("\x1B[31mred\x1B[0m\n", 20), FileKind::Text, "a text", true);
    row("GIF in words", "GIF89a is an old format of pictures.", FileKind::Text, "a text", true);
    std::string cutInTwo(kIdentifyBytes - 1, 'a');
    cutInTwo += '\xC3';
    row("a character cut in two", cutInTwo, FileKind::Text, "a text", true);
}

} // namespace

class TestFileKind : public QObject {
    Q_OBJECT

    SampleFiles m_files;

private Q_SLOTS:
    void contentSaysWhatAFileIs_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("text");
        addOwnKinds();
        addForeignKinds();
        addTexts();
    }
    void contentSaysWhatAFileIs()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, kind);
        QFETCH(QString, words);
        QFETCH(bool, text);
        InputFile file(m_files.written(bytes.toStdString(), "misleading.safetensors.txt"));
        const FileIdentity found = identify(file);
        QVERIFY2(QString::fromStdString(found.words).startsWith(words), found.words.c_str());
        QCOMPARE(static_cast<int>(found.kind), kind);
        QCOMPARE(found.isText, text);
        QCOMPARE(QByteArray::fromStdString(file.readRest(1'000'000)),
            bytes); // looking has taken nothing
    }

    void ownPairsHoldOutTheLastSixth()
    {
        const auto folder = m_files.fresh();
        writeBytes(folder / "my-images", pictures(20));
        writeBytes(folder / "my-labels", labels(20));
        const DigitSplit split = loadDigits({folder / "my-images", {}, {}, {}});
        QCOMPARE(split.training->count(), 17);
        QCOMPARE(split.test->count(), 3);
        QCOMPARE(split.test->label(0), 7);
        for (const char* name : {"train-images-idx3-ubyte", "t10k-images-idx3-ubyte"})
            writeBytes(folder / name, pictures(12));
        for (const char* name : {"train-labels-idx1-ubyte", "t10k-labels-idx1-ubyte"})
            writeBytes(folder / name, labels(12));
        const DigitFiles files = withFilesBeside({folder / "train-images-idx3-ubyte", {}, {}, {}});
        QCOMPARE(files.testLabels, folder / "t10k-labels-idx1-ubyte");
        QCOMPARE(loadDigits({folder / "train-images-idx3-ubyte", {}, {}, {}}).test->count(), 12);
    }

    void oneStreamIsNotTwoFiles()
    {
        QVERIFY(refusal([] {
            DigitSet::load("-", "-");
        }).contains(QStringLiteral("cannot both come from standard input")));
    }

    void relativesOfMnistAreNamed()
    {
        const auto folder = m_files.fresh();
        writeBytes(folder / "images", pictures(26));
        std::string letters;
        for (char label = 1; label <= 26; ++label)
            letters += label;
        writeBytes(folder / "labels", idx(0x0801, {26}, letters));
        QVERIFY(refusal([&] {
            DigitSet::load(folder / "images", folder / "labels");
        }).contains(QStringLiteral("EMNIST letters")));
        writeBytes(folder / "labels", idx(0x0C02, {26, 8}, std::string(26 * 32, '\0')));
        const QString qmnist
            = refusal([&] { DigitSet::load(folder / "images", folder / "labels"); });
        QVERIFY2(qmnist.contains(QStringLiteral("QMNIST"))
                && qmnist.contains(QStringLiteral("first number of each row")),
            qPrintable(qmnist));
    }

    void filesAreOpenedByTheirContent()
    {
        const auto folder = m_files.fresh();
        writeModel(folder / "model",
            initialState(tinyText(), tinyTextData().text->vocabulary().characters()));
        std::filesystem::copy_file(folder / "model", folder / "M.SAFETENSORS");
        writeBytes(folder / "text.weights", kLines);
        writeBytes(folder / "experiment.txt", toJson(smallExperiment()));
        writeBytes(folder / "pair-images", pictures(12));
        writeBytes(folder / "pair-labels", labels(12));
        writeBytes(folder / "noise.txt", noise(300'000));
        LoadRun run;
        run.open({folder / "model", folder / "M.SAFETENSORS", folder / "text.weights",
            folder / "experiment.txt"});
        run.open({folder / "pair-images"});
        run.open({folder / "noise.txt"});
        run.open({folder});
        QCOMPARE(mkfifo((folder / "pipe").c_str(), 0600), 0);
        run.openText(folder / "pipe"); // nobody writes to it
        run.openDigits({folder / "pipe", {}, {}, {}});
        QTRY_VERIFY(!run.busy());
        const auto loaded = run.drain();
        QCOMPARE(loaded.size(), std::size_t(9));
        QVERIFY(loaded[0].model && loaded[1].model);
        QVERIFY(loaded[2].text && loaded[3].experiment && loaded[4].digits);
        QVERIFY(loaded[5].error.starts_with("noise.txt is binary data"));
        QVERIFY(loaded[6].error.ends_with("is a folder, not a file."));
        QVERIFY(loaded[7].error.ends_with("is a pipe, not a file.")
            && loaded[8].error.ends_with("is a pipe, not a file."));
    }

    void picturesAndLabelsMayComeTogether()
    {
        const auto folder = m_files.fresh();
        writeBytes(folder / "a", pictures(12));
        writeBytes(folder / "b", labels(12));
        for (const auto& files :
            {std::vector{folder / "a", folder / "b"}, std::vector{folder / "b", folder / "a"}}) {
            LoadRun run;
            run.open(files);
            QTRY_VERIFY(!run.busy());
            int digits = 0;
            for (const Loaded& loaded : run.drain()) {
                QCOMPARE(loaded.error, std::string());
                digits += loaded.digits != nullptr;
            }
            QCOMPARE(digits, 1);
        }
        LoadRun run;
        run.open({folder / "a"});
        QTRY_VERIFY(!run.busy());
        QVERIFY(run.drain().front().error.starts_with("The labels of a are not known"));
        run.open({folder / "b"});
        QTRY_VERIFY(!run.busy());
        QVERIFY(run.drain().front().error.find("Open the pictures they belong to")
            != std::string::npos);
    }

    void keptFilesAreListedWhateverElseLiesThere()
    {
        qputenv("XDG_DATA_HOME", m_files.fresh().string().c_str());
        for (const char* name : {"fifo", "huge", "experiment-one", "circle"})
            std::filesystem::create_directories(runsFolder() / name);
        QCOMPARE(mkfifo((runsFolder() / "fifo" / "run.json").c_str(), 0600), 0);
        writeBytes(runsFolder() / "huge" / "run.json", "");
        std::filesystem::resize_file(runsFolder() / "huge" / "run.json", 600'000'000);
        std::filesystem::create_symlink("run.json", runsFolder() / "circle" / "run.json");
        writeBytes(runsFolder() / "experiment-one" / "result.json", "{}");
        std::filesystem::create_directories(timingsFolder());
        writeBytes(timingsFolder() / "20260101-000000-ff.json", "damaged");
        writeBytes(timingsFolder() / "20260101-000000-ff.json.part", "{}"); // no result: left alone
        KeptFiles files;
        files.refresh();
        QTRY_VERIFY(!files.busy());
        const std::optional<Kept> kept = files.take();
        QVERIFY(kept && kept->isRead && kept->runs.empty());
        QVERIFY(isFile(timingsFolder() / "20260101-000000-ff.json.part"));
        QCOMPARE(kept->experiments.size(), std::size_t(1));
        QCOMPARE(kept->timings.size(), std::size_t(1));
        QVERIFY(!kept->timings[0].result && !kept->timings[0].error.empty());
        QVERIFY(!files.take());
        // Deleted, and another one of this name: it is read, too.
        std::filesystem::remove(timingsFolder() / "20260101-000000-ff.json");
        files.refresh();
        QTRY_VERIFY(!files.busy());
        writeBytes(timingsFolder() / "20260101-000000-ff.json", "{}");
        files.refresh();
        files.refresh();
        QTRY_VERIFY(!files.busy());
        const std::optional<Kept> again = files.take();
        QVERIFY(again && again->timings.at(0).error != kept->timings[0].error);
    }
};

GLOWWORM_TEST(TestFileKind)
#include "tst_file_kind.moc"
