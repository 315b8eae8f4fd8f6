// SPDX-License-Identifier: GPL-3.0-or-later
// A TrainingLoop over fake trainers whose news are kept, specs of tiny runs, and what these leave
// in their folders. Tests only.
#pragma once

#include "model/io/checkpoint.h"
#include "model/training/kept_run.h"
#include "support/fake_trainer.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace glowworm::test {

/// A loop whose news are kept.
struct Watched {
    std::vector<TrainingEvent> events;
    std::vector<std::pair<Twin, std::int64_t>> published; // and the step
    std::unique_ptr<TrainingLoop> loop;

    explicit Watched(
        TrainingSpec spec, std::shared_ptr<FakeTraining> how = std::make_shared<FakeTraining>())
    {
        loop = std::make_unique<TrainingLoop>(
            std::move(spec), fakeCreate(std::move(how)),
            [this](TrainingEvent event) { events.push_back(std::move(event)); },
            [this](Twin twin, ModelState model) { published.emplace_back(twin, model.steps); });
    }
    void runTo(std::int64_t step)
    {
        while (loop->step() < step && loop->advance({})) { }
    }
    void finish()
    {
        while (loop->advance({})) { }
    }
    std::vector<TrainingEvent> of(TrainingEvent::Kind kind) const
    {
        std::vector<TrainingEvent> found;
        std::copy_if(events.begin(), events.end(), std::back_inserter(found),
            [&](const TrainingEvent& event) { return event.kind == kind; });
        return found;
    }
    /// Whether a notice holds these words.
    bool noticed(const std::string& words) const
    {
        const auto notices = of(TrainingEvent::Kind::Notice);
        return std::any_of(notices.begin(), notices.end(), [&](const TrainingEvent& event) {
            return event.text.find(words) != std::string::npos;
        });
    }
};

inline TrainingSpec textSpec(const std::filesystem::path& folder = {})
{
    TrainingSpec spec;
    spec.runs = {{Twin::Sparse, tinyText()}};
    spec.data = tinyTextData();
    spec.folder = folder;
    return spec;
}

inline TrainingSpec twinSpec(const std::filesystem::path& folder = {})
{
    TrainingSpec spec = textSpec(folder);
    spec.runs.emplace_back(Twin::Dense, denseTwin(tinyText()));
    return spec;
}

inline TrainingSpec resumed(TrainingSpec spec)
{
    spec.resume = true;
    return spec;
}

/// The losses of the steps in a run's history.
inline std::map<std::int64_t, double> losses(const std::filesystem::path& folder, Twin twin)
{
    std::map<std::int64_t, double> found;
    for (const TrainingEvent& event : readHistory(folder)) {
        if (event.kind == TrainingEvent::Kind::Step && event.twin == twin)
            found[event.step.step] = event.step.loss;
    }
    return found;
}

/// The steps of the checkpoints in a folder, newest first.
inline std::vector<std::int64_t> stepsIn(const std::filesystem::path& folder)
{
    std::vector<std::int64_t> steps;
    for (const FoundCheckpoint& found : listCheckpoints(folder))
        steps.push_back(found.step);
    return steps;
}

/// -1 without a checkpoint.
inline std::int64_t newestStep(const std::filesystem::path& folder)
{
    const auto found = stepsIn(folder);
    return found.empty() ? -1 : found.front();
}

} // namespace glowworm::test
