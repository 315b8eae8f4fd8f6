// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/file_kind.h"
#include "model/base/text_encoding.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace glowworm {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kEmpty = "empty";
constexpr const char* kUnpack = "Unpack it first.";
constexpr std::string_view kLfsPointer = "version https://git-lfs.github.com/spec/";
constexpr const char* kSaveAsPng = "Save it as PNG.";

struct Magic {
    std::string_view start;
    std::size_t at; // where the second part is expected, if there is one
    std::string_view more;
    const char* words;
    const char* advice;
};

/// How names end, and what files of such a name are.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kNamed{
    {{".glowworm", "a session of Glowworm"}, {".glowtape", "the tape of a text"},
        {".safetensors", "a model (safetensors)"},
        {".json", "the result of an experiment or a timing"}, {".png", "a PNG picture"},
        {"-ubyte", "an IDX file of pictures or labels"}}};

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Marks that no text begins with.
constexpr std::array kStrongMagics{
    Magic{"\xFF\xD8\xFF"sv, 0, "", "a JPEG picture", kSaveAsPng},
    Magic{"II*\0"sv, 0, "", "a TIFF picture", kSaveAsPng},
    Magic{"MM\0*"sv, 0, "", "a TIFF picture", kSaveAsPng},
    Magic{"8BPS\0"sv, 0, "", "a Photoshop picture", kSaveAsPng},
    Magic{"\0\0\1\0"sv, 0, "", "an icon", kSaveAsPng},
    Magic{"\0\0\0"sv, 4, "ftypavif", "an AVIF picture", kSaveAsPng},
    Magic{"\0\0\0"sv, 4, "ftyphei", "a HEIF picture", kSaveAsPng},
    Magic{"\0\0\0"sv, 4, "ftypmif1", "a HEIF picture", kSaveAsPng},
    Magic{"\0\0\0"sv, 4, "ftyp", "a video", ""},
    Magic{"\0\0\0\x0CjP  "sv, 0, "", "a JPEG 2000 picture", kSaveAsPng},
    Magic{"\0\0\0\x0CJXL "sv, 0, "", "a JPEG XL picture", kSaveAsPng},
    Magic{"\x1F\x9D"sv, 0, "", "compressed (compress)", kUnpack},
    Magic{"\x1F\x8B"sv, 0, "", "compressed (gzip)", "Unpack it first: gunzip -k."},
    Magic{"PK\3\4"sv, 0, "",
        "a ZIP archive (office documents and PyTorch's .pt files are some, too)",
        "Unpack it first; save a PyTorch model with safetensors.torch.save_file."},
    Magic{"PK\5\6"sv, 0, "", "an empty ZIP archive", ""},
    Magic{"\xFD\x37zXZ\0"sv, 0, "", "compressed (xz)", "Unpack it first: unxz -k."},
    Magic{"\x28\xB5\x2F\xFD"sv, 0, "", "compressed (zstd)", "Unpack it first: unzstd."},
    Magic{"\x04\x22\x4D\x18"sv, 0, "", "compressed (lz4)", kUnpack},
    Magic{"7z\xBC\xAF\x27\x1C"sv, 0, "", "a 7z archive", kUnpack},
    Magic{"Rar!\x1A\7"sv, 0, "", "a RAR archive", kUnpack},
    Magic{"%PDF-"sv, 0, "", "a PDF document", "Save its text as UTF-8: pdftotext."},
    Magic{"{\\rtf"sv, 0, "", "an RTF document", "Save its text as UTF-8."},
    Magic{"\xD0\xCF\x11\xE0"sv, 0, "", "an office document", "Save its text as UTF-8."},
    Magic{"\177ELF"sv, 0, "", "a program", ""},
    Magic{"\x80\2"sv, 0, "", "a Python pickle", ""},
    Magic{"\x80\4"sv, 0, "", "a Python pickle", ""},
    Magic{"\x93NUMPY"sv, 0, "", "a NumPy array", ""},
    Magic{"\x89HDF"sv, 0, "", "an HDF5 file", ""},
    Magic{"SQLite format 3\0"sv, 0, "", "an SQLite database", ""},
    Magic{"\xFF\xFE\0\0"sv, 0, "", "a text in UTF-32", "Convert it: iconv -f UTF-32 -t UTF-8."},
    Magic{"\0\0\xFE\xFF"sv, 0, "", "a text in UTF-32", "Convert it: iconv -f UTF-32 -t UTF-8."},
};

