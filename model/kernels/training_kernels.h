// SPDX-License-Identifier: GPL-3.0-or-later
// Elementwise passes of a training step, each over one array once. LibTorch-free, so that they are
// tested against plain loops. One thread; the results do not depend on the machine's vector width,
// except for the order of the sum of squares.
#pragma once

#include <cstdint>

namespace glowworm {

/// One AdamW update (Loshchilov and Hutter 2019, arXiv 1711.05101, algorithm 2) of `count` weights:
///   g = scale * gradient;  m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2;
///   weight = decay * weight - rate * m / (sqrt(v) * root + epsilon)
struct AdamWFactors {
    float scale; // of the gradient, from clipping
    float beta1, beta2;
    float decay; // 1 - learning rate * weight decay
    float rate;  // learning rate / (1 - beta1^step)
    float root;  // 1 / sqrt(1 - beta2^step)
    float epsilon = 1e-8F;
};
void adamWUpdate(std::int64_t count, const AdamWFactors& factors, const float* gradient,
    float* weight, float* first, float* second);

double sumOfSquares(const float* x, std::int64_t count);

/// Dropout as a function of (key, element) alone, so that no mask has to be kept: y[i] = keep *
/// x[i], or 0 with probability threshold / 65536. x may be y. count < 2^32.
struct Dropping {
    std::uint32_t threshold; // 0 ... 65535
    float keep;              // 65536 / (65536 - threshold)
};
Dropping droppingOf(double probability); // 0 <= probability < 1
void dropoutScale(
    std::int64_t count, const Dropping& dropping, std::uint64_t key, const float* x, float* y);

/// probabilities = softmax(z), `size` of each. A logit that is no number makes all probabilities
/// none. probabilities may be z.
void softmaxRow(std::int64_t size, const float* z, float* probabilities);

} // namespace glowworm
