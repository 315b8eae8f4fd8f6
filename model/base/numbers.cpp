// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <span>

namespace glowworm {
namespace {

/// As printf's %.<digits>e, f or g in the C locale.
std::string formatted(double value, std::chars_format format, int digits)
{
    char text[400]; // the largest double has 309 digits before the point
    return {text, std::to_chars(text, text + sizeof text, value, format, digits).ptr};
}

/// value / 1000^k with the unit that leaves one to three digits before the point.
Figure scaled(double value, std::span<const std::string_view> units)
{
    std::size_t index = 0;
    for (; std::abs(value) >= 999.5 && index + 1 < units.size(); ++index)
        value /= 1000;
    const bool whole = index == 0 && value == std::floor(value);
    Figure text = whole ? Figure{value} : figure(value);
    text.unit = units[index];
    return text;
}

} // namespace

std::string plainDigits(double value)
{
    char text[400];
    return {text, std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr};
}

std::string decimals(double value, int count)
{
    return formatted(value, std::chars_format::fixed, count);
}

std::string signedDecimals(double value, int count)
{
    return (value < 0 ? "\u2212" : "+") + decimals(std::abs(value), count);
}

std::string significant(double value, int digits)
{
    const double size = std::abs(value);
    return size >= std::pow(10.0, digits) && size < 1e15
        ? decimals(value, 0)
        : formatted(value, std::chars_format::general, digits);
}

std::string grouped(std::int64_t number)
{
    std::string text = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > (number < 0); at -= 3)
        text.insert(static_cast<std::size_t>(at), 1, ',');
    return text;
}

std::string counted(std::int64_t count, const std::string& noun)
{
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string interval(const std::string& low, const std::string& high)
{
    return "[" + low + ", " + high + "]";
}

std::string duration(double seconds)
{
    const auto whole = static_cast<long long>(seconds + 0.5);
    char text[48];
    if (whole >= 3600)
        std::snprintf(
            text, sizeof text, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
    else
        std::snprintf(text, sizeof text, "%lld:%02lld", whole / 60, whole % 60);
    return text;
}

std::string bytesText(std::uint64_t bytes)
{
    if (bytes < 100'000)
        return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
    const std::uint64_t tenths
        = bytes / 100'000 + (bytes % 100'000 >= 50'000); // exact, however many
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

std::string expectedFound(std::uint64_t expected, std::uint64_t found)
{
    if (bytesText(expected) == bytesText(found))
        return std::to_string(expected) + " bytes expected, " + std::to_string(found)
            + " bytes found";
    return bytesText(expected) + " expected, " + bytesText(found) + " found";
}

Figure figure(double value, int significantDigits)
{
    if (value == 0)
        return {};
    // Rounded first, so that 9.996 becomes 10.0, not 10.00.
    const std::string rounded
        = formatted(value, std::chars_format::scientific, significantDigits - 1);
    const int exponent = std::atoi(rounded.c_str() + rounded.find('e') + 1);
    return {value, std::clamp(significantDigits - 1 - exponent, 0, 9)};
}

Figure ratioFigure(double ratio)
{
    if (std::abs(ratio - 1) < 0.1)
        return {ratio, 2};
    const std::string rounded = formatted(ratio, std::chars_format::scientific, 1);
    const double value = numberFrom<double>(rounded).value_or(ratio);
    const int exponent
        = value > 0 && std::isfinite(value) ? static_cast<int>(std::floor(std::log10(value))) : 0;
    return {value, std::max(0, 1 - exponent)};
}

Figure countFigure(double count)
{
    static constexpr std::array<std::string_view, 5> kUnits{"", "k", "M", "G", "T"};
    return scaled(count, kUnits);
}

Figure bytesFigure(double bytes)
{
    static constexpr std::array<std::string_view, 5> kUnits{"B", "kB", "MB", "GB", "TB"};
    return scaled(bytes, kUnits);
}

std::vector<Figure> durationFigures(double seconds)
{
    const auto with = [](Figure figure, std::string_view unit) {
        figure.unit = unit;
        return std::vector<Figure>{figure};
    };
    if (seconds > 0 && seconds < 0.9995e-3)
        return with(figure(seconds * 1e6), "\u00b5s");
    if (seconds > 0 && seconds < 0.9995)
        return with(figure(seconds * 1e3), "ms");
    const long long whole = std::llround(seconds), minutes = (whole + 30) / 60;
    if (whole < 100)
        return with({static_cast<double>(whole)}, "s");
    if (minutes < 100)
        return with({static_cast<double>(minutes)}, "min");
    const long long days = (minutes + 720) / 1440;
    if (days >= 4) // to be told apart by no minute
        return with({static_cast<double>(days)}, "days");
    return {
        {static_cast<double>(minutes / 60), 0, "h"}, {static_cast<double>(minutes % 60), 0, "min"}};
}

std::string textOf(const Figure& figure)
{
    return decimals(figure.value, figure.decimals)
        + (figure.unit.empty() ? "" : " " + std::string(figure.unit));
}

} // namespace glowworm
