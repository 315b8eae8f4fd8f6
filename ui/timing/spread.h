// SPDX-License-Identifier: GPL-3.0-or-later
// The times of a row as dots and a whisker on a logarithmic axis that all rows of a table share: a
// faint dot for each round, from the first at the top to the last at the bottom, the middle half as
// a bar, the median as a large dot. And the table's head, which has the axis' ticks. GUI thread.
#pragma once

#include "model/bench/benchmark.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

#include <vector>

namespace glowworm {

/// From the least to the largest time of a result.
struct SpreadAxis {
    double low = 1, high = 10; // microseconds
    static SpreadAxis of(const std::vector<BenchRow>& rows);
    double fractionOf(double microseconds) const; // 0 ... 1, from the left
    std::vector<double> ticks() const;            // microseconds, few
    bool operator==(const SpreadAxis&) const = default;
};

/// Where in a cell of this width its axis lies.
double placeIn(const QRect& cell, double fraction);

/// Paints the column; its items have their row's place in `rows` as Qt::UserRole, other items
/// nothing. Both outlive it.
class SpreadDelegate : public QStyledItemDelegate {
public:
    SpreadDelegate(const std::vector<BenchRow>& rows, const SpreadAxis& axis, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

private:
    const std::vector<BenchRow>& m_rows;
    const SpreadAxis& m_axis;
};

class SpreadHeader : public QHeaderView {
    Q_OBJECT

public:
    /// column: the one that has the axis.
    SpreadHeader(const SpreadAxis& axis, int column, QWidget* parent);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int index) const override;

private:
    const SpreadAxis& m_axis;
    const int m_column;
};

} // namespace glowworm
