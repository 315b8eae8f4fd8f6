// SPDX-License-Identifier: GPL-3.0-or-later
// Classifies drawings on its own lane, where the newest drawing wins, and between them reviews a
// whole set. Owner's thread; nothing blocks but the destructor.
#pragma once

#include "model/data/digits.h"
#include "model/engine/digit_review.h"
#include "model/jobs/worker.h"
#include "model/training/training_loop.h"

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <vector>

namespace glowworm {

struct DigitAnswer {
    Twin twin = Twin::Sparse;
    std::vector<float> probabilities; // (10); empty when there is a problem
    std::string problem;              // why the model has no answer, one sentence
    FiringRecord firing;
    std::vector<float> contributions; // (G, 10), sparse: DigitEngine::contributions()
    double microseconds = 0;          // of classify() alone, median of 5 calls
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

/// A review as far as it has come.
struct DigitReviewed {
    std::uint64_t number = 0; // that review() gave
    std::shared_ptr<const DigitReview> review;
};

struct DigitOutbox {
    Latest<DigitResult> answers;
    Latest<DigitReviewed> reviews;
};

class DigitRun {
public:
    static constexpr int kThreads = 1; // of an answer: it takes microseconds
    void setModels(std::shared_ptr<const DigitWeights> sparse,
        std::shared_ptr<const DigitWeights> dense); // either may be null. Ends a review.
    void classify(DigitRequest request);
    /// Lets the models look at the pictures that `review` has not seen, in place of an older one;
    /// it is posted twice a second and when complete. What it has seen must be these models'
    /// answers. Returns its number.
    std::uint64_t review(DigitReview review);
    void stopReview(); // what was posted stays
    Lane::Status status() const { return m_worker.status(); }
    DigitOutbox& outbox() { return m_worker.outbox(); }

private:
    using Models = std::array<std::shared_ptr<const DigitWeights>, 2>; // by Twin
    using Clock = std::chrono::steady_clock;
    /// A walk over a whole set, a piece at a time.
    struct Walk {
        std::uint64_t number = 0;
        DigitReview review;
        Clock::time_point told; // when it was last posted
    };

    void askToReview(Walk walk);
    void useModels();
    DigitResult answer(const DigitRequest& asked);

    std::mutex m_mutex; // of the models
    Models m_models;    // the newest; every piece of work begins with taking them over

    std::atomic<std::uint64_t> m_newest = 0; // id of the newest drawing; older ones are passed over
    std::atomic<std::uint64_t> m_reviews = 0; // number of the newest; an older one ends at its next
                                              // piece
    std::array<std::unique_ptr<DigitEngine>, 2> m_engines; // lane's thread, by Twin
    Worker<DigitOutbox> m_worker{Order::Queue};            // last: it stops before the rest goes
};

} // namespace glowworm
