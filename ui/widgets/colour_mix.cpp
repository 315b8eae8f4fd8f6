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

QColor inkOn(const QColor& ground)
{
    const auto linear = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    const double luminance = 0.2126 * linear(ground.redF()) + 0.7152 * linear(ground.greenF())
        + 0.0722 * linear(ground.blueF());
    return luminance > 0.18 ? QColor(0x14, 0x17, 0x1c) : QColor(Qt::white);
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
