// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded texts: what a tape keeps of a token, its files, whole and damaged, and what is made of
// them.
#include "model/io/checkpoint.h"
#include "model/io/file_kind.h"
#include "model/tape/tape_check.h"
#include "model/tape/tape_export.h"
#include "model/tape/tape_file.h"
#include "support/engine_models.h"
#include "support/file_bytes.h"
#include "support/fresh_folders.h"
#include "support/run_test.h"

#include <QtTest>

#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <vector>

using namespace glowworm;
using namespace glowworm::test;

namespace {

const std::string kHash(64, 'a');

TapeModel modelOf(const LanguageWeights& weights)
{
    return {weights.config, weights.vocabulary, weights.format, "some <model> & more", kHash, {}};
}

/// All that two models write, longer than their context.
struct Written {
    std::shared_ptr<const LanguageWeights> sparse
        = packLanguage(textState(textConfig(Routing::Gated))),
        dense = packLanguage(textState(textConfig(Routing::Dense)));
    Tape tape;
    GenerationUpdate told;

    explicit Written(int tokens = 40, bool both = true)
    {
        GenerationSpec spec;
        spec.sparse = sparse;
        if (both)
            spec.dense = dense;
        spec.prompt = U"abcba";
        spec.sample.tokens = tokens;
        tape = {spec.sample, {}, {}, "2026-11-29T18:02:31Z", "a processor"};
        tape.tracks.emplace_back(modelOf(*sparse));
        if (both)
            tape.tracks.emplace_back(modelOf(*dense));
        Generator generator(spec);
        for (bool more = true; more;) {
            more = generator.advance();
            GenerationUpdate update = generator.take();
            tape.add(update);
            told.add(std::move(update));
        }
    }
};

/// The settings of the preset that is as large as the study's.
ModelConfig fullSize(Routing routing)
{
    ModelConfig config = preset("study-shakespeare-sparse").config.model;
    config.routing = routing;
    return config;
}

/// A text of a full-size model that no model wrote.
Tape madeUp(std::int64_t tokens)
{
    TapeModel model;
    model.config = fullSize(Routing::Gated);
    for (int i = 0; i < model.config.vocabSize; ++i)
        model.vocabulary.push_back(U'!' + static_cast<char32_t>(i));
    Tape tape;
    tape.tracks.emplace_back(model);
    GenerationUpdate update;
    for (std::int64_t index = 0; index < tokens; ++index) {
        GeneratedToken token;
        token.index = index;
        token.fromPrompt = index == 0;
        token.token = static_cast<int>(index % 60);
        token.probability = 0.5F;
        for (int c = 0; c < 8; ++c)
            token.next.push_back({c, 0.125F});
        for (int layer = 0; layer < model.config.layers; ++layer) {
            LayerFiring& fired = token.firing.layers.emplace_back();
            for (int group = 0; group < model.config.groups; ++group) {
                fired.neurons.push_back(static_cast<std::uint16_t>(
                    group * 64 + static_cast<int>((index + layer + group) % 64)));
                fired.values.push_back(1);
            }
        }
        update.tokens.push_back(std::move(token));
    }
    tape.add(update);
    return tape;
}

std::string refusalOfTape(const std::filesystem::path& file)
{
    return messageOf([&] { readTape(file); });
}

} // namespace

