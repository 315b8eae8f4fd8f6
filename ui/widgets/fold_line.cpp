// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fold_line.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace glowworm {

namespace {

QString joined(const QStringList& items) { return items.join(QStringLiteral("  ")); }

} // namespace

FoldLine::FoldLine(const QString& title, const char* name, QWidget* parent)
    : QAbstractButton(parent)
{
    setObjectName(QLatin1String(name));
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(title);
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &FoldLine::toggled, this, &FoldLine::showTip);
}

void FoldLine::setSummary(const QStringList& items)
{
    m_items = items;
    const QString summary = joined(items);
    setAccessibleDescription(summary);
    showTip();
    update();
}

void FoldLine::showTip()
{
    const QString summary = joined(m_items);
    setToolTip(isChecked() ? tr("%1\nA click or Enter hides them again.").arg(summary)
                           : tr("%1\nA click or Enter shows all settings.").arg(summary));
}

/// The words give way to the summary, the arrow stays.
QString FoldLine::fold() const
{
    const QString arrow(QChar(isChecked() ? 0x25B4 : 0x25BE)),
        words = (isChecked() ? tr("Less") : tr("More")) + QLatin1Char(' ') + arrow;
    const QFontMetrics metrics(smallFont(this));
    return metrics.horizontalAdvance(joined(m_items) + words) + 3 * kGap > width() ? arrow : words;
}

QString FoldLine::fitting(const QFontMetrics& metrics, int room) const
{
    QStringList items = m_items;
    while (items.size() > 1 && metrics.horizontalAdvance(joined(items)) > room)
        items.removeLast();
    return metrics.elidedText(joined(items), Qt::ElideRight, room);
}

QSize FoldLine::sizeHint() const { return {280, QFontMetrics(smallFont(this)).height() + 6}; }

QSize FoldLine::minimumSizeHint() const { return {120, sizeHint().height()}; }

void FoldLine::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(palette());
    QPainter painter(this);
    painter.setFont(smallFont(this));
    painter.setPen(underMouse() || hasFocus() ? theme.text : theme.mutedText);
    const QRect room = rect().adjusted(4, 0, -4, 0);
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, fold());
    const int left = room.width() - painter.fontMetrics().horizontalAdvance(fold()) - kGap;
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, fitting(painter.fontMetrics(), left));
}

void FoldLine::enterEvent(QEnterEvent*) { update(); }

void FoldLine::leaveEvent(QEvent*) { update(); }

} // namespace glowworm
