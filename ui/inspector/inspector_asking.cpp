// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector asks and what it does with the answers: moments, curves, reports, the census
// and comparisons.
#include "ui/inspector/inspector.h"

#include "ui/inspector/census_page.h"
#include "ui/inspector/comparison_page.h"
#include "ui/inspector/neuron_page.h"
#include "ui/inspector/surgery_actions.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QAction>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace glowworm {
namespace {

constexpr int kAskMoved = 300; // milliseconds that a token is shown, before it is read again

std::size_t at(Twin twin) { return static_cast<std::size_t>(twin); }

Twin otherOf(Twin twin) { return twin == Twin::Sparse ? Twin::Dense : Twin::Sparse; }

/// After the activation; 0 where it did not fire.
float valueOf(const FiringRecord& record, NeuronAddress neuron)
{
    if (static_cast<std::size_t>(neuron.layer) >= record.layers.size())
        return 0;
    const LayerFiring& layer = record.layers[static_cast<std::size_t>(neuron.layer)];
    const auto wanted = static_cast<std::uint16_t>(neuron.neuron);
    const auto found = std::ranges::lower_bound(layer.neurons, wanted);
    return found != layer.neurons.end() && *found == wanted
        ? layer.values[static_cast<std::size_t>(found - layer.neurons.begin())]
        : 0;
}

/// What the group of `neuron` chose; -1 = not known.
int winnerOf(const FiringRecord* record, const NeuronGrid& grid, NeuronAddress neuron)
{
    if (!record || static_cast<std::size_t>(neuron.layer) >= record->layers.size())
        return -1;
    const int group = neuron.neuron / grid.groupSize;
    for (const std::uint16_t one : record->layers[static_cast<std::size_t>(neuron.layer)].neurons)
        if (one / grid.groupSize == group)
            return one;
    return -1;
}

/// Whether a model of this shape may have made it: a drawing's answer may be of the one before.
bool fits(const FiringRecord& record, const ModelConfig& model)
{
    const auto isOf = [](const auto& values, int count) {
        return values.empty() || values.size() == static_cast<std::size_t>(count);
    };
    return std::ranges::all_of(record.layers, [&](const LayerFiring& layer) {
        return isOf(layer.logits, model.neurons) && isOf(layer.decisions, model.groups);
    });
}

} // namespace

bool Inspector::hasModel(Twin twin) const
{
    return m_workbench.library().model(m_task, twin) != nullptr;
}

/// A text may outlive its model, and a tape may be of one that was never open.
const LoadedModel* Inspector::shownModel(Twin twin) const
{
    const LoadedModel* model = m_workbench.library().model(m_task, twin);
    const LoadedModel* writer
        = m_task == Task::Text ? m_workbench.generation().writer(twin) : nullptr;
    return model && (!writer || writer->state == model->state) ? model : nullptr;
}

bool Inspector::isThere(const Looked& looked) const
{
    const NeuronGrid grid = m_inspection.grid(m_task, looked.twin);
    return shownModel(looked.twin) && looked.neuron.layer < grid.layers
        && looked.neuron.neuron < grid.neurons();
}

bool Inspector::canLook(Twin twin)
{
    if (shownModel(twin))
        return true;
    m_census->showReason(
        tr("What is shown is of a model that is not open: open it, or write a text anew."));
    return false;
}

Twin Inspector::censusTwin() const { return hasModel(m_main) ? m_main : otherOf(m_main); }

// -------------------------------------------------------------------------------------------------
// what the panel shows

const FiringRecord* Inspector::firing(Twin twin) const
{
    if (m_drawing) {
        const auto answer = std::ranges::find(m_drawing->answers, twin, &DigitAnswer::twin);
        return answer != m_drawing->answers.end() && !answer->firing.layers.empty()
            ? &answer->firing
            : nullptr;
    }
    const auto* text = m_texts[at(twin)];
    return text && m_token >= 0 && m_token < static_cast<int>(text->size())
        ? &(*text)[static_cast<std::size_t>(m_token)].firing
        : nullptr;
}

NeuronWhere Inspector::where(Twin twin) const
{
    NeuronWhere where;
    if (m_drawing)
        where.picture = m_drawing->picture;
    else if (firing(twin))
        for (int i = 0; i <= m_token; ++i) {
            const GeneratedToken& token = (*m_texts[at(twin)])[static_cast<std::size_t>(i)];
            where.tokens.push_back(token.token);
            where.promptTokens += token.fromPrompt;
        }
    return where;
}

QString Inspector::momentName(Twin twin) const
{
    if (m_task == Task::Digits)
        return tr("the drawing");
    return firing(twin)
        ? tr("%1 at character %2")
              .arg(visibleCharacter(
                       (*m_texts[at(twin)])[static_cast<std::size_t>(m_token)].character),
                  countText(m_token))
        : QString();
}

void Inspector::showToken(int token)
{
    const bool moved = token != m_token;
    m_token = token;
    if (m_shown) {
        const auto* text = m_texts[at(m_shown->twin)];
        if (!text || text->size() < m_curve.size())
            m_curve.clear(); // another text
        if (moved) {
            m_isMomentFresh = false;
            if (m_report || !m_asking.isActive()) // a first question does not wait for the text
                m_asking.start(kAskMoved);
        }
        showMoment();
    }
    showComparison();
}

