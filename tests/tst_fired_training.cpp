// SPDX-License-Identifier: GPL-3.0-or-later
// Forward and backward of the fired neurons against plain loops and finite differences, on odd
// sizes.
#include "model/base/counter_random.h"
#include "model/kernels/fired_training.h"
#include "support/formulas.h"
#include "support/run_test.h"

#include <QtTest>

#include <array>
#include <cmath>

using namespace glowworm;
using namespace glowworm::test;

namespace {

struct Case {
    FiredShape shape;
    std::vector<float> x, up, upBias, downT, gate, dy;
    std::vector<std::uint16_t> winners;

    Case(int tokens, int dModel, int neurons, int groups, Activation activation)
        : shape{tokens, dModel, neurons, groups, activation}
    {
        const auto fill
            = [&](std::vector<float>& values, std::int64_t count, std::uint64_t stream) {
                  values.resize(static_cast<std::size_t>(count));
                  for (std::size_t i = 0; i < values.size(); ++i)
                      values[i] = static_cast<float>(randomNormal(randomKey(7, stream), i));
              };
        fill(x, tokens * dModel, 1);
        fill(up, neurons * dModel, 2);
        fill(upBias, neurons, 3);
        fill(downT, neurons * dModel, 4);
        fill(gate, tokens * groups, 5);
        fill(dy, tokens * dModel, 6);
        for (int t = 0; t < tokens; ++t)
            for (int g = 0; g < groups; ++g)
                winners.push_back(static_cast<std::uint16_t>(g * (neurons / groups)
                    + randomBits(randomKey(7, 8), static_cast<std::uint64_t>(t * groups + g))
                        % (neurons / groups)));
    }

    /// sum(y * dy), in double, by the formula itself.
    double objective() const
    {
        double sum = 0;
        for (int t = 0; t < shape.tokens; ++t)
            for (int g = 0; g < shape.groups; ++g) {
                const int c = winners[t * shape.groups + g];
                double u = upBias[c], p = 0;
                for (int k = 0; k < shape.dModel; ++k) {
                    u += static_cast<double>(up[c * shape.dModel + k]) * x[t * shape.dModel + k];
                    p += static_cast<double>(downT[c * shape.dModel + k])
                        * dy[t * shape.dModel + k];
                }
                sum += gate[t * shape.groups + g] * Formulas::activated(shape.activation, u) * p;
            }
        return sum;
    }
};

struct Gradients {
    std::vector<float> u, y, dx, dUp, dUpBias, dDownT, dGate;
};

const ParallelFor kSerial = [](std::int64_t count, const std::function<void(std::int64_t)>& piece) {
    for (std::int64_t i = 0; i < count; ++i)
        piece(i);
};

Gradients run(const Case& p, const ParallelFor& parallel = kSerial)
{
    Gradients g;
    g.u.resize(p.gate.size());
    g.y.resize(p.x.size());
    g.dx.resize(p.x.size());
    g.dUp.resize(p.up.size());
    g.dUpBias.resize(p.upBias.size());
    g.dDownT.resize(p.downT.size());
    g.dGate.resize(p.gate.size());
    firedForward(p.shape, p.x.data(), p.up.data(), p.upBias.data(), p.downT.data(),
        p.winners.data(), p.gate.data(), g.u.data(), g.y.data(), parallel);
    firedBackward(p.shape, p.x.data(), p.up.data(), p.downT.data(), p.winners.data(), p.gate.data(),
        g.u.data(), p.dy.data(), g.dx.data(), g.dUp.data(), g.dUpBias.data(), g.dDownT.data(),
        g.dGate.data(), parallel);
    return g;
}

} // namespace

class TestFiredTraining : public QObject {
    Q_OBJECT

