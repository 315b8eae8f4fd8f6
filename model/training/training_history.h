// SPDX-License-Identifier: GPL-3.0-or-later
// The history of a training run as everybody who follows one needs it (window, command line, demo,
// experiments): losses, evaluations, speed, the time left, the gap between twins at equal steps,
// and one wide CSV. Fed with the loop's events. Plain values, any thread.
#pragma once

#include "model/training/training_loop.h"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace glowworm {

template <class Report> struct HistoryPoint {
    double elapsed = 0; // seconds of training time of this twin
    Report report;
};
using LossPoint = HistoryPoint<StepReport>;
using EvalPoint = HistoryPoint<EvalReport>;

struct TwinHistory {
    std::vector<LossPoint> losses;      // ascending steps
    std::vector<EvalPoint> evaluations; // ascending steps
    bool empty() const { return losses.empty() && evaluations.empty(); }
    const EvalPoint* best() const; // lowest loss; null = none yet
    /// Characters or images a second over the newest 50 steps; nothing before the first.
    std::optional<double> unitsPerSecond() const;
    /// In all steps: seconds, and characters or images.
    double seconds() const;
    std::int64_t units() const;
    /// Estimate of the steps behind `from` and their evaluations, from the newest 50 steps and the
    /// last evaluation; nothing before 20 steps.
    std::optional<double> secondsFrom(
        std::int64_t from, std::int64_t plannedSteps, int evalInterval) const;
};

/// Sparse minus dense validation loss at the newest step where both were evaluated.
struct Gap {
    std::int64_t step = 0;
    double loss = 0;
};

class TrainingHistory {
public:
    void reset();
    /// Steps and evaluations; other kinds are ignored. A step that comes again (behind a resume)
    /// replaces what followed it.
    void append(const std::vector<TrainingEvent>& events);
    void add(const TrainingEvent& event);

    const TwinHistory& of(Twin twin) const { return m_twins[slotOf(twin)]; }
    bool empty() const;
    /// Counts up at every reset() and whenever points were replaced: a view that keeps copies
    /// starts again.
    int generation() const { return m_generation; }
    std::optional<Gap> gap() const;
    /// Estimate of what is left, the sum over the twins that have made a step; nothing before each
    /// has made 20.
    std::optional<double> secondsLeft(std::int64_t plannedSteps, int evalInterval) const;
    /// The same of the whole training, from its first step on.
    std::optional<double> secondsOfAll(std::int64_t plannedSteps, int evalInterval) const;
    /// One row a step: step, then for each twin training loss, gradient norm, rate, seconds,
    /// validation loss, accuracy, dead fraction, entropy; what was not reported is empty, and so is
    /// what a dense model does not have. origin: further columns, alike in each row, by name.
    std::string csv(const std::vector<std::pair<std::string, std::string>>& origin = {}) const;
    /// The same as a list of objects, with null for what is empty; origin: one line on what made
    /// it.
    std::string json(const std::string& origin) const;

private:
    struct Table;
    Table table() const;
    template <class Seconds> std::optional<double> sumOverTwins(Seconds seconds) const;

    std::array<TwinHistory, 2> m_twins;
    int m_generation = 0;
};

} // namespace glowworm
