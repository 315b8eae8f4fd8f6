// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "data/digits.h"
#include "engine/digit_engine.h"
#include "interrupt.h"
#include "options.h"
#include "png_file.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

namespace glowworm {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kPicturesACall = 256;

struct ClassifyOptions {
    std::filesystem::path model, png, images, labels;
    int threads = 1;
    bool asIs = false;
};

int likeliest(std::span<const float> scores) { return static_cast<int>(std::ranges::max_element(scores) - scores.begin()); }

DigitPicture pictureOf(const Drawing& drawing, bool asIs)
{
    if (!asIs)
        return normaliseDrawing(drawing.ink, drawing.width, drawing.height);
    if (drawing.width * drawing.height != kDigitPixels || drawing.width != drawing.height)
        throw UsageError("--as-is needs a picture of 28 x 28 pixels, this one has " + std::to_string(drawing.width) + " x "
            + std::to_string(drawing.height) + ".");
    DigitPicture picture;
    std::ranges::copy(drawing.ink, picture.begin());
    return picture;
}

int classifyDrawing(const ClassifyOptions& options, DigitEngine& engine, Session& session)
{
    const Drawing drawing = readDrawing(options.png);
    const DigitPicture picture = pictureOf(drawing, options.asIs);
    std::vector<float> pixels(kDigitPixels);
    standardise(picture, pixels);
    std::vector<FiringRecord> firing;
    const std::vector<float> shares = probabilities(engine.classify(pixels, &firing));
    const int label = likeliest(shares);
    const bool blank = std::ranges::all_of(picture, [](std::uint8_t level) { return level == 0; });

    Json json = {{"label", label}, {"probabilities", shares}, {"inverted", drawing.inverted}, {"notices", Json::array()}};
    json["neurons"] = firing.front().layers.front().neurons;
    if (blank) {
        const std::string sentence = "There is no ink in the picture; the answer means nothing.";
        json["notices"].push_back(sentence);
        session.output.notice(sentence);
    }
    std::string text = std::to_string(label) + "\n";
    for (std::size_t digit = 0; digit < shares.size(); ++digit)
        text += "  " + std::to_string(digit) + "  " + significant(100 * shares[digit], 3) + " %\n";
    session.output.result(json.dump(2), text);
    return kExitDone;
}

int classifySet(const ClassifyOptions& options, DigitEngine& engine, Session& session)
{
    const DigitSet set = DigitSet::load(options.images, options.labels);
    std::vector<float> pixels;
    std::int64_t seen = 0, right = 0;
    double seconds = 0;
    while (seen < set.count() && !interrupted()) {
        const std::int64_t count = std::min(kPicturesACall, set.count() - seen);
        pixels.resize(static_cast<std::size_t>(count) * kDigitPixels);
        for (std::int64_t i = 0; i < count; ++i)
            standardise(set.picture(seen + i), std::span(pixels).subspan(static_cast<std::size_t>(i) * kDigitPixels, kDigitPixels));
        const auto start = std::chrono::steady_clock::now();
        const std::span<const float> scores = engine.classify(pixels);
        seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        for (std::int64_t i = 0; i < count; ++i)
            right += likeliest(scores.subspan(static_cast<std::size_t>(i) * kDigitClasses, kDigitClasses)) == set.label(seen + i);
        seen += count;
        session.output.progress(std::to_string(seen) + " of " + std::to_string(set.count()) + " pictures");
    }
    const bool finished = seen == set.count();
    const Json json = {{"accuracy", seen > 0 ? Json(static_cast<double>(right) / static_cast<double>(seen)) : Json()}, {"count", seen},
        {"correct", right}, {"images_per_second", seconds > 0 ? static_cast<double>(seen) / seconds : 0.0}, {"finished", finished}};
    session.output.result(json.dump(2));
    return finished ? kExitDone : kExitInterrupted;
}

int classify(const ClassifyOptions& options, Session& session)
{
    if (options.images.empty() != options.labels.empty())
        throw UsageError("--images and --labels belong together.");
    if (options.png.empty() == options.images.empty())
        throw UsageError("Say what to classify: either --png FILE, or --images FILE and --labels FILE.");
    DigitEngine engine(packDigits(openModel(options.model, Task::Digits)), {.threads = options.threads});
    return options.png.empty() ? classifySet(options, engine, session) : classifyDrawing(options, engine, session);
}

} // namespace

void addClassify(CLI::App& app, Session& session)
{
    CLI::App* command = app.add_subcommand("classify", "Say which digit a drawing shows, or how many pictures of a set are told right");
    const auto options = std::make_shared<ClassifyOptions>();
    command->add_option("--model", options->model, "Model file, or folder of a run")->required()->type_name("FILE");
    command->add_option("--png", options->png, "A drawing; dark ink on light paper is inverted")->type_name("FILE");
    command->add_flag("--as-is", options->asIs, "The drawing is a 28 x 28 picture in MNIST's form already");
    command->add_option("--images", options->images, "Pictures, IDX")->type_name("FILE");
    command->add_option("--labels", options->labels, "Their labels, IDX")->type_name("FILE");
    within(command->add_option("--threads", options->threads, "Threads"), 1, kMostThreads)->capture_default_str();
    addCommon(*command, session);
    command->callback([options, &session] { session.run = [options, &session] { return classify(*options, session); }; });
}

} // namespace glowworm
