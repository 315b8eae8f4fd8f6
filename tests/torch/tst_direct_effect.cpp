// SPDX-License-Identifier: GPL-3.0-or-later
// What a neuron adds to the output by itself, against LibTorch's own layer norm and networks.
#include "model/torch/networks.h"

#include "model/engine/digit_engine.h"
#include "model/neurons/direct_effect.h"
#include "model/neurons/report.h"
#include "support/engine_models.h"
#include "support/run_test.h"
#include "support/some_pictures.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace glowworm;
using namespace glowworm::test;
using TorchTensor = torch::Tensor;

namespace {

/// A column of ff.down.weight.
TorchTensor outputRow(const Parameters& parameters, const std::string& prefix, int neuron)
{
    return parameters.at(prefix + "ff.down.weight").select(1, neuron).to(torch::kDouble);
}

/// From what is wanted less its mean: what is added to all outputs alike says nothing.
double difference(const std::vector<float>& got, const TorchTensor& raw)
{
    const TorchTensor want = raw - raw.mean();
    double worst = 0;
    for (std::int64_t i = 0; i < want.numel(); ++i)
        worst
            = std::max(worst, std::abs(got[static_cast<std::size_t>(i)] - want[i].item<double>()));
    return worst;
}

} // namespace

class TestDirectEffect : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The derivative of LibTorch's layer norm and head along a neuron's output row, at a token
    /// whose stream has nothing of that row, so that mean and deviation hold still.
    void ofATextIsTheDerivativeOfLayerNormAndHead()
    {
        for (const Routing routing : everyRouting()) {
            const ModelState model = textState(textConfig(routing));
            const Parameters parameters = toTorch(model.tensors, false);
            const auto of
                = [&](const char* name) { return parameters.at(name).to(torch::kDouble); };
            const TorchTensor gain = of("norm.weight"), offset = of("norm.bias"),
                              head = of("head.weight"), bias = of("head.bias");
            const std::int64_t D = gain.numel();
            const auto logits = [&](const TorchTensor& stream) {
                return torch::linear(torch::layer_norm(stream, {D}, gain, offset), head, bias);
            };
            for (const int layer : {0, 1})
                for (const int neuron : {0, 17, 59}) {
                    const TorchTensor row
                        = outputRow(parameters, layerPrefix(model.config, layer), neuron);
                    const TorchTensor centred = row - row.mean();
                    TorchTensor stream = torch::arange(D, torch::kDouble).sin() * 3;
                    stream = stream - stream.mean();
                    stream = stream - centred * stream.dot(centred) / centred.dot(centred);
                    const double deviation
                        = std::sqrt((stream * stream).mean().item<double>() + 1e-5);
                    const double step = 1e-4;
                    const TorchTensor slope
                        = (logits(stream + step * row) - logits(stream - step * row)) / (2 * step);
                    QVERIFY(
                        difference(directEffect(model, {layer, neuron}), slope * deviation) < 1e-4);
                }
        }
    }

    /// Without its output row the scores of a picture lose value x gate x effect, no more.
    void ofDigitsIsWhatTheScoresLoseWithoutTheNeuron()
    {
        const ModelState model = digitState(Routing::Gated);
        DigitEngine engine(packDigits(model), {.keepLogits = true});
        const auto set = somePictures(20);
        for (std::int64_t i = 0; i < set->count(); ++i) {
            std::vector<float> pixels(kDigitPixels);
            standardise(set->picture(i), pixels);
            std::vector<FiringRecord> firing;
            engine.classify(pixels, &firing);
            const auto scores = [&](const ModelState& state) {
                const Parameters parameters = toTorch(state.tensors, false);
                const torch::NoGradGuard noGrad;
                return digitScores({state.config, parameters, SparsePath::MaskedDense},
                    torch::tensor(pixels).view({1, kDigitPixels}))
                    .view({-1})
                    .to(torch::kDouble);
            };
            const NeuronAddress neuron{0, firing.front().layers.front().neurons[1]};
            ModelState without = model;
            std::vector<float>& down = without.tensors.at("ff.down.weight").values;
            for (std::size_t at = static_cast<std::size_t>(neuron.neuron); at < down.size();
                 at += static_cast<std::size_t>(model.config.neurons))
                down[at] = 0;
            const NeuronMoment moment = momentOf(model.config, firing.front(), neuron);
            const double added = moment.value * *moment.probability * model.config.gateScale;
            std::vector<float> effect = directEffect(model, neuron);
            for (float& value : effect)
                value = static_cast<float>(value * added);
            const TorchTensor lost = scores(model) - scores(without);
            QVERIFY(
                difference(effect, lost) < 1e-4 * std::max(1.0, lost.abs().max().item<double>()));
        }
    }
};

GLOWWORM_TEST(TestDirectEffect)
#include "tst_direct_effect.moc"
