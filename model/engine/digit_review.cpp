// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/digit_review.h"

#include "model/base/error.h"

#include <algorithm>

namespace glowworm {
namespace {

template <class Wanted> std::vector<std::int64_t> indices(const DigitReview& review, Wanted wanted)
{
    std::vector<std::int64_t> found;
    for (std::int64_t i = 0; i < review.seen; ++i)
        if (wanted(i))
            found.push_back(i);
    return found;
}

/// pixels (n, 784). Where the engine refuses them all, as a router's logits are no numbers, each is
/// asked about alone.
void say(DigitEngine& engine, std::span<const float> pixels, std::vector<std::int8_t>& said)
{
    const auto answerTo = [](std::span<const float> scores) {
        try {
            return static_cast<std::int8_t>(likeliestDigit(scores));
        } catch (const Error&) {
            return DigitReview::kNoAnswer;
        }
    };
    std::vector<std::int8_t> answers;
    try {
        const std::span<const float> scores = engine.classify(pixels);
        for (std::size_t at = 0; at < scores.size(); at += kDigitClasses)
            answers.push_back(answerTo(scores.subspan(at, kDigitClasses)));
    } catch (const Error&) {
        if (pixels.size() > kDigitPixels) {
            for (std::size_t at = 0; at < pixels.size(); at += kDigitPixels)
                say(engine, pixels.subspan(at, kDigitPixels), said);
            return;
        }
        answers = {DigitReview::kNoAnswer};
    }
    said.insert(said.end(), answers.begin(), answers.end());
}

} // namespace

void reviewMore(DigitReview& review, DigitEngine* sparse, DigitEngine* dense, std::int64_t pictures)
{
    const std::int64_t count = std::min(pictures, review.set->count() - review.seen);
    std::vector<float> pixels(static_cast<std::size_t>(count) * kDigitPixels);
    for (std::int64_t i = 0; i < count; ++i)
        standardise(review.set->picture(review.seen + i),
            std::span(pixels).subspan(static_cast<std::size_t>(i) * kDigitPixels, kDigitPixels));
    if (sparse)
        say(*sparse, pixels, review.said[static_cast<std::size_t>(Twin::Sparse)]);
    if (dense)
        say(*dense, pixels, review.said[static_cast<std::size_t>(Twin::Dense)]);
    for (const std::int64_t end = review.seen + count; review.seen < end; ++review.seen)
        for (const Mistakes which : kMistakes)
            review.counts[static_cast<std::size_t>(which)] += isOne(review, which, review.seen);
}

bool isOne(const DigitReview& review, Mistakes which, std::int64_t index)
{
    const bool sparse = review.errs(Twin::Sparse, index), dense = review.errs(Twin::Dense, index);
    switch (which) {
    case Mistakes::Sparse:
        return sparse;
    case Mistakes::Dense:
        return dense;
    case Mistakes::Both:
        return sparse && dense;
    case Mistakes::OnlySparse:
        return sparse && !dense;
    case Mistakes::OnlyDense:
        return dense && !sparse;
    case Mistakes::Differ:
        return review.differ(index);
    }
    return false;
}

std::vector<std::int64_t> picturesOf(const DigitReview& review, Mistakes which)
{
    return indices(review, [&](std::int64_t i) { return isOne(review, which, i); });
}

Confusion confusionOf(const DigitReview& review, Twin twin)
{
    Confusion counts{};
    for (std::int64_t i = 0; review.has(twin) && i < review.seen; ++i)
        if (const int said = review.saidBy(twin, i); said != DigitReview::kNoAnswer)
            ++counts[static_cast<std::size_t>(review.set->label(i))]
                    [static_cast<std::size_t>(said)];
    return counts;
}

std::vector<std::int64_t> picturesOf(const DigitReview& review, Twin twin, int label, int said)
{
    return indices(review, [&](std::int64_t i) {
        return review.has(twin) && review.set->label(i) == label && review.saidBy(twin, i) == said;
    });
}

std::optional<std::int64_t> nextDifference(const DigitReview& review, std::int64_t from)
{
    for (std::int64_t i = from; i < review.seen; ++i)
        if (review.differ(i))
            return i;
    for (std::int64_t i = 0; review.isComplete() && i < from; ++i)
        if (review.differ(i))
            return i;
    return {};
}

} // namespace glowworm
