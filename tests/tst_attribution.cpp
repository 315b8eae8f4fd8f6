// SPDX-License-Identifier: GPL-3.0-or-later
// Who votes for a character on a token, against the formulas in double precision and what each
// neuron does by itself.
#include "model/config/surgery.h"
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

/// What each neuron that fired on a token adds to a character's logit.
using Parts = std::map<NeuronAddress, double>;

/// Of each of the tokens, by the formulas.
std::vector<Parts> partsOf(const ModelState& model, const std::vector<int>& tokens, int character)
{
    std::vector<Formulas::Layer> layers; // of the first layer all tokens, then of the next
    std::vector<Numbers> streams;
    Formulas{model, {}, &layers, &streams}.text(tokens);
    std::vector<Parts> parts(tokens.size());
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

/// Every routing, gate and activation, and groups that do not choose.
std::vector<ModelState> someModels()
{
    std::vector<ModelState> models;
    for (const Routing routing : everyRouting())
        models.push_back(textState(textConfig(routing)));
    RunConfig other = textConfig(Routing::Gated);
    other.model.gate = Gate::Sigmoid;
    other.model.activation = Activation::Gelu;
    models.push_back(textState(other));
    Surgery surgery;
    surgery.disabled = {{0, 3}};
    surgery.forced = {{0, 15}, {1, 42}};
    models.push_back(operated(textState(textConfig(Routing::Gated)), surgery));
    return models;
}

/// Whether exactly these parts were found, each within `near`, the largest above 0 first and behind
/// them the smallest below it first.
bool areThose(const std::vector<Attribution>& found, Parts want, double near)
{
    const auto against
        = std::ranges::find_if(found, [](const Attribution& each) { return each.logit < 0; });
    for (const auto& [neuron, logit] : found) {
        const auto part = want.find(neuron);
        if (part == want.end() || std::abs(part->second - static_cast<double>(logit)) >= near)
            return false;
        want.erase(part);
    }
    return std::ranges::all_of(
               want | std::views::values, [&](double part) { return std::abs(part) < near; })
        && std::ranges::is_sorted(
            found.begin(), against, std::ranges::greater(), &Attribution::logit)
        && std::ranges::is_sorted(against, found.end(), std::ranges::less(), &Attribution::logit)
        && std::ranges::all_of(
            against, found.end(), [](const Attribution& each) { return each.logit < 0; });
}

/// How many of them add, and how many take away.
std::pair<std::size_t, std::size_t> sidesOf(const std::vector<Attribution>& found)
{
    const auto adding = static_cast<std::size_t>(
        std::ranges::count_if(found, [](const Attribution& each) { return each.logit > 0; }));
    return {adding, found.size() - adding};
}

/// Whether the same neurons fired: of rounded weights others may.
bool firedAlike(const FiringRecord& firing, const Parts& parts)
{
    std::size_t fired = 0;
    bool alike = true;
    for (std::size_t layer = 0; layer < firing.layers.size(); ++layer)
        for (const std::uint16_t neuron : firing.layers[layer].neurons) {
            alike = alike && parts.contains({static_cast<int>(layer), neuron});
            ++fired;
        }
    return alike && fired == parts.size();
}

std::vector<GeneratedToken> written(const GenerationSpec& spec)
{
    Generator generator(spec);
    while (generator.advance()) { }
    return generator.take().tokens;
}

double largestOf(const Parts& parts)
{
    double largest = 0;
    for (const double part : parts | std::views::values)
        largest = std::max(largest, std::abs(part));
    return largest;
}

} // namespace

