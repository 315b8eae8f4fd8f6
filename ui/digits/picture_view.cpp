// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/picture_view.h"

#include "ui/digits/night_ink.h"
#include "ui/widgets/exports.h"
#include "ui/widgets/stage.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

constexpr int kSide = 28;

/// Whether all ink lies in the 20 x 20 pixels in the middle.
bool isInBox(const DigitPicture& picture)
{
    constexpr int kEdge = 4;
    const auto isInside = [](int at) { return at >= kEdge && at < kSide - kEdge; };
    for (int i = 0; i < kDigitPixels; ++i)
        if (picture[static_cast<std::size_t>(i)] > 0
            && !(isInside(i % kSide) && isInside(i / kSide)))
            return false;
    return true;
}

} // namespace

PictureView::PictureView(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("What the models see"));
    setWhatsThis(
        tr("The drawing after MNIST's own preparation: 28 x 28 grey levels, 784 numbers, all that "
           "both models know of it. The dotted box is 20 x 20; it is left out where the "
           "centre of mass moved the digit out of it. Dragging shifts the drawing, as the arrow "
           "keys do on the sheet."));
    setToolTip(tr("Drag: shifts the drawing by whole pixels. What is made centred comes back to "
                  "the middle (More...: Centre, Fit 20 px)."));
}

void PictureView::setPicture(const std::optional<DigitPicture>& picture)
{
    m_picture = picture;
    const auto inked
        = picture ? std::ranges::count_if(*picture, [](int pixel) { return pixel > 0; }) : 0;
    setAccessibleDescription(picture
            ? tr("28 by 28 pixels, %n of them with ink", nullptr, static_cast<int>(inked))
            : tr("empty"));
    showCursor();
    update();
}

void PictureView::showCursor()
{
    setCursor(m_held ? Qt::ClosedHandCursor : m_picture ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

void PictureView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_picture)
        return;
    m_held = event->position();
    m_hasMoved = false;
    showCursor();
}

void PictureView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_held)
        return;
    const double pixel = std::min(width(), height()) / static_cast<double>(kSide);
    const QPointF way = (event->position() - *m_held) / pixel;
    const int right = static_cast<int>(way.x()), down = static_cast<int>(way.y());
    if (right == 0 && down == 0)
        return;
    *m_held += QPointF(right, down) * pixel; // the rest counts with the next move
    Q_EMIT shifted(right, down, std::exchange(m_hasMoved, true));
}

void PictureView::mouseReleaseEvent(QMouseEvent*)
{
    m_held.reset();
    showCursor();
}

void PictureView::paintEvent(QPaintEvent*)
{
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    const QRectF frame = paintSheet(
        painter, rect(), stage, hasFocus() && !isOnPage(*this), !m_picture || isInBox(*m_picture));
    if (m_picture)
        paintPixels(painter, frame.adjusted(2, 2, -2, -2), *m_picture, stage.sparse.core);
}

} // namespace glowworm
