// SPDX-License-Identifier: GPL-3.0-or-later
// A painted picture as a file (PNG, SVG or PDF) or as an image to copy. GUI thread.
#pragma once

#include <QSize>
#include <QString>

#include <functional>

class QImage;
class QPaintDevice;

namespace glowworm {

/// What is drawn, whatever it is drawn on.
struct PaintedPage {
    QSize size;                               // logical pixels
    int dpi;                                  // of its fonts
    std::function<bool(QPaintDevice&)> paint; // false: could not
};

/// The file's suffix says which kind, its name is the document's title. scale: pixels of a .png for
/// each logical one. Returns "" or a sentence on what went wrong; an older file is then untouched.
QString writePicture(const QString& file, const PaintedPage& picture, int scale = 2);
/// Null when it could not be drawn.
QImage imageOf(const PaintedPage& picture, int scale);

} // namespace glowworm
