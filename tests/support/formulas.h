// SPDX-License-Identifier: GPL-3.0-or-later
// The networks written out in double from the tensors of a state, without any of the engine's code
// or layout: what the engine is compared with. Slow and plain on purpose. Tests only.
#pragma once

#include "model/config/model_state.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace glowworm::test {

using Numbers = std::vector<double>;

/// The network as its formulas, one token after the other over all earlier ones, in double.
struct Formulas {
    const ModelState& state;
    /// Neurons whose rows are not there, with the prefix of their layer: they are no candidates of
    /// their groups, or stay at zero in a dense layer.
    std::set<std::pair<std::string, int>> removed = {};

    /// What each call of feedForward() made of its input, one behind the other; null: not kept.
    struct Layer {
        Numbers values;           // (F), after the activation, before the gate
        Numbers logits;           // (F) of the router
        std::vector<int> winners; // (G)
        Numbers gates;            // (G), with their scale
    };
    std::vector<Layer>* layers = nullptr;
    /// What text() gave the last norm of each token; null: not kept.
    std::vector<Numbers>* streams = nullptr;

    const std::vector<float>& tensor(const std::string& name) const
    {
        return state.tensors.at(name).values;
    }

    Numbers linear(const std::string& name, const Numbers& x, bool bias = true) const
    {
        const std::vector<float>& weight = tensor(name + ".weight");
        Numbers y(weight.size() / x.size());
        for (std::size_t o = 0; o < y.size(); ++o) {
            y[o] = bias ? tensor(name + ".bias")[o] : 0;
            for (std::size_t i = 0; i < x.size(); ++i)
                y[o] += static_cast<double>(weight[o * x.size() + i]) * x[i];
        }
        return y;
    }

    Numbers norm(const std::string& name, const Numbers& x) const
    {
        double mean = 0, variance = 0;
        for (double v : x)
            mean += v / static_cast<double>(x.size());
        for (double v : x)
            variance += (v - mean) * (v - mean) / static_cast<double>(x.size());
        Numbers y(x.size());
        for (std::size_t i = 0; i < x.size(); ++i)
            y[i] = (x[i] - mean) / std::sqrt(variance + 1e-5) * tensor(name + ".weight")[i]
                + tensor(name + ".bias")[i];
        return y;
    }

    static double activated(Activation activation, double u)
    {
        return activation == Activation::Relu ? std::max(u, 0.0)
            : activation == Activation::Gelu  ? u * 0.5 * (1 + std::erf(u / std::numbers::sqrt2))
                                              : u;
    }

    Numbers feedForward(
        const std::string& prefix, const Numbers& x, std::vector<int>* winners = nullptr) const
    {
        Layer seen;
        const ModelConfig& c = state.config;
        Numbers a = linear(prefix + "ff.up", x);
        for (double& u : a)
            u = activated(c.neuronActivation(), u);
        const auto isThere = [&](int j) { return !removed.contains({prefix, j}); };
        for (int j = 0; j < c.neurons; ++j)
            if (!isThere(j))
                a[static_cast<std::size_t>(j)] = 0;
        seen.values = a;
        if (c.isSparse()) {
            Numbers h = linear(prefix + "ff.router.down", x);
            for (double& v : h)
                v = activated(c.routerMiddle(), v);
            const Numbers z = linear(prefix + "ff.router.up", h);
            for (int g = 0; g < c.groups; ++g) {
                const auto begin = z.begin() + g * c.groupSize(), end = begin + c.groupSize();
                auto best = end;
                for (auto it = begin; it != end; ++it)
                    if (isThere(static_cast<int>(it - z.begin())) && (best == end || *it > *best))
                        best = it;
                double sum = 0;
                for (auto it = begin; it != end; ++it)
                    if (isThere(static_cast<int>(it - z.begin())))
                        sum += std::exp(*it - *best);
                const double gate = c.routing == Routing::GumbelController ? 1
                    : c.gate == Gate::Softmax                              ? c.gateScale / sum
                                              : c.gateScale * 2 / (1 + std::exp(-*best));
                for (auto it = begin; it != end; ++it)
                    a[static_cast<std::size_t>(it - z.begin())] *= it == best ? gate : 0;
                seen.winners.push_back(static_cast<int>(best - z.begin()));
                seen.gates.push_back(gate);
            }
            seen.logits = z;
        }
        if (winners)
            winners->insert(winners->end(), seen.winners.begin(), seen.winners.end());
        if (layers)
            layers->push_back(std::move(seen));
        return linear(prefix + "ff.down", a);
    }

    /// Logits after each token.
    std::vector<Numbers> text(const std::vector<int>& tokens) const
    {
        const ModelConfig& c = state.config;
        const std::size_t D = static_cast<std::size_t>(c.dModel),
                          width = D / static_cast<std::size_t>(c.heads);
        std::vector<Numbers> stream, logits;
        for (std::size_t t = 0; t < tokens.size(); ++t) {
            stream.emplace_back(D);
            for (std::size_t i = 0; i < D; ++i)
                stream[t][i]
                    = tensor("embedding.token")[static_cast<std::size_t>(tokens[t]) * D + i]
                    + tensor("embedding.position")[t * D + i];
        }
        for (int layer = 0; layer < c.layers; ++layer) {
            const std::string prefix = layerPrefix(c, layer);
            std::vector<Numbers> keys, values;
            for (Numbers& x : stream) {
                const Numbers normal = norm(prefix + "attention_norm", x),
                              query = linear(prefix + "attention.query", normal, false);
                keys.push_back(linear(prefix + "attention.key", normal, false));
                values.push_back(linear(prefix + "attention.value", normal, false));
                Numbers mixed(D);
                for (std::size_t head = 0; head < D; head += width) {
                    double total = 0;
                    Numbers weight;
                    for (const Numbers& key : keys) {
                        const double dot
                            = std::inner_product(query.begin() + static_cast<std::ptrdiff_t>(head),
                                query.begin() + static_cast<std::ptrdiff_t>(head + width),
                                key.begin() + static_cast<std::ptrdiff_t>(head), 0.0);
                        weight.push_back(std::exp(dot / std::sqrt(static_cast<double>(width))));
                        total += weight.back();
                    }
                    for (std::size_t k = 0; k < keys.size(); ++k)
                        for (std::size_t i = head; i < head + width; ++i)
                            mixed[i] += weight[k] / total * values[k][i];
                }
                addTo(x, linear(prefix + "attention.output", mixed));
            }
            for (Numbers& x : stream)
                addTo(x, feedForward(prefix, norm(prefix + "ff_norm", x)));
        }
        for (const Numbers& x : stream)
            logits.push_back(linear("head", norm("norm", x)));
        if (streams)
            *streams = std::move(stream);
        return logits;
    }

    static void addTo(Numbers& target, const Numbers& source)
    {
        for (std::size_t i = 0; i < target.size(); ++i)
            target[i] += source[i];
    }
};

} // namespace glowworm::test
