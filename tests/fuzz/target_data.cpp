// SPDX-License-Identifier: GPL-3.0-or-later
// What models are trained on and asked about: IDX pairs, drawings, texts.
#include "targets.h"

#include "model/base/utf8.h"
#include "model/data/digits.h"
#include "model/data/drawing.h"
#include "model/data/text_corpus.h"
#include "model/io/file_kind.h"

#include <png.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace glowworm::fuzz {
namespace {

std::uint32_t bigEndian(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<std::uint8_t>(bytes[at + i]);
    return value;
}

std::string bigEndian(std::uint32_t value)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift & 0xFF);
    return bytes;
}

// ------------------------------------------------------------------------------------------------------------------
// IDX

/// An input is the number of bytes of the pictures' file, then both files.
std::size_t picturesOf(std::string_view bytes)
{
    return bytes.size() < 4 ? 0 : std::min<std::size_t>(bigEndian(bytes, 0), bytes.size() - 4);
}

void readIdx(std::string_view bytes)
{
    const std::size_t pictures = picturesOf(bytes);
    const std::string_view files = bytes.substr(std::min<std::size_t>(4, bytes.size()));
    const DigitSet set = DigitSet::load(
        memoryFile(files.substr(0, pictures), 0), memoryFile(files.substr(pictures), 1));
    std::int64_t labels = 0;
    for (std::int64_t count : set.labelCounts())
        labels += count;
    require(labels == set.count() && set.count() > 0, "labels are lost");
    set.picture(set.count() - 1);
    require(set.batch(1, 7, 5).size() == 5, "a batch is short");
}

std::string repairIdx(std::string bytes)
{
    const std::size_t pictures = picturesOf(bytes);
    std::string images = bytes.size() < 4 ? std::string() : bytes.substr(4, pictures);
    std::string labels = bytes.size() < 4 ? std::string() : bytes.substr(4 + pictures);
    if (images.size() < 16 || labels.size() < 8)
        return bytes;
    const std::size_t count = (images.size() - 16) / kDigitPixels;
    images.resize(16 + count * kDigitPixels);
    labels.resize(8 + count);
    images.replace(
        4, 12, bigEndian(static_cast<std::uint32_t>(count)) + bigEndian(28) + bigEndian(28));
    labels.replace(4, 4, bigEndian(static_cast<std::uint32_t>(count)));
    return bigEndian(static_cast<std::uint32_t>(images.size())) + images + labels;
}

std::vector<std::string> seedsOfIdx()
{
    std::vector<std::string> all;
    for (std::uint32_t count : {1U, 3U}) {
        const std::string images = bigEndian(0x0803) + bigEndian(count) + bigEndian(28)
            + bigEndian(28) + std::string(count * kDigitPixels, '\x7F');
        all.push_back(bigEndian(static_cast<std::uint32_t>(images.size())) + images
            + bigEndian(0x0801) + bigEndian(count) + std::string(count, '\7'));
    }
    return all;
}

// ------------------------------------------------------------------------------------------------------------------
// PNG

constexpr std::size_t kSignature = 8, kIhdrData = 16;
constexpr std::uint32_t kLargestSide = 64; // of repaired pictures: larger ones only take longer

void readPng(std::string_view bytes)
{
    if (bytes.size() >= kIhdrData + 8
        && std::uint64_t{bigEndian(bytes, kIhdrData)} * bigEndian(bytes, kIhdrData + 4) > 1 << 20
        && bigEndian(bytes, kIhdrData) <= 8192 && bigEndian(bytes, kIhdrData + 4) <= 8192)
        return; // allowed, but half a second each
    const Drawing drawing = drawingFrom(glowworm::readPng(memoryFile(bytes)));
    require(drawing.ink.size()
            == static_cast<std::size_t>(drawing.width) * static_cast<std::size_t>(drawing.height),
        "pixels are missing");
    normaliseDrawing(drawing.ink, drawing.width, drawing.height);
}

std::string chunk(const std::string& type, const std::string& data)
{
    const std::string content = type + data;
    const uLong sum = crc32(crc32(0, nullptr, 0), reinterpret_cast<const Bytef*>(content.data()),
        static_cast<uInt>(content.size()));
    return bigEndian(static_cast<std::uint32_t>(data.size())) + content
        + bigEndian(static_cast<std::uint32_t>(sum));
}