/// Marks that a text may begin with as well: only what is none is asked for them.
constexpr std::array kWeakMagics{
    Magic{"GIF87a", 0, "", "a GIF picture", kSaveAsPng},
    Magic{"GIF89a", 0, "", "a GIF picture", kSaveAsPng},
    Magic{"RIFF", 8, "WEBP", "a WebP picture", kSaveAsPng},
    Magic{"RIFF", 8, "WAVE", "a sound", ""},
    Magic{"BM", 6, "\0\0\0\0"sv, "a BMP picture", kSaveAsPng},
    Magic{"BZh", 4, "1AY&SY", "compressed (bzip2)", "Unpack it first: bunzip2 -k."},
    Magic{"", 257, "ustar", "a tar archive", kUnpack},
    Magic{"P4\n", 0, "", "a PNM picture", kSaveAsPng},
    Magic{"P5\n", 0, "", "a PNM picture", kSaveAsPng},
    Magic{"P6\n", 0, "", "a PNM picture", kSaveAsPng},
    Magic{"PAR1", 0, "", "a Parquet table", ""},
    Magic{"GGUF", 0, "", "a GGUF model", ""},
    Magic{"OggS", 0, "", "a sound", ""},
    Magic{"fLaC", 0, "", "a sound", ""},
    Magic{"ID3", 0, "", "a sound", ""},
    Magic{"MZ", 0, "", "a program", ""},
};

std::optional<FileIdentity> magicIdentity(std::string_view start, std::span<const Magic> magics)
{
    for (const Magic& magic : magics)
        if (start.starts_with(magic.start) && start.size() >= magic.at
            && start.substr(magic.at).starts_with(magic.more))
            return FileIdentity{FileKind::Other, magic.words, magic.advice, false};
    return {};
}

/// IDX: two zeros, a type, a number of dimensions. MNIST's own two forms, and what its relatives
/// come in.
std::optional<FileIdentity> idxIdentity(std::string_view start)
{
    if (start.size() < 4 || start[0] != 0 || start[1] != 0)
        return {};
    const int type = static_cast<unsigned char>(start[2]),
              dimensions = static_cast<unsigned char>(start[3]);
    if (dimensions < 1 || dimensions > 4)
        return {};
    if (type == 0x08 && dimensions == 1)
        return FileIdentity{FileKind::IdxLabels, "an IDX file of labels",
            "Open the pictures they belong to.", false};
    if (type == 0x08 && dimensions == 3)
        return FileIdentity{FileKind::IdxPictures, "an IDX file of pictures", "", false};
    if (type == 0x0C && dimensions == 2)
        return FileIdentity{FileKind::Other,
            "an IDX file of 32-bit integers in 2 dimensions, as QMNIST's labels come",
            "Write the first number of each row as one byte, behind the magic number "
            "0x00000801 and the count.",
            false};
    constexpr std::pair<int, const char*> kNumbers[]{{0x08, "bytes"}, {0x09, "signed bytes"},
        {0x0B, "16-bit integers"}, {0x0C, "32-bit integers"},
        {0x0D, "32-bit floating-point numbers"}, {0x0E, "64-bit floating-point numbers"}};
    const auto numbers = std::ranges::find(kNumbers, type, &std::pair<int, const char*>::first);
    if (numbers == std::end(kNumbers))
        return {};
    return FileIdentity{FileKind::Other,
        std::string("an IDX file of ") + numbers->second + " in " + std::to_string(dimensions)
            + (dimensions == 1 ? " dimension" : " dimensions"),
        "Pictures are bytes in 3 dimensions, labels are bytes in 1.", false};
}

/// A safetensors file: 8 bytes with the length of a header that is a JSON object. No text has three
/// zeros there.
bool isModel(std::string_view start)
{
    if (start.size() < 10 || start.substr(5, 3) != "\0\0\0"sv)
        return false;
    const std::string_view header = start.substr(8);
    const auto first = header.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && header[first] == '{';
}

/// Of a safetensors file: what our own header says within its first keys.
bool isOwn(std::string_view start, std::string_view kind)
{
    constexpr std::size_t kFirstKeys = 512;
    return start.substr(0, kFirstKeys).find(R"("glowworm.kind":")" + std::string(kind) + '"')
        != std::string_view::npos;
}

/// A whole start may end in the middle of a character: that does not count.
TextDoubts doubtsOf(std::string_view start)
{
    TextDoubts doubts;
    const std::size_t end = start.size() < kIdentifyBytes ? start.size() : start.size() - 4;
    forEachCodePoint(start, [&](const CodePoint& character, std::size_t offset) {
        if (offset < end)
            doubts.look(character, offset);
    });
    return doubts;
}

/// "LE" or "BE" (little or big endian), by the zeros that Latin letters have in UTF-16; "" when it
/// is not that.
std::string_view utf16WithoutMark(std::string_view start)
{
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < start.size(); ++i)
        zeros[i % 2] += start[i] == 0;
    const std::size_t half = start.size() / 2;
    if (half < 2 || zeros[0] + zeros[1] < half / 2)
        return {};
    return zeros[0] * 10 <= half / 2 ? "LE" : zeros[1] * 10 <= half / 2 ? "BE" : std::string_view();
}

