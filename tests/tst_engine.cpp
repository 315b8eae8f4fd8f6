// SPDX-License-Identifier: GPL-3.0-or-later
// The engine against the network's formulas written out in double, and against itself: cache,
// batches, threads and kernels change nothing.
#include "model/base/counter_random.h"
#include "model/engine/digit_engine.h"
#include "support/engine_models.h"
#include "support/run_test.h"

#include <QtTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numbers>

using namespace glowworm;
using namespace glowworm::test;

class TestEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void logitsFollowTheFormulas()
    {
        std::vector<RunConfig> configs;
        for (const Routing routing : everyRouting())
            configs.push_back(textConfig(routing));
        configs.push_back(textConfig(Routing::Gated));
        configs.back().model.gate = Gate::Sigmoid;
        configs.back().model.activation = Activation::Gelu;
        configs.back().model.routerActivation = Activation::Relu;
        for (const RunConfig& config : configs) {
            const ModelState state = textState(config);
            const std::vector<int> tokens = someTokens(13);
            Numbers want;
            for (const Numbers& row : Formulas{state}.text(tokens))
                want.insert(want.end(), row.begin(), row.end());
            for (const KernelSet kernels : kKernelSets) {
                LanguageEngine engine(packLanguage(state), {.kernels = kernels});
                Sequence sequence = engine.makeSequence();
                QVERIFY(
                    distance(engine.advance(sequence, tokens, LanguageEngine::Logits::All), want)
                    < 1e-5);
            }
        }
    }

    void promptInOnePassEqualsSingleTokens()
    {
        for (const Routing routing : everyRouting())
            for (const KernelSet kernels : kKernelSets) {
                LanguageEngine engine(
                    packLanguage(textState(textConfig(routing))), {.kernels = kernels});
                const std::vector<int> tokens = someTokens(24);
                Sequence whole = engine.makeSequence(), single = engine.makeSequence();
                const std::vector<float> want
                    = copyOf(engine.advance(whole, tokens, LanguageEngine::Logits::All));
                std::vector<float> got;
                for (const int token : tokens) {
                    const std::span<const float> logits
                        = engine.advance(single, std::span<const int>(&token, 1));
                    got.insert(got.end(), logits.begin(), logits.end());
                }
                QCOMPARE(got, want); // every bit
                QCOMPARE(single.length(), 24);
            }
    }

    void promptsLongerThanABlockEqualTheirPieces()
    {
        RunConfig config = textConfig(Routing::Gated);
        config.model.context = 300;
        LanguageEngine engine(packLanguage(textState(config)));
        const std::vector<int> tokens = someTokens(290);
        Sequence whole = engine.makeSequence(), pieces = engine.makeSequence();
        std::vector<FiringRecord> firing;
        const std::vector<float> all
            = copyOf(engine.advance(whole, tokens, LanguageEngine::Logits::All, &firing));
        QCOMPARE(firing.size(), std::size_t(290));
        std::vector<float> last;
        for (int i = 0; i < 290; i += 29)
            last = copyOf(engine.advance(
                pieces, std::span<const int>(tokens).subspan(static_cast<std::size_t>(i), 29)));
        QCOMPARE(last, std::vector<float>(all.end() - config.model.vocabSize, all.end()));
    }

    void cacheEqualsNoCache()
    {
        for (const Routing routing : everyRouting()) {
            LanguageEngine engine(packLanguage(textState(textConfig(routing))));
            Sequence cached = engine.makeSequence();
            const std::vector<int> tokens = someTokens(20, 3);
            for (std::size_t length = 1; length <= tokens.size(); ++length) {
                const std::vector<float> got
                    = copyOf(engine.advance(cached, std::span<const int>(&tokens[length - 1], 1)));
                Sequence fresh = engine.makeSequence();
                QCOMPARE(
                    got, copyOf(engine.advance(fresh, std::span<const int>(tokens).first(length))));
            }
        }
    }

    void truncatedTextContinuesAsIfNeverLonger()
    {
        LanguageEngine engine(packLanguage(textState(textConfig(Routing::Gated))));
        Sequence cut = engine.makeSequence(), plain = engine.makeSequence();
        engine.advance(cut, someTokens(15));
        cut.truncate(6);
        engine.advance(plain, std::span<const int>(someTokens(15)).first(6));
        const std::vector<int> rest = someTokens(4, 5);
        const std::vector<float> got = copyOf(engine.advance(cut, rest));
        QCOMPARE(got, copyOf(engine.advance(plain, rest)));
        QVERIFY(!messageOf([&] { cut.truncate(11); }).empty());
        QVERIFY(!messageOf([&] { cut.truncate(-1); }).empty());
    }

    void severalTextsTogetherEqualEachAlone()
    {
        for (const Routing routing : everyRouting()) {
            LanguageEngine engine(packLanguage(textState(textConfig(routing))));
            const std::size_t V = 11;
            std::vector<Sequence> together, alone;
            for (int s = 0; s < 5; ++s) {
                together.push_back(engine.makeSequence());
                alone.push_back(engine.makeSequence());
                engine.advance(together.back(), someTokens(s + 1, s)); // of different lengths
                engine.advance(alone.back(), someTokens(s + 1, s));
            }
            std::vector<LanguageEngine::Row> rows;
            for (int t = 0; t < 3; ++t) // three tokens each, interleaved
                for (int s = 0; s < 5; ++s)
                    rows.push_back({&together[static_cast<std::size_t>(s)], (s + 2 * t) % 11});
            const std::vector<float> logits
                = copyOf(engine.advance(rows, LanguageEngine::Logits::All));
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const std::vector<float> want
                    = copyOf(engine.advance(alone[i % 5], std::span<const int>(&rows[i].token, 1)));
                QCOMPARE(std::vector<float>(logits.begin() + static_cast<std::ptrdiff_t>(i * V),
                             logits.begin() + static_cast<std::ptrdiff_t>((i + 1) * V)),
                    want);
            }
            QCOMPARE(together[4].length(), 8);
        }
    }

    void threadsDoNotChangeBits()
    {
        for (const Routing routing : everyRouting()) {
            LanguageEngine engine(packLanguage(textState(textConfig(routing))));
            std::vector<std::vector<float>> results;
            for (const int threads : {1, 2, 3}) {
                engine.setThreads(threads);
                Sequence sequence = engine.makeSequence();
                std::vector<float> result
                    = copyOf(engine.advance(sequence, someTokens(9), LanguageEngine::Logits::All));
                for (const int token : {4, 2, 7}) {
                    const std::span<const float> logits
                        = engine.advance(sequence, std::span<const int>(&token, 1));
                    result.insert(result.end(), logits.begin(), logits.end());
                }
                results.push_back(result);
            }
            QCOMPARE(results[1], results[0]);
            QCOMPARE(results[2], results[0]);
        }
    }

    void partsOfACallSumToItsTime()
    {
        using Clock = std::chrono::steady_clock;
        for (const Routing routing : everyRouting()) {
            LanguageEngine engine(packLanguage(textState(textConfig(routing))));
            PartClock parts;
            engine.timeParts(&parts);
            Sequence sequence = engine.makeSequence();
            const Clock::time_point start = Clock::now();
            for (int i = 0; i < 200; ++i) {
                sequence.truncate(0);
                engine.advance(sequence, someTokens(9));
            }
            const double whole = std::chrono::duration<double>(Clock::now() - start).count();
            double sum = 0;
            for (const Part part : {Part::Embedding, Part::Attention, Part::FeedForward,
                     Part::Router, Part::Norm, Part::Head}) {
                QCOMPARE(
                    parts.seconds(part) > 0, part != Part::Router || routing != Routing::Dense);
                sum += parts.seconds(part);
            }
            QVERIFY(sum <= whole && sum > whole / 2);
            engine.timeParts(nullptr);
            parts.reset();
            sequence.truncate(0);
            engine.advance(sequence, someTokens(9));
            QCOMPARE(parts.seconds(Part::Attention), 0.0);
        }
    }

    void firingNamesOneWinnerAGroupOrThePositiveNeurons()
    {
        for (const Routing routing : everyRouting()) {
            const ModelState state = textState(textConfig(routing));
            const ModelConfig& c = state.config;
            LanguageEngine engine(packLanguage(state));
            Sequence sequence = engine.makeSequence();
            std::vector<FiringRecord> records;
            engine.advance(sequence, someTokens(7), LanguageEngine::Logits::Last, &records);
            QCOMPARE(records.size(), std::size_t(7));
            for (const FiringRecord& record : records) {
                QCOMPARE(record.layers.size(), static_cast<std::size_t>(c.layers));
                for (const LayerFiring& layer : record.layers) {
                    QCOMPARE(layer.values.size(), layer.neurons.size());
                    if (c.isSparse()) {
                        QCOMPARE(layer.neurons.size(), static_cast<std::size_t>(c.groups));
                        for (int g = 0; g < c.groups; ++g)
                            QCOMPARE(layer.neurons[static_cast<std::size_t>(g)] / c.groupSize(), g);
                    } else {
                        QVERIFY(std::is_sorted(layer.neurons.begin(), layer.neurons.end()));
                        QVERIFY(std::all_of(layer.values.begin(), layer.values.end(),
                            [](float value) { return value > 0; }));
                    }
                }
            }
        }
    }

    void roundedWeightsStayNearTheFormulas()
    {
        for (const Routing routing : everyRouting())
            for (const WeightFormat format : kWeightFormats) {
                const ModelState state = textState(textConfig(routing));
                const auto weights = packLanguage(state, format);
                QCOMPARE(weights->format, format);
                std::vector<std::vector<float>> results;
                for (const EngineOptions options : {EngineOptions{}, EngineOptions{.threads = 2},
                         EngineOptions{.kernels = KernelSet::Reference}}) {
                    LanguageEngine engine(weights, options);
                    Sequence sequence = engine.makeSequence();
                    results.push_back(copyOf(
                        engine.advance(sequence, someTokens(13), LanguageEngine::Logits::All)));
                }
                QCOMPARE(results[1], results[0]); // the same bits with two threads
                QVERIFY(distance(results[0], Numbers(results[2].begin(), results[2].end())) < 1e-5);
                if (routing
                    == Routing::Dense) { // a sparse layer may choose other winners after rounding
                    Numbers want;
                    for (const Numbers& row : Formulas{state}.text(someTokens(13)))
                        want.insert(want.end(), row.begin(), row.end());
                    QVERIFY(
                        distance(results[0], want) < (format == WeightFormat::Fp32 ? 1e-5 : 0.05));
                }
            }
    }

    void wrongRowsChangeNoText()
    {
        LanguageEngine engine(packLanguage(textState(textConfig(Routing::Gated))));
        Sequence sequence = engine.makeSequence(), foreign;
        engine.advance(sequence, someTokens(20));
        const std::vector<LanguageEngine::Row> outside = {{&sequence, 1}, {&sequence, 11}},
                                               negative = {{&sequence, -1}};
        QVERIFY(messageOf([&] { engine.advance(outside); }).find("vocabulary of 11")
            != std::string::npos);
        QVERIFY(!messageOf([&] { engine.advance(negative); }).empty());
        QVERIFY(messageOf([&] { engine.advance(sequence, someTokens(5)); }).find("context of 24")
            != std::string::npos);
        QVERIFY(!messageOf([&] { engine.advance(foreign, someTokens(1)); }).empty());
        QCOMPARE(sequence.length(), 20);
        QCOMPARE(engine.advance(sequence, someTokens(4)).size(), std::size_t(11));
        QVERIFY(engine.advance(std::span<const LanguageEngine::Row>()).empty());
    }

    void damagedWeightsStopWithAnErrorAndChangeNoText()
    {
        ModelState state = textState(textConfig(Routing::Gated));
        state.tensors["blocks.1.ff.router.up.weight"].values[17]
            = std::numeric_limits<float>::quiet_NaN();
        for (const KernelSet kernels : kKernelSets) {
            LanguageEngine engine(packLanguage(state), {.threads = 2, .kernels = kernels});
            Sequence sequence = engine.makeSequence();
            QVERIFY(messageOf([&] {
                engine.advance(sequence, someTokens(9));
            }).find("not a finite number")
                != std::string::npos);
            QCOMPARE(sequence.length(), 0);
        }
    }

    void meanLossIsTheMeanOfEveryPrediction()
    {
        const RunConfig config = textConfig(Routing::Gated);
        const ModelState state = textState(config);
        LanguageEngine engine(packLanguage(state));
        std::vector<std::uint16_t> ids;
        for (const int token : someTokens(60))
            ids.push_back(static_cast<std::uint16_t>(token));
        const std::vector<std::int64_t> starts = {0, 24};
        double want = 0;
        for (const std::int64_t start : starts) {
            const std::vector<int> inputs(ids.begin() + start, ids.begin() + start + 24);
            const std::vector<Numbers> logits = Formulas{state}.text(inputs);
            for (std::size_t t = 0; t < 24; ++t) {
                double total = 0;
                for (const double logit : logits[t])
                    total += std::exp(logit);
                want += (std::log(total) - logits[t][ids[static_cast<std::size_t>(start) + t + 1]])
                    / 48;
            }
        }
        QVERIFY(std::abs(meanLoss(engine, ids, starts) - want) < 1e-4);
        QVERIFY(!messageOf([&] { meanLoss(engine, ids, {}); }).empty());
        QVERIFY(!messageOf([&] {
            meanLoss(engine, ids, std::vector<std::int64_t>{36});
        }).empty()); // needs 25 ids
        QVERIFY(messageOf([&] { meanLoss(engine, ids, std::vector<std::int64_t>{35}); }).empty());
    }

    void digitScoresFollowTheFormulas()
    {
        for (const Routing routing : everyRouting()) {
            const ModelState state = digitState(routing);
            std::vector<float> pixels(5 * kDigitPixels);
            for (std::size_t i = 0; i < pixels.size(); ++i)
                pixels[i] = static_cast<float>(randomNormal(4, i));
            const Formulas formulas{state};
            Numbers want;
            for (int p = 0; p < 5; ++p) {
                Numbers h = formulas.linear("input",
                    Numbers(pixels.begin() + p * kDigitPixels,
                        pixels.begin() + (p + 1) * kDigitPixels));
                for (double& value : h)
                    value = std::max(value, 0.0);
                const Numbers scores = formulas.linear("head", formulas.feedForward("", h));
                want.insert(want.end(), scores.begin(), scores.end());
            }
            std::vector<std::vector<float>> results;
            for (const EngineOptions options : {EngineOptions{}, EngineOptions{.threads = 2},
                     EngineOptions{.kernels = KernelSet::Reference}}) {
                DigitEngine engine(packDigits(state), options);
                std::vector<FiringRecord> firing;
                results.push_back(copyOf(engine.classify(pixels, &firing)));
                QVERIFY(distance(results.back(), want) < 1e-5);
                QCOMPARE(firing.size(), std::size_t(5));
                QCOMPARE(firing[4].layers.size(), std::size_t(1));
            }
            QCOMPARE(results[1], results[0]);
            DigitEngine engine(packDigits(state));
            const std::vector<float> alone
                = copyOf(engine.classify(std::span<const float>(pixels).last(kDigitPixels)));
            QCOMPARE(alone, std::vector<float>(results[0].end() - kDigitClasses, results[0].end()));
            QVERIFY(!messageOf([&] {
                engine.classify(std::span<const float>(pixels).first(100));
            }).empty());
        }
    }

    void probabilitiesSumToOne()
    {
        const std::vector<float> p = probabilities(std::vector<float>{1000.0F, 999.0F, -1000.0F});
        QVERIFY(std::abs(p[0] + p[1] + p[2] - 1) < 1e-6);
        QVERIFY(std::abs(p[0] / p[1] - std::numbers::e) < 1e-4);
        QVERIFY(probabilities({}).empty());
    }

    void packingRefusesWhatDoesNotFit()
    {
        ModelState text = textState(textConfig(Routing::Gated));
        QVERIFY(!messageOf([&] { packDigits(text); }).empty());
        QVERIFY(!messageOf([&] { packLanguage(digitState(Routing::Dense)); }).empty());
        ModelState renamed = text;
        renamed.vocabulary.pop_back();
        QVERIFY(messageOf([&] { packLanguage(renamed); }).find("vocabulary") != std::string::npos);
        text.tensors.erase("blocks.1.ff.up.bias");
        QVERIFY(messageOf([&] { packLanguage(text); }).find("blocks.1.ff.up.bias")
            != std::string::npos);
    }
};

GLOWWORM_TEST(TestEngine)
#include "tst_engine.moc"
