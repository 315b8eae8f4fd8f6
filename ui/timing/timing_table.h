// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a benchmark, grouped by case: under each case its implementations with median, every
// round as a dot on an axis that all rows share, how many times faster the sparse one is with the
// 95 % interval; beside them, when two results are compared, the other one's ratio. A case's own
// line carries the ratio against our dense engine. Each cell's tooltip says how the number was
// obtained. A click on the head sorts within the cases.
#pragma once

#include "ui/timing/spread.h"
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

/// How the table is sorted; none = as it was planned.
enum class TimingOrder { Plan, Name, Time, Ratio };

struct TimingSort {
    TimingOrder by = TimingOrder::Plan;
    bool descending = false;
    bool operator==(const TimingSort&) const = default;
};

class TimingTable : public QTreeWidget {
    Q_OBJECT

public:
    explicit TimingTable(QWidget* parent = nullptr);
    /// commandOf: the command line that repeats a case, "" = there is none.
    void showResult(const BenchResult& result, const std::optional<Compared>& compared,
        std::function<QString(const TimedCase&)> commandOf);
    void selectCase(double density, int tokens);

    TimingSort sort() const { return m_sort; }
    void setSort(const TimingSort& sort);
    /// The row, or the case's own line (impl ""), that is selected; none where there is no such.
    struct Picked {
        double density = 1;
        int tokens = 1;
        std::string impl;
        bool operator==(const Picked&) const = default;
    };
    std::optional<Picked> picked() const;
    void pick(const Picked& picked); // nothing where there is no such row

    const SpreadAxis& spread() const { return m_spread; }

Q_SIGNALS:
    void copyRequested();                             // Ctrl+C
    void caseChosen(double density, int tokens);      // the selection went to it or one of its rows
    void sortAsked(const glowworm::TimingSort& sort); // by the person: setSort() does it

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Column { Impl, Median, Spread, PerSecond, Ratio, Other, ColumnCount };
    void buildHead();
    void askToSort(int column);
    void put(
        QTreeWidgetItem& item, Column column, const QString& text, const QString& toolTip = {});
    void fill();
    void order();
    void showCase(QTreeWidgetItem& item, const TimedCase& one);
    void showRow(QTreeWidgetItem& item, const TimedCase& one, const BenchRow& row);
    void nameRow(QTreeWidgetItem& item);
    void showCompared(QTreeWidgetItem& item, const TimedCase& one, const std::string& impl);
    void fitColumns();

    BenchConfig m_config;                         // of the result shown
    std::vector<TimedCase> m_cases, m_otherCases; // as they are sorted
    std::vector<BenchRow> m_rows;                 // of all cases, as shown: what the dots are of
    SpreadAxis m_spread;
    TimingSort m_sort;
    BenchResult m_result;
    std::optional<Compared> m_other;
    std::function<QString(const TimedCase&)> m_commandOf;
    bool m_filling = false; // who is selected does not change by that
};

} // namespace glowworm
