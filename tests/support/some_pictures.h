// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that no two of are alike. Tests only.
#pragma once

#include "model/data/digits.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace glowworm::test {

inline std::shared_ptr<const DigitSet> somePictures(int count = 300)
{
    std::vector<std::uint8_t> pixels, labels;
    for (int i = 0; i < count; ++i) {
        labels.push_back(static_cast<std::uint8_t>(i % 10));
        for (int p = 0; p < kDigitPixels; ++p)
            pixels.push_back(static_cast<std::uint8_t>((i * 31 + p * p * 7 + i * p) % 256));
    }
    return std::make_shared<const DigitSet>("some pictures", pixels, labels);
}

} // namespace glowworm::test
