// SPDX-License-Identifier: GPL-3.0-or-later
// Handwritten digits: the IDX files of MNIST and its relatives, and the normalisation that turns a
// drawing into the 28x28 picture the models were trained on. Immutable once loaded; loading blocks;
// any thread.
#pragma once

#include "model/base/stop_check.h"
#include "model/config/config.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace glowworm {

/// Grey levels, 0 paper ... 255 ink, row-major 28 x 28.
using DigitPicture = std::array<std::uint8_t, kDigitPixels>;

class DigitSet {
public:
    /// Reads an IDX pair (images magic 0x0803, labels 0x0801; not compressed), files or streams.
    /// Throws Error that says what the file is when it is no such thing, and names the header
    /// field: sizes against the file's length, 28x28, counts that differ, a label above 9.
    static DigitSet load(const std::filesystem::path& images, const std::filesystem::path& labels,
        StopCheck stop = {});
    DigitSet(std::string name, std::vector<std::uint8_t> pixels, std::vector<std::uint8_t> labels);

    const std::string& name() const { return m_name; }
    const std::string& hash() const { return m_hash; } // SHA-256 of pixels, then labels, hex
    std::int64_t count() const { return static_cast<std::int64_t>(m_labels.size()); }
    std::span<const std::uint8_t, kDigitPixels> picture(std::int64_t index) const;
    int label(std::int64_t index) const { return m_labels[static_cast<std::size_t>(index)]; }
    std::array<std::int64_t, kDigitClasses> labelCounts() const;

    /// Indices (B) of the images of `step`: epochs are shuffled permutations, all a function of
    /// (seed, step).
    std::vector<std::int64_t> batch(std::uint64_t seed, std::int64_t step, int batchSize) const;

private:
    std::string m_name, m_hash;
    std::vector<std::uint8_t> m_pixels, m_labels;
};

/// The files of a data set of digits; the test pair may be left out.
struct DigitFiles {
    std::filesystem::path images, labels, testImages, testLabels; // empty = not given
    bool operator==(const DigitFiles&) const = default;
};
/// What was left out, filled in by MNIST's names: labels ("images" becomes "labels", "idx3" "idx1")
/// and, where it lies beside, the test pair
/// ("train-" becomes "t10k-"). Looks only; images must be given.
DigitFiles withFilesBeside(DigitFiles files);

struct DigitSplit {
    std::shared_ptr<const DigitSet> training, test;
};
/// Reads what withFilesBeside() finds. Without a test pair the last sixth of the pictures is held
/// out, as in MNIST's 60,000 + 10,000. The window and the command line both train on this split.
/// Throws Error.
DigitSplit loadDigits(const DigitFiles& files, StopCheck stop = {});

/// The models' input: (grey / 255 - 0.1307) / 0.3081, MNIST's mean and deviation. out (784).
void standardise(std::span<const std::uint8_t> picture, std::span<float> out);

struct NormaliseOptions {
    bool fitBox = true; // scale the ink's bounding box to 20 x 20, aspect kept
    bool centreOfMass
        = true; // translate so that the centre of mass lies in the middle; else the box is centred,
                // or, not fitted either, the ink stays where it was drawn
    bool smooth = true; // area average when scaling; else nearest pixel
};
/// MNIST's own recipe (LeCun, Bottou, Bengio, Haffner 1998, section III.A;
/// yann.lecun.com/exdb/mnist): the ink's bounding box fitted into 20 x 20 with its aspect kept,
/// placed in 28 x 28 by centre of mass. `ink` is a grey image (height, width), 0 paper, 255 ink. No
/// ink gives an empty picture.
DigitPicture normaliseDrawing(
    std::span<const std::uint8_t> ink, int width, int height, const NormaliseOptions& options = {});

} // namespace glowworm
