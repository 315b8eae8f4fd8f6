// SPDX-License-Identifier: GPL-3.0-or-later
// What opens over the sheet when a light, a column or a cell of the Digits panel is picked.
#include "ui/digits/digits_panel.h"

#include "ui/digits/duel_stage.h"
#include "ui/digits/light_map.h"
#include "ui/digits/picture_view.h"
#include "ui/inspector/inspector.h"
#include "ui/session/digits.h"
#include "ui/widgets/theme.h"

#include <algorithm>

namespace glowworm {

void DigitsPanel::connectInspector()
{
    connect(m_stage, &DuelStage::picked, this, &DigitsPanel::takePick);
    connect(m_stage, &DuelStage::hovered, this, [this](const std::optional<DigitPick>& pick) {
        if (m_inspector->isHidden())
            return; // nothing opens but by a click
        const bool isNeuron = pick && pick->kind == DigitPick::Kind::Neuron;
        m_inspector->preview(isNeuron ? pick->twin : Twin::Sparse,
            isNeuron ? std::optional(NeuronAddress{0, pick->index}) : std::nullopt);
    });
    connect(m_inspector, &Inspector::keptChanged, this, &DigitsPanel::showInspected);
}

/// A column stands for the neuron that it chose; a lamp has no neuron.
void DigitsPanel::takePick(const DigitPick& pick)
{
    const int neuron = pick.kind == DigitPick::Kind::Neuron ? pick.index
        : pick.kind == DigitPick::Kind::Column              ? m_stage->lights().firedOf(pick.index)
                                                            : -1;
    if (neuron < 0)
        m_stage->keep(pick);
    else
        m_inspector->keep(pick.twin, {0, neuron});
}

void DigitsPanel::openInspector()
{
    placeInspector();
    m_inspector->show();
    m_inspector->raise();
}

void DigitsPanel::showInspected()
{
    std::optional<DigitPick> kept;
    for (const Twin twin : {Twin::Sparse, Twin::Dense})
        if (const auto neuron = m_inspector->kept(twin))
            kept = DigitPick{DigitPick::Kind::Neuron, twin, neuron->neuron};
    m_stage->keep(kept);
    if (m_inspector->holds())
        openInspector();
    else
        m_inspector->hide();
}

void DigitsPanel::stopMain()
{
    if (m_digits.reviewing()) {
        m_digits.stopReview();
        return;
    }
    m_stage->keep({});
    if (!m_inspector->letGo())
        m_inspector->hide();
}

void DigitsPanel::placeInspector()
{
    const QRect stage = m_stage->geometry();
    const int edge = m_stage->seen().x() - kGap; // up to what they see
    m_inspector->setGeometry(stage.x(), stage.y(), std::max(240, edge), stage.height());
}

void DigitsPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    placeInspector();
}

} // namespace glowworm
