// SPDX-License-Identifier: GPL-3.0-or-later
// What is open and what runs, between the panels and the jobs of model/: owns the parts, decides
// who may run together, and lets one Pulse fetch what their work has done. Panels take the parts
// they need, send them commands and hear their signals; they never call each other and never hold a
// run. GUI thread only; nothing blocks. Models are named by their slot: Twin::Sparse is the sparse
// model of any routing, Twin::Dense the dense one.
#pragma once

#include "model/jobs/policy.h"
#include "model/training/training_loop.h"
#include "ui/session/pulse.h"

#include <QObject>
#include <QString>

#include <array>
#include <filesystem>
#include <memory>
#include <optional>

namespace glowworm {

class Calibration;
class Digits;
class Edits;
class Generation;
class Inspection;
class Library;
class Moments;
class Runs;
class SessionFiles;
class Timing;
class Training;
class WorkbenchPart;

class Workbench : public QObject {
    Q_OBJECT

public:
    /// create: the trainer factory of tests; empty = LibTorch through trainLibrary(), loaded at the
    /// first start of a training.
    explicit Workbench(TrainingLoop::Create create = {}, QObject* parent = nullptr);
    ~Workbench() override;

    Library& library() const { return *m_library; }
    Runs& runs() const { return *m_runs; } // that are kept
    Training& training() const { return *m_training; }
    Moments& moments() const { return *m_moments; }             // of the training there is
    Calibration& calibration() const { return *m_calibration; } // how fast this machine trains
    Generation& generation() const { return *m_generation; }
    Digits& digits() const { return *m_digits; }
    Timing& timing() const { return *m_timing; }
    Inspection& inspection() const { return *m_inspection; }
    SessionFiles& sessionFiles() const { return *m_sessionFiles; }
    Edits& edits() const { return *m_edits; } // what can be taken back

    /// Who may start; empty = yes, else the sentence for the disabled button.
    QString refusalOf(Work work) const;
    Busy busy() const;
    bool leaving() const { return m_leaving; } // shutDown() was called

    /// From now on runs and timings are kept in this folder in place of the person's, and how fast
    /// this machine trains is not remembered: for a demo, which leaves no traces.
    void keepIn(const std::filesystem::path& folder);

    /// Asks everything to stop and, once it has, emits readyToQuit(); training with a folder writes
    /// a checkpoint first.
    void shutDown();

Q_SIGNALS:
    void busyChanged(); // any refusal may have changed
    void opening();     // a file is about to be read: what was said of the one before is over
    /// For the message bar. work: what was refused; none = a file could not be opened.
    void problem(const QString& sentence, std::optional<glowworm::Work> work = {});
    /// What was to be kept is not on the disk, which is told in another way, too: nobody should
    /// leave without knowing.
    void unkept(const QString& sentence);
    void readyToQuit(); // once

private:
    bool working() const;
    bool beat();
    void announceBusy();

    const std::unique_ptr<Edits> m_edits;
    const std::unique_ptr<Library> m_library;
    const std::unique_ptr<Runs> m_runs;
    const std::unique_ptr<Training> m_training;
    const std::unique_ptr<Moments> m_moments;
    const std::unique_ptr<Calibration> m_calibration; // after the training, whose lane it borrows
    const std::unique_ptr<Generation> m_generation;
    const std::unique_ptr<Digits> m_digits;
    const std::unique_ptr<Timing> m_timing; // after the training, whose lane it borrows
    const std::unique_ptr<Inspection> m_inspection;
    const std::unique_ptr<SessionFiles> m_sessionFiles;
    const std::array<WorkbenchPart*, 10> m_parts; // by their Work, then the others
    Pulse m_pulse;
    Busy m_announced;
    bool m_leaving = false, m_isReady = false; // of which readyToQuit() told
};

} // namespace glowworm
