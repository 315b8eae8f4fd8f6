// SPDX-License-Identifier: GPL-3.0-or-later
// The two kinds of outbox of a Worker, between its thread and whoever shows its results. Any thread
// may post; producers never wait for the screen, the reader takes what is there on its own pulse.
#pragma once

#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace glowworm {

/// Lossless: everything posted, oldest first. For small reports.
template <typename T> class Mailbox {
public:
    void post(T item)
    {
        const std::lock_guard lock(m_mutex);
        m_items.push_back(std::move(item));
    }
    std::vector<T> drain()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_items, {});
    }

private:
    std::mutex m_mutex;
    std::vector<T> m_items; // posted since the last drain(), in the order of the lock
};

/// Newest only. For large values.
template <typename T> class Latest {
public:
    void post(T item)
    {
        std::optional<T> old(std::move(item)); // what it replaces is destroyed outside the lock
        const std::lock_guard lock(m_mutex);
        m_item.swap(old);
    }
    std::optional<T> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_item, std::nullopt);
    }

private:
    std::mutex m_mutex;
    std::optional<T> m_item; // the newest posted since the last take()
};

} // namespace glowworm
