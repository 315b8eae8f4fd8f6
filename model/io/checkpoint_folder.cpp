// SPDX-License-Identifier: GPL-3.0-or-later
// The generations of a run: which checkpoints lie in a folder, which is the newest good one, which may go.
#include "error.h"
#include "io/checkpoint.h"
#include "io/paths.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace glowworm {
namespace {

constexpr std::string_view kStart = "ckpt-", kEnd = ".safetensors";

/// The step of a name that checkpointName() makes, nothing for every other name.
std::optional<std::int64_t> stepOf(const std::string& name)
{
    if (name.size() < kStart.size() + kEnd.size())
        return std::nullopt;
    std::int64_t step = -1;
    const char* end = name.data() + name.size() - kEnd.size();
    if (std::from_chars(name.data() + kStart.size(), end, step).ptr != end || step < 0 || name != checkpointName(step))
        return std::nullopt;
    return step;
}

/// Enough to know a torn file; damage inside the data is found when it is read.
bool hasSoundHeader(const std::filesystem::path& file)
{
    try {
        readSafetensorsHeader(file);
        return true;
    } catch (const Error&) {
        return false;
    }
}

} // namespace

std::filesystem::path checkpointName(std::int64_t step)
{
    std::string digits = std::to_string(step);
    digits.insert(0, digits.size() < 8 ? 8 - digits.size() : 0, '0');
    return std::string(kStart) + digits + std::string(kEnd);
}

std::vector<FoundCheckpoint> listCheckpoints(const std::filesystem::path& folder)
{
    std::vector<FoundCheckpoint> found;
    for (const std::filesystem::path& file : entriesOf(folder))
        if (const auto step = stepOf(file.filename().string()))
            found.push_back({file, *step});
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.step > b.step; });
    return found;
}

TrainerState readNewestTrainer(const std::filesystem::path& folder, std::vector<std::string>* skipped)
{
    std::string reasons;
    for (const FoundCheckpoint& found : listCheckpoints(folder)) {
        std::string reason;
        try {
            TrainerState state = readTrainer(found.file);
            if (state.model.steps == found.step)
                return state;
            reason = found.file.filename().string() + " holds step " + std::to_string(state.model.steps) + ", not the one of its name.";
        } catch (const Error& error) {
            reason = error.what();
        }
        if (skipped)
            skipped->push_back(reason);
        reasons += " " + reason;
    }
    throw Error(printable(folder.string(), 200) + " holds no checkpoint to go on from." + reasons);
}

void pruneCheckpoints(const std::filesystem::path& folder, std::int64_t bestStep)
{
    int kept = 0;
    for (const FoundCheckpoint& found : listCheckpoints(folder)) {
        if (!hasSoundHeader(found.file))
            continue; // a damaged file does not count as a generation and stays where it is
        std::error_code ignored; // what cannot be removed now is removed the next time
        if (++kept > 2 && found.step != bestStep)
            std::filesystem::remove(found.file, ignored);
    }
}

} // namespace glowworm
