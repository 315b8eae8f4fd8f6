// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/safetensors_header.h"
#include "model/base/code_point.h"
#include "model/base/error.h"

#include <nlohmann/json.hpp>

#include <set>

namespace glowworm {
namespace {

constexpr std::uint64_t kNumberLimit = std::uint64_t{1}
    << 48; // exclusive, for every number in a header
constexpr std::size_t kMostTensors = 4096;
constexpr std::size_t kMostDimensions = 8;
constexpr std::size_t kLongestName = 255; // bytes

bool hasControlCharacter(std::string_view text)
{
    for (; !text.empty(); text.remove_prefix(nextCodePoint(text).bytes))
        if (const char32_t c = nextCodePoint(text).value; c < 0x20 || (c >= 0x7F && c <= 0x9F))
            return true;
    return false;
}

/// Every callback checks the state, since the parser itself accepts any JSON. The first refusal is
/// kept.
class HeaderHandler {
public:
    using Json = nlohmann::json;

    SafetensorsHeader header;
    std::string error;
    bool beyondLimit = false; // the header may be right, but is more than this reader takes

    /// Some writers say so that there is no metadata.
    bool null()
    {
        if (m_state != State::BeforeValue || m_tensor.name != "__metadata__")
            return unexpected("null");
        m_state = State::InTop;
        return true;
    }
    bool boolean(bool) { return unexpected("true or false"); }
    bool number_integer(Json::number_integer_t)
    {
        return refuse("a number has a minus sign" + place());
    }
    bool number_float(Json::number_float_t, const Json::string_t&)
    {
        return refuse("a number is not a whole number below 2^48" + place());
    }
    bool binary(Json::binary_t&) { return unexpected("binary data"); }

    bool number_unsigned(Json::number_unsigned_t value)
    {
        if (m_state != State::InShape && m_state != State::InOffsets)
            return unexpected("a number");
        if (value >= kNumberLimit)
            return refuseAsTooMuch("a number that is not below 2^48" + place());
        auto& list = m_state == State::InShape ? m_tensor.shape : m_offsets;
        if (m_state == State::InShape && list.size() == kMostDimensions)
            return refuseAsTooMuch("more than 8 dimensions" + place());
        if (m_state == State::InOffsets && list.size() == 2)
            return refuse("data_offsets are not two numbers" + place());
        list.push_back(static_cast<std::int64_t>(value));
        return true;
    }

    bool string(Json::string_t& value)
    {
        if (m_state == State::InTensor && m_field == "dtype") {
            m_tensor.type = value;
            return true;
        }
        if (m_state != State::InMetadata)
            return unexpected("a text");
        m_metadataBytes += m_field.size() + value.size();
        if (m_metadataBytes > kMetadataLimit)
            return refuseAsTooMuch("more than 1 MB of metadata");
        header.metadata.emplace(m_field, std::move(value));
        return true;
    }

    bool start_object(std::size_t)
    {
        switch (m_state) {
        case State::BeforeTop:
            m_state = State::InTop;
            return true;
        case State::BeforeValue:
            m_state = m_tensor.name == "__metadata__" ? State::InMetadata : State::InTensor;
            return true;
        default:
            return unexpected("an object");
        }
    }

    bool key(Json::string_t& key)
    {
        if (key.size() > kLongestName)
            return refuseAsTooMuch("a name longer than 255 bytes: " + printable(key));
        if (hasControlCharacter(key))
            return refuse("a name contains control characters: " + printable(key));
        const bool isNew = m_state == State::InTop ? m_names.insert(key).second
            : m_state == State::InMetadata         ? !header.metadata.contains(key)
                                                   : m_fields.insert(key).second;
        if (!isNew)
            return refuse("the name \"" + printable(key) + "\" appears twice");
        if (m_state == State::InTop) {
            m_tensor = {};
            m_tensor.name = key;
            m_offsets.clear();
            m_fields.clear();
            m_state = State::BeforeValue;
        } else if (m_state == State::InTensor && key != "dtype" && key != "shape"
            && key != "data_offsets") {
            return refuse("unknown field \"" + printable(key) + "\"" + place());
        }
        m_field = std::move(key);
        return true;
    }

    bool end_object()
    {
        if (m_state == State::InTop) {
            m_state = State::Done;
            return true;
        }
        if (m_state == State::InTensor) {
            for (const char* field : {"dtype", "shape", "data_offsets"})
                if (!m_fields.contains(field))
                    return refuse(std::string("no ") + field + place());
            if (header.tensors.size() == kMostTensors)
                return refuseAsTooMuch("more than 4096 tensors");
            header.tensors.push_back(std::move(m_tensor));
        }
        m_state = State::InTop;
        return true;
    }

    bool start_array(std::size_t)
    {
        if (m_state != State::InTensor || m_field == "dtype")
            return unexpected("a list");
        m_state = m_field == "shape" ? State::InShape : State::InOffsets;
        return true;
    }

    bool end_array()
    {
        if (m_state == State::InOffsets) {
            if (m_offsets.size() != 2)
                return refuse("data_offsets are not two numbers" + place());
            m_tensor.begin = static_cast<std::uint64_t>(m_offsets[0]);
            m_tensor.end = static_cast<std::uint64_t>(m_offsets[1]);
        }
        m_state = State::InTensor;
        return true;
    }

    // The library's text quotes raw bytes of the file, so only the position is told.
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&)
    {
        return refuse("no valid JSON at byte " + std::to_string(position));
    }

private:
    enum class State {
        BeforeTop,
        InTop,
        BeforeValue,
        InMetadata,
        InTensor,
        InShape,
        InOffsets,
        Done
    };

    bool refuse(std::string message)
    {
        if (error.empty())
            error = std::move(message);
        return false;
    }

    bool refuseAsTooMuch(std::string what)
    {
        beyondLimit = true;
        return refuse(std::move(what));
    }

    bool unexpected(const char* what)
    {
        return refuse(std::string(what) + " is unexpected" + place());
    }

    std::string place() const
    {
        switch (m_state) {
        case State::BeforeTop:
        case State::InTop:
        case State::Done:
            return "";
        case State::InMetadata:
            return " in the metadata at \"" + printable(m_field) + "\"";
        default:
            return " in tensor \"" + printable(m_tensor.name) + "\"";
        }
    }

    State m_state = State::BeforeTop;
    TensorEntry m_tensor{};         // being read; its name is the last key of the top object
    Shape m_offsets;                // its own
    std::string m_field;            // the last key
    std::set<std::string> m_names;  // of the top object
    std::set<std::string> m_fields; // of the tensor being read
    std::size_t m_metadataBytes = 0;
};

} // namespace

SafetensorsHeader parseHeaderJson(std::string_view json, const std::string& shownName)
{
    const auto refuse = [&](const std::string& why) {
        return Error(shownName + " has a damaged header: " + why + ".");
    };
    // The parser takes a NUL byte for the end of input and skips a byte-order mark, so both are
    // looked for before.
    if (json.find('\0') != std::string_view::npos)
        throw refuse("it contains a NUL byte");
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = json.find_first_not_of(kBlanks);
    if (first == std::string_view::npos || json[first] != '{'
        || json[json.find_last_not_of(kBlanks)] != '}')
        throw refuse("it is not one JSON object");

    HeaderHandler handler;
    if (!nlohmann::json::sax_parse(json.begin(), json.end(), &handler)) {
        if (handler.beyondLimit)
            throw Error(
                shownName + " has more in its header than Glowworm reads: " + handler.error + ".");
        throw refuse(handler.error);
    }
    return std::move(handler.header);
}

} // namespace glowworm
