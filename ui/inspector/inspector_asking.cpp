// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector asks and what it does with the answers: moments, curves, reports and the
// census.
#include "ui/inspector/inspector.h"

#include "model/config/firing_lookup.h"
#include "ui/inspector/census_page.h"
#include "ui/inspector/inspector_words.h"
#include "ui/inspector/neuron_page.h"
#include "ui/inspector/surgery_actions.h"
#include "ui/inspector/token_page.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QLabel>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace glowworm {
namespace {

constexpr int kAskMoved = 300; // milliseconds that a token is shown, before it is read again
constexpr std::size_t kMostDrawn = 400; // drawings that a curve goes back

Twin otherOf(Twin twin) { return twin == Twin::Sparse ? Twin::Dense : Twin::Sparse; }

QString notOpenWords()
{
    return Inspector::tr(
        "What is shown is of a model that is not open: open it, or write a text anew.");
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

bool Inspector::isOff(const Looked& looked) const
{
    const LoadedModel* writer
        = m_task == Task::Text ? m_workbench.generation().writer(looked.twin) : nullptr;
    const LoadedModel* model = writer ? writer : shownModel(looked.twin);
    return model && std::ranges::count(model->surgery.disabled, looked.neuron) > 0;
}

bool Inspector::canLook(Twin twin)
{
    if (shownModel(twin))
        return true;
    m_notice->setText(notOpenWords());
    m_notice->show();
    return false;
}

std::optional<Twin> Inspector::lookedAt() const
{
    return m_shown ? std::optional(m_shown->twin) : m_tokenOf;
}

/// A text is written now, or a tape's, which its models may read again.
Provenance Inspector::provenance() const
{
    const Generation& generation = m_workbench.generation();
    return m_task == Task::Digits || !generation.showsTape() ? Provenance::Measured
        : generation.readsAgain()                            ? Provenance::Recomputed
                                                             : Provenance::Recorded;
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
    const GeneratedToken* shown = tokenAt(twin, m_token);
    return shown ? &shown->firing : nullptr;
}

const GeneratedToken* Inspector::tokenAt(Twin twin, int token) const
{
    const auto* text = m_texts[slotOf(twin)];
    return text && token >= 0 && token < static_cast<int>(text->size())
        ? &(*text)[static_cast<std::size_t>(token)]
        : nullptr;
}

NeuronWhere Inspector::where(Twin twin) const
{
    NeuronWhere where;
    if (m_drawing)
        where.picture = m_drawing->picture;
    else if (firing(twin)) {
        for (int i = 0; i <= m_token; ++i) {
            const GeneratedToken& token = (*m_texts[slotOf(twin)])[static_cast<std::size_t>(i)];
            where.tokens.push_back(token.token);
            where.promptTokens += token.fromPrompt;
        }
        if (const LoadedModel* writer = m_workbench.generation().writer(twin))
            where.writer = writer->language; // surgery since then is no part of what it did
    }
    return where;
}

QString Inspector::momentName(Twin twin) const
{
    return m_task == Task::Digits ? m_drawingName : nameAt(twin, m_token);
}

QString Inspector::nameAt(Twin twin, int token, bool brief) const
{
    const GeneratedToken* named = tokenAt(twin, token);
    return named ? (brief ? tr("%1 (%2)") : tr("%1 at character %2"))
                       .arg(visibleCharacter(named->character), countText(token))
                 : QString();
}

/// The record in the same frame as the board's. The rest five times a second while a text is
/// written: the page is for reading.
void Inspector::showToken(int token)
{
    if (token != m_token) {
        m_hasMoved = true;
        m_isMomentFresh = false; // what was read again is of the token before
    }
    m_token = token;
    if (m_shown)
        showRecord();
    if (token < 0 || !m_following.isActive())
        showPlace();
}

void Inspector::showPlace()
{
    const bool moved = std::exchange(m_hasMoved, false);
    if (m_workbench.busy().generation)
        m_following.start();
    if (m_token < 0) { // they were of the text before
        m_tokenOf.reset();
        m_use = {};
    }
    if (m_shown) {
        const auto* text = m_texts[slotOf(m_shown->twin)];
        if (!text || text->size() < m_curve.size())
            m_curve.clear();                             // another text
        if (moved && (m_report || !m_asking.isActive())) // a first question does not wait for the
            m_asking.start(kAskMoved);                   // text
        showMoment();
    } else if (m_tokenOf)
        refresh();
    else
        showUse();
    showComparison();
    takeWanted();
}

void Inspector::showDrawing(const DigitResult* result, const QString& name)
{
    const bool isAnother = result && (!m_drawing || m_drawing->picture != result->picture);
    for (std::size_t i = 0; result && i < result->answers.size(); ++i) {
        const DigitAnswer& answer = result->answers[i];
        if (answer.firing.layers.empty())
            continue; // it had no answer
        std::vector<FiringRecord>& drawn = m_drawn[slotOf(answer.twin)];
        if (!drawn.empty() && (!isAnother || drawn.size() == kMostDrawn))
            drawn.erase(isAnother ? drawn.begin() : drawn.end() - 1);
        drawn.push_back(answer.firing);
    }
    m_drawing = result ? std::optional(*result) : std::nullopt;
    m_drawingName = name;
    if (m_shown) {
        m_isMomentFresh = false;
        m_asking.start(kAskMoved);
        showMoment();
    }
    showComparison();
    takeWanted();
}

void Inspector::showMoment()
{
    showRecord();
    extendCurve();
}

/// At once what the record says; what the answer says when it is of the same token.
void Inspector::showRecord()
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
    m_neuron->showMoment(moment,
        m_task == Task::Text ? tr("No character is picked.") : tr("Nothing is drawn."),
        provenance(), m_first ? momentName(m_shown->twin) : QString()); // not of A, perhaps
    const int group = m_shown->neuron.neuron / m_inspection.grid(m_task, m_shown->twin).groupSize;
    m_surgery->setNeuron(m_shown->twin, m_shown->neuron,
        record && m_shown->twin == Twin::Sparse ? winnerOf(*record, m_shown->neuron.layer, group)
                                                : -1);
    m_compare->setEnabled(record != nullptr);
}

void Inspector::showCharacter()
{
    const Twin twin = *m_tokenOf;
    const Generation& generation = m_workbench.generation();
    const LoadedModel* own = generation.writer(twin);
    const auto& text = *m_texts[slotOf(twin)];
    const auto token = static_cast<std::size_t>(m_token);
    m_compare->setEnabled(true);
    if (own)
        m_character->showToken(
            {twin, gridOf(own->state->config), own->state->vocabulary, generation.tape().sample},
            text[token], tokenReport(text, token), provenance());
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
    m_isMomentFresh = report.moment && !m_hasMoved
        && !m_asking.isActive(); // else another token is shown by now
    if (!m_isMomentFresh)
        m_report->moment.reset();
    const LoadedModel* model = m_workbench.library().model(m_task, twin);
    m_neuron->showReport(report, model ? model->state->steps : 0);
    showMoment();
    tellBiography();
    Q_EMIT explained(twin, *m_report);
}

void Inspector::tellNeuron()
{
    m_isTold = false;
    if (m_kept && isVisible())
        say(this, m_neuron->spokenMoment());
}

void Inspector::tellBiography()
{
    const bool isKnown = m_report->biography ? m_report->biography->complete()
                                             : !m_report->withoutBiography.empty();
    if (m_isTold || !isKnown || m_kept != m_shown)
        return;
    m_isTold = true;
    say(this, m_neuron->spokenBiography());
}

/// While a text is written, the machine is left to it; the pictures are read within a second.
void Inspector::askCensus()
{
    const Twin twin = censusTwin();
    if (m_shown || !isVisible())
        return;
    if (!hasModel(twin)) {
        m_census->showReason({});
        return;
    }
    const Generation& generation = m_workbench.generation();
    const LoadedModel* writer
        = m_task == Task::Text && !generation.showsTape() ? generation.writer(twin) : nullptr;
    if (writer && !shownModel(twin) // the same file again is no other model
        && (writer->hash.empty()
            || writer->hash != m_workbench.library().model(m_task, twin)->hash)) {
        forget();
        m_census->showReason(notOpenWords());
        return;
    }
    const TrainingData data = m_workbench.library().dataFor(m_task);
    if (m_task == Task::Text ? !data.text : !data.testDigits) {
        m_census->showReason(withoutCorpusWords(m_task));
        return;
    }
    const auto& known = m_census->census();
    const bool isKnown = known && known->isSparse == (twin == Twin::Sparse);
    if (m_task == Task::Text && m_workbench.busy().generation) {
        if (!isKnown)
            m_census->showReason({});
        if (m_censusAsked)
            forget();
        return;
    }
    if ((isKnown && known->complete()) || m_censusAsked == twin)
        return;
    const QString refusal = m_inspection.refusal(); // asked again when what runs has ended
    if (!isKnown)
        m_census->showReason(refusal.isEmpty() ? tr("The corpus is being read.") : refusal);
    if (!refusal.isEmpty())
        return;
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
    bool isOther = false;
    for (const Twin twin : kTwins) {
        const LoadedModel* open = m_workbench.library().model(m_task, twin);
        const Known now{open ? open->state : nullptr,
            open && open->language ? open->language->format : WeightFormat::Fp32};
        Known& known = m_models[slotOf(twin)];
        isOther |= known.state.lock() != now.state.lock() || known.format != now.format;
        known = now;
    }
    if (m_first && !shownModel(m_first->twin))
        endComparison();
    if (isOther) { // whatever was told was of another model
        m_drawn = {};
        m_shown.reset();
        m_censusAsked.reset();
        m_census->showReason({});
    }
    refresh();
    tellKept();
    takeWanted();
}

} // namespace glowworm
