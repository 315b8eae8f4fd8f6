// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_settings.h"

#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/bench/bench_config.h"
#include "model/session/session_values.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace glowworm {
namespace {

constexpr int kMostGroups = 65'535, kMostListed = 4096;
constexpr qsizetype kLongestText = 10'000; // of what is typed into one line

/// The place of a word in its list. Throws Error.
int placeOf(const JsonObject& from, const char* key, std::span<const std::string_view> words)
{
    const std::string word = from.text(key);
    const auto found = std::ranges::find(words, word);
    if (found == words.end()) {
        std::string all;
        for (const std::string_view one : words)
            all += (all.empty() ? "" : ", ") + std::string(one);
        from.refuse(key, "one of " + all);
    }
    return static_cast<int>(found - words.begin());
}

const Field<BenchConfig>& fieldOf(std::string_view name)
{
    return *std::ranges::find(benchFields(), name, &Field<BenchConfig>::name);
}

} // namespace

void saveSettings(const SessionValues& to, const TimingSettings& settings)
{
    const auto word = [](const auto& words, int place) {
        return place < 0 ? std::string_view() : words[static_cast<std::size_t>(place)];
    };
    to.text("what", word(kWhatWords, settings.what));
    to.text("shape", word(kShapeWords, settings.shape));
    to.text("models", word(kModelsWords, settings.models));
    to.integers(
        "groups", std::vector<std::int64_t>(settings.groups.begin(), settings.groups.end()));
    to.text("tokens", settings.tokens.toStdString());
    for (std::size_t i = 0; i < kNumberSettings.size(); ++i)
        to.integer(kNumberSettings[i], settings.numbers[i]);
    to.flag("libtorch", settings.libtorch);
}

TimingSettings restoredSettings(const JsonObject& from, TimingSettings now)
{
    if (from.has("what"))
        now.what = placeOf(from, "what", kWhatWords);
    if (from.has("shape"))
        now.shape = placeOf(from, "shape", kShapeWords);
    if (from.has("models"))
        now.models = from.text("models").empty() ? -1 : placeOf(from, "models", kModelsWords);
    if (from.has("groups")) {
        now.groups = from.integers<int>("groups", 1, kMostGroups);
        if (now.groups.size() > kMostListed)
            from.refuse("groups", "a list of at most 4096");
    }
    if (from.has("tokens")) {
        now.tokens = QString::fromStdString(from.text("tokens"));
        if (now.tokens.size() > kLongestText)
            from.refuse("tokens", "at most 10000 characters");
    }
    for (std::size_t i = 0; i < kNumberSettings.size(); ++i) {
        const Field<BenchConfig>& field = fieldOf(kNumberSettings[i]);
        if (const std::string key(field.name); from.has(key.c_str()))
            now.numbers[i] = from.integer<int>(
                key.c_str(), static_cast<int>(field.minimum), static_cast<int>(field.maximum));
    }
    if (from.has("libtorch"))
        now.libtorch = from.flag("libtorch");
    return now;
}

} // namespace glowworm
