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
class QPushButton;

namespace glowworm {

class BytesBars;
class ValueLabel;

class CostCard : public QFrame {
    Q_OBJECT

public:
    explicit CostCard(QWidget* parent = nullptr);

    void setConfig(const RunConfig& config, bool twins);
    /// Estimated from a training of this very configuration, null = there is none; else from how
    /// fast this machine trains (Calibration), where that is known. judged: characters or pictures
    /// of one evaluation.
    void showTime(const TrainingHistory* history, std::optional<double> speed, std::int64_t judged);
    std::optional<double> seconds() const { return m_seconds; } // that it shows
    /// refusal: why it cannot be measured now; "" = it may be.
    void showMeasuring(bool measuring, const QString& refusal);
    /// The same of any button that measures.
    static void showMeasuring(QPushButton& button, bool measuring, const QString& refusal);

Q_SIGNALS:
    void measureAsked(); // how fast this machine trains

private:
    struct Line {
        QLabel* name;
        ValueLabel *sparse, *dense;
    };

    Line addLine(QGridLayout* grid, const QString& name);
    QGridLayout* buildFacts();
    void nameRows();
    void showParts();
    void showTotals();

    QPushButton* m_measure;
    RunConfig m_config;
    bool m_twins = false;
    std::optional<double> m_seconds;
    BytesBars* m_bars;
    std::vector<Line> m_parts; // one for each Part
    Line m_parameters, m_bytes, m_macs;
    QLabel *m_sparseHead, *m_ceilingTokenName, *m_why, *m_memoryWarning;
    ValueLabel *m_fired, *m_ceilingLayer, *m_ceilingToken, *m_memory, *m_time;
};

} // namespace glowworm
