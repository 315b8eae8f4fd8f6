// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes, parameter counts, the start of a run.
#include "model/base/counter_random.h"
#include "model/base/error.h"
#include "model/config/model_state.h"
#include "support/run_test.h"

#include <QtTest>

#include <cmath>
#include <numeric>

using namespace glowworm;

class TestState : public QObject {
    Q_OBJECT

    static std::vector<char32_t> letters(int count)
    {
        std::vector<char32_t> characters(static_cast<std::size_t>(count));
        std::iota(characters.begin(), characters.end(), U'A');
        return characters;
    }

private Q_SLOTS:
    void parameterCountsAreTheStudys()
    {
        QCOMPARE(parameterCount(preset("study-shakespeare-dense").config.model),
            10788929); // sparse-ff 1.1: the plain character model
        QCOMPARE(
            parameterCount(preset("study-shakespeare-sparse-r24").config.model), 10788929 + 285840);
        QCOMPARE(
            parameterCount(preset("study-shakespeare-sparse").config.model), 10788929 + 1115712);
        QCOMPARE(parameterCount(preset("study-mnist-dense").config.model), 160010);
        QCOMPARE(parameterCount(preset("study-mnist-sparse").config.model), 160010 + 4408);
    }

    void initialStateFitsItsSpecs()
    {
        for (const Preset& preset : presets()) {
            RunConfig config = preset.config;
            config.model.layers = 1;
            const bool text = config.model.task == Task::Text;
            const ModelState state
                = initialState(config, text ? letters(7) : std::vector<char32_t>());
            checkTensors(state.config, state.tensors);
            QCOMPARE(state.config.vocabSize, text ? 7 : config.model.vocabSize);
        }
    }

    void twinsShareEveryTensorBothHave()
    {
        const RunConfig sparse = preset("quick-sparse").config;
        const ModelState a = initialState(sparse, letters(9)),
                         b = initialState(denseTwin(sparse), letters(9));
        QVERIFY(a.tensors.size() > b.tensors.size());
        for (const auto& [name, tensor] : b.tensors)
            QVERIFY2(a.tensors.at(name) == tensor, name.c_str());
    }

    void weightsHaveTheStatedDeviation()
    {
        RunConfig config = preset("quick-sparse").config;
        const ModelState state = initialState(config, letters(9));
        const auto deviation = [&](const std::string& name) {
            double sum = 0;
            const auto& values = state.tensors.at(name).values;
            for (float v : values)
                sum += static_cast<double>(v) * v;
            return std::sqrt(sum / static_cast<double>(values.size()));
        };
        QVERIFY(std::abs(deviation("blocks.0.ff.up.weight") / 0.02 - 1) < 0.02);
        QVERIFY(std::abs(deviation("blocks.0.ff.down.weight") / 0.04 - 1) < 0.02);
        QVERIFY(std::abs(deviation("blocks.0.ff.router.down.weight") * std::sqrt(128.0) - 1) < 0.1);
        QCOMPARE(deviation("blocks.0.ff.up.bias"), 0.0);
        QCOMPARE(deviation("norm.weight"), 1.0);
    }

    void aRouterStartedFromItsNeuronsAgreesWithThem()
    {
        RunConfig config = preset("quick-sparse").config;
        config.model.routerRank = config.model.dModel / 2;
        const auto agreement =
            [&](RouterStart start) { // correlation of logits and pre-activations over random inputs
                config.train.routerStart = start;
                const ModelState state = initialState(config, letters(9));
                const int D = config.model.dModel, R = config.model.routerRank,
                          F = config.model.neurons;
                const auto &up = state.tensors.at("blocks.1.ff.up.weight").values,
                           &first = state.tensors.at("blocks.1.ff.router.down.weight").values,
                           &second = state.tensors.at("blocks.1.ff.router.up.weight").values;
                double both = 0, logits = 0, neurons = 0;
                for (std::uint64_t sample = 0; sample < 3; ++sample) {
                    std::vector<double> h(static_cast<std::size_t>(R));
                    const auto x = [&](int i) {
                        return randomNormal(sample, static_cast<std::uint64_t>(i));
                    };
                    for (int r = 0; r < R; ++r)
                        for (int i = 0; i < D; ++i)
                            h[static_cast<std::size_t>(r)]
                                += first[static_cast<std::size_t>(r * D + i)] * x(i);
                    for (int j = 0; j < F; ++j) {
                        double z = 0, u = 0;
                        for (int r = 0; r < R; ++r)
                            z += second[static_cast<std::size_t>(j * R + r)]
                                * h[static_cast<std::size_t>(r)];
                        for (int i = 0; i < D; ++i)
                            u += up[static_cast<std::size_t>(j * D + i)] * x(i);
                        both += z * u;
                        logits += z * z;
                        neurons += u * u;
                    }
                }
                const double deviation = std::sqrt(logits / (3.0 * F));
                return std::pair(both / std::sqrt(logits * neurons), deviation);
            };
        const auto [agrees, deviation] = agreement(RouterStart::Neurons);
        const auto [independent, usual] = agreement(RouterStart::Random);
        QVERIFY2(agrees > 0.5 && std::abs(independent) < 0.15, qPrintable(QString::number(agrees)));
        QVERIFY2(deviation > 0.6 * usual && deviation < 1.6 * usual,
            qPrintable(QString::number(deviation / usual)));
    }

    void anotherSeedGivesOtherWeights()
    {
        RunConfig config = preset("glowworm-mnist").config;
        const ModelState a = initialState(config, {});
        config.train.seed = 2;
        QVERIFY(
            a.tensors.at("input.weight") != initialState(config, {}).tensors.at("input.weight"));
    }

    void wrongTensorsAreNamed()
    {
        ModelState state = initialState(preset("glowworm-mnist").config, {});
        auto broken = state.tensors;
        broken.erase("head.bias");
        QVERIFY_EXCEPTION_THROWN(checkTensors(state.config, broken), Error);
        broken = state.tensors;
        broken["extra"] = {{1}, {0.0F}};
        QVERIFY_EXCEPTION_THROWN(checkTensors(state.config, broken), Error);
        broken = state.tensors;
        broken["head.bias"].shape = {5, 2};
        QVERIFY_EXCEPTION_THROWN(checkTensors(state.config, broken), Error);
    }

    void randomNumbersAreUniformAndUncorrelated()
    {
        const std::uint64_t key = randomKey(1, 2, 3);
        double mean = 0, product = 0;
        const int count = 100000;
        for (int i = 0; i < count; ++i) {
            const double u = randomUniform(key, static_cast<std::uint64_t>(i));
            QVERIFY(u > 0 && u < 1);
            mean += u / count;
            product += (u - 0.5) * (randomUniform(key, static_cast<std::uint64_t>(i) + 1) - 0.5)
                / count;
        }
        QVERIFY(std::abs(mean - 0.5) < 0.005);
        QVERIFY(std::abs(product) < 0.002);
        QVERIFY(randomKey(1, 2, 3) != randomKey(1, 3, 2));
    }
};

GLOWWORM_TEST(TestState)
#include "tst_state.moc"
