// SPDX-License-Identifier: GPL-3.0-or-later
// Single neurons: their addresses, how clearly they were chosen, and models in which some may not
// fire or must.
#include "model/config/surgery.h"
#include "model/engine/decision.h"
#include "model/engine/digit_engine.h"
#include "model/neurons/activity.h"
#include "model/neurons/census.h"
#include "model/neurons/report.h"
#include "model/neurons/token_report.h"
#include "model/neurons/words.h"
#include "support/engine_models.h"
#include "support/run_test.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace glowworm;
using namespace glowworm::test;

namespace {

constexpr NeuronGrid kNeuronsGrid{6, 24, 64};

/// The reference with the rows of the disabled neurons, and of the rivals of forced ones, removed.
Formulas without(const ModelState& state, const Surgery& surgery)
{
    Formulas formulas{state};
    const int size = gridOf(state.config).groupSize;
    for (const auto& [layer, neuron] : surgery.disabled)
        formulas.removed.insert({layerPrefix(state.config, layer), neuron});
    for (const auto& [layer, neuron] : surgery.forced)
        for (int j = neuron / size * size; j < (neuron / size + 1) * size; ++j)
            if (j != neuron)
                formulas.removed.insert({layerPrefix(state.config, layer), j});
    return formulas;
}

Numbers allLogits(const Formulas& formulas, const std::vector<int>& tokens)
{
    Numbers all;
    for (const Numbers& row : formulas.text(tokens))
        all.insert(all.end(), row.begin(), row.end());
    return all;
}

/// Of 60 neurons in 6 groups: winners of the first token, neurons that never win, a whole group but
/// one, and a forced one.
Surgery someSurgery(const LanguageEngine& engine, const std::vector<FiringRecord>& firing)
{
    Surgery surgery;
    const LayerFiring& first = firing.front().layers.front();
    surgery.disabled = {{0, first.neurons[0]}, {0, first.neurons[1]}, {1, 7}};
    if (engine.weights().config.isSparse()) {
        for (int j = 20; j < 29; ++j)
            surgery.disabled.push_back({1, j});
        surgery.forced = {{1, 33}};
    }
    return surgery;
}

} // namespace

