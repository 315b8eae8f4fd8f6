// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/digit_score.h"

#include "model/base/numbers.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace glowworm {
namespace {

constexpr std::int64_t kPicturesACall = 256;

/// Ways in which other sets keep their pictures. Undone in this order: turned over, mirrored,
/// inverted.
struct Turn {
    bool transposed = false, leftRight = false, topBottom = false, inverted = false;

    DigitPicture of(std::span<const std::uint8_t, kDigitPixels> picture) const
    {
        DigitPicture turned;
        for (std::size_t i = 0; i < turned.size(); ++i) {
            const std::size_t y = topBottom ? 27 - i / 28 : i / 28,
                              x = leftRight ? 27 - i % 28 : i % 28;
            const std::uint8_t level = picture[transposed ? x * 28 + y : y * 28 + x];
            turned[i] = inverted ? static_cast<std::uint8_t>(255 - level) : level;
        }
        return turned;
    }

    /// What somebody has done to the pictures that this undoes.
    std::string words() const
    {
        if (transposed && leftRight != topBottom)
            return topBottom ? "they seem to be turned by 90 degrees clockwise"
                             : "they seem to be turned by 90 degrees counterclockwise";
        if (transposed && leftRight)
            return "rows and columns seem to be exchanged and the pictures turned upside down";
        if (transposed)
            return "rows and columns seem to be exchanged, as in EMNIST";
        if (leftRight && topBottom)
            return "they seem to be turned upside down, by 180 degrees";
        return leftRight ? "they seem to be mirrored, left for right"
            : topBottom  ? "they seem to be mirrored, top for bottom"
                         : "";
    }
    bool moves() const { return transposed || leftRight || topBottom; }
};

/// The eight positions of a square, then the same in dark ink: what is more common first, which
/// decides where two explain a set equally well.
std::vector<Turn> allTurns()
{
    std::vector<Turn> turns;
    for (const bool inverted : {false, true})
        for (const auto& [leftRight, topBottom] :
            {std::pair(false, false), {true, true}, {true, false}, {false, true}})
            for (const bool transposed : {false, true})
                turns.push_back({transposed, leftRight, topBottom, inverted});
    return turns;
}

/// `most` pictures spread evenly over a set.
DigitScore scoreSome(
    const DigitSet& set, std::int64_t most, const Turn& turn, DigitEngine& engine, const GoOn& goOn)
{
    DigitScore score;
    std::vector<float> pixels;
    const auto indexOf = [&](std::int64_t number) { return number * set.count() / most; };
    while (score.seen < most && goOn(score.seen)) {
        const std::int64_t pictures = std::min(kPicturesACall, most - score.seen);
        pixels.resize(static_cast<std::size_t>(pictures) * kDigitPixels);
        for (std::int64_t i = 0; i < pictures; ++i)
            standardise(turn.of(set.picture(indexOf(score.seen + i))),
                std::span(pixels).subspan(
                    static_cast<std::size_t>(i) * kDigitPixels, kDigitPixels));
        const auto start = std::chrono::steady_clock::now();
        const std::span<const float> scores = engine.classify(pixels);
        score.seconds += secondsSince(start);
        for (std::int64_t i = 0; i < pictures; ++i)
            score.right += likeliestDigit(scores.subspan(
                               static_cast<std::size_t>(i) * kDigitClasses, kDigitClasses))
                == set.label(indexOf(score.seen + i));
        score.seen += pictures;
    }
    return score;
}

std::uint8_t brightest(const DigitSet& set)
{
    std::uint8_t most = 0;
    for (std::int64_t i = 0; i < set.count(); ++i)
        most = std::max(most, std::ranges::max(set.picture(i)));
    return most;
}

std::string percent(double fraction) { return significant(100 * fraction, 3) + " %"; }

/// "they seem to be mirrored, ...": what undoing this turn, with its score, tells about the set.
std::string adviceFor(const Turn& turn, const DigitScore& undone)
{
    const bool both = turn.moves() && turn.inverted;
    return turn.words() + (both ? ", and " : "")
        + (turn.inverted ? "they seem to be dark ink on light paper" : "") + ". "
        + percent(undone.fraction()) + " of " + std::to_string(undone.seen) + " are right when "
        + (both ? "both are" : "that is") + " undone: write the file anew"
        + (turn.moves() ? ", each picture upright and row by row" : "")
        + (turn.inverted ? ", with 0 for paper and 255 for ink" : "") + ".";
}

} // namespace

DigitScore scoreDigits(const DigitSet& set, DigitEngine& engine, const GoOn& goOn)
{
    return scoreSome(set, set.count(), {}, engine, goOn);
}

std::string explainLowScore(const DigitSet& set, const DigitScore& score, double tested,
    DigitEngine& engine, const GoOn& goOn)
{
    constexpr double kLittle = 0.3; // fraction told right: near guessing
    constexpr double kMuch = 0.6;   // near what a model is good for
    constexpr double kLess = 0.1;   // below the test pictures: no other hand's digits cost as much
    constexpr double kGain = 0.2;   // by undoing a turn
    constexpr double kDeviations = 4; // of the difference of two fractions that guess
    constexpr std::int64_t kTried = 1000;
    constexpr int kDim = 64; // some write 0 and 1
    if (score.fraction() > std::max(kLittle, tested - kLess))
        return {};
    const std::vector<Turn> turns = allTurns();
    const std::int64_t tried = std::min(kTried, set.count());
    std::vector<DigitScore> scores;
    for (const Turn& turn : turns)
        scores.push_back(scoreSome(set, tried, turn, engine, goOn));
    const auto best = std::ranges::max_element(scores, {}, &DigitScore::right);
    const double chance = kDeviations * std::sqrt(0.5 / static_cast<double>(tried));
    const bool isClear = best->fraction() >= kMuch
        && best->fraction() - scores.front().fraction() >= std::max(kGain, chance);
    const bool isGuess = score.fraction() <= kLittle;
    if (!isClear && !isGuess)
        return {};
    const std::string start = "Only " + percent(score.fraction())
        + " of the pictures are told right, "
        + (isGuess ? "little more than guessing: "
                   : "of those that the model was tested with " + percent(tested) + ": ");
    if (isClear)
        return start + adviceFor(turns[static_cast<std::size_t>(best - scores.begin())], *best);
    if (const int most = brightest(set); most < kDim)
        return start + "their brightest pixel has the level " + std::to_string(most)
            + " of 255. Write the file anew, with 255 for ink.";
    return start
        + "the labels may belong to other pictures, or the model was trained on something else.";
}

} // namespace glowworm
