// SPDX-License-Identifier: GPL-3.0-or-later
// What lies over the stage when a light, a column or a cell of the Digits panel is picked.
#include "ui/digits/digits_panel.h"

#include "ui/digits/aside.h"
#include "ui/digits/digit_canvas.h"
#include "ui/digits/duel_stage.h"
#include "ui/digits/gallery.h"
#include "ui/digits/light_map.h"
#include "ui/inspector/inspector.h"
#include "ui/session/digits.h"
#include "ui/session/inspection.h"
#include "ui/session/library.h"
#include "ui/widgets/message_bar.h"

#include <utility>
#include <vector>

namespace glowworm {
namespace {

/// The first one that Tab would come to; null: there is none.
QWidget* firstStopIn(const QWidget& place)
{
    for (QWidget* next = place.nextInFocusChain(); next != &place; next = next->nextInFocusChain())
        if (place.isAncestorOf(next) && next->isVisible() && next->isEnabled()
            && (next->focusPolicy() & Qt::TabFocus) == Qt::TabFocus)
            return next;
    return nullptr;
}

} // namespace

void DigitsPanel::connectInspector()
{
    connect(m_stage, &DuelStage::picked, this, &DigitsPanel::takePick);
    connect(m_stage, &DuelStage::hovered, this, [this](const std::optional<DigitPick>& pick) {
        if (!m_inspector->isVisible())
            return; // nothing opens but by a click
        const int neuron = pick ? neuronOf(*pick) : -1;
        m_inspector->preview(pick ? pick->twin : m_looksAt,
            neuron >= 0 ? std::optional(NeuronAddress{0, neuron}) : std::nullopt);
    });
    connect(m_stage, &DuelStage::menuWanted, this,
        [this](const DigitPick& pick, QPoint position, bool byKey) {
            if (const int neuron = neuronOf(pick); neuron >= 0)
                m_inspector->showMenu(pick.twin, {0, neuron}, position, byKey);
        });
    connect(m_inspector, &Inspector::keptChanged, this, &DigitsPanel::showInspected);
    connect(m_inspector, &Inspector::highlighted, this,
        [this](Twin whose, const std::vector<NeuronAddress>& neurons) {
            for (const Twin twin : kTwins)
                m_stage->neurons(twin).setHighlights(
                    twin == whose ? neurons : std::vector<NeuronAddress>{});
        });
    connect(
        m_inspector, &Inspector::explained, this, [this](Twin whose, const NeuronReport& report) {
            if (whose == Twin::Sparse)
                m_stage->setReport(report);
        });
    connect(m_inspector, &Inspector::compared, m_stage, &DuelStage::setComparison);
    connect(m_inspector, &Inspector::contextAsked, this,
        [this](const NeuronContext& context) { showTestPicture(context.place); });
    connect(&m_inspection, &Inspection::censusTaken, this,
        [this](Task task, Twin twin, const NeuronCensus& census) {
            if (task == Task::Digits && m_isEntering)
                enterInspector();
            if (task == Task::Digits && twin == Twin::Sparse)
                takeUse(census);
        });
    connect(&m_inspection, &Inspection::surgeryChanged, this, [this](Task task) {
        if (task == Task::Digits)
            showSurgery();
    });
}

void DigitsPanel::showSurgery()
{
    for (const Twin twin : kTwins)
        m_stage->neurons(twin).setSurgery(m_library.surgery(Task::Digits, twin));
}

/// Once, when all test pictures were looked at: it takes less than a second.
void DigitsPanel::askForUse()
{
    if (m_use != Use::Unknown || !m_library.model(Task::Digits, Twin::Sparse)
        || !m_inspection.refusal().isEmpty())
        return;
    m_use = Use::Asked; // first: whatever works asks for the state
    m_inspection.askCensus(Task::Digits, Twin::Sparse);
}

void DigitsPanel::takeUse(const NeuronCensus& census)
{
    if (!census.complete() || !census.withoutCounts.empty() || !census.hasCorpus)
        return;
    m_use = Use::Known;
    std::vector<bool> constant;
    for (const GroupCensus& group : census.groups)
        constant.push_back(group.dead == census.grid.groupSize - 1);
    m_stage->setConstant(std::move(constant));
}

/// A column stands for the neuron that it chose.
int DigitsPanel::neuronOf(const DigitPick& pick) const
{
    return pick.kind == DigitPick::Kind::Neuron ? pick.index
        : pick.kind == DigitPick::Kind::Column  ? m_stage->lights().firedOf(pick.index)
                                                : -1;
}

void DigitsPanel::takePick(const DigitPick& pick)
{
    if (const int neuron = neuronOf(pick); neuron >= 0)
        m_inspector->keep(pick.twin, {0, neuron});
    else {
        m_lamp = pick.kind == DigitPick::Kind::Digit ? std::optional(pick.index) : std::nullopt;
        m_stage->keep(pick);
    }
}

std::optional<DigitPick> DigitsPanel::lampPick() const
{
    return m_lamp ? std::optional(DigitPick{DigitPick::Kind::Digit, Twin::Sparse, *m_lamp})
                  : std::nullopt;
}

void DigitsPanel::showInspected()
{
    std::optional<DigitPick> kept;
    for (const Twin twin : kTwins)
        if (const auto neuron = m_inspector->kept(twin))
            kept = DigitPick{DigitPick::Kind::Neuron, twin, neuron->neuron};
    if (kept) {
        m_looksAt = kept->twin;
        m_lamp.reset();
    }
    m_stage->keep(kept ? kept : lampPick());
    if (!m_inspector->holds() && !m_usesAsked) {
        closeInspector();
        return;
    }
    m_aside->show();
    m_aside->raise();
    m_message->raise(); // which lies over either
    placeAside();
}

void DigitsPanel::showNeuronUse(bool shown)
{
    m_usesAsked = shown;
    m_gallery->setNeuronsShown(shown);
    m_inspector->letGoOfAll(); // else it would go on with what is kept
    showInspected();
}

void DigitsPanel::enterInspector()
{
    QWidget* stop = firstStopIn(*m_inspector);
    m_isEntering = !stop;
    if (stop)
        stop->setFocus(Qt::TabFocusReason);
}

void DigitsPanel::closeInspector()
{
    m_usesAsked = m_isEntering = false;
    m_gallery->setNeuronsShown(false);
    if (m_inspector->isAncestorOf(focusWidget()))
        m_canvas->setFocus(Qt::OtherFocusReason);
    m_aside->hide();
    m_stage->setCovered(false);
    m_gallery->show();
    if (m_use == Use::Asked) // it lets go of every question
        m_use = Use::Unknown;
}

void DigitsPanel::stopMain()
{
    if (m_digits.stopReview())
        return;
    m_lamp.reset();
    m_stage->keep({});
    if (!m_inspector->letGo())
        closeInspector();
}

} // namespace glowworm
