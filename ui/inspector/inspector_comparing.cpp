// SPDX-License-Identifier: GPL-3.0-or-later
// Two characters or drawings held beside each other in the inspector.
#include "ui/inspector/comparison_page.h"
#include "ui/inspector/inspector.h"
#include "ui/session/inspection.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace glowworm {
namespace {

/// Of what both lit, not of its values.
bool isEqual(const LayerComparison& layer)
{
    return layer.onlyFirst.empty() && layer.onlySecond.empty();
}

/// Two drawings are both called just that.
template <class Held> void tellApart(Held& first, Held& second)
{
    if (first.name != second.name || !first.picture)
        return;
    first.name = first.brief = Inspector::tr("the first drawing");
    second.name = second.brief = Inspector::tr("the second drawing");
}

} // namespace

void Inspector::compareFrom(Twin twin)
{
    const FiringRecord* record = firing(twin);
    if (!record || !canLook(twin))
        return;
    m_wanted = {};
    m_first = momentNow(twin, *record);
    m_second.reset();
    showComparison();
    const std::optional<Looked> before = std::exchange(m_kept, std::nullopt);
    m_preview.reset();
    refresh();
    tellKept();
    keepStep(before);
}

Inspector::Held Inspector::momentNow(Twin twin, const FiringRecord& record) const
{
    if (m_task == Task::Text)
        return momentAt(twin, m_token);
    Held now{twin, record, m_drawingName, m_drawingName, {}, {}};
    if (m_drawing)
        now.picture = m_drawing->picture;
    return now;
}

Inspector::Held Inspector::momentAt(Twin twin, int token) const
{
    const GeneratedToken& one = *tokenAt(twin, token);
    const std::string character = QString::fromUcs4(&one.character, 1).toStdString();
    return {twin, one.firing, nameAt(twin, token), nameAt(twin, token, true),
        {{}, token, character}, {}};
}

/// For a table of the board; B is what is shown now until it is pinned.
std::optional<Switchboard::Pair> Inspector::comparedPair(Twin twin) const
{
    const FiringRecord* record = firing(twin);
    if (!m_first || m_first->twin != twin || (!m_second && !record))
        return {};
    Held a = *m_first, b = m_second ? *m_second : momentNow(twin, *record);
    if (b.firing.layers.size() != a.firing.layers.size())
        return {};
    tellApart(a, b);
    return Switchboard::Pair{{a.source, a.firing}, {b.source, b.firing}, a.name, b.name};
}

void Inspector::pinSecond()
{
    if (!m_first)
        return;
    const FiringRecord* record = firing(m_first->twin);
    if (m_second || !record)
        m_second.reset();
    else
        m_second = momentNow(m_first->twin, *record);
    showComparison();
}

void Inspector::endComparison()
{
    leavePage();
    const Twin twin = m_first ? m_first->twin : m_main;
    m_first.reset();
    m_second.reset();
    m_isLit = false;
    Q_EMIT highlighted(twin, {});
    Q_EMIT compared(twin, {});
    Q_EMIT comparing({});
    refresh();
    tellKept();
}

void Inspector::showComparison()
{
    if (!m_first || !shownModel(m_first->twin))
        return;
    const Twin twin = m_first->twin;
    const FiringRecord* record = firing(twin);
    if (!m_second && !record)
        return;
    Held a = *m_first, b = m_second ? *m_second : momentNow(twin, *record);
    if (b.firing.layers.size() != a.firing.layers.size())
        return;
    std::vector<LayerComparison> layers = comparisonOf(a.firing, b.firing);
    const bool isSame = !m_second && b.source.token == a.source.token && b.picture == a.picture
        && std::ranges::all_of(layers, &isEqual);
    ComparedPlaces places{twin, a.brief, {}, a.source.token, {}, 0, false};
    if (isSame) { // there is no other one yet
        layers.clear();
        comparisonPage().showFirst(twin, a.name,
            m_task == Task::Text ? tr("go to another place") : tr("draw another one"));
    } else {
        tellApart(a, b);
        comparisonPage().showPair(
            twin, m_inspection.grid(m_task, twin), a.name, b.name, layers, m_second.has_value());
        places.first = a.brief;
        places.second = b.brief;
        places.secondToken = b.source.token;
        places.isHeld = m_second.has_value();
        for (const LayerComparison& layer : layers)
            places.common += static_cast<int>(layer.both.size());
    }
    Q_EMIT compared(twin, layers);
    Q_EMIT comparing(places);
}

} // namespace glowworm
