// SPDX-License-Identifier: GPL-3.0-or-later
// A result of a timing that was never measured. Tests only.
#pragma once

#include "model/bench/benchmark.h"
#include "model/bench/verdict.h"

namespace glowworm::test {

/// A stopped grid of 1/4 and 1/2 by 1 and 16 tokens: its first case measured, its second begun.
inline BenchResult twoByTwo()
{
    BenchResult result;
    result.machine = machineInfo();
    result.config.dModel = 4;
    result.config.neurons = 8;
    result.config.groups = {2, 4};
    result.config.tokens = {1, 16};
    result.config.repeats = 5;
    for (const int tokens : {1, 16})
        for (const char* impl : {"dense", "sparse"}) {
            BenchRow row;
            row.impl = impl;
            row.density = 0.25;
            row.tokens = tokens;
            row.samples.assign(tokens == 1 ? 5 : 2, row.impl == "dense" ? 4.0 : 1.0);
            row.roundsDone = static_cast<int>(row.samples.size());
            row.microseconds = quartiles(row.samples);
            result.rows.push_back(row);
        }
    BenchRatio ratio;
    ratio.over = "dense/sparse";
    ratio.density = 0.25;
    ratio.ratio = {4, 3.9, 4.1};
    ratio.verdict = verdict("sparse", ratio.ratio);
    result.ratios = {ratio};
    return result;
}

} // namespace glowworm::test
