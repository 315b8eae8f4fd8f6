// SPDX-License-Identifier: GPL-3.0-or-later
// What the panels call a model: its kind and where it comes from, in words. Pure functions.
#pragma once

#include "model/jobs/load_run.h"

#include <QString>

class QPalette;

namespace glowworm {

QString kindWords(const ModelConfig& config);       // "Sparse, gated 1/64"
QString sourceWords(const LoadedModel& model);      // "demo-sparse.safetensors, step 6,000"
std::string sourceInData(const LoadedModel& model); // the same in a table of data: in no language
/// "L5.G00.N45 switched off; L0.G01.N03 always chosen", of many the first three; "" = nothing is
/// done.
QString surgeryWords(const NeuronGrid& grid, const Surgery& surgery);
/// Whether a dense model is the other one's twin: a network of the same size. Null, an empty slot,
/// is nobody's opposite: what would come there is meant.
bool areTwins(const ModelConfig* sparse, const ModelConfig* dense);
QString denseName(bool isTwin); // "Dense twin", or "Dense"
/// Rich text: a square in the twin's colour, then `words`.
QString twinHeading(Twin twin, const QString& words, const QPalette& palette);

} // namespace glowworm
