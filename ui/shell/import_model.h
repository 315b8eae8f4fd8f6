// SPDX-License-Identifier: GPL-3.0-or-later
// A model file of another program: asking which network its weights belong to, without blocking the
// window. GUI thread.
#pragma once

#include "model/config/config.h"

#include <QString>

#include <vector>

class QWidget;

namespace glowworm {

class Library;

/// Offers the presets whose tensors the file has; the library opens it as the one that is chosen.
void askForNetwork(Library& library, QWidget* parent, const QString& file,
    const std::vector<const Preset*>& fitting);

} // namespace glowworm
