// SPDX-License-Identifier: GPL-3.0-or-later
// Texts as training data: decoding, alphabet, split, windows, and the vocabulary on its own.
#include "model/base/utf8.h"
#include "model/data/data_folder.h"
#include "model/data/data_set.h"
#include "model/data/text_corpus.h"
#include "support/file_bytes.h"
#include "support/run_test.h"
#include "support/sample_bytes.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <numeric>
#include <set>

using namespace glowworm;
using namespace glowworm::test;

namespace {

const std::string kAlphabet
    = "abcdefghijklmnopqrst"; // 20 characters: 18 to train on, 2 to validate

std::string textOf(const TextCorpus& corpus)
{
    std::vector<int> ids(corpus.training().begin(), corpus.training().end());
    ids.insert(ids.end(), corpus.validation().begin(), corpus.validation().end());
    return corpus.vocabulary().decode(ids);
}

} // namespace

class TestTextCorpus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decodesAsUnicodeSays_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text"); // U+FFFD for each invalid byte
        QTest::addColumn<int>("invalid");
        QTest::addColumn<int>("first");
        QTest::newRow("ASCII") << QByteArray("az") << QStringLiteral("az") << 0 << -1;
        QTest::newRow("NUL") << QByteArray("a\0z", 3) << QString::fromUtf8("a\0z", 3) << 0 << -1;
        QTest::newRow("2, 3 and 4 bytes")
            << QByteArray("\xC2\x80\xE0\xA0\x80\xF0\x90\x80\x80")
            << QString::fromUtf8("\xC2\x80\xE0\xA0\x80\xF0\x90\x80\x80") << 0 << -1;
        QTest::newRow("last ones")
            << QByteArray("\xDF\xBF\xEF\xBF\xBF\xF4\x8F\xBF\xBF")
            << QString::fromUtf8("\xDF\xBF\xEF\xBF\xBF\xF4\x8F\xBF\xBF") << 0 << -1;
        QTest::newRow("replacement character itself")
            << QByteArray("\xEF\xBF\xBD") << QStringLiteral("\uFFFD") << 0 << -1;
        QTest::newRow("lone continuation")
            << QByteArray("a\x80z") << QStringLiteral("a\uFFFDz") << 1 << 1;
        QTest::newRow("cut off") << QByteArray("ab\xE2\x82") << QStringLiteral("ab\uFFFD\uFFFD")
                                 << 2 << 2;
        QTest::newRow("cut off by a letter")
            << QByteArray("\xE2\x82z") << QStringLiteral("\uFFFD\uFFFDz") << 2 << 0;
        QTest::newRow("overlong") << QByteArray("\xC0\xAF\xE0\x80\xAF")
                                  << QStringLiteral("\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD") << 5 << 0;
        QTest::newRow("surrogate")
            << QByteArray("\xED\xA0\x80") << QStringLiteral("\uFFFD\uFFFD\uFFFD") << 3 << 0;
        QTest::newRow("above 0x10FFFF")
            << QByteArray("\xF4\x90\x80\x80\xFF")
            << QStringLiteral("\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD") << 5 << 0;
    }
    void decodesAsUnicodeSays()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QFETCH(int, invalid);
        QFETCH(int, first);
        const DecodedText decoded = decodeText(bytes.toStdString());
        QCOMPARE(
            QString::fromUcs4(decoded.text.data(), static_cast<qsizetype>(decoded.text.size())),
            text);
        QCOMPARE(decoded.invalidBytes, invalid);
        QCOMPARE(decoded.firstInvalid.value_or(-1), first);
        QCOMPARE(QByteArray::fromStdString(encodeUtf8(decoded.text)), text.toUtf8());
    }

    void encodingNeverMakesInvalidBytes()
    {
        const std::u32string odd{
            static_cast<char32_t>(0xD800), static_cast<char32_t>(0x110000), U'a'};
        QCOMPARE(encodeUtf8(odd),
            std::string("\xEF\xBF\xBD\xEF\xBF\xBD"
                        "a"));
    }

    void vocabularyMapsBothWays()
    {
        const Vocabulary vocabulary({U'\n', U'a', U'\u00E9'});
        const auto encoded = vocabulary.encode(U"\u00E9xa\U0001F600x\n");
        QCOMPARE(encoded.tokens, (std::vector<int>{2, 1, 0}));
        QVERIFY(encoded.unknown == (std::vector<char32_t>{U'x', U'\U0001F600', U'x'}));
        QCOMPARE(vocabulary.decode(encoded.tokens),
            std::string("\xC3\xA9"
                        "a\n"));
        QVERIFY(!vocabulary.idOf(U'b'));
        for (int id : {-1, 3})
            QVERIFY(refusal([&] {
                vocabulary.decode(std::array{id});
            }).contains(QStringLiteral("outside the vocabulary of 3")));
    }

    void vocabularyRefusesWhatIsNoAlphabet()
    {
        QVERIFY(!refusal([] { Vocabulary({U'b', U'a'}); }).isEmpty());
        QVERIFY(!refusal([] { Vocabulary({U'a', U'a'}); }).isEmpty());
        QVERIFY(!refusal([] { Vocabulary({static_cast<char32_t>(0xDFFF)}); }).isEmpty());
        QVERIFY(!refusal([] { Vocabulary({static_cast<char32_t>(0x110000)}); }).isEmpty());
        QVERIFY(refusal([] { Vocabulary({U'a', static_cast<char32_t>(0x10FFFF)}); }).isEmpty());
    }

    void corpusCleansAndCounts()
    {
        const std::string bytes = "\xEF\xBB\xBF"
                                  "one\r\ntwo\rthree \xFF\x80 caf\xC3\xA9\n\nlast";
        const TextCorpus corpus = TextCorpus::fromText("notes", bytes);
        QCOMPARE(textOf(corpus), std::string("one\ntwo\rthree  caf\xC3\xA9\n\nlast"));
        const auto& statistics = corpus.statistics();
        QCOMPARE(statistics.bytes, static_cast<std::int64_t>(bytes.size()));
        QCOMPARE(statistics.characters, 25);
        QCOMPARE(statistics.invalidBytes, 2);
        QCOMPARE(statistics.carriageReturns, 1); // the lone one is kept
        QCOMPARE(statistics.lines, 4);
        QCOMPARE(static_cast<int>(statistics.counts.size()), corpus.vocabulary().size());
        QCOMPARE(statistics.counts[static_cast<std::size_t>(*corpus.vocabulary().idOf(U'e'))], 3);
        QCOMPARE(
            std::accumulate(statistics.counts.begin(), statistics.counts.end(), std::int64_t{0}),
            statistics.characters);
        QVERIFY(std::is_sorted(
            corpus.vocabulary().characters().begin(), corpus.vocabulary().characters().end()));
    }

    void replacementCharacterInTheTextIsKept()
    {
        const TextCorpus corpus = TextCorpus::fromText("t", kAlphabet + "\xEF\xBF\xBD");
        QCOMPARE(corpus.statistics().invalidBytes, 0);
        QVERIFY(corpus.vocabulary().idOf(U'\uFFFD').has_value());
    }

    void splitsNinetyToTen()
    {
        const TextCorpus corpus = TextCorpus::fromText("t", kAlphabet);
        QCOMPARE(corpus.training().size(), std::size_t{18});
        QCOMPARE(corpus.validation().size(), std::size_t{2});
        QCOMPARE(textOf(corpus), kAlphabet);
        QCOMPARE(TextCorpus::fromText("t", repeated("ab", 500) + "a").training().size(),
            std::size_t{900}); // floor
    }

    void refusesShortTexts()
    {
        QVERIFY(
            refusal([] { TextCorpus::fromText("t", ""); }).contains(QStringLiteral("too short")));
        QVERIFY(!refusal([] { TextCorpus::fromText("t", "ten chars."); }).isEmpty());
        QCOMPARE(refusal([] { TextCorpus::fromText("t", "11 chars..."); }), QString());
        const TextCorpus corpus = TextCorpus::fromText("t", repeated(kAlphabet, 5)); // 90 and 10
        QCOMPARE(refusal([&] { corpus.requireContext(9); }), QString());
        const QString text = refusal([&] { corpus.requireContext(10); });
        QVERIFY2(text.contains(QStringLiteral("11 characters"))
                && text.contains(QStringLiteral("10 to validate")),
            qPrintable(text));
        QVERIFY(!refusal([&] { corpus.batch(1, 0, 4, 10); }).isEmpty());
    }

    void refusesLargeAlphabets()
    {
        std::u32string many;
        for (char32_t c = 0; c < 4097; ++c)
            many += 0x4E00 + c;
        QVERIFY(refusal([&] {
            TextCorpus::fromText("t", encodeUtf8(many));
        }).contains(QStringLiteral("4096 different")));
        many.pop_back();
        QCOMPARE(TextCorpus::fromText("t", encodeUtf8(many)).vocabulary().size(), 4096);
    }

    void batchesAreAFunctionOfSeedAndStep()
    {
        const TextCorpus corpus
            = TextCorpus::fromText("t", repeated(kAlphabet, 500)); // 9000 to train on
        const auto batch = corpus.batch(7, 3, 32, 64);
        QCOMPARE(batch.size(), std::size_t{32});
        QVERIFY(batch == corpus.batch(7, 3, 32, 64));
        QVERIFY(batch == TextCorpus::fromText("t", repeated(kAlphabet, 500)).batch(7, 3, 32, 64));
        QVERIFY(batch != corpus.batch(7, 4, 32, 64));
        QVERIFY(batch != corpus.batch(8, 3, 32, 64));
        const auto shorter = corpus.batch(7, 3, 16, 64);
        QVERIFY(std::equal(shorter.begin(), shorter.end(),
            batch.begin())); // a row does not depend on the batch's size
    }

    void batchesReachEveryPlaceAndNoMore()
    {
        const TextCorpus corpus
            = TextCorpus::fromText("t", repeated("abcde", 20)); // 90 to train on
        std::set<std::int64_t> seen;
        for (std::int64_t step = 0; step < 200; ++step)
            for (std::int64_t start : corpus.batch(1, step, 16, 8))
                seen.insert(start);
        QCOMPARE(*seen.begin(), 0);
        QCOMPARE(*seen.rbegin(), 90 - 9); // the last window of 8 + 1
        QCOMPARE(seen.size(), std::size_t{82});
    }

    void validationWindowsPredictEachCharacterOnce()
    {
        const TextCorpus corpus
            = TextCorpus::fromText("t", repeated("abcdefghij", 50)); // 50 to validate
        const auto starts = corpus.validationWindows(8);
        QCOMPARE(starts, (std::vector<std::int64_t>{0, 8, 16, 24, 32, 40})); // 40 + 8 + 1 <= 50
        QCOMPARE(corpus.validationWindows(49), std::vector<std::int64_t>{0});
        QVERIFY(!refusal([&] { corpus.validationWindows(50); }).isEmpty());
    }

    void loadsFilesAndNamesFaults()
    {
        QTemporaryDir folder;
        const std::filesystem::path file
            = folder.filePath(QStringLiteral("play.txt")).toStdString();
        writeBytes(file, repeated(kAlphabet, 3));
        const TextCorpus corpus = TextCorpus::load(file);
        QCOMPARE(corpus.name(), std::string("play.txt"));
        QCOMPARE(corpus.hash(), TextCorpus::fromText("other name", repeated(kAlphabet, 3)).hash());
        QVERIFY(corpus.hash() != TextCorpus::fromText("t", repeated(kAlphabet, 4)).hash());

        std::stop_source stop;
        stop.request_stop();
        QVERIFY(refusal([&] {
            TextCorpus::load(file, stop.get_token());
        }).contains(QStringLiteral("was stopped")));
        QVERIFY(refusal([&] {
            TextCorpus::load(folder.path().toStdString());
        }).contains(QStringLiteral("is a folder")));
        writeBytes(
            file, std::string(100'000, 'a')); // what is no text is refused as that, however large
        std::filesystem::resize_file(file, (std::uint64_t{1} << 30) + 1); // sparse
        QVERIFY(refusal([&] { TextCorpus::load(file); }).contains(QStringLiteral("too large")));
    }

    void readsTinyShakespeareWhereItIs()
    {
        const auto file = shakespeareFile();
        if (!file)
            QSKIP("the data set is not installed");
        const TextCorpus corpus = TextCorpus::load(*file);
        QCOMPARE(corpus.vocabulary().size(), 65);
        QCOMPARE(corpus.training().size(), std::size_t{1003854});
        QCOMPARE(corpus.validation().size(), std::size_t{111540});
    }

    void dataFolderFollowsTheEnvironment()
    {
        const QByteArray data = qgetenv("XDG_DATA_HOME"), home = qgetenv("HOME");
        qputenv("XDG_DATA_HOME", "/elsewhere");
        QCOMPARE(dataFolder(), std::filesystem::path("/elsewhere/glowworm/data"));
        QVERIFY(!shakespeareFile() && !filesOfSet("mnist"));
        qputenv("XDG_DATA_HOME", "relative");
        qputenv("HOME", "/home/somebody");
        QCOMPARE(runsFolder(), std::filesystem::path("/home/somebody/.local/share/glowworm/runs"));
        qputenv("HOME", home);
        data.isNull() ? qunsetenv("XDG_DATA_HOME") : qputenv("XDG_DATA_HOME", data);

        const QByteArray resources = qgetenv("GLOWWORM_RESOURCES");
        qputenv("GLOWWORM_RESOURCES", "/some/resources");
        QCOMPARE(modelsFolder(), std::filesystem::path("/some/resources/models"));
        resources.isNull() ? qunsetenv("GLOWWORM_RESOURCES")
                           : qputenv("GLOWWORM_RESOURCES", resources);
    }
};

GLOWWORM_TEST(TestTextCorpus)
#include "tst_text_corpus.moc"
