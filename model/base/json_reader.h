// SPDX-License-Identifier: GPL-3.0-or-later
// The one way in which JSON that others may have written becomes values: each member is asked for
// by name, kind and range. What is missing, of another kind or out of range is an Error that names
// its place, what was found and what was expected: "rows[2].tokens" is 1.5, not a whole number from
// 1 to 100000. Such a text is a clause, without a file's name and full stop: readJsonFile() makes
// it a sentence. Members that nobody asks for are passed over. Pure, any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace glowworm {

/// Beyond it no figure of ours is meant, and sums of such figures would not be finite.
inline constexpr double kLargestFigure = 1e300;

/// One object inside a JsonDocument, which must outlive it. All but has() throw Error.
class JsonObject {
public:
    /// Whether it is there, and not null.
    bool has(const char* key) const;

    std::string text(const char* key) const;
    std::string text(const char* key, const std::string& otherwise) const
    {
        return has(key) ? text(key) : otherwise;
    }
    bool flag(const char* key) const;
    double number(
        const char* key, double low = -kLargestFigure, double high = kLargestFigure) const;
    template <class Integer> // a whole type; no concept, which Qt's moc does not read
    Integer integer(
        const char* key, Integer low = 0, Integer high = std::numeric_limits<Integer>::max()) const
    {
        static_assert(std::is_integral_v<Integer>);
        if constexpr (std::is_unsigned_v<Integer>) // seeds use all 64 bits
            return static_cast<Integer>(natural(key, low, high));
        else
            return static_cast<Integer>(whole(key, toRange(low, high)));
    }

    // Lists; `low` and `high` are of each item.
    std::vector<std::string> texts(const char* key) const;
    std::vector<double> numbers(
        const char* key, double low = -kLargestFigure, double high = kLargestFigure) const;
    template <class Integer>
    std::vector<Integer> integers(
        const char* key, Integer low = 0, Integer high = std::numeric_limits<Integer>::max()) const
    {
        const std::vector<std::int64_t> values = wholes(key, toRange(low, high));
        return {values.begin(), values.end()};
    }
    std::vector<JsonObject> objects(const char* key) const;

    JsonObject object(const char* key) const;
    /// Names of the members, as the library sorts them.
    std::vector<std::string> keys() const;
    /// A member as the text of a setting: a name as it is, a number in its shortest form, true or
    /// false, a list of those with commas between.
    std::string setting(const char* key) const;
    /// For what a person wrote: a key that means nothing is a mistake.
    void allowOnly(std::initializer_list<std::string_view> known) const;

    /// For rules of the caller: "place" is found, not `expected`.
    [[noreturn]] void refuse(const char* key, const std::string& expected) const;

private:
    friend class JsonDocument;
    using Range = std::pair<std::int64_t, std::int64_t>;
    struct Inside; // what needs to know the library
    JsonObject(const void* value, std::string place);
    template <class Integer> static Range toRange(Integer low, Integer high)
    {
        constexpr std::int64_t kMost
            = std::numeric_limits<std::int64_t>::max(); // no figure of ours is larger
        return {static_cast<std::int64_t>(low),
            std::in_range<std::int64_t>(high) ? static_cast<std::int64_t>(high) : kMost};
    }
    std::string placeOf(std::string_view key) const;
    std::int64_t whole(const char* key, Range range) const;
    std::uint64_t natural(const char* key, std::uint64_t low, std::uint64_t high) const;
    std::vector<std::int64_t> wholes(const char* key, Range range) const;

    const void* m_value; // an object of the library's
    std::string m_place; // "rows[2]"; empty for the whole document
};

class JsonDocument {
public:
    /// Throws Error (a clause) when the text is no complete JSON object, or its brackets nest
    /// deeper than those of any file of ours.
    explicit JsonDocument(std::string_view text);
    JsonObject object() const;
    /// What its member "format" says, when that is none from 1 to `newest`: at most 40 characters
    /// of JSON, safe to show. Throws Error (a clause) when there is no such member.
    std::optional<std::string> unknownFormat(int newest) const;

private:
    std::shared_ptr<const void> m_value; // an object of the library's
};

/// How refusals speak of a file: "<name> <refusal>: <clause>. <advice>"
struct JsonFile {
    std::string name;     // safe to show
    std::string refusal;  // "is damaged"
    std::string advice;   // one or two sentences; may be empty
    int newestFormat = 0; // of its member "format", 1 and more; 0 = it has none
};
/// Calls read(object) with the text's object. Throws Error, one sentence for a person, for whatever
/// is wrong with it, what `read` throws included.
void readJsonFile(std::string_view text, const JsonFile& file,
    const std::function<void(const JsonObject&)>& read);

} // namespace glowworm
