// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_options.h"
#include "commands.h"

#include "interrupt.h"
#include "model/data/digits.h"
#include "model/data/drawing.h"
#include "model/data/likeness.h"
#include "model/engine/digit_engine.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace glowworm {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kPicturesACall = 256;

Drawing drawingOf(const Picture& picture, bool asIs)
{
    if (!asIs)
        return drawingFrom(picture);
    if (picture.grey.size() != kDigitPixels || picture.width != picture.height)
        throw UsageError("--as-is needs a picture of 28 x 28 pixels, this one has "
            + std::to_string(picture.width) + " x " + std::to_string(picture.height) + ".");
    return levelsOf(picture);
}

DigitPicture pictureOf(const Drawing& drawing, bool asIs)
{
    if (!asIs)
        return normaliseDrawing(drawing.ink, drawing.width, drawing.height);
    DigitPicture picture;
    std::ranges::copy(drawing.ink, picture.begin());
    return picture;
}

int classifyDrawing(const ClassifyOptions& options, DigitEngine& engine, Session& session)
{
    const Drawing drawing = drawingOf(readPng(options.png, interrupted), options.asIs);
    const DigitPicture picture = pictureOf(drawing, options.asIs);
    std::vector<float> pixels(kDigitPixels);
    standardise(picture, pixels);
    std::vector<FiringRecord> firing;
    const std::vector<float> predicted = probabilities(engine.classify(pixels, &firing));
    const int label = likeliestDigit(predicted);
    const bool blank = std::ranges::all_of(picture, [](std::uint8_t level) { return level == 0; });

    const double unlike = unlikeness(picture);
    Json json = {{"label", label}, {"probabilities", predicted}, {"inverted", drawing.inverted},
        {"unlike", unlike}, {"notices", Json::array()}};
    json["neurons"] = firing.front().layers.front().neurons;
    const auto say = [&](const std::string& sentence) {
        json["notices"].push_back(sentence);
        session.output.notice(sentence);
    };
    if (blank)
        say("There is no ink in the picture; the answer means nothing.");
    else if (unlike > 1)
        say("The picture is unlike MNIST's digits (" + significant(unlike, 2)
            + " times as far from them as 99 % of themselves); the answer means little.");
    std::string text = std::to_string(label) + "\n";
    for (std::size_t digit = 0; digit < predicted.size(); ++digit)
        text += "  " + std::to_string(digit) + "  " + significant(100 * predicted[digit], 3)
            + " %\n";
    session.output.result(json.dump(2), text);
    return kExitDone;
}

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

struct Count {
    std::int64_t seen = 0, right = 0;
    double seconds = 0; // of the engine

    double fraction() const
    {
        return seen > 0 ? static_cast<double>(right) / static_cast<double>(seen) : 0;
    }
};

/// `most` pictures spread evenly over a set, until Ctrl+C or until nobody takes the output any
/// more.
template <class Told>
Count tell(const DigitSet& set, std::int64_t most, const Turn& turn, DigitEngine& engine,
    const Output& output, Told told)
{
    Count count;
    std::vector<float> pixels;
    const auto indexOf = [&](std::int64_t number) { return number * set.count() / most; };
    while (count.seen < most && !interrupted() && !output.lost()) {
        const std::int64_t pictures = std::min(kPicturesACall, most - count.seen);
        pixels.resize(static_cast<std::size_t>(pictures) * kDigitPixels);
        for (std::int64_t i = 0; i < pictures; ++i)
            standardise(turn.of(set.picture(indexOf(count.seen + i))),
                std::span(pixels).subspan(
                    static_cast<std::size_t>(i) * kDigitPixels, kDigitPixels));
        const auto start = std::chrono::steady_clock::now();
        const std::span<const float> scores = engine.classify(pixels);
        count.seconds
            += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        for (std::int64_t i = 0; i < pictures; ++i)
            count.right += likeliestDigit(scores.subspan(
                               static_cast<std::size_t>(i) * kDigitClasses, kDigitClasses))
                == set.label(indexOf(count.seen + i));
        count.seen += pictures;
        told(count.seen);
    }
    return count;
}

std::uint8_t brightest(const DigitSet& set)
{
    std::uint8_t most = 0;
    for (std::int64_t i = 0; i < set.count(); ++i)
        most = std::max(most, std::ranges::max(set.picture(i)));
    return most;
}

std::string percent(double fraction) { return significant(100 * fraction, 3) + " %"; }

