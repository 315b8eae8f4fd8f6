// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a benchmark, grouped by case: under each case its implementations with median, middle
// half, how many times faster the sparse one is, the 95 % interval and the verdict that follows
// from it; beside them, when two results are compared, the other one's ratio. A case's own line
// carries the verdict against our dense engine. Each cell's tooltip says how the number was
// obtained.
#pragma once

#include "ui/timing/timing_cases.h"

#include <QTreeWidget>

#include <filesystem>
#include <functional>
#include <optional>

namespace glowworm {

/// A kept result beside the shown one.
struct Compared {
    QString name; // "23 Nov 23:15"
    std::filesystem::path file;
    BenchResult result;
};

class TimingTable : public QTreeWidget {
    Q_OBJECT

public:
    explicit TimingTable(QWidget* parent = nullptr);
    /// commandOf: the command line that repeats a case, "" = there is none.
    void showResult(const BenchResult& result, const std::optional<Compared>& compared,
        std::function<QString(const TimedCase&)> commandOf);
    void selectCase(double density, int tokens);

Q_SIGNALS:
    void copyRequested();                        // Ctrl+C
    void caseChosen(double density, int tokens); // the selection went to it or one of its rows

private:
    enum Column { Impl, Median, Middle, PerSecond, Ratio, Other, Verdict, ColumnCount };
    void put(
        QTreeWidgetItem& item, Column column, const QString& text, const QString& toolTip = {});
    void showCase(QTreeWidgetItem& item, const TimedCase& one);
    void showRow(QTreeWidgetItem& item, const TimedCase& one, const BenchRow& row);
    void showCompared(QTreeWidgetItem& item, const TimedCase& one, const std::string& impl);

    BenchConfig m_config; // of the result shown
    std::vector<TimedCase> m_cases, m_otherCases;
    std::optional<Compared> m_other;
    std::function<QString(const TimedCase&)> m_commandOf;
};

} // namespace glowworm
