// SPDX-License-Identifier: GPL-3.0-or-later
// How the sheet to draw on looks.
#include "ui/digits/digit_canvas.h"

#include "ui/digits/night_ink.h"
#include "ui/digits/pen_keys.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/exports.h"
#include "ui/widgets/stage.h"

#include <QIcon>
#include <QImage>
#include <QPainter>

namespace glowworm {

void DigitCanvas::paintEmpty(QPainter& painter, const QRectF& sheet, const Stage& stage) const
{
    constexpr qreal kBeside = 12;
    const QString title = tr("Draw a digit here"),
                  how = tr("Mouse, finger or pen, or P to draw by keys: the models answer while "
                           "you draw.");
    const QFont large = textFont(this, TextRole::Title), small = textFont(this, TextRole::Note);
    const QRectF page = sheet.adjusted(kBeside, 0, -kBeside, 0);
    const auto heightOf = [&page](const QFont& font, const QString& words) {
        return QFontMetricsF(font).boundingRect(page, Qt::TextWordWrap, words).height();
    };
    const qreal above = heightOf(large, title), below = heightOf(small, how);
    QRectF line(page.left(), page.center().y() - (above + kGap + below) / 2, page.width(), above);
    painter.setPen(stage.text);
    painter.setFont(large);
    painter.drawText(line, Qt::AlignHCenter | Qt::TextWordWrap, title);
    line = QRectF(page.left(), line.bottom() + kGap, page.width(), below);
    painter.setPen(stage.quietText);
    painter.setFont(small);
    painter.drawText(line, Qt::AlignHCenter | Qt::TextWordWrap, how);
}

/// Until one draws: a pencil and the words, at the bottom, where the shown digit is least.
void DigitCanvas::paintInvitation(QPainter& painter, const QRectF& sheet, const Stage& stage) const
{
    painter.setFont(textFont(this, TextRole::Title));
    const QFontMetricsF metrics(painter.font());
    const qreal high = metrics.height();
    const auto wideOf
        = [&](const QString& said) { return high + 4 + metrics.horizontalAdvance(said); };
    QString words = tr("Draw here, or press P");
    if (wideOf(words) > sheet.width() - 2 * high)
        words = tr("Draw here");
    const qreal wide = wideOf(words);
    const QRectF line(sheet.center().x() - wide / 2, sheet.bottom() - high - 8, wide, high);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(stage.raised, 0.8)); // the recorded stroke may reach down here
    painter.drawRoundedRect(line.adjusted(-8, -2, 8, 2), 6, 6);
    QImage pencil = QIcon(QStringLiteral(":/icons/edit.svg"))
                        .pixmap(QSizeF(high, high).toSize(), devicePixelRatioF())
                        .toImage();
    QPainter tint(&pencil);
    tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
    tint.fillRect(QRectF(0, 0, high, high), stage.text);
    tint.end();
    painter.drawImage(line.topLeft(), pencil);
    painter.setPen(stage.text);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, words);
}

void DigitCanvas::paintEvent(QPaintEvent*)
{
    const Stage stage = Stage::of(palette());
    const bool onPage = isOnPage(*this);
    QPainter painter(this);
    const QRectF sheet // its box is to be met only while one draws
        = paintSheet(painter, rect(), stage, hasFocus() && !onPage,
            (m_last || m_pen->isInHand()) && !onPage);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(
        QPainter::SmoothPixmapTransform, !m_ink.testOrigin()); // a test image keeps its pixels
    const bool empty = m_ink.isEmpty();
    if (!empty) {
        if (hasHalos(stage, this)) {
            const QImage blurred = m_ink.sheet().scaled(Ink::kModelSide / 2, Ink::kModelSide / 2,
                Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
            painter.setOpacity(0.5);
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            painter.drawImage(sheet, lightOf(blurred, stage.sparse.ember));
            painter.setOpacity(1);
            painter.setRenderHint(QPainter::SmoothPixmapTransform, !m_ink.testOrigin());
        }
        painter.drawImage(sheet, lightOf(m_ink.sheet(), stage.sparse.core));
    }
    if (onPage)
        return; // the rest is for the hand
    const double step = sheet.width() / Ink::kModelSide;
    if (empty && !m_last && !m_pen->isInHand())
        paintEmpty(painter, sheet, stage);
    if (m_ink.isRecorded() && !m_pen->isInHand())
        paintInvitation(painter, sheet, stage);
    if (m_pointer && sheet.contains(*m_pointer)) {
        painter.setPen(QPen(m_erasing ? stage.text : stage.sparse.light, 1,
            m_erasing ? Qt::DashLine : Qt::SolidLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(*m_pointer, m_brush / 2 * step, m_brush / 2 * step);
    }
    m_pen->paint(painter, sheet, stage);
}

} // namespace glowworm
