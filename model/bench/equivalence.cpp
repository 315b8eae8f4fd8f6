// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/equivalence.h"

#include "model/base/counter_random.h"
#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/kernels/kernels.h"

#include <algorithm>
#include <cmath>

namespace glowworm {

namespace {

constexpr float kTie
    = 1e-5F; // of the largest logit: winners that differ by less are a tie but for rounding

std::vector<float> randomInputs(std::int64_t count, std::uint64_t seed)
{
    const std::uint64_t key = randomKey(seed, "equivalence");
    std::vector<float> values(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(randomNormal(key, i));
    return values;
}

/// The router's logits (n, F), neuron by neuron, by the plain loops.
std::vector<float> routerLogits(
    const FeedForwardWeights& w, const std::vector<float>& x, std::int64_t n)
{
    const Kernels& plain = referenceKernels();
    const std::int64_t D = w.dModel, R = w.routerRank, F = w.neurons, width = w.routerPanel();
    std::vector<float> hidden(static_cast<std::size_t>(R)), logits(static_cast<std::size_t>(n * F));
    for (std::int64_t t = 0; t < n; ++t) {
        plain.linear(w.routerDown.weight.rows(), w.routerDown.bias.data(), D, {x.data() + t * D, D},
            1, {hidden.data(), R}, 0, R);
        plain.activate(w.routerActivation, hidden.data(), R);
        std::vector<float> columns(
            w.routerUpBias.data(), w.routerUpBias.data() + w.routerPanels() * width);
        for (std::int64_t p = 0; p < w.routerPanels(); ++p)
            plain.accumulate({hidden.data(), R}, w.routerUp.rows().from(p * R), R, 1,
                {columns.data() + p * width, width}, 0, width);
        for (int j = 0; j < w.neurons; ++j) {
            const int column = w.routerColumn(j / w.groupSize(), j % w.groupSize());
            logits[static_cast<std::size_t>(t * F + j)] = columns[static_cast<std::size_t>(column)];
        }
    }
    return logits;
}

/// One layer, random inputs for it, and what is right for them.
class Trial {
public:
    Trial(const FeedForwardWeights& weights, std::int64_t inputs, std::uint64_t seed,
        const SparseLayer& layer)
        : m_weights(weights)
        , m_layer(layer)
        , m_x(randomInputs(inputs * weights.dModel, seed))
        , m_logits(routerLogits(weights, m_x, inputs))
        , m_masked(m_x.size())
    {
        ThreadPool pool(1);
        FeedForward().run(weights, m_x, inputs, m_masked, pool, FeedForwardPath::MaskedDense);
        for (const float value : m_masked)
            m_largest = std::max(m_largest, std::abs(value));
        m_result.inputs = inputs;
        m_result.groups = weights.groups;
    }

    /// Inputs [first, first + n) in one call that reads `rows` neurons a token. `how` is for the
    /// refusal.
    void pass(std::int64_t first, std::int64_t n, FeedForwardPath path, std::int64_t rows,
        const std::string& how)
    {
        const std::size_t at = static_cast<std::size_t>(first * m_weights.dModel),
                          count = static_cast<std::size_t>(n * m_weights.dModel);
        std::vector<float> y(count);
        std::vector<std::uint16_t> winners(static_cast<std::size_t>(n * m_weights.groups));
        const std::int64_t read
            = m_layer(m_weights, std::span(m_x).subspan(at, count), n, path, y, winners);
        checkWinners(winners, first, how);
        if (read != n * rows)
            throw Error(how + ": the rows of " + std::to_string(read)
                + " neurons were read, expected " + std::to_string(n * rows) + ".");
        if (n == 1)
            m_result.rowsReadPerLayer = std::max(m_result.rowsReadPerLayer, read);
        checkOutputs(y, at, how);
    }

    const Equivalence& result() const { return m_result; }

private:
    void checkWinners(
        std::span<const std::uint16_t> winners, std::int64_t first, const std::string& how) const
    {
        const std::size_t G = static_cast<std::size_t>(m_weights.groups),
                          N = static_cast<std::size_t>(m_weights.groupSize());
        for (std::size_t input = static_cast<std::size_t>(first); !winners.empty();
             ++input, winners = winners.subspan(G)) {
            const auto logits = std::span(m_logits).subspan(input * G * N, G * N);
            const auto [lowest, highest] = std::ranges::minmax(logits);
            const float tie = kTie * std::max(highest, -lowest);
            for (std::size_t group = 0; group < G; ++group) {
                const auto own = logits.subspan(group * N, N);
                const std::size_t best = group * N
                    + static_cast<std::size_t>(std::ranges::max_element(own) - own.begin());
                const std::size_t winner = winners[group];
                if (winner / N != group || logits[best] - logits[winner] > tie)
                    throw Error(how + ": neuron " + std::to_string(winner) + " fired in group "
                        + std::to_string(group) + " for random input " + std::to_string(input)
                        + ", where the plain loops choose neuron " + std::to_string(best) + ".");
            }
        }
    }

    void checkOutputs(std::span<const float> y, std::size_t at, const std::string& how)
    {
        const std::size_t width = static_cast<std::size_t>(m_weights.dModel);
        for (std::size_t i = 0; i < y.size(); ++i) {
            const auto where = [&] {
                return "random input " + std::to_string((at + i) / width) + ", output "
                    + std::to_string(i % width);
            };
            const double difference = std::abs(static_cast<double>(y[i]) - m_masked[at + i])
                / (m_largest > 0 ? m_largest : 1);
            if (!std::isfinite(difference))
                throw Error(
                    how + ": " + where() + " is not a finite number. The weights may be damaged.");
            if (difference > kLargestDifference)
                throw Error(how + ": sparse and masked dense differ by " + decimals(difference, 6)
                    + " relative at " + where() + " (at most 0.0001 is allowed).");
            m_result.maxRelativeDifference = std::max(m_result.maxRelativeDifference, difference);
        }
    }

    const FeedForwardWeights& m_weights;
    const SparseLayer& m_layer;
    std::vector<float> m_x, m_logits, m_masked; // (n, D), (n, F), (n, D)
    float m_largest = 0;                        // of the masked dense outputs
    Equivalence m_result;
};

} // namespace

SparseLayer engineLayer()
{
    return [](const FeedForwardWeights& weights, std::span<const float> x, std::int64_t n,
               FeedForwardPath path, std::span<float> y, std::span<std::uint16_t> winners) {
        ThreadPool pool(1);
        FeedForward layer;
        layer.run(weights, x, n, y, pool, path);
        std::ranges::copy(layer.winners(), winners.begin());
        return layer.rowsRead();
    };
}

Equivalence checkEquivalence(const FeedForwardWeights& weights, int number, std::int64_t inputs,
    std::uint64_t seed, const SparseLayer& layer)
try {
    Trial trial(weights, inputs, seed, layer);
    for (std::int64_t i = 0; i < inputs;
         ++i) // one by one, so that one greedy token cannot hide behind the others
        trial.pass(i, 1, FeedForwardPath::Auto, weights.groups, "one token a call");
    const std::string together = std::to_string(inputs) + " tokens a call";
    trial.pass(0, inputs, FeedForwardPath::Fired, weights.groups,
        together); // whichever path a timed call then takes
    trial.pass(
        0, inputs, FeedForwardPath::Grouped, weights.groups, together + ", grouped by neuron");
    trial.pass(
        0, inputs, FeedForwardPath::MaskedDense, weights.neurons, together + ", masked dense");
    return trial.result();
} catch (const Error& error) {
    throw Error("Timing refused: layer " + std::to_string(number) + " in "
        + std::string(nameOf(weights.format)) + ", " + error.what());
}

} // namespace glowworm
