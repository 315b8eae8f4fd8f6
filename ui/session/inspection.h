// SPDX-License-Identifier: GPL-3.0-or-later
// Questions about single neurons of the open models, and surgery on them. Answers come from a
// background thread: at once what is known, then better ones while the corpus is read - the last
// tenth of the open text, or the test pictures - and an exact one at its end. A timing run puts the
// reading off until it has ended.
#pragma once

#include "model/jobs/inspection_run.h"
#include "ui/session/workbench_part.h"

#include <array>
#include <memory>
#include <optional>

class QUndoStack;

namespace glowworm {

class Inspection : public WorkingPart {
    Q_OBJECT

public:
    Inspection(const Workbench& workbench, Library& library);

    /// About a neuron of an open model, on one token or drawing or in general. The newest question
    /// wins: answered() comes for it several times, the last one with a complete biography. What is
    /// refused (no such model open) has no answer.
    void ask(Task task, Twin twin, NeuronAddress neuron, NeuronWhere where = {});
    /// How evenly a model's neurons are used: censusTaken() comes several times, as above.
    void askCensus(Task task, Twin twin);
    /// No answer and no census is wanted any more; a later question goes on from what was read.
    void forget();
    void stop(); // for good, when the window closes
    /// Of an open model; empty without it.
    NeuronGrid grid(Task task, Twin twin) const;

    /// What is done to an open model; empty when nothing is, or none is open.
    const Surgery& surgery(Task task, Twin twin) const;
    /// Puts `surgery` in place of what was done before, as an entry of its task's edits() with
    /// these words. The weights follow in the background (Library::modelsChanged,
    /// LoadedModel::surgery), and then the change of the loss. The file is never touched. A refusal
    /// is told as a problem.
    void operate(Task task, Twin twin, Surgery surgery, const QString& words);
    /// Of the surgery on models of this task, and of what else is done on its panel. An entry of a
    /// model or a text that is not there any more is passed over.
    QUndoStack& edits(Task task) const;
    /// Why the last of edits() may not be taken back, or done again, now: one sentence; "" = it
    /// may. What packs weights or has a text written waits for a timing; a stroke does not.
    QString undoRefusal(Task task) const { return stepRefusal(task, -1); }
    QString redoRefusal(Task task) const { return stepRefusal(task, 0); }
    bool isSurgeryLast(Task task) const; // of edits()
    /// The last of edits() is taken back, or done again, unless that is refused, which is told as a
    /// problem.
    void undo(Task task);
    void redo(Task task);
    /// Of the surgery as it is, as far as measured; nothing without surgery, or before the first
    /// window. lossProblem(): why there will be none, "" = there will.
    const std::optional<LossChange>& lossChange(Task task, Twin twin) const;
    QString lossProblem(Task task, Twin twin) const;

Q_SIGNALS:
    void answered(glowworm::Task task, glowworm::Twin twin, const glowworm::NeuronReport& report);
    void censusTaken(
        glowworm::Task task, glowworm::Twin twin, const glowworm::NeuronCensus& census);
    void surgeryChanged(glowworm::Task task, glowworm::Twin twin); // also by undo and redo
    void lossMeasured(glowworm::Task task, glowworm::Twin twin);

private:
    class Edit;
    /// Of one kind of question: who was asked last, and which question it was.
    struct Asked {
        Task task = Task::Text;
        Twin twin = Twin::Sparse;
        std::uint64_t id = 0; // 0 = none
    };
    struct Slot {
        std::shared_ptr<const ModelState> model; // that was open at the last look
        std::optional<LossChange> loss;
        QString lossProblem;
    };

    bool working() const override { return m_run.busy(); }
    void fetch() override;
    QString lacking() const override;
    QString stepRefusal(Task task, int entry) const; // counted from the one to be done again
    std::optional<InspectedModel> inspected(Task task, Twin twin) const;
    void lookAtModels();
    void apply(Task task, Twin twin, const Surgery& surgery);
    void measureLoss(Task task, Twin twin);
    void fetchLoss(Task task, Twin twin);
    Slot& slot(Task task, Twin twin) { return m_slots[slotOf(task)][slotOf(twin)]; }
    const Slot& slot(Task task, Twin twin) const { return m_slots[slotOf(task)][slotOf(twin)]; }

    std::uint64_t m_lastId = 0;
    Asked m_report, m_census;
    std::array<std::array<Slot, 2>, 2> m_slots; // by Task, Twin
    InspectionRun m_run;
};

} // namespace glowworm
