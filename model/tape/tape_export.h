// SPDX-License-Identifier: GPL-3.0-or-later
// A tape for people and other programs to read. UTF-8. Pure functions, any thread.
#pragma once

#include "model/io/atomic_file.h"
#include "model/tape/tape.h"

#include <string>

namespace glowworm {

/// The text alone; of twins both, each under a line with its name.
std::string tapeText(const Tape& tape);
/// A page that needs nothing else: the characters, each with its probability, and below them which
/// neuron every group chose; at its foot what it takes to write the same again.
std::string tapeHtml(const Tape& tape);
/// A row for each neuron that fired: model, token, character, from_prompt, probability, layer,
/// group, neuron, address, positive, toss_up. Neurons are counted within their group; toss_up is
/// empty for a dense layer, which has no choice to make. A piece for each token: of a long text of
/// a dense model all rows are a gigabyte.
void tapeCsv(const Tape& tape, const PutText& put);

/// "gated, 24 of 1536 neurons a layer"
std::string tapeModelWords(const TapeModel& model);

} // namespace glowworm
