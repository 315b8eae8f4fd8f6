// SPDX-License-Identifier: GPL-3.0-or-later
// One FF layer: every path, format and number of threads gives the same bits; the choice of a path
// takes the fastest.
#include "model/engine/path_choice.h"
#include "support/engine_models.h"
#include "support/run_test.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <ranges>

using namespace glowworm;
using namespace glowworm::test;

namespace {

PathChoice::Case someCase(std::int64_t tokens)
{
    return {WeightFormat::Fp32, 384, 1536, 24, 24, 1, tokens};
}

/// Calls until the choice is made, each path taking its time in `seconds` (Fired, Grouped,
/// MaskedDense) a token; returns the total.
double settle(PathChoice& choice, std::int64_t tokens, const std::array<double, 3>& seconds)
{
    double total = 0;
    for (int call = 0; call < 20; ++call) {
        const FeedForwardPath path = choice.next(someCase(tokens));
        const double time = static_cast<double>(tokens)
            * seconds[path == FeedForwardPath::Fired   ? 0
                    : path == FeedForwardPath::Grouped ? 1
                                                       : 2];
        choice.took(someCase(tokens), path, time);
        total += time;
    }
    return total;
}

} // namespace

class TestFeedForward : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firedValuesStandBeforeTheGate()
    {
        const ModelState state = textState(textConfig(Routing::Gated));
        const ModelConfig& c = state.config;
        const FeedForwardWeights weights = packFeedForward(c, state.tensors, layerPrefix(c, 0));
        std::vector<float> x(20), y(20);
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] = static_cast<float>(randomNormal(3, i));
        const Formulas formulas{state};
        std::vector<int> winners;
        const Numbers input(x.begin(), x.end()),
            want = formulas.feedForward("blocks.0.", input, &winners);
        const Numbers u = formulas.linear("blocks.0.ff.up", input);
        ThreadPool pool(1);
        for (const KernelSet kernels : kKernelSets) {
            FeedForward layer(kernels);
            layer.run(weights, x, 1, y, pool);
            QVERIFY(distance(y, want) < 1e-5);
            const LayerFiring firing = layer.firing(weights, 0);
            for (std::size_t g = 0; g < winners.size(); ++g) {
                QCOMPARE(static_cast<int>(firing.neurons[g]), winners[g]);
                QVERIFY(
                    std::abs(firing.values[g] - u[static_cast<std::size_t>(winners[g])]) < 1e-5);
            }
        }
    }

    void firedEqualsMaskedDense()
    {
        for (const Routing routing : {Routing::GumbelController, Routing::Gated})
            for (const KernelSet kernels : kKernelSets)
                for (const int threads : {1, 2})
                    for (const std::int64_t n : {1, 3, 70}) {
                        const ModelState state = textState(textConfig(routing));
                        const FeedForwardWeights weights
                            = packFeedForward(state.config, state.tensors, "blocks.1.");
                        const std::size_t count = static_cast<std::size_t>(n) * 20;
                        std::vector<float> x(count), fired(count), masked(count);
                        for (std::size_t i = 0; i < count; ++i)
                            x[i] = static_cast<float>(randomNormal(5, i));
                        ThreadPool pool(threads);
                        FeedForward layer(kernels);
                        layer.run(weights, x, n, fired, pool);
                        QCOMPARE(layer.rowsRead(), n * weights.groups);
                        const std::vector<float> values = copyOf(layer.values());
                        const std::vector<std::uint16_t> winners(
                            layer.winners().begin(), layer.winners().end());
                        layer.run(weights, x, n, masked, pool, FeedForwardPath::MaskedDense);
                        QCOMPARE(layer.rowsRead(), n * weights.neurons);
                        QCOMPARE(std::vector<std::uint16_t>(
                                     layer.winners().begin(), layer.winners().end()),
                            winners);
                        if (kernels == KernelSet::Simd) {
                            QCOMPARE(masked, fired); // one order of sums, so even the bits agree
                            QCOMPARE(copyOf(layer.values()), values);
                        } else {
                            QVERIFY(distance(masked, Numbers(fired.begin(), fired.end())) < 1e-6);
                        }
                    }
    }

    void everyPathGivesTheSameBitsInEveryFormat()
    {
        for (const Routing routing : {Routing::GumbelController, Routing::Gated})
            for (const WeightFormat format : kWeightFormats) {
                const ModelState state = textState(textConfig(routing));
                const FeedForwardWeights weights
                    = packFeedForward(state.config, state.tensors, "blocks.1.", format);
                QCOMPARE(weights.format, format);
                for (const std::int64_t n : {1, 2, 7, 300}) {
                    std::vector<float> x(static_cast<std::size_t>(n) * 20), want(x.size()),
                        y(x.size());
                    for (std::size_t i = 0; i < x.size(); ++i)
                        x[i] = static_cast<float>(randomNormal(5, i));
                    FeedForward layer;
                    ThreadPool one(1);
                    layer.run(weights, x, n, want, one, FeedForwardPath::Fired);
                    const std::vector<std::uint16_t> winners(
                        layer.winners().begin(), layer.winners().end());
                    const std::vector<float> values = copyOf(layer.values());
                    for (const int threads : {1, 2, 3})
                        for (const FeedForwardPath path : {FeedForwardPath::Fired,
                                 FeedForwardPath::Grouped, FeedForwardPath::MaskedDense}) {
                            ThreadPool pool(threads);
                            layer.run(weights, x, n, y, pool, path);
                            QCOMPARE(y, want);
                            QCOMPARE(copyOf(layer.values()), values);
                            QCOMPARE(std::vector<std::uint16_t>(
                                         layer.winners().begin(), layer.winners().end()),
                                winners);
                            QCOMPARE(layer.rowsRead(),
                                n
                                    * (path == FeedForwardPath::MaskedDense ? weights.neurons
                                                                            : weights.groups));
                        }
                }
            }
    }

    void rowsOfLosersAreNotRead()
    {
        const ModelState state = textState(textConfig(Routing::Gated));
        const ModelConfig& c = state.config;
        const std::int64_t n = 3;
        std::vector<float> x(static_cast<std::size_t>(n) * 20), want(x.size()), y(x.size());
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] = static_cast<float>(randomNormal(5, i));
        ThreadPool pool(1);
        FeedForward layer;
        for (const WeightFormat format : kWeightFormats) {
            layer.run(packFeedForward(c, state.tensors, "blocks.1.", format), x, n, want, pool,
                FeedForwardPath::Fired);
            std::vector<bool> fired(60);
            for (const std::uint16_t neuron : layer.winners())
                fired[neuron] = true;
            Tensors damaged = state.tensors;
            for (std::size_t j = 0; j < fired.size(); ++j)
                for (std::size_t i = 0; !fired[j] && i < 20;
                     ++i) // whoever reads a loser's row gets no number
                    damaged["blocks.1.ff.up.weight"].values[j * 20 + i]
                        = damaged["blocks.1.ff.down.weight"].values[i * 60 + j] = kNaN;
            const FeedForwardWeights weights = packFeedForward(c, damaged, "blocks.1.", format);
            for (const FeedForwardPath path : {FeedForwardPath::Fired, FeedForwardPath::Grouped}) {
                layer.run(weights, x, n, y, pool, path);
                QCOMPARE(y, want);
                QCOMPARE(layer.rowsRead(), n * c.groups);
            }
            layer.run(weights, x, n, y, pool,
                FeedForwardPath::MaskedDense); // reads them all: the damage would show
            QVERIFY(std::isnan(y[0]));
        }
    }

    void bothLayoutsOfADenseLayerAgree()
    {
        for (const KernelSet kernels : kKernelSets)
            for (const int threads : {1, 2}) {
                const ModelState state = textState(textConfig(Routing::Dense));
                const auto packedIn = [&](DenseLayout layout) {
                    return packFeedForward(
                        state.config, state.tensors, "blocks.1.", WeightFormat::Fp32, layout);
                };
                const FeedForwardWeights byOutput = packedIn(DenseLayout::ByOutput),
                                         byNeuron = packedIn(DenseLayout::ByNeuron);
                for (const std::int64_t n : {1, 5, 70}) {
                    std::vector<float> x(static_cast<std::size_t>(n) * 20), want(x.size()),
                        y(x.size());
                    for (std::size_t i = 0; i < x.size(); ++i)
                        x[i] = static_cast<float>(randomNormal(6, i));
                    ThreadPool pool(threads);
                    FeedForward layer(kernels);
                    layer.run(byOutput, x, n, want, pool);
                    const std::vector<float> activations = copyOf(layer.activations());
                    layer.run(byNeuron, x, n, y, pool);
                    QCOMPARE(copyOf(layer.activations()), activations);
                    QVERIFY(distance(y, Numbers(want.begin(), want.end())) < 1e-6);
                }
            }
    }

    void denseBitsDependOnTheirOwnTokenOnly()
    {
        for (const DenseLayout layout : {DenseLayout::ByOutput, DenseLayout::ByNeuron})
            for (const WeightFormat format : kWeightFormats) {
                const ModelState state = textState(textConfig(Routing::Dense));
                const FeedForwardWeights weights
                    = packFeedForward(state.config, state.tensors, "blocks.1.", format, layout);
                std::vector<float> x(300 * 20), want(x.size()), y(x.size());
                for (std::size_t i = 0; i < x.size(); ++i)
                    x[i] = static_cast<float>(randomNormal(6, i));
                FeedForward layer;
                ThreadPool one(1);
                for (std::size_t t = 0; t < 300; ++t)
                    layer.run(weights, std::span(x).subspan(t * 20, 20), 1,
                        std::span(want).subspan(t * 20, 20), one);
                for (const int threads : {1, 2, 3})
                    for (const std::size_t n : {1, 2, 7, 300}) {
                        ThreadPool pool(threads);
                        layer.run(weights, std::span(x).first(n * 20), static_cast<std::int64_t>(n),
                            y, pool);
                        QVERIFY(std::ranges::equal(
                            std::span(y).first(n * 20), std::span(want).first(n * 20)));
                    }
            }
    }

    void silentNeuronsOutputWeightsAreNotRead()
    {
        const ModelState state = textState(textConfig(Routing::Dense));
        std::vector<float> x(20), want(20), y(20);
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] = static_cast<float>(randomNormal(6, i));
        ThreadPool pool(1);
        FeedForward layer;
        layer.run(packFeedForward(state.config, state.tensors, "blocks.1."), x, 1, want, pool);
        Tensors damaged = state.tensors;
        for (std::size_t j = 0; j < 60; ++j)
            for (std::size_t i = 0; layer.activations()[j] == 0 && i < 20; ++i)
                damaged["blocks.1.ff.down.weight"].values[i * 60 + j] = kNaN;
        layer.run(packFeedForward(state.config, damaged, "blocks.1.", WeightFormat::Fp32,
                      DenseLayout::ByNeuron),
            x, 1, y, pool);
        QVERIFY(distance(y, Numbers(want.begin(), want.end())) < 1e-6);
        layer.run(packFeedForward(state.config, damaged, "blocks.1."), x, 1, y,
            pool); // reads them all: the damage shows
        QVERIFY(std::isnan(y[0]));
    }

    void groupsOfOneNeuronEqualTheDenseLayer()
    {
        RunConfig config = textConfig(Routing::GumbelController);
        config.model.groups = config.model.neurons;
        const ModelState state = textState(config);
        ModelConfig dense = config.model;
        dense.routing = Routing::Dense;
        std::vector<float> x(60), sparseOut(60), denseOut(60);
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] = static_cast<float>(randomNormal(9, i));
        ThreadPool pool(1);
        FeedForward layer;
        layer.run(packFeedForward(config.model, state.tensors, "blocks.0."), x, 3, sparseOut, pool);
        const WeightFormat fp32
            = WeightFormat::Fp32; // the layout that adds neuron by neuron, as a sparse layer does
        layer.run(packFeedForward(dense, state.tensors, "blocks.0.", fp32, DenseLayout::ByNeuron),
            x, 3, denseOut, pool);
        QCOMPARE(sparseOut, denseOut);
        QCOMPARE(layer.activations().size(), std::size_t(3 * 60));
    }

    void theFastestPathIsChosen()
    {
        const FeedForwardPath paths[]
            = {FeedForwardPath::Fired, FeedForwardPath::Grouped, FeedForwardPath::MaskedDense};
        for (std::size_t fastest = 0; fastest < 3; ++fastest) {
            std::array<double, 3> seconds = {1.2e-6, 1.3e-6, 1.4e-6};
            seconds[fastest] = 1e-6;
            PathChoice choice;
            settle(choice, 64, seconds);
            QCOMPARE(choice.next(someCase(64)), paths[fastest]);
            QCOMPARE(choice.next(someCase(127)), paths[fastest]); // the same magnitude
        }
    }

    void aHopelessPathIsTriedOnce()
    {
        PathChoice choice;
        const double total = settle(choice, 256, {1e-6, 2e-6, 40e-6});
        QVERIFY(total <= 256 * (18 * 1e-6 + 2e-6 + 40e-6) * 1.001);
    }

    void neverSlowerOnceSettled()
    {
        int hopeless = 0;
        for (std::uint64_t series = 0; series < 200;
             ++series) { // made-up times that differ from path to path and from call to call
            const std::uint64_t key = randomKey(series, "times");
            PathChoice choice;
            std::map<FeedForwardPath, double> shortest; // a token
            std::map<FeedForwardPath, int> trials;
            const auto best = [&] { return std::ranges::min(shortest | std::views::values); };
            const auto call = [&](std::uint64_t number) {
                const std::int64_t tokens = 64
                    + static_cast<std::int64_t>(number * 7 % 64); // 64 ... 127 share a decision
                const FeedForwardPath path = choice.next(someCase(tokens));
                const double seconds = 1
                    + randomUniform(key, 1000 + static_cast<std::uint64_t>(path))
                    + 0.5 * randomUniform(key, number);
                choice.took(someCase(tokens), path, seconds * static_cast<double>(tokens));
                return std::pair(path, seconds);
            };
            for (std::uint64_t number = 0; number < 15; ++number) {
                const auto [path, seconds] = call(number);
                if (const auto known = shortest.find(path); known != shortest.end()) {
                    QVERIFY(known->second <= 1.6 * best()); // else it had not been tried again
                    known->second = std::min(known->second, seconds);
                } else {
                    shortest[path] = seconds;
                }
                ++trials[path];
            }
            QCOMPARE(shortest.size(), std::size_t(3)); // none was passed over
            hopeless += std::ranges::min(trials | std::views::values) < 5;
            for (std::uint64_t number = 15; number < 100; ++number) // whatever the later times
                QCOMPARE(shortest.at(call(number).first), best());
        }
        QVERIFY(hopeless > 20 && hopeless < 180);
    }

    void casesInTurnDoNotMix()
    {
        std::vector<PathChoice::Case> cases(8, someCase(64));
        cases[1].format = WeightFormat::Int8;
        cases[2].dModel *= 2;
        cases[3].neurons *= 2;
        cases[4].groups *= 2;
        cases[5].routerRank *= 2;
        cases[6].threads *= 2;
        cases[7].tokens *= 2;
        const FeedForwardPath paths[]
            = {FeedForwardPath::Fired, FeedForwardPath::Grouped, FeedForwardPath::MaskedDense};
        for (std::size_t shift = 0; shift < 3; ++shift) {
            PathChoice choice;
            const auto fastest = [&](std::size_t i) {
                return paths[(i == 0) ? shift : (shift + 1 + i % 2) % 3];
            }; // none as the first
            for (int call = 0; call < 20; ++call)
                for (std::size_t i = 0; i < cases.size(); ++i) {
                    const FeedForwardPath path = choice.next(cases[i]);
                    choice.took(cases[i], path, path == fastest(i) ? 1.0 : 1.5);
                }
            for (std::size_t i = 0; i < cases.size(); ++i)
                QCOMPARE(choice.next(cases[i]), fastest(i));
        }
    }

    void aDecisionIsOfItsOwnCase()
    {
        PathChoice choice;
        settle(choice, 16, {1e-6, 9e-6, 9e-6});
        settle(choice, 1024, {9e-6, 9e-6, 1e-6});
        QCOMPARE(choice.next(someCase(16)), FeedForwardPath::Fired);
        QCOMPARE(choice.next(someCase(1024)), FeedForwardPath::MaskedDense);
        QCOMPARE(choice.next(someCase(1)), FeedForwardPath::Fired); // never anything else
        PathChoice::Case other = someCase(16);
        other.threads = 2;
        QCOMPARE(choice.next(other), FeedForwardPath::Grouped); // its trials begin anew
        other = someCase(16);
        other.format = WeightFormat::Int8;
        QCOMPARE(choice.next(other), FeedForwardPath::Grouped);
    }

    void aChosenPathChangesNoBits()
    {
        const ModelState state = textState(textConfig(Routing::Gated));
        const FeedForwardWeights weights
            = packFeedForward(state.config, state.tensors, "blocks.1.");
        std::vector<float> x(20 * 40), want(x.size()), y(x.size());
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] = static_cast<float>(randomNormal(5, i));
        ThreadPool pool(1);
        FeedForward layer, fired;
        fired.run(weights, x, 40, want, pool, FeedForwardPath::Fired);
        for (int call = 0; call < 20; ++call) { // all trials, then the choice
            layer.run(weights, x, 40, y, pool);
            QCOMPARE(y, want);
            const std::int64_t rows = layer.rowsRead();
            QVERIFY(rows == 40 * weights.groups || rows == 40 * weights.neurons);
        }
    }
};

GLOWWORM_TEST(TestFeedForward)
#include "tst_feed_forward.moc"
