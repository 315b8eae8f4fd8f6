// SPDX-License-Identifier: GPL-3.0-or-later
// How the next character is chosen, and how many: one spin box for each field of the sampling
// table, two beside each other. GUI thread.
#pragma once

#include "model/config/config.h"

#include <QWidget>

class QAbstractSpinBox;
class QGridLayout;

namespace glowworm {

class SampleForm : public QWidget {
    Q_OBJECT

public:
    explicit SampleForm(QWidget* parent = nullptr);

    const SampleConfig& config() const { return m_config; }
    /// As it is, until a box is changed, which shows it rounded; what lies outside a box becomes
    /// its limit.
    void setConfig(const SampleConfig& config);
    /// "temperature 0.8", "seed 1", ...: what is set, without what is off.
    QStringList summary() const;
    /// A field that is not of the table, behind those that are there.
    void addField(const QString& label, QWidget* field);

Q_SIGNALS:
    void edited();

private:
    QAbstractSpinBox* makeBox(const Field<SampleConfig>& field);
    void take(const Field<SampleConfig>& field, const QString& text);

    SampleConfig m_config;
    QGridLayout* m_grid;
    int m_fields = 0;
};

} // namespace glowworm
