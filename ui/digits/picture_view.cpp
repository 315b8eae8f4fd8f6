// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/picture_view.h"

#include "ui/digits/ink.h"
#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace glowworm {

PictureView::PictureView(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("What the models see"));
    setWhatsThis(tr("The drawing after MNIST's own preparation: 28 x 28 grey levels. The dotted "
                    "cross is the middle, the box is 20 x 20."));
}

void PictureView::setPicture(const std::optional<DigitPicture>& picture)
{
    m_picture = picture;
    const auto inked
        = picture ? std::ranges::count_if(*picture, [](int pixel) { return pixel > 0; }) : 0;
    setAccessibleDescription(picture
            ? tr("28 by 28 pixels, %n of them with ink", nullptr, static_cast<int>(inked))
            : tr("empty"));
    update();
}

void PictureView::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(palette());
    const qreal ratio = devicePixelRatioF();
    constexpr int kSide = Ink::kModelSide;
    const int cell = std::max(1,
        static_cast<int>((std::min(width(), height()) - 2) * ratio)
            / kSide); // whole device pixels: every grey level stays as it is
    const double side = cell * kSide / ratio;
    const QRectF frame((width() - side) / 2, (height() - side) / 2, side, side);
    QPainter painter(this);
    painter.fillRect(frame, theme.base);
    if (m_picture)
        painter.drawImage(frame,
            theme.inked({m_picture->data(), kSide, kSide, kSide, QImage::Format_Grayscale8}));
    const double step = side / kSide;
    painter.setPen(QPen(theme.grid, 1, Qt::DotLine));
    painter.drawRect(frame.adjusted(4 * step, 4 * step, -4 * step, -4 * step));
    painter.drawLine(
        QPointF(frame.center().x(), frame.top()), QPointF(frame.center().x(), frame.bottom()));
    painter.drawLine(
        QPointF(frame.left(), frame.center().y()), QPointF(frame.right(), frame.center().y()));
    painter.setPen(theme.grid);
    painter.drawRect(frame);
}

} // namespace glowworm
