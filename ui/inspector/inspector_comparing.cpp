// SPDX-License-Identifier: GPL-3.0-or-later
// Two characters or drawings held beside each other in the inspector.
#include "ui/inspector/comparison_page.h"
#include "ui/inspector/inspector.h"
#include "ui/session/inspection.h"
#include "ui/session/workbench.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/value_label.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
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
    const Hold before = holdNow();
    m_wanted = {};
    m_first = momentNow(twin, *record);
    m_first->number = ++m_lastHeld;
    m_second.reset();
    showComparison();
    m_kept.reset();
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

/// Not of a text that is being written: that goes on faster than anybody speaks.
void Inspector::tellComparison(const QString& words)
{
    if (isVisible() && !m_workbench.busy().generation && words != m_toldPair)
        say(this, words);
    m_toldPair = words;
}

void Inspector::pinSecond()
{
    if (!m_first)
        return;
    const Hold before = holdNow();
    const FiringRecord* record = firing(m_first->twin);
    if (m_second || !record) {
        m_second.reset();
    } else {
        m_second = momentNow(m_first->twin, *record);
        m_second->number = ++m_lastHeld;
    }
    showComparison();
    keepStep(before);
}

void Inspector::endComparison()
{
    leavePage();
    if (m_first && isVisible())
        say(this, tr("The comparison has ended."));
    const Twin twin = m_first ? m_first->twin : m_main;
    m_first.reset();
    m_second.reset();
    m_toldPair.clear();
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
    if (!m_second && !record) { // a text that begins anew: what was compared is on no board
        Q_EMIT comparing({twin, m_first->brief, {}, m_first->source.token, {}, 0, false});
        return;
    }
    Held a = *m_first, b = m_second ? *m_second : momentNow(twin, *record);
    if (b.firing.layers.size() != a.firing.layers.size())
        return;
    std::vector<LayerComparison> layers = comparisonOf(a.firing, b.firing);
    const bool isSame = !m_second && b.source.token == a.source.token && b.picture == a.picture
        && std::ranges::all_of(layers, &isEqual);
    ComparedPlaces places{twin, a.brief, {}, a.source.token, {}, 0, false};
    if (isSame) { // there is no other one yet
        layers.clear();
        const QString wanted
            = m_task == Task::Text ? tr("go to another place") : tr("draw another one");
        comparisonPage().showFirst(twin, a.name, wanted);
        tellComparison(tr("A: %1. B: %2.").arg(a.name, wanted));
    } else {
        tellApart(a, b);
        comparisonPage().showPair(
            twin, m_inspection.grid(m_task, twin), a.name, b.name, layers, m_second.has_value());
        places.first = a.brief;
        places.second = b.brief;
        places.secondToken = b.source.token;
        places.isHeld = m_second.has_value();
        std::int64_t onlyFirst = 0, onlySecond = 0;
        for (const LayerComparison& layer : layers) {
            places.common += static_cast<int>(layer.both.size());
            onlyFirst += std::ssize(layer.onlyFirst);
            onlySecond += std::ssize(layer.onlySecond);
        }
        tellComparison(tr("B: %1. Neurons only of A: %2, of both: %3, only of B: %4.")
                           .arg(b.name, countText(onlyFirst), countText(places.common),
                               countText(onlySecond)));
    }
    Q_EMIT compared(twin, layers);
    Q_EMIT comparing(places);
}

} // namespace glowworm
