// SPDX-License-Identifier: GPL-3.0-or-later
// The text that the open models write, one at a time: a new one replaces it. Each is recorded while
// it is written, can be kept in a file, and comes back from one as if it were written again.
#pragma once

#include "model/jobs/generation_run.h"
#include "model/jobs/load_run.h"
#include "model/jobs/tape_run.h"
#include "model/tape/tape_check.h"
#include "ui/session/workbench_part.h"

namespace glowworm {

/// What a text begins with in place of a prompt, and what is marked in it.
struct TextBeginning {
    std::array<std::optional<WrittenText>, 2> texts; // by Twin
    std::vector<TapeBookmark> bookmarks;
};

class Generation : public WorkingPart {
    Q_OBJECT

public:
    Generation(const Workbench& workbench, Library& library);

    /// With the models asked for that are open; 0 tokens per second = as fast as they can. `from`:
    /// of those that have a text there, which comes back at once. False: refused, and told as a
    /// problem.
    bool start(const SampleConfig& sample, const QString& prompt, bool sparse, bool dense,
        double tokensPerSecond, const TextBeginning& from = {});
    void stop() { m_run.stop(); }
    void setPace(double tokensPerSecond) { m_run.setPace(tokensPerSecond); }
    bool running() const { return m_running; }
    /// Of a text, at once; while training runs it is 1. The start value follows the machine.
    void setThreads(int threads);
    int threads() const { return m_threads; }
    int threadsNow() const; // 1 while training runs

    /// The text on screen, as far as it is told; one that is shown from a tape is whole at once.
    const Tape& tape() const { return m_tape; }
    /// Tokens that a model's part of it will have when it is finished; 0 = not known yet.
    std::int64_t length(Twin twin) const;
    /// The same with what is still to be written, to come back to.
    TextBeginning asItStands() const;
    /// Who writes it, or wrote it; null = not among them. The writer of a tape whose model is not
    /// open has settings and vocabulary, and no weights.
    const LoadedModel* writer(Twin twin) const;
    /// Shows a tape in place of the text: started(isAnother), updated() and ended() tell of it as
    /// of one that is written. Where all its models are open, now or later, they read it again, so
    /// that values and margins are there; else it says which neurons fired, and no more. What works
    /// alone refuses it, which is told as a problem.
    bool show(const Tape& tape, bool isAnother = true); // false: refused
    /// Where what is shown comes from, when it is a tape; "" = written just now.
    QString origin() const { return m_origin; }
    bool readsAgain() const { return m_source == Source::ReadAgain; } // a tape, by its models
    void setBookmarks(std::vector<TapeBookmark> bookmarks)
    {
        m_tape.bookmarks = std::move(bookmarks);
    }
    /// Whether there is no text to keep, which is then told as a problem.
    bool refusesToKeep();
    /// In the background: saved(), or a problem.
    void save(const QString& file, TapeForm form);

Q_SIGNALS:
    void saved(const QString& file);
    /// Of a text or a tape; isAnother false: of a tape that stood there before, which comes back,
    /// or is read by models that came later.
    void started(bool isAnother);
    void updated(const glowworm::GenerationUpdate& update);
    void ended(const QString& failure); // "" = done or stopped

private:
    bool working() const override { return m_running || m_saving.busy(); }
    void fetch() override;
    QString lacking() const override;

    void begin(bool isAnother);
    bool isBesideSteps() const; // of a training: what is timed then is not representative
    QString differenceFrom(const TapeModel& recorded) const;
    void takeModels();
    void readAgain();
    void compare(GenerationUpdate& again);
    void fetchSaved();

    std::array<std::optional<LoadedModel>, 2> m_writers; // by Twin, of the text on screen
    Tape m_tape;                                         // that text
    TextBeginning m_from;                                // what it began with
    enum class Source { Written, ReadAgain, Recorded };
    Source m_source = Source::Written; // just now; from a tape, by its models or as it is there
    QString m_origin;
    TapeAgreement m_agreement; // of the models that read a tape again
    TapeRun m_saving;
    GenerationRun m_run;
    int m_threads; // chosen; one while training runs
    bool m_running = false;
};

} // namespace glowworm
