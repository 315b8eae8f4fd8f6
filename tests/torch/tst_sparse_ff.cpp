// SPDX-License-Identifier: GPL-3.0-or-later
// The FF layers inside glowworm_train: each kind against a hand-written formula, gradients by
// finite differences, the chosen-only step against the masked dense one. The only test that
// includes LibTorch.
#include "model/torch/torch_compat.h"

#include "model/torch/attention.h"
#include "model/torch/dropout.h"
#include "model/torch/fired_neurons.h"
#include "model/torch/networks.h"
#include "model/torch/utilisation.h"

#include "model/base/counter_random.h"
#include "model/kernels/training_kernels.h"
#include "support/run_test.h"

#include <QtTest>

#include <cmath>

using namespace glowworm;
using TorchTensor = torch::Tensor;

namespace {

constexpr int kTokens = 7, kWidth = 10, kNeurons = 12, kGroups = 3, kRank = 4;

RunConfig layerConfig(
    Routing routing, Gate gate = Gate::Softmax, Activation activation = Activation::Identity)
{
    RunConfig config;
    config.model.task = Task::Digits;
    config.model.routing = routing;
    config.model.dModel = kWidth;
    config.model.layers = 1;
    config.model.neurons = kNeurons;
    config.model.groups = kGroups;
    config.model.routerRank = kRank;
    config.model.gate = gate;
    config.model.activation = activation;
    config.model.gateScale = 1.5;
    return config;
}

/// Weights large enough for the gradients to be well above rounding.
Parameters layerParameters(const RunConfig& config)
{
    Parameters parameters = toTorch(initialState(config, {}).tensors, false);
    torch::manual_seed(3);
    for (auto& [name, tensor] : parameters)
        tensor = (torch::randn(tensor.sizes()) * 0.5).set_requires_grad(true);
    return parameters;
}

/// The factors of dropout on (rows, columns) probabilities of attention: each row has a key of its
/// own.
TorchTensor keptProbabilities(
    std::int64_t rows, std::int64_t columns, double probability, std::uint64_t key)
{
    TorchTensor factors = torch::ones({rows, columns});
    for (std::int64_t row = 0; row < rows; ++row) {
        float* first = factors.data_ptr<float>() + row * columns;
        dropoutScale(columns, droppingOf(probability),
            randomKey(key, static_cast<std::uint64_t>(row)), first, first);
    }
    return factors;
}

struct Layer {
    RunConfig config;
    Parameters parameters;
    TorchTensor x, dy;

    explicit Layer(const RunConfig& c)
        : config(c)
        , parameters(layerParameters(c))
    {
        torch::manual_seed(4);
        x = torch::randn({kTokens, kWidth}).set_requires_grad(true);
        dy = torch::randn({kTokens, kWidth});
    }
    ForwardContext context(SparsePath path, bool training = false) const
    {
        return {.config = config.model,
            .parameters = parameters,
            .path = path,
            .training = training,
            .noiseKey = 99};
    }
    std::map<std::string, TorchTensor> gradients(SparsePath path, bool training = true)
    {
        for (auto& [name, tensor] : parameters)
            tensor.mutable_grad().reset();
        x.mutable_grad().reset();
        (feedForward(context(path, training), 0, x) * dy).sum().backward();
        std::map<std::string, TorchTensor> result{{"x", x.grad().clone()}};
        for (const auto& [name, tensor] : parameters)
            if (tensor.grad().defined())
                result[name] = tensor.grad().clone();
        return result;
    }
};

double relativeDifference(const TorchTensor& a, const TorchTensor& b)
{
    return ((a - b).abs().max() / b.abs().max().clamp_min(1e-12)).item<double>();
}

double element(const TorchTensor& tensor, std::initializer_list<std::int64_t> index)
{
    TorchTensor value = tensor;
    for (std::int64_t i : index)
        value = value[i];
    return value.item<double>();
}

/// The evaluation formula of a sparse layer, by hand and in double.
std::vector<double> byHand(const Layer& layer)
{
    const auto& p = layer.parameters;
    const ModelConfig& c = layer.config.model;
    std::vector<double> y;
    for (int t = 0; t < kTokens; ++t) {
        std::vector<double> h(kRank), out(kWidth);
        for (int r = 0; r < kRank; ++r) {
            h[r] = element(p.at("ff.router.down.bias"), {r});
            for (int k = 0; k < kWidth; ++k)
                h[r] += element(p.at("ff.router.down.weight"), {r, k}) * element(layer.x, {t, k});
            if (c.routing == Routing::GumbelController)
                h[r] = std::max(h[r], 0.0);
        }
        for (int k = 0; k < kWidth; ++k)
            out[k] = element(p.at("ff.down.bias"), {k});
        for (int g = 0; g < kGroups; ++g) {
            std::vector<double> z(c.groupSize());
            double total = 0;
            for (int j = 0; j < c.groupSize(); ++j) {
                z[j] = element(p.at("ff.router.up.bias"), {g * c.groupSize() + j});
                for (int r = 0; r < kRank; ++r)
                    z[j] += element(p.at("ff.router.up.weight"), {g * c.groupSize() + j, r}) * h[r];
                total += std::exp(z[j]);
            }
            const int best = static_cast<int>(std::max_element(z.begin(), z.end()) - z.begin()),
                      neuron = g * c.groupSize() + best;
            double u = element(p.at("ff.up.bias"), {neuron});
            for (int k = 0; k < kWidth; ++k)
                u += element(p.at("ff.up.weight"), {neuron, k}) * element(layer.x, {t, k});
            double gate = 1;
            if (c.routing == Routing::GumbelController)
                u = std::max(u, 0.0);
            else
                gate = c.gateScale
                    * (c.gate == Gate::Softmax ? std::exp(z[best]) / total
                                               : 2 / (1 + std::exp(-z[best])));
            for (int k = 0; k < kWidth; ++k)
                out[k] += gate * u * element(p.at("ff.down.weight"), {k, neuron});
        }
        y.insert(y.end(), out.begin(), out.end());
    }
    return y;
}

} // namespace

