// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a corpus with a model and counts what its neurons do, as a step machine. Texts are read in
// windows of the model's context T, back to back, each from an empty context: every token once,
// with what stands before it in its window. Pictures are read 256 at a time. The windows are taken
// in an order that spreads over the corpus: what is known after some of them is a sample of all of
// it, after the first of its first stretch alone, and after the last it is exact. Rivals of sparse
// layers are counted on every token. Blocks; any one thread.
#pragma once

#include "model/base/stop_check.h"
#include "model/config/model_state.h"
#include "model/kernels/weight_matrix.h"
#include "model/neurons/activity.h"
#include "model/neurons/corpus.h"

#include <memory>

namespace glowworm {

class NeuronScan {
public:
    /// Packs the model in the format, about 20 ms at full size. Throws Error when the corpus is of
    /// the other task, or empty.
    NeuronScan(const ModelState& model, std::shared_ptr<const NeuronCorpus> corpus,
        WeightFormat format = WeightFormat::Fp32, int threads = 1);
    ~NeuronScan();

    /// Goes on from what an earlier scan of the same model and corpus has counted. Throws Error
    /// when no number of whole windows gives that many tokens.
    void resume(NeuronActivity counted);

    /// One window, some 30 ms at full size. False when it was the last one, or `stop` asked before
    /// it. Throws Error, and counts nothing of it, where the model's scores are not finite.
    bool advance(const StopCheck& stop = {});
    bool finished() const;
    const NeuronActivity& activity() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// The counts with the name of what they were counted over.
NeuronCensus censusOf(const NeuronActivity& activity, const NeuronCorpus& corpus);

} // namespace glowworm
