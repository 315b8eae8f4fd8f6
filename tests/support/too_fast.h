// SPDX-License-Identifier: GPL-3.0-or-later
// A timing that cannot be right: three rounds on a disturbed machine. Tests only.
#pragma once

#include "model/bench/belief.h"

namespace glowworm::test {

/// One FF layer of the study's shape at 1/64: 540 times faster, where bytes allow 18.
inline BenchResult tooFast()
{
    BenchResult result;
    result.machine = machineInfo();
    result.config.groups = {24};
    result.config.repeats = 3;
    for (const auto& [impl, samples] :
        {std::pair{"dense", std::vector<double>{1550, 2700, 3000}}, {"sparse", {4, 5, 6}}}) {
        BenchRow row;
        row.impl = impl;
        row.density = 1.0 / 64;
        row.samples = samples;
        row.roundsDone = 3;
        row.microseconds = quartiles(samples);
        result.rows.push_back(row);
    }
    BenchRatio ratio;
    ratio.over = "dense/sparse";
    ratio.density = 1.0 / 64;
    ratio.ratio = {540, 310, 600};
    ratio.formats = "fp32";
    result.ratios = {ratio};
    judge(result);
    result.complete = true;
    return result;
}

} // namespace glowworm::test
