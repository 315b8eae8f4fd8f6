// SPDX-License-Identifier: GPL-3.0-or-later
// The switchboard in words: its legend and the names of its layers, the status line and what a
// screen reader is told.
#include "ui/widgets/board_face.h"

#include "model/config/firing_lookup.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QFontMetrics>

#include <algorithm>

namespace glowworm {

/// Of what is chosen, while nothing is compared; in fewer words where that puts them on one line.
std::vector<LegendItem> BoardFace::firingItems(Shade shade) const
{
    std::vector<LegendItem> items = firingItems(shade, false);
    return BoardLegend::linesOf(items, m_frame.size.width(), m_frame.font) > 1
        ? firingItems(shade, true)
        : items;
}

std::vector<LegendItem> BoardFace::firingItems(Shade shade, bool brief) const
{
    using Kind = LegendItem::Kind;
    std::vector<LegendItem> items;
    const auto add = [&items](Kind kind, CellState state, const QString& text) {
        items.push_back({kind, state, text, false, {}});
    };
    const QString top = m_scale > 0 ? numberText(static_cast<double>(m_scale)) : missingText();
    if (shade == Shade::Margin)
        items.push_back({Kind::Ramp, CellState::Bright, tr("toss-up"), false, {},
            brief ? tr("clear") : tr("clear win")});
    else if (shade == Shade::Probability)
        add(Kind::Ramp, CellState::Bright, brief ? tr("0 to 100 %") : tr("chosen with 0 to 100 %"));
    else if (!m_now.valuesKnown)
        add(Kind::Mark, CellState::Bright,
            brief ? tr("above zero") : tr("above zero, no value recorded"));
    else
        add(Kind::Ramp, CellState::Bright,
            (m_isScaleFixed ? brief ? tr("0 to %1+") : tr("above zero: 0 to %1+")
                    : brief ? tr("0 to %1")
                            : tr("above zero: 0 to %1"))
                .arg(top));
    if (m_shape.sparse && m_shape.rectified)
        add(Kind::Mark, CellState::Hollow,
            brief ? tr("ring: zero") : tr("chosen, zero after ReLU"));
    if (m_shape.sparse && !m_shape.rectified)
        add(Kind::Mark, CellState::Negative,
            brief ? tr("ring: below zero") : tr("chosen, below zero"));
    if (m_shape.sparse)
        add(Kind::Mark, CellState::Trail,
            (brief ? tr("ember: last %1") : tr("ember: chosen in the last %1")).arg(kTrail));
    if (shade != Shade::Value)
        items.push_back({Kind::TossUp, m_shape.rectified ? CellState::Hollow : CellState::Negative,
            (brief ? tr("toss-up: under %1") : tr("toss-up: under %1 ahead"))
                .arg(percentText(static_cast<double>(Decision::kTossUp), 0)),
            true, {}});
    return items;
}

std::vector<LegendItem> BoardFace::legendItems() const
{
    using Kind = LegendItem::Kind;
    std::vector<LegendItem> items;
    if (m_compared.empty())
        items = firingItems(shade());
    else
        items = {{Kind::Mark, CellState::OnlyFirst,
                     m_shape.sparse ? tr("chosen only by A") : tr("lit only by A"), false, {}},
            {Kind::Mark, CellState::Common, tr("by both"), false, {}},
            {Kind::Mark, CellState::OnlySecond, tr("only by B"), false, {}}};
    const auto addMark = [&items](Kind kind, const QString& text) {
        items.push_back({kind, CellState::Quiet, text, true, {}});
    };
    if (!m_surgery.disabled.empty())
        addMark(Kind::Disabled, tr("off"));
    if (!m_surgery.forced.empty()) {
        addMark(Kind::Forced, tr("always"));
        addMark(Kind::Pinned, tr("pinned column"));
    }
    return items;
}

/// Of every view, so that no cell moves from one to another.
int BoardFace::legendLines() const
{
    int lines = 1;
    for (const Shade shade : {Shade::Value, Shade::Probability, Shade::Margin})
        if (shade == Shade::Value || m_shape.sparse)
            lines = std::max(lines,
                BoardLegend::linesOf(firingItems(shade), m_frame.size.width(), m_frame.font));
    return lines;
}

/// "layer 0, near the input"; as much of it as the layer is wide.
QString BoardFace::layerName(int layer, int width) const
{
    const QString name = tr("layer %1").arg(layer);
    const QString whole = layer == 0       ? tr("layer %1, near the input").arg(layer)
        : layer == m_shape.grid.layers - 1 ? tr("layer %1, near the output").arg(layer)
                                           : name;
    const QFontMetrics metrics(m_frame.font);
    if (tellsMargins()) // a number stands behind it
        width -= metrics.horizontalAdvance(tossUpWords(m_shape.grid.groups));
    return metrics.horizontalAdvance(whole) <= width ? whole
        : metrics.horizontalAdvance(name) <= width   ? name
                                                     : QString::number(layer);
}

QString BoardFace::tossUpWords(qint64 count)
{
    return tr(" \u00b7 %1 close").arg(countText(count));
}

/// What was chosen stands above the board, and how many toss-ups also in the names of the layers.
QString BoardFace::restWords() const
{
    if (tellsMargins() && !m_now.layers.empty())
        return {};
    const bool tellsChosen = m_shape.sparse && m_compared.empty() && shade() == Shade::Value;
    return tellsChosen ? tr("Each column picks one of %1.").arg(m_shape.grid.groupSize) : summary();
}

QString BoardFace::stateWords(NeuronAddress at) const
{
    const CellMark cell = mark(at);
    QString number = cell.state == CellState::Negative ? tr("below zero") : tr("above zero");
    if (m_now.valuesKnown) // else of a tape
        number = numberText(static_cast<double>(valueOf(m_now, at)));
    switch (cell.state) {
    case CellState::Quiet:
        if (!m_compared.empty())
            return m_shape.sparse ? tr("chosen by neither") : tr("lit by neither");
        return m_shape.sparse ? tr("not chosen") : tr("not above zero");
    case CellState::Trail:
        return cell.level == 1 ? tr("chosen one character ago")
                               : tr("chosen %n characters ago", nullptr, cell.level);
    case CellState::Bright:
    case CellState::Negative:
        return m_shape.sparse   ? tr("chosen, %1").arg(number)
            : m_now.valuesKnown ? tr("above zero, %1").arg(number)
                                : number;
    case CellState::Hollow:
        return tr("chosen, zero after ReLU");
    case CellState::OnlyFirst:
        return m_shape.sparse ? tr("chosen only by A") : tr("lit only by A");
    case CellState::Common:
        return m_shape.sparse ? tr("chosen by both") : tr("lit by both");
    case CellState::OnlySecond:
        return m_shape.sparse ? tr("chosen only by B") : tr("lit only by B");
    }
    return {};
}

QString BoardFace::withSurgery(NeuronAddress at, const QString& text) const
{
    if (std::ranges::count(m_surgery.disabled, at) > 0)
        return tr("%1, switched off").arg(text);
    if (std::ranges::count(m_surgery.forced, at) > 0)
        return tr("%1, always chosen").arg(text);
    const bool isPinned = std::ranges::any_of(m_surgery.forced, [&](NeuronAddress forced) {
        return forced.layer == at.layer && groupOf(forced.neuron) == groupOf(at.neuron);
    });
    return isPinned ? tr("%1, its column is pinned").arg(text) : text;
}

QString BoardFace::nameInGroup(int neuron) const
{
    return QStringLiteral("N%1").arg(neuron % m_shape.grid.groupSize, 2, 10, QLatin1Char('0'));
}

QString BoardFace::choiceWords(NeuronAddress at) const
{
    const int group = groupOf(at.neuron);
    const Decision* decision = m_compared.empty() && firedOf(at.layer, group) == at.neuron
        ? decisionOf(m_now, at.layer, group)
        : nullptr;
    return decision ? tr("%1 %2").arg(nameInGroup(at.neuron),
               choiceShareText(static_cast<double>(decision->probability), decision->rival < 0))
                    : nameInGroup(at.neuron);
}

QString BoardFace::cellWords(NeuronAddress at) const
{
    const int group = groupOf(at.neuron);
    const QString text
        = withSurgery(at, tr("%1: %2").arg(words(addressText(m_shape.grid, at)), stateWords(at)));
    const int chosen = m_compared.empty() ? firedOf(at.layer, group) : -1;
    if (chosen < 0)
        return text;
    const Decision* decision = decisionOf(m_now, at.layer, group);
    const bool hasRival = decision && decision->rival >= 0,
               wasBefore = mark(at).state == CellState::Trail;
    const QString share
        = hasRival ? choiceShareText(static_cast<double>(decision->probability)) : QString();
    if (chosen != at.neuron) {
        const QString winner = nameInGroup(chosen);
        if (!hasRival)
            return (wasBefore ? tr("%1; now %2") : tr("%1; %2 was")).arg(text, winner);
        return (wasBefore ? tr("%1; now %2, %3") : tr("%1; %2 was, %3")).arg(text, winner, share);
    }
    if (!hasRival)
        return text;
    const QString rival = nameInGroup(decision->rival);
    if (decision->isTossUp())
        return tr("%1, with %2, toss-up with %3").arg(text, share, rival);
    return tr("%1, with %2, %3 had %4")
        .arg(text, share, rival, choiceShareText(static_cast<double>(decision->rivalProbability)));
}

QString BoardFace::summary() const
{
    const auto count = [this](CellState state) {
        return static_cast<qint64>(std::ranges::count(marks(), state, &CellMark::state));
    };
    if (!m_compared.empty())
        return (m_shape.sparse ? tr("%1 chosen only by A, %2 by both, %3 only by B")
                               : tr("%1 lit only by A, %2 by both, %3 only by B"))
            .arg(countText(count(CellState::OnlyFirst)), countText(count(CellState::Common)),
                countText(count(CellState::OnlySecond)));
    if (m_now.layers.empty())
        return tr("No character yet.");
    const qint64 positive = count(CellState::Bright), zero = count(CellState::Hollow),
                 negative = count(CellState::Negative), all = static_cast<qint64>(m_marks.size());
    if (!m_shape.sparse)
        return tr("%1 of %2 above zero (%3)")
            .arg(countText(positive), countText(all),
                percentText(static_cast<double>(positive) / static_cast<double>(all)));
    const QString chosen = countText(positive + zero + negative);
    if (shade() != Shade::Value) {
        const auto tossUps = static_cast<int>(std::ranges::count(marks(), true, &CellMark::tossUp));
        return (tossUps == 1 ? tr("1 of %1 is a toss-up")
                             : tr("%Ln of %1 are toss-ups", nullptr, tossUps))
            .arg(chosen);
    }
    if (m_shape.rectified)
        return tr("%1 chosen: %2 above zero, %3 zero")
            .arg(chosen, countText(positive), countText(zero));
    return tr("%1 chosen: %2 above zero, %3 below")
        .arg(chosen, countText(positive), countText(negative));
}

} // namespace glowworm
