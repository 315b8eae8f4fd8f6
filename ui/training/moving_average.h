// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace glowworm {

/// Causal exponential moving average with bias correction; a window of w steps weights the newest
/// value with 2 / (w + 1). What follows never changes what came before, and a constant stays that
/// constant.
class MovingAverage {
public:
    explicit MovingAverage(int window)
        : m_weight(2.0 / (window + 1))
    {
    }
    double next(double value)
    {
        m_sum += m_weight * (value - m_sum);
        m_norm += m_weight * (1 - m_norm);
        return m_sum / m_norm;
    }

private:
    double m_weight, m_sum = 0, m_norm = 0;
};

} // namespace glowworm
