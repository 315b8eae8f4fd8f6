// SPDX-License-Identifier: GPL-3.0-or-later
// The switchboard in words, for the status line and for a screen reader.
#include "ui/widgets/switchboard.h"

#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <algorithm>

namespace glowworm {

std::optional<std::size_t> Switchboard::placeInRecord(NeuronAddress at) const
{
    const LayerFiring* firing = firingOf(at.layer);
    if (!firing)
        return {};
    const auto found = std::lower_bound(firing->neurons.begin(), firing->neurons.end(),
        at.neuron); // ascending, in group order too
    if (found == firing->neurons.end() || *found != at.neuron)
        return {};
    return static_cast<std::size_t>(found - firing->neurons.begin());
}

int Switchboard::firedOf(int layer, int group) const
{
    const LayerFiring* firing = firingOf(layer);
    return m_shape.sparse && firing && group < static_cast<int>(firing->neurons.size())
        ? firing->neurons[static_cast<std::size_t>(group)]
        : -1;
}

const Decision* Switchboard::decisionOf(int layer, int group) const
{
    const LayerFiring* firing = firingOf(layer);
    return firing && group < static_cast<int>(firing->decisions.size())
        ? &firing->decisions[static_cast<std::size_t>(group)]
        : nullptr;
}

QString Switchboard::stateWords(NeuronAddress at) const
{
    const CellMark cell = mark(at);
    QString number = cell.state == CellState::Negative ? tr("below zero") : tr("above zero");
    if (const auto fired = placeInRecord(at); fired && m_now.valuesKnown) // else of a tape
        number = numberText(static_cast<double>(firingOf(at.layer)->values[*fired]));
    switch (cell.state) {
    case CellState::Quiet:
        return tr("quiet");
    case CellState::Trail:
        return cell.level == 1 ? tr("fired one token ago")
                               : tr("fired %1 tokens ago").arg(cell.level);
    case CellState::Bright:
        return m_shape.sparse ? tr("fired, %1").arg(number) : tr("positive, %1").arg(number);
    case CellState::Hollow:
        return tr("fired, zero after ReLU");
    case CellState::Negative:
        return m_now.valuesKnown ? tr("fired, negative, %1").arg(number)
                                 : tr("fired, %1").arg(number);
    }
    return {};
}

QString Switchboard::surgeryWords(NeuronAddress at) const
{
    const auto names
        = [at](const std::vector<NeuronAddress>& list) { return std::ranges::count(list, at) > 0; };
    return names(m_surgery.disabled) ? tr(", switched off")
        : names(m_surgery.forced)    ? tr(", always chosen")
                                     : QString();
}

QString Switchboard::cellWords(NeuronAddress at) const
{
    const int group = groupOf(at.neuron);
    const auto nameInGroup = [this](int neuron) {
        return QStringLiteral("N%1").arg(neuron % m_shape.grid.groupSize, 2, 10, QLatin1Char('0'));
    };
    QString text = words(addressText(m_shape.grid, at)) + QStringLiteral(": ") + stateWords(at)
        + surgeryWords(at);
    const int fired = firedOf(at.layer, group);
    if (fired < 0)
        return text;
    if (fired != at.neuron)
        return text + tr(" (of this group %1 fired)").arg(nameInGroup(fired));
    const Decision* decision = decisionOf(at.layer, group);
    if (!decision || decision->rival < 0)
        return text;
    const QString rival = nameInGroup(decision->rival);
    text += tr(", chosen with %1").arg(percentText(static_cast<double>(decision->probability), 0));
    return text
        + (decision->isTossUp()
                ? tr(", toss-up with %1").arg(rival)
                : tr(", %1 had %2")
                      .arg(rival, percentText(static_cast<double>(decision->rivalProbability), 0)));
}

QString Switchboard::summary() const
{
    if (m_shape.grid.layers == 0)
        return m_emptyText;
    if (m_now.layers.empty())
        return m_quietText;
    qint64 positive = 0, zero = 0, negative = 0;
    for (const CellMark& cell : m_marks) {
        positive += cell.state == CellState::Bright;
        zero += cell.state == CellState::Hollow;
        negative += cell.state == CellState::Negative;
    }
    const qint64 all = static_cast<qint64>(m_marks.size());
    if (!m_shape.sparse)
        return tr("%1 of %2 positive (%3)")
            .arg(countText(positive), countText(all),
                percentText(static_cast<double>(positive) / static_cast<double>(all)));
    const QString fired
        = tr("%1 of %2 fired").arg(countText(positive + zero + negative), countText(all));
    if (m_shape.rectified)
        return tr("%1: %2 positive, %3 zero").arg(fired, countText(positive), countText(zero));
    return tr("%1: %2 positive, %3 negative").arg(fired, countText(positive), countText(negative));
}

QString Switchboard::legendWords() const
{
    QStringList words;
    for (const LegendItem& item : m_legend)
        words << item.text;
    return words.join(QStringLiteral("; "));
}

QString Switchboard::pictureWords() const
{
    return m_legend.empty() ? summary() : tr("%1. Legend: %2").arg(summary(), legendWords());
}

QString Switchboard::cursorWords() const
{
    return m_shape.grid.layers > 0 ? cellWords(m_cursor) : QString();
}

QString Switchboard::statusText() const
{
    if (m_shape.grid.layers == 0)
        return {};
    return m_hovered || showsCursor() ? cellWords(m_hovered.value_or(m_cursor)) : summary();
}

} // namespace glowworm
