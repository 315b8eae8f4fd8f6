// SPDX-License-Identifier: GPL-3.0-or-later
// The result card of the timing panel: the equivalence check, the table, what else was found, what
// is noteworthy, the machine; and copying and exporting all of it.
#pragma once

#include "ui/timing/timing_facts.h"
#include "ui/timing/timing_table.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace glowworm {

struct Ceiling;

class TimingResult : public QFrame {
    Q_OBJECT

public:
    explicit TimingResult(QWidget* parent = nullptr);

    /// source: where the numbers come from when they are not of this run ("recorded 23 Nov 23:15,
    /// file ..."), "" = measured now.
    void showResult(const BenchResult& result, const QString& source,
        const std::optional<Compared>& compared, bool running, const std::vector<Ceiling>& ceilings,
        std::function<QString(const TimedCase&)> commandOf);
    TimingTable& table() { return *m_table; }
    void askToExport(); // and then exportRequested()

Q_SIGNALS:
    void exportRequested(const QString& file);

private:
    void showEquivalence(const BenchResult& result);
    void copy();

    BenchResult m_result;
    QLabel *m_source, *m_equivalence, *m_notes, *m_machine, *m_emptyTable;
    QPushButton *m_export, *m_copy;
    TimingTable* m_table;
    TimingFacts* m_facts;
};

} // namespace glowworm
