// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/picture_view.h"

#include "ui/digits/night_ink.h"
#include "ui/widgets/stage.h"

#include <QPainter>

#include <algorithm>

namespace glowworm {

PictureView::PictureView(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("What the models see"));
    setWhatsThis(
        tr("The drawing after MNIST's own preparation: 28 x 28 grey levels, 784 numbers, all that "
           "both networks know of it. The dotted box is 20 x 20."));
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
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    const QRectF frame = paintSheet(painter, rect(), stage, hasFocus());
    if (m_picture)
        paintPixels(painter, frame.adjusted(2, 2, -2, -2), *m_picture, stage.sparse.core);
}

} // namespace glowworm
