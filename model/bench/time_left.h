// SPDX-License-Identifier: GPL-3.0-or-later
// How long a timing will take: about, from its settings and the shapes, before it starts; from the
// rounds that have been measured once it runs. Pure, any thread.
#pragma once

#include "model/bench/bench_config.h"

#include <cstddef>
#include <vector>

namespace glowworm {

/// Seconds of each piece of work of a timing, in order.
struct TimePlan {
    std::vector<double> prepare; // of each case: weights, the equivalence check
    std::vector<double> round;   // of each case
    int rounds = 0;              // of each case, warm-up included
    double after = 0;            // quality of the models
    double all() const;
};
/// Without models in the config: of the study's size. Valid settings only. About right on a machine
/// of today; TimeLeft finds out how far off it is.
TimePlan timePlanOf(const BenchConfig& config);

/// Follows a timing round by round.
class TimeLeft {
public:
    TimeLeft() = default;
    explicit TimeLeft(TimePlan plan)
        : m_plan(std::move(plan))
    {
    }
    /// A round of this case took so long, however often it was played.
    void took(std::size_t whichCase, double seconds);
    /// In seconds; rounds: of the case in hand that are done, -1 = it is to be prepared.
    double left(std::size_t caseInHand, int rounds) const;

private:
    TimePlan m_plan;
    double m_measured = 0, m_planned = 0; // of all rounds so far
    std::size_t m_case = 0;               // that the next two are of
    double m_caseMeasured = 0;
    int m_caseRounds = 0;
};

} // namespace glowworm
