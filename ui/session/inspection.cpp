// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/inspection.h"

#include "ui/session/edits.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/path_text.h"

#include <QUndoCommand>

#include <utility>

namespace glowworm {
/// What was done to a model before and after; of a model that is not open any more it is obsolete,
/// and the stack drops it.
class Inspection::Edit : public QUndoCommand, public LoudEdit {
public:
    Edit(Inspection& part, Task task, Twin twin, Surgery after, const QString& words)
        : QUndoCommand(words)
        , m_part(part)
        , m_model(part.slot(task, twin).model)
        , m_task(task)
        , m_twin(twin)
        , m_before(part.surgery(task, twin))
        , m_after(std::move(after))
    {
    }
    void undo() override { apply(m_before); }
    void redo() override { apply(m_after); }

private:
    void apply(const Surgery& surgery)
    {
        const auto model = m_model.lock();
        if (model && m_part.slot(m_task, m_twin).model == model)
            m_part.apply(m_task, m_twin, surgery);
        else
            setObsolete(true);
    }

    Inspection& m_part;
    const std::weak_ptr<const ModelState> m_model; // what is not open is not held
    const Task m_task;
    const Twin m_twin;
    const Surgery m_before, m_after;
};

Inspection::Inspection(const Workbench& workbench, Library& library)
    : WorkingPart(workbench, library, Work::Inspection)
{
    connect(&m_library, &Library::modelsChanged, this, &Inspection::lookAtModels);
    connect(&m_library, &Library::dataChanged, this, [this] {
        for (const Task task : kBothTasks)
            for (const Twin twin : kTwins)
                if (!surgery(task, twin).empty())
                    measureLoss(task, twin);
    });
    connect(&m_workbench, &Workbench::busyChanged, this, [this] {
        m_run.pause(m_workbench.busy().benchmark || m_workbench.leaving());
        if (m_run.busy())
            Q_EMIT workBegan(); // what was put off goes on
    });
}

QString Inspection::lacking() const
{
    return m_library.hasModel(Task::Text) || m_library.hasModel(Task::Digits)
        ? QString()
        : m_library.sentenceFor(tr("No model is open. Open a checkpoint (File > Open model), or "
                                   "train one (Ctrl+2)."));
}

// -------------------------------------------------------------------------------------------------
// questions

NeuronGrid Inspection::grid(Task task, Twin twin) const
{
    const LoadedModel* model = m_library.model(task, twin);
    return model ? gridOf(model->state->config) : NeuronGrid{};
}

std::optional<InspectedModel> Inspection::inspected(Task task, Twin twin) const
{
    const LoadedModel* model = m_library.model(task, twin);
    if (!model)
        return std::nullopt;
    return InspectedModel{*model, m_library.dataFor(task), toPath(m_library.checkpoint(task, twin)),
        m_library.surgery(task, twin)};
}

void Inspection::ask(Task task, Twin twin, NeuronAddress neuron, NeuronWhere where)
{
    auto model = inspected(task, twin);
    if (!model || !refusal().isEmpty())
        return;
    m_report = {task, twin, ++m_lastId};
    m_run.ask(m_lastId, std::move(*model), neuron, std::move(where));
    Q_EMIT workBegan();
}

void Inspection::askCensus(Task task, Twin twin)
{
    auto model = inspected(task, twin);
    if (!model || !refusal().isEmpty())
        return;
    m_census = {task, twin, ++m_lastId};
    m_run.askCensus(m_lastId, std::move(*model));
    Q_EMIT workBegan();
}

void Inspection::forget()
{
    m_report.id = m_census.id = 0;
    m_run.forget();
    Q_EMIT workBegan();
}

void Inspection::stop()
{
    m_run.pause(true);
    forget();
}

// -------------------------------------------------------------------------------------------------
// surgery

const Surgery& Inspection::surgery(Task task, Twin twin) const
{
    return m_library.surgery(task, twin);
}

QUndoStack& Inspection::edits(Task task) const
{
    return m_workbench.edits().of(task == Task::Text ? Area::Generation : Area::Digits);
}

void Inspection::operate(Task task, Twin twin, Surgery surgery, const QString& words)
{
    surgery = ordered(std::move(surgery));
    const LoadedModel* model = m_library.model(task, twin);
    if (!model || surgery == m_library.surgery(task, twin) || refuses(refusal())
        || refuses(QString::fromStdString(glowworm::problem(model->state->config, surgery))))
        return;
    edits(task).push(new Edit(*this, task, twin, std::move(surgery), words)); // the stack owns it
}

QString Inspection::stepRefusal(Task task, int entry) const
{
    const QUndoStack& stack = edits(task);
    const bool waits = dynamic_cast<const LoudEdit*>(stack.command(stack.index() + entry));
    // That a model is missing comes after these two, and does not matter here.
    return m_workbench.leaving() || (waits && m_workbench.busy().benchmark) ? refusal() : QString();
}

bool Inspection::isSurgeryLast(Task task) const
{
    const QUndoStack& stack = edits(task);
    return dynamic_cast<const Edit*>(stack.command(stack.index() - 1));
}

void Inspection::undo(Task task)
{
    if (!refuses(undoRefusal(task)))
        edits(task).undo();
}

void Inspection::redo(Task task)
{
    if (!refuses(redoRefusal(task)))
        edits(task).redo();
}

void Inspection::apply(Task task, Twin twin, const Surgery& surgery)
{
    m_library.operate(task, twin, surgery);
    measureLoss(task, twin);
    Q_EMIT surgeryChanged(task, twin);
}

void Inspection::measureLoss(Task task, Twin twin)
{
    slot(task, twin).loss.reset();
    slot(task, twin).lossProblem.clear();
    if (auto model = inspected(task, twin)) {
        m_run.measureLoss(std::move(*model));
        Q_EMIT workBegan();
    }
    Q_EMIT lossMeasured(task, twin);
}

const std::optional<LossChange>& Inspection::lossChange(Task task, Twin twin) const
{
    return slot(task, twin).loss;
}

QString Inspection::lossProblem(Task task, Twin twin) const { return slot(task, twin).lossProblem; }

void Inspection::lookAtModels()
{
    for (const Task task : kBothTasks)
        for (const Twin twin : kTwins) {
            const LoadedModel* model = m_library.model(task, twin);
            const auto& state = model ? model->state : nullptr;
            if (state == slot(task, twin).model)
                continue;
            if (slot(task, twin).model)
                m_run.close(slot(task, twin).model);
            slot(task, twin) = {state, {}, {}};
            for (Asked* asked : {&m_report, &m_census})
                if (asked->task == task && asked->twin == twin)
                    asked->id = 0;
            if (surgery(task, twin).empty())
                Q_EMIT lossMeasured(task, twin);
            else // a session's
                measureLoss(task, twin);
            Q_EMIT surgeryChanged(task, twin);
        }
}

// -------------------------------------------------------------------------------------------------
// the beat

void Inspection::fetch()
{
    InspectionOutbox& out = m_run.outbox();
    if (const auto report = out.reports.take(); report && report->id == m_report.id)
        Q_EMIT answered(m_report.task, m_report.twin, report->told);
    if (const auto census = out.censuses.take(); census && census->id == m_census.id)
        Q_EMIT censusTaken(m_census.task, m_census.twin, census->told);
    for (const Task task : kBothTasks)
        for (const Twin twin : kTwins)
            fetchLoss(task, twin);
    for (const std::string& sentence : out.problems.drain())
        Q_EMIT problem(QString::fromStdString(sentence), Work::Inspection);
}

void Inspection::fetchLoss(Task task, Twin twin)
{
    const auto news = m_run.outbox().losses[slotOf(task)][slotOf(twin)].take();
    Slot& measured = slot(task, twin);
    if (!news || news->model != measured.model || news->change.surgery != surgery(task, twin))
        return;
    measured.lossProblem = QString::fromStdString(news->problem);
    if (!news->problem.empty())
        measured.loss.reset(); // of the text before, if any
    else if (news->change.seen > 0)
        measured.loss = news->change;
    Q_EMIT lossMeasured(task, twin);
}

} // namespace glowworm
