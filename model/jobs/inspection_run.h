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
#include <filesystem>
#include <list>
#include <memory>
#include <optional>

namespace glowworm {

/// A model, and what its neurons are counted over.
struct InspectedModel {
    LoadedModel model;
    TrainingData data;               // what is open for its task; members may be null
    std::filesystem::path file = {}; // the checkpoint that it is in its run; empty = none
    Surgery surgery = {};            // asked for; the model's weights may not have it yet
};

/// Where a neuron is asked about; neither: in general.
struct NeuronWhere {
    /// Text: all tokens of the model's text up to the one in question, prompt first, as Generator
    /// told them.
    std::vector<int> tokens;
    std::int64_t promptTokens = 0;       // how many of them are the prompt's
    std::optional<DigitPicture> picture; // digits
    /// Text: the weights that wrote it; null: those that the model has now.
    std::shared_ptr<const LanguageWeights> writer = {};
};

/// Of a model's surgery, as far as it is measured.
struct LossNews {
    std::shared_ptr<const ModelState> model;
    LossChange change;
    std::string problem; // why it cannot be measured, one sentence; "" = it can
};

struct InspectionOutbox {
    template <class T> struct Answer {
        std::uint64_t id = 0; // of the question
        T told;
    };
    Latest<Answer<NeuronReport>> reports;
    Latest<Answer<NeuronCensus>> censuses;
    std::array<std::array<Latest<LossNews>, 2>, 2> losses; // by Task, Twin
    Mailbox<std::string> problems; // what could not be answered or kept, a sentence each
};

class InspectionRun {
public:
    InspectionRun();
    ~InspectionRun();

    /// About a neuron, on a token or drawing. id: ascending.
    void ask(std::uint64_t id, InspectedModel model, NeuronAddress neuron, NeuronWhere where);
    /// How evenly all of them are used. Without anything to count over the census says why.
    void askCensus(std::uint64_t id, InspectedModel model);
    /// No report and no census is wanted any more; the reading ends within one window.
    void forget();
    /// What the model's surgery costs, in place of what was being measured for it; without surgery
    /// that only ends.
    void measureLoss(InspectedModel model);
    /// The model is open no more: nothing is asked, read, measured or held of it.
    void close(std::shared_ptr<const ModelState> model);
    /// Puts off all that takes longer than a window, or goes on with it.
    void pause(bool paused);

    bool busy() const { return m_worker.busy(); }
    InspectionOutbox& outbox() { return m_worker.outbox(); }

private:
    struct Question;
    struct Reading;
    struct Measurement;
    enum Kind { Report, Census };

    void ask(Kind kind, Question question);
    void take(Kind kind, Question question, InspectionOutbox& out);
    void tell(Kind kind, const Reading& reading, InspectionOutbox& out);
    std::vector<NeuronLifePoint> lifeOf(const Question& question);
    Reading& readingFor(const InspectedModel& asked, InspectionOutbox& out);
    bool isWanted(Kind kind, const Reading& reading) const;
    void askForPiece();
    bool piece(const std::stop_token& stop, InspectionOutbox& out);
    void read(Reading& reading, const std::stop_token& stop, InspectionOutbox& out);
    void measure(Measurement& one, const std::stop_token& stop, InspectionOutbox& out);

    std::array<std::atomic<std::uint64_t>, 2> m_newest{}; // by Kind; older ones are passed over
    std::atomic<bool> m_paused = false;
    std::atomic<bool> m_hasPiece = false; // one waits

    // The lane's thread.
    std::array<std::unique_ptr<Question>, 2> m_questions; // by Kind; null: none
    std::list<Reading> m_readings;                        // at most one a model
    std::list<Measurement> m_measurements;                // likewise; gone when complete
    std::weak_ptr<const ModelState> m_lived;              // the model of m_evaluations
    std::vector<TrainingEvent> m_evaluations;             // of the run that it is of
    std::uint64_t m_turn = 0;                             // of the works that take long

    Worker<InspectionOutbox> m_worker{Order::Queue}; // last: it stops before the rest goes
};

} // namespace glowworm
