// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the table of timings. Its tips that name every round are made when they are asked for:
// while it is measured the row is filled four times a second, and nobody reads most of them.
#pragma once

#include "model/bench/benchmark.h"

#include <QTreeWidgetItem>

#include <vector>

namespace glowworm {

class TimingRow : public QTreeWidgetItem {
public:
    /// Of these rows, which outlive it, the one whose place the data of the column `spread` says.
    TimingRow(const std::vector<BenchRow>& rows, int median, int spread)
        : m_rows(rows)
        , m_median(median)
        , m_spread(spread)
    {
    }
    QVariant data(int column, int role) const override;

private:
    const std::vector<BenchRow>& m_rows;
    const int m_median, m_spread; // columns
};

/// "middle half 1.2 us to 1.4 us", or that nothing is measured yet.
QString middleHalfText(const BenchRow& row);

} // namespace glowworm
