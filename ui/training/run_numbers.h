// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of a training run, sparse beside dense: losses, speed, how the router uses the
// neurons, and the gap at equal steps; the newest ones, or those up to a step that is looked back
// at. Shows what a TrainingHistory holds.
#pragma once

#include "model/config/config.h"
#include "model/training/training_history.h"
#include "ui/widgets/value_label.h"

#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;
class QLayout;

namespace glowworm {

class RunNumbers : public QWidget {
    Q_OBJECT

public:
    explicit RunNumbers(QWidget* parent = nullptr);
    void showCurves(
        const TrainingHistory& curves, Task task, std::optional<std::int64_t> upTo = {});

private:
    enum Row { TrainLoss, ValidationLoss, Accuracy, Speed, GradientNorm, Dead, Entropy, RowCount };

    void addRow(QGridLayout& grid, Row row, const QString& label, const QString& help);
    QLayout* buildBest();
    void showBest(const TrainingHistory& history);
    void nameValidation(const TrainingHistory& history, std::optional<std::int64_t> upTo);
    void showTwin(const TwinHistory& history, Twin twin, Task task);
    void setOrMiss(Row row, Twin twin, const QString& number, const QString& detail);

    std::array<std::array<ValueLabel*, 2>, RowCount> m_values{};
    std::array<QLabel*, RowCount> m_labels{};
    QLabel* m_unit;
    ValueLabel *m_best, *m_bestTwin; // the second: of the dense twin beside a sparse model
    ValueLabel* m_gap;
};

} // namespace glowworm
