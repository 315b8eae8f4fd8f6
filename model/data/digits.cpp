// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/digits.h"
#include "counter_random.h"
#include "error.h"
#include "io/byte_text.h"
#include "io/input_file.h"
#include "io/sha256.h"

#include <algorithm>
#include <bit>

namespace glowworm {
namespace {

constexpr std::uint32_t kImagesMagic = 0x0803, kLabelsMagic = 0x0801;
constexpr std::uint64_t kMostPictures = 1'000'000;

std::string hexText(std::uint32_t value)
{
    std::string text = "0x";
    for (int shift = 28; shift >= 0; shift -= 4)
        text += "0123456789ABCDEF"[value >> shift & 15];
    return text;
}

std::uint32_t readBigEndian(InputFile& file)
{
    std::array<std::byte, 4> bytes;
    file.read(bytes);
    std::uint32_t value = 0;
    for (std::byte byte : bytes)
        value = value << 8 | std::to_integer<std::uint32_t>(byte);
    return value;
}

/// Magic and number of entries, the two fields that both kinds of file begin with.
std::uint32_t readStart(InputFile& file, std::uint32_t magic, std::uint64_t headerBytes, const char* what)
{
    if (file.size() < headerBytes)
        throw Error(file.shownName() + " ends early, within its header: " + expectedFound(headerBytes, file.size()) + ".");
    const std::uint32_t found = readBigEndian(file);
    if (found >> 16 == 0x1F8B)
        throw Error(file.shownName() + " is compressed (gzip). Unpack it first: gunzip -k.");
    if (found != magic)
        throw Error(file.shownName() + " is no IDX file of " + what + ": magic number " + hexText(magic) + " expected, " + hexText(found)
            + " found.");
    const std::uint32_t count = readBigEndian(file);
    if (count == 0 || count > kMostPictures)
        throw Error(file.shownName() + ": number of " + what + " is " + std::to_string(count) + "; 1 to " + std::to_string(kMostPictures)
            + " expected.");
    return count;
}

void requireSize(const InputFile& file, std::uint64_t expected)
{
    if (file.size() != expected)
        throw Error(file.shownName() + (file.size() < expected ? " ends early: " : " is longer than its header says: ")
            + expectedFound(expected, file.size()) + ".");
}

std::vector<std::uint8_t> readBytes(InputFile& file, std::size_t count)
{
    std::vector<std::uint8_t> bytes(count);
    file.read(std::as_writable_bytes(std::span(bytes)));
    file.requireUnchanged();
    return bytes;
}

void checkLabels(const std::vector<std::uint8_t>& labels, const std::string& shownName)
{
    const auto bad = std::find_if(labels.begin(), labels.end(), [](std::uint8_t label) { return label >= kDigitClasses; });
    if (bad != labels.end())
        throw Error(shownName + ": label " + std::to_string(bad - labels.begin()) + " is " + std::to_string(*bad) + "; 0 to 9 expected.");
}

/// A pseudo-random permutation of 0 ... count - 1, one index at a time and without memory: a Feistel network over the next
/// even number of bits (Luby, Rackoff 1988), repeated until the result falls into the range (cycle walking).
std::uint64_t permuted(std::uint64_t index, std::uint64_t count, std::uint64_t key)
{
    const int half = std::max(1, (static_cast<int>(std::bit_width(count - 1)) + 1) / 2);
    const std::uint64_t mask = (std::uint64_t{1} << half) - 1;
    do {
        std::uint64_t left = index >> half, right = index & mask;
        for (std::uint64_t round = 0; round < 6; ++round) {
            const std::uint64_t next = left ^ (randomKey(key, round, right) & mask);
            left = right;
            right = next;
        }
        index = left << half | right;
    } while (index >= count);
    return index;
}

} // namespace

DigitSet DigitSet::load(const std::filesystem::path& imagesPath, const std::filesystem::path& labelsPath)
{
    InputFile images(imagesPath), labels(labelsPath);
    const std::uint32_t count = readStart(images, kImagesMagic, 16, "pictures");
    const std::uint32_t rows = readBigEndian(images), columns = readBigEndian(images);
    if (rows != 28 || columns != 28)
        throw Error(images.shownName() + ": pictures of " + std::to_string(rows) + " rows and " + std::to_string(columns)
            + " columns; 28 and 28 expected.");
    requireSize(images, 16 + std::uint64_t{count} * kDigitPixels);
    const std::uint32_t labelCount = readStart(labels, kLabelsMagic, 8, "labels");
    requireSize(labels, 8 + std::uint64_t{labelCount});
    if (labelCount != count)
        throw Error(labels.shownName() + ": number of labels is " + std::to_string(labelCount) + ", " + images.shownName() + " holds "
            + std::to_string(count) + " pictures.");

    std::vector<std::uint8_t> pixels = readBytes(images, std::size_t{count} * kDigitPixels);
    std::vector<std::uint8_t> digits = readBytes(labels, count);
    checkLabels(digits, labels.shownName());
    return {(imagesPath.parent_path().filename() / imagesPath.filename()).string(), std::move(pixels), std::move(digits)};
}

DigitSet::DigitSet(std::string name, std::vector<std::uint8_t> pixels, std::vector<std::uint8_t> labels)
    : m_name(std::move(name))
    , m_pixels(std::move(pixels))
    , m_labels(std::move(labels))
{
    if (m_labels.empty() || m_pixels.size() != m_labels.size() * kDigitPixels)
        throw Error(printable(m_name) + ": " + std::to_string(m_pixels.size()) + " pixels do not belong to "
            + std::to_string(m_labels.size()) + " labels; 784 a label expected.");
    checkLabels(m_labels, printable(m_name));
    Sha256 hash;
    hash.add(std::as_bytes(std::span(m_pixels)));
    hash.add(std::as_bytes(std::span(m_labels)));
    m_hash = hash.hex();
}

std::span<const std::uint8_t, kDigitPixels> DigitSet::picture(std::int64_t index) const
{
    return std::span<const std::uint8_t, kDigitPixels>(m_pixels.data() + index * kDigitPixels, kDigitPixels);
}

std::array<std::int64_t, kDigitClasses> DigitSet::labelCounts() const
{
    std::array<std::int64_t, kDigitClasses> counts{};
    for (std::uint8_t label : m_labels)
        ++counts[label];
    return counts;
}

std::vector<std::int64_t> DigitSet::batch(std::uint64_t seed, std::int64_t step, int batchSize) const
{
    const auto total = static_cast<std::uint64_t>(count());
    std::vector<std::int64_t> indices(static_cast<std::size_t>(batchSize));
    std::uint64_t position = static_cast<std::uint64_t>(step) * indices.size();
    for (std::int64_t& index : indices) {
        const std::uint64_t key = randomKey(seed, static_cast<std::uint64_t>(Stream::Batch), position / total);
        index = static_cast<std::int64_t>(permuted(position % total, total, key));
        ++position;
    }
    return indices;
}

void standardise(std::span<const std::uint8_t> picture, std::span<float> out)
{
    for (std::size_t i = 0; i < picture.size(); ++i)
        out[i] = (static_cast<float>(picture[i]) / 255.0f - 0.1307f) / 0.3081f;
}

} // namespace glowworm
