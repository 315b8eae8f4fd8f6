// SPDX-License-Identifier: GPL-3.0-or-later
// What a row of logits says, and what it does not: the softmax is the same when one number is added
// to all of them. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <span>

namespace glowworm {

/// Of a softmax over the logits with `target`: -log of the target's share, nats, 0 and more. Finite
/// where the logits are.
double crossEntropy(std::span<const float> logits, std::size_t target);

/// Throws Error when one is not finite: weights that are damaged or too large answer nothing.
void requireFinite(std::span<const float> logits);

/// Takes their mean off, so that what is left above 0 makes an output likelier than the others on
/// the average, and what is below less likely.
void centre(std::span<float> logits);

} // namespace glowworm
