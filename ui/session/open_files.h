// SPDX-License-Identifier: GPL-3.0-or-later
// Asking for files, without blocking anything: the dialog opens on the window, in the folder of the
// last file, and the library opens what was chosen.
#pragma once

class QWidget;

namespace glowworm {

class Library;

void askForModel(Library& library, QWidget* parent);
void askForText(Library& library, QWidget* parent);
/// Images first; labels are asked for only when they do not lie beside the pictures by MNIST's
/// names.
void askForDigits(Library& library, QWidget* parent);

void askForExperiment(Library& library, QWidget* parent); // its result.json
/// Any of these, and several; their content tells them apart.
void askForFiles(Library& library, QWidget* parent);

} // namespace glowworm
