// SPDX-License-Identifier: GPL-3.0-or-later
// Who speaks for a character on a token, against the formulas in double precision and what each
// neuron does by itself.
#include "model/engine/generator.h"
#include "model/neurons/direct_effect.h"
#include "support/engine_models.h"
#include "support/run_test.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <ranges>

using namespace glowworm;
using namespace glowworm::test;

namespace {

double deviationOf(const Numbers& x)
{
    const double D = static_cast<double>(x.size()),
                 mean = std::accumulate(x.begin(), x.end(), 0.0) / D;
    return std::sqrt(
        std::inner_product(x.begin(), x.end(), x.begin(), 0.0) / D - mean * mean + kNormEpsilon);
}

/// What each neuron that fired on each of the tokens adds to a character's logit, by the formulas.
std::vector<std::map<NeuronAddress, double>> partsOf(
    const ModelState& model, const std::vector<int>& tokens, int character)
{
    std::vector<Formulas::Layer> layers; // of the first layer all tokens, then of the next
    std::vector<Numbers> streams;
    Formulas{model, {}, &layers, &streams}.text(tokens);
    std::vector<std::map<NeuronAddress, double>> parts(tokens.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const Formulas::Layer& seen = layers[i];
        const std::size_t token = i % tokens.size();
        for (int j = 0; j < model.config.neurons; ++j) {
            const auto winner = std::ranges::find(seen.winners, j);
            const double value = seen.values[static_cast<std::size_t>(j)];
            if (model.config.isSparse() ? winner == seen.winners.end() : value <= 0)
                continue;
            const NeuronAddress neuron{static_cast<int>(i / tokens.size()), j};
            const double gate = model.config.isSparse()
                ? seen.gates[static_cast<std::size_t>(winner - seen.winners.begin())]
                : 1;
            parts[token][neuron] = value * gate / deviationOf(streams[token])
                * static_cast<double>(
                    directEffect(model, neuron)[static_cast<std::size_t>(character)]);
        }
    }
    return parts;
}

} // namespace

class TestAttribution : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// What they add to the logit of a character, token by token, whatever way the output rows lie.
    void thoseThatAddMostToALogit()
    {
        const std::vector<int> tokens = someTokens(9);
        for (const Routing routing : everyRouting())
            for (const DenseLayout layout : {DenseLayout::ByOutput, DenseLayout::ByNeuron}) {
                const ModelState model = textState(textConfig(routing));
                LanguageEngine engine(packLanguage(model, WeightFormat::Fp32, layout));
                Sequence sequence = engine.makeSequence();
                std::vector<FiringRecord> firing;
                engine.advance(sequence, tokens, LanguageEngine::Logits::Last, &firing);
                for (const int character : {0, 5, 10}) {
                    const auto want = partsOf(model, tokens, character);
                    for (std::size_t token = 0; token < tokens.size(); ++token) {
                        const auto got = engine.attributions(firing[token], token, character, 1000);
                        std::map<NeuronAddress, double> left = want[token];
                        for (const auto& [neuron, logit] : got) {
                            QVERIFY(logit > 0);
                            QVERIFY(std::abs(left.at(neuron) - static_cast<double>(logit)) < 1e-4);
                            left.erase(neuron);
                        }
                        for (const auto& [neuron, logit] : left)
                            QVERIFY(logit < 1e-4);
                        QVERIFY(std::ranges::is_sorted(
                            got, std::ranges::greater(), &Attribution::logit));
                        const auto most = engine.attributions(firing[token], token, character, 3);
                        QCOMPARE(most.size(), std::min<std::size_t>(3, got.size()));
                        for (std::size_t i = 0; i < most.size(); ++i)
                            QCOMPARE(most[i].logit, got[i].logit);
                    }
                }
                QVERIFY(messageOf([&] {
                    engine.attributions(firing[0], 9, 0, 3);
                }).starts_with("Attributions: "));
                QVERIFY(messageOf([&] {
                    engine.attributions(firing[0], 0, 11, 3);
                }).starts_with("Attributions: "));
            }
    }

    /// A text says of every token who speaks for its likeliest successor.
    void aTextTellsThemForTheLikeliestSuccessor()
    {
        for (const Routing routing : {Routing::Gated, Routing::Dense}) {
            const ModelState model = textState(textConfig(routing));
            GenerationSpec spec;
            (routing == Routing::Dense ? spec.dense : spec.sparse) = packLanguage(model);
            spec.prompt = U"abc";
            spec.sample.tokens = 5;
            Generator generator(spec);
            while (generator.advance()) { }
            const std::vector<GeneratedToken> text = generator.take().tokens;
            std::vector<int> tokens;
            for (const GeneratedToken& token : text)
                tokens.push_back(token.token);
            QCOMPARE(tokens.size(), std::size_t{8});
            for (std::size_t i = 0; i < text.size(); ++i) {
                auto parts = partsOf(model, tokens, text[i].next.front().token)[i];
                QVERIFY(!text[i].speakers.empty() && text[i].speakers.size() <= 6);
                for (const auto& [neuron, logit] : text[i].speakers)
                    QVERIFY(std::abs(parts.at(neuron) - static_cast<double>(logit)) < 1e-4);
                const auto largest = std::ranges::max(parts | std::views::values);
                QVERIFY(
                    std::abs(largest - static_cast<double>(text[i].speakers.front().logit)) < 1e-4);
            }
        }
    }
};

GLOWWORM_TEST(TestAttribution)
#include "tst_attribution.moc"
