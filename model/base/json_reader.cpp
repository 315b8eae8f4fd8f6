// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/json_reader.h"

#include "model/base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace glowworm {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostItems = 1'000'000; // of one list
constexpr int kDeepest = 64; // brackets; whoever writes or copies such a value recurses as deep

bool nestsTooDeep(std::string_view json)
{
    int depth = 0;
    bool inText = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inText && c == '\\')
            ++i;
        else if (c == '"')
            inText = !inText;
        else if (!inText && (c == '{' || c == '[') && ++depth > kDeepest)
            return true;
        else if (!inText && (c == '}' || c == ']'))
            --depth;
    }
    return false;
}

std::string shownValue(const Json& value)
{
    return printable(value.dump(-1, ' ', false, Json::error_handler_t::replace), 40);
}

[[noreturn]] void refuseValue(
    const std::string& place, const Json& found, const std::string& expected)
{
    throw Error("\"" + printable(place) + "\" is " + shownValue(found) + ", not " + expected);
}

std::string textIn(const Json& value, const std::string& place)
{
    if (!value.is_string())
        refuseValue(place, value, "a text");
    return value.get<std::string>();
}

double numberIn(const Json& value, const std::string& place, double low, double high)
{
    if (!value.is_number() || !(value.get<double>() >= low && value.get<double>() <= high))
        refuseValue(place, value,
            low >= 0 ? "a number of a sensible size, 0 or more" : "a number of a sensible size");
    return value.get<double>();
}