/// What may be wrong with a set of which much less is told right than of the pictures that the
/// model was tested with; "" when nothing is known to be. A way of keeping the pictures is named
/// when undoing it helps by far more than chance can.
std::string hintFor(const DigitSet& set, const Count& count, double tested, DigitEngine& engine,
    const Output& output)
{
    constexpr double kLittle = 0.3,
                     kMuch
        = 0.6; // fractions told right: near guessing, and near what a model is good for
    constexpr double kLess = 0.1; // below the test pictures: no other hand's digits cost as much
    constexpr double kGain = 0.2; // by undoing it
    constexpr double kDeviations = 4; // of the difference of two fractions that guess
    constexpr std::int64_t kTried = 1000;
    constexpr int kDim = 64; // some write 0 and 1
    if (count.fraction() > std::max(kLittle, tested - kLess))
        return {};
    const std::vector<Turn> turns = allTurns();
    const std::int64_t tried = std::min(kTried, set.count());
    std::vector<Count> counts;
    for (const Turn& turn : turns)
        counts.push_back(tell(set, tried, turn, engine, output, [](std::int64_t) {}));
    const auto best = std::ranges::max_element(counts, {}, &Count::right);
    const Turn& turn = turns[static_cast<std::size_t>(best - counts.begin())];
    const double chance = kDeviations * std::sqrt(0.5 / static_cast<double>(tried));
    const bool isClear = best->fraction() >= kMuch
        && best->fraction() - counts.front().fraction() >= std::max(kGain, chance);
    const bool isGuess = count.fraction() <= kLittle;
    if (!isClear && !isGuess)
        return {};
    const std::string start = "Only " + percent(count.fraction())
        + " of the pictures are told right, "
        + (isGuess ? "little more than guessing: "
                   : "of those that the model was tested with " + percent(tested) + ": ");
    if (const int most = brightest(set); !isClear && most < kDim)
        return start + "their brightest pixel has the level " + std::to_string(most)
            + " of 255. Write the file anew, with 255 for ink.";
    if (!isClear)
        return start
            + "the labels may belong to other pictures, or the model was trained on something "
              "else.";
    const bool both = turn.moves() && turn.inverted;
    return start + turn.words() + (both ? ", and " : "")
        + (turn.inverted ? "they seem to be dark ink on light paper" : "") + ". "
        + percent(best->fraction()) + " of " + std::to_string(best->seen) + " are right when "
        + (both ? "both are" : "that is") + " undone: write the file anew"
        + (turn.moves() ? ", each picture upright and row by row" : "")
        + (turn.inverted ? ", with 0 for paper and 255 for ink" : "") + ".";
}

/// tested: fraction of the test pictures that the model tells right.
int classifySet(
    const ClassifyOptions& options, double tested, DigitEngine& engine, Session& session)
{
    const DigitSet set = DigitSet::load(options.images, options.labels, interrupted);
    const Count count = tell(set, set.count(), {}, engine, session.output, [&](std::int64_t seen) {
        session.output.progress(
            std::to_string(seen) + " of " + std::to_string(set.count()) + " pictures");
    });
    const bool finished = count.seen == set.count();
    Json json = {{"accuracy", count.seen > 0 ? Json(count.fraction()) : Json()},
        {"count", count.seen}, {"correct", count.right},
        {"images_per_second",
            count.seconds > 0 ? static_cast<double>(count.seen) / count.seconds : 0.0},
        {"finished", finished}, {"notices", Json::array()}};
    if (const std::string hint
        = finished ? hintFor(set, count, tested, engine, session.output) : std::string();
        !hint.empty()) {
        json["notices"].push_back(hint);
        session.output.notice(hint);
    }
    session.output.result(json.dump(2));
    return finished ? kExitDone : kExitInterrupted;
}

int classify(const ClassifyOptions& options, Session& session)
{
    if (options.images.empty() != options.labels.empty())
        throw UsageError("--images and --labels belong together.");
    if (options.png.empty() == options.images.empty())
        throw UsageError(
            "Say what to classify: either --png FILE, or --images FILE and --labels FILE.");
    constexpr double kUsual = 0.9; // where the file does not say
    const ModelState model = openModel(options.model, Task::Digits);
    DigitEngine engine(packDigits(model), {.threads = options.threads});
    return options.png.empty()
        ? classifySet(options, model.accuracy.value_or(kUsual), engine, session)
        : classifyDrawing(options, engine, session);
}

} // namespace

void addClassify(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<ClassifyOptions>();
    CLI::App* command = declareClassify(app, *options);
    addCommon(*command, session);
    command->callback([options, &session] {
        session.run = [options, &session] { return classify(*options, session); };
    });
}

} // namespace glowworm
