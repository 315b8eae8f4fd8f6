// SPDX-License-Identifier: GPL-3.0-or-later
// What a part of the window calls its own, as it is written into a session: the counterpart of
// JsonObject (base/json_reader.h), which reads it back. Any thread.
#pragma once

#include "model/base/json_reader.h"
#include "model/config/config.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

/// Stands for a JSON object, or for one inside another; copies stand for the same one. A value that
/// is set again replaces the one before. Numbers are finite.
class SessionValues {
public:
    SessionValues(); // empty

    void text(
        std::string_view key, std::string_view value) const; // UTF-8; other bytes are replaced
    void flag(std::string_view key, bool value) const;
    void number(std::string_view key, double value) const;
    void integer(std::string_view key, std::int64_t value) const;
    void texts(std::string_view key, std::span<const std::string> values) const;
    void numbers(std::string_view key, std::span<const double> values) const;
    void integers(std::string_view key, std::span<const std::int64_t> values) const;
    SessionValues object(std::string_view key) const; // new and empty
    std::vector<SessionValues> objects(std::string_view key, std::size_t count) const; // a list

    std::string json() const;

private:
    struct Inside; // what needs to know the library
    SessionValues(std::shared_ptr<Inside> whole, void* value);

    std::shared_ptr<Inside> m_whole;
    void* m_value; // an object of the library's in it
};

/// Every field of a table by its name.
template <class Config>
void saveFields(
    const SessionValues& to, std::span<const Field<Config>> fields, const Config& config)
{
    for (const Field<Config>& field : fields)
        to.text(field.name, field.read(config));
}

/// `config` with the fields that are there. Throws Error when one has a value that it does not
/// take.
template <class Config>
Config restoredFields(const JsonObject& from, std::span<const Field<Config>> fields, Config config)
{
    for (const Field<Config>& field : fields)
        if (const std::string name(field.name); from.has(name.c_str()))
            field.write(config, from.text(name.c_str()));
    return config;
}

} // namespace glowworm
