// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/character_box.h"

#include "ui/inspector/inspector_style.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace glowworm {
namespace {

constexpr qreal kLine = 1.4, kCorner = 4; // pixels, of the frame
constexpr int kAroundBox = 3; // pixels, that the frame reaches beyond the text, into its margins
constexpr qreal kSpace = 12;  // pixels, the least width of a space

} // namespace

CharacterBox::CharacterBox(Twin twin, QWidget* parent)
    : QLabel(parent)
    , m_twin(twin)
{
    setMonospaced(this);
    setTextRole(this, TextRole::Title);
    setAlignment(Qt::AlignCenter);
    setLight(this, twin);
}

void CharacterBox::setTwin(Twin twin)
{
    m_twin = twin;
    setLight(this, twin);
    update();
}

void CharacterBox::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Stage stage = Stage::of(palette());
    const StageLight& light = stage.lightOf(m_twin);
    const QMargins margins = contentsMargins();
    const int above = std::min(margins.top(), kAroundBox),
              below = std::min(margins.bottom(), kAroundBox);
    painter.setPen(QPen(light.light, kLine));
    painter.drawRoundedRect(
        QRectF(contentsRect().adjusted(0, -above, 0, below)).adjusted(1, 1, -1, -1), kCorner,
        kCorner);
    painter.setPen(light.bright);
    paintBoxed(painter, contentsRect(), text());
}

void paintBoxed(QPainter& painter, const QRectF& place, const QString& character)
{
    if (character != visibleCharacter(U' ')) {
        painter.drawText(place, Qt::AlignCenter | Qt::TextDontClip, character);
        return;
    }
    const qreal wide = std::max(kSpace, QFontMetricsF(painter.font()).averageCharWidth() * 1.2),
                high = wide * 0.4;
    QRectF box(0, 0, wide, high);
    box.moveCenter(place.center());
    painter.save();
    painter.setPen(QPen(
        painter.pen().color(), std::max(1.5, wide / 8), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    const QPointF corners[] = {box.topLeft(), box.bottomLeft(), box.bottomRight(), box.topRight()};
    painter.drawPolyline(corners, 4);
    painter.restore();
}

} // namespace glowworm
