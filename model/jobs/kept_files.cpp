// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/kept_files.h"

#include "model/bench/result_file.h"
#include "model/data/data_folder.h"
#include "model/jobs/worker.h"

#include <atomic>
#include <map>
#include <utility>

namespace glowworm {

namespace {

constexpr std::size_t kMostTimings = 100;

} // namespace

struct KeptFiles::Impl {
    std::atomic<bool> waits = false; // a look that is asked for and has not begun
    std::map<std::filesystem::path, KeptTiming>
        known; // lane; these files never change, so each is read once
    Worker<Latest<Kept>> worker{Order::Queue}; // last: it stops before the rest goes

    void look(const std::stop_token& stop, Latest<Kept>& out);
    const KeptTiming& timingOf(const std::filesystem::path& file);
};

const KeptTiming& KeptFiles::Impl::timingOf(const std::filesystem::path& file)
{
    auto place = known.find(file);
    if (place == known.end()) {
        KeptTiming timing{file, nullptr, {}};
        try {
            timing.result = std::make_shared<const BenchResult>(readResult(file));
        } catch (const std::exception& exception) {
            timing.error = exception.what();
        }
        place = known.emplace(file, std::move(timing)).first;
    }
    return place->second;
}

/// An error leaves listed what was found before.
void KeptFiles::Impl::look(const std::stop_token& stop, Latest<Kept>& out)
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

KeptFiles::KeptFiles()
    : m_impl(std::make_unique<Impl>())
{
}

KeptFiles::~KeptFiles() = default;

void KeptFiles::refresh()
{
    if (m_impl->waits.exchange(true))
        return;
    m_impl->worker.ask([impl = m_impl.get()](std::stop_token stop, Latest<Kept>& out) {
        impl->waits = false;
        impl->look(stop, out);
    });
}

bool KeptFiles::busy() const { return m_impl->worker.busy(); }

std::optional<Kept> KeptFiles::take() { return m_impl->worker.outbox().take(); }

} // namespace glowworm
