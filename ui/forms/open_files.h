// SPDX-License-Identifier: GPL-3.0-or-later
// Asking for files, without blocking anything: the dialog opens on the window and the workbench opens what was chosen. Also files that were
// dropped or named on the command line, told apart by their names.
#pragma once

#include <QString>

class QWidget;

namespace glowworm {

class Workbench;

void askForModel(Workbench& workbench, QWidget* parent);
void askForText(Workbench& workbench, QWidget* parent);
/// Images first; labels are asked for only when the pictures do not have MNIST's names.
void askForDigits(Workbench& workbench, QWidget* parent);

void askForStudy(Workbench& workbench, QWidget* parent); // its result.json
/// Any of these; openFile() tells them apart.
void askForFile(Workbench& workbench, QWidget* parent);

/// .safetensors is a model, .json the result of a study, ...images-idx3-ubyte a picture set, anything else a text.
void openFile(Workbench& workbench, const QString& file);

} // namespace glowworm
