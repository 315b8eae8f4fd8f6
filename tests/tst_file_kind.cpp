// SPDX-License-Identifier: GPL-3.0-or-later
// What a file is, by its content; the reader that never hangs; and what is opened because of both:
// texts, digits, the kept files.
#include "model/base/utf8.h"
#include "model/io/file_kind.h"

#include "model/data/data_folder.h"
#include "model/data/digits.h"
#include "model/data/text_corpus.h"
#include "model/io/checkpoint.h"
#include "model/io/paths.h"
#include "model/jobs/kept_files.h"
#include "model/jobs/load_run.h"
#include "support/file_bytes.h"
#include "support/small_experiment.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace glowworm;
using namespace glowworm::test;
using namespace std::string_literals;

namespace {

std::string repeated(const std::string& text, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

/// Bytes of every value, the same each time.
std::string noise(std::size_t count)
{
    std::string bytes;
    std::uint32_t state = 1;
    while (bytes.size() < count)
        bytes += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    return bytes;
}

std::string utf16(const std::string& ascii, bool bigEndian, bool mark)
{
    std::string bytes = !mark ? "" : bigEndian ? "\xFE\xFF" : "\xFF\xFE";
    for (char c : ascii)
        bytes += bigEndian ? "\0"s + c : c + "\0"s;
    return bytes;
}

std::string idx(
    std::uint32_t magic, std::initializer_list<std::uint32_t> sizes, const std::string& data)
{
    std::string bytes;
    const auto add = [&](std::uint32_t value) {
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>(value >> shift & 0xFF);
    };
    add(magic);
    for (std::uint32_t size : sizes)
        add(size);
    return bytes + data;
}

std::string pictures(std::uint32_t count)
{
    return idx(0x0803, {count, 28, 28}, std::string(count * kDigitPixels, '\x07'));
}
std::string labels(std::uint32_t count)
{
    std::string data;
    for (std::uint32_t i = 0; i < count; ++i)
        data += static_cast<char>(i % 10);
    return idx(0x0801, {count}, data);
}

const std::string kLines = repeated("the worm glows brighter when few of its cells work\n", 40);

/// The message of a Stopped, "" when none comes.
template <class Action> QString stopped(Action action)
{
    try {
        action();
    } catch (const Stopped& reason) {
        return QString::fromUtf8(reason.what());
    }
    return {};
}

} // namespace

class TestFileKind : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;
    std::filesystem::path fresh()
    {
        const std::filesystem::path folder
            = m_folder.filePath(QString::number(++m_number)).toStdString();
        std::filesystem::create_directories(folder);
        return folder;
    }
    std::filesystem::path written(const std::string& bytes, const char* name = "file")
    {
        const std::filesystem::path file = fresh() / name;
        writeBytes(file, bytes);
        return file;
    }

private Q_SLOTS:
    void contentSaysWhatAFileIs_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("text");
        const auto row = [](const char* name, const std::string& bytes, FileKind kind,
                             const char* words, bool isText = false) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << static_cast<int>(kind)
                                << QString::fromUtf8(words) << isText;
        };
        const auto other = [&](const char* name, const std::string& bytes, const char* words) {
            row(name, bytes, FileKind::Other, words);
        };
        row("model",
            safetensorsBytes(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", "abcd"),
            FileKind::Model, "a model");
        row("model with a blank first", safetensorsBytes(" {}      "), FileKind::Model, "a model");
        row("experiment", toJson(smallExperiment()), FileKind::Experiment,
            "the result of an experiment", true);
        row("other JSON", R"({"format": 1, "name": "run"})", FileKind::Other,
            "JSON, but no result of an experiment", true);
        row("experiment of 0.1", "{\"format\": 1, \"study\": \"c1\"}", FileKind::Experiment,
            "the result of an experiment", true);
        row("a text that begins with a brace", "{ To be, or not to be }", FileKind::Text, "a text",
            true);
        row("PNG", "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"s, FileKind::Png, "a PNG picture");
        row("pictures", pictures(2), FileKind::IdxPictures, "an IDX file of pictures");
        row("labels", labels(2), FileKind::IdxLabels, "an IDX file of labels");
        other("labels of QMNIST", idx(0x0C02, {2, 8}, std::string(64, '\0')),
            "an IDX file of 32-bit integers in 2 dimensions, as QMNIST");
        other("IDX floats", idx(0x0D03, {1, 28, 28}, std::string(3136, '\0')),
            "an IDX file of 32-bit floating-point numbers in 3 dim");
        other("JPEG", "\xFF\xD8\xFF\xE0\0\x10JFIF"s, "a JPEG picture");
        other("GIF", "GIF89a\1\0\1\0\x80\0\0"s, "a GIF picture");
        other("WebP", "RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0"s, "a WebP picture");
        other("BMP", "BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\2\0\0\0\2\0\0\0"s, "a BMP picture");
        other("TIFF", "II*\0\x08\0\0\0"s, "a TIFF picture");
        row("SVG", "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            FileKind::Other, "an SVG picture", true);
        row("HTML", "<!DOCTYPE html>\n<html><body>hello</body></html>", FileKind::Text,
            "an HTML page", true);
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
        row("UTF-16, big-endian", utf16(kLines, true, true), FileKind::Text, "a text in UTF-16",
            true);
        row("UTF-8 with a mark", "\xEF\xBB\xBFhello", FileKind::Text, "a text", true);
        row("three bad bytes", kLines + "\xFF\xFE\xFD" + kLines, FileKind::Text, "a text", true);
        row("terminal colours", repeated("\x1B[31mred\x1B[0m\n", 20), FileKind::Text, "a text",
            true);
        row("GIF in words", "GIF89a is an old format of pictures.", FileKind::Text, "a text", true);
        row("a character cut in two", std::string(kIdentifyBytes - 1, 'a') + "\xC3", FileKind::Text,
            "a text", true);
    }
    void contentSaysWhatAFileIs()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, kind);
        QFETCH(QString, words);
        QFETCH(bool, text);
        InputFile file(written(bytes.toStdString(), "misleading.safetensors.txt"));
        const FileIdentity found = identify(file);
        QVERIFY2(QString::fromStdString(found.words).startsWith(words), found.words.c_str());
        QCOMPARE(static_cast<int>(found.kind), kind);
        QCOMPARE(found.isText, text);
        QCOMPARE(QByteArray::fromStdString(file.readRest(1'000'000)),
            bytes); // looking has taken nothing
    }

    void onlyTextsAreTrainedOn()
    {
        const auto message = [this](const std::string& bytes) {
            return refusal([&] { TextCorpus::load(written(bytes, "notes.txt")); });
        };
        QVERIFY(message("\x89PNG\r\n\x1A\n\0\0"s)
                    .startsWith(QStringLiteral("notes.txt is a PNG picture, not a text")));
        QVERIFY(
            message(pictures(1))
                .startsWith(QStringLiteral("notes.txt is an IDX file of pictures, not a text")));
        QVERIFY(message(noise(300'000)).startsWith(QStringLiteral("notes.txt is binary data")));
        QVERIFY(message("\x1F\x8B\x08\0"s).contains(QStringLiteral("gunzip")));
        QVERIFY(message("").startsWith(QStringLiteral("notes.txt is empty")));
        // A good start does not make the rest good.
        QVERIFY(
            message(std::string(70'000, 'a') + noise(70'000)).contains(QStringLiteral("no text")));
        QVERIFY(message(repeated("F\xFC\xDF"
                                 "e ",
                            400))
                    .contains(QStringLiteral("iconv -f ISO-8859-1")));
        QCOMPARE(message(toJson(smallExperiment())),
            QString()); // asked for by name, JSON is a text like another
    }

    void utf16IsDecoded()
    {
        for (bool bigEndian : {false, true}) {
            const std::string odd = "\x3D\xD8\x00\xDE"s; // U+1F600, little-endian
            const TextCorpus corpus = TextCorpus::load(written(utf16(kLines, bigEndian, true)));
            QVERIFY(corpus.vocabulary().characters()
                == TextCorpus::fromText("t", kLines).vocabulary().characters());
            QCOMPARE(corpus.statistics().characters, static_cast<std::int64_t>(kLines.size()));
            QCOMPARE(corpus.statistics().lines, 40);
            const auto smiling = TextCorpus::fromText(
                "t", "\xFF\xFE" + odd + utf16(kLines, false, false) + "\x3D\xD8");
            QVERIFY(smiling.vocabulary().idOf(U'\U0001F600').has_value());
            QCOMPARE(smiling.statistics().invalidBytes, 2); // half a pair at the end
        }
        QVERIFY(decodeText("\xFF\xFEh\0i\0"s).text == U"hi");
        QVERIFY(decodeText("\xEF\xBB\xBFhi").text == U"hi");
    }

    void droppedBytesAreToldWithTheirPlace()
    {
        const TextCorpus corpus = TextCorpus::fromText("play.txt", "abc\xFF" + kLines + "\xFE\xFD");
        QCOMPARE(corpus.statistics().invalidBytes, 3);
        QCOMPARE(QString::fromStdString(corpus.droppedSentence()),
            QStringLiteral(
                "play.txt: 3 bytes that are in no character were dropped, the first at byte 3."));
        QCOMPARE(TextCorpus::fromText("t", kLines).droppedSentence(), std::string());
    }

    void longTextsAreJudgedByWindowsSpreadOverTheirEnd()
    {
        const TextCorpus corpus
            = TextCorpus::fromText("t", std::string(5'000'000, 'a') + std::string(1'000'000, 'b'));
        const auto starts = corpus.validationWindows(64);
        QCOMPARE(static_cast<std::int64_t>(starts.size()), kMostJudged / 64);
        QCOMPARE(starts.front(), 0);
        QVERIFY(starts.back() > 590'000 && starts.back() + 65 <= 600'000);
        for (std::size_t i = 1; i < starts.size(); ++i)
            QVERIFY(starts[i] >= starts[i - 1] + 64);
        // What Tiny Shakespeare has to validate is judged whole.
        QCOMPARE(
            TextCorpus::fromText("t", std::string(1'115'394, 'a')).validationWindows(256).size(),
            std::size_t((111'540 - 1) / 256));
    }

    void readingAPipeEndsWhenItIsAskedTo()
    {
        const auto pipe = fresh() / "pipe";
        QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(stopped([&] { TextCorpus::load(pipe, stop.get_token()); }),
            QStringLiteral("Reading pipe was stopped."));
        QVERIFY(refusal([&] {
            InputFile file(pipe);
        }).endsWith(QStringLiteral("is a pipe, not a file.")));
        QVERIFY(
            refusal([&] { readModel(pipe); }).endsWith(QStringLiteral("is a pipe, not a file.")));
        QVERIFY(
            refusal([&] { readHistory(written("", "history.jsonl").parent_path()); }).isEmpty());
        std::filesystem::rename(pipe, pipe.parent_path() / "history.jsonl");
        QVERIFY(refusal([&] {
            readHistory(pipe.parent_path());
        }).endsWith(QStringLiteral("is a pipe, not a file.")));
    }

    void streamsAreReadToTheirEnd()
    {
        std::array<int, 2> ends{};
        QCOMPARE(pipe2(ends.data(), O_CLOEXEC), 0);
        QCOMPARE(write(ends[1], kLines.data(), kLines.size()), static_cast<ssize_t>(kLines.size()));
        close(ends[1]);
        const TextCorpus corpus = TextCorpus::load("/dev/fd/" + std::to_string(ends[0]));
        close(ends[0]);
        QCOMPARE(corpus.hash(), TextCorpus::fromText("t", kLines).hash());
        InputFile endless("/dev/zero", InputFile::Accept::Streams);
        QVERIFY(refusal([&] {
            endless.readRest(1'000'000);
        }).startsWith(QStringLiteral("zero is too large")));
        QVERIFY(readText("/proc/self/status", 100'000).starts_with("Name:")); // a file of no size
        QVERIFY(refusal([] {
            InputFile("/dev/zero");
        }).endsWith(QStringLiteral("is a device, not a file.")));
    }

    void whatIsTooLargeIsRefusedBeforeItIsRead()
    {
        const auto folder = fresh();
        writeBytes(folder / "run.json", "");
        std::filesystem::resize_file(folder / "run.json", 600'000'000);
        QVERIFY(refusal([&] {
            readRun(folder);
        }).contains(QStringLiteral("run.json is too large: 600.0 MB, at most 1.0 MB are read")));
        writeBytes(folder / "history.jsonl", "");
        std::filesystem::resize_file(folder / "history.jsonl", 600'000'000);
        QVERIFY(refusal([&] {
            readHistory(folder);
        }).contains(QStringLiteral("a line has more than 1.0 MB")));
    }

    void linesAreReadWhole()
    {
        std::vector<std::string> lines;
        const auto file = written("one\n\n" + std::string(3'000'000, 'x') + "\ntorn");
        QCOMPARE(
            readLines(file, 4'000'000, [&](const std::string& line) { lines.push_back(line); }),
            std::uint64_t{3'000'006});
        QCOMPARE(lines.size(), std::size_t(3));
        QCOMPARE(lines[0], std::string("one"));
        QCOMPARE(lines[1], std::string());
        QCOMPARE(lines[2].size(), std::size_t(3'000'000));
    }

    void pathsThatCannotBeLookedAtAreSentences()
    {
        const auto folder = fresh();
        std::filesystem::create_symlink("loop", folder / "loop");
        for (const auto& path :
            {folder / "loop", folder / std::string(300, 'n'), folder / "loop" / "run"}) {
            QVERIFY(!isThere(path) && !isFile(path) && !isFolder(path) && entriesOf(path).empty());
            QVERIFY(
                refusal([&] { readModel(path); }).contains(QStringLiteral("could not be opened")));
            QVERIFY(
                refusal([&] { readRun(path); }).contains(QStringLiteral("could not be opened")));
        }
    }

    void ownPairsHoldOutTheLastSixth()
    {
        const auto folder = fresh();
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
        const auto folder = fresh();
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
        const auto folder = fresh();
        writeModel(folder / "model",
            initialState(tinyText(), tinyTextData().text->vocabulary().characters()));
        std::filesystem::copy_file(folder / "model", folder / "M.SAFETENSORS");
        writeBytes(folder / "text.safetensors", kLines);
        writeBytes(folder / "experiment.txt", toJson(smallExperiment()));
        writeBytes(folder / "pair-images", pictures(12));
        writeBytes(folder / "pair-labels", labels(12));
        writeBytes(folder / "noise.txt", noise(300'000));
        LoadRun run;
        run.open({folder / "model", folder / "M.SAFETENSORS", folder / "text.safetensors",
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
        const auto folder = fresh();
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
        qputenv("XDG_DATA_HOME", fresh().string().c_str());
        for (const char* name : {"fifo", "huge", "experiment-one", "circle"})
            std::filesystem::create_directories(runsFolder() / name);
        QCOMPARE(mkfifo((runsFolder() / "fifo" / "run.json").c_str(), 0600), 0);
        writeBytes(runsFolder() / "huge" / "run.json", "");
        std::filesystem::resize_file(runsFolder() / "huge" / "run.json", 600'000'000);
        std::filesystem::create_symlink("run.json", runsFolder() / "circle" / "run.json");
        writeBytes(runsFolder() / "experiment-one" / "result.json", "{}");
        std::filesystem::create_directories(timingsFolder());
        writeBytes(timingsFolder() / "20260101-000000-ff.json", "damaged");
        KeptFiles files;
        files.refresh();
        QTRY_VERIFY(!files.busy());
        const std::optional<Kept> kept = files.take();
        QVERIFY(kept && kept->runs.empty());
        QCOMPARE(kept->experiments.size(), std::size_t(1));
        QCOMPARE(kept->timings.size(), std::size_t(1));
        QVERIFY(!kept->timings[0].result && !kept->timings[0].error.empty());
        QVERIFY(!files.take());
        files.refresh();
        files.refresh();
        QTRY_VERIFY(!files.busy());
        QVERIFY(files.take());
    }
};

QTEST_GUILESS_MAIN(TestFileKind)
#include "tst_file_kind.moc"
