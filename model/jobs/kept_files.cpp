// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/kept_files.h"

#include "model/bench/result_file.h"
#include "model/data/data_folder.h"
#include "model/jobs/lane.h"
#include "model/jobs/mailbox.h"

#include <map>
#include <mutex>
#include <utility>

namespace glowworm {

namespace {

constexpr std::size_t kMostTimings = 100;

} // namespace

struct KeptFiles::Impl {
    mutable std::mutex mutex; // of what follows
    bool asked = false, working = false;

    std::map<std::filesystem::path, KeptTiming>
        known; // lane; these files never change, so each is read once
    Latest<Kept> found;
    Lane lane; // last: it stops before the rest goes

    void work(const std::stop_token& stop);
    void look(const std::stop_token& stop);
    bool isAsked();
    const KeptTiming& timingOf(const std::filesystem::path& file);
};

bool KeptFiles::Impl::isAsked()
{
    const std::lock_guard lock(mutex);
    working = std::exchange(asked, false);
    return working;
}

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

void KeptFiles::Impl::look(const std::stop_token& stop)
{
    Kept kept{listRuns(runsFolder()), listExperimentResults(runsFolder()), {}};
    for (const std::filesystem::path& file : listResults(timingsFolder())) {
        if (stop.stop_requested())
            return;
        if (kept.timings.size() == kMostTimings)
            break;
        kept.timings.push_back(timingOf(file));
    }
    found.post(std::move(kept));
}

void KeptFiles::Impl::work(const std::stop_token& stop)
{
    while (isAsked()) {
        try {
            look(stop);
        } catch (const std::exception&) {
            // Out of memory: what was found before stays listed, and busy() ends, on which the
            // window's end waits.
        }
    }
}

KeptFiles::KeptFiles()
    : m_impl(std::make_unique<Impl>())
{
}

KeptFiles::~KeptFiles() = default;

void KeptFiles::refresh()
{
    const std::lock_guard lock(m_impl->mutex);
    m_impl->asked = true;
    if (!std::exchange(m_impl->working, true))
        m_impl->lane.start([impl = m_impl.get()](std::stop_token stop) { impl->work(stop); });
}

bool KeptFiles::busy() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->working;
}

std::optional<Kept> KeptFiles::take() { return m_impl->found.take(); }

} // namespace glowworm
