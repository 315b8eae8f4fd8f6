// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/kept_scan.h"

#include "model/base/error.h"
#include "model/io/paths.h"

#include <utility>

namespace glowworm {
namespace {

constexpr std::chrono::seconds kKeepEvery{10}; // of reading: what a crash may lose

} // namespace

KeptScan::KeptScan(const ModelState& model, std::shared_ptr<const NeuronCorpus> corpus,
    const std::string& hash, WeightFormat format, int threads)
    : m_corpus(std::move(corpus))
    , m_key{hash, m_corpus->hash, format}
    , m_file(m_key.file())
    , m_scan(model, m_corpus, format, threads)
{
    if (!isFile(m_file))
        return;
    try {
        m_scan.resume(readActivity(
            m_file, m_key, activity().grid(), model.config.isSparse(), m_corpus->size()));
        m_keptSeen = activity().seen();
    } catch (const Error& error) {
        m_problem = std::string(error.what()) + " The counting begins anew.";
    }
}

bool KeptScan::advance(const StopCheck& stop)
{
    const bool more = m_scan.advance(stop);
    if (finished() || Clock::now() - m_kept > kKeepEvery)
        keep();
    return more;
}

void KeptScan::keep()
{
    m_kept = Clock::now();
    if (m_file.empty() || activity().seen() == m_keptSeen)
        return;
    try {
        keepActivity(m_file, m_key, activity());
        m_keptSeen = activity().seen();
    } catch (const Error& error) {
        m_problem = error.what();
        m_file.clear();
    }
}

std::string KeptScan::takeProblem() { return std::exchange(m_problem, {}); }

} // namespace glowworm
