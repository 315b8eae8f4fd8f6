// SPDX-License-Identifier: GPL-3.0-or-later
// Two tokens, or two drawings, of one model side by side: which neurons only one of them lit and
// which both did, layer by layer. A click on a number shows those on the board and lists them. GUI
// thread.
#pragma once

#include "model/neurons/comparison.h"

#include <QWidget>

#include <vector>

class QLabel;
class QListWidget;
class QTableWidget;
class QToolButton;

namespace glowworm {

enum class Twin;

class ComparisonPage : public QWidget {
    Q_OBJECT

public:
    explicit ComparisonPage(QWidget* parent = nullptr);

    void showPair(Twin twin, const NeuronGrid& grid, const QString& first, const QString& second,
        std::vector<LayerComparison> layers, bool pinned); // B stays where it is
    /// While there is only the first; wanted: how one comes to a second.
    void showFirst(Twin twin, const QString& first, const QString& wanted);
    const std::vector<LayerComparison>& layers() const { return m_layers; }

Q_SIGNALS:
    void pinAsked();
    void endAsked();
    void neuronAsked(glowworm::NeuronAddress neuron);
    void highlighted(const std::vector<glowworm::NeuronAddress>& neurons);

private:
    void showPinned(bool pinned);
    void choose(int row, int column);
    void list();

    QLabel *m_heading, *m_first, *m_second, *m_listed;
    QTableWidget* m_table;
    QListWidget* m_list;
    QToolButton* m_pin;
    NeuronGrid m_grid;
    std::vector<LayerComparison> m_layers;
    int m_row = -1, m_column = 2; // chosen; -1: none
};

} // namespace glowworm
