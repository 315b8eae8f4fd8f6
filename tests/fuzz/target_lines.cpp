// SPDX-License-Identifier: GPL-3.0-or-later
// A pasted line of `glowworm-cli train`.
#include "targets.h"

#include "model/config/config.h"
#include "model/line/train_line.h"

namespace glowworm::fuzz {
namespace {

void readLine(std::string_view bytes)
{
    const TrainLine line = trainLineFrom(bytes);
    require(looksLikeLine(bytes), "a line was read that does not look like one");
    problems(line.config);
    for (const Field<RunConfig>& field : runFields()) {
        RunConfig again = line.config;
        require(accepts([&] { field.write(again, field.read(line.config)); }),
            "a setting was taken that its field refuses");
    }
}

std::vector<std::string> seedsOfLine()
{
    std::vector<std::string> all{
        "$ ./glowworm-cli train --preset quick-sparse --twin --steps 20 --out 'a run' # to try\n",
        "glowworm-cli train --preset \"quick-dense\" --data ~/text.txt \\\n --stop-loss 1.5 --json",
        "glowworm-cli train --preset quick-sparse --change 10:learning_rate=5e-4 --moments 64"};
    for (const Preset& preset : presets()) {
        std::string line = "glowworm-cli train --preset " + std::string(preset.name);
        for (const Field<RunConfig>& field : runFields())
            if (field.applies(preset.config))
                line += " --set " + std::string(field.name) + "=" + field.read(preset.config);
        all.push_back(line);
    }
    return all;
}

} // namespace

const Target kLine{"line", readLine, asIs, seedsOfLine};

} // namespace glowworm::fuzz
