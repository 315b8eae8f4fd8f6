// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fake_trainer.h"
#include "support/refusal.h"
#include "support/run_test.h"
#include "support/soon.h"

#include "model/jobs/generation_run.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ranges>
#include <thread>

using namespace glowworm;
using namespace glowworm::test;

namespace {

std::shared_ptr<const LanguageWeights> textWeights(Routing routing = Routing::Gated)
{
    return packLanguage(
        initialState(tinyText(routing), tinyTextData().text->vocabulary().characters()));
}

GenerationSpec writingSpec(int tokens = 20)
{
    GenerationSpec made;
    made.sparse = textWeights();
    made.prompt = U"the worm";
    made.sample.tokens = tokens;
    return made;
}

/// All that a generator yields.
GenerationUpdate whole(GenerationSpec made)
{
    Generator generator(std::move(made));
    GenerationUpdate all;
    for (bool more = true; more;) {
        more = generator.advance();
        GenerationUpdate piece = generator.take();
        all.tokens.insert(all.tokens.end(), piece.tokens.begin(), piece.tokens.end());
        all.unknown.insert(all.unknown.end(), piece.unknown.begin(), piece.unknown.end());
        all.promptCut = all.promptCut || piece.promptCut;
        all.speeds = piece.speeds;
    }
    return all;
}

/// Its first tokens, the last of them as if a person had typed it.
WrittenText begunWith(const GenerationUpdate& update, std::size_t tokens)
{
    WrittenText text;
    for (const GeneratedToken& token : update.tokens | std::views::take(tokens)) {
        text.characters += token.character;
        text.prompt += token.fromPrompt;
    }
    text.typed = {tokens - 1};
    return text;
}

std::vector<int> tokensOf(const GenerationUpdate& update, Twin twin)
{
    std::vector<int> tokens;
    for (const GeneratedToken& token : update.tokens) {
        if (token.twin == twin)
            tokens.push_back(token.token);
    }
    return tokens;
}

/// All that a run has written since the last call.
GenerationUpdate taken(GenerationRun& run)
{
    GenerationUpdate all;
    for (GenerationUpdate& piece : run.outbox().drain())
        all.add(std::move(piece));
    return all;
}

/// Waits until `check` holds, without asking it again once it has.
} // namespace

class TestGenerationRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void promptComesFirstThenTheContinuation()
    {
        const auto update = whole(writingSpec(20));
        QCOMPARE(update.tokens.size(), std::size_t(28));
        for (std::size_t i = 0; i < update.tokens.size(); ++i) {
            const GeneratedToken& token = update.tokens[i];
            QCOMPARE(token.index, static_cast<std::int64_t>(i));
            QCOMPARE(token.fromPrompt, i < 8);
            QCOMPARE(token.firing.layers.size(), std::size_t(2));
            QCOMPARE(token.firing.layers[0].neurons.size(), std::size_t(4)); // one a group
            QCOMPARE(token.firing.layers[0].decisions.size(), std::size_t(4));
            QVERIFY(!token.next.empty() && token.next.size() <= 8);
        }
        QCOMPARE(update.tokens[0].character, U't');
        QCOMPARE(update.speeds.front().tokens, 20);
        QVERIFY(update.speeds.front().tokensPerSecond() > 0);
        QVERIFY(!update.promptCut);
    }

    void probabilitiesAreTheModelsOwnWhateverTheSampler()
    {
        GenerationSpec greedy = writingSpec();
        greedy.sample.temperature = 0;
        for (const GenerationSpec& made : {writingSpec(), greedy}) {
            const GenerationUpdate update = whole(made);
            LanguageEngine engine(made.sparse);
            Sequence sequence = engine.makeSequence();
            QVERIFY(!update.tokens.front().probability);
            std::vector<float> logits;
            for (const GeneratedToken& token : update.tokens) {
                if (!logits.empty()) {
                    double sum = 0;
                    for (const float logit : logits)
                        sum += std::exp(static_cast<double>(logit));
                    const double want
                        = std::exp(double(logits[static_cast<std::size_t>(token.token)])) / sum;
                    QVERIFY(std::abs(token.probability.value() - want) < 1e-6);
                }
                if (sequence.length() >= made.sparse->config.context)
                    break; // what was read again has another past
                const auto next = engine.advance(sequence, std::vector<int>{token.token});
                logits.assign(next.begin(), next.end());
            }
        }
    }

    void sameSeedSameText()
    {
        QCOMPARE(tokensOf(whole(writingSpec()), Twin::Sparse),
            tokensOf(whole(writingSpec()), Twin::Sparse));
        GenerationSpec other = writingSpec();
        other.sample.seed = 2;
        QVERIFY(
            tokensOf(whole(other), Twin::Sparse) != tokensOf(whole(writingSpec()), Twin::Sparse));
    }

    void twinsOfTheSameWeightsWriteTheSameText()
    {
        GenerationSpec both = writingSpec();
        both.dense = both.sparse;
        const auto update = whole(both);
        QCOMPARE(tokensOf(update, Twin::Sparse), tokensOf(update, Twin::Dense));
        QCOMPARE(tokensOf(update, Twin::Sparse), tokensOf(whole(writingSpec()), Twin::Sparse));
        QCOMPARE(update.tokens[16].twin, Twin::Sparse); // behind both prompts they take turns
        QCOMPARE(update.tokens[17].twin, Twin::Dense);
        QCOMPARE(update.speeds.size(), std::size_t(2));
    }

    void fullContextIsReadAgainFromItsNewerHalf()
    {
        const auto update = whole(writingSpec(60)); // T = 16
        std::vector<std::int64_t> rereads;
        for (const GeneratedToken& token : update.tokens) {
            if (token.contextReread)
                rereads.push_back(token.index);
        }
        QCOMPARE(rereads, (std::vector<std::int64_t>{16, 24, 32, 40, 48, 56, 64}));
        QVERIFY(update.speeds.front().rereadSeconds > 0);
        // The token that follows a reread depends on exactly what was kept.
        GenerationSpec kept = writingSpec(1);
        kept.sample.temperature = 0;
        GenerationSpec greedy = writingSpec(60);
        greedy.sample.temperature = 0;
        const auto long_ = whole(greedy);
        kept.prompt.clear();
        for (std::int64_t i = 8; i <= 16; ++i) // index 16 was read behind 8 ... 15
            kept.prompt += long_.tokens[static_cast<std::size_t>(i)].character;
        QCOMPARE(whole(kept).tokens.back().token, long_.tokens[17].token);
    }

    void strangeCharactersAreReportedAndSkipped()
    {
        GenerationSpec made = writingSpec(3);
        made.prompt = U"w\u00e9o\u2603";
        const auto update = whole(made);
        QCOMPARE(update.unknown, (std::vector<char32_t>{U'\u00e9', U'\u2603'}));
        QCOMPARE(update.tokens.size(), std::size_t(5));
        made.prompt = U"\u2603";
        QCOMPARE(
            whole(made).tokens.size(), std::size_t(4)); // begins with the first of the vocabulary
        made.prompt.clear();
        const auto empty = whole(made);
        QCOMPARE(empty.tokens.front().character, U'\n');
        QVERIFY(empty.unknown.empty());
    }

    void longPromptIsCutAtItsStart()
    {
        GenerationSpec made = writingSpec(2);
        made.prompt.assign(100, U'w');
        made.prompt += U"orm";
        const auto update = whole(made);
        QVERIFY(update.promptCut);
        QCOMPARE(update.tokens.size(), std::size_t(17));
        QCOMPARE(update.tokens[14].character, U'm');
        QVERIFY(!update.tokens[15].contextReread);
    }

    void generatorWithoutAModelIsRefused()
    {
        GenerationSpec none;
        QVERIFY_THROWS_EXCEPTION(Error, Generator{none});
        GenerationSpec wild = writingSpec();
        wild.sample.topP = 7;
        QVERIFY_THROWS_EXCEPTION(Error, Generator{wild});
    }

    void aBegunTextIsReadAgainAndGoneOnWith()
    {
        const GenerationUpdate want = whole(writingSpec(40)); // T = 16: read again on the way
        GenerationSpec begun = writingSpec();
        begun.written[0] = begunWith(want, 30);
        begun.written[0]->more = 18;
        const GenerationUpdate got = whole(begun);
        QCOMPARE(got.tokens.size(), want.tokens.size());
        for (std::size_t i = 0; i < got.tokens.size(); ++i) {
            QCOMPARE(got.tokens[i].token, want.tokens[i].token); // the same noise at each place
            QVERIFY(got.tokens[i].probability == want.tokens[i].probability);
            QCOMPARE(got.tokens[i].fromPrompt, want.tokens[i].fromPrompt);
            QCOMPARE(got.tokens[i].contextReread, want.tokens[i].contextReread);
            QCOMPARE(got.tokens[i].typed, i == 29);
            for (std::size_t layer = 0; layer < 2; ++layer)
                QVERIFY(got.tokens[i].firing.layers[layer].values
                    == want.tokens[i].firing.layers[layer].values);
        }
    }

    void aPromptIsNoLongerThanTheContext()
    {
        GenerationSpec begun = writingSpec();
        begun.written[0].emplace().characters.assign(20, U'w');
        begun.written[0]->prompt = 20;
        begun.written[0]->more = 2;
        const GenerationUpdate got = whole(begun);
        QCOMPARE(got.tokens.size(), std::size_t(22));
        QCOMPARE(std::ranges::count(got.tokens, true, &GeneratedToken::fromPrompt), 15);
    }

    void aTextThatNoModelCanReadIsRefused()
    {
        GenerationSpec begun = writingSpec();
        begun.written[0].emplace().characters = U"the \u2603";
        begun.written[0]->prompt = 3;
        const std::string unknown = messageOf([&] { Generator{begun}; });
        QVERIFY2(
            unknown.find("sparse model does not know \"\u2603\"") != unknown.npos, unknown.c_str());
        begun.written[0]->characters.clear();
        QVERIFY(messageOf([&] { Generator{begun}; }).find("no text to go on from")
            != std::string::npos);
    }

    void whatIsThereComesBackWhateverThePace()
    {
        GenerationSpec begun = writingSpec();
        begun.written[0] = begunWith(whole(writingSpec(40)), 30);
        begun.written[0]->more = 5;
        begun.tokensPerSecond = 0.001;
        GenerationRun run;
        run.start(begun);
        std::size_t read = 0;
        QVERIFY(soon([&] { return (read += taken(run).tokens.size()) == 30; }));
        QVERIFY(run.status().busy()); // waits for the first one that is new
    }

    void generationRunYieldsTheGeneratorsText()
    {
        GenerationRun run;
        run.start(writingSpec());
        QTRY_VERIFY(!run.status().busy());
        QCOMPARE(run.status().kind, Lane::Status::Kind::Done);
        const auto update = taken(run);
        QCOMPARE(tokensOf(update, Twin::Sparse), tokensOf(whole(writingSpec()), Twin::Sparse));
        QCOMPARE(update.speeds.size(), std::size_t(1));
        QVERIFY(taken(run).tokens.empty());
    }

    void stopEndsASlowShowAtOnce()
    {
        GenerationSpec made = writingSpec();
        made.tokensPerSecond = 0.001;
        GenerationRun run;
        run.start(made);
        QVERIFY(soon([&] { return !taken(run).tokens.empty(); })); // waits for its second token now
        const auto start = std::chrono::steady_clock::now();
        run.stop();
        while (run.status().busy())
            std::this_thread::yield();
        QVERIFY(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(50));
        QCOMPARE(run.status().kind, Lane::Status::Kind::Stopped);
    }

    void anotherPaceTakesEffectAtOnce()
    {
        GenerationSpec made = writingSpec();
        made.tokensPerSecond = 0.001;
        GenerationRun run;
        run.start(made);
        QVERIFY(soon([&] { return !taken(run).tokens.empty(); }));
        run.setPace(0);
        QTRY_VERIFY(!run.status().busy());
        QCOMPARE(taken(run).tokens.size(), std::size_t(20));
    }

    void paceDoesNotEnterTheMeasuredSpeed()
    {
        GenerationSpec made = writingSpec(5);
        made.tokensPerSecond = 100;
        GenerationRun run;
        run.start(made);
        QTRY_VERIFY(!run.status().busy());
        QVERIFY(taken(run).speeds.front().tokensPerSecond() > 200);
    }

    void newTextReplacesTheOld()
    {
        GenerationSpec slow = writingSpec(1000);
        slow.tokensPerSecond = 0.001;
        GenerationRun run;
        run.start(slow);
        GenerationSpec made = writingSpec(3);
        made.prompt = U"few";
        run.start(made);
        QTRY_VERIFY(!run.status().busy());
        QCOMPARE(tokensOf(taken(run), Twin::Sparse), tokensOf(whole(made), Twin::Sparse));
    }

    void aStoppedGeneratorWritesNothingMore()
    {
        Generator generator(writingSpec(3));
        std::stop_source stop;
        QVERIFY(generator.advance(stop.get_token()));
        QCOMPARE(generator.take().tokens.size(), std::size_t(8));
        stop.request_stop();
        QVERIFY(!generator.advance(stop.get_token()));
        QVERIFY(generator.take().tokens.empty());
        QVERIFY(generator.advance() && generator.advance() && !generator.advance());
        QCOMPARE(generator.take().tokens.size(), std::size_t(3)); // all that was not yet taken
        QVERIFY(!generator.advance());
    }

    void threadsChangeNoBit()
    {
        GenerationRun run;
        run.start(writingSpec(100));
        run.setThreads(2, true);
        QTRY_VERIFY(!run.status().busy());
        const auto update = taken(run);
        QCOMPARE(tokensOf(update, Twin::Sparse), tokensOf(whole(writingSpec(100)), Twin::Sparse));
        GenerationSpec beside = writingSpec(2);
        beside.whileTraining = true;
        QVERIFY(whole(beside).speeds.front().whileTraining);
    }

    void theSpeedIsThatOfTheThreadsNow()
    {
        Generator generator(writingSpec());
        const auto measured = [&generator] {
            generator.advance();
            return generator.take().speeds.front().tokens;
        };
        generator.advance(); // the prompt
        QCOMPARE(measured(), 1);
        QCOMPARE(measured(), 2);
        generator.setThreads(1, false); // as before
        QCOMPARE(measured(), 3);
        generator.setThreads(2, false);
        QCOMPARE(measured(), 1);
    }

    void failureOfAGenerationIsASentence()
    {
        GenerationRun run;
        run.start({});
        QTRY_VERIFY(!run.status().busy());
        QCOMPARE(run.status().kind, Lane::Status::Kind::Failed);
        QVERIFY(!run.status().message.empty());
    }
};

GLOWWORM_TEST(TestGenerationRun)
#include "tst_generation_run.moc"