class TestNeurons : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addressesReadBack()
    {
        QCOMPARE(addressText(kNeuronsGrid, {2, 7 * 64 + 41}), std::string("L2.G07.N41"));
        QCOMPARE(addressText({1, 8, 500}, {0, 7 * 500 + 123}), std::string("L0.G07.N123"));
        for (const int neuron : {0, 63, 64, 1535})
            for (const int layer : {0, 5}) {
                const NeuronAddress address{layer, neuron};
                QVERIFY(parseAddress(kNeuronsGrid, addressText(kNeuronsGrid, address)) == address);
            }
        QVERIFY((parseAddress(kNeuronsGrid, "l2.g7.n041") == NeuronAddress{2, 7 * 64 + 41}));
    }

    void whatIsNoAddressIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        for (const char* text : {"", "L2", "L2.G7", "G2.L7.N1", "L2.G7.N1.", "L2.G7.N1.N2",
                 "L2.G7.Nx", "L-1.G0.N0", "L2 .G7.N1", "2.7.41"})
            QTest::newRow(text) << QString(QLatin1String(text)) << QStringLiteral("is no address");
        for (const char* text : {"L6.G0.N0", "L0.G24.N0", "L0.G0.N64"})
            QTest::newRow(text) << QString(QLatin1String(text))
                                << QStringLiteral("its last neuron is L5.G23.N63");
    }
    void whatIsNoAddressIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        QVERIFY2(refusal([&] { parseAddress(kNeuronsGrid, text.toStdString()); }).contains(says),
            qPrintable(text));
    }

    void denseLayersAreNamedByThemselves()
    {
        ModelConfig dense = textConfig(Routing::Dense).model;
        for (const auto& [neurons, size] : {std::pair(1536, 64), {400, 50}, {60, 60}, {97, 97}}) {
            dense.neurons = neurons;
            QCOMPARE(gridOf(dense).groupSize, size);
            QCOMPARE(gridOf(dense).neurons(), neurons);
        }
    }

    void decisionsAreASoftmaxOverTheGroup()
    {
        const std::vector<float> logits{1, 3, 2, 0, 0, -5};
        const std::vector<Decision> made = decisionsOf(logits, 2);
        QCOMPARE(made.size(), std::size_t(2));
        const double sum = std::exp(1.0) + std::exp(3.0) + std::exp(2.0);
        QCOMPARE(made[0].winner, 1);
        QCOMPARE(made[0].rival, 2);
        QVERIFY(std::abs(made[0].probability - std::exp(3.0) / sum) < 1e-6);
        QVERIFY(std::abs(made[0].rivalProbability - std::exp(2.0) / sum) < 1e-6);
        QCOMPARE(made[0].lead, 1.0F);
        QVERIFY(!made[0].isTossUp());
        QCOMPARE(made[1].winner, 3); // the first of equals
        QCOMPARE(made[1].rival, 4);
        QVERIFY(made[1].isTossUp());
        QCOMPARE(decisionOf(std::vector<float>{4}).rival, -1);
        QCOMPARE(decisionOf(std::vector<float>{4, kNeverChosen}).rival, -1);
    }

    /// Of one that did not fire: what its logit lacks, and its share.
    void theClosestDecisionsOfARecordComeFirst()
    {
        FiringRecord record;
        record.layers.resize(2);
        record.layers[0].neurons = {0, 3};
        record.layers[0].logits = {3, 0, 1, 1.01F}; // two groups of two
        record.layers[1].neurons = {1, 2};
        record.layers[1].decisions = {{1, 0, 0.75F, 0.25F, 1}, {2, -1, 1, 0, 0}}; // one is alone
        const DecisionReport report = decisionReport(record);
        QCOMPARE(report.count, 4);
        QCOMPARE(report.tossUps, 1);
        QCOMPARE(report.closest.size(), std::size_t{3});
        QCOMPARE(report.closest[0].made.winner, 3);
        QCOMPARE(report.closest[1].layer, 1);
        const auto& first = decisionsOf(record.layers[0].logits, 2);
        const double sum = static_cast<double>(first[0].margin())
            + static_cast<double>(first[1].margin()) + 0.5 + 1;
        QVERIFY(std::abs(report.margin - sum / 4) < 1e-6);
        QCOMPARE(decisionReport({}).count, 0);
    }

    void aNeuronThatDidNotFireTellsWhatItLacked()
    {
        ModelConfig config = textConfig(Routing::Gated).model;
        config.neurons = 6;
        config.groups = 2;
        FiringRecord record;
        record.layers = {{{1, 3}, {0.5F, 0}, {1, 3, 2, 0, 0, -5}, {}}};
        const NeuronMoment last = momentOf(config, record, {0, 0}),
                           won = momentOf(config, record, {0, 1}),
                           tied = momentOf(config, record, {0, 4});
        QVERIFY(last.state == NeuronMoment::State::Dark);
        QCOMPARE(*last.lacking, 2.0F);
        QCOMPARE(last.rival, 1);
        const double sum = std::exp(1.0) + std::exp(3.0) + std::exp(2.0);
        QVERIFY(std::abs(*last.probability - std::exp(1.0) / sum) < 1e-6);
        QVERIFY(std::abs(*last.margin() - (std::exp(1.0) - std::exp(3.0)) / sum) < 1e-6);
        QVERIFY(won.state == NeuronMoment::State::Bright && *won.lacking == 0 && won.rival == 2);
        QVERIFY(tied.state == NeuronMoment::State::Dark && *tied.lacking == 0 && tied.isTossUp);
        QCOMPARE(last.largestProbability, *last.probability);
        record.layers[0].logits.clear(); // of a text no more than the decisions is kept
        record.layers[0].decisions = {{1, 2, 0.6F, 0.3F, 0.7F}, {3, 4, 0.5F, 0.5F, 0}};
        const NeuronMoment third = momentOf(config, record, {0, 0});
        QVERIFY(!third.probability && third.largestProbability == 0.3F); // at most the second's
        QCOMPARE(momentOf(config, record, {0, 1}).largestProbability, 0.6F);
    }

    void keptLogitsAreThoseThatChose()
    {
        for (const WeightFormat format : kWeightFormats)
            for (const KernelSet kernels : kKernelSets) {
                LanguageEngine engine(packLanguage(textState(textConfig(Routing::Gated)), format),
                    {.kernels = kernels, .keepLogits = true});
                Sequence sequence = engine.makeSequence();
                std::vector<FiringRecord> firing;
                engine.advance(sequence, someTokens(9), LanguageEngine::Logits::Last, &firing);
                for (const FiringRecord& token : firing)
                    for (const LayerFiring& layer : token.layers) {
                        QCOMPARE(layer.logits.size(), std::size_t(60));
                        const std::vector<Decision> made = decisionsOf(layer.logits, 6);
                        for (std::size_t g = 0; g < 6; ++g)
                            QCOMPARE(made[g].winner, static_cast<int>(layer.neurons[g]));
                    }
            }
    }

    void decisionsAreThoseOfTheRecordsOwnTokens()
    {
        for (const WeightFormat format : kWeightFormats)
            for (const KernelSet kernels : kKernelSets) {
                LanguageEngine engine(packLanguage(textState(textConfig(Routing::Gated)), format),
                    {.kernels = kernels, .keepLogits = true});
                Sequence sequence = engine.makeSequence();
                std::vector<FiringRecord> firing;
                for (const int count : {9, 1}) { // a prompt, then a single token
                    engine.advance(
                        sequence, someTokens(count), LanguageEngine::Logits::Last, &firing);
                    engine.decide(firing);
                    for (const FiringRecord& token : firing)
                        for (const LayerFiring& layer : token.layers) {
                            const std::vector<Decision> want = decisionsOf(layer.logits, 6);
                            QCOMPARE(layer.decisions.size(), std::size_t(6));
                            for (std::size_t g = 0; g < 6; ++g) {
                                QCOMPARE(layer.decisions[g].winner, int(layer.neurons[g]));
                                QCOMPARE(layer.decisions[g].rival, want[g].rival);
                                QCOMPARE(layer.decisions[g].probability, want[g].probability);
                            }
                        }
                }
                firing.resize(3); // not those of the call any more
                QVERIFY(
                    refusal([&] { engine.decide(firing); }).contains(QLatin1String("3 records")));
            }
        LanguageEngine dense(packLanguage(textState(textConfig(Routing::Dense))));
        Sequence sequence = dense.makeSequence();
        std::vector<FiringRecord> firing;
        dense.advance(sequence, someTokens(2), LanguageEngine::Logits::Last, &firing);
        dense.decide(firing);
        QVERIFY(firing.front().layers.front().decisions.empty());
    }

    void removedNeuronsChangeTheLogitsAsTheFormulasSay()
    {
        const std::vector<int> tokens = someTokens(13);
        for (const Routing routing : everyRouting())
            for (const Gate gate : {Gate::Softmax, Gate::Sigmoid}) {
                RunConfig config = textConfig(routing);
                config.model.gate = gate;
                const ModelState state = textState(config);
                LanguageEngine whole(packLanguage(state));
                Sequence before = whole.makeSequence();
                std::vector<FiringRecord> firing;
                const std::vector<float> untouched
                    = copyOf(whole.advance(before, tokens, LanguageEngine::Logits::All, &firing));
                const Surgery surgery = someSurgery(whole, firing);
                const Numbers want = allLogits(without(state, surgery), tokens);
                QVERIFY(distance(untouched, want) > 1e-3); // it does change something
                for (const KernelSet kernels : kKernelSets) {
                    LanguageEngine engine(
                        packLanguage(operated(state, surgery)), {.kernels = kernels});
                    Sequence sequence = engine.makeSequence();
                    const auto got
                        = engine.advance(sequence, tokens, LanguageEngine::Logits::All, &firing);
                    QVERIFY(distance(got, want) < 1e-5);
                    for (const FiringRecord& token : firing)
                        for (const auto& [layer, neuron] : surgery.disabled)
                            QVERIFY(
                                std::ranges::find(
                                    token.layers[static_cast<std::size_t>(layer)].neurons, neuron)
                                == token.layers[static_cast<std::size_t>(layer)].neurons.end());
                }
            }
    }

    void aRouterThatAlwaysPicksTheFirstLeavesTheOthersDead()
    {
        NeuronActivity activity({2, 3, 64}, true);
        for (std::uint32_t i = 0; i < 100; ++i) {
            FiringRecord record;
            record.layers.assign(2, {{0, 64, 128}, {1, 1, 1}, {}, {}});
            activity.add(record, i);
        }
        const auto census = censusOf(activity);
        QCOMPARE(census.size(), std::size_t(6));
        for (const GroupCensus& group : census) {
            QCOMPARE(group.dead, 63);
            QCOMPARE(group.hot, 1);
            QCOMPARE(group.evenness, 0.0);
        }
        QVERIFY(censusOf(NeuronActivity({2, 3, 64}, true)).empty());
    }

    void aCensusOfNothingIsSaid()
    {
        NeuronCensus census;
        census.grid = {2, 3, 4};
        census.corpus = {"a text", {}};
        QCOMPARE(textOf(census), std::string("nothing of a text was read\n"));
    }

    void noSurgeryIsTheModelItself()
    {
        const ModelState state = digitState(Routing::Gated);
        QVERIFY(operated(state, {}).tensors == state.tensors);
    }

    void surgeryThatDoesTheSameComparesEqual()
    {
        const Surgery asked{{{1, 4}, {0, 7}, {1, 4}}, {{1, 30}, {0, 20}}};
        QVERIFY(ordered(asked) == (Surgery{{{0, 7}, {1, 4}}, {{0, 20}, {1, 30}}}));
        const ModelState model = textState(textConfig(Routing::Gated));
        QVERIFY(operated(model, asked).tensors == operated(model, ordered(asked)).tensors);
    }

    void impossibleSurgeryIsRefused()
    {
        const ModelState sparse = textState(textConfig(Routing::Gated)),
                         dense = textState(textConfig(Routing::Dense));
        const auto says = [](const ModelState& state, const Surgery& surgery, const char* word) {
            return refusal([&] { operated(state, surgery); }).contains(QLatin1String(word));
        };
        QVERIFY(says(sparse, {{{0, 60}}, {}}, "no neuron 60 of layer 0"));
        QVERIFY(says(sparse, {{{9, 0}}, {}}, "of layer 9"));
        QVERIFY(says(sparse, {{{0, 3}}, {{0, 3}}}, "both disabled and forced"));
        QVERIFY(says(sparse, {{}, {{0, 3}, {0, 4}}}, "no neuron left"));
        Surgery all;
        for (int j = 10; j < 20; ++j)
            all.disabled.push_back({1, j});
        QVERIFY(says(sparse, all, "group 1 of layer 1 has no neuron left"));
        QVERIFY(says(dense, {{}, {{0, 3}}}, "does not choose"));
    }
};

GLOWWORM_TEST(TestNeurons)
#include "tst_neurons.moc"
