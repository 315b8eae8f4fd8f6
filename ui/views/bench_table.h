// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a benchmark as a table: each implementation with its median, the middle half of its rounds, and how many times faster the
// sparse one is than it, with the 95 % interval and the verdict that follows from it. Each cell's tooltip says how the number was obtained.
#pragma once

#include "bench/benchmark.h"

#include <QTableWidget>

namespace glowworm {

class BenchTable : public QTableWidget {
    Q_OBJECT

public:
    explicit BenchTable(QWidget* parent = nullptr);
    void showResult(const BenchResult& result);

Q_SIGNALS:
    void copyRequested(); // Ctrl+C

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum Column { Impl, Fires, Tokens, Median, Middle, PerSecond, Ratio, Verdict, ColumnCount };
    void put(int row, Column column, const QString& text, const QString& toolTip = {});
    void showRow(int at, const BenchRow& row, const BenchResult& result);
};

/// "dense, LibTorch": what the screen calls an implementation of the benchmark.
QString implementationWords(const std::string& impl);

} // namespace glowworm
