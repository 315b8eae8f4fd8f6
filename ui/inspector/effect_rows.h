// SPDX-License-Identifier: GPL-3.0-or-later
// What a neuron makes likelier by itself and what less likely, and whether its value turns that
// round now. GUI thread.
#pragma once

#include "model/config/config.h"
#include "model/neurons/report.h"

#include <QWidget>

class QLabel;

namespace glowworm {

class EffectRows : public QWidget {
    Q_OBJECT

public:
    explicit EffectRows(Task task, QWidget* parent = nullptr);

    void clear(); // another neuron: nothing is known yet
    void showEffects(const NeuronReport& report);
    /// What a neuron adds is its value times its effect: of a negative one both rows are the wrong
    /// way round, and say so.
    void setReversed(bool reversed);
    QString spoken() const;

private:
    void nameRows(); // for screen readers

    const Task m_task;
    bool m_isReversed = false;
    QLabel *m_likelier, *m_less, *m_reversed;
};

} // namespace glowworm
