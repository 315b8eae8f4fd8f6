// SPDX-License-Identifier: GPL-3.0-or-later
// Whether what glows and moves by itself may do so: halos on the stage, menus and bars that glide.
// A view asks the style, as hasHalos() does: SH_Widget_Animation_Duration is 0 where nothing may.
#pragma once

class QApplication;
class QString;
class QStyle;

namespace glowworm {

enum class MotionChoice { System, Less, Full };

/// "less", "full", anything else = System.
MotionChoice motionChoiceOf(const QString& word);

/// From the next applyTheme() on.
void setMotion(QApplication& application, MotionChoice motion);
MotionChoice motionOf(const QApplication& application);
/// Fusion, which moves as it is asked to.
QStyle* newStyle(MotionChoice motion);

} // namespace glowworm
