// SPDX-License-Identifier: GPL-3.0-or-later
// Classifies drawings on its own lane; the newest drawing wins. Owner's thread; nothing blocks but
// the destructor.
#pragma once

#include "model/data/digits.h"
#include "model/engine/digit_engine.h"
#include "model/jobs/lane.h"
#include "model/jobs/mailbox.h"
#include "model/training/training_loop.h"

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
    DigitRun();
    ~DigitRun();
    void setModels(std::shared_ptr<const DigitWeights> sparse,
        std::shared_ptr<const DigitWeights> dense); // either may be null
    void classify(DigitRequest request);
    /// First index at or after `from` (wrapping) where the two models disagree on `set`.
    void findDisagreement(std::shared_ptr<const DigitSet> set, std::int64_t from);
    Lane::Status status() const;
    DigitOutbox& outbox();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
