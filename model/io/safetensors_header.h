// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON part of a safetensors header, taken apart by a SAX handler that refuses everything the
// format does not need: duplicate keys, floats, minus signs, other fields, depth above 3, NUL,
// byte-order marks. Sizes are bounded while parsing. Pure.
#pragma once

#include "model/io/safetensors.h"

namespace glowworm {

/// Bytes of metadata, keys and values together. The most is a tape's, whose JSON names each neuron
/// that surgery touched (kMostMetadata of tape_file.cpp); a model's is some thousand.
inline constexpr std::size_t kMetadataLimit = 1'000'000;

/// "__metadata__": null stands for no metadata. Throws Error whose text starts with `shownName` and
/// names the limit where one is exceeded. Of the tensors, in the file's order, `dtype` is left
/// open, as are the rules between type, shape and bytes.
SafetensorsHeader parseHeaderJson(std::string_view json, const std::string& shownName);

} // namespace glowworm
