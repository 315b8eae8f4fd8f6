// SPDX-License-Identifier: GPL-3.0-or-later
// The generations of a run: which checkpoints lie in a folder, which is the newest good one, which
// may go.
#include "model/base/error.h"
#include "model/io/checkpoint.h"
#include "model/io/paths.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace glowworm {
namespace {

constexpr std::string_view kNameStart = "ckpt-", kNameEnd = ".safetensors";

/// "ckpt-00001200"
std::string stemOf(std::int64_t step)
{
    const std::string digits = std::to_string(step);
    return std::string(kNameStart) + std::string(digits.size() < 8 ? 8 - digits.size() : 0, '0')
        + digits;
}

/// What stands in a name that checkpointName() makes, nothing for every other name.
std::optional<FoundCheckpoint> parsed(const std::filesystem::path& file)
{
    const std::string name = file.filename().string();
    if (!name.starts_with(kNameStart) || !name.ends_with(kNameEnd)
        || name.size() < kNameStart.size() + kNameEnd.size())
        return std::nullopt;
    FoundCheckpoint found{file, -1};
    const char* end = name.data() + name.size() - kNameEnd.size();
    const char* at = std::from_chars(name.data() + kNameStart.size(), end, found.step).ptr;
    if (at != end && *at == '-')
        at = std::from_chars(at + 1, end, found.number).ptr;
    return at == end && found.step >= 0 && name == checkpointName(found.step, found.number)
        ? std::optional(found)
        : std::nullopt;
}

bool canBeResumed(const FoundCheckpoint& found)
{
    try {
        return readTrainer(found.file).model.steps == found.step;
    } catch (const Error&) {
        return false;
    }
}

} // namespace

std::filesystem::path checkpointName(std::int64_t step, int number)
{
    return stemOf(step) + (number > 1 ? "-" + std::to_string(number) : "") + std::string(kNameEnd);
}

std::filesystem::path freeCheckpoint(const std::filesystem::path& folder, std::int64_t step)
{
    return freePath(folder / stemOf(step), std::string(kNameEnd));
}

std::vector<FoundCheckpoint> listCheckpoints(const std::filesystem::path& folder)
{
    std::vector<FoundCheckpoint> found;
    for (const std::filesystem::path& file : entriesOf(folder))
        if (auto checkpoint = parsed(file))
            found.push_back(std::move(*checkpoint));
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return std::pair(a.step, a.number) > std::pair(b.step, b.number);
    });
    return found;
}

TrainerState readNewestTrainer(
    const std::filesystem::path& folder, std::vector<std::string>* skipped)
{
    std::string reasons;
    for (const FoundCheckpoint& found : listCheckpoints(folder)) {
        std::string reason;
        try {
            TrainerState state = readTrainer(found.file);
            if (state.model.steps == found.step)
                return state;
            reason = found.file.filename().string() + " holds step "
                + std::to_string(state.model.steps) + ", not the one of its name.";
        } catch (const Error& error) {
            reason = error.what();
        }
        if (skipped)
            skipped->push_back(reason);
        reasons += " " + reason;
    }
    throw Error(shownPath(folder) + " holds no checkpoint to go on from." + reasons);
}

void pruneCheckpoints(
    const std::filesystem::path& folder, std::int64_t bestStep, KnownCheckpoints& known)
{
    int kept = 0;
    for (const FoundCheckpoint& found : listCheckpoints(folder)) {
        const std::string name = found.file.filename().string();
        if (!known.contains(name))
            known[name] = canBeResumed(found);
        if (!known[name])
            continue;
        std::error_code ignored; // what cannot be removed now is removed the next time
        if (++kept > 2 && found.step != bestStep)
            std::filesystem::remove(found.file, ignored);
    }
}

} // namespace glowworm
