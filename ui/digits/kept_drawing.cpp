// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/kept_drawing.h"

#include "model/session/packed_levels.h"
#include "model/session/session_values.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

namespace glowworm {
namespace {

constexpr std::size_t kPixels = static_cast<std::size_t>(Ink::kSide) * Ink::kSide;
constexpr std::array kGroundNames{"paper", "recorded", "opened", "test_picture"}; // Ink::Ground

std::span<const std::uint8_t> levelsOf(const QImage& sheet)
{
    static_assert(Ink::kSide % 4 == 0); // else the lines of an image have a gap behind them
    return {sheet.constBits(), kPixels};
}

QImage sheetOf(const std::vector<std::uint8_t>& levels)
{
    return QImage(levels.data(), Ink::kSide, Ink::kSide, Ink::kSide, QImage::Format_Grayscale8)
        .copy();
}

/// Sessions of before it was told apart say only whether it is the recorded one.
void readGround(const JsonObject& from, Ink::State& drawing)
{
    if (!from.has("ground")) {
        drawing.ground = from.flag("recorded") ? Ink::Ground::Recorded
            : drawing.testOrigin               ? Ink::Ground::TestPicture
                                               : Ink::Ground::Paper;
        return;
    }
    const auto* found = std::ranges::find(
        kGroundNames, from.text("ground"), [](const char* name) { return std::string(name); });
    if (found == kGroundNames.end())
        from.refuse("ground", "paper, recorded, opened or test_picture");
    drawing.ground = static_cast<Ink::Ground>(found - kGroundNames.begin());
    drawing.isDrawnOn = from.flag("drawn_on");
}

} // namespace

KeptDrawing::KeptDrawing(Ink::State drawing)
    : m_rest(std::move(drawing))
    , m_sheet(packed(levelsOf(m_rest.sheet)))
{
    m_sheet.shrink_to_fit();
    m_rest.sheet = {};
}

Ink::State KeptDrawing::drawing() const
{
    Ink::State all = m_rest;
    all.sheet = sheetOf(*unpacked(m_sheet, kPixels));
    return all;
}

std::string sheetText(const QImage& sheet) { return packedText(levelsOf(sheet)); }

void drawingTo(const SessionValues& to, const Ink::State& drawing, const std::string& sheet)
{
    to.text("sheet", sheet);
    to.flag("fit", drawing.options.fitBox);
    to.flag("centre", drawing.options.centreOfMass);
    to.flag("smooth", drawing.options.smooth);
    to.text("ground", kGroundNames[static_cast<std::size_t>(drawing.ground)]);
    to.flag("drawn_on", drawing.isDrawnOn);
    to.flag("recorded", drawing.ground == Ink::Ground::Recorded && !drawing.isDrawnOn);
    to.flag("shifted", drawing.isShifted);
    to.integer("test_picture", drawing.testOrigin.value_or(-1));
    to.flag("untouched", drawing.testIndex.has_value());
    to.text("test_set", drawing.testHash);
}

Ink::State drawingIn(const JsonObject& from)
{
    Ink::State drawing;
    const auto levels = unpackedText(from.text("sheet"), kPixels);
    if (!levels)
        from.refuse("sheet", "a packed sheet of 280 x 280");
    drawing.sheet = sheetOf(*levels);
    drawing.options = {from.flag("fit"), from.flag("centre"), from.flag("smooth")};
    drawing.isShifted = from.flag("shifted");
    if (const auto index = from.integer<qint64>("test_picture", -1); index >= 0) {
        drawing.testOrigin = index;
        drawing.testHash = from.text("test_set");
        if (from.flag("untouched"))
            drawing.testIndex = index;
    }
    readGround(from, drawing);
    return drawing;
}

} // namespace glowworm
