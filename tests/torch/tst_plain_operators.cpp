// SPDX-License-Identifier: GPL-3.0-or-later
// What a GPU computes with, LibTorch's own operators, against the CPU's kernels, on the CPU:
// dropout, the router's noise and gate, attention, AdamW. And that nothing in a step is made on
// another device than the parameters, by the device "meta", which has shapes and no values.
#include "model/torch/torch_compat.h"

#include "model/torch/adamw.h"
#include "model/torch/attention.h"
#include "model/torch/devices.h"
#include "model/torch/dropout.h"
#include "model/torch/fired_neurons.h"
#include "model/torch/networks.h"
#include "model/torch/plain_operators.h"
#include "model/torch/router.h"

#include "model/base/counter_random.h"
#include "model/base/error.h"
#include "model/engine/language_engine.h"
#include "support/adamw_factors.h"
#include "support/routing_kinds.h"
#include "support/run_test.h"
#include "support/tiny_config.h"

#include <torch/library.h>

#include <QtTest>

#include <cmath>
#include <numeric>

using namespace glowworm;
using TorchTensor = torch::Tensor;

namespace {

constexpr std::uint64_t kKey = 0x9876543210fedcbaULL;

RunConfig small(Routing routing, Task task)
{
    RunConfig config
        = test::tinyConfig(task, routing, {.context = 9, .neurons = 24, .routerRank = 3});
    config.model.vocabSize = 11;
    return config;
}

std::vector<char32_t> letters()
{
    std::vector<char32_t> all(11);
    std::iota(all.begin(), all.end(), U'a');
    return all;
}

TorchTensor zerosFor(const TorchTensor& meta)
{
    if (!meta.defined() || meta.dim() == 0)
        return meta.defined() ? torch::zeros({}, meta.options().device(torch::kCPU)) : meta;
    if (!meta.is_meta())
        throw std::logic_error("a tensor of the CPU meets those of the device");
    return torch::zeros(meta.sizes(), meta.options().device(torch::kCPU));
}

/// Operators that LibTorch does not know on "meta": the shapes of what they make of zeros.
void onZeros(const c10::OperatorHandle& op, torch::jit::Stack* stack)
{
    for (std::size_t i = stack->size() - op.schema().arguments().size(); i < stack->size(); ++i) {
        c10::IValue& value = (*stack)[i];
        if (value.isTensor()) {
            value = zerosFor(value.toTensor());
        } else if (value.isTensorList()) {
            std::vector<TorchTensor> list;
            for (const TorchTensor& tensor : value.toTensorVector())
                list.push_back(zerosFor(tensor));
            value = list;
        }
    }
    op.redispatchBoxed(c10::DispatchKeySet(c10::DispatchKey::CPU), stack);
    for (std::size_t i = stack->size() - op.schema().returns().size(); i < stack->size(); ++i)
        if ((*stack)[i].isTensor() && (*stack)[i].toTensor().defined())
            (*stack)[i] = (*stack)[i].toTensor().to(torch::kMeta);
}

/// Each operator by name, and no fallback for all: LibTorch 2 has one of its own (which refuses
/// them), and a key takes only one.
void teachMeta(torch::Library& library)
{
    using Key = c10::DispatchKey;
    auto& dispatcher = c10::Dispatcher::singleton();
    for (const c10::OperatorName& name : dispatcher.getAllOpNames()) {
        const auto op = dispatcher.findSchema(name);
        if (!op || !name.name.starts_with("aten::") || !op->hasKernelForDispatchKey(Key::CPU)
            || op->hasKernelForDispatchKey(Key::Meta))
            continue;
        library.impl(toString(name).c_str(), torch::CppFunction::makeFromBoxedFunction<&onZeros>());
    }
}

double farthest(const TorchTensor& a, const TorchTensor& b)
{
    return (a - b).abs().max().item<double>();
}

} // namespace

TORCH_LIBRARY_IMPL(aten, Meta, library) { teachMeta(library); }

