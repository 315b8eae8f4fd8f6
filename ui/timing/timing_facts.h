// SPDX-License-Identifier: GPL-3.0-or-later
// What a benchmark found besides its rows, in a line of tiles: how near dense reading comes to the
// machine's rate, what a second thread gives, what the number formats give and cost, and the
// quality of the models. Hidden where there is nothing to say.
#pragma once

#include "model/bench/benchmark.h"
#include "ui/widgets/value_label.h"

#include <vector>

class QHBoxLayout;

namespace glowworm {

struct TimingFact {
    QString name, value; // "2 threads", "1.7x"
    QString how;         // tooltip: the numbers behind it
    Provenance provenance = Provenance::Measured;
    bool operator==(const TimingFact&) const = default;
};
/// In the order shown; of the parts that the result has.
std::vector<TimingFact> factsOf(const BenchResult& result);

class TimingFacts : public QWidget {
    Q_OBJECT

public:
    explicit TimingFacts(QWidget* parent = nullptr);
    /// recorded: the result was opened from a file.
    void showResult(const BenchResult& result, bool recorded);

private:
    void addTile(const TimingFact& fact);

    QHBoxLayout* m_row;
    std::vector<TimingFact> m_shown;
};

} // namespace glowworm
