// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bench_table.h"

#include "plots/timing_plot.h"
#include "theme.h"
#include "views/value_label.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace glowworm {

namespace {

QString implementationHelp(const std::string& impl)
{
    if (impl == "sparse")
        return BenchTable::tr("Our engine: the router chooses, then only the fired neurons' rows are read and multiplied.");
    if (impl == "dense")
        return BenchTable::tr("Our engine, same kernels and threads: every neuron is computed.");
    if (impl == "libtorch-dense")
        return BenchTable::tr("LibTorch's own operators on the same weights and inputs, every neuron computed.");
    return BenchTable::tr("LibTorch's own operators in the study's way: the fired neurons' rows are gathered by index, then multiplied.");
}

const BenchRatio* ratioOf(const BenchRow& row, const BenchResult& result)
{
    const bool token = result.config.target == BenchTarget::Token;
    const auto found = std::find_if(result.ratios.begin(), result.ratios.end(), [&](const BenchRatio& ratio) {
        return ratio.over == row.impl + "/sparse" && ratio.tokens == row.tokens && (token || ratio.density == row.density);
    });
    return found == result.ratios.end() ? nullptr : &*found;
}

bool isNumeric(int column) { return column > 0 && column < 7; } // all but implementation and verdict

/// Ratios carry two significant digits, above 100 as well.
QString twoDigits(double value)
{
    const double unit = value > 0 ? std::pow(10.0, std::floor(std::log10(value)) - 1) : 1;
    return numberText(std::round(value / unit) * unit, 2);
}

QString microseconds(double value) { return durationText(value * 1e-6); }

QString samplesText(const BenchRow& row)
{
    QStringList words;
    for (const double sample : row.samples)
        words += numberText(sample);
    return BenchTable::tr("measured: median of %1 rounds; microseconds of each: %2")
        .arg(row.roundsDone)
        .arg(words.join(QStringLiteral("  ")));
}

} // namespace

QString implementationWords(const std::string& impl)
{
    if (impl == "sparse")
        return BenchTable::tr("sparse, Glowworm");
    if (impl == "dense")
        return BenchTable::tr("dense, Glowworm");
    return impl == "libtorch-dense" ? BenchTable::tr("dense, LibTorch") : BenchTable::tr("sparse by gather, LibTorch");
}

BenchTable::BenchTable(QWidget* parent)
    : QTableWidget(0, ColumnCount, parent)
{
    setHorizontalHeaderLabels({tr("Implementation"), tr("Fires"), tr("Tokens a call"), tr("Median"), tr("Middle half"), tr("Tokens/s"),
        tr("Sparse is faster by [95 %]"), tr("Verdict")});
    const std::array<QString, ColumnCount> help = {tr("Which code did the work"), tr("Share of the sparse layer's neurons that fire"),
        tr("Tokens in one call"), tr("Median over rounds of the time of one call (FF layer: one layer; whole token: one token)"),
        tr("First to third quartile over rounds"), tr("Computed from the median"),
        tr("This row's median divided by the sparse one's of the same case, with the 95 % bootstrap interval over paired rounds (2,000 "
           "resamples)"),
        tr("Chosen by the interval alone: when it contains 1, no difference is shown")};
    for (int column = 0; column < ColumnCount; ++column) {
        horizontalHeaderItem(column)->setToolTip(help[static_cast<std::size_t>(column)]);
        horizontalHeaderItem(column)->setTextAlignment((isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(24);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setShowGrid(false);
    setStyleSheet(QStringLiteral("QTableView::item { border: 0; padding: 0 5px; }")); // as the header's sections
    setFrameShape(QFrame::NoFrame);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setAccessibleName(tr("Timings"));
    setColumnHidden(PerSecond, true);
}

void BenchTable::put(int row, Column column, const QString& text, const QString& toolTip)
{
    QTableWidgetItem* cell = item(row, column);
    if (!cell) {
        cell = new QTableWidgetItem;
        if (isNumeric(column))
            cell->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        setItem(row, column, cell);
    }
    cell->setText(text);
    cell->setToolTip(toolTip);
}

void BenchTable::showResult(const BenchResult& result)
{
    const bool token = result.config.target == BenchTarget::Token;
    setColumnHidden(Tokens, token);
    setColumnHidden(PerSecond, !token);
    setRowCount(static_cast<int>(result.rows.size()));
    for (std::size_t i = 0; i < result.rows.size(); ++i)
        showRow(static_cast<int>(i), result.rows[i], result);
}

void BenchTable::showRow(int at, const BenchRow& row, const BenchResult& result)
{
    put(at, Impl, implementationWords(row.impl), implementationHelp(row.impl));
    put(at, Fires, densityText(row.density));
    put(at, Tokens, countText(row.tokens));
    const QString how = samplesText(row);
    const bool measured = row.roundsDone > 0;
    put(at, Median, measured ? microseconds(row.microseconds.median) : missingText(), measured ? how : tr("no timed round yet"));
    put(at, Middle, measured ? tr("%1 to %2").arg(microseconds(row.microseconds.q1), microseconds(row.microseconds.q3)) : missingText(),
        how);
    put(at, PerSecond, measured ? numberText(1e6 / row.microseconds.median) : missingText(), tr("one second divided by the median"));
    const BenchRatio* ratio = ratioOf(row, result);
    const QString unfinished = measured && row.roundsDone < result.config.repeats
        ? tr("%1 of %2 rounds").arg(row.roundsDone).arg(result.config.repeats)
        : QString();
    if (row.impl == "sparse") {
        put(at, Ratio, QString(), tr("The others are compared with this row"));
        put(at, Verdict, unfinished);
        return;
    }
    put(at, Ratio,
        ratio ? tr("%1\u00d7 [%2, %3]").arg(twoDigits(ratio->ratio.value), twoDigits(ratio->ratio.low), twoDigits(ratio->ratio.high))
              : missingText(),
        ratio ? tr("measured: %1 divided by sparse, medians over %2 rounds").arg(implementationWords(row.impl)).arg(row.roundsDone)
              : tr("shown after five rounds"));
    const QString verdict = ratio ? QString::fromStdString(ratio->verdict) : unfinished;
    put(at, Verdict, verdict, verdict);
}

void BenchTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        Q_EMIT copyRequested();
    else
        QTableWidget::keyPressEvent(event);
}

} // namespace glowworm
