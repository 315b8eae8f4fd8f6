// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/safetensors.h"
#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/base/system_words.h"
#include "model/io/file_kind.h"
#include "model/io/input_file.h"
#include "model/io/safetensors_header.h"
#include "model/io/sha256.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <new>

namespace glowworm {
namespace {

static_assert(std::endian::native == std::endian::little, "the data section is little-endian");

struct DTypeRow {
    DType dtype;
    std::string_view name;
    unsigned bits;
};
constexpr std::array<DTypeRow, 21> kDTypes{{{DType::F32, "F32", 32}, {DType::F16, "F16", 16},
    {DType::BF16, "BF16", 16}, {DType::U8, "U8", 8}, {DType::U32, "U32", 32},
    {DType::U64, "U64", 64}, {DType::F64, "F64", 64}, {DType::I64, "I64", 64},
    {DType::I32, "I32", 32}, {DType::I16, "I16", 16}, {DType::I8, "I8", 8}, {DType::U16, "U16", 16},
    {DType::Bool, "BOOL", 8}, {DType::F8E4M3, "F8_E4M3", 8}, {DType::F8E5M2, "F8_E5M2", 8},
    {DType::F8E8M0, "F8_E8M0", 8}, {DType::F6E2M3, "F6_E2M3", 6}, {DType::F6E3M2, "F6_E3M2", 6},
    {DType::F4, "F4", 4}, {DType::C64, "C64", 64}, {DType::Other, "", 0}}};

constexpr std::string_view kOwnPrefix = "glowworm.";
constexpr std::string_view kHashKey = "glowworm.sha256";
constexpr std::string_view kHashStart
    = R"({"__metadata__":{"glowworm.sha256":")";       // of our own headers, the digits follow
constexpr std::size_t kHashAt = 8 + kHashStart.size(); // in the file
constexpr std::size_t kHashDigits = 64;
static_assert(kHashAt == 44);
constexpr std::size_t kTensorPiece = 1
    << 20; // bytes read at once, whole elements of every type, hashed while they are in the cache
constexpr std::size_t kPeeked = 4096; // bytes that are looked at to name a file of another kind

const DTypeRow& rowOf(DType dtype) { return kDTypes[static_cast<std::size_t>(dtype)]; }

Error notSafetensors(std::string_view start, const std::string& shownName)
{
    const FileIdentity found = identify(start);
    const Error error = notWanted(shownName, found, "a safetensors file");
    return found.advice.empty()
        ? Error(std::string(error.what()) + " Glowworm opens models as .safetensors only.")
        : error;
}

/// The bytes that dtype and shape need must be those between the offsets; what another type needs
/// is not known.
void checkBytes(const TensorEntry& entry, const DTypeRow& row, const std::string& where)
{
    if (entry.end < entry.begin)
        throw Error(where + " ends before it begins (data_offsets).");
    std::uint64_t bits = row.bits;
    for (std::int64_t size : entry.shape)
        if (__builtin_mul_overflow(bits, static_cast<std::uint64_t>(size), &bits))
            throw Error(where + " is too large: its number of bytes overflows.");
    if (bits % 8 != 0)
        throw Error(where + " does not fill its last byte: " + shown(entry.shape) + " values of "
            + std::to_string(row.bits) + " bits.");
    if (row.dtype != DType::Other && entry.end - entry.begin != bits / 8)
        throw Error(where + " does not fit its offsets: "
            + expectedFound(bits / 8, entry.end - entry.begin) + ".");
}

/// Sets what the entry's type means, and checks its bytes against that.
void complete(TensorEntry& entry, const std::string& shownName)
{
    const auto row = std::ranges::find(
        kDTypes.begin(), kDTypes.end() - 1, std::string_view(entry.type), &DTypeRow::name);
    entry.dtype = row->dtype;
    checkBytes(entry, *row, shownName + ": tensor \"" + printable(entry.name) + "\"");
}

/// The tensors must follow one another without holes, overlap or a tail, and fill the file.
void checkLayout(const std::vector<TensorEntry>& sorted, std::uint64_t dataOffset,
    std::uint64_t fileSize, const std::string& shownName)
{
    std::uint64_t end = 0;
    for (const TensorEntry& entry : sorted) {
        if (entry.begin != end)
            throw Error(shownName + ": tensor \"" + printable(entry.name) + "\" begins at byte "
                + std::to_string(entry.begin) + " of the data, not at " + std::to_string(end)
                + (entry.begin < end ? " (overlap)." : " (hole)."));
        end = entry.end;
    }
    const std::uint64_t expected
        = dataOffset + end; // far below 2^64: kNumberLimit, kImportHeaderLimit
    if (fileSize < expected)
        throw Error(shownName + " ends early: " + expectedFound(expected, fileSize) + ".");
    if (fileSize > expected)
        throw Error(shownName
            + " has bytes after its last tensor: " + expectedFound(expected, fileSize) + ".");
}

/// Header length out of a file's beginning, 8 bytes or more; throws Error when it exceeds the file
/// or the import limit. What is no safetensors file is named by as much of the beginning as there
/// is.
std::uint64_t headerLength(
    std::string_view start, std::uint64_t fileSize, const std::string& shownName)
{
    if (fileSize == 0)
        throw Error(shownName + " is empty.");
    if (fileSize < 8 || start.size() < 8)
        throw Error(shownName + " ends early: a safetensors file has at least 8 bytes, "
            + bytesText(fileSize) + " found.");
    std::uint64_t length = 0;
    std::memcpy(&length, start.data(), sizeof length);
    if ((length == 0 || length > kImportHeaderLimit) && identify(start).kind != FileKind::Model)
        throw notSafetensors(start, shownName);
    if (length > fileSize - 8)
        throw Error(shownName
            + " ends early, within its header: " + expectedFound(8 + length, fileSize) + ".");
    if (length > kImportHeaderLimit)
        throw Error(shownName + " has more in its header than Glowworm reads: " + bytesText(length)
            + ", at most " + bytesText(kImportHeaderLimit) + ".");
    return length;
}

/// Reads length and header of a file; `bytes` receives both.
SafetensorsHeader readHeader(InputFile& file, std::string& bytes)
{
    const std::uint64_t length = headerLength(file.peek(kPeeked), file.size(), file.shownName());
    bytes.resize(8 + length);
    file.read(std::as_writable_bytes(std::span(bytes)));
    return parseSafetensorsHeader(bytes, file.size(), file.shownName());
}

/// A file on its way through the hash: the header first, then the tensors' bytes in their order.
class Reader {
public:
    explicit Reader(const std::filesystem::path& file)
        : m_file(file)
        , m_header(readHeader(m_file, m_headerBytes))
    {
    }

