// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/line/options.h"

#include "model/base/numbers.h"
#include "model/config/field_table.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <concepts>
#include <limits>

namespace glowworm {

namespace {

std::string plain(double value) { return plainDigits(value); }
std::string plain(std::integral auto value) { return std::to_string(value); }

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

using Refusal = std::function<std::string(const std::string& piece)>; // "" = taken

template <class Take>
CLI::Option* list(CLI::App& command, const std::string& name, const std::string& help,
    const Refusal& refusal, const std::string& range, Take take)
{
    const auto check = [refusal](const std::string& text) {
        const std::vector<std::string> pieces = listed(text);
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
            for (std::string& piece : listed(text))
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

CLI::Option* addSetting(CLI::App& command, const LineSetting& setting, const WriteSetting& write)
{
    std::string option = "--" + std::string(setting.name), help(setting.help);
    std::ranges::replace(option, '_', '-');
    if (help.ends_with('.'))
        help.pop_back();
    if (setting.kind == FieldKind::Flag) // what is on by itself is turned off
        return command.add_flag_callback(
            "--no-" + option.substr(2), [write] { write("false"); }, "Leave out: " + help);
    if (setting.kind == FieldKind::List || setting.kind == FieldKind::Words) {
        const auto low = static_cast<std::int64_t>(setting.minimum),
                   high = static_cast<std::int64_t>(setting.maximum);
        const bool isNumbers = setting.kind == FieldKind::List;
        const Refusal refusal = [=](const std::string& piece) {
            return isNumbers ? outOfRange(piece, "whole number", low, high) : std::string();
        };
        return list(command, option, help, refusal,
            isNumbers ? plain(low) + " to " + plain(high) : "",
            [write](const std::vector<std::string>& pieces) { write(textOf(pieces)); })
            ->type_name(isNumbers ? "INT" : "NAME")
            ->default_str(setting.usual);
    }
    CLI::Option* added
        = command.add_option_function<std::string>(option, write, help)->default_str(setting.usual);
    if (setting.kind == FieldKind::Choice)
        return added->check(CLI::IsMember(
            std::vector<std::string>(setting.choices.begin(), setting.choices.end())));
    if (setting.kind == FieldKind::Real)
        return ranged(added, "number", setting.minimum, setting.maximum)->type_name("X");
    const double most = static_cast<double>(std::numeric_limits<std::int64_t>::max());
    if (setting.maximum >= most) // seeds of 64 bits
        ranged(added, "whole number", std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max());
    else
        within(added, static_cast<std::int64_t>(setting.minimum),
            static_cast<std::int64_t>(setting.maximum));
    return added->type_name("N");
}

void refuseEmptyAndRepeated(CLI::App& app)
{
    const auto empty = [](const std::string& text) {
        return std::string(text.empty() ? "the value is empty" : "");
    };
    for (CLI::Option* option : app.get_options({})) {
        if (option->get_items_expected_max() > 0 && option->get_type_name() != "TEXT")
            option->check(CLI::Validator(empty, ""));
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
        refuseEmptyAndRepeated(*command);
}

} // namespace glowworm