class TestTape : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadBackIsWhatWasTold()
    {
        const QTemporaryDir folder;
        Written written;
        written.tape.bookmarks = {{7, "here"}};
        writeTape(inside(folder, "a.glowtape"), written.tape);
        const Tape tape = readTape(inside(folder, "a.glowtape"));
        QCOMPARE(tape.tracks.size(), std::size_t(2));
        QVERIFY(tape.sample == written.tape.sample);
        QVERIFY(tape.bookmarks == written.tape.bookmarks);
        QCOMPARE(tape.recorded, written.tape.recorded);
        QCOMPARE(tape.machine, written.tape.machine);
        QCOMPARE(tape.track(Twin::Sparse)->model().hash, kHash);
        QVERIFY(tape.track(Twin::Dense)->model().config == written.dense->config);
        QCOMPARE(tape.tracks[0].speed.tokenSeconds, written.tape.tracks[0].speed.tokenSeconds);
        const GenerationUpdate update = tape.update();
        QCOMPARE(update.tokens.size(), written.told.tokens.size());
        QVERIFY(std::ranges::any_of(update.tokens, &GeneratedToken::contextReread));
        for (const GeneratedToken& want : written.told.tokens) {
            const GeneratedToken got = tape.track(want.twin)->token(want.index);
            QCOMPARE(got.token, want.token);
            QVERIFY(got.character == want.character);
            QCOMPARE(got.fromPrompt, want.fromPrompt);
            QCOMPARE(got.contextReread, want.contextReread);
            QVERIFY(got.probability == want.probability);
            QCOMPARE(got.seconds, double(float(want.seconds)));
            QCOMPARE(got.next.size(), want.next.size());
            for (std::size_t i = 0; i < want.next.size(); ++i) {
                QCOMPARE(got.next[i].token, want.next[i].token);
                QVERIFY(std::abs(got.next[i].probability - want.next[i].probability) < 1e-3);
            }
            QVERIFY(!got.firing.valuesKnown);
            for (std::size_t layer = 0; layer < want.firing.layers.size(); ++layer) {
                const LayerFiring &is = got.firing.layers[layer], &was = want.firing.layers[layer];
                QVERIFY(is.neurons == was.neurons);
                for (std::size_t i = 0; i < was.values.size(); ++i) // the identity is not ReLU
                    QCOMPARE(is.values[i], was.values[i] > 0 ? 1.0F : -1.0F);
                for (std::size_t g = 0; g < was.decisions.size(); ++g)
                    QCOMPARE(tape.track(want.twin)
                                 ->code()
                                 .choice(tape.track(want.twin)->fired(want.index),
                                     static_cast<int>(layer), static_cast<int>(g))
                                 .tossUp,
                        was.decisions[g].isTossUp());
            }
        }
    }

    void aTokenOfAFullSizeModelTakesUnder200Bytes()
    {
        const QTemporaryDir folder;
        writeTape(inside(folder, "1"), madeUp(1000));
        writeTape(inside(folder, "2"), madeUp(2000));
        const auto bytes = file_size(inside(folder, "2")) - file_size(inside(folder, "1"));
        QVERIFY2(bytes < 200 * 1000, qPrintable(QString::number(bytes)));
        QCOMPARE(FiringCode(fullSize(Routing::Gated)).bytes(), std::size_t(144));
        QCOMPARE(FiringCode(fullSize(Routing::Dense)).bytes(), std::size_t(1152));
    }

    void aLongTapeIsSmallAndOpensAtOnce()
    {
        const QTemporaryDir folder;
        writeTape(inside(folder, "long"), madeUp(10'000));
        QVERIFY(file_size(inside(folder, "long")) < 4'000'000);
        std::vector<std::clock_t> times;
        for (int i = 0; i < 3; ++i) {
            const std::clock_t start = std::clock(); // of the processor: the machine may be busy
            const GenerationUpdate update = readTape(inside(folder, "long")).update();
            times.push_back(std::clock() - start);
            QCOMPARE(update.tokens.size(), std::size_t(10'000));
        }
        const double seconds = static_cast<double>(std::ranges::min(times)) / CLOCKS_PER_SEC;
        QVERIFY2(seconds < 0.2, qPrintable(QString::number(seconds)));
    }

    void asManyBookmarksAsAFileHoldsComeBack()
    {
        const QTemporaryDir folder;
        Tape tape = madeUp(1000);
        for (std::int64_t token = 0; token < 1000; ++token)
            tape.bookmarks.push_back({token, std::string(kLongestNote, token == 7 ? '"' : 'n')});
        writeTape(inside(folder, "many"), tape);
        QVERIFY(readTape(inside(folder, "many")).bookmarks == tape.bookmarks);
    }

    /// Times that no machine has: the rate would be infinite.
    void aSpeedThatIsNoneIsRefused()
    {
        const QTemporaryDir folder;
        Tape tape = madeUp(3);
        tape.tracks[0].speed.tokens = 3;
        tape.tracks[0].speed.tokenSeconds = 1e-300;
        writeTape(inside(folder, "fast"), tape);
        QVERIFY(refusalOfTape(inside(folder, "fast")).find("token_seconds") != std::string::npos);
    }

    void aTapeThatIsCutOffIsRefusedAtEveryLength()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = inside(folder, "cut.glowtape");
        writeTape(file, Written(1, false).tape);
        for (auto length = file_size(file); length-- > 0;) {
            resize_file(file, length);
            const std::string says = refusalOfTape(file);
            QVERIFY2(says.starts_with("cut.glowtape") && says.ends_with("."), says.c_str());
        }
    }

    void aFlippedBitIsFound()
    {
        const QTemporaryDir folder;
        writeTape(inside(folder, "bad"), Written(3).tape);
        std::string bytes = readBytes(inside(folder, "bad"));
        bytes[bytes.size() - 5] ^= 1;
        writeBytes(inside(folder, "bad"), bytes);
        QVERIFY(refusalOfTape(inside(folder, "bad")).find("SHA-256") != std::string::npos);
    }

    void whatDoesNotAddUpIsRefused_data()
    {
        QTest::addColumn<int>("damage");
        QTest::addColumn<QString>("says");
        int number = 0;
        for (const char* says : {"no character of the vocabulary", "a mark that means nothing",
                 "a probability that is none", "a time that is none", "outside its group",
                 "a candidate that is none", "behind it", "prompt of 0 tokens", "are not as long"})
            QTest::newRow(says) << number++ << QString::fromLatin1(says);
    }

    void whatDoesNotAddUpIsRefused()
    {
        using Damage = void (*)(TapeColumns&);
        static constexpr std::array<Damage, 9> kDamages{
            [](TapeColumns& columns) { columns.token[2] = 11; },
            [](TapeColumns& columns) { columns.flags[2] = 9; },
            [](TapeColumns& columns) { columns.probability[2] = 1.5F; },
            [](TapeColumns& columns) { columns.seconds[2] = -1; },
            [](TapeColumns& columns) { columns.fired[5] = std::byte{0x3F}; },
            [](TapeColumns& columns) { columns.next[3] = 11; },
            [](TapeColumns& columns) { columns.flags[2] = 0; },
            [](TapeColumns& columns) { std::ranges::fill(columns.flags, std::uint8_t{0}); },
            [](TapeColumns& columns) { columns.next.pop_back(); }};
        QFETCH(int, damage);
        QFETCH(QString, says);
        const Written written(3, false);
        TapeColumns columns = written.tape.tracks[0].columns();
        kDamages.at(static_cast<std::size_t>(damage))(columns);
        const QString found
            = refusal([&] { TapeTrack(written.tape.tracks[0].model(), std::move(columns)); });
        QVERIFY2(found.contains(says), qPrintable(found));
    }

    void anotherKindOfFileIsNamed()
    {
        const QTemporaryDir folder;
        writeModel(inside(folder, "model"), textState(textConfig(Routing::Gated)));
        QVERIFY(refusalOfTape(inside(folder, "model")).find("not a tape") != std::string::npos);
        writeTape(inside(folder, "tape"), Written(3).tape);
        QVERIFY(refusal([&] {
            readModel(inside(folder, "tape"));
        }).contains(QLatin1String("is the tape of a text, not a model")));
        InputFile file(inside(folder, "tape"));
        QVERIFY(identify(file).kind == FileKind::Tape);
        InputFile model(inside(folder, "model"));
        QVERIFY(identify(model).kind == FileKind::Model);
    }

    void nothingIsNoTape()
    {
        const QTemporaryDir folder;
        QVERIFY(refusal([&] {
            writeTape(inside(folder, "none"), Tape());
        }).contains(QLatin1String("no text to keep")));
        QVERIFY(!exists(inside(folder, "none")));
    }

    void theModelFiresTheSameNeuronsAgain()
    {
        const QTemporaryDir folder;
        const Written written;
        writeTape(inside(folder, "tape"), written.tape);
        const Tape tape = readTape(inside(folder, "tape"));
        Generator generator(readingAgain(tape, written.sparse, written.dense));
        TapeAgreement agreement;
        std::size_t token = 0;
        for (bool more = true; more;) {
            more = generator.advance();
            const GenerationUpdate update = generator.take();
            agreement.add(tape, update);
            for (const GeneratedToken& got : update.tokens) { // with values and margins
                const GeneratedToken& want = written.told.tokens[token++];
                QCOMPARE(got.token, want.token);
                QVERIFY(got.probability == want.probability);
                QCOMPARE(got.contextReread, want.contextReread);
                for (std::size_t layer = 0; layer < want.firing.layers.size(); ++layer)
                    QVERIFY(got.firing.layers[layer].values == want.firing.layers[layer].values);
            }
        }
        QCOMPARE(agreement.tokens, std::int64_t(90));
        QCOMPARE(agreement.same, agreement.tokens);
        QCOMPARE(agreement.firstOther, std::int64_t(-1));
        const auto other = packLanguage(lively(textState(textConfig(Routing::Gated))));
        Generator stranger(readingAgain(tape, other, nullptr));
        TapeAgreement different;
        while (stranger.advance()) { }
        different.add(tape, stranger.take());
        QCOMPARE(different.tokens, std::int64_t(45));
        QVERIFY(different.same < different.tokens);
        QVERIFY(different.firstOther >= 0);
        GenerationUpdate late = written.told; // other neurons at 7, told before those at 3
        std::erase_if(
            late.tokens, [](const GeneratedToken& token) { return token.index % 4 != 3; });
        std::ranges::stable_sort(late.tokens, std::ranges::greater(), &GeneratedToken::index);
        for (GeneratedToken& token : late.tokens)
            token.firing.layers[0].neurons[0] ^= 1;
        TapeAgreement least;
        least.add(tape, late);
        QCOMPARE(least.firstOther, std::int64_t(3));
    }

    void exportsTellEveryToken()
    {
        Written written(20);
        written.tape.bookmarks = {{3, "a \"note\" <b>"}};
        const std::string text = tapeText(written.tape);
        QVERIFY(text.starts_with("== sparse (gated, 6 of 60 neurons a layer)\nabcba"));
        QVERIFY(text.find("\n== dense (dense, all 60 neurons a layer)\nabcba") != text.npos);
        std::string csv;
        std::size_t pieces = 0;
        tapeCsv(written.tape, [&](std::string_view piece) {
            csv += piece;
            ++pieces;
        });
        QCOMPARE(pieces, 1 + written.told.tokens.size());
        std::size_t rows = 1;
        for (const GeneratedToken& token : written.told.tokens)
            for (const LayerFiring& layer : token.firing.layers)
                rows += layer.neurons.size();
        QCOMPARE(static_cast<std::size_t>(std::ranges::count(csv, '\n')), rows);
        const std::uint16_t first = written.told.tokens[0].firing.layers[0].neurons[0];
        const std::string address = addressText({2, 6, 10}, {0, first});
        QVERIFY(
            csv.find("\nsparse,0,a,1,,0,0," + std::to_string(first) + "," + address) != csv.npos);
        QVERIFY(csv.find(",toss_up,surgery") != csv.npos);
        TapeModel without = written.tape.tracks[0].model();
        without.surgery.disabled = {{0, 3}};
        Tape other;
        other.tracks.emplace_back(without);
        other.add(written.told);
        csv.clear();
        tapeCsv(other, [&](std::string_view piece) { csv += piece; });
        QVERIFY(csv.find(",disabled L0.G00.N03") != csv.npos);
        const std::string html = tapeHtml(written.tape);
        QCOMPARE(static_cast<std::size_t>(std::ranges::count(html, '\xFF')), std::size_t(0));
        std::size_t tokens = 0;
        for (std::size_t at = 0; (at = html.find(" title=\"character ", at)) != html.npos; ++at)
            ++tokens;
        QCOMPARE(tokens, written.told.tokens.size());
        QVERIFY(html.find("character 3") != html.npos);
        QVERIFY(html.find("a &quot;note&quot; &lt;b>") != html.npos);
        QVERIFY(html.find("some &lt;model> &amp; more") != html.npos);
        QVERIFY(html.find("data:image/bmp;base64,Qk") != html.npos); // "BM"
        QVERIFY(html.find(kHash) != html.npos);
    }
};

GLOWWORM_TEST(TestTape)
#include "tst_tape.moc"
