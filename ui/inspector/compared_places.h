// SPDX-License-Identifier: GPL-3.0-or-later
// Two places of one model's text, or two drawings, that the inspector holds beside each other.
#pragma once

#include "model/config/config.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace glowworm {

struct ComparedPlaces {
    Twin twin = Twin::Sparse;
    QString first, second; // what they are called; first "": nothing is compared; second "": it is
                           // not chosen yet
    std::optional<std::int64_t> firstToken, secondToken; // of a text, counted from 0
    int common = 0;                                      // neurons that both lit
    bool isHeld = false;                                 // the second stays where it is
};

} // namespace glowworm
