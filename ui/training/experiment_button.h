// SPDX-License-Identifier: GPL-3.0-or-later
// The way to the results of experiments.
#pragma once

class QPushButton;
class QWidget;

namespace glowworm {

class Library;

/// A button whose menu lists the results of the experiments kept on disk, the last written first,
/// and lets any other file be chosen; the library opens it.
QPushButton* newExperimentButton(Library& library, QWidget* parent);

} // namespace glowworm
