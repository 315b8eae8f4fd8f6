// SPDX-License-Identifier: GPL-3.0-or-later
// What a configuration will cost, beside its dense twin: bytes read as bars, parameters by part,
// bytes and multiply-adds per token, the ceilings that bytes put on any speed-up, memory to train,
// and, once some steps were measured, the time. Follows each keystroke.
#pragma once

#include "model/config/config.h"
#include "model/training/training_history.h"

#include <QFrame>

#include <optional>

class QGridLayout;
class QLabel;

namespace glowworm {

class BytesBars;
class ValueLabel;

class CostCard : public QFrame {
    Q_OBJECT

public:
    explicit CostCard(QWidget* parent = nullptr);

    void setConfig(const RunConfig& config, bool twins);
    /// Estimated from a training of this very configuration; null = there is none.
    void showTime(const TrainingHistory* history);

private:
    struct Line {
        QLabel* name;
        ValueLabel *sparse, *dense;
    };

    Line addLine(QGridLayout* grid, const QString& name);
    void nameRows();
    void showParts();
    void showTotals();

    RunConfig m_config;
    bool m_twins = false;
    BytesBars* m_bars;
    std::vector<Line> m_parts; // one for each Part
    Line m_parameters, m_bytes, m_macs;
    QLabel *m_sparseHead, *m_ceilingTokenName, *m_why, *m_memoryWarning;
    ValueLabel *m_fired, *m_ceilingLayer, *m_ceilingToken, *m_memory, *m_time;
};

} // namespace glowworm
