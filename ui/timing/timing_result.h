// SPDX-License-Identifier: GPL-3.0-or-later
// The result card of the timing panel, below the verdict: the table, what else was found, the
// equivalence check, what is noteworthy, the machine, in one line or in full; and copying and
// exporting all of it.
#pragma once

#include "ui/timing/timing_facts.h"
#include "ui/timing/timing_table.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace glowworm {

class ElidedLabel;
struct Ceiling;

class TimingResult : public QFrame {
    Q_OBJECT

public:
    explicit TimingResult(QWidget* parent = nullptr);

    /// recorded: the numbers are not of this run.
    void showResult(const BenchResult& result, bool recorded,
        const std::optional<Compared>& compared, bool running, const std::vector<Ceiling>& ceilings,
        std::function<QString(const TimedCase&)> commandOf);
    TimingTable& table() { return *m_table; }
    QString equivalence() const; // how the check came out; "" = there was none yet

Q_SIGNALS:
    void exportAsked();

private:
    void showEquivalence(const BenchResult& result);
    void showDetails();
    void copy();

    BenchResult m_result;
    QWidget *m_more, *m_rows; // the lines below; around the table
    QLabel *m_equivalence, *m_notes, *m_machine, *m_emptyTable;
    ElidedLabel* m_brief;
    QPushButton *m_details, *m_export, *m_copy;
    TimingTable* m_table;
    TimingFacts* m_facts;
};

} // namespace glowworm
