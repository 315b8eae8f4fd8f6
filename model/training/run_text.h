// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of a run's two files, to and from values: a line of history.jsonl, and run.json.
// Reading is strict: a field that is missing, of another kind or out of range is an Error that
// names it. Pure functions, any thread; the files themselves belong to kept_run.h and run_folder.h.
#pragma once

#include "model/training/kept_run.h"

namespace glowworm {

/// Bytes of a line of history.jsonl; the longest are an evaluation's figures of each group and
/// neuron.
inline constexpr std::size_t kLongestRecord = 2'000'000;

/// One line with its line break.
std::string historyLine(const TrainingEvent& event);
/// From here on `twin` continues at `step`: readers drop what stands above with a later step.
std::string resumedLine(Twin twin, std::int64_t step);

struct HistoryLine {
    TrainingEvent event;
    bool resumed = false; // of the event only twin and step.step
};
/// Throws Error: the field, what was found and expected.
HistoryLine parseHistoryLine(const std::string& line);

std::string runText(const KeptRun& run);
/// `step` is left 0. Throws Error whose text starts with shownName.
KeptRun parseRun(const std::string& text, const std::string& shownName);

} // namespace glowworm