/// The data chunk as it is while it unpacks, else its bytes packed as if they were pixels.
std::string packed(const std::string& data, std::size_t pixels)
{
    std::string out(std::max<std::size_t>(pixels, 1), '\0');
    uLongf size = out.size();
    if (uncompress(reinterpret_cast<Bytef*>(out.data()), &size,
            reinterpret_cast<const Bytef*>(data.data()), data.size())
        == Z_OK)
        return data;
    std::string raw = data;
    raw.resize(pixels);
    std::string result(compressBound(raw.size()), '\0');
    size = result.size();
    compress2(reinterpret_cast<Bytef*>(result.data()), &size,
        reinterpret_cast<const Bytef*>(raw.data()), raw.size(), 1);
    result.resize(size);
    return result;
}

std::string repairPng(std::string bytes)
{
    if (bytes.size() < 33)
        return bytes;
    bytes.replace(0, kSignature, "\x89PNG\r\n\x1A\n", kSignature);
    std::string header = bytes.substr(kIhdrData, 13);
    const std::uint32_t width = bigEndian(header, 0) % kLargestSide + 1,
                        height = bigEndian(header, 4) % kLargestSide + 1;
    header.replace(0, 8, bigEndian(width) + bigEndian(height));
    constexpr std::array<std::size_t, 7> kChannels{1, 0, 3, 1, 2, 0, 4};
    const std::size_t colour = static_cast<std::uint8_t>(header[9]) % 7,
                      depth = static_cast<std::uint8_t>(header[8]) % 17;
    const std::size_t pixels
        = height * (1 + (width * depth * std::max<std::size_t>(1, kChannels[colour]) + 7) / 8);
    std::string whole = bytes.substr(0, kSignature) + chunk("IHDR", header);
    for (std::size_t at = 33; at + 12 <= bytes.size();) {
        const std::size_t length
            = std::min<std::size_t>(bigEndian(bytes, at), bytes.size() - at - 12);
        const std::string type = bytes.substr(at + 4, 4), data = bytes.substr(at + 8, length);
        whole += chunk(type, type == "IDAT" ? packed(data, pixels) : data);
        at += 12 + length;
    }
    return whole;
}

std::vector<std::string> seedsOfPng()
{
    std::vector<std::string> all;
    for (const auto& [format, channels] : {std::pair{PNG_FORMAT_GRAY, 1U}, {PNG_FORMAT_GA, 2U},
             {PNG_FORMAT_RGB, 3U}, {PNG_FORMAT_RGBA, 4U}}) {
        png_image image = {};
        image.version = PNG_IMAGE_VERSION;
        image.width = 9;
        image.height = 7;
        image.format = static_cast<png_uint_32>(format);
        std::vector<std::uint8_t> pixels(image.width * image.height * channels);
        for (std::size_t i = 0; i < pixels.size(); ++i)
            pixels[i] = static_cast<std::uint8_t>(i * 37);
        png_alloc_size_t size = 4096;
        std::string bytes(size, '\0');
        require(png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, nullptr)
                != 0,
            "no PNG could be made");
        bytes.resize(size);
        all.push_back(bytes);
    }
    return all;
}

// ------------------------------------------------------------------------------------------------------------------
// text

void readText(std::string_view bytes)
{
    const DecodedText decoded = decodeText(bytes);
    require((decoded.invalidBytes > 0) == decoded.firstInvalid.has_value(),
        "invalid bytes without a place");
    const DecodedText again = decodeText(encodeUtf8(U'\uFEFF' + decoded.text)); // behind its mark
    require(
        again.text == decoded.text && again.invalidBytes == 0, "a text changes by being written");
    const FileIdentity kind = identify(bytes.substr(0, kIdentifyBytes));
    require(!kind.words.empty(), "a kind without words");
    if (bytes.size() % 16 != 0)
        return; // counting all of Unicode takes a hundred times longer
    const TextCorpus corpus = TextCorpus::load(memoryFile(bytes));
    require(corpus.training().size() + corpus.validation().size()
            == static_cast<std::size_t>(corpus.statistics().characters),
        "characters are lost");
    for (std::uint16_t id : corpus.training())
        require(id < corpus.vocabulary().size(), "a character is outside the vocabulary");
}

std::vector<std::string> seedsOfText()
{
    std::string plain = "To be, or not to be, that is the question:\r\n",
                mixed = "\xEF\xBB\xBF"
                        "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x90\x9B\n";
    plain.resize(48, '.');
    mixed.resize(32, '\n');
    std::string wide = "\xFF\xFE"; // UTF-16
    for (char c : std::string_view("To be, or not to be, it"))
        wide += {c, '\0'};
    return {plain, mixed, wide};
}

} // namespace

const Target kIdx{"idx", readIdx, repairIdx, seedsOfIdx};
const Target kPng{"png", readPng, repairPng, seedsOfPng};
const Target kText{"text", readText, asIs, seedsOfText};

} // namespace glowworm::fuzz
