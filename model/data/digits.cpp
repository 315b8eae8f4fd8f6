// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/data/digits.h"
#include "model/base/counter_random.h"
#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/io/file_kind.h"
#include "model/io/paths.h"
#include "model/io/sha256.h"

#include <algorithm>
#include <bit>

namespace glowworm {
namespace {

constexpr std::uint64_t kMostPictures = 1'000'000;
constexpr std::int64_t kHeldOutFraction = 6; // a sixth, as in MNIST's 60,000 + 10,000

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
std::uint32_t readStart(InputFile& file, FileKind kind, std::uint64_t headerBytes)
{
    const FileIdentity found = identify(file);
    const std::string what = kind == FileKind::IdxPictures ? "pictures" : "labels";
    if (found.kind != kind)
        throw notWanted(file.shownName(), found,
            "an IDX file of " + what + " (magic number "
                + (kind == FileKind::IdxPictures ? "0x00000803)" : "0x00000801)"));
    if (const std::size_t known = file.peek(headerBytes).size(); known < headerBytes)
        throw Error(file.shownName()
            + " ends early, within its header: " + expectedFound(headerBytes, known) + ".");
    readBigEndian(file);
    const std::uint32_t count = readBigEndian(file);
    if (count == 0 || count > kMostPictures)
        throw Error(file.shownName() + ": number of " + what + " is " + std::to_string(count)
            + "; 1 to " + std::to_string(kMostPictures) + " expected.");
    return count;
}

void requireSize(const InputFile& file, std::uint64_t expected)
{
    if (!file.isStream() && file.size() != expected)
        throw Error(file.shownName()
            + (file.size() < expected ? " ends early: " : " is longer than its header says: ")
            + expectedFound(expected, file.size()) + ".");
}

/// What a stream's header says is believed piece by piece.
std::vector<std::uint8_t> readBytes(InputFile& file, std::size_t count)
{
    constexpr std::size_t kPiece = 8'000'000;
    std::vector<std::uint8_t> bytes;
    while (bytes.size() < count) {
        const std::size_t before = bytes.size();
        bytes.resize(file.isStream() ? std::min(count, before + kPiece) : count);
        file.read(std::as_writable_bytes(std::span(bytes)).subspan(before));
    }
    if (file.isStream() && !file.peek(1).empty())
        throw Error(file.shownName() + " is longer than its header says: " + bytesText(count)
            + " expected.");
    file.requireUnchanged();
    return bytes;
}

/// Labels that are no digits are another set's: MNIST's relatives are named.
void checkLabels(const std::vector<std::uint8_t>& labels, const std::string& shownName)
{
    const auto bad = std::find_if(
        labels.begin(), labels.end(), [](std::uint8_t label) { return label >= kDigitClasses; });
    if (bad == labels.end())
        return;
    const auto [low, high] = std::ranges::minmax(labels);
    std::string relative;
    if (low == 1 && high == 26)
        relative = " The labels 1 to 26 are letters, as in EMNIST letters;";
    else if (low == 0 && (high == 46 || high == 61))
        relative = " The labels 0 to " + std::to_string(high)
            + " are digits and letters, as in EMNIST " + (high == 46 ? "balanced" : "byclass")
            + ";";
    if (!relative.empty())
        relative += " Glowworm tells the digits 0 to 9 apart: take EMNIST digits or MNIST.";
    throw Error(shownName + ": label " + std::to_string(bad - labels.begin()) + " is "
        + std::to_string(*bad) + "; 0 to 9 expected." + relative);
}

/// In a file's name only: folders may be called anything.
std::filesystem::path renamed(
    const std::filesystem::path& file, std::string_view from, std::string_view to)
{
    std::string name = file.filename().string();
    if (const auto at = name.rfind(from); at != std::string::npos)
        name.replace(at, from.size(), to);
    return file.parent_path() / name;
}

std::filesystem::path labelsOf(const std::filesystem::path& images)
{
    return renamed(renamed(images, "images", "labels"), "idx3", "idx1");
}

/// Pictures begin ... end - 1 of a set.
std::shared_ptr<const DigitSet> partOf(
    const DigitSet& set, const std::string& name, std::int64_t begin, std::int64_t end)
{
    std::vector<std::uint8_t> pixels, labels;
    pixels.reserve(static_cast<std::size_t>((end - begin) * kDigitPixels));
    for (std::int64_t i = begin; i < end; ++i) {
        const auto picture = set.picture(i);
        pixels.insert(pixels.end(), picture.begin(), picture.end());
        labels.push_back(static_cast<std::uint8_t>(set.label(i)));
    }
    return std::make_shared<const DigitSet>(name, std::move(pixels), std::move(labels));
}

/// A pseudo-random permutation of 0 ... count - 1, one index at a time and without memory: a
/// Feistel network over the next even number of bits (Luby, Rackoff 1988), repeated until the
/// result falls into the range (cycle walking).
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

DigitSet DigitSet::load(const std::filesystem::path& imagesPath,
    const std::filesystem::path& labelsPath, StopCheck stop)
{
    using Accept = InputFile::Accept;
    if (imagesPath == "-" && labelsPath == "-")
        throw Error("The pictures and their labels cannot both come from standard input: name a "
                    "file for one of them.");
    InputFile images(imagesPath, Accept::Streams, stop), labels(labelsPath, Accept::Streams, stop);
    const std::uint32_t count = readStart(images, FileKind::IdxPictures, 16);
    const std::uint32_t rows = readBigEndian(images), columns = readBigEndian(images);
    if (rows != 28 || columns != 28)
        throw Error(images.shownName() + ": pictures of " + std::to_string(rows) + " rows and "
            + std::to_string(columns) + " columns; 28 and 28 expected.");
    requireSize(images, 16 + std::uint64_t{count} * kDigitPixels);
    const std::uint32_t labelCount = readStart(labels, FileKind::IdxLabels, 8);
    requireSize(labels, 8 + std::uint64_t{labelCount});
    if (labelCount != count)
        throw Error(labels.shownName() + ": number of labels is " + std::to_string(labelCount)
            + ", " + images.shownName() + " holds " + std::to_string(count) + " pictures.");

    std::vector<std::uint8_t> pixels = readBytes(images, std::size_t{count} * kDigitPixels);
    std::vector<std::uint8_t> digits = readBytes(labels, count);
    checkLabels(digits, labels.shownName());
    return {(imagesPath.parent_path().filename() / imagesPath.filename()).string(),
        std::move(pixels), std::move(digits)};
}

DigitSet::DigitSet(
    std::string name, std::vector<std::uint8_t> pixels, std::vector<std::uint8_t> labels)
    : m_name(std::move(name))
    , m_pixels(std::move(pixels))
    , m_labels(std::move(labels))
{
    if (m_labels.empty() || m_pixels.size() != m_labels.size() * kDigitPixels)
        throw Error(printable(m_name) + ": " + std::to_string(m_pixels.size())
            + " pixels do not belong to " + std::to_string(m_labels.size())
            + " labels; 784 a label expected.");
    checkLabels(m_labels, printable(m_name));
    Sha256 hash;
    hash.add(std::as_bytes(std::span(m_pixels)));
    hash.add(std::as_bytes(std::span(m_labels)));
    m_hash = hash.hex();
}

std::span<const std::uint8_t, kDigitPixels> DigitSet::picture(std::int64_t index) const
{
    return std::span<const std::uint8_t, kDigitPixels>(
        m_pixels.data() + index * kDigitPixels, kDigitPixels);
}

std::array<std::int64_t, kDigitClasses> DigitSet::labelCounts() const
{
    std::array<std::int64_t, kDigitClasses> counts{};
    for (std::uint8_t label : m_labels)
        ++counts[label];
    return counts;
}

std::vector<std::int64_t> DigitSet::batch(
    std::uint64_t seed, std::int64_t step, int batchSize) const
{
    const auto total = static_cast<std::uint64_t>(count());
    std::vector<std::int64_t> indices(static_cast<std::size_t>(batchSize));
    std::uint64_t position = static_cast<std::uint64_t>(step) * indices.size();
    for (std::int64_t& index : indices) {
        const std::uint64_t key
            = randomKey(seed, static_cast<std::uint64_t>(Stream::Batch), position / total);
        index = static_cast<std::int64_t>(permuted(position % total, total, key));
        ++position;
    }
    return indices;
}

DigitFiles withFilesBeside(DigitFiles files)
{
    if (const auto labels = labelsOf(files.images); files.labels.empty() && labels != files.images)
        files.labels = labels;
    if (!files.testImages.empty() || !files.testLabels.empty())
        return files;
    const std::filesystem::path images = renamed(files.images, "train-", "t10k-"),
                                labels = labelsOf(images);
    if (images != files.images && isFile(images) && isFile(labels)) {
        files.testImages = images;
        files.testLabels = labels;
    }
    return files;
}

DigitSplit loadDigits(const DigitFiles& given, StopCheck stop)
{
    const DigitFiles files = withFilesBeside(given);
    if (files.labels.empty())
        throw Error("The labels of " + printable(files.images.filename().string())
            + " are not known: give them too, or let the two names differ in \"images\" and "
              "\"labels\", as MNIST's do.");
    DigitSet set = DigitSet::load(files.images, files.labels, stop);
    if (!files.testImages.empty())
        return {std::make_shared<const DigitSet>(std::move(set)),
            std::make_shared<const DigitSet>(
                DigitSet::load(files.testImages, files.testLabels, stop))};
    const std::int64_t test = set.count() / kHeldOutFraction;
    if (test == 0)
        throw Error(printable(set.name()) + " has only " + std::to_string(set.count())
            + (set.count() == 1 ? " picture" : " pictures") + "; at least "
            + std::to_string(kHeldOutFraction) + " are needed to hold some out for testing.");
    return {partOf(set, set.name(), 0, set.count() - test),
        partOf(set, set.name() + " (last sixth)", set.count() - test, set.count())};
}

void standardise(std::span<const std::uint8_t> picture, std::span<float> out)
{
    for (std::size_t i = 0; i < picture.size(); ++i)
        out[i] = (static_cast<float>(picture[i]) / 255.0f - 0.1307f) / 0.3081f;
}

} // namespace glowworm
