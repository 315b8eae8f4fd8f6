// SPDX-License-Identifier: GPL-3.0-or-later
// One neuron on one token, what two tokens have in common, groups that are pinned, and what surgery
// costs.
#include "model/config/surgery.h"

#include "model/engine/digit_engine.h"
#include "model/engine/generator.h"
#include "model/neurons/comparison.h"
#include "model/neurons/corpus.h"
#include "model/neurons/loss_change.h"
#include "model/neurons/report.h"
#include "model/neurons/reread.h"
#include "model/neurons/scan.h"
#include "support/engine_models.h"
#include "support/run_test.h"
#include "support/some_letters.h"
#include "support/some_pictures.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace glowworm;
using namespace glowworm::test;

class TestSurgery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWrittenTokenIsReadAgainAsItWas()
    {
        const auto weights = packLanguage(textState(textConfig(Routing::Gated)));
        GenerationSpec spec;
        spec.sparse = weights;
        spec.prompt = U"abcdefghij";
        spec.sample.tokens = 70; // its context, 24, is full several times
        Generator generator(spec);
        while (generator.advance()) { }
        const GenerationUpdate written = generator.take();
        LanguageEngine engine(weights, {.keepLogits = true});
        std::vector<int> tokens;
        for (const GeneratedToken& token : written.tokens) {
            tokens.push_back(token.token);
            const FiringRecord record = firingOfLast(engine, tokens, 10);
            for (std::size_t layer = 0; layer < record.layers.size(); ++layer) {
                const LayerFiring &got = record.layers[layer], &was = token.firing.layers[layer];
                QVERIFY(got.neurons == was.neurons);
                const NeuronAddress winner{static_cast<int>(layer), got.neurons[2]},
                    other{static_cast<int>(layer), was.decisions[2].rival};
                const ModelConfig& config = weights->config;
                const NeuronMoment full = momentOf(config, record, winner),
                                   kept = momentOf(config, token.firing, winner),
                                   second = momentOf(config, token.firing, other);
                QVERIFY(std::abs(*full.probability - *kept.probability) < 1e-5);
                QCOMPARE(full.rival, kept.rival);
                QCOMPARE(*full.lacking, 0.0F);
                QVERIFY(second.state == NeuronMoment::State::Dark);
                QCOMPARE(second.rival, winner.neuron);
                QVERIFY(
                    std::abs(*second.lacking - *momentOf(config, record, other).lacking) < 1e-4);
                QVERIFY(*second.margin() <= 0);
            }
        }
        QVERIFY(refusal([&] { firingOfLast(engine, {}, 1); }).contains(QLatin1String("no token")));
    }

    void aNeuronThatMayNotFireIsNoRivalAndLacksNothingThatCouldBeGiven()
    {
        const ModelState model = textState(textConfig(Routing::Gated));
        Surgery surgery;
        surgery.disabled = {{0, 3}};
        surgery.forced = {{1, 15}};
        LanguageEngine engine(packLanguage(operated(model, surgery)), {.keepLogits = true});
        const FiringRecord record = firingOfLast(engine, someTokens(5), 5);
        const NeuronMoment off = momentOf(model.config, record, {0, 3}),
                           on = momentOf(model.config, record, {1, 15});
        QVERIFY(off.state == NeuronMoment::State::Dark && !off.lacking && *off.probability == 0);
        QVERIFY(on.rival == -1 && *on.probability == 1 && !on.isTossUp && on.isOnlyChoice);
        const NeuronMoment beside = momentOf(model.config, record, {1, 14});
        QVERIFY(beside.isOnlyChoice && beside.rival == 15 && *beside.probability == 0);
        QVERIFY(!off.isOnlyChoice);
        QVERIFY(refusal([&] {
            momentOf(model.config, record, {2, 0});
        }).contains(QLatin1String("no neuron")));
    }

    void aPinnedGroupKeepsToWhatItChose()
    {
        const ModelState model = textState(textConfig(Routing::Gated));
        LanguageEngine engine(packLanguage(model));
        const FiringRecord chosen = firingOfLast(engine, someTokens(5), 5);
        const NeuronGrid grid = gridOf(model.config);
        Surgery surgery;
        pin(surgery, model.config, {parseGroup(grid, "L1.G03")}, chosen);
        QCOMPARE(surgery.forced.front().neuron, static_cast<int>(chosen.layers[1].neurons[3]));
        LanguageEngine pinned(packLanguage(operated(model, surgery)));
        for (int count = 1; count < 20; ++count)
            QCOMPARE(firingOfLast(pinned, someTokens(count), count).layers[1].neurons[3],
                chosen.layers[1].neurons[3]);
        QVERIFY(
            refusal([&] { parseGroup(grid, "L1.G06"); }).contains(QLatin1String("2 x 6 groups")));
        QVERIFY(refusal([&] {
            parseGroup(grid, "L1.G01.N02");
        }).contains(QLatin1String("as in L2.G07")));
        QCOMPARE(words(grid, {{{0, 3}, {0, 14}}, {{1, 33}}}),
            std::string("disabled L0.G00.N03, L0.G01.N04; forced L1.G03.N03"));
    }

    void theLossChangeIsThatOfTheWindows()
    {
        const ModelState model = textState(textConfig(Routing::Gated));
        const TrainingData data = letters();
        Surgery surgery;
        surgery.disabled = {{0, 3}, {1, 8}};
        surgery.forced = {{0, 25}};
        LossComparison comparison(model, surgery, data);
        while (comparison.advance()) { }
        const LossChange change = comparison.result();
        const auto starts = data.text->validationWindows(24);
        QVERIFY(change.complete() && change.total == static_cast<std::int64_t>(starts.size()));
        LanguageEngine before(packLanguage(model)), after(packLanguage(operated(model, surgery)));
        const auto ids = corpusOf(*data.text, TextPart::HeldOut, model.vocabulary).tokens;
        QVERIFY(std::abs(change.before - meanLoss(before, ids, starts)) < 1e-9);
        QVERIFY(std::abs(change.after - meanLoss(after, ids, starts)) < 1e-9);
        QVERIFY(std::abs(change.change - (change.after - change.before)) < 1e-9);
        Numbers differences;
        for (const std::int64_t& start : starts)
            differences.push_back(
                meanLoss(after, ids, {&start, 1}) - meanLoss(before, ids, {&start, 1}));
        double squares = 0;
        for (const double d : differences)
            squares += (d - change.change) * (d - change.change);
        const auto n = static_cast<double>(differences.size());
        const double error = std::sqrt(squares / (n * (n - 1))); // of the mean
        QCOMPARE(change.total, std::int64_t(6)); // Student's quantile of 5 degrees: 2.5706
        QVERIFY(std::abs(*change.halfWidth / error / 2.5706 - 1) < 0.003);
        QVERIFY(change.before != change.after);
        QCOMPARE(change.characters, change.total * 24);
    }

    void theLossChangeOfDigitsCountsWhatIsRight()
    {
        const ModelState model = digitState(Routing::Gated);
        TrainingData data;
        data.testDigits = somePictures();
        LossComparison none(model, {}, data);
        while (none.advance()) { }
        QCOMPARE(none.result().change, 0.0);
        QCOMPARE(none.result().rightBefore, none.result().rightAfter);
        Surgery surgery;
        surgery.forced = {{0, 3}, {0, 39}};
        LossComparison comparison(model, surgery, data);
        while (comparison.advance()) { }
        DigitEngine engine(packDigits(operated(model, surgery)));
        int right = 0;
        for (std::int64_t i = 0; i < 300; ++i) {
            std::vector<float> pixels(kDigitPixels);
            standardise(data.testDigits->picture(i), pixels);
            right += likeliestDigit(engine.classify(pixels)) == data.testDigits->label(i);
        }
        QCOMPARE(comparison.result().rightAfter, right / 300.0);
        QVERIFY(comparison.result().change != 0);
    }

    void aLossThatCannotBeMeasuredIsRefused()
    {
        const ModelState model = textState(textConfig(Routing::Gated));
        const auto says = [&](const Surgery& surgery, const TrainingData& data) {
            return refusal([&] { LossComparison(model, surgery, data); });
        };
        QVERIFY(says({}, {}).contains(QLatin1String("no text is open")));
        TrainingData other = letters();
        other.text = std::make_shared<const TextCorpus>(
            TextCorpus::fromText("other.txt", std::string(2000, 'q') + std::string(2000, 'z')));
        QVERIFY(says({}, other).contains(QLatin1String("does not know")));
        QVERIFY(says({{{0, 99}}, {}}, letters()).contains(QLatin1String("no neuron")));
        QVERIFY(refusal([] {
            LossComparison(digitState(Routing::Gated), {}, {});
        }).contains(QLatin1String("no test pictures")));
    }

    /// Weights that are finite, and too large: what they say is no number, and is not counted.
    void whatIsNoNumberIsNeitherALossNorCounted()
    {
        for (const Routing routing : {Routing::Gated, Routing::Dense}) {
            ModelState model = textState(textConfig(routing));
            for (float& weight : model.tensors.at("head.weight").values)
                weight = weight > 0 ? 3e38F : -3e38F;
            const TrainingData data = letters();
            LossComparison loss(model, {{{0, 3}}, {}}, data);
            QVERIFY(refusal([&] { loss.advance(); }).contains(QLatin1String("not finite")));
            QCOMPARE(loss.result().seen, std::int64_t(0));
            NeuronScan scan(model,
                std::make_shared<const NeuronCorpus>(
                    corpusOf(*data.text, TextPart::HeldOut, model.vocabulary)));
            QVERIFY(refusal([&] { scan.advance(); }).contains(QLatin1String("not finite")));
            QCOMPARE(scan.activity().seen(), std::int64_t(0));
        }
    }

    /// The set algebra of random sets, neuron by neuron.
    void comparisonsPartTheNeuronsThatEitherHas()
    {
        for (std::uint64_t key = 1; key <= 50; ++key) {
            FiringRecord a, b;
            std::vector<std::uint16_t> onlyFirst, both, onlySecond;
            for (FiringRecord* record : {&a, &b})
                record->layers.resize(1);
            for (std::uint16_t neuron = 0; neuron < 40; ++neuron) {
                const bool inA
                    = randomNormal(key, neuron)<0, inB = randomNormal(key, 100 + neuron)> 0.5;
                if (inA)
                    a.layers[0].neurons.push_back(neuron);
                if (inB)
                    b.layers[0].neurons.push_back(neuron);
                if (inA || inB)
                    (inA && inB ? both : inA ? onlyFirst : onlySecond).push_back(neuron);
            }
            const LayerComparison got = comparisonOf(a, b).front();
            QVERIFY(got.onlyFirst == onlyFirst && got.both == both && got.onlySecond == onlySecond);
            const double all
                = static_cast<double>(onlyFirst.size() + both.size() + onlySecond.size());
            QCOMPARE(got.jaccard(), static_cast<double>(both.size()) / all);
            QCOMPARE(comparisonOf(a, a).front().jaccard(), 1.0);
        }
        QCOMPARE(LayerComparison().jaccard(), 1.0); // of two that have none
    }

    void comparingARecordWithItselfFindsNoDifference()
    {
        LanguageEngine engine(packLanguage(textState(textConfig(Routing::Gated))));
        const FiringRecord a = firingOfLast(engine, someTokens(4), 4),
                           b = firingOfLast(engine, someTokens(9), 9);
        for (const LayerComparison& layer : comparisonOf(a, a))
            QVERIFY(layer.jaccard() == 1 && layer.onlyFirst.empty() && layer.onlySecond.empty());
        const auto there = comparisonOf(a, b), back = comparisonOf(b, a);
        for (std::size_t i = 0; i < there.size(); ++i) {
            std::set<int> either(a.layers[i].neurons.begin(), a.layers[i].neurons.end());
            const std::size_t first = either.size();
            either.insert(b.layers[i].neurons.begin(), b.layers[i].neurons.end());
            const std::size_t both = first + b.layers[i].neurons.size() - either.size();
            QCOMPARE(there[i].both.size(), both);
            QCOMPARE(
                there[i].jaccard(), static_cast<double>(both) / static_cast<double>(either.size()));
            QVERIFY(there[i].onlyFirst == back[i].onlySecond);
        }
    }
};

GLOWWORM_TEST(TestSurgery)
#include "tst_surgery.moc"
