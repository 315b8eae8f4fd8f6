// SPDX-License-Identifier: GPL-3.0-or-later
// The reader that never hangs, and the texts that are read with it: pipes, streams, what is too
// large, other encodings.
#include "model/io/input_file.h"

#include "model/base/utf8.h"
#include "model/data/text_corpus.h"
#include "model/io/checkpoint.h"
#include "model/io/paths.h"
#include "model/training/kept_run.h"
#include "support/run_test.h"
#include "support/sample_bytes.h"
#include "support/small_experiment.h"

#include <QtTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace glowworm;
using namespace glowworm::test;
using namespace std::string_literals;

namespace {

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

class TestInputFile : public QObject {
    Q_OBJECT

    SampleFiles m_files;

private Q_SLOTS:
    void onlyTextsAreTrainedOn()
    {
        const auto message = [this](const std::string& bytes) {
            return refusal([&] { TextCorpus::load(m_files.written(bytes, "notes.txt")); });
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
            const TextCorpus corpus
                = TextCorpus::load(m_files.written(utf16(kLines, bigEndian, true)));
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
        const auto pipe = m_files.fresh() / "pipe";
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
        QVERIFY(refusal([&] {
            readHistory(m_files.written("", "history.jsonl").parent_path());
        }).isEmpty());
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
        const auto folder = m_files.fresh();
        writeBytes(folder / "run.json", "");
        std::filesystem::resize_file(folder / "run.json", 600'000'000);
        QVERIFY(refusal([&] {
            readRun(folder);
        }).contains(QStringLiteral("run.json is too large: 600.0 MB, at most 1.0 MB are read")));
        writeBytes(folder / "history.jsonl", "");
        std::filesystem::resize_file(folder / "history.jsonl", 600'000'000);
        QVERIFY(refusal([&] {
            readHistory(folder);
        }).contains(QStringLiteral("a line has more than 2.0 MB")));
    }

    void linesAreReadWhole()
    {
        std::vector<std::string> lines;
        const auto file = m_files.written("one\n\n" + std::string(3'000'000, 'x') + "\ntorn");
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
        const auto folder = m_files.fresh();
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
};

GLOWWORM_TEST(TestInputFile)
#include "tst_input_file.moc"
