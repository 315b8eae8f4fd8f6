// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include "model/base/error.h"
#include "model/base/numbers.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <optional>

namespace glowworm {

namespace {

std::string plain(double value) { return plainDigits(value); }
std::string plain(std::int64_t value) { return std::to_string(value); }

/// Why a text is no such number, "" when it is one.
template <class Number>
std::string outOfRange(const std::string& text, const char* kind, Number low, Number high)
{
    const std::optional<Number> value = numberFrom<Number>(text);
    const bool good = value && *value >= low && *value <= high;
    return good ? std::string()
                : "\"" + printable(text) + "\" is no " + kind + " from " + plain(low) + " to "
            + plain(high);
}

template <class Number>
CLI::Option* ranged(CLI::Option* option, const char* kind, Number low, Number high)
{
    const auto refusal = [=](const std::string& text) { return outOfRange(text, kind, low, high); };
    return option->check(CLI::Validator(refusal, plain(low) + " to " + plain(high)));
}

/// CLI11 would leave out what is empty between two commas.
std::vector<std::string> piecesOf(const std::string& text)
{
    std::vector<std::string> pieces(1);
    for (const char c : text) {
        if (c == ',')
            pieces.emplace_back();
        else
            pieces.back() += c;
    }
    return pieces;
}

using Refusal = std::function<std::string(const std::string& piece)>; // "" = taken

template <class Take>
CLI::Option* list(CLI::App& command, const std::string& name, const std::string& help,
    const Refusal& refusal, const std::string& range, Take take)
{
    const auto check = [refusal](const std::string& text) {
        const std::vector<std::string> pieces = piecesOf(text);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            if (pieces[i].empty())
                return text.empty()
                    ? std::string()
                    : "value " + std::to_string(i + 1) + " of \"" + printable(text) + "\" is empty";
            if (std::string wrong = refusal(pieces[i]); !wrong.empty())
                return wrong;
        }
        return std::string();
    };
    const auto takeAll = [take](const std::vector<std::string>& texts) {
        std::vector<std::string> all;
        for (const std::string& text : texts)
            for (std::string& piece : piecesOf(text))
                all.push_back(std::move(piece));
        take(all);
    };
    return command.add_option_function<std::vector<std::string>>(name, takeAll, help)
        ->check(CLI::Validator(check, range));
}

} // namespace

CLI::Option* within(CLI::Option* option, std::int64_t low, std::int64_t high)
{
    return ranged(option, "whole number", low, high);
}

CLI::Option* numberWithin(CLI::Option* option, double low, double high)
{
    return ranged(option, "number", low, high);
}

CLI::Option* listWithin(CLI::App& command, const std::string& name, std::vector<int>& values,
    const std::string& help, int low, int high)
{
    std::string usual;
    for (const int value : values)
        usual += (usual.empty() ? "" : ",") + std::to_string(value);
    const auto refusal = [=](const std::string& piece) {
        return outOfRange<std::int64_t>(piece, "whole number", low, high);
    };
    const auto take = [&values](const std::vector<std::string>& pieces) {
        values.clear();
        for (const std::string& piece : pieces)
            values.push_back(numberFrom<int>(piece).value_or(0));
    };
    return list(command, name, help, refusal,
        plain(std::int64_t{low}) + " to " + plain(std::int64_t{high}), take)
        ->type_name("INT")
        ->default_str(usual);
}

CLI::Option* listOfWords(CLI::App& command, const std::string& name,
    std::vector<std::string>& values, const std::string& help)
{
    const auto anything = [](const std::string&) { return std::string(); };
    const auto take = [&values](const std::vector<std::string>& pieces) { values = pieces; };
    return list(command, name, help, anything, "", take)->type_name("NAME");
}

void refuseRepeated(CLI::App& app)
{
    for (CLI::Option* option : app.get_options({})) {
        if (option->get_items_expected_max() != 1)
            continue;
        const auto repeated = [option](const std::string&) {
            std::string given;
            for (const std::string& text : option->results())
                given += (given.empty() ? "\"" : ", \"") + printable(text, 40) + "\"";
            return option->count() > 1 ? "it takes one value and was given "
                    + std::to_string(option->count()) + ": " + given
                                       : std::string();
        };
        option->check(CLI::Validator(repeated, ""));
    }
    for (CLI::App* command : app.get_subcommands({}))
        refuseRepeated(*command);
}

void refuseEmptyValues(CLI::App& app)
{
    const CLI::Validator notEmpty(
        [](const std::string& text) {
            return std::string(text.empty() ? "the value is empty" : "");
        },
        "");
    for (CLI::Option* option : app.get_options({}))
        if (option->get_items_expected_max() > 0 && option->get_type_name() != "TEXT")
            option->check(notEmpty);
    for (CLI::App* command : app.get_subcommands({}))
        refuseEmptyValues(*command);
}

} // namespace glowworm
