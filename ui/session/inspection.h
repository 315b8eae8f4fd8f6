// SPDX-License-Identifier: GPL-3.0-or-later
// Questions about single neurons of the open models, and surgery on them. Answers come from a
// background thread: at once what is known, then better ones while the corpus is read - the
// held-out part of the open text, or the test pictures - and an exact one at its end. A timing run
// puts the reading off until it has ended.
#pragma once

#include "model/jobs/inspection_run.h"
#include "ui/session/workbench_part.h"

#include <QUndoStack>

#include <array>
#include <optional>

namespace glowworm {

class Inspection : public WorkingPart {
    Q_OBJECT

public:
    Inspection(const Workbench& workbench, Library& library);

    /// About a neuron of an open model, on one token or drawing or in general. The newest question
    /// wins: answered() comes for it several times, until reading() is false. What is refused
    /// (nothing open) is not told; refusal() says it.
    void ask(Task task, Twin twin, NeuronAddress neuron, NeuronWhere where = {});
    /// No answer and no census is wanted any more; a later question goes on from what was read.
    void forget();

    /// How evenly a model's neurons are used; censusTaken() comes several times, as above.
    void askCensus(Task task, Twin twin);

    /// What is done to an open model; empty when nothing is, or none is open.
    const Surgery& surgery(Task task, Twin twin) const;
    /// Puts `surgery` in place of what was done before, an entry of edits(); the weights follow in
    /// the background (Library::modelsChanged), and then the change of the loss (lossMeasured). The
    /// file is never touched. A refusal is told as a problem.
    void operate(Task task, Twin twin, const Surgery& surgery);
    /// Entries say what was done. A model that is opened takes those of its predecessor away.
    QUndoStack& edits() { return m_edits; }
    /// Of the surgery as it is, as far as measured; nothing without surgery or data.
    const std::optional<LossChange>& lossChange(Task task, Twin twin) const;

    bool reading() const; // a corpus, or the loss: work that takes seconds

Q_SIGNALS:
    void answered(const glowworm::NeuronReport& report);
    void censusTaken(
        glowworm::Task task, glowworm::Twin twin, const glowworm::NeuronCensus& census);
    void surgeryChanged(glowworm::Task task, glowworm::Twin twin); // also by undo and redo
    void lossMeasured(glowworm::Task task, glowworm::Twin twin);

private:
    class Edit;
    bool working() const override;
    void fetch() override;
    QString lacking() const override;

    QUndoStack m_edits;
    InspectionRun m_run;
};

} // namespace glowworm
