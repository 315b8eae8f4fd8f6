// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/table.h"

#include "model/base/numbers.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

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

constexpr std::size_t kWidestCell = 30; // letters: what is longer gets more lines

std::size_t lettersOf(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::size_t longestWord(std::string_view text)
{
    std::size_t longest = 0;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find(' ', from), text.size());
        longest = std::max(longest, lettersOf(text.substr(from, to - from)));
        from = to + 1;
    }
    return longest;
}

/// Shares of the line, by what the columns hold; a head may be broken between its words.
std::string latexColumns(const std::vector<TableRow>& rows)
{
    constexpr double kRoom = 0.92; // of the line: the rest lies between the columns
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < rows.front().size(); ++i) {
        widths.push_back(longestWord(rows.front()[i]));
        for (std::size_t row = 1; row < rows.size(); ++row)
            widths[i] = std::max(widths[i], std::min(kWidestCell, lettersOf(rows[row][i])));
    }
    const auto all = static_cast<double>(std::reduce(widths.begin(), widths.end()));
    std::string columns;
    for (const std::size_t width : widths)
        columns += "p{" + decimals(kRoom * static_cast<double>(width) / all, 3) + "\\linewidth}";
    return "@{}" + columns + "@{}";
}

/// What pdflatex does not know as it is.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kLatex{
    {{"\u00b5", "$\\mu$"}, {"\u00d7", "$\\times$"}, {"\u2212", "$-$"}, {"\u202f", "\\,"},
        {"\\", "\\textbackslash{}"}, {"~", "\\textasciitilde{}"}, {"^", "\\textasciicircum{}"},
        {"\n", " "}, {"\r", " "}, {"#", "\\#"}, {"$", "\\$"}, {"%", "\\%"}, {"&", "\\&"},
        {"_", "\\_"}, {"{", "\\{"}, {"}", "\\}"}}};

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

std::string latexText(std::string_view text)
{
    std::string safe;
    while (!text.empty()) {
        const auto* const found = std::ranges::find_if(
            kLatex, [text](const auto& sign) { return text.starts_with(sign.first); });
        safe += found != kLatex.end() ? found->second : text.substr(0, 1);
        text.remove_prefix(found != kLatex.end() ? found->first.size() : 1);
    }
    return safe;
}

std::string latexTable(const std::vector<TableRow>& rows)
{
    std::string text = "{\\scriptsize\\setlength{\\tabcolsep}{2pt}\\noindent\n\\begin{tabular}{"
        + latexColumns(rows) + "}\n\\hline\n";
    for (const TableRow& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            text += (i == 0 ? "\\raggedright " : " & \\raggedright ") + latexText(row[i]);
        text += &row == &rows.front() ? " \\tabularnewline\n\\hline\n" : " \\tabularnewline\n";
    }
    return text + "\\hline\n\\end{tabular}\\par}\n";
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
