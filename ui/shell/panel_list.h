// SPDX-License-Identifier: GPL-3.0-or-later
// The five panels by name, and how to make each: the only place that knows them all.
#pragma once

#include <QString>

class QWidget;

namespace glowworm {

class Panel;
class Workbench;

enum class PanelId { Setup, Training, Generation, Digits, Timing };
inline constexpr int kPanels = 5;

/// "setup", "training", "generation", "digits", "timing": the words of `--panel`, of object names
/// and of the demo's pictures.
QString wordFor(PanelId panel);
/// Generation for a word that names none.
PanelId panelFor(const QString& word);
QString titleOf(PanelId panel);
QString helpOf(PanelId panel); // a sentence on what it is for

Panel* makePanel(PanelId panel, Workbench& workbench, QWidget* parent);

} // namespace glowworm
