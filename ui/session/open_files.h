// SPDX-License-Identifier: GPL-3.0-or-later
// Asking for files, without blocking anything: the dialog opens on the window, in the folder of the
// last file, and the library opens what was chosen. GUI thread.
#pragma once

#include "model/config/config.h"

#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace glowworm {

class Library;
struct Preset;

void askForModel(Library& library, QWidget* parent);
void askForText(Library& library, QWidget* parent);
/// Images first; labels are asked for only when they do not lie beside the pictures by MNIST's
/// names.
void askForDigits(Library& library, QWidget* parent);

/// What a network of that task learns from: one of the two above, and the words of a button for it.
void askForData(Task task, Library& library, QWidget* parent);
QString dataOffer(Task task);

void askForExperiment(Library& library, QWidget* parent); // its result.json
/// The result of a timing.
void askForTiming(QWidget* parent, std::function<void(const QString& file)> take);
/// Any of these, and several; their content tells them apart.
void askForFiles(Library& library, QWidget* parent);

/// Which network the weights in a model file of another program belong to: offers the presets whose
/// tensors it has; the library opens it as the one that is chosen.
void askForNetwork(Library& library, QWidget* parent, const QString& file,
    const std::vector<const Preset*>& fitting);

} // namespace glowworm
