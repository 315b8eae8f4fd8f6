// SPDX-License-Identifier: GPL-3.0-or-later
// The icons of buttons, in the theme's colour: the one of their files is too faint for a theme of
// high contrast. GUI thread.
#pragma once

#include <QString>

class QAbstractButton;

namespace glowworm {

/// name: of the file; size: logical pixels; turned: left is right. The button has it in every theme
/// to come, until it is given another one.
void setToolIcon(QAbstractButton* button, const QString& name, int size, bool turned = false);

} // namespace glowworm
