// SPDX-License-Identifier: GPL-3.0-or-later
// A file of another program holds tensors and does not say of which network: which presets it can
// be. Blocks on reading; any thread.
#pragma once

#include "model/config/config.h"

#include <filesystem>
#include <vector>

namespace glowworm {

/// The presets whose tensors, with their shapes, are exactly those of a foreign file, each network
/// once; their order is that of presets(). Shapes leave open what computes with them, so a person
/// chooses. None of a file with Glowworm's own keys, which says itself what it holds. Throws Error
/// when a foreign one has none: what the nearest one misses.
std::vector<const Preset*> presetsThatFit(const std::filesystem::path& file);

} // namespace glowworm
