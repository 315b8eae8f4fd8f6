// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/model_import.h"
#include "model/base/error.h"
#include "model/io/checkpoint.h"

#include <algorithm>
#include <limits>
#include <map>

namespace glowworm {
namespace {

using Shapes = std::map<std::string, Shape>;

/// How many tensors the network has and the file has not, in this shape, or the other way round.
std::size_t differences(const ModelConfig& network, const Shapes& shapes)
{
    const auto specs = tensorSpecs(network);
    const auto alike = static_cast<std::size_t>(
        std::count_if(specs.begin(), specs.end(), [&](const TensorSpec& spec) {
            const auto same = shapes.find(spec.name);
            return same != shapes.end() && same->second == spec.shape;
        }));
    return specs.size() + shapes.size() - 2 * alike;
}

} // namespace

std::vector<const Preset*> presetsThatFit(const std::filesystem::path& file)
{
    const SafetensorsHeader header = readSafetensorsHeader(file);
    if (hasOwnMetadata(header.metadata))
        return {};
    const std::string shownName = printable(file.filename().string());
    Shapes shapes;
    for (const TensorEntry& entry : header.tensors)
        shapes.emplace(entry.name, entry.shape);

    std::vector<const Preset*> fitting;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    std::string misfit, nearest;
    for (const Preset& preset : presets()) {
        const auto same
            = [&](const Preset* other) { return other->config.model == preset.config.model; };
        if (std::ranges::any_of(fitting, same))
            continue;
        try {
            requireImportable(header, preset.config.model, shownName);
            fitting.push_back(&preset);
        } catch (const Error& error) {
            const std::size_t here = differences(preset.config.model, shapes);
            if (here >= least)
                continue;
            least = here;
            nearest = preset.name;
            misfit = error.what();
        }
    }
    if (fitting.empty())
        throw Error(misfit + " No preset fits; the nearest is " + nearest
            + ". For other sizes: glowworm-cli import --model FILE --preset NAME --set FIELD=VALUE "
              "--out OUT.");
    return fitting;
}

} // namespace glowworm
