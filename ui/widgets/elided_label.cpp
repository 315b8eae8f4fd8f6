// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/elided_label.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace glowworm {

namespace {

constexpr int kFewest = 8; // characters: of fewer nothing can be read

} // namespace

ElidedLabel::ElidedLabel(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void ElidedLabel::setText(const QString& text, const QString& brief)
{
    if (text == m_text && brief == m_brief)
        return;
    const QSize before = sizeHint();
    m_brief = brief;
    m_text = text;
    setToolTip(text);
    setAccessibleName(text);
    if (sizeHint() != before) // else nothing is laid out again
        updateGeometry();
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const { return {0, fontMetrics().height()}; }

void ElidedLabel::paintEvent(QPaintEvent*)
{
    const bool isBrief = !m_brief.isEmpty() && fontMetrics().horizontalAdvance(m_text) > width();
    const QString& whole = isBrief ? m_brief : m_text;
    const QString shown = fontMetrics().elidedText(whole, Qt::ElideMiddle, width());
    if (shown != whole && (isBrief || shown.size() < kFewest))
        return;
    QPainter painter(this);
    painter.setPen(Theme::of(palette()).mutedText);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, shown);
}

} // namespace glowworm
