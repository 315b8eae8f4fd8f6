// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/table.h"

#include <algorithm>

namespace glowworm {
namespace {

std::string markdownLine(const TableRow& row)
{
    std::string line = "|";
    for (const std::string& cell : row) {
        line += ' ';
        for (const char c : cell) {
            if (c == '|')
                line += '\\';
            line += c == '\n' || c == '\r' ? ' ' : c;
        }
        line += " |";
    }
    return line + '\n';
}

std::string latexCell(std::string text)
{
    for (std::size_t at = 0; (at = text.find("\u00b5", at)) != std::string::npos;)
        text.replace(at, std::string_view("\u00b5").size(), "\x01");
    std::string cell;
    for (const char c : text)
        switch (c) {
        case '\x01':
            cell += "$\\mu$";
            break;
        case '\\':
            cell += "\\textbackslash{}";
            break;
        case '~':
            cell += "\\textasciitilde{}";
            break;
        case '^':
            cell += "\\textasciicircum{}";
            break;
        case '\n':
        case '\r':
            cell += ' ';
            break;
        case '#':
        case '$':
        case '%':
        case '&':
        case '_':
        case '{':
        case '}':
            cell += '\\';
            [[fallthrough]];
        default:
            cell += c;
        }
    return cell;
}

std::string csvCell(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string cell = "\"";
    for (const char c : text) {
        cell += c;
        if (c == '"')
            cell += c;
    }
    return cell + '"';
}

} // namespace

std::string markdownTable(const std::vector<TableRow>& rows)
{
    std::string text;
    for (const TableRow& row : rows) {
        text += markdownLine(row);
        if (&row == &rows.front()) {
            for (std::size_t i = 0; i < row.size(); ++i)
                text += "|---";
            text += "|\n";
        }
    }
    return text;
}

std::string latexTable(const std::vector<TableRow>& rows)
{
    std::string text = "\\begin{tabular}{" + std::string(rows.front().size(), 'l') + "}\n\\hline\n";
    for (const TableRow& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            text += (i == 0 ? "" : " & ") + latexCell(row[i]);
        text += &row == &rows.front() ? " \\\\\n\\hline\n" : " \\\\\n";
    }
    return text + "\\hline\n\\end{tabular}\n";
}

std::string htmlText(std::string_view text)
{
    std::string safe;
    for (const char c : text)
        safe += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '"' ? "&quot;" : std::string(1, c);
    return safe;
}

std::string htmlTable(const std::vector<TableRow>& rows)
{
    std::string text = "<table>\n";
    for (const TableRow& row : rows) {
        const std::string kind = &row == &rows.front() ? "th" : "td";
        text += "<tr>";
        for (const std::string& cell : row)
            text += "<" + kind + ">" + htmlText(cell) + "</" + kind + ">";
        text += "</tr>\n";
    }
    return text + "</table>\n";
}

std::string csvLine(const TableRow& row)
{
    std::string line;
    for (const std::string& cell : row)
        line += (&cell == &row.front() ? "" : ",") + csvCell(cell);
    return line + '\n';
}

std::string alignedTable(const std::vector<TableRow>& rows)
{
    std::vector<std::size_t> widths;
    for (const TableRow& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    std::string text;
    for (const TableRow& row : rows) {
        for (std::size_t i = 0; i + 1 < row.size(); ++i)
            text += row[i] + std::string(widths[i] - row[i].size() + 2, ' ');
        text += (row.empty() ? "" : row.back()) + '\n';
    }
    return text;
}

} // namespace glowworm