/// start: without a byte-order mark, blanks skipped.
FileIdentity textIdentity(std::string_view start)
{
    const auto has
        = [&](std::string_view word) { return start.find(word) != std::string_view::npos; };
    std::string head(start.substr(0, 256));
    std::ranges::transform(head, head.begin(), lowered);
    if (start.starts_with(kLfsPointer))
        return {FileKind::Other, "a pointer of Git LFS to a file that is not here",
            "Fetch it: git lfs pull.", true};
    if (start.starts_with('{') && has("\"format\"")
        && (has("\"experiment\"") || has("\"study\""))) // the latter before 0.2
        return {FileKind::Experiment, "the result of an experiment", "", true};
    if (start.starts_with('{') && has("\"machine\"") && has("\"workload\""))
        return {FileKind::Timing, "the result of a timing",
            "Open it with File > Open: it is kept in Timing.", true};
    if (const auto next = start.find_first_not_of(" \t\r\n", 1); start.starts_with('{')
        && next != std::string_view::npos && (start[next] == '"' || start[next] == '}'))
        return {FileKind::Other, "JSON of another kind",
            "To train on it as a text, use File > Open text.", true};
    if (head.starts_with('<') && head.find("<svg") != std::string::npos)
        return {FileKind::Other, "an SVG picture", kSaveAsPng, true};
    if (head.starts_with("<!doctype html") || head.starts_with("<html"))
        return {FileKind::Text, "an HTML page", "", true};
    return {FileKind::Text, "a text", "", true};
}

FileIdentity textOrBinary(std::string_view start)
{
    const auto bytes = static_cast<std::int64_t>(start.size());
    const EncodingMark mark = markOf(start);
    const TextDoubts doubts = doubtsOf(start);
    const bool isWide = mark.encoding != Encoding::Utf8;
    if (!doubts.tooManyControls(bytes) && !doubts.tooManyInvalid(bytes)) {
        if (isWide)
            return {FileKind::Text, "a text in UTF-16", "", true};
        start.remove_prefix(mark.bytes);
        start.remove_prefix(std::min(start.size(), start.find_first_not_of(" \t\r\n")));
        return textIdentity(start);
    }
    if (const auto known = magicIdentity(start, kWeakMagics))
        return *known;
    if (const std::string_view order = utf16WithoutMark(start); !order.empty())
        return {FileKind::Other, "a text in UTF-16 without a byte-order mark",
            "Convert it: iconv -f UTF-16" + std::string(order) + " -t UTF-8.", false};
    if (!isWide && !doubts.tooManyControls(bytes))
        return {FileKind::Other, "a text in another encoding than UTF-8",
            "Convert it, for example from Latin-1: iconv -f ISO-8859-1 -t UTF-8.", false};
    return {FileKind::Other, "binary data of a kind that Glowworm does not know", "", false};
}

} // namespace

FileIdentity identify(std::string_view start)
{
    if (start.empty())
        return {FileKind::Other, std::string(kEmpty), "", false};
    if (start.find_first_not_of('\0') == std::string_view::npos)
        return {FileKind::Other, "filled with zeros from its start",
            "It was not written to its end, or was wiped: use another copy.", false};
    if (isModel(start) && isOwn(start, "session"))
        return {FileKind::Session, "a session",
            "Open it with File > Open, or read it with glowworm-cli session.", false};
    if (isModel(start) && isOwn(start, "tape"))
        return {FileKind::Tape, "the tape of a text",
            "Open it with File > Open, or read it with glowworm-cli tape.", false};
    if (isModel(start))
        return {FileKind::Model, "a model (safetensors)", "", false};
    if (start.starts_with("\x89PNG\r\n\x1A\n"sv))
        return {FileKind::Png, "a PNG picture",
            "A PNG is for drawings: open it in Digits, or with glowworm-cli classify --png.",
            false};
    if (const auto idx = idxIdentity(start))
        return *idx;
    if (const auto known = magicIdentity(start, kStrongMagics))
        return *known;
    return textOrBinary(start);
}

FileIdentity identify(InputFile& file) { return identify(file.peek(kIdentifyBytes)); }

std::string_view wantedByName(const std::filesystem::path& file)
{
    std::string name = file.filename().string();
    std::ranges::transform(name, name.begin(), lowered);
    const auto* found = std::ranges::find_if(
        kNamed, [&name](const auto& one) { return name.ends_with(one.first); });
    return found == kNamed.end() ? std::string_view() : found->second;
}

Error notWanted(const std::string& shownName, const FileIdentity& found, std::string_view wanted)
{
    if (found.words == kEmpty)
        return Error(shownName + " is empty.");
    return Error(shownName + " is " + found.words + ", not " + std::string(wanted) + "."
        + (found.advice.empty() ? "" : " " + found.advice));
}

} // namespace glowworm
