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

class JsonObject;
class SessionValues;

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
    void stop();
    void setPace(double tokensPerSecond); // also of a text that comes back later
    bool running() const { return m_running; }
    /// Of a text, at once; while training runs it is 1. The start value follows the machine.
    void setThreads(int threads);
    int threads() const { return m_threads; }
    int threadsNow() const; // 1 while training runs

    /// The text on screen, as far as it is told; one that is shown from a tape is whole at once.
    const Tape& tape() const { return m_tape; }
    /// Another number after each change of tape().
    std::uint64_t changes() const { return m_changes; }
    /// What a session keeps of the text beside tape(): whether it is a recorded one, how much of it
    /// is still to be written, also when closing has stopped it, and bookmarks that it has not come
    /// to.
    void save(const SessionValues& to) const;
    /// A text of the last session: shown as it was recorded and, as soon as the models that wrote
    /// it are open, read again by them and written on to where it was to end. While they may still
    /// come nothing is said of that; if they do not, it is said why it stays a recorded one. What
    /// was shown from a tape stays so. Throws Error (a clause), then nothing has changed.
    void restore(const JsonObject& from, const Tape& tape);
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
    /// Where what is shown comes from, when it is a tape; "" = written just now, or its models may
    /// still come.
    QString origin() const { return m_origin; }
    bool showsTape() const { return m_source != Source::Written; }
    bool readsAgain() const { return m_source == Source::ReadAgain; } // a tape, by its models
    void setBookmarks(std::vector<TapeBookmark> bookmarks)
    {
        m_tape.bookmarks = std::move(bookmarks);
        ++m_changes;
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
    QString difference() const; // of the open models from those of the tape; "" = none
    QString originWords(const QString& difference) const;
    bool refusesTape();
    void takeTape(const Tape& tape);
    void takeModels();
    void readAgain();
    void tell(GenerationUpdate& update);
    void compare(GenerationUpdate& again);
    void fetchSaved();

    // Of the last session.
    static TapeModel tapeModelOf(const LoadedModel& model);
    std::int64_t planned(const TapeTrack& track) const; // tokens, of one that is written
    void readBack();
    void takeBack(GenerationUpdate update);
    void settle();

    std::array<std::optional<LoadedModel>, 2> m_writers; // by Twin, of the text on screen
    Tape m_tape;                                         // that text
    std::uint64_t m_changes = 0;
    TextBeginning m_from;  // what it began with
    bool m_goesOn = false; // nobody has stopped it, but for the end of the program
    double m_pace = 0;     // characters per second
    /// Of the last session, for its models to read again and write on: meanwhile what was recorded
    /// stays on screen.
    std::optional<TextBeginning> m_back;
    std::array<std::optional<LoadedModel>, 2> m_readers; // by Twin, of it
    GenerationUpdate m_read;                             // of it, so far
    bool m_readsBack = false;                            // now
    bool m_waits = false; // for models that are being opened, before it says what is shown
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
