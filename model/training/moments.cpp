// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/moments.h"

#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/io/checkpoint.h"
#include "model/io/folders.h"
#include "model/io/input_file.h"
#include "model/io/paths.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <system_error>

namespace glowworm {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStart = "weights-", kEnd = ".safetensors";

fs::path momentFile(const fs::path& folder, std::int64_t step)
{
    const std::string digits = std::to_string(step);
    return momentsFolder(folder)
        / (std::string(kStart) + std::string(digits.size() < 8 ? 8 - digits.size() : 0, '0')
            + digits + std::string(kEnd));
}

/// Of a name that momentFile() makes, nothing for every other one.
std::optional<std::int64_t> stepOf(const fs::path& folder, const fs::path& file)
{
    const std::string name = file.filename().string();
    if (!name.starts_with(kStart) || !name.ends_with(kEnd)
        || name.size() < kStart.size() + kEnd.size())
        return {};
    const auto step = numberFrom<std::int64_t>(
        std::string_view(name).substr(kStart.size(), name.size() - kStart.size() - kEnd.size()));
    return step && *step >= 0 && file == momentFile(folder, *step) ? step : std::nullopt;
}

std::int64_t bytesOf(const fs::path& file)
{
    try {
        return static_cast<std::int64_t>(InputFile(file).size());
    } catch (const Error&) { // reading it says why
        return 0;
    }
}

std::vector<Moment> momentsIn(const fs::path& folder)
{
    std::vector<Moment> found;
    for (const fs::path& file : entriesOf(momentsFolder(folder)))
        if (const auto step = stepOf(folder, file))
            found.push_back({*step, file, bytesOf(file), false});
    return found;
}

/// About; 16 bits a weight.
std::int64_t bytesOfMoment(const ModelConfig& model) { return 2 * parameterCount(model); }

std::int64_t countUpTo(std::int64_t steps, int perDoubling)
{
    std::int64_t count = 1, last = 0; // step 0
    for (int i = 0; last < steps; ++i) {
        const std::int64_t step = std::llround(std::exp2(static_cast<double>(i) / perDoubling));
        count += step > last && step <= steps;
        last = std::max(last, step);
    }
    return count;
}

} // namespace

fs::path momentsFolder(const fs::path& folder) { return folder / "moments"; }

MomentPlan planMoments(const ModelConfig& model, std::int64_t steps, std::int64_t bytes)
{
    MomentPlan plan;
    plan.bytesEach = bytesOfMoment(model);
    for (const int perDoubling : {4, 2, 1}) {
        plan.count = countUpTo(steps, perDoubling);
        if (plan.bytes() <= bytes) {
            plan.perDoubling = perDoubling;
            return plan;
        }
    }
    plan.count = 0;
    return plan;
}

std::int64_t usualMomentBytes(const ModelConfig& model, std::int64_t steps)
{
    constexpr std::int64_t kMega = 1'000'000, kUsual = 100 * kMega;
    const std::int64_t needed = countUpTo(steps, 1) * bytesOfMoment(model);
    return std::max(kUsual, (needed + kMega - 1) / kMega * kMega);
}

std::int64_t momentBytesFor(const ModelConfig& model, std::int64_t steps, int perDoubling)
{
    if (perDoubling == 0)
        return 0;
    const std::int64_t usual = usualMomentBytes(model, steps);
    return planMoments(model, steps, usual).perDoubling == perDoubling
        ? usual
        : countUpTo(steps, perDoubling) * bytesOfMoment(model);
}

bool isMoment(std::int64_t step, int perDoubling)
{
    if (perDoubling == 0 || step < 0)
        return false;
    // Whether a whole i has 2^(i / perDoubling) between step - 1/2 and step + 1/2.
    const auto place = [=](double of) { return perDoubling * std::log2(of); };
    const auto at = static_cast<double>(step);
    return step == 0 || std::ceil(place(at - 0.5)) < place(at + 0.5);
}

std::vector<Moment> listMoments(const fs::path& folder)
{
    std::vector<Moment> all;
    for (const FoundCheckpoint& checkpoint : listCheckpoints(folder)) // newest first
        if (all.empty() || all.back().step != checkpoint.step)
            all.push_back({checkpoint.step, checkpoint.file, bytesOf(checkpoint.file), true});
    for (Moment& moment : momentsIn(folder))
        if (std::ranges::find(all, moment.step, &Moment::step) == all.end())
            all.push_back(std::move(moment));
    std::ranges::sort(all, {}, &Moment::step);
    return all;
}

const Moment* momentAt(std::span<const Moment> moments, std::int64_t step)
{
    if (moments.empty())
        return nullptr;
    const auto after = std::ranges::upper_bound(moments, step, {}, &Moment::step);
    return &*(after == moments.begin() ? after : after - 1);
}

ModelState readMoment(const Moment& moment)
{
    ModelState model = readModel(moment.file);
    if (model.steps != moment.step)
        throw Error(shownPath(moment.file) + " holds step " + std::to_string(model.steps)
            + ", not the one of its name.");
    return model;
}

void writeMoment(const fs::path& folder, const ModelState& model)
{
    const fs::path file = momentFile(folder, model.steps);
    makeFolders(file.parent_path(), "The moments of the run are kept there.");
    writeModel(file, model, DType::BF16);
}

void removeMomentsAfter(const fs::path& folder, std::int64_t step)
{
    for (const Moment& moment : momentsIn(folder))
        if (moment.step > step) {
            std::error_code ignored; // it is replaced when the run gets there
            fs::remove(moment.file, ignored);
        }
}

void copyMoments(const fs::path& from, std::int64_t lastStep, const fs::path& to)
{
    for (const Moment& moment : momentsIn(from)) {
        std::optional<ModelState> model;
        try {
            if (moment.step <= lastStep)
                model = readMoment(moment);
        } catch (const Error&) {
            // It can be looked at in the new run no more than in the old one.
        }
        if (model)
            writeMoment(to, *model);
    }
}

} // namespace glowworm