    /// Throws Error when one of our files does not say its hash where it belongs.
    void begin()
    {
        if (hasOwnMetadata(m_header.metadata)) {
            const auto stored = m_header.metadata.find(std::string(kHashKey));
            if (std::string_view(m_headerBytes).substr(8, kHashStart.size()) != kHashStart
                || stored == m_header.metadata.end() || stored->second.size() != kHashDigits)
                throw Error(m_file.shownName()
                    + " is damaged: it carries Glowworm's metadata but not its SHA-256 where it "
                      "belongs.");
            m_stored = stored->second;
            m_headerBytes.replace(kHashAt, kHashDigits, kHashDigits, '0');
        }
        m_hash.add(std::as_bytes(std::span(m_headerBytes)));
    }

    void read(std::span<std::byte> out)
    {
        while (!out.empty()) {
            const auto piece = out.first(std::min(out.size(), kTensorPiece));
            m_file.read(piece);
            m_hash.add(piece);
            out = out.subspan(piece.size());
        }
    }

    /// The hash, once all is read. Throws Error when it is not the stored one.
    std::string end()
    {
        m_file.requireUnchanged();
        std::string hash = m_hash.hex();
        if (!m_stored.empty() && hash != m_stored)
            throw Error(m_file.shownName()
                + " is damaged: its SHA-256 does not match its content. Use another copy of the "
                  "file.");
        return hash;
    }

    const SafetensorsHeader& header() const { return m_header; }
    const std::string& shownName() const { return m_file.shownName(); }
    std::uint64_t size() const { return m_file.size(); }

private:
    InputFile m_file;
    std::string m_headerBytes; // with the 8 of its length
    SafetensorsHeader m_header;
    std::string m_stored; // hash, of our own files
    Sha256 m_hash;
};

std::string jsonText(const std::string& text)
{
    try {
        return nlohmann::json(text).dump();
    } catch (const nlohmann::json::exception&) {
        throw Error("The name or value \"" + printable(text)
            + "\" is not valid UTF-8 and cannot be written to a model file.");
    }
}

/// Length and header with the hash digits still '0'. `order` is the tensors' order in the data
/// section.
std::string headerText(const std::map<std::string, std::string>& metadata,
    const std::vector<std::pair<const std::string, RawTensor> const*>& order)
{
    std::string text(kHashStart);
    text.append(kHashDigits, '0') += '"';
    for (const auto& [key, value] : metadata)
        if (key != kHashKey)
            text += "," + jsonText(key) + ":" + jsonText(value);
    text += '}';
    std::uint64_t begin = 0;
    for (const auto* named : order) {
        const auto& [name, tensor] = *named;
        const std::uint64_t end = begin + tensor.bytes.size();
        text += "," + jsonText(name) + R"(:{"dtype":")" + std::string(nameOf(tensor.dtype))
            + R"(","shape":)" + nlohmann::json(tensor.shape).dump() + R"(,"data_offsets":[)"
            + std::to_string(begin) + "," + std::to_string(end) + "]}";
        begin = end;
    }
    text += '}';
    text.append((8 - text.size() % 8) % 8, ' ');

    const std::uint64_t length = text.size();
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, sizeof length);
    return bytes + text;
}

} // namespace

bool hasOwnMetadata(const std::map<std::string, std::string>& metadata)
{
    return std::any_of(metadata.begin(), metadata.end(),
        [](const auto& pair) { return pair.first.starts_with(kOwnPrefix); });
}

