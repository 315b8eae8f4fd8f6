// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to say about one token of a text beside what fired: how surprised the model was,
// what it held for likelier, and which of its routers' decisions were closest. Plain values, pure
// functions, any thread.
#pragma once

#include "model/config/firing.h"
#include "model/engine/generator.h"

#include <optional>
#include <span>
#include <vector>

namespace glowworm {

/// One group's choice, and the layer it is of.
struct LayerDecision {
    int layer = 0;
    Decision made;
};

/// All choices that the groups of a record made.
struct DecisionReport {
    int count = 0;     // of sparse layers; 0: dense, or the record has neither decisions nor logits
    int tossUps = 0;   // of these
    double margin = 0; // 0 ... 1, mean of Decision::margin() over them
    std::vector<LayerDecision> closest; // up to kClosest, the smallest margin first

    static constexpr std::size_t kClosest = 6;
};
DecisionReport decisionReport(const FiringRecord& record);

struct TokenReport {
    std::optional<float> probability, surprise; // GeneratedToken's; none for the first token
    std::vector<Candidate> choices; // among which it was drawn, likeliest first, up to 8; none for
                                    // the first token
    DecisionReport decisions;
};

/// text: of one model, from its first token to text[at]. Throws Error without such a token.
TokenReport tokenReport(std::span<const GeneratedToken> text, std::size_t at);

} // namespace glowworm
