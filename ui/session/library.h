// SPDX-License-Identifier: GPL-3.0-or-later
// What is open - data, models, a drawing, a tape, the result of an experiment - and what is kept in
// the user's folders. Files are read in the background, in the order asked for; what was open stays
// until the new one is read, and what cannot be read is told as a problem.
#pragma once

#include "model/data/data_set.h"
#include "model/io/file_kind.h"
#include "model/jobs/kept_files.h"
#include "model/jobs/load_run.h"
#include "model/training/kept_run.h"
#include "ui/session/workbench_part.h"

#include <QScopedValueRollback>
#include <QStringList>

#include <array>
#include <memory>
#include <vector>

namespace glowworm {

class JsonObject;
class SessionValues;

class Library : public WorkbenchPart {
    Q_OBJECT

public:
    /// Whatever these files are, told from their content: models, texts, drawings (PNG), tapes,
    /// IDX pictures with or without their labels, results of experiments and of timings.
    void open(const QStringList& files);
    void openText(const QString& file);
    /// Files left out are looked for beside the images by MNIST's names; without test files some of
    /// the pictures are held out.
    void openDigits(const QString& images, const QString& labels = {},
        const QString& testImages = {}, const QString& testLabels = {});
    void openDefaultData(); // Tiny Shakespeare and MNIST, if fetched; silent when missing
    void openModel(const QString& file); // into the slot its task and routing say
    void openShippedModels();
    /// The pair of digit models that ships for this set, and the set itself where it was fetched.
    void openShippedDigits(const KnownDigits& set);
    /// Of another program, see networkAsked().
    void importModel(const QString& file, const ModelConfig& network);
    void openExperiment(const QString& file); // its result.json
    void addTiming(const QString& file);      // to the list of kept ones
    void openRun(const QString& folder);      // what its run.json tells, see runRead()
    /// Into its slot, in place of a file, and to be found there after a restart. checkpoint: the
    /// name of its run's, which may not be there yet, or not for long; "" = there is no folder.
    void pack(const ModelState& trained, const QString& checkpoint);

    const TrainingData& data() const { return m_data; } // members may be null
    TrainingData dataFor(Task task) const;              // the members that it trains on
    QString source(Task task) const;                    // path or name of the open data, "" = none
    const DigitFiles& digitFiles() const { return m_digitFiles; } // of the open digits

    const LoadedModel* model(Task task, Twin twin) const; // null = empty slot
    bool hasModel(Task task) const;                       // of either kind
    QString modelFile(Task task, Twin twin) const; // path; "" = empty slot or trained just now
    /// The same, and of what was trained just now where it is kept; "" = nowhere. Of a checkpoint
    /// that its run has removed what is left of it.
    QString checkpoint(Task task, Twin twin) const;
    /// It is on its way: of a session, or one that ships.
    bool isComing(Task task, Twin twin) const;
    /// How text models store their weights, fp32 at first. Open models are packed again in the
    /// background; a text that is being written goes on with the weights it has.
    void setWeightFormat(WeightFormat format);
    WeightFormat weightFormat() const { return m_weightFormat; }
    /// Packs an open model again, in the background, with this done to it in place of what was done
    /// before; LoadedModel::surgery says what the weights have. Surgery that problem() refuses is
    /// the caller's mistake.
    void operate(Task task, Twin twin, Surgery surgery);
    /// What was asked for last; a model that is opened has none.
    const Surgery& surgery(Task task, Twin twin) const { return slot(task, twin).surgery; }

    std::shared_ptr<const ExperimentResult> experiment() const { return m_experiment; } // or null
    QString experimentFile() const { return m_experimentFile; }
    /// Of a timing opened or added last: where it is kept; "" = none was.
    const std::filesystem::path& timing() const { return m_timing; }
    std::shared_ptr<const Drawing> drawing() const { return m_drawing; } // or null
    QString pictureFile() const { return m_pictureFile; }
    std::shared_ptr<const Tape> tape() const { return m_tape; } // the one opened last, or null

    std::shared_ptr<const SavedSession> session() const
    {
        return m_session;
    } // opened last, or null
    QString sessionFile() const { return m_sessionFile; }

    bool isOpening() const // or packs weights
    {
        return m_loading.busy() || isBringingBack() || m_isStarting;
    }
    /// Until the next call it is not known yet what is opened at the start.
    void setStarting(bool on);

    void refreshKept();                         // looks again in the background, then keptChanged()
    const Kept& kept() const { return m_kept; } // as of the last look

