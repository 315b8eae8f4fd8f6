// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/colour_mix.h"

#include <QImage>
#include <QList>

#include <algorithm>
#include <cmath>

namespace glowworm {

QColor mixed(const QColor& from, const QColor& to, double fraction)
{
    const auto channel = [fraction](int a, int b) {
        return static_cast<int>(std::lround(a + fraction * (b - a)));
    };
    return {channel(from.red(), to.red()), channel(from.green(), to.green()),
        channel(from.blue(), to.blue())};
}

QColor faded(QColor colour, double opacity)
{
    colour.setAlphaF(static_cast<float>(std::clamp(opacity, 0.0, 1.0)));
    return colour;
}

QImage inked(const QImage& grey, const QColor& paper, const QColor& ink)
{
    QList<QRgb> table;
    for (int level = 0; level < 256; ++level)
        table << mixed(paper, ink, level / 255.0).rgb();
    QImage picture(grey.constBits(), grey.width(), grey.height(), grey.bytesPerLine(),
        QImage::Format_Indexed8);
    picture.setColorTable(table);
    return picture.convertToFormat(QImage::Format_RGB32);
}

} // namespace glowworm
