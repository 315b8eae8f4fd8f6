// SPDX-License-Identifier: GPL-3.0-or-later
// The processes that train one network together, on LibTorch's c10d: Gloo, and NCCL for what lies
// on a GPU. All of them call the same functions in the same order; each call first agrees that none
// of them is leaving, so that no one waits for a process that has gone. Training lane only; every
// call blocks until all have made it, at most DistributedEnvironment::patience.
#pragma once

#include "model/torch/torch_compat.h"
#include "model/training/trainer.h"

#include <memory>
#include <utility>
#include <vector>

namespace glowworm {

class ProcessGroup {
public:
    /// Blocks until all have joined. device: where the tensors of the calls lie. Throws Error, also
    /// when this LibTorch has no c10d.
    ProcessGroup(const DistributedEnvironment& environment, const torch::Device& device);
    /// Leaves: the next call of each of the others returns false.
    ~ProcessGroup();

    int rank() const;
    int size() const;
    /// This process' contiguous part [first, last) of `count` things.
    std::pair<std::int64_t, std::int64_t> share(std::int64_t count) const;

    /// Replaces the tensors, contiguous and of one type, by their sums over all processes, bit for
    /// bit the same in each. False, and nothing is changed, when one of them is leaving or has
    /// left; `leaving`: this one. Throws Error when a process is lost.
    bool sum(const std::vector<torch::Tensor>& tensors, bool leaving = false);
    /// The same, but with the values of the first process.
    bool copyFirst(const std::vector<torch::Tensor>& tensors);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
