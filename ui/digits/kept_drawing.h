// SPDX-License-Identifier: GPL-3.0-or-later
// A drawing as it was, to come back to: exact, and small, since a sheet is mostly paper. For undo
// and for a session. GUI thread.
#pragma once

#include "ui/digits/ink.h"

#include <cstdint>
#include <vector>

namespace glowworm {

class JsonObject;
class SessionValues;

class KeptDrawing {
public:
    explicit KeptDrawing(Ink::State drawing);
    Ink::State drawing() const;

private:
    Ink::State m_rest;                 // without its sheet
    std::vector<std::uint8_t> m_sheet; // packed
};

/// sheet: as base64.
void drawingTo(const SessionValues& to, const Ink::State& drawing, const std::string& sheet);
std::string sheetText(const QImage& sheet);
/// Throws Error (a clause).
Ink::State drawingIn(const JsonObject& from);

} // namespace glowworm
