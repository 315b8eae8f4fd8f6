// SPDX-License-Identifier: GPL-3.0-or-later
// The switchboard as an ordinary table: one row a neuron that fired, with its value, and in a
// sparse layer with how sure its router was; of two places one row a neuron that either lit. For a
// screen reader, and to copy. A copy of what it was given: it stays as it is when the board goes
// on. GUI thread.
#pragma once

#include "model/config/firing.h"
#include "model/config/firing_csv.h"
#include "model/config/neuron.h"
#include "model/neurons/comparison.h"

#include <QDialog>

class QTableWidget;

namespace glowworm {

class ElidedLabel;

class BoardTable : public QDialog {
    Q_OBJECT

public:
    /// origin: what it is of, one line above the table; source: the same in what is copied or
    /// saved.
    BoardTable(const NeuronGrid& grid, const FiringRecord& record, const QString& origin,
        const FiringSource& source, QWidget* parent);
    /// Of two places of one model.
    BoardTable(const NeuronGrid& grid, const FiringPlace& a, const FiringPlace& b,
        const QString& origin, QWidget* parent);
    const QTableWidget& table() const { return *m_table; }

Q_SIGNALS:
    void picked(glowworm::NeuronAddress neuron); // Enter or a double click on its row

private:
    void build(
        const QString& title, const QString& help, const QString& origin, const std::string& csv);
    void fill(const NeuronGrid& grid, const FiringRecord& record);
    void fill(const NeuronGrid& grid, const FiringPlace& a, const FiringPlace& b);
    void putNeuron(int row, const NeuronGrid& grid, NeuronAddress at);
    void putValue(int row, int column, const FiringRecord& record, float value);
    void tell(const QString& sentence); // beside the buttons

    QTableWidget* m_table;
    ElidedLabel* m_told;
};

} // namespace glowworm
