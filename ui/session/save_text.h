// SPDX-License-Identifier: GPL-3.0-or-later
// Asking where the text or all that is on screen is to be kept, without blocking anything: the
// dialog opens on the window, and the file is written in the background. GUI thread.
#pragma once

#include "model/config/config.h"
#include "ui/widgets/exports.h"
#include "ui/widgets/origin.h"

#include <QtGlobal>

#include <functional>
#include <optional>

class QString;

class QWidget;

namespace glowworm {

class Generation;

/// As a tape, which opens again with its neurons.
void askToSaveText(Generation& generation, QWidget* parent);
/// Of the text on screen, or of one model's part of it, which is named by others.
Origin originOf(const Generation& generation, std::optional<Twin> whose = {});
/// As a text, as a page with the neurons below the characters, or as a table of the firings.
ExportItem exportedText(Generation& generation);
/// The session, and whether the files of the open models, so many bytes, are taken along: asked
/// first.
void askToSaveSession(QWidget* parent, qint64 modelBytes,
    std::function<void(const QString& file, bool withModels)> save);

} // namespace glowworm
