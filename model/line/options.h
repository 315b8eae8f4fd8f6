// SPDX-License-Identifier: GPL-3.0-or-later
// What a value on the command line may be: one way for all options. Whatever is refused, is refused
// by the option's name.
#pragma once

#include "model/config/config.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace glowworm {

/// Whole numbers from `low` to `high`, in plain decimal digits; returns the option.
CLI::Option* within(CLI::Option* option, std::int64_t low, std::int64_t high);

// Of the options that are no fields of the table in config.h.
inline constexpr std::int64_t kMostThreads = 256, kHighestSeed = 2147483647, kMostRounds = 1001,
                              kLastPlace = 2147483647; // of a text, or in a set of pictures

/// A field of a table, as an option of its name with - for _: "--d-model 384", "--groups 24,64",
/// "--no-libtorch".
struct LineSetting {
    std::string_view name, help;
    FieldKind kind;
    double minimum, maximum;
    std::span<const std::string_view> choices;
    std::string usual; // what holds when the option is not given
};
using WriteSetting = std::function<void(const std::string& text)>;
/// `write` gets a text that the field takes. Refused with its place: an empty item of a list.
CLI::Option* addSetting(CLI::App& command, const LineSetting& setting, const WriteSetting& write);

/// One option for each field that applies to `config` (of those named, if any are), which is
/// written to it; it must outlive the command.
template <class Config>
void addFields(CLI::App& command, std::span<const Field<Config>> fields, Config& config,
    std::initializer_list<std::string_view> only = {})
{
    for (const Field<Config>& field : fields)
        if (field.applies(config)
            && (only.size() == 0 || std::ranges::find(only, field.name) != only.end()))
            addSetting(command,
                {field.name, field.help, field.kind, field.minimum, field.maximum, field.choices,
                    field.read(config)},
                [&field, &config](const std::string& text) { field.write(config, text); });
}

/// Once all commands are declared: none of their options takes an empty value, but for texts (type
/// name TEXT), and of an option that takes one value, given twice, neither is taken.
void refuseEmptyAndRepeated(CLI::App& app);

} // namespace glowworm