    void compareToDifferences(
        Case& p, std::vector<float>& values, const std::vector<float>& gradient, const char* what)
    {
        const float h = 1e-2F;
        for (std::size_t i = 0; i < values.size(); i += 1 + values.size() / 23) {
            const float old = values[i];
            values[i] = old + h;
            const double above = p.objective();
            values[i] = old - h;
            const double below = p.objective();
            values[i] = old;
            const double expected = (above - below) / (2.0 * h);
            QVERIFY2(std::abs(expected - gradient[i]) <= 2e-2 * std::max(1.0, std::abs(expected)),
                qPrintable(QStringLiteral("%1[%2]: %3, by differences %4")
                               .arg(QLatin1String(what))
                               .arg(i)
                               .arg(gradient[i])
                               .arg(expected)));
        }
    }

private Q_SLOTS:
    void matchesPlainFormula_data()
    {
        QTest::addColumn<int>("tokens");
        QTest::addColumn<int>("dModel");
        QTest::addColumn<int>("groups");
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("activation");
        for (int activation = 0; activation < 3; ++activation)
            for (auto [tokens, dModel, groups, size] : {std::array{1, 1, 1, 1}, {3, 7, 5, 3},
                     {67, 33, 4, 9}, {65, 67, 1, 2}, {130, 16, 6, 5}})
                QTest::addRow("%d x %d, %d groups of %d, activation %d", tokens, dModel, groups,
                    size, activation)
                    << tokens << dModel << groups << size << activation;
    }
    void matchesPlainFormula()
    {
        QFETCH(int, tokens);
        QFETCH(int, dModel);
        QFETCH(int, groups);
        QFETCH(int, size);
        QFETCH(int, activation);
        Case p(tokens, dModel, groups * size, groups, static_cast<Activation>(activation));
        const Gradients g = run(p);
        double forward = 0;
        for (std::size_t i = 0; i < g.y.size(); ++i)
            forward += static_cast<double>(g.y[i]) * p.dy[i];
        const double expected = p.objective();
        QVERIFY2(std::abs(forward - expected) <= 1e-4 * std::max(10.0, std::abs(expected)),
            qPrintable(QStringLiteral("%1 against %2").arg(forward).arg(expected)));
        if (p.shape.activation == Activation::Relu)
            return; // differences straddle the corner; its slope is checked below
        compareToDifferences(p, p.x, g.dx, "dx");
        compareToDifferences(p, p.up, g.dUp, "dUp");
        compareToDifferences(p, p.upBias, g.dUpBias, "dUpBias");
        compareToDifferences(p, p.downT, g.dDownT, "dDownT");
        compareToDifferences(p, p.gate, g.dGate, "dGate");
    }

    void negativeReluNeuronsPassNothing()
    {
        Case p(1, 5, 4, 2, Activation::Relu);
        std::fill(p.upBias.begin(), p.upBias.end(), -1000.0F);
        const Gradients g = run(p);
        for (const auto* values : {&g.y, &g.dx, &g.dUp, &g.dUpBias, &g.dDownT, &g.dGate})
            for (float v : *values)
                QCOMPARE(v, 0.0F);
    }

    void gradientsAreAddedToWhatIsThere()
    {
        Case p(9, 17, 12, 3, Activation::Identity);
        const Gradients once = run(p);
        Gradients twice = once;
        firedBackward(p.shape, p.x.data(), p.up.data(), p.downT.data(), p.winners.data(),
            p.gate.data(), once.u.data(), p.dy.data(), twice.dx.data(), twice.dUp.data(),
            twice.dUpBias.data(), twice.dDownT.data(), twice.dGate.data(), kSerial);
        QVERIFY(twice.dx == once.dx);
        for (std::size_t i = 0; i < once.dUp.size(); ++i)
            QVERIFY(std::abs(twice.dUp[i] - 2 * once.dUp[i])
                <= 1e-4F * std::max(1.0F, std::abs(once.dUp[i])));
    }

    void orderOfPiecesDoesNotMatter()
    {
        Case p(200, 19, 30, 5, Activation::Gelu);
        const Gradients forwards = run(p);
        const Gradients backwards
            = run(p, [](std::int64_t count, const std::function<void(std::int64_t)>& piece) {
                  for (std::int64_t i = count; i-- > 0;)
                      piece(i);
              });
        QVERIFY(forwards.y == backwards.y && forwards.dx == backwards.dx
            && forwards.dUp == backwards.dUp && forwards.dDownT == backwards.dDownT);
    }
};

GLOWWORM_TEST(TestFiredTraining)
#include "tst_fired_training.moc"
