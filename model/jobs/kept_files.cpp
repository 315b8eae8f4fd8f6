// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/kept_files.h"

#include "model/bench/result_file.h"
#include "model/data/data_folder.h"
#include "model/training/kept_run.h"

#include <utility>

namespace glowworm {

namespace {

constexpr std::size_t kMostTimings = 100;

} // namespace

const KeptTiming& KeptFiles::timingOf(const std::filesystem::path& file)
{
    auto place = m_known.find(file);
    if (place == m_known.end()) {
        KeptTiming timing{file, nullptr, {}};
        try {
            timing.result = std::make_shared<const BenchResult>(readResult(file));
        } catch (const std::exception& exception) {
            timing.error = exception.what();
        }
        place = m_known.emplace(file, std::move(timing)).first;
    }
    return place->second;
}

/// An error leaves listed what was found before.
void KeptFiles::look(const std::stop_token& stop, Latest<Kept>& out)
{
    Kept kept{listRuns(runsFolder()), listExperimentResults(runsFolder()), {}};
    for (const std::filesystem::path& file : listResults(timingsFolder())) {
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
