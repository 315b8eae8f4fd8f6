// SPDX-License-Identifier: GPL-3.0-or-later
// What a person has set in the form of the timing panel, as plain values: what is compared to know
// whether something changed, taken back, and kept from one day to the next.
#pragma once

#include <QString>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

class JsonObject;
class SessionValues;

/// Settings that are one whole number each, by their names in the table of fields.
inline constexpr std::array<std::string_view, 5> kNumberSettings{
    "tokens_per_round", "context", "threads", "repeats", "warmup"};
/// In the order of the form's lists. The last workload is a grid of the first.
inline constexpr std::array<std::string_view, 7> kWhatWords{
    "ff", "layer", "token", "prompt", "batch", "digits", "map"};
inline constexpr std::array<std::string_view, 3> kShapeWords{"study", "setup", "open"};
inline constexpr std::array<std::string_view, 2> kModelsWords{"open", "random"};

struct TimingSettings {
    int what = 0, shape = 0;
    int models = -1; // -1 = not chosen by hand: the open pair where there is one
    std::vector<int> groups;
    QString tokens; // as it was typed
    std::array<int, kNumberSettings.size()> numbers{};
    bool libtorch = false;
    bool operator==(const TimingSettings&) const = default;
};

void saveSettings(const SessionValues& to, const TimingSettings& settings);
/// What is missing is as in `now`. Throws Error (a clause).
TimingSettings restoredSettings(const JsonObject& from, TimingSettings now);

} // namespace glowworm
