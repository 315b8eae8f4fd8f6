// SPDX-License-Identifier: GPL-3.0-or-later
// Two characters or drawings held beside each other in the inspector.
#include "ui/inspector/comparison_page.h"
#include "ui/inspector/inspector.h"
#include "ui/session/inspection.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace glowworm {

void Inspector::pinFirst()
{
    const std::optional<Twin> twin = lookedAt();
    const FiringRecord* record = twin ? firing(*twin) : nullptr;
    if (!record || !canLook(*twin))
        return;
    m_first = momentNow(*twin, *record);
    m_second.reset();
    comparisonPage().setPinned(false);
    comparisonPage().showFirst(*twin, m_first->name);
    Q_EMIT comparing(*twin, m_first->brief, {}, 0);
    m_kept.reset();
    m_preview.reset();
    refresh();
    tellKept();
}

Inspector::Held Inspector::momentNow(Twin twin, const FiringRecord& record) const
{
    Held now{twin, record, momentName(twin), momentName(twin, true), {}};
    if (m_task == Task::Text) {
        const auto& text = *m_texts[static_cast<std::size_t>(twin)];
        const char32_t character = text[static_cast<std::size_t>(m_token)].character;
        now.source = {{}, m_token, QString::fromUcs4(&character, 1).toStdString()};
    }
    return now;
}

/// For a table of the board; B is what is shown now until it is pinned.
std::optional<Switchboard::Pair> Inspector::comparedPair(Twin twin) const
{
    const FiringRecord* record = firing(twin);
    if (!m_first || m_first->twin != twin || (!m_second && !record))
        return {};
    const Held b = m_second ? *m_second : momentNow(twin, *record);
    if (b.firing.layers.size() != m_first->firing.layers.size())
        return {};
    return Switchboard::Pair{
        {m_first->source, m_first->firing}, {b.source, b.firing}, m_first->name, b.name};
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
    m_comparison->setPinned(m_second.has_value());
    showComparison();
}

void Inspector::endComparison()
{
    const Twin twin = m_first ? m_first->twin : m_main;
    m_first.reset();
    m_second.reset();
    m_isLit = false;
    Q_EMIT highlighted(twin, {});
    Q_EMIT compared(twin, {});
    Q_EMIT comparing(twin, {}, {}, 0);
    refresh();
    tellKept();
}

void Inspector::showComparison()
{
    if (!m_first || !shownModel(m_first->twin))
        return;
    const FiringRecord* other = m_second ? &m_second->firing : firing(m_first->twin);
    if (!other || other->layers.size() != m_first->firing.layers.size())
        return;
    const std::vector<LayerComparison> layers = comparisonOf(m_first->firing, *other);
    m_comparison->showPair(m_first->twin, m_inspection.grid(m_task, m_first->twin), m_first->name,
        m_second ? m_second->name : momentName(m_first->twin), layers);
    std::size_t common = 0;
    for (const LayerComparison& layer : layers)
        common += layer.both.size();
    Q_EMIT compared(m_first->twin, layers);
    Q_EMIT comparing(m_first->twin, m_first->brief,
        m_second ? m_second->brief : momentName(m_first->twin, true), static_cast<int>(common));
}

} // namespace glowworm
