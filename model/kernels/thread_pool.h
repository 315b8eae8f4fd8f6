// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's own threads: a range split into equal parts, one part a thread, or pieces taken one
// by one. Workers spin briefly, then sleep. Outputs are split and sums have an order, so results do
// not depend on the number of threads, nor on who computes a part: on a busy machine the caller
// takes what no worker has begun. One user at a time.
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
    /// Calls piece(begin, end) so that [0, count) is covered once, in multiples of `grain` but for
    /// the last; blocks until all pieces are done, but never for a worker that has not begun one.
    /// `piece` must not throw.
    void split(std::int64_t count, std::int64_t grain,
        const std::function<void(std::int64_t begin, std::int64_t end)>& piece);

    /// compute(i) for every i in [0, count), several at once, and take(i) after it, one at a time
    /// and in ascending order: for what is summed. At most 2 threads() of them are begun and not
    /// taken. Blocks. The first exception of either ends it and is thrown.
    void inOrder(std::int64_t count, const std::function<void(std::int64_t)>& compute,
        const std::function<void(std::int64_t)>& take);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
