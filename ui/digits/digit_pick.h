// SPDX-License-Identifier: GPL-3.0-or-later
// What a person points at on the stage of Digits. Plain value.
#pragma once

#include "model/config/config.h"

#include <QMetaType>

namespace glowworm {

struct DigitPick {
    enum class Kind { Neuron, Column, Digit };
    Kind kind = Kind::Neuron;
    Twin twin = Twin::Sparse; // whose neuron or column
    int index = 0;            // neuron 0 ... F - 1, group 0 ... G - 1, digit 0 ... 9

    bool operator==(const DigitPick&) const = default;
};

} // namespace glowworm

Q_DECLARE_METATYPE(glowworm::DigitPick)