class TestAttribution : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// What they add to the logit of a character, token by token, whatever way the output rows lie.
    void thoseThatAddMostToALogit()
    {
        const std::vector<int> tokens = someTokens(9);
        for (const ModelState& model : someModels())
            for (const WeightFormat format : kWeightFormats)
                for (const DenseLayout layout : {DenseLayout::ByOutput, DenseLayout::ByNeuron}) {
                    LanguageEngine engine(packLanguage(model, format, layout));
                    Sequence sequence = engine.makeSequence();
                    std::vector<FiringRecord> firing;
                    engine.advance(sequence, tokens, LanguageEngine::Logits::Last, &firing);
                    int compared = 0;
                    for (const int character : {0, 5, 10}) {
                        const auto want = partsOf(model, tokens, character);
                        for (std::size_t token = 0; token < tokens.size(); ++token) {
                            if (!firedAlike(firing[token], want[token]))
                                continue;
                            ++compared;
                            const auto all
                                = engine.attributions(firing[token], token, character, 2000);
                            QVERIFY(areThose(all, want[token],
                                format == WeightFormat::Fp32 ? 1e-4
                                                             : 0.15 * largestOf(want[token])));
                            const auto most
                                = engine.attributions(firing[token], token, character, 3);
                            const auto [adding, taking] = sidesOf(all);
                            const auto [three, one] = sidesOf(most);
                            QCOMPARE(three, std::min<std::size_t>(3, adding));
                            QCOMPARE(one, std::min<std::size_t>(1, taking));
                            for (std::size_t i = 0; i < three; ++i)
                                QCOMPARE(most[i].logit, all[i].logit);
                            if (one > 0)
                                QCOMPARE(most[three].logit, all[adding].logit);
                        }
                    }
                    QVERIFY(format == WeightFormat::Fp32 ? compared == 27 : compared > 0);
                }
    }

    /// What is not of the last call that was given records is refused, and reads nothing.
    void whatIsNotOfTheLastCallIsRefused()
    {
        for (const Routing routing : everyRouting()) {
            LanguageEngine engine(packLanguage(textState(textConfig(routing))));
            Sequence sequence = engine.makeSequence();
            std::vector<FiringRecord> firing;
            engine.advance(sequence, someTokens(9), LanguageEngine::Logits::Last, &firing);
            engine.advance(sequence, someTokens(2)); // no records: those before stay
            const auto refused = [&](const FiringRecord& record, std::size_t row, int character) {
                return messageOf([&] {
                    engine.attributions(record, row, character, 3);
                }).starts_with("Attributions: ");
            };
            QVERIFY(!refused(firing[8], 8, 10));
            QVERIFY(refused(firing[0], 9, 0));
            QVERIFY(refused(firing[0], 0, 11));
            FiringRecord shorter = firing[8], beyond = firing[8], more = firing[8];
            shorter.layers.pop_back();
            beyond.layers[1].neurons[0] = 60;
            more.layers[1].neurons.push_back(1); // of a model with more groups, past the end
            QVERIFY(refused(shorter, 8, 0) && refused(beyond, 8, 0) && refused(more, 8, 0));
            more.layers[1].values.push_back(1);
            QCOMPARE(refused(more, 8, 0), routing != Routing::Dense);
        }
    }

    /// A text says of every token who votes for its likeliest successor, where that is asked for.
    void aTextTellsThemForTheLikeliestSuccessor()
    {
        for (const Routing routing : {Routing::Gated, Routing::Dense}) {
            const ModelState model = textState(textConfig(routing));
            GenerationSpec spec;
            (routing == Routing::Dense ? spec.dense : spec.sparse) = packLanguage(model);
            spec.prompt = U"abc";
            spec.sample.tokens = 5;
            QVERIFY(std::ranges::all_of(
                written(spec), [](const GeneratedToken& token) { return token.voters.empty(); }));
            spec.voters = true;
            const std::vector<GeneratedToken> text = written(spec);
            std::vector<int> tokens;
            for (const GeneratedToken& token : text)
                tokens.push_back(token.token);
            QCOMPARE(tokens.size(), std::size_t{8});
            for (std::size_t i = 0; i < text.size(); ++i) {
                const Parts parts = partsOf(model, tokens, text[i].next.front().token)[i];
                const auto [adding, taking] = sidesOf(text[i].voters);
                QVERIFY(adding > 0 && adding <= 6 && taking <= 3);
                for (const auto& [neuron, logit] : text[i].voters) {
                    const auto part = parts.find(neuron);
                    QVERIFY(part != parts.end());
                    QVERIFY(std::abs(part->second - static_cast<double>(logit)) < 1e-4);
                }
                const auto largest = std::ranges::max(parts | std::views::values);
                QVERIFY(
                    std::abs(largest - static_cast<double>(text[i].voters.front().logit)) < 1e-4);
            }
        }
    }
};

GLOWWORM_TEST(TestAttribution)
#include "tst_attribution.moc"
