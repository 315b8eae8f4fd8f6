// SPDX-License-Identifier: GPL-3.0-or-later
// Watches the losses of one model's training and says, once, when they run away. Pure arithmetic,
// no thread of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace glowworm {

class DivergenceWatch {
public:
    /// The training loss of each step, in order. Returns a sentence at the first step whose loss is
    /// over three times that of the first step, or whose average over about twenty steps lies a
    /// quarter of the first loss above the lowest such average; nothing ever after. model: "sparse"
    /// or "dense", for the sentence.
    std::optional<std::string> next(std::string_view model, std::int64_t step, double loss);

private:
    std::int64_t m_seen = 0; // steps
    double m_first = 0;
    double m_sum = 0, m_norm = 0; // of the average, its bias corrected
    double m_lowest = 0;
    bool m_told = false;
};

} // namespace glowworm