void Inspector::showDrawing(const DigitResult* result)
{
    m_drawing = result ? std::optional(*result) : std::nullopt;
    if (m_shown) {
        m_isMomentFresh = false;
        m_asking.start(kAskMoved);
        showMoment();
    }
    showComparison();
}

/// At once what the record says; what the answer says when it is of the same token.
void Inspector::showMoment()
{
    // Another model may be open by now: a record is read only with the model that made it.
    const LoadedModel* model = isThere(*m_shown) ? shownModel(m_shown->twin) : nullptr;
    const FiringRecord* record = model ? firing(m_shown->twin) : nullptr;
    if (record && !fits(*record, model->state->config))
        record = nullptr;
    std::optional<NeuronMoment> moment;
    if (m_isMomentFresh && m_report)
        moment = m_report->moment;
    else if (record && record->valuesKnown)
        moment = momentOf(model->state->config, *record, m_shown->neuron);
    m_neuron->showMoment(
        moment, m_task == Task::Text ? tr("No character is picked.") : tr("Nothing is drawn."));
    m_surgery->setNeuron(m_shown->twin, m_shown->neuron,
        winnerOf(record, m_inspection.grid(m_task, m_shown->twin), m_shown->neuron));
    m_compare->setEnabled(record != nullptr);
    extendCurve();
}

void Inspector::extendCurve()
{
    const auto* text = m_texts[at(m_shown->twin)];
    if (!text)
        return;
    for (std::size_t i = m_curve.size(); i < text->size(); ++i)
        m_curve.push_back(valueOf((*text)[i].firing, m_shown->neuron));
    m_neuron->showCurve(m_curve, m_token);
}

// -------------------------------------------------------------------------------------------------
// questions and answers

void Inspector::ask()
{
    if (!m_shown || !isVisible())
        return;
    if (const QString refusal = m_inspection.refusal(); !refusal.isEmpty()) {
        m_neuron->showNoReport(refusal);
        return;
    }
    m_inspection.ask(m_task, m_shown->twin, m_shown->neuron, where(m_shown->twin));
}

void Inspector::takeReport(Twin twin, const NeuronReport& report)
{
    if (!m_shown || *m_shown != Looked{twin, report.neuron})
        return;
    m_report = report;
    m_isMomentFresh = report.moment && !m_asking.isActive(); // else another token is shown by now
    m_neuron->showReport(report);
    showMoment();
}

/// While a text is written, the machine is left to it.
void Inspector::askCensus()
{
    const Twin twin = censusTwin();
    if (m_shown || !isVisible())
        return;
    if (!hasModel(twin)) {
        m_census->showReason({});
        return;
    }
    const TrainingData data = m_workbench.library().dataFor(m_task);
    if (m_task == Task::Text ? !data.text : !data.testDigits) {
        m_census->showReason(m_task == Task::Text
                ? tr("No text is open: neurons are counted over one (File > Open text).")
                : tr("No test pictures are open: neurons are counted over them."));
        return;
    }
    const auto& known = m_census->census();
    const bool isKnown = known && known->isSparse == (twin == Twin::Sparse);
    if (m_workbench.busy().generation) {
        if (!isKnown)
            m_census->showReason(tr("Counted once the text is written."));
        if (m_censusAsked)
            forget();
        return;
    }
    if ((isKnown && known->complete()) || m_censusAsked == twin)
        return;
    if (!isKnown)
        m_census->showReason(tr("The corpus is being read."));
    m_censusAsked = twin;
    m_inspection.askCensus(m_task, twin);
}

void Inspector::forget()
{
    m_censusAsked.reset();
    m_inspection.forget();
}

void Inspector::takeModels()
{
    if (m_first && !shownModel(m_first->twin))
        endComparison();
    m_shown.reset(); // whatever was told was of another model
    m_censusAsked.reset();
    m_census->showReason({});
    refresh();
    tellKept();
}

// -------------------------------------------------------------------------------------------------
// two places compared

void Inspector::pinFirst()
{
    if (!m_shown)
        return;
    const Twin twin = m_shown->twin;
    const FiringRecord* record = firing(twin);
    if (!record)
        return;
    m_first = {twin, *record, momentName(twin)};
    m_second.reset();
    m_comparison->setPinned(false);
    m_comparison->showFirst(twin, m_first->name);
    m_kept.reset();
    m_preview.reset();
    refresh();
    tellKept();
}

void Inspector::pinSecond()
{
    if (!m_first)
        return;
    const FiringRecord* record = firing(m_first->twin);
    if (m_second || !record)
        m_second.reset();
    else
        m_second = {m_first->twin, *record, momentName(m_first->twin)};
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
    m_comparison->showPair(m_first->twin, m_inspection.grid(m_task, m_first->twin), m_first->name,
        m_second ? m_second->name : momentName(m_first->twin),
        comparisonOf(m_first->firing, *other));
}

} // namespace glowworm
