// SPDX-License-Identifier: GPL-3.0-or-later
// Asking for files, without blocking anything: the dialog opens on the window, in the folder of the
// last file, and the workbench opens what was chosen.
#pragma once

class QWidget;

namespace glowworm {

class Workbench;

void askForModel(Workbench& workbench, QWidget* parent);
void askForText(Workbench& workbench, QWidget* parent);
/// Images first; labels are asked for only when they do not lie beside the pictures by MNIST's
/// names.
void askForDigits(Workbench& workbench, QWidget* parent);

void askForExperiment(Workbench& workbench, QWidget* parent); // its result.json
/// Any of these, and several; their content tells them apart.
void askForFiles(Workbench& workbench, QWidget* parent);

} // namespace glowworm