class TestPlainOperators : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dropoutDropsTheSameElementsAndGradients()
    {
        for (const std::int64_t count : {1, 15, 16, 33, 1000}) {
            torch::manual_seed(1);
            const TorchTensor x = torch::randn({count}).set_requires_grad(true),
                              dy = torch::randn({count});
            const TorchTensor kernel = counterDropout(x, 0.3, kKey),
                              plain = plainDropout(x, 0.3, kKey);
            QVERIFY(torch::equal(kernel, plain));
            QVERIFY(torch::equal(torch::autograd::grad({kernel}, {x}, {dy})[0],
                torch::autograd::grad({plain}, {x}, {dy})[0]));
        }
    }

    void noiseOfTheRouterIsTheSame()
    {
        QVERIFY(farthest(gumbelNoise({70, 30}, kKey), plainGumbelNoise({70, 30}, kKey, torch::kCPU))
            < 1e-5);
    }

    void attentionHasTheSameValuesAndGradients()
    {
        for (const double dropout : {0.0, 0.25}) {
            torch::manual_seed(2);
            const std::int64_t B = 3, T = 150, D = 12; // no whole vectors
            const TorchTensor qkv = torch::randn({B, T, 3 * D}).set_requires_grad(true),
                              dy = torch::randn({B, T, D});
            const TorchTensor kernel = causalAttention(qkv, 2, dropout, kKey),
                              plain = plainCausalAttention(qkv, 2, dropout, kKey);
            QVERIFY(farthest(kernel, plain) < 1e-5);
            QVERIFY(farthest(torch::autograd::grad({kernel}, {qkv}, {dy})[0],
                        torch::autograd::grad({plain}, {qkv}, {dy})[0])
                < 1e-4);
        }
    }

    void theGateHasTheSameValuesAndGradients()
    {
        torch::manual_seed(4);
        const std::int64_t tokens = 11, rank = 5, groups = 4, size = 6;
        const TorchTensor h = torch::randn({tokens, rank}).set_requires_grad(true),
                          bias = torch::randn({groups * size}).set_requires_grad(true);
        const TorchTensor up = torch::randn({groups * size, rank}).set_requires_grad(true),
                          weight = torch::randn({tokens, groups});
        const TorchTensor z = torch::linear(h, up, bias).view({tokens, groups, size}),
                          plain = plainSoftmaxGate(z, groupWinners(z), 1.5);
        const TorchTensor plainProbabilities = torch::softmax(z, 2).sum(0).view({-1});
        for (const bool balanced : {false, true}) {
            const auto [gate, winners, probabilities]
                = routerGate(h, up, bias, groups, 1.5, balanced);
            QVERIFY(torch::equal(winners, groupWinners(z)));
            QVERIFY(farthest(gate, plain) < 1e-5);
            QCOMPARE(probabilities.defined(), balanced);
            TorchTensor loss = (gate * weight).sum(), plainLoss = (plain * weight).sum();
            if (balanced) {
                QVERIFY(farthest(probabilities, plainProbabilities) < 1e-5);
                loss = loss + 3 * auxiliaryLossOf(winners, probabilities);
                plainLoss = plainLoss + 3 * auxiliaryLossOf(winners, plainProbabilities);
            }
            const auto ours = torch::autograd::grad({loss}, {h, up, bias}),
                       theirs = torch::autograd::grad({plainLoss}, {h, up, bias}, {}, true);
            for (std::size_t i = 0; i < ours.size(); ++i)
                QVERIFY(farthest(ours[i], theirs[i]) < 1e-5);
        }
    }

    void adamWMakesTheSameUpdates()
    {
        torch::manual_seed(3);
        TorchTensor weight = torch::randn({37}), first = torch::randn({37}),
                    second = torch::rand({37});
        TorchTensor weight2 = weight.clone(), first2 = first.clone(), second2 = second.clone();
        for (int step = 0; step < 5; ++step) {
            const TorchTensor gradient = torch::randn({37});
            adamWUpdate(37, test::kAdamWFactors, gradient.data_ptr<float>(),
                weight.data_ptr<float>(), first.data_ptr<float>(), second.data_ptr<float>());
            plainAdamW(test::kAdamWFactors, gradient, weight2, first2, second2);
        }
        QVERIFY(farthest(weight, weight2) < 1e-6 && farthest(first, first2) < 1e-6
            && farthest(second, second2) < 1e-6);
    }

    void gumbelNoiseHasItsMeanAndDeviation()
    {
        const TorchTensor noise = gumbelNoise({500, 400}, 5);
        QVERIFY(std::abs(noise.mean().item<double>() - 0.5772) < 0.01);
        QVERIFY(std::abs(noise.std().item<double>() - 1.2825) < 0.01);
        QVERIFY(torch::isfinite(noise).all().item<bool>());
    }

    void adamWMatchesLibTorchs()
    {
        RunConfig config = small(Routing::Dense, Task::Digits);
        config.train.weightDecay = 0.1;
        config.train.beta2 = 0.99;
        Parameters ours;
        std::vector<TorchTensor> theirs;
        for (const TensorSpec& spec : tensorSpecs(config.model)) {
            if (spec.shape.size() != 2)
                continue; // ours decays matrices only
            const TorchTensor start = torch::randn(spec.shape);
            ours.emplace(spec.name, start.clone().set_requires_grad(true));
        }
        for (const auto& [name, tensor] : ours)
            theirs.push_back(tensor.detach().clone().set_requires_grad(true));
        ThreadPool pool(2);
        AdamW optimiser(config.model, config.train, ours, {}, {});
        torch::optim::AdamW reference(
            theirs, torch::optim::AdamWOptions(0.01).betas({0.9, 0.99}).weight_decay(0.1));
        for (int step = 1; step <= 5; ++step) {
            std::vector<TorchTensor> gradients;
            for (TorchTensor& tensor : theirs) {
                gradients.push_back(torch::randn(tensor.sizes()));
                tensor.mutable_grad() = gradients.back() * 0.5;
            }
            optimiser.apply(pool, ours, gradients, step, 0.01, 0.5);
            reference.step();
        }
        std::size_t i = 0;
        for (const auto& [name, tensor] : ours)
            QVERIFY2(farthest(tensor, theirs[i++]) < 1e-5, name.c_str());
    }

    /// The layer is the masked dense one there, which tst_sparse_ff compares with the fired
    /// neurons.
    void aStepMakesAllItsTensorsOnTheDevice_data() { test::addKinds(); }
    void aStepMakesAllItsTensorsOnTheDevice()
    {
        QFETCH(int, routing);
        QFETCH(int, task);
        const RunConfig config = small(Routing(routing), Task(task));
        Parameters parameters = toTorch(
            initialState(config, Task(task) == Task::Text ? letters() : std::vector<char32_t>())
                .tensors,
            true, torch::kMeta);
        std::vector<TorchTensor> leaves;
        TorchTensor auxiliaryLoss = torch::zeros({}, torch::kMeta);
        ForwardContext context{.config = config.model,
            .parameters = parameters,
            .path = SparsePath::MaskedDense,
            .training = true,
            .dropout = 0.2,
            .routerNoise = 0.5,
            .noiseKey = 7,
            .auxiliaryLoss = Routing(routing) == Routing::Gated ? &auxiliaryLoss : nullptr};
        const bool text = Task(task) == Task::Text;
        const auto on = torch::TensorOptions().device(torch::kMeta);
        const TorchTensor scores = text
            ? languageLogits(context, torch::zeros({2, 9}, on.dtype(torch::kLong))).view({18, 11})
            : digitScores(context, torch::zeros({4, 784}, on));
        const TorchTensor loss = (scores * scores).sum() + auxiliaryLoss;
        for (const auto& [name, parameter] : parameters)
            leaves.push_back(parameter);
        const auto gradients = torch::autograd::grad({loss}, leaves, {}, {}, false, true);
        for (const TorchTensor& gradient : gradients)
            QVERIFY(!gradient.defined() || gradient.is_meta());
    }

    void theEngineFiresTheNeuronsThatTheRouterPicks()
    {
        for (const Routing routing : {Routing::GumbelController, Routing::Gated}) {
            const RunConfig config = small(routing, Task::Text);
            std::vector<char32_t> alphabet(11);
            std::iota(alphabet.begin(), alphabet.end(), U'a');
            const ModelState model = initialState(config, alphabet);
            const std::vector<int> tokens{1, 5, 2, 7, 3, 3, 9, 0, 10};
            const Parameters parameters = toTorch(model.tensors, false);
            std::vector<TorchTensor> picked; // (n, G) a layer
            const TorchTensor expected = languageLogits({.config = model.config,
                                                            .parameters = parameters,
                                                            .path = SparsePath::MaskedDense,
                                                            .winners = &picked},
                torch::tensor(tokens, torch::kLong).unsqueeze(0))
                                             .view({-1});
            LanguageEngine engine(packLanguage(model));
            Sequence sequence = engine.makeSequence();
            std::vector<FiringRecord> firing;
            const auto logits
                = engine.advance(sequence, tokens, LanguageEngine::Logits::All, &firing);
            QCOMPARE(std::int64_t(logits.size()), expected.numel());
            for (std::size_t i = 0; i < logits.size(); ++i)
                QVERIFY(std::abs(logits[i] - expected.data_ptr<float>()[i]) < 1e-5F);
            QCOMPARE(picked.size(), std::size_t(config.model.layers));
            for (std::size_t layer = 0; layer < picked.size(); ++layer) {
                const std::int64_t* neuron = picked[layer].data_ptr<std::int64_t>();
                for (const FiringRecord& record : firing)
                    for (const std::uint16_t fired : record.layers.at(layer).neurons)
                        QCOMPARE(std::int64_t{fired}, *neuron++);
                QCOMPARE(neuron - picked[layer].data_ptr<std::int64_t>(), picked[layer].numel());
            }
        }
    }

    void devicesThatAreNotHereAreRefusedInOneSentence()
    {
        QVERIFY(deviceNamed("cpu") == torch::Device(torch::kCPU));
        QCOMPARE(deviceNames().front(), std::string("cpu"));
        for (const std::string name :
            {"", "gpu", "cuda:", "cuda:x", "cuda:-1", "cuda:999", "cuda:126"})
            QVERIFY_EXCEPTION_THROWN(deviceNamed(name), Error);
    }
};

GLOWWORM_TEST(TestPlainOperators)
#include "tst_plain_operators.moc"
