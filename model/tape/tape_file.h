// SPDX-License-Identifier: GPL-3.0-or-later
// Tapes as files (.glowtape): a safetensors file, so that the one strict reader of such bytes reads
// them, and any program that opens tensors, too. The metadata glowworm.kind is "tape",
// glowworm.tape a JSON object with settings, models, speeds and bookmarks. For each model, behind
// "sparse." or "dense.":
//   token U16 (n); flags U8 (n), 1 = of the prompt, 2 = the context was read again before it;
//   probability F32 (n), NaN = none; seconds F32 (n); next U16 (n,8), 65535 = none;
//   next_probability F16 (n,8); vocab U32 (V); and what fired, as FiringCode says:
//   sparse.fired U8, U16 or U32 (n,L,G), dense.fired U8 (n,L,(F+7)/8)
// Every row is as long as every other, so a place in the text is a product. Blocks; any thread.
#pragma once

#include "model/io/output_target.h"
#include "model/io/safetensors.h"
#include "model/tape/tape.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace glowworm {

inline constexpr int kTapeFormat = 1;
inline constexpr std::size_t kMostBookmarks = 1000;
inline constexpr std::size_t kLongestNote = 200; // bytes

/// Throws Error: nothing is recorded; more bookmarks, longer notes or surgery of more neurons than
/// a file holds; or it cannot be written.
void writeTape(OutputTarget target, const Tape& tape);
/// Checks every size against the file before anything is allocated. Throws Error, one sentence.
Tape readTape(const std::filesystem::path& file);

// The same as a part of a larger file of tensors: all but glowworm.kind and glowworm.format.

/// Throws Error as writeTape().
void addTape(const Tape& tape, SafetensorsFile& to);
/// What the header tells of it, with tracks that have no tokens yet. others: how the names of the
/// tensors begin that belong to no tape; "" = there are none. Throws Error, one sentence.
Tape describeTape(
    const SafetensorsHeader& header, const std::string& shownName, std::string_view others = {});
/// Its tokens. Throws Error, one sentence.
void fillTape(Tape& described, SafetensorsFile& from);

} // namespace glowworm
