// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include "error.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <string>

namespace glowworm {

namespace {

/// In plain digits, without a power of ten.
std::string plain(double value)
{
    char text[400];
    return std::string(text, std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr);
}

std::string plain(std::int64_t value) { return std::to_string(value); }

template <class Number> CLI::Option* ranged(CLI::Option* option, const char* kind, Number low, Number high)
{
    const std::string range = plain(low) + " to " + plain(high);
    const auto refusal = [=](const std::string& text) {
        Number value{};
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool good = code == std::errc{} && end == text.data() + text.size() && value >= low && value <= high;
        return good ? std::string() : "\"" + printable(text) + "\" is no " + kind + " from " + range;
    };
    return option->check(CLI::Validator(refusal, range));
}

} // namespace

CLI::Option* within(CLI::Option* option, std::int64_t low, std::int64_t high) { return ranged(option, "whole number", low, high); }

CLI::Option* numberWithin(CLI::Option* option, double low, double high) { return ranged(option, "number", low, high); }

void refuseEmptyValues(CLI::App& app)
{
    const CLI::Validator notEmpty([](const std::string& text) { return std::string(text.empty() ? "the value is empty" : ""); }, "");
    for (CLI::Option* option : app.get_options({}))
        if (option->get_items_expected_max() > 0 && option->get_type_name() != "TEXT")
            option->check(notEmpty);
    for (CLI::App* command : app.get_subcommands({}))
        refuseEmptyValues(*command);
}

} // namespace glowworm
