// SPDX-License-Identifier: GPL-3.0-or-later
// Strict reader and writer of the safetensors format (huggingface/safetensors, README "Format"): 8 bytes of header
// length, one JSON object, the data without holes. Knows nothing of models. Blocks on I/O; any thread. Never maps a file.
#pragma once

#include "io/output_target.h"
#include "state.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

enum class DType { F32, F16, BF16, U8, U32, U64 };
std::size_t sizeOf(DType);
std::string_view nameOf(DType);

struct TensorEntry {
    std::string name;
    DType dtype;
    Shape shape;
    std::uint64_t begin, end; // bytes from the start of the data section
};

struct SafetensorsHeader {
    std::map<std::string, std::string> metadata;
    std::vector<TensorEntry> tensors; // sorted by begin
    std::uint64_t dataOffset = 0; // bytes from the start of the file
};

inline constexpr std::uint64_t kOwnHeaderLimit = 1 << 20;
inline constexpr std::uint64_t kImportHeaderLimit = 16 << 20;

/// Whether any key is one of Glowworm's ("glowworm."): such a file must carry its hash.
bool hasOwnMetadata(const std::map<std::string, std::string>& metadata);

/// Checks every rule about one header against a (virtual) file size before anything is allocated. `bytes` is the file's
/// beginning: the 8 length bytes and the header. Throws Error whose text starts with `shownName`.
SafetensorsHeader parseSafetensorsHeader(std::string_view bytes, std::uint64_t fileSize, const std::string& shownName);

/// Header length out of the first 8 bytes; throws Error when it exceeds the file or the import limit.
std::uint64_t safetensorsHeaderLength(std::string_view firstEight, std::uint64_t fileSize, const std::string& shownName);

struct RawTensor {
    DType dtype;
    Shape shape;
    std::vector<std::byte> bytes; // little-endian
};
struct SafetensorsFile {
    std::map<std::string, std::string> metadata;
    std::map<std::string, RawTensor> tensors;
    std::string hash; // SHA-256 over the whole file, the 64 digits of glowworm.sha256 taken as '0'
    std::string shownName;
};

/// Only a regular file is opened. `accept` sees the checked header before any tensor memory is allocated and may throw to
/// refuse. Throws Error.
SafetensorsFile readSafetensors(const std::filesystem::path& file, const std::function<void(const SafetensorsHeader&)>& accept = {});

/// Header only: for `inspect`.
SafetensorsHeader readSafetensorsHeader(const std::filesystem::path& file);

struct WrittenFile {
    std::uint64_t bytes = 0;
    std::string hash; // as SafetensorsFile::hash
};
/// metadata gets "glowworm.sha256" as its first key, which lies at file bytes 44 ... 107. Throws Error.
WrittenFile writeSafetensors(
    OutputTarget target, const std::map<std::string, std::string>& metadata, const std::map<std::string, RawTensor>& tensors);

/// F32, F16, BF16 to float; other types throw Error. Round to nearest even on the way back.
std::vector<float> toFloats(const RawTensor& tensor, const std::string& name);
RawTensor fromFloats(const Tensor& tensor, DType dtype);

} // namespace glowworm
