// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as text. Cells may hold any text, those from outside (names of rows, models, machines)
// too. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

using TableRow = std::vector<std::string>;

/// The first row is the header; all have as many cells.
std::string markdownTable(const std::vector<TableRow>& rows);
/// A tabular of LaTeX in small print, which needs no package and is as wide as the line: what is
/// too long gets more lines.
std::string latexTable(const std::vector<TableRow>& rows);
std::string latexText(std::string_view text); // special characters escaped, µ too
/// A table of HTML; characters that mean something there are escaped.
std::string htmlTable(const std::vector<TableRow>& rows);
std::string htmlText(std::string_view text); // escaped
/// One row with its line break, RFC 4180: in quotes where it must be.
std::string csvLine(const TableRow& row);
/// For a terminal: no header, every column but the last as wide as its longest cell, in bytes.
std::string alignedTable(const std::vector<TableRow>& rows);

} // namespace glowworm