class TestSparseFf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void evaluationIsTheWrittenFormula_data()
    {
        QTest::addColumn<int>("routing");
        QTest::addColumn<int>("gate");
        QTest::newRow("gumbel controller") << int(Routing::GumbelController) << int(Gate::Softmax);
        QTest::newRow("gated, softmax") << int(Routing::Gated) << int(Gate::Softmax);
        QTest::newRow("gated, sigmoid") << int(Routing::Gated) << int(Gate::Sigmoid);
    }
    void evaluationIsTheWrittenFormula()
    {
        QFETCH(int, routing);
        QFETCH(int, gate);
        const Layer layer(layerConfig(Routing(routing), Gate(gate)));
        const auto expected = byHand(layer);
        for (SparsePath path : {SparsePath::Fired, SparsePath::MaskedDense, SparsePath::Gather}) {
            const TorchTensor y = feedForward(layer.context(path), 0, layer.x).detach();
            for (int i = 0; i < kTokens * kWidth; ++i)
                QVERIFY(std::abs(y.data_ptr<float>()[i] - expected[i]) < 1e-4);
        }
    }

    void denseIsTheWrittenFormula()
    {
        const Layer layer(layerConfig(Routing::Dense));
        const TorchTensor y = feedForward(layer.context(SparsePath::Fired), 0, layer.x);
        double expected = element(layer.parameters.at("ff.down.bias"), {2});
        for (int j = 0; j < kNeurons; ++j) {
            double u = element(layer.parameters.at("ff.up.bias"), {j});
            for (int k = 0; k < kWidth; ++k)
                u += element(layer.parameters.at("ff.up.weight"), {j, k})
                    * element(layer.x, {4, k});
            expected += std::max(u, 0.0) * element(layer.parameters.at("ff.down.weight"), {2, j});
        }
        QVERIFY(std::abs(element(y, {4, 2}) - expected) < 1e-4);
    }

    void chosenOnlyGradientsEqualMaskedDenseOnes_data()
    {
        QTest::addColumn<int>("gate");
        QTest::addColumn<int>("activation");
        for (int gate = 0; gate < 2; ++gate)
            for (int activation = 0; activation < 3; ++activation)
                QTest::addRow("gate %d, activation %d", gate, activation) << gate << activation;
    }
    void chosenOnlyGradientsEqualMaskedDenseOnes()
    {
        QFETCH(int, gate);
        QFETCH(int, activation);
        Layer layer(layerConfig(Routing::Gated, Gate(gate), Activation(activation)));
        const auto fired = layer.gradients(SparsePath::Fired),
                   masked = layer.gradients(SparsePath::MaskedDense);
        QCOMPARE(fired.size(), masked.size());
        QCOMPARE(fired.size(), std::size_t(9)); // x and eight tensors of the layer
        for (const auto& [name, gradient] : masked)
            QVERIFY2(relativeDifference(fired.at(name), gradient) < 1e-5, name.c_str());
    }

    /// With its gates held and without b1 the layer is linear in x, so that x times the gradient is
    /// the output without b2; through the router it would be more.
    void aFrozenRouterIsNotSteeredThroughItsInput()
    {
        Layer layer(layerConfig(Routing::Gated));
        const torch::NoGradGuard noGradient;
        layer.parameters.at("ff.up.bias").zero_();
        for (const bool frozen : {true, false}) {
            const torch::AutoGradMode gradients(true);
            layer.x.mutable_grad().reset();
            ForwardContext context = layer.context(SparsePath::Fired, true);
            context.frozenRouter = frozen;
            const TorchTensor y = feedForward(context, 0, layer.x);
            (y * layer.dy).sum().backward();
            const double without
                = ((y - layer.parameters.at("ff.down.bias")) * layer.dy).sum().item<double>();
            const double product = (layer.x * layer.x.grad()).sum().item<double>();
            QCOMPARE(std::abs(product - without) < 1e-4 * std::abs(without), frozen);
        }
    }

    void gumbelTrainingWithoutNoiseWouldBeEvaluation()
    {
        // With the noise fixed by its key, the straight-through mask has the value of a one-hot:
        // the training output equals the gather of its winners.
        Layer layer(layerConfig(Routing::GumbelController));
        const torch::NoGradGuard noGradient;
        layer.parameters.at("ff.router.up.weight").zero_();
        const TorchTensor bias = layer.parameters.at("ff.router.up.bias");
        bias.copy_(torch::zeros_like(bias));
        for (int g = 0; g < kGroups; ++g)
            bias[g * kNeurons / kGroups + 1] = 1000; // far above any noise
        const TorchTensor training
            = feedForward(layer.context(SparsePath::Fired, true), 0, layer.x);
        const TorchTensor evaluation
            = feedForward(layer.context(SparsePath::Fired, false), 0, layer.x);
        QVERIFY(relativeDifference(training, evaluation) < 1e-5);
    }

    void gumbelRouterLearnsThroughEveryNeuron()
    {
        // dz_j = q_j (s_j - sum_i q_i s_i), s_j = a_j (v_j . dy): compared with autograd's result
        // through the straight-through mask.
        Layer layer(layerConfig(Routing::GumbelController));
        const auto gradients = layer.gradients(SparsePath::Fired, true);
        const auto& p = layer.parameters;
        const torch::NoGradGuard noGradient;
        const TorchTensor h = torch::relu(
            torch::linear(layer.x, p.at("ff.router.down.weight"), p.at("ff.router.down.bias")));
        const TorchTensor z
            = torch::linear(h, p.at("ff.router.up.weight"), p.at("ff.router.up.bias"))
                  .view({kTokens, kGroups, -1});
        const std::uint64_t key = randomKey(99, static_cast<std::uint64_t>(Stream::RouterNoise), 0);
        const TorchTensor q = torch::softmax(z + gumbelNoise(z.sizes(), key), 2);
        const TorchTensor a
            = torch::relu(torch::linear(layer.x, p.at("ff.up.weight"), p.at("ff.up.bias")));
        const TorchTensor s = (a * torch::matmul(layer.dy, p.at("ff.down.weight"))).view(q.sizes());
        const TorchTensor dz = (q * (s - (q * s).sum(2, true))).view({kTokens, kNeurons});
        QVERIFY(relativeDifference(gradients.at("ff.router.up.bias"), dz.sum(0)) < 1e-4);
        QVERIFY(relativeDifference(gradients.at("ff.router.up.weight"), torch::matmul(dz.t(), h))
            < 1e-4);
    }

    void oneNeuronAGroupIsDense()
    {
        RunConfig config = layerConfig(Routing::GumbelController);
        config.model.groups = kNeurons;
        Layer sparse(config);
        config.model.routing = Routing::Dense;
        const ForwardContext dense{.config = config.model, .parameters = sparse.parameters};
        QVERIFY(relativeDifference(feedForward(sparse.context(SparsePath::Fired), 0, sparse.x),
                    feedForward(dense, 0, sparse.x))
            < 1e-5);
    }

    void attentionAndItsGradientAreTheWrittenFormula_data()
    {
        QTest::addColumn<int>("tokens");
        QTest::addColumn<double>("dropout");
        QTest::newRow("one token") << 1 << 0.0;
        QTest::newRow("few tokens") << 17 << 0.0;
        QTest::newRow("many tokens") << 301 << 0.0;
        QTest::newRow("with dropout") << 301 << 0.2;
    }
    void attentionAndItsGradientAreTheWrittenFormula()
    {
        QFETCH(int, tokens);
        QFETCH(double, dropout);
        constexpr int kTexts = 2, kHeads = 3, kHeadWidth = 5;
        torch::manual_seed(6);
        const TorchTensor qkv
            = torch::randn({kTexts, tokens, 3 * kHeads * kHeadWidth}).set_requires_grad(true);
        const TorchTensor dy = torch::randn({kTexts, tokens, kHeads * kHeadWidth});
        const TorchTensor y = causalAttention(qkv, kHeads, dropout, 21);
        y.backward(dy);
        const TorchTensor gradient = qkv.grad().clone();
        qkv.mutable_grad().reset();

        const auto parts
            = qkv.view({kTexts, tokens, 3, kHeads, kHeadWidth}).permute({2, 0, 3, 1, 4});
        const TorchTensor future = torch::ones({tokens, tokens}, torch::kBool).triu(1);
        const TorchTensor scores
            = torch::matmul(parts[0], parts[1].transpose(2, 3)) / std::sqrt(double(kHeadWidth));
        TorchTensor probabilities = torch::softmax(scores.masked_fill(future, -INFINITY), 3);
        if (dropout > 0)
            probabilities = probabilities
                * keptProbabilities(kTexts * kHeads * tokens, tokens, dropout, 21)
                      .view(probabilities.sizes());
        const TorchTensor expected
            = torch::matmul(probabilities, parts[2]).transpose(1, 2).reshape(y.sizes());
        expected.backward(dy);
        QVERIFY(relativeDifference(y, expected) < 1e-5);
        QVERIFY(relativeDifference(gradient, qkv.grad()) < 1e-5);
    }

    void dropoutKeepsTheMeanAndRepeats()
    {
        const TorchTensor ones = torch::ones({401, 333});
        const TorchTensor once = counterDropout(ones, 0.2, 11),
                          again = counterDropout(ones, 0.2, 11);
        QVERIFY(torch::equal(once, again));
        QVERIFY(!torch::equal(once, counterDropout(ones, 0.2, 12)));
        QVERIFY(std::abs(once.mean().item<double>() - 1) < 0.01);
        QVERIFY(std::abs((once == 0).to(torch::kFloat).mean().item<double>() - 0.2) < 0.01);
        QVERIFY(torch::equal(counterDropout(ones, 0, 11), ones));
        TorchTensor x = torch::randn({5, 37}).set_requires_grad(true);
        const TorchTensor y = counterDropout(x, 0.5, 3);
        y.backward(torch::ones_like(y) * 3);
        QVERIFY(torch::equal(
            x.grad(), (y != 0).to(torch::kFloat) * 6)); // what was dropped gets no gradient
    }

    void theUtilisationCountsEachLayerOfAllMicroBatches()
    {
        ModelConfig model;
        model.routing = Routing::Gated;
        model.layers = 2;
        model.neurons = 4;
        model.groups = 2;
        Utilisation utilisation(model);
        const auto won = [](std::vector<std::int64_t> neurons) {
            return torch::tensor(neurons).view({-1, 2});
        };
        utilisation.add(
            {won({0, 2, 1, 3}), won({0, 2, 0, 2})}); // two tokens: the first layer uses all its
                                                     // neurons, the second one of each group
        utilisation.add({won({0, 2, 1, 3}), won({0, 2, 0, 3})});
        EvalReport report;
        utilisation.describe(report);
        QCOMPARE(report.groupDead, (std::vector<double>{0, 0, 0.5, 0}));
        QCOMPARE(report.fired, (std::vector<std::int64_t>{2, 2, 2, 2, 4, 0, 3, 1}));
        QCOMPARE(report.groupEntropy.size(), std::size_t{4});
        QVERIFY(std::abs(report.groupEntropy[0] - 1) < 1e-12
            && std::abs(report.groupEntropy[2]) < 1e-12);
        QVERIFY(std::abs(report.groupEntropy[3]
                    - (0.75 * std::log(4 / 3.0) + 0.25 * std::log(4.0)) / std::log(2.0))
            < 1e-12);
        QCOMPARE(report.deadFraction, 0.125);
    }
};

GLOWWORM_TEST(TestSparseFf)
#include "tst_sparse_ff.moc"
