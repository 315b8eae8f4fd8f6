// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector tells of a whole text, or of all drawings shown: a neuron's curve, and how
// many neurons were used.
#include "model/config/firing_lookup.h"
#include "ui/inspector/census_page.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/neuron_page.h"
#include "ui/widgets/value_label.h"

#include <algorithm>
#include <cstddef>

namespace glowworm {
void Inspector::extendCurve()
{
    if (m_task == Task::Digits) {
        m_curve.clear();
        for (const FiringRecord& firing : m_drawn[slotOf(m_shown->twin)])
            m_curve.push_back(valueOf(firing, m_shown->neuron));
        m_neuron->showCurve(m_curve, static_cast<int>(m_curve.size()) - 1, isOff(*m_shown));
        return;
    }
    const auto* text = m_texts[slotOf(m_shown->twin)];
    if (!text)
        return;
    for (std::size_t i = m_curve.size(); i < text->size(); ++i)
        m_curve.push_back(valueOf((*text)[i].firing, m_shown->neuron));
    m_neuron->showCurve(m_curve, m_token, isOff(*m_shown));
}

/// Counted on from where it was, as long as it is the same text.
void Inspector::showUse()
{
    const auto* text = m_texts[slotOf(m_main)];
    if (m_task == Task::Digits || !text || !firing(m_main) || !shownModel(m_main)) {
        m_use = {};
        m_census->showTextUse(m_main, {}, {}, provenance());
        return;
    }
    const NeuronGrid grid = m_inspection.grid(m_task, m_main);
    if (m_use.twin != m_main || m_use.grid != grid || text->size() < m_use.tokens) {
        const auto layers = static_cast<std::size_t>(grid.layers);
        m_use = {m_main, grid, 0,
            std::vector<bool>(layers * static_cast<std::size_t>(grid.neurons())),
            std::vector<int>(layers)};
    }
    for (; m_use.tokens < text->size(); ++m_use.tokens) {
        const std::vector<LayerFiring>& layers = (*text)[m_use.tokens].firing.layers;
        for (std::size_t layer = 0; layer < std::min(layers.size(), m_use.count.size()); ++layer)
            for (const std::size_t neuron : layers[layer].neurons) {
                const std::size_t place = layer * static_cast<std::size_t>(grid.neurons()) + neuron;
                if (place < m_use.seen.size() && !m_use.seen[place]) {
                    m_use.seen[place] = true;
                    ++m_use.count[layer];
                }
            }
    }
    m_census->showTextUse(m_main, grid, m_use.count, provenance());
}

} // namespace glowworm
