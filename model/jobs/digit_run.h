// SPDX-License-Identifier: GPL-3.0-or-later
// Classifies drawings on its own lane; the newest drawing wins. Owner's thread; nothing blocks but
// the destructor.
#pragma once

#include "model/data/digits.h"
#include "model/engine/digit_engine.h"
#include "model/jobs/worker.h"
#include "model/training/training_loop.h"

#include <array>
#include <atomic>

namespace glowworm {

struct DigitAnswer {
    Twin twin = Twin::Sparse;
    std::vector<float> probabilities; // (10); empty when there is a problem
    std::string problem;              // why the model has no answer, one sentence
    FiringRecord firing;
    double microseconds = 0; // of classify() alone, median of 5 calls
};

struct DigitResult {
    std::uint64_t id = 0;   // of the request
    DigitPicture picture{}; // what the models saw
    double unlike = 0;      // unlikeness() of the picture; 0 for one of a set
    std::vector<DigitAnswer> answers;
};

/// A drawing: grey ink (height, width).
struct DigitRequest {
    std::uint64_t id = 0; // ascending
    std::vector<std::uint8_t> ink;
    int width = 0, height = 0;
    NormaliseOptions options;
    bool ofSet = false; // a picture as a set has it, not a drawing
};

struct DigitOutbox {
    Latest<DigitResult> answers;
    Latest<std::int64_t> disagreements; // what findDisagreement() found: an index, or -1
};

class DigitRun {
public:
    void setModels(std::shared_ptr<const DigitWeights> sparse,
        std::shared_ptr<const DigitWeights> dense); // either may be null
    void classify(DigitRequest request);
    /// First index at or after `from` (wrapping) where the two models disagree on `set`.
    void findDisagreement(std::shared_ptr<const DigitSet> set, std::int64_t from);
    Lane::Status status() const { return m_worker.status(); }
    DigitOutbox& outbox() { return m_worker.outbox(); }

private:
    using Models = std::array<std::shared_ptr<const DigitWeights>, 2>; // by Twin
    /// A walk over a whole set, a piece at a time.
    struct Search {
        std::shared_ptr<const DigitSet> set;
        std::int64_t index = 0;   // next to look at
        std::int64_t left = 0;    // pictures not looked at
        std::uint64_t number = 0; // of the searches asked for
    };

    void askToSearch(Search walk);
    void useModels();
    DigitResult answer(const DigitRequest& asked);
    std::optional<std::int64_t> look(Search& walk);

    std::mutex m_mutex; // of the models
    Models m_models;    // the newest; every piece of work begins with taking them over

    std::atomic<std::uint64_t> m_newest = 0; // id of the newest drawing; older ones are passed over
    std::atomic<std::uint64_t> m_searches
        = 0; // number of the newest; an older one ends at its next piece
    std::array<std::unique_ptr<DigitEngine>, 2> m_engines; // lane's thread, by Twin
    Worker<DigitOutbox> m_worker{Order::Queue};            // last: it stops before the rest goes
};

} // namespace glowworm
