// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as text, one way for files, messages, the command line and the figures of the window. C
// locale, whatever the process has set; the window writes a Figure in the person's own. Pure
// functions, any thread.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

/// Shortest text that reads back as the same number: "0.1", "1e-05", "42".
template <class Number> std::string shortest(Number value)
{
    char text[40];
    return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

/// The whole text as a number; nothing when it is none, or does not fit.
template <class Number> std::optional<Number> numberFrom(std::string_view text)
{
    Number value{};
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc{} && read.ptr == end ? std::optional(value) : std::nullopt;
}

/// As shortest(), but never with a power of ten: "0.00001".
std::string plainDigits(double value);
/// `count` digits behind the point.
std::string decimals(double value, int count);
/// The same with its sign, a typographic minus: "+0.030", "\u22120.030".
std::string signedDecimals(double value, int count);
/// For people: `digits` significant digits without zeros at the end, all of a whole number: no
/// powers of ten for a speed.
std::string significant(double value, int digits = 4);
/// "1,030,000"
std::string grouped(std::int64_t number);
/// "1 round", "7 rounds"
std::string counted(std::int64_t count, const std::string& noun);
/// "[0.97, 1.04]", of two numbers that are text already.
std::string interval(const std::string& low, const std::string& high);
/// "1:02:07" or "2:07".
std::string duration(double seconds);
/// "312 bytes", "128.1 MB". 1 MB = 10^6 bytes.
std::string bytesText(std::uint64_t bytes);
/// "128.1 MB expected, 12.0 MB found"; to the byte where rounding would hide the difference.
std::string expectedFound(std::uint64_t expected, std::uint64_t found);

/// A number as it is to be written, in whatever locale: `value` with `decimals` digits behind the
/// point, then the unit, UTF-8. Never a power of ten.
struct Figure {
    double value = 0;
    int decimals = 0;
    std::string_view unit = {};
};
/// 0.0123, 4.56, 789, 12300: all digits of the whole part, at most nine decimals. Finite.
Figure figure(double value, int significantDigits = 3);
/// Two significant digits, above 100 too; two decimals within 0.1 of 1, where two digits would hide
/// the difference: 21, 150, 0.52, 1.05.
Figure ratioFigure(double ratio);
/// In units of 1000, three significant digits: 835 k, 1.23 M; 1.23 MB; a whole number below 1000 as
/// it is. Finite.
Figure countFigure(double count);
Figure bytesFigure(double bytes);
/// 4.6 us (with the micro sign), 12 s, 3 min; from 100 minutes on two figures, 2 h and 10 min;
/// 9 days. Finite.
std::vector<Figure> durationFigures(double seconds);
/// "150", "1.23 MB"
std::string textOf(const Figure& figure);

} // namespace glowworm
