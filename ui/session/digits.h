// SPDX-License-Identifier: GPL-3.0-or-later
// What the open digit models make of drawings and of the test pictures.
#pragma once

#include "model/jobs/digit_run.h"
#include "ui/session/workbench_part.h"

namespace glowworm {

class Digits : public WorkingPart {
    Q_OBJECT

public:
    Digits(const Workbench& workbench, Library& library);

    /// The newest one wins, over a search too; what is refused has no answer. The id is given here.
    void classify(DigitRequest request);
    /// What was asked so far has no answer any more.
    void forget() { m_forgotten = m_lastRequest; }
    /// The first test picture from `from` on, wrapping, on which the models differ. A refusal is
    /// told as a problem.
    void findDisagreement(std::int64_t from);
    bool searching() const; // a drawing takes milliseconds and does not count as busy

Q_SIGNALS:
    void answered(const glowworm::DigitResult& result);
    void disagreementFound(qint64 index); // -1 = none

private:
    bool working() const override { return m_run.status().busy(); }
    void fetch() override;
    QString lacking() const override;

    DigitRun m_run;
    bool m_searching = false;
    std::uint64_t m_lastRequest = 0, m_forgotten = 0; // ids
};

} // namespace glowworm
