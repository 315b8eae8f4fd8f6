// SPDX-License-Identifier: GPL-3.0-or-later
// What the open digit models make of drawings and of the test pictures.
#pragma once

#include "model/jobs/digit_run.h"
#include "ui/session/workbench_part.h"

#include <memory>
#include <optional>

namespace glowworm {

class Digits : public WorkingPart {
    Q_OBJECT

public:
    Digits(const Workbench& workbench, Library& library);

    /// The newest one wins, over a search too; what is refused has no answer. The id is given here.
    void classify(DigitRequest request);
    /// What was asked so far has no answer any more.
    void forget() { m_forgotten = m_lastRequest; }
    /// What the open models say of the open test set, as far as it is known; null: nothing yet.
    std::shared_ptr<const DigitReview> review() const { return m_review; }
    /// Begins one, or goes on with one that was stopped, unless there is a whole one of these
    /// models and this set or it runs. Silent where something is missing.
    void wantReview();
    bool stopReview();      // whether there was one; what is known stays
    bool reviewing() const; // a drawing takes milliseconds and does not count as busy
    /// The first test picture from `from` on, wrapping, on which the models differ. A refusal is
    /// told as a problem.
    void findDisagreement(qint64 from);

Q_SIGNALS:
    void answered(const glowworm::DigitResult& result);
    void reviewed();                      // review() is another one, or has come further
    void disagreementFound(qint64 index); // -1 = none

private:
    bool working() const override { return m_run.status().busy(); }
    void fetch() override;
    QString lacking() const override;

    void takeModels();
    void forgetReview();
    void tellDisagreement();

    DigitRun m_run;
    std::array<std::shared_ptr<const DigitWeights>, 2> m_models; // those of the run, by Twin
    std::shared_ptr<const DigitReview> m_review;
    std::uint64_t m_reviewNumber = 0; // of the newest one begun
    bool m_reviewing = false;
    std::shared_ptr<const DigitSet> m_reviewedSet;    // of that number
    std::optional<qint64> m_wantedDisagreement;       // from where
    std::uint64_t m_lastRequest = 0, m_forgotten = 0; // ids
};

} // namespace glowworm
