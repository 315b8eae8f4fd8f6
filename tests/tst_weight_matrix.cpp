// SPDX-License-Identifier: GPL-3.0-or-later
// How weights are rounded and laid out.
#include "model/kernels/kernels.h"
#include "support/engine_models.h"
#include "support/run_test.h"

#include <QtTest>

using namespace glowworm;
using namespace glowworm::test;

namespace {

/// Weights 0 ... of the first row as the kernels see them.
std::vector<float> readBack(const WeightMatrix& matrix, std::int64_t columns)
{
    std::vector<float> values(static_cast<std::size_t>(columns));
    const float one = 1;
    referenceKernels().accumulate(
        {&one, 1}, matrix.rows(), 1, 1, {values.data(), columns}, 0, columns);
    return values;
}

} // namespace

class TestWeightMatrix : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void weightsAreRoundedToTheNearest()
    {
        WeightBlock block(3 * WeightMatrix::bytesFor(WeightFormat::Fp32, 1, 5));
        const std::vector<float> values = {1.0F, -127.0F, 2.5F, 3.5F, 0.0F};
        for (const WeightFormat format : kWeightFormats) {
            WeightMatrix matrix(format, 1, 5, block);
            matrix.setRow(0, values);
            const std::vector<float> want = format == WeightFormat::Int8
                ? std::vector<float>{1, -127, 2, 4, 0}
                : values; // ties to even
            QCOMPARE(readBack(matrix, 5), want);
        }
        WeightMatrix bf16 = packedNoise(WeightFormat::Bf16, 1, 3, 1);
        bf16.setRow(0, std::vector<float>{1 + 0x1p-8F, 1 + 3 * 0x1p-8F, 1 + 0x1.8p-8F});
        QCOMPARE(readBack(bf16, 3),
            (std::vector<float>{1, 1 + 0x1p-6F, 1 + 0x1p-7F})); // 8 bits; ties to even
        for (const WeightFormat format : kWeightFormats) {      // damage stays visible
            WeightMatrix matrix = packedNoise(format, 1, 3, 1);
            matrix.setRow(0, std::vector<float>{1, kNaN, 2});
            QVERIFY(std::isnan(readBack(matrix, 3)[1]));
        }
        WeightMatrix zeros = packedNoise(WeightFormat::Int8, 1, 4, 1);
        zeros.setRow(0, std::vector<float>(4, 0.0F));
        QCOMPARE(readBack(zeros, 4), std::vector<float>(4, 0.0F));
    }

    void aLayersMatricesShareOneBlock()
    {
        for (const WeightFormat format : kWeightFormats) {
            const ModelConfig config = layerConfig(100, 6, 20, 7);
            const FeedForwardWeights weights
                = packFeedForward(config, layerTensors(config, 10), "", format);
            const auto at = [](const WeightMatrix& matrix) {
                return reinterpret_cast<std::uintptr_t>(matrix.rows().data);
            };
            QCOMPARE(at(weights.routerDown.weight),
                at(weights.rows) + static_cast<std::uintptr_t>(weights.rows.bytes()));
            QCOMPARE(at(weights.routerUp),
                at(weights.routerDown.weight)
                    + static_cast<std::uintptr_t>(weights.routerDown.weight.bytes()));
            QCOMPARE(at(weights.rows) % 64, std::uintptr_t(0));
            const std::int64_t elements = 240 * weights.rows.stride()
                + 7 * weights.routerDown.weight.stride()
                + weights.routerPanels() * 7 * weights.routerUp.stride();
            const std::int64_t scales
                = format == WeightFormat::Int8 ? 4 * (240 + 7 + weights.routerPanels() * 7) : 0;
            QVERIFY(weights.matrixBytes() >= elements * bytesPerWeight(format) + scales);
            QVERIFY(weights.matrixBytes() < elements * bytesPerWeight(format) + scales + 3 * 64);
        }
    }

    void narrowFormatsTakeFewerBytes()
    {
        RunConfig config = textConfig(Routing::Gated);
        config.model.dModel = 64; // narrow rows take a whole cache line in every format
        const ModelState state = textState(config);
        std::int64_t before = std::numeric_limits<std::int64_t>::max();
        for (const WeightFormat format : kWeightFormats) {
            const std::int64_t bytes = packLanguage(state, format)->matrixBytes();
            QVERIFY(bytes < before);
            before = bytes;
            QVERIFY(packDigits(digitState(Routing::Gated), format)->matrixBytes() > 0);
        }
        QCOMPARE(nameOf(WeightFormat::Int8), std::string_view("int8"));
    }
};

GLOWWORM_TEST(TestWeightMatrix)
#include "tst_weight_matrix.moc"
