// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/probability_bars.h"

#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QPainter>

#include <algorithm>

namespace glowworm {

namespace {

constexpr int kFrame = 20; // pixels of text, of a side of a frame around a label
constexpr int kBeside = 4; // pixels, on each side of a label, and before its bar

} // namespace

QString shareText(double share, int decimals)
{
    return share < kLeastShare ? QStringLiteral("< %1").arg(percentText(kLeastShare))
                               : percentText(share, decimals);
}

ProbabilityBars::ProbabilityBars(Twin twin, int places, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_twin(twin)
    , m_places(places)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setAccessibleName(name);
    setWhatsThis(
        tr("Probabilities by the model's outputs l, p(i) = exp(l(i)) / \u03a3 exp(l(j)), the "
           "largest first where they are characters."));
}

void ProbabilityBars::setRows(std::vector<Row> rows)
{
    m_rows = std::move(rows);
    m_reason.clear();
    QStringList words;
    for (const Row& row : m_rows)
        words << QStringLiteral("%1: %2").arg(row.label, shareText(row.probability));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

void ProbabilityBars::clear(const QString& reason)
{
    m_rows.clear();
    m_reason = reason;
    setAccessibleDescription(reason);
    update();
}

QSize ProbabilityBars::sizeHint() const { return {170, m_places * (fontMetrics().height() + 5)}; }

QSize ProbabilityBars::minimumSizeHint() const
{
    return {110, m_places * (QFontMetrics(smallFont(this)).height())};
}

QRect ProbabilityBars::rowRect(int row) const
{
    // Rows may be lower than the font: signs such as that of a space hang below the line, and reach
    // over it whole.
    const int over
        = std::max(0, QFontMetrics(dataFont(this)).height() - height() / std::max(1, m_places)),
        line = std::min((height() - over) / std::max(1, m_places), 2 * fontMetrics().height());
    return {0, over / 2 + row * line, width(), line};
}

int ProbabilityBars::labelWidth() const
{
    QFont bold = dataFont(this);
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    int widest = textScaled(kFrame);
    for (const Row& row : m_rows)
        if (!row.isRest)
            widest = std::max(widest, metrics.horizontalAdvance(row.label) + 2 * kBeside);
    return widest;
}

QRect ProbabilityBars::labelRect(int row) const
{
    QRect frame(0, 0, labelWidth(), textScaled(kFrame));
    frame.moveCenter(QRect(0, rowRect(row).top(), labelWidth(), rowRect(row).height()).center());
    return frame;
}

void ProbabilityBars::paintEvent(QPaintEvent*)
{
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_rows.empty()) {
        painter.setPen(stage.quietText);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_reason);
        return;
    }
    const QFont data = dataFont(this);
    const QFontMetrics metrics(data);
    QFont bold = data;
    bold.setBold(true);
    const int before = labelWidth() + kBeside,
              numberWidth = metrics.horizontalAdvance(percentText(1.0)) + 4;
    const double room = width() - before - numberWidth - kGap;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const QRect place = rowRect(static_cast<int>(i));
        const int line = place.height();
        painter.setFont(row.emphasised ? bold : data);
        painter.setPen(row.emphasised ? stage.text : stage.quietText);
        if (row.isRest) {
            painter.setFont(smallFont(this));
            painter.drawText(
                place.adjusted(before, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.label);
            painter.setFont(data);
        } else
            painter.drawText(QRect(place.left(), place.top(), labelWidth(), line),
                Qt::AlignCenter | Qt::TextDontClip, row.label);
        painter.drawText(QRect(place.right() - numberWidth, place.top(), numberWidth, line),
            Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, shareText(row.probability));
        if (row.isRest)
            continue;
        const double thick = std::min(line - 4.0, 12.0);
        const QRectF track(
            place.left() + before, place.center().y() - thick / 2 + 0.5, room, thick);
        painter.setPen(Qt::NoPen);
        painter.setBrush(stage.raised);
        painter.drawRoundedRect(track, 2, 2);
        if (row.probability < kLeastShare)
            continue;
        painter.setBrush(stage.lightOf(m_twin).light);
        painter.drawRoundedRect(
            QRectF(track.topLeft(),
                QSizeF(std::max(1.0, room * std::clamp(row.probability, 0.0, 1.0)), thick)),
            2, 2);
    }
}

} // namespace glowworm
