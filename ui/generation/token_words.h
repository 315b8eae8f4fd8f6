// SPDX-License-Identifier: GPL-3.0-or-later
// What the panel calls a token. Pure functions.
#pragma once

#include <QString>

namespace glowworm {

/// A character as a label: what cannot be seen gets a sign.
QString visibleCharacter(char32_t character);

} // namespace glowworm
