// SPDX-License-Identifier: GPL-3.0-or-later
// What a network is trained on and judged by: which files belong together, what is taken when none
// is named, what is held out, and what all that is called on a command line and in run.json. The
// one policy of the window and the command line. Any thread.
#pragma once

#include "model/data/digits.h"
#include "model/data/text_corpus.h"

#include <optional>
#include <utility>

namespace glowworm {

/// What a task is trained on and judged by; the part of the other task is null.
struct TrainingData {
    std::shared_ptr<const TextCorpus> text;
    std::shared_ptr<const DigitSet> digits, testDigits;
    std::string hash() const
    {
        return text ? text->hash() : digits ? digits->hash() : std::string();
    }
};

/// What a person names; empty = not named. A text stands alone. Pictures bring their labels and the
/// test pair, as far as withFilesBeside() finds them.
struct DataOptions {
    std::filesystem::path text, images, labels, testImages, testLabels;
    std::string dataset; // name of one of kDigitSets
    DigitFiles digits() const { return {images, labels, testImages, testLabels}; }
    bool operator==(const DataOptions&) const = default;
};

/// A set of pictures in ten classes that can be fetched.
struct KnownDigits {
    std::string_view name, title; // on command lines and of its folder; in sentences
    std::string_view hash;        // of its training pictures, see DigitSet::hash()
    std::array<std::string_view, kDigitClasses> classes;
};
/// The first is the usual one.
inline constexpr std::array<KnownDigits, 2> kDigitSets{
    {{"mnist", "MNIST", "edc0d1098aa497be14ace79ddd5171e5a3dcf9c4d196c015389203eb3ba1f59b",
         {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}},
        {"fashion-mnist", "Fashion-MNIST",
            "16d82e2b505296aa2b78bd5ea0992634f30419a4c97def7c907d154a35ac6157",
            {"T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
                "Ankle boot"}}}};
/// The set with this name; null = none.
const KnownDigits* digitSetNamed(std::string_view name);
/// The set that a model was trained on, by ModelState::corpusHash; of an unknown hash the usual
/// one.
const KnownDigits& digitSetOf(std::string_view corpusHash);
/// The fetched set's own files, data/<name>/{train,t10k}-{images-idx3,labels-idx1}-ubyte; nothing
/// when it is not there whole.
std::optional<DigitFiles> filesOfSet(const std::string& name);

/// What is taken when nothing is named: Tiny Shakespeare and the first set, as far as fetched.
DataOptions usualData();

/// A file as an option of the command line.
struct DataOption {
    std::string_view option, help; // "--images"
    Task task;
    std::filesystem::path DataOptions::*file;
};
std::span<const DataOption> dataOptions();
inline constexpr std::string_view kDatasetOption = "--dataset";
/// The options and values that name the same data for a network of this task.
std::vector<std::pair<std::string, std::string>> lineOf(const DataOptions& named, Task task);

/// Why what is named is no data for a network of this task; "" = it may be.
std::string refusalOf(const DataOptions& named, Task task);

/// The data, the path that opens it again ("" = a stream, which cannot be), and what there is to
/// say about it.
struct NamedData {
    TrainingData data;
    std::string name;
    std::vector<std::string> notices;
};
/// What is named, else `before` (a NamedData::name, may be empty), else the usual set. Of a text
/// the last tenth is held out, of pictures without a test pair the last sixth. Blocks. Throws
/// Error, Stopped.
NamedData openData(
    const DataOptions& named, Task task, const std::string& before, const StopCheck& stop);

} // namespace glowworm
