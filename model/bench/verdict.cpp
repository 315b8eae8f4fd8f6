// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/verdict.h"

#include "model/base/numbers.h"

namespace glowworm {

namespace {

std::string factor(double ratio) { return textOf(ratioFigure(ratio)); }

std::string factors(double low, double high) { return " " + interval(factor(low), factor(high)); }

} // namespace

std::string verdict(const std::string& subject, const RatioInterval& ratio)
{
    if (ratio.low > 1)
        return subject + " " + factor(ratio.value) + "x faster" + factors(ratio.low, ratio.high);
    if (ratio.high < 1)
        return subject + " " + factor(1 / ratio.value) + "x slower"
            + factors(1 / ratio.high, 1 / ratio.low);
    return "no difference shown" + factors(ratio.low, ratio.high);
}

} // namespace glowworm
