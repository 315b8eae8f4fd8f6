// SPDX-License-Identifier: GPL-3.0-or-later
// What a line of the command line says, command by command. Each declare...() adds the command with
// its options; parsing a line fills `options`, which must outlive the command, and runs nothing.
#pragma once

#include "model/bench/bench_config.h"

#include <filesystem>

namespace CLI {
class App;
}

namespace glowworm {

struct BenchOptions {
    BenchConfig config;
    std::filesystem::path dense, sparse, text, csv; // empty = not given
};
CLI::App* declareBench(CLI::App& bench, Workload workload, BenchOptions& options);

} // namespace glowworm
