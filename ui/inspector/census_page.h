// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector shows while nothing is picked: what the panel puts there, and how evenly the
// neurons of a model are used over a corpus. A click on a number shows those neurons on the board.
// GUI thread.
#pragma once

#include "model/neurons/activity.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QTableWidget;
class QVBoxLayout;

namespace glowworm {

class ValueLabel;
enum class Provenance;
enum class Task;
enum class Twin;

class CensusPage : public QWidget {
    Q_OBJECT

public:
    CensusPage(Task task, QWidget* parent = nullptr);

    void setAtRest(QWidget* widget); // above the census; becomes a child
    void showCensus(const NeuronCensus& census);
    void showReason(const QString& reason); // in its place
    /// While there is no census: of each layer, the neurons that the text on screen has used; none:
    /// there is no text.
    void showTextUse(
        Twin twin, const NeuronGrid& grid, const std::vector<int>& used, Provenance from);
    void clearChoice(); // no neurons are meant any more
    const std::optional<NeuronCensus>& census() const { return m_census; }

Q_SIGNALS:
    void highlighted(const std::vector<glowworm::NeuronAddress>& neurons); // none: no more

private:
    /// A row stands for a layer or, of a model with one layer, for a group.
    struct Row {
        int layer = 0, group = -1; // -1: all of the layer
        int dead = 0, hot = 0;
        double evenness = 0;
        int leastEven = 0; // group
    };
    std::vector<Row> rows() const;
    void fitHeader();
    void showParts(); // those that have something to say
    void choose(int row, int column);
    std::vector<NeuronAddress> meant(const Row& row, int column) const;

    const Task m_task;
    QVBoxLayout* m_column;
    QWidget* m_atRest = nullptr;
    QLabel *m_heading, *m_note, *m_corpus;
    QTableWidget* m_table;
    ValueLabel* m_use; // below all, while there is no census
    bool m_hasUse = false;
    std::optional<NeuronCensus> m_census;
    int m_chosenRow = -1, m_chosenColumn = -1;
};

} // namespace glowworm
