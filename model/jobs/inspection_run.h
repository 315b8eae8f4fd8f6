// SPDX-License-Identifier: GPL-3.0-or-later
// Answers questions about single neurons on its own lane. The newest question wins: it is answered
// at once with what is known, and again while its model's corpus is read, window by window, until
// the biography is exact. Reading goes on only while there is a question; what was counted is kept
// in the cache folder and gone on with. Owner's thread; nothing blocks but the destructor.
#pragma once

#include "model/jobs/load_run.h"
#include "model/jobs/worker.h"
#include "model/neurons/loss_change.h"
#include "model/neurons/report.h"

#include <array>
#include <atomic>
#include <chrono>
#include <list>
#include <memory>
#include <optional>

namespace glowworm {

class NeuronScan;

/// A model, and what its neurons are counted over.
struct InspectedModel {
    LoadedModel model;
    NeuronGrid grid;   // as gridOf() has it beside its twin
    TrainingData data; // what is open for its task; members may be null
};

/// Where a neuron is asked about; neither: in general.
struct NeuronWhere {
    /// Text: all tokens of the model's text up to the one in question, prompt first, as Generator
    /// told them.
    std::vector<int> tokens;
    std::int64_t promptTokens = 0;       // how many of them are the prompt's
    std::optional<DigitPicture> picture; // digits
};

struct InspectionAnswer {
    std::uint64_t id = 0; // of the question
    NeuronReport report;
};
struct CensusAnswer {
    std::uint64_t id = 0;
    NeuronCensus census;
};
struct LossAnswer {
    std::uint64_t id = 0;
    LossChange change;
    std::string problem; // why it cannot be measured, one sentence; "" = it can
};

struct InspectionOutbox {
    Latest<InspectionAnswer> reports;
    Latest<CensusAnswer> censuses;
    std::array<Latest<LossAnswer>, 2> losses; // by Task
    Mailbox<std::string> problems;            // what could not be answered or kept, one sentence
};

class InspectionRun {
public:
    /// About a neuron, on a token or drawing. id: ascending.
    void ask(std::uint64_t id, InspectedModel model, NeuronAddress neuron, NeuronWhere where);
    /// How evenly all of them are used.
    void askCensus(std::uint64_t id, InspectedModel model);
    /// No report and no census is wanted any more; the reading ends within one window.
    void forget();
    /// Of the model's surgery against the model itself; replaces the comparison of its task, and
    /// without surgery only ends that.
    void measureLoss(std::uint64_t id, InspectedModel model);
    /// Puts off all that takes longer than a window, or goes on with it.
    void pause(bool paused);

    bool busy() const { return m_worker.busy(); }
    InspectionOutbox& outbox() { return m_worker.outbox(); }

private:
    struct Question;
    struct Reading; // a scan, what it belongs to, and when it was kept
    struct Comparison;

    void askForPiece();
    void piece(std::stop_token stop, InspectionOutbox& out);
    bool read(std::stop_token stop, InspectionOutbox& out);
    bool compare(std::stop_token stop, InspectionOutbox& out);
    void take(Question question, InspectionOutbox& out);
    Reading& readingFor(const InspectedModel& model);
    void keep(Reading& reading, InspectionOutbox& out);
    void post(InspectionOutbox& out);

    std::atomic<std::uint64_t> m_newest = 0; // question; older ones are passed over
    std::atomic<bool> m_paused = false;
    std::atomic<bool> m_hasPiece = false; // one waits or runs: it asks for the next itself

    // The lane's thread.
    std::unique_ptr<Question> m_question;                     // null: none
    std::list<Reading> m_readings;                            // newest first
    std::array<std::unique_ptr<Comparison>, 2> m_comparisons; // by Task

    Worker<InspectionOutbox> m_worker{Order::Queue}; // last: it stops before the rest goes
};

} // namespace glowworm
