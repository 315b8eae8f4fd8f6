// SPDX-License-Identifier: GPL-3.0-or-later
// What may be done to the neuron that the inspector is about, as actions for buttons and a menu
// alike. They ask Inspection, where every edit can be undone. GUI thread.
#pragma once

#include "model/config/neuron.h"
#include "model/config/surgery.h"

#include <QObject>
#include <QString>

#include <optional>

class QAction;

namespace glowworm {

class Inspection;
enum class Twin;

class SurgeryActions : public QObject {
    Q_OBJECT

public:
    SurgeryActions(Inspection& inspection, Task task, QObject* parent);

    /// winner: 0 ... F - 1, what its group chose for what is shown; -1 = not known, or no router.
    void setNeuron(Twin twin, NeuronAddress neuron, int winner);

    QAction* switchOff() const { return m_switchOff; }
    QAction* alwaysChoose() const { return m_alwaysChoose; }
    QAction* pinGroup() const { return m_pinGroup; }

private:
    void renew();
    void toggleOff();
    void toggleForced(NeuronAddress neuron, const QString& words);
    QString name(NeuronAddress neuron) const;

    Inspection& m_inspection;
    const Task m_task;
    QAction *m_switchOff, *m_alwaysChoose, *m_pinGroup;
    Twin m_twin;
    std::optional<NeuronAddress> m_neuron;
    int m_winner = -1;
    bool m_hasLost = false; // to another one, for what is shown
};

} // namespace glowworm
