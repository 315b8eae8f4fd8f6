// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/elided_label.h"

#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

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

QSize CutLabel::minimumSizeHint() const
{
    const QSize whole = QLabel::minimumSizeHint();
    return {std::min(whole.width(), kFewest * fontMetrics().averageCharWidth()), whole.height()};
}

bool CutLabel::isCut() const { return width() < QLabel::minimumSizeHint().width(); }

/// The whole text comes before what is said about it.
bool CutLabel::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !isCut())
        return QLabel::event(event);
    const QString help = toolTip().isEmpty() ? text() : text() + QLatin1Char('\n') + toolTip();
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), help, this);
    return true;
}

void CutLabel::paintEvent(QPaintEvent* event)
{
    if (!isCut()) {
        QLabel::paintEvent(event);
        return;
    }
    const int mnemonic = buddy() ? Qt::TextShowMnemonic : 0;
    const QRect place = contentsRect();
    QPainter painter(this);
    style()->drawItemText(&painter, place,
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment())) | mnemonic,
        palette(), isEnabled(),
        fontMetrics().elidedText(text(), Qt::ElideRight, place.width(), mnemonic),
        foregroundRole());
}

} // namespace glowworm
