// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_row.h"

#include "ui/timing/timing_table.h"
#include "ui/widgets/value_label.h"

#include <QStringList>

namespace glowworm {

namespace {

QString samplesText(const BenchRow& row)
{
    QStringList words;
    for (const double sample : row.samples)
        words += numberText(sample);
    return TimingTable::tr("measured: median of %1 rounds; microseconds of each: %2")
        .arg(row.roundsDone)
        .arg(words.join(QStringLiteral("  ")));
}

} // namespace

QString middleHalfText(const BenchRow& row)
{
    if (row.roundsDone == 0)
        return TimingTable::tr("no timed round yet");
    return TimingTable::tr("middle half %1 to %2")
        .arg(durationText(row.microseconds.q1 * 1e-6), durationText(row.microseconds.q3 * 1e-6));
}

QVariant TimingRow::data(int column, int role) const
{
    const auto place = QTreeWidgetItem::data(m_spread, Qt::UserRole).toUInt();
    if (role != Qt::ToolTipRole || (column != m_median && column != m_spread)
        || place >= m_rows.size())
        return QTreeWidgetItem::data(column, role);
    const BenchRow& row = m_rows[place];
    if (row.roundsDone == 0)
        return middleHalfText(row);
    return column == m_median ? samplesText(row)
                              : middleHalfText(row) + QLatin1Char('\n') + samplesText(row);
}

} // namespace glowworm
