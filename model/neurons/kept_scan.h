// SPDX-License-Identifier: GPL-3.0-or-later
// A scan whose counts outlive it: kept in the cache folder every ten seconds, at its end and when
// asked, and gone on with by the next one. Blocks; any one thread.
#pragma once

#include "model/neurons/activity_file.h"
#include "model/neurons/scan.h"

#include <chrono>
#include <memory>
#include <string>

namespace glowworm {

class KeptScan {
public:
    /// hash: of the model's checkpoint; "" = not from a file, nothing is kept. Throws Error as
    /// NeuronScan does; counts that cannot be read are a problem() and begin anew.
    KeptScan(const ModelState& model, std::shared_ptr<const NeuronCorpus> corpus,
        const std::string& hash, WeightFormat format = WeightFormat::Fp32, int threads = 1);

    /// As NeuronScan::advance().
    bool advance(const StopCheck& stop = {});
    bool finished() const { return m_scan.finished(); }
    void keep(); // what is new since the last time
    const NeuronActivity& activity() const { return m_scan.activity(); }
    const NeuronCorpus& corpus() const { return *m_corpus; }
    /// What could not be read or kept since the last call, a sentence; "" = nothing. One that could
    /// not be kept is not tried again.
    std::string takeProblem();

private:
    using Clock = std::chrono::steady_clock;

    const std::shared_ptr<const NeuronCorpus> m_corpus;
    const ActivityKey m_key;
    std::filesystem::path m_file; // "" = nothing is kept
    NeuronScan m_scan;
    Clock::time_point m_kept = Clock::now();
    std::int64_t m_keptSeen = 0;
    std::string m_problem;
};

} // namespace glowworm
