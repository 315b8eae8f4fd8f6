// SPDX-License-Identifier: GPL-3.0-or-later
// Texts from outside (names of rows, models, machines) as cells of a table in a file, whatever they
// hold. Pure functions, any thread.
#pragma once

#include <string>

namespace glowworm {

/// RFC 4180: in quotes where it must be, quotes doubled.
inline std::string csvCell(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string cell = "\"";
    for (char c : text) {
        cell += c;
        if (c == '"')
            cell += c;
    }
    return cell + '"';
}

/// One cell on one line of a Markdown table.
inline std::string markdownCell(const std::string& text)
{
    std::string cell;
    for (char c : text) {
        if (c == '|')
            cell += '\\';
        cell += c == '\n' || c == '\r' ? ' ' : c;
    }
    return cell;
}

} // namespace glowworm
