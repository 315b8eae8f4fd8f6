// SPDX-License-Identifier: GPL-3.0-or-later
// A painted picture as a file: PNG at twice the resolution, SVG or PDF. GUI thread.
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

#include <functional>

class QPaintDevice;

namespace glowworm {

/// The kinds of picture, as a file dialog takes them.
QStringList pictureFilters();

/// What `paint` draws at `size` logical pixels; it returns false when it could not. The file's
/// suffix says which kind, its name is the document's title. dpi: of the fonts. Returns "" or a
/// sentence on what went wrong; an older file is then untouched.
QString writePicture(
    const QString& file, QSize size, int dpi, const std::function<bool(QPaintDevice&)>& paint);

} // namespace glowworm
