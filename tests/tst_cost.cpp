// SPDX-License-Identifier: GPL-3.0-or-later
// The closed forms against the figures worked out by hand for the study's shapes.
#include "model/config/cost.h"
#include "support/run_test.h"

#include <QtTest>

#include <cmath>

using namespace glowworm;

class TestCost : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parametersByPartSumToTheModel()
    {
        for (const Preset& preset : presets())
            QCOMPARE(inferenceCost(preset.config.model).parameters(),
                parameterCount(preset.config.model));
    }

    void bytesOfTheStudysLayersAreRight()
    {
        const Cost dense = inferenceCost(preset("study-shakespeare-dense").config.model, 128);
        QCOMPARE(dense.find(Part::FeedForward)->bytes, 6 * 1181568 * 4);
        QCOMPARE(dense.find(Part::Attention)->bytes,
            6 * (4 * 384 * 384 + 384) * 4 + 6 * 2 * 128 * 384 * 4);
        const Cost sparse = inferenceCost(preset("study-shakespeare-sparse-r24").config.model);
        QCOMPARE(sparse.find(Part::FeedForward)->bytes, 6 * (24 * (2 * 384 + 1) + 384) * 4);
        QCOMPARE(sparse.find(Part::Router)->bytes, 6 * 47640 * 4);
        QCOMPARE(sparse.find(Part::FeedForward)->macs, 6 * 24 * 2 * 384);
    }

    void ceilingsAreTheKnownOnes()
    {
        const ModelConfig& r24 = preset("study-shakespeare-sparse-r24").config.model;
        const ModelConfig& r96 = preset("study-shakespeare-sparse").config.model;
        QCOMPARE(feedForwardCeiling(r24),
            1181568.0 / (24 * 769 + 384 + 47640)); // 17.8: biases counted; 18.3 without
        QCOMPARE(feedForwardCeiling(r96), 1181568.0 / (24 * 769 + 384 + 185952));
        QVERIFY(std::abs(tokenCeiling(r24, 128) - 2.47) < 0.03);
        QVERIFY(std::abs(tokenCeiling(r24, 0) - 2.69) < 0.03);
        QCOMPARE(feedForwardCeiling(preset("study-shakespeare-dense").config.model), 1.0);
    }

    void digitNetworkCeilingIsLimitedByItsFirstLayer()
    {
        const double ceiling = tokenCeiling(preset("glowworm-mnist").config.model, 0);
        QVERIFY2(ceiling > 1.8 && ceiling < 1.95, qPrintable(QString::number(ceiling)));
    }

    void memoryGrowsWithTheMicroBatchAndTheThreads()
    {
        RunConfig config = preset("demo-sparse").config;
        const auto chosen = trainingMemory(
            config, 1); // micro-batches of a size of their own, not the whole batch
        config.train.microBatch = config.train.batch;
        QVERIFY(trainingMemory(config, 1) > chosen);
        QCOMPARE(trainingMemory(config, 4),
            trainingMemory(config, 1)); // one micro-batch: nothing is computed beside it
        config.train.microBatch = 1;
        QVERIFY(trainingMemory(config, 1) < chosen);
        QVERIFY(trainingMemory(config, 4) > trainingMemory(config, 1));
        QVERIFY(trainingMemory(config, 1) > 8 * 4 * parameterCount(config.model));
    }
};

GLOWWORM_TEST(TestCost)
#include "tst_cost.moc"