std::size_t sizeOf(DType dtype) { return rowOf(dtype).bits / 8; }
std::string_view nameOf(DType dtype) { return rowOf(dtype).name; }

SafetensorsHeader parseSafetensorsHeader(
    std::string_view bytes, std::uint64_t fileSize, const std::string& shownName)
{
    const std::uint64_t length = headerLength(bytes, fileSize, shownName);
    if (bytes.size() < 8 + length)
        throw Error(shownName
            + " ends early, within its header: " + expectedFound(8 + length, bytes.size()) + ".");
    SafetensorsHeader header = parseHeaderJson(bytes.substr(8, length), shownName);
    header.dataOffset = 8 + length;
    if (hasOwnMetadata(header.metadata) && length > kOwnHeaderLimit)
        throw Error(shownName + " has a damaged header: " + bytesText(length)
            + " are more than the 1 MiB Glowworm writes at most.");
    for (TensorEntry& entry : header.tensors)
        complete(entry, shownName);
    std::sort(header.tensors.begin(), header.tensors.end(),
        [](const TensorEntry& a, const TensorEntry& b) {
            return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
        });
    checkLayout(header.tensors, header.dataOffset, fileSize, shownName);
    return header;
}

void requireFormat(
    const SafetensorsHeader& header, std::int64_t newest, const std::string& shownName)
{
    const auto found = header.metadata.find("glowworm.format");
    const auto format
        = found == header.metadata.end() ? std::nullopt : numberFrom<std::int64_t>(found->second);
    if (!format || *format < 1)
        throw Error(shownName + " is damaged: it does not say its format.");
    if (*format > newest)
        throw Error(shownName + " was made by a newer version of Glowworm (format "
            + std::to_string(*format) + ", this one reads up to " + std::to_string(newest)
            + "). Update Glowworm to open it.");
}

SafetensorsHeader readSafetensorsHeader(const std::filesystem::path& path)
{
    InputFile file(path);
    std::string bytes;
    return readHeader(file, bytes);
}

SafetensorsFile readSafetensors(
    const std::filesystem::path& path, const std::function<void(const SafetensorsHeader&)>& accept)
try {
    Reader reader(path);
    if (accept)
        accept(reader.header());
    reader.begin();
    SafetensorsFile result{reader.header().metadata, {}, {}, reader.shownName()};
    for (const TensorEntry& entry : reader.header().tensors) {
        RawTensor tensor{entry.dtype, entry.shape, std::vector<std::byte>(entry.end - entry.begin)};
        reader.read(tensor.bytes);
        result.tensors.emplace(entry.name, std::move(tensor));
    }
    result.hash = reader.end();
    return result;
} catch (const std::bad_alloc&) {
    throw Error(printable(path.filename().string()) + " needs more memory than there is. "
        + memoryWords() + ".");
}

std::optional<SafetensorsScan> scanSafetensors(const std::filesystem::path& path,
    const std::function<bool(std::uint64_t done, std::uint64_t all)>& goOn)
{
    Reader reader(path);
    reader.begin();
    SafetensorsScan scan{
        reader.header(), std::vector<TensorStatistics>(reader.header().tensors.size()), {}};
    std::vector<std::byte> buffer(kTensorPiece);
    for (std::size_t i = 0; i < scan.statistics.size(); ++i) {
        const TensorEntry& entry = scan.header.tensors[i];
        for (std::uint64_t at = entry.begin; at < entry.end;) {
            const auto piece
                = std::span(buffer).first(std::min<std::uint64_t>(kTensorPiece, entry.end - at));
            reader.read(piece);
            if (hasValues(entry.dtype))
                scan.statistics[i].add(entry.dtype, piece);
            at += piece.size();
            if (goOn && !goOn(scan.header.dataOffset + at, reader.size()))
                return std::nullopt;
        }
    }
    scan.hash = reader.end();
    return scan;
}

WrittenFile writeSafetensors(OutputTarget target,
    const std::map<std::string, std::string>& metadata,
    const std::map<std::string, RawTensor>& tensors)
{
    std::vector<const std::pair<const std::string, RawTensor>*> order;
    for (const auto& named : tensors)
        order.push_back(&named);
    // Wide types first, so that each tensor is aligned to its type.
    std::stable_sort(order.begin(), order.end(),
        [](auto* a, auto* b) { return sizeOf(a->second.dtype) > sizeOf(b->second.dtype); });

    std::string header = headerText(metadata, order);
    std::vector<std::span<const std::byte>> pieces{std::as_bytes(std::span(header))};
    std::uint64_t size = header.size();
    for (const auto* named : order) {
        pieces.emplace_back(named->second.bytes);
        size += named->second.bytes.size();
    }
    // What our own reader would refuse is never written.
    parseSafetensorsHeader(header, size, printable(target.file().filename().string()));

    Sha256 hash;
    for (const auto& piece : pieces)
        hash.add(piece);
    const std::string digits = hash.hex();
    header.replace(kHashAt, kHashDigits, digits); // same length: the pieces stay valid
    target.write(pieces);
    return {size, digits};
}

} // namespace glowworm
