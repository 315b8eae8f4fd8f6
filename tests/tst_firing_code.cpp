// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes in which a tape keeps what fired.
#include "model/tape/tape.h"
#include "support/run_test.h"

#include <QtTest>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

using namespace glowworm;

class TestFiringCode : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void groupsOfAnySizeAreKept_data()
    {
        QTest::addColumn<int>("groupSize");
        QTest::addColumn<int>("bytes");
        QTest::newRow("64") << 64 << 1;
        QTest::newRow("65") << 65 << 2;
        QTest::newRow("16384") << 16384 << 2;
        QTest::newRow("one group of all") << 65535 << 4;
    }

    void groupsOfAnySizeAreKept()
    {
        QFETCH(int, groupSize);
        QFETCH(int, bytes);
        ModelConfig config;
        config.layers = 2;
        config.groups = groupSize == 65535 ? 1 : 3;
        config.neurons = config.groups * groupSize;
        const FiringCode code(config);
        QCOMPARE(code.bytes(), std::size_t(2 * config.groups * bytes));
        FiringRecord firing;
        for (int layer = 0; layer < 2; ++layer) {
            LayerFiring& fired = firing.layers.emplace_back();
            for (int group = 0; group < config.groups; ++group) {
                fired.neurons.push_back(
                    static_cast<std::uint16_t>((group + 1) * groupSize - 1 - layer));
                fired.values.push_back(group == 1 ? -1.0F : 3.0F);
                fired.decisions.push_back({.winner = fired.neurons.back(),
                    .rival = layer == 0 ? -1 : 0,
                    .rivalProbability = 0.99F});
            }
        }
        std::vector<std::byte> packed(code.bytes());
        code.write(firing, packed);
        QVERIFY(code.isValid(packed));
        const FiringRecord read = code.read(packed);
        for (std::size_t layer = 0; layer < 2; ++layer) {
            QVERIFY(read.layers[layer].neurons == firing.layers[layer].neurons);
            QCOMPARE(code.choice(packed, static_cast<int>(layer), 0).tossUp, layer == 1);
            QVERIFY(code.choice(packed, static_cast<int>(layer), 0).positive);
        }
        if (groupSize != 64) { // 6 bits name nothing but neurons of the group
            std::ranges::fill(packed, std::byte{0xFF});
            QCOMPARE(code.isValid(packed), groupSize == 16384);
        }
    }

    void bitsBehindTheLastNeuronAreRefused()
    {
        ModelConfig dense;
        dense.routing = Routing::Dense;
        dense.layers = 2;
        dense.neurons = 12;
        const FiringCode code(dense);
        std::vector<std::byte> packed(code.bytes(), std::byte{0x0F});
        QVERIFY(code.isValid(packed)); // neurons 0 to 3 and 8 to 11
        packed[1] = std::byte{0x10};   // a thirteenth
        QVERIFY(!code.isValid(packed));
        dense.neurons = 16;
        std::ranges::fill(packed, std::byte{0xFF});
        QVERIFY(FiringCode(dense).isValid(packed));
    }
};

GLOWWORM_TEST(TestFiringCode)
#include "tst_firing_code.moc"
