// SPDX-License-Identifier: GPL-3.0-or-later
// The arithmetic of the engine as a table of functions, once as plain loops (the definition of
// right) and once for the CPU's vector instructions. Every kernel runs on the caller's thread,
// allocates nothing and works on a range, so that a ThreadPool can split it. Within one table the
// bits of an output depend on its own inputs and the weights' format only: not on the range, on how
// many tokens share the call, or on the other outputs. Weights are widened to fp32 where they are
// used; the scale of an int8 row multiplies a dot product at its end and a row that is added
// through its coefficient. Preconditions are the caller's: pointers cover the shapes stated, inputs
// and outputs do not overlap unless said.
#pragma once

#include "model/kernels/weights.h"

#include <cstdint>
#include <vector>

namespace glowworm {

/// Rows of floats; row i starts at data + i * stride.
template <class T> struct RowsOf {
    T* data;
    std::int64_t stride;

    T* operator[](std::int64_t row) const { return data + row * stride; }
};
using Rows = RowsOf<const float>;
using MutableRows = RowsOf<float>;

inline constexpr double kNormEpsilon = 1e-5; // of a layer norm; LibTorch's own

struct Kernels {
    const char* name; // "reference", "AVX2" ...

    /// y[t][o] = bias[o] + weight[o] . x[t] for outputs o in [begin, end) and tokens t in [0, n).
    /// weight (outputs, inputs), x (n, inputs), y (n, outputs); bias null = 0.
    void (*linear)(WeightRows weight, const float* bias, std::int64_t inputs, Rows x,
        std::int64_t n, MutableRows y, std::int64_t begin, std::int64_t end);

    /// y[t][c] += sum over j in [0, count), in that order, of coefficients[t][j] * values[j][c],
    /// for columns c in [begin, end). coefficients (n, count), values (count, columns), y (n,
    /// columns).
    void (*accumulate)(Rows coefficients, WeightRows values, std::int64_t count, std::int64_t n,
        MutableRows y, std::int64_t begin, std::int64_t end);

    /// y[i] = bias[which[i]] + weight[which[i]] . x, as `linear` does: some rows, one token. which,
    /// y (count), x (inputs).
    void (*gatherDot)(WeightRows weight, const float* bias, std::int64_t inputs,
        const std::uint16_t* which, std::int64_t count, const float* x, float* y);

    /// y[c] += sum over i in [0, count), in that order, of coefficients[i] * values[which[i]][c],
    /// as `accumulate` does, for columns c in [begin, end). Rows whose coefficient is 0 are not
    /// read. which null = 0, 1, 2 ...; which, coefficients (count).
    void (*gatherAdd)(const float* coefficients, WeightRows values, const std::uint16_t* which,
        std::int64_t count, float* y, std::int64_t begin, std::int64_t end);

    /// target[i] += source[i].
    void (*add)(float* target, const float* source, std::int64_t count);

    /// y[t] = x[t] - mean, over its deviation (biased, kNormEpsilon under the root), times weight
    /// plus bias. x, y (n, width).
    void (*layerNorm)(Rows x, const float* weight, const float* bias, std::int64_t width,
        std::int64_t n, MutableRows y);

    /// In place: values = softmax(scale * values), count >= 1, scale > 0.
    void (*softmax)(float* values, std::int64_t count, float scale);

    /// In place. GELU is the exact form x Phi(x); NaN stays NaN.
    void (*activate)(Activation activation, float* values, std::int64_t count);

    /// Second stage of the router for tokens [begin, end): the winner of every group (largest
    /// logit, lowest neuron on a tie) and its gate. hidden (n, R) after the router's middle
    /// activation; winners (n, G) neuron numbers; gates (n, G), 1 for GumbelController; scratch:
    /// routeScratch(weights) floats. Starts to fetch the winners' rows when there is one token.
    /// Returns the first token with a logit that is not finite, or -1; after a token >= 0 the
    /// outputs are unspecified.
    std::int64_t (*route)(const FeedForwardWeights& weights, Rows hidden, std::int64_t begin,
        std::int64_t end, std::uint16_t* winners, float* gates, float* scratch);
};

/// Tokens whose logits are computed together, and the floats that `route` needs for them: vector
/// loads may run past the last group.
inline constexpr std::int64_t kRouteTokens = 4;
inline std::int64_t routeScratch(const FeedForwardWeights& weights)
{
    return kRouteTokens * (weights.routerPanels() * weights.routerPanel() + 16);
}

const Kernels& referenceKernels();
/// The best table this CPU can run, chosen once.
const Kernels& simdKernels();
/// Every table this CPU can run, best first. For tests: not while another thread uses the engine.
std::vector<const Kernels*> simdKernelsOfEveryTarget();

} // namespace glowworm
