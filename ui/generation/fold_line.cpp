// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/fold_line.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace glowworm {

FoldLine::FoldLine(QWidget* parent)
    : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("more"));
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Settings of the text"));
    setFocusPolicy(Qt::StrongFocus);
}

void FoldLine::setSummary(const QString& summary)
{
    m_summary = summary;
    setAccessibleDescription(summary);
    setToolTip(tr("%1\nA click shows all settings.").arg(summary));
    update();
}

/// The words give way to the summary, the arrow stays.
QString FoldLine::fold() const
{
    const QString arrow(QChar(isChecked() ? 0x25B4 : 0x25BE)),
        words = (isChecked() ? tr("Less") : tr("More")) + QLatin1Char(' ') + arrow;
    const QFontMetrics metrics(smallFont(this));
    return metrics.horizontalAdvance(m_summary + words) + 3 * kGap > width() ? arrow : words;
}

QSize FoldLine::sizeHint() const { return {280, QFontMetrics(smallFont(this)).height() + 6}; }

QSize FoldLine::minimumSizeHint() const { return {120, sizeHint().height()}; }

void FoldLine::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setFont(smallFont(this));
    painter.setPen(underMouse() || hasFocus() ? theme.text : theme.mutedText);
    const QRect room = rect().adjusted(4, 0, -4, 0);
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, fold());
    const int left = room.width() - painter.fontMetrics().horizontalAdvance(fold()) - kGap;
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_summary, Qt::ElideRight, left));
}

void FoldLine::enterEvent(QEnterEvent*) { update(); }

void FoldLine::leaveEvent(QEvent*) { update(); }

} // namespace glowworm
