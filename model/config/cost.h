// SPDX-License-Identifier: GPL-3.0-or-later
// Closed forms from shapes: parameters, multiply-adds, bytes moved per token, the ceiling they put
// on any speed-up. What the window marks "computed". Pure functions, any thread.
#pragma once

#include "model/config/config.h"
#include "model/config/model_state.h"

#include <cstdint>
#include <string>
#include <vector>

namespace glowworm {

/// One part of one token's (or image's) forward pass through all layers, fp32, each weight read
/// once, one token a call.
struct PartCost {
    Part part;
    std::int64_t parameters = 0;
    std::int64_t bytes = 0; // read per token; the key/value cache counts as Attention
    std::int64_t macs = 0;  // multiply-adds per token
};

struct Cost {
    std::vector<PartCost> parts; // in Part order, parts that the model has
    std::int64_t parameters() const;
    std::int64_t bytes() const;
    std::int64_t macs() const;
    const PartCost* find(Part part) const;
};

/// cachedTokens: entries in the key/value cache that attention reads (text; 0 = empty context).
Cost inferenceCost(const ModelConfig& config, int cachedTokens = 0);

/// Upper bounds on dense time / sparse time at one token a call, one number format, equal read
/// speed: bytes of the dense twin over bytes of this model. FF alone counts the FF and its router.
/// 1 for a dense model.
double feedForwardCeiling(const ModelConfig& config);
double tokenCeiling(const ModelConfig& config, int cachedTokens);

/// Windows (text) or pictures (digits) of one micro-batch: micro_batch, or where that is 0 what
/// keeps a few threads busy.
std::int64_t microBatchSize(const RunConfig& config);
/// Bytes that training needs: weights, AdamW's m and v, the saver's copy, the engine's snapshot (7
/// x weights), and for each micro-batch that is computed side by side, one a thread, its gradient
/// and the activations autograd keeps. An estimate (screen: "~").
std::int64_t trainingMemory(const RunConfig& config, int threads);

} // namespace glowworm
