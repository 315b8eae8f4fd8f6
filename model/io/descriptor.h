// SPDX-License-Identifier: GPL-3.0-or-later
// File descriptors that close themselves, and system calls that a signal does not end. Any thread.
#pragma once

#include <cerrno>
#include <utility>

#include <unistd.h>

namespace glowworm {

/// Owns what open() and its like returned; below 0 = none. Stands for its number.
class Descriptor {
public:
    Descriptor(int number = -1)
        : m_number(number)
    {
    }
    Descriptor(Descriptor&& other) noexcept
        : m_number(std::exchange(other.m_number, -1))
    {
    }
    Descriptor& operator=(Descriptor other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            close(m_number);
    }
    operator int() const { return m_number; }

private:
    int m_number;
};

/// The result of call(), made again for as long as a signal interrupts it.
template <class Call> auto repeated(Call call)
{
    auto result = call();
    while (result < 0 && errno == EINTR)
        result = call();
    return result;
}

} // namespace glowworm
