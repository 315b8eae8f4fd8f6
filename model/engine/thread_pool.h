// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's own threads: a range split into equal parts, one part a thread. Workers spin briefly, then sleep. Outputs are
// split, never sums, so results do not depend on the number of threads. One user at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

namespace glowworm {

class ThreadPool {
public:
    /// threads >= 1, the caller's own thread included; 1 starts none.
    explicit ThreadPool(int threads);
    ~ThreadPool(); // joins
    int threads() const;
    /// Calls piece(begin, end) so that [0, count) is covered once, in multiples of `grain` but for the last; blocks until all
    /// pieces are done. `piece` must not throw.
    void split(std::int64_t count, std::int64_t grain, const std::function<void(std::int64_t begin, std::int64_t end)>& piece);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
