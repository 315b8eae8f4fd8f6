// SPDX-License-Identifier: GPL-3.0-or-later
// How the next character is chosen, and how many: one spin box for each field of the sampling
// table, in a row. GUI thread.
#pragma once

#include "model/config/config.h"

#include <QWidget>

class QAbstractSpinBox;
class QHBoxLayout;

namespace glowworm {

class SampleForm : public QWidget {
    Q_OBJECT

public:
    explicit SampleForm(QWidget* parent = nullptr);

    const SampleConfig& config() const { return m_config; }

Q_SIGNALS:
    void edited();

private:
    QAbstractSpinBox* makeBox(const Field<SampleConfig>& field);
    void take(const Field<SampleConfig>& field, const QString& text);

    SampleConfig m_config;
};

} // namespace glowworm
