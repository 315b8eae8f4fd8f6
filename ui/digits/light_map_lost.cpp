// SPDX-License-Identifier: GPL-3.0-or-later
// What LightMap shows of a neuron that was asked about and not chosen: who won in its column, and
// the digits that it would have helped.
#include "ui/digits/light_map.h"

#include "ui/inspector/inspector_words.h"
#include "ui/inspector/share_bars.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/stage.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace glowworm {

std::optional<int> LightMap::lostNeuron() const
{
    const auto pick = marked();
    if (!grid() || !pick || pick->kind != DigitPick::Kind::Neuron || pick->twin != Twin::Sparse)
        return {};
    const int fired = firedOf(pick->index / grid()->groupSize);
    return fired >= 0 && fired != pick->index ? std::optional(pick->index) : std::nullopt;
}

std::vector<OutputEffect> LightMap::wouldHelp(int neuron) const
{
    return m_report && m_report->neuron.neuron == neuron ? m_report->promoted
                                                         : std::vector<OutputEffect>();
}

QString LightMap::wonWords(int lost) const
{
    const int fired = firedOf(lost / grid()->groupSize);
    const QString name = shortName(*grid(), fired);
    if (m_report && m_report->neuron.neuron == lost && m_report->moment
        && m_report->moment->rival == fired)
        return tr("%1 won, %2")
            .arg(name,
                ShareBars::Share{name, static_cast<double>(m_report->moment->rivalProbability),
                    true, m_report->moment->isOnlyChoice}
                    .words());
    return tr("%1 won").arg(name);
}

/// Beside the light of the one that won, so that no other light is covered.
QRectF LightMap::wonPlace(int lost, QSizeF size) const
{
    constexpr qreal kAway = 8; // logical pixels, from the light
    const int group = lost / grid()->groupSize;
    const QRectF light = cellRect(firedOf(group));
    const auto isFree = [&](const QRectF& place) {
        const auto meets = [&](int neuron) {
            return neuron >= 0 && place.intersects(cellRect(neuron).adjusted(-4, -4, 4, 4));
        };
        bool met = meets(lost);
        for (int any = 0; any < grid()->groups; ++any)
            met |= meets(firedOf(any));
        return !met && place.top() >= m_top && place.bottom() <= m_bottom
            && place.left() >= m_columnsLeft && place.right() <= answersLeft();
    };
    QRectF first(QPointF(light.right() + kAway, light.center().y() - size.height() / 2), size);
    for (const qreal lower : {0.0, 1.0, -1.0, 2.0, -2.0})
        for (const bool after : {true, false}) {
            QRectF place = first.translated(0, lower * size.height());
            if (!after)
                place.moveRight(light.left() - kAway);
            if (isFree(place))
                return place;
        }
    return first;
}

void LightMap::paintLost(QPainter& painter, const Stage& stage, int lost) const
{
    constexpr double kOpacity = 0.75;
    const std::vector<OutputEffect> helped = wouldHelp(lost);
    for (const OutputEffect& one : helped) {
        const double share = static_cast<double>(one.effect / helped.front().effect);
        paintThread(painter, lost, one.output,
            QPen(faded(stage.text, kOpacity * (0.4 + 0.6 * share)), 1 + share, Qt::DotLine));
    }
    painter.setFont(textFont(this, TextRole::Note));
    const QFontMetricsF metrics(painter.font());
    const QString words = wonWords(lost);
    const QRectF place
        = wonPlace(lost, {metrics.horizontalAdvance(words) + 10, metrics.height() + 2});
    painter.setPen(Qt::NoPen);
    painter.setBrush(stage.ground);
    painter.drawRoundedRect(place, 3, 3);
    painter.setPen(stage.sparse.bright);
    painter.drawText(place, Qt::AlignCenter | Qt::TextDontClip, words);
}

} // namespace glowworm
