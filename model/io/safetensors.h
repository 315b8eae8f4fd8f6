// SPDX-License-Identifier: GPL-3.0-or-later
// Strict reader and writer of the safetensors format (huggingface/safetensors, README "Format"): 8
// bytes of header length, one JSON object, the data without holes. Knows nothing of models. Blocks
// on I/O; any thread. Never maps a file.
#pragma once

#include "model/config/model_state.h"
#include "model/io/output_target.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

/// All types of the format; Other is one that this reader does not know: then its bytes are, and
/// not what they mean.
enum class DType {
    F32,
    F16,
    BF16,
    U8,
    U32,
    U64,
    F64,
    I64,
    I32,
    I16,
    I8,
    U16,
    Bool,
    F8E4M3,
    F8E5M2,
    F8E8M0,
    F6E2M3,
    F6E3M2,
    F4,
    C64,
    Other
};
std::size_t sizeOf(
    DType); // bytes of an element; 0 for Other and for those narrower than a byte, which are packed
std::string_view nameOf(DType); // "" for Other

struct TensorEntry {
    std::string name;
    DType dtype;
    std::string type; // the type as the file calls it
    Shape shape;
    std::uint64_t begin, end; // bytes from the start of the data section
};

struct SafetensorsHeader {
    std::map<std::string, std::string> metadata;
    std::vector<TensorEntry> tensors; // sorted by begin
    std::uint64_t dataOffset = 0;     // bytes from the start of the file
};

inline constexpr std::uint64_t kOwnHeaderLimit = 1 << 20;
inline constexpr std::uint64_t kImportHeaderLimit = 16 << 20;

/// Whether any key is one of Glowworm's ("glowworm."): such a file must carry its hash.
bool hasOwnMetadata(const std::map<std::string, std::string>& metadata);

/// Checks every rule about one header against a (virtual) file size before anything is allocated.
/// `bytes` is the file's beginning: the 8 length bytes and the header. Throws Error whose text
/// starts with `shownName`.
SafetensorsHeader parseSafetensorsHeader(
    std::string_view bytes, std::uint64_t fileSize, const std::string& shownName);

/// Of a file of our own: throws Error, one sentence, when it says no format (glowworm.format, 1 and
/// more) or a newer one.
void requireFormat(
    const SafetensorsHeader& header, std::int64_t newest, const std::string& shownName);

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

/// Only a regular file is opened. `accept` sees the checked header before any tensor memory is
/// allocated and may throw to refuse. Throws Error.
SafetensorsFile readSafetensors(const std::filesystem::path& file,
    const std::function<void(const SafetensorsHeader&)>& accept = {});

/// Header only.
SafetensorsHeader readSafetensorsHeader(const std::filesystem::path& file);

/// Whether the values of a type can be read as numbers: F64, F32, F16, BF16.
bool hasValues(DType dtype);

/// Of the values of one tensor, taken piece by piece.
struct TensorStatistics {
    std::int64_t finite = 0, nonFinite = 0;
    double low = 0, high = 0; // of the finite ones; 0 when there are none
    long double sum = 0;
    void add(DType dtype, std::span<const std::byte> values); // hasValues(dtype), whole elements
};

struct SafetensorsScan {
    SafetensorsHeader header;
    std::vector<TensorStatistics>
        statistics;   // of header.tensors, in their order; empty where !hasValues()
    std::string hash; // as in SafetensorsFile
};

/// Reads all of a file, whatever its tensors are, and keeps what it tells, not what it holds: a few
/// MB of memory for any size. `goOn` is asked after each piece, with the bytes read so far and
/// those of the file; when it says no the scan ends with nothing. Throws Error.
std::optional<SafetensorsScan> scanSafetensors(const std::filesystem::path& file,
    const std::function<bool(std::uint64_t done, std::uint64_t all)>& goOn = {});

struct WrittenFile {
    std::uint64_t bytes = 0;
    std::string hash; // as SafetensorsFile::hash
};
/// metadata gets "glowworm.sha256" as its first key, which lies at file bytes 44 ... 107. Throws
/// Error.
WrittenFile writeSafetensors(OutputTarget target,
    const std::map<std::string, std::string>& metadata,
    const std::map<std::string, RawTensor>& tensors);

/// F64, F32, F16, BF16 to float, other types throw Error; F32, F16, BF16 back. Round to nearest
/// even.
std::vector<float> toFloats(const RawTensor& tensor, const std::string& name);
RawTensor fromFloats(const Tensor& tensor, DType dtype);

} // namespace glowworm