bool isWholeWithin(const Json& value, std::int64_t low, std::int64_t high)
{
    // A whole number above the signed range is stored unsigned: comparing as such keeps it from
    // turning negative.
    if (value.is_number_unsigned()
        && value.get<std::uint64_t>()
            > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return false;
    return value.is_number_integer() && value.get<std::int64_t>() >= low
        && value.get<std::int64_t>() <= high;
}

std::int64_t wholeIn(
    const Json& value, const std::string& place, std::pair<std::int64_t, std::int64_t> range)
{
    const auto [low, high] = range;
    if (!isWholeWithin(value, low, high))
        refuseValue(place, value,
            "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    return value.get<std::int64_t>();
}

std::string withoutStop(std::string clause) // that of a setting is a sentence of its own
{
    if (clause.ends_with('.'))
        clause.pop_back();
    return clause;
}

} // namespace

struct JsonObject::Inside {
    static const Json& valueOf(const JsonObject& object)
    {
        return *static_cast<const Json*>(object.m_value);
    }
    static JsonObject make(const Json& value, std::string place)
    {
        if (!value.is_object())
            refuseValue(place, value, "an object");
        return JsonObject(&value, std::move(place));
    }
    static const Json& at(const JsonObject& object, const char* key)
    {
        const Json& all = valueOf(object);
        const auto found = all.find(key);
        if (found == all.end())
            throw Error("\"" + printable(object.placeOf(key)) + "\" is missing");
        return *found;
    }
    static const Json& list(const JsonObject& object, const char* key)
    {
        const Json& value = at(object, key);
        if (!value.is_array() || value.size() > kMostItems)
            refuseValue(object.placeOf(key), value, "a list");
        return value;
    }
};

JsonObject::JsonObject(const void* value, std::string place)
    : m_value(value)
    , m_place(std::move(place))
{
}

bool JsonObject::has(const char* key) const
{
    const Json& all = Inside::valueOf(*this);
    const auto found = all.find(key);
    return found != all.end() && !found->is_null();
}

std::string JsonObject::text(const char* key) const
{
    return textIn(Inside::at(*this, key), placeOf(key));
}

bool JsonObject::flag(const char* key) const
{
    const Json& value = Inside::at(*this, key);
    if (!value.is_boolean())
        refuseValue(placeOf(key), value, "true or false");
    return value.get<bool>();
}

double JsonObject::number(const char* key, double low, double high) const
{
    return numberIn(Inside::at(*this, key), placeOf(key), low, high);
}

std::vector<std::string> JsonObject::texts(const char* key) const
{
    std::vector<std::string> values;
    for (const Json& item : Inside::list(*this, key))
        values.push_back(textIn(item, placeOf(key)));
    return values;
}

std::vector<double> JsonObject::numbers(const char* key, double low, double high) const
{
    std::vector<double> values;
    for (const Json& item : Inside::list(*this, key))
        values.push_back(numberIn(item, placeOf(key), low, high));
    return values;
}

std::vector<JsonObject> JsonObject::objects(const char* key) const
{
    std::vector<JsonObject> values;
    for (const Json& item : Inside::list(*this, key))
        values.push_back(
            Inside::make(item, placeOf(key) + "[" + std::to_string(values.size()) + "]"));
    return values;
}

JsonObject JsonObject::object(const char* key) const
{
    return Inside::make(Inside::at(*this, key), placeOf(key));
}

std::vector<std::string> JsonObject::keys() const
{
    std::vector<std::string> names;
    for (const auto& [name, value] : Inside::valueOf(*this).items())
        names.push_back(name);
    return names;
}

std::string JsonObject::setting(const char* key) const
{
    const auto textOf = [&](const Json& value) {
        if (!value.is_string() && !value.is_number() && !value.is_boolean())
            refuseValue(placeOf(key), value, "a number, a name, true or false");
        return value.is_string() ? value.get<std::string>() : value.dump();
    };
    const Json& value = Inside::at(*this, key);
    if (!value.is_array())
        return textOf(value);
    std::string list;
    for (const Json& item : Inside::list(*this, key))
        list += (list.empty() ? "" : ",") + textOf(item);
    return list;
}

void JsonObject::allowOnly(std::initializer_list<std::string_view> known) const
{
    for (const auto& [name, value] : Inside::valueOf(*this).items())
        if (std::ranges::find(known, name) == known.end())
            throw Error("\"" + printable(placeOf(name)) + "\" means nothing here; remove it");
}

void JsonObject::refuse(const char* key, const std::string& expected) const
{
    refuseValue(placeOf(key), Inside::at(*this, key), expected);
}

std::string JsonObject::placeOf(std::string_view key) const
{
    return m_place.empty() ? std::string(key) : m_place + "." + std::string(key);
}

std::int64_t JsonObject::whole(const char* key, Range range) const
{
    return wholeIn(Inside::at(*this, key), placeOf(key), range);
}

std::uint64_t JsonObject::natural(const char* key, std::uint64_t low, std::uint64_t high) const
{
    const Json& value = Inside::at(*this, key);
    const bool isNatural = value.is_number_integer()
        && (value.is_number_unsigned() || value.get<std::int64_t>() >= 0);
    if (!isNatural || value.get<std::uint64_t>() < low || value.get<std::uint64_t>() > high)
        refuseValue(placeOf(key), value,
            "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    return value.get<std::uint64_t>();
}

std::vector<std::int64_t> JsonObject::wholes(const char* key, Range range) const
{
    std::vector<std::int64_t> values;
    for (const Json& item : Inside::list(*this, key))
        values.push_back(wholeIn(item, placeOf(key), range));
    return values;
}

JsonDocument::JsonDocument(std::string_view text)
{
    if (nestsTooDeep(text))
        throw Error("its brackets nest too deep");
    Json value = Json::parse(text, nullptr, false);
    if (!value.is_object())
        throw Error("it is no JSON object, or not a complete one");
    m_value = std::make_shared<const Json>(std::move(value));
}

JsonObject JsonDocument::object() const { return JsonObject(m_value.get(), {}); }

std::optional<std::string> JsonDocument::unknownFormat(int newest) const
{
    const Json& format = JsonObject::Inside::at(object(), "format");
    return isWholeWithin(format, 1, newest) ? std::nullopt : std::optional(shownValue(format));
}

void readJsonFile(
    std::string_view text, const JsonFile& file, const std::function<void(const JsonObject&)>& read)
{
    std::string newer; // the sentence, when it is of another format
    try {
        const JsonDocument document(text);
        const auto format
            = file.newestFormat > 0 ? document.unknownFormat(file.newestFormat) : std::nullopt;
        if (format)
            newer = file.name + " has format " + *format + ", this Glowworm reads 1"
                + (file.newestFormat > 1 ? " to " + std::to_string(file.newestFormat) : "")
                + ". Use a newer one.";
        else
            read(document.object());
    } catch (const Error& error) {
        throw Error(file.name + " " + file.refusal + ": " + withoutStop(error.what()) + "."
            + (file.advice.empty() ? "" : " " + file.advice));
    }
    if (!newer.empty())
        throw Error(newer);
}

} // namespace glowworm
