// SPDX-License-Identifier: GPL-3.0-or-later
// What a value on the command line may be: one way for all options. Whatever is refused, is refused
// by the option's name.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace glowworm {

/// Whole numbers, or any, from `low` to `high`, in plain decimal digits; returns the option.
CLI::Option* within(CLI::Option* option, std::int64_t low, std::int64_t high);
CLI::Option* numberWithin(CLI::Option* option, double low, double high);

// Of the options that are no fields of the table in config.h.
inline constexpr std::int64_t kMostThreads = 256, kHighestSeed = 2147483647, kMostRounds = 1001;
inline constexpr std::int64_t kWidest = 65535, kLongest = 4096,
                              kMostLayers = 1000; // of what is timed

/// Several values at once, "1,16,256", or one after another: whole numbers from `low` to `high`, or
/// words. Refused with its place: an empty one.
CLI::Option* listWithin(CLI::App& command, const std::string& name, std::vector<int>& values,
    const std::string& help, int low, int high);
CLI::Option* listOfWords(CLI::App& command, const std::string& name,
    std::vector<std::string>& values, const std::string& help);

/// Of an option that takes one value, given twice, neither is taken. Once all commands are
/// declared.
void refuseRepeated(CLI::App& app);

/// No option of any command takes an empty value, but for texts (type name TEXT). Once all commands
/// are declared.
void refuseEmptyValues(CLI::App& app);

} // namespace glowworm
