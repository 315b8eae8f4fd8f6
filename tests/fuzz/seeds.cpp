// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the seeds of every target: `glowworm_fuzz_seeds FOLDER` makes FOLDER/<target>/seed-<n>. A
// seed that its own target refuses ends it.
#include "targets.h"

#include <cstdio>
#include <fstream>

using namespace glowworm::fuzz;

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: glowworm_fuzz_seeds FOLDER\n");
        return 2;
    }
    for (const Target* target : targets()) {
        const std::filesystem::path folder = std::filesystem::path(argv[1]) / target->name;
        std::filesystem::create_directories(folder);
        int number = 0;
        for (const std::string& seed : target->seeds()) {
            try {
                target->read(seed);
            } catch (const glowworm::Error& error) {
                std::fprintf(stderr, "%s: %s\n", target->name.data(), error.what());
                return 1;
            }
            std::ofstream(folder / ("seed-" + std::to_string(number++)), std::ios::binary) << seed;
        }
        std::printf("%s: %d\n", target->name.data(), number);
    }
    return 0;
}