    /// What is open, or was restored and is still to be read, as names of files; restore() opens
    /// those in the background, with the surgery that was done to the models. What is shipped is
    /// named without its folder.
    void save(const SessionValues& to) const;
    void restore(const JsonObject& from); // throws Error (a clause), then nothing is opened
    /// Around restore() of this and of other parts: as long as it lives, what is asked for comes
    /// back with a session.
    [[nodiscard]] QScopedValueRollback<bool> bringingBack()
    {
        return QScopedValueRollback(m_bringingBack, true);
    }
    /// Whether what is told right now came back: nobody has asked for it just now, and nothing on
    /// the screen changes places for it. What is asked for meanwhile comes back, too.
    bool bringsBack() const { return m_bringsBack; }
    /// What is still to be read of it.
    bool isBringingBack() const { return !m_broughtBack.empty(); }
    /// Where checkpoint() of these goes in a session: "text_sparse".
    static std::string slotName(Task task, Twin twin);

    /// For a refusal: `missing`, or that files are still being opened.
    QString sentenceFor(const QString& missing) const;

Q_SIGNALS:
    void dataChanged();
    void modelsChanged(glowworm::Task task); // one of its slots holds another model
    void keptChanged();
    void comingChanged(); // isComing() of any
    /// A model file does not say which network it holds; these have its tensors, and a person
    /// chooses: importModel().
    void networkAsked(const QString& file, const std::vector<const glowworm::Preset*>& fitting);
    void experimentOpened(); // asked for just now: whoever shows experiments shows it
    void timingOpened();     // asked for just now: whoever shows timings shows timing()
    void timingAdded();      // as it was asked for: whoever shows timings lays timing() beside them
    void pictureOpened();    // asked for just now: whoever draws shows drawing()
    void tapeOpened();       // asked for just now: whoever shows texts shows tape()
    void sessionOpened();    // asked for just now: whoever keeps sessions shows session()
    void runRead(const QString& folder, const glowworm::KeptRun* run); // null: it cannot be read
    /// A file that was asked for, by a person and not with a session, was opened.
    void openedAs(const QString& file, glowworm::FileKind kind);
    /// The last word on a file, after all the others; opened = it could be read.
    void fileRead(const QString& file, bool opened);

private:
    /// Of a session, before the model is there that says what the addresses mean.
    struct RestoredModel {
        QString file;
        std::vector<std::string> disabled, forced;
        std::optional<ModelConfig> network; // that its file does not say
    };
    /// What a session names.
    struct Restored {
        QString text, experiment;
        DigitFiles digits;
        std::array<std::array<RestoredModel, 2>, 2> models; // task, twin; no file = none
    };
    struct Slot {
        std::optional<LoadedModel> model;
        QString file;    // "" = trained just now
        Surgery surgery; // asked for; the weights follow
        QString kept;    // where pack() has put it
        bool isImported = false;
    };

    bool working() const override;
    void fetch() override;
    LoadRun& begin(const QString& file); // to open a file
    void noteAsked(const QString& file);
    void openShipped(const QString& file, Task task, Twin twin);
    void tellKind(const Loaded& loaded, const QString& file);
    void take(Loaded loaded);
    void takeData(Loaded& loaded, const QString& file);
    void askForSet();
    void tellError(const Loaded& loaded, bool isRun);
    void repack(const Slot& slot);
    void operateRestored(Task task, Twin twin);
    void forgetComing(const QString& file, bool opened);
    void forgetAway(const Loaded& opened);
    void saveModel(const SessionValues& to, Task task, Twin twin) const;
    void takeModel(Loaded& loaded, const QString& file);
    const Slot& slot(Task task, Twin twin) const { return m_slots[slotOf(task)][slotOf(twin)]; }
    Slot& slot(Task task, Twin twin) { return m_slots[slotOf(task)][slotOf(twin)]; }

    LoadRun m_loading;
    KeptFiles m_keptFiles;
    TrainingData m_data;
    QString m_text; // where it comes from
    DigitFiles m_digitFiles;
    std::array<std::array<Slot, 2>, 2> m_slots; // task, twin
    WeightFormat m_weightFormat = WeightFormat::Fp32;
    std::shared_ptr<const ExperimentResult> m_experiment;
    QString m_experimentFile;
    std::filesystem::path m_timing;
    std::shared_ptr<const Drawing> m_drawing;
    QString m_pictureFile;
    std::shared_ptr<const Tape> m_tape;
    std::shared_ptr<const SavedSession> m_session;
    QString m_sessionFile;
    Restored m_restored; // and is not read yet
    /// And could not be read, as its folder is not there, which may be of a disk that is not there
    /// today: named again until a person opens something else in its place.
    Restored m_away;
    std::array<std::array<QString, 2>, 2> m_shipped; // task, twin: being opened; "" = none
    QStringList m_broughtBack,   // of what was asked for, and is still to be read
        m_ownAsked;              // and by nobody: what ships, what is there at the start
    bool m_bringingBack = false, // asked for now
        m_bringsBack = false,    // told now
        m_asksByItself = false,  // asked for now
        m_isStarting = false;
    const KnownDigits* m_setWanted = nullptr; // that the digit model opened last was trained on
    const KnownDigits* m_setRead = nullptr;   // that was asked for last
    QString m_setAsked;                       // its images, being read; "" = none
    QString m_runAsked;                       // the folder whose run.json is being read
    Kept m_kept;
};

} // namespace glowworm
