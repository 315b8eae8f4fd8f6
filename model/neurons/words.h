// SPDX-License-Identifier: GPL-3.0-or-later
// Reports on neurons in words, for a terminal. Pure functions, any thread.
#pragma once

#include "model/neurons/comparison.h"
#include "model/neurons/loss_change.h"
#include "model/neurons/report.h"

#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

std::string_view nameOf(NeuronMoment::State state); // "bright"

/// "tinyshakespeare.txt, the last tenth"
std::string textOf(const CorpusName& corpus);
// Whole lines.
std::string textOf(const NeuronReport& report);
std::string textOf(const NeuronCensus& census); // also of one that has read nothing
std::string textOf(const std::vector<LayerComparison>& layers);
/// grid: of the model. One that has measured something.
std::string textOf(const LossChange& loss, const NeuronGrid& grid);

} // namespace glowworm
