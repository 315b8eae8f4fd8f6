// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/session/session_values.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace glowworm {
namespace {

using Json = nlohmann::json; // whose members stay where they are when others come

Json& at(void* value, std::string_view key)
{
    return (*static_cast<Json*>(value))[std::string(key)];
}

} // namespace

struct SessionValues::Inside {
    Json json = Json::object();
};

SessionValues::SessionValues()
    : m_whole(std::make_shared<Inside>())
    , m_value(&m_whole->json)
{
}

SessionValues::SessionValues(std::shared_ptr<Inside> whole, void* value)
    : m_whole(std::move(whole))
    , m_value(value)
{
}

void SessionValues::text(std::string_view key, std::string_view value) const
{
    at(m_value, key) = value;
}
void SessionValues::flag(std::string_view key, bool value) const { at(m_value, key) = value; }
void SessionValues::number(std::string_view key, double value) const { at(m_value, key) = value; }
void SessionValues::integer(std::string_view key, std::int64_t value) const
{
    at(m_value, key) = value;
}

void SessionValues::texts(std::string_view key, std::span<const std::string> values) const
{
    at(m_value, key) = std::vector(values.begin(), values.end());
}

void SessionValues::numbers(std::string_view key, std::span<const double> values) const
{
    at(m_value, key) = std::vector(values.begin(), values.end());
}

void SessionValues::integers(std::string_view key, std::span<const std::int64_t> values) const
{
    at(m_value, key) = std::vector(values.begin(), values.end());
}

SessionValues SessionValues::object(std::string_view key) const
{
    Json& inside = at(m_value, key) = Json::object();
    return {m_whole, &inside};
}

std::vector<SessionValues> SessionValues::objects(std::string_view key, std::size_t count) const
{
    Json& list = at(m_value, key) = Json(count, Json::object());
    std::vector<SessionValues> all;
    for (Json& one : list)
        all.push_back({m_whole, &one});
    return all;
}

std::string SessionValues::json() const
{
    return static_cast<const Json*>(m_value)->dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace glowworm
