// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "interrupt.h"
#include "model/data/digits.h"
#include "model/data/drawing.h"
#include "model/data/likeness.h"
#include "model/engine/digit_score.h"
#include "model/io/model_file.h"
#include "model/line/command_options.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace glowworm {

namespace {

using Json = nlohmann::ordered_json;

/// What the model reads, and whether the drawing was turned over for it.
std::pair<DigitPicture, bool> pictureOf(const Picture& png, bool asIs)
{
    if (!asIs) {
        const Drawing drawing = drawingFrom(png);
        return {normaliseDrawing(drawing.ink, drawing.width, drawing.height), drawing.inverted};
    }
    if (png.grey.size() != kDigitPixels || png.width != png.height)
        throw UsageError("--as-is needs a picture of 28 x 28 pixels, this one has "
            + std::to_string(png.width) + " x " + std::to_string(png.height) + ".");
    const Drawing levels = levelsOf(png);
    DigitPicture picture{};
    std::ranges::copy(levels.ink, picture.begin());
    return {picture, levels.inverted};
}

int classifyDrawing(const ClassifyOptions& options, const DigitPicture& picture, bool inverted,
    DigitEngine& engine, Session& session)
{
    std::vector<float> pixels(kDigitPixels);
    standardise(picture, pixels);
    std::vector<FiringRecord> firing;
    const std::vector<float> predicted = probabilities(engine.classify(pixels, &firing));
    const int label = likeliestDigit(predicted);
    const bool blank = std::ranges::all_of(picture, [](std::uint8_t level) { return level == 0; });

    const double unlike = unlikeness(picture);
    Json json = {{"label", label}, {"probabilities", predicted}, {"inverted", inverted},
        {"unlike", unlike}, {"disabled", options.surgery.disable},
        {"forced", options.surgery.force}, {"pinned", options.surgery.pin},
        {"notices", Json::array()}};
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

/// tested: fraction of the test pictures that the model tells right.
int classifySet(const DigitSet& set, double tested, DigitEngine& engine, Session& session)
{
    const auto goOn = [&](std::int64_t) { return !interrupted() && !session.output.lost(); };
    const DigitScore score = scoreDigits(set, engine, [&](std::int64_t seen) {
        if (seen > 0)
            session.output.progress(
                std::to_string(seen) + " of " + std::to_string(set.count()) + " pictures");
        return goOn(seen);
    });
    const bool finished = score.seen == set.count();
    Json json = {{"accuracy", score.seen > 0 ? Json(score.fraction()) : Json()},
        {"count", score.seen}, {"correct", score.right},
        {"images_per_second",
            score.seconds > 0 ? static_cast<double>(score.seen) / score.seconds : 0.0},
        {"finished", finished}, {"notices", Json::array()}};
    if (const std::string hint
        = finished ? explainLowScore(set, score, tested, engine, goOn) : std::string();
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
    ModelState model = openModel(options.model, Task::Digits);
    const double tested = model.accuracy.value_or(kUsual);
    std::optional<DigitSet> set;
    DigitPicture first{};
    bool inverted = false;
    if (options.png.empty()) {
        set.emplace(DigitSet::load(options.images, options.labels, interrupted));
        std::ranges::copy(set->picture(0), first.begin());
    } else {
        std::tie(first, inverted) = pictureOf(readPng(options.png, interrupted), options.asIs);
    }
    const Surgery surgery = surgeryOf(model.config, options.surgery,
        [&] { return recordOf(model, std::span<const std::uint8_t>(first)); });
    DigitEngine engine(
        packDigits(operated(std::move(model), surgery)), {.threads = options.threads});
    return set ? classifySet(*set, tested, engine, session)
               : classifyDrawing(options, first, inverted, engine, session);
}

} // namespace

void addClassify(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<ClassifyOptions>();
    CLI::App* command = declareClassify(app, *options);
    whenNamed(*command, session, [options, &session] { return classify(*options, session); });
}

} // namespace glowworm
