// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/kept_files.h"

#include "model/bench/result_file.h"
#include "model/data/data_folder.h"
#include "model/io/paths.h"
#include "model/training/kept_run.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace glowworm {

namespace {

constexpr std::size_t kMostTimings = 100;

} // namespace

const KeptTiming& KeptFiles::timingOf(const std::filesystem::path& file)
{
    const std::int64_t written = writtenUnix(file);
    auto& [known, timing] = m_known[file];
    if (known == written && timing.file == file)
        return timing;
    known = written;
    timing = {file, nullptr, {}};
    try {
        timing.result = std::make_shared<const BenchResult>(readResult(file));
    } catch (const std::exception& exception) {
        timing.error = exception.what();
    }
    return timing;
}

/// An error leaves listed what was found before.
void KeptFiles::look(const std::stop_token& stop, Latest<Kept>& out)
{
    Kept kept{listRuns(runsFolder()), listExperimentResults(runsFolder()), {}, true};
    keepLeftParts(timingsFolder());
    const std::vector<std::filesystem::path> files = listResults(timingsFolder());
    std::erase_if(m_known, [&files](const auto& one) {
        return std::ranges::find(files, one.first) == files.end(); // its name is free again
    });
    for (const std::filesystem::path& file : files) {
        if (stop.stop_requested())
            return;
        if (kept.timings.size() == kMostTimings)
            break;
        kept.timings.push_back(timingOf(file));
    }
    out.post(std::move(kept));
}

void KeptFiles::refresh()
{
    if (m_waits.exchange(true))
        return;
    m_worker.ask([this](std::stop_token stop, Latest<Kept>& out) {
        m_waits = false;
        look(stop, out);
    });
}

} // namespace glowworm
