// SPDX-License-Identifier: GPL-3.0-or-later
// The timing panel with what it keeps and what can be taken back. Tests only.
#pragma once

#include "model/base/json_reader.h"
#include "model/bench/result_file.h"
#include "model/data/data_folder.h"
#include "model/session/session_values.h"
#include "support/timing_stage.h"
#include "support/two_by_two.h"
#include "ui/session/edits.h"
#include "ui/timing/timing_table.h"

namespace glowworm::test {

struct SavedTimingStage : TimingStage {
    SavedTimingStage()
        : edits(workbench.edits().of(Area::Timing))
    {
        edits.clear(); // what the stage itself has set
    }
    std::string saved() const
    {
        SessionValues values;
        panel->save(values);
        return values.json();
    }
    void restore(const std::string& json)
    {
        const JsonDocument document(json);
        panel->restore(document.object());
    }
    bool lists(int timings)
    {
        return QTest::qWaitFor(
            [this, timings] { return std::ssize(workbench.library().kept().timings) == timings; });
    }
    TimingTable& table() { return child<TimingTable>("table"); }
    QCheckBox& box(const char* name) { return child<QCheckBox>(name); }

    QUndoStack& edits;
};

/// The first result that is kept is of 4x, the next of 5x ...
inline std::vector<std::filesystem::path> keepSome(int count)
{
    std::vector<std::filesystem::path> files;
    for (int i = 0; i < count; ++i) {
        BenchResult result = twoByTwo();
        result.ratios[0].ratio = {4.0 + i, 3.9 + i, 4.1 + i};
        files.push_back(keepResult(result, timingsFolder()));
    }
    return files;
}

} // namespace glowworm::test
