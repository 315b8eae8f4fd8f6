// SPDX-License-Identifier: GPL-3.0-or-later
// What a table of fields is made with: a member's text, kind and choices follow from its type. For
// the files that hold a table, and for those that go through any of them. Any thread.
#pragma once

#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/config/config.h"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

namespace glowworm {

constexpr std::span<const std::string_view> namesOf(Task) { return kTasks; }
constexpr std::span<const std::string_view> namesOf(Routing) { return kRoutings; }
constexpr std::span<const std::string_view> namesOf(Activation) { return kActivations; }
constexpr std::span<const std::string_view> namesOf(Gate) { return kGates; }
constexpr std::span<const std::string_view> namesOf(RouterStart) { return kRouterStarts; }
constexpr std::span<const std::string_view> namesOf(MatrixPrecision) { return kMatrixPrecisions; }

/// What stands between commas, empty pieces too; nothing in an empty text.
std::vector<std::string> listed(std::string_view text);
/// Of a field: throws Error, a sentence that begins with its name, when the text is none of the
/// choices or a number out of range.
void requireWithin(std::string_view name, FieldKind kind, double minimum, double maximum,
    std::span<const std::string_view> choices, std::string_view text);
/// A clause.
std::string noneOf(std::span<const std::string_view> choices, std::string_view text);
/// A field's text as JSON: a number, a text, a list or a truth value.
std::string jsonOf(FieldKind kind, std::string_view text);

template <class> struct IsVector : std::false_type {
};
template <class Item> struct IsVector<std::vector<Item>> : std::true_type {
};

template <class Value> consteval FieldKind kindOf()
{
    return std::is_enum_v<Value>                          ? FieldKind::Choice
        : std::is_same_v<Value, bool>                     ? FieldKind::Flag
        : std::is_same_v<Value, std::vector<std::string>> ? FieldKind::Words
        : IsVector<Value>::value                          ? FieldKind::List
        : std::is_floating_point_v<Value>                 ? FieldKind::Real
                                                          : FieldKind::Integer;
}

template <class Value> std::string textOf(const Value& value)
{
    if constexpr (std::is_enum_v<Value>) {
        return std::string(nameOf(value));
    } else if constexpr (std::is_same_v<Value, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::is_same_v<Value, std::string>) {
        return value;
    } else if constexpr (IsVector<Value>::value) {
        std::string list;
        for (const auto& item : value)
            list += (list.empty() ? "" : ",") + textOf(item);
        return list;
    } else {
        return shortest(value);
    }
}

/// Throws Error, a clause.
template <class Value> Value valueOf(std::string_view text)
{
    if constexpr (std::is_enum_v<Value>) {
        const auto names = namesOf(Value{});
        const auto found = std::ranges::find(names, text);
        if (found == names.end())
            throw Error(noneOf(names, text));
        return static_cast<Value>(found - names.begin());
    } else if constexpr (std::is_same_v<Value, bool>) {
        if (text != "true" && text != "false")
            throw Error("\"" + printable(std::string(text)) + "\" is neither true nor false");
        return text == "true";
    } else if constexpr (std::is_same_v<Value, std::string>) {
        return std::string(text);
    } else if constexpr (IsVector<Value>::value) {
        Value list;
        for (const std::string& piece : listed(text))
            list.push_back(valueOf<typename Value::value_type>(piece));
        return list;
    } else {
        const auto number = numberFrom<Value>(text);
        if (!number)
            throw Error("\"" + printable(std::string(text)) + "\" is no "
                + (std::is_floating_point_v<Value> ? "number" : "whole number"));
        return *number;
    }
}

struct FieldWords {
    std::string_view name, label, unit, help;
};

/// The row of the member that Path leads to.
template <class Config, auto... Path>
constexpr Field<Config> makeField(FieldWords words, FieldSection section, double minimum,
    double maximum, bool (*applies)(const Config&), int since = 1)
{
    using Value = std::remove_cvref_t<decltype((std::declval<Config&>().*....*Path))>;
    std::span<const std::string_view> choices;
    if constexpr (std::is_enum_v<Value>)
        choices = namesOf(Value{});
    return {words.name, words.label, words.unit, words.help, kindOf<Value>(), section, minimum,
        maximum, choices, applies,
        [](const Config& config) { return textOf<Value>((config.*....*Path)); },
        [](Config& config, std::string_view text) { (config.*....*Path) = valueOf<Value>(text); },
        since};
}

template <class Config> void Field<Config>::write(Config& config, std::string_view text) const
{
    requireWithin(name, kind, minimum, maximum, choices, text);
    try {
        store(config, text);
    } catch (const Error& error) {
        throw Error(std::string(name) + ": " + error.what() + ".");
    }
}

/// Adds what of the fields that apply is out of range.
template <class Config>
void checkRanges(
    std::span<const Field<Config>> fields, const Config& config, std::vector<Problem>& found)
{
    for (const auto& field : fields) {
        if (!field.applies(config))
            continue;
        try {
            Config copy = config;
            field.write(copy, field.read(config));
        } catch (const Error& error) {
            found.push_back({std::string(field.name), error.what()});
        }
    }
}

/// Adds every field that applies to an object of nlohmann's; names where there are none say
/// nothing.
template <class Json, class Config>
void addFields(Json& json, std::span<const Field<Config>> fields, const Config& config)
{
    for (const auto& field : fields) {
        const std::string text = field.read(config);
        if (field.applies(config) && !(field.kind == FieldKind::Words && text.empty()))
            json[std::string(field.name)] = Json::parse(jsonOf(field.kind, text));
    }
}

} // namespace glowworm
