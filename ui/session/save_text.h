// SPDX-License-Identifier: GPL-3.0-or-later
// Asking where the text on screen is to be kept, without blocking anything: the dialog opens on the
// window, and the text is written in the background. GUI thread.
#pragma once

class QWidget;

namespace glowworm {

class Generation;

/// As a tape, which opens again with its neurons.
void askToSaveText(Generation& generation, QWidget* parent);
/// As a text, as a page with the neurons below the characters, or as a table of the firings.
void askToExportText(Generation& generation, QWidget* parent);

} // namespace glowworm
