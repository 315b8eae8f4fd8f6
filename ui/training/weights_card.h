// SPDX-License-Identifier: GPL-3.0-or-later
// The newest numbers of the run, which checkpoint was written last, and the way of its weights into
// the other panels. GUI thread.
#pragma once

#include "model/config/config.h"

#include <QFrame>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QUndoStack;

namespace glowworm {

class RunNumbers;
class Training;
class TrainingHistory;

class WeightsCard : public QFrame {
    Q_OBJECT

public:
    /// The stack outlives it.
    WeightsCard(Training& training, QUndoStack& edits, QWidget* parent);

    void restart(Task task); // another run
    void showSaved(const QString& file);
    /// Of these curves; upTo: a step that is looked back at.
    void showNumbers(const TrainingHistory& curves, std::optional<std::int64_t> upTo);
    void showUsable(); // whether there are weights

    int which() const; // weights to use
    void showWhich(int which);

Q_SIGNALS:
    void used(const QString& sentence);

private:
    void build();
    void use();

    Training& m_training;
    QUndoStack& m_edits;
    Task m_task = Task::Text; // of the run on screen
    int m_notedWhich = 0;     // by the last edit
    RunNumbers* m_numbers;
    QLabel* m_saved;
    QPushButton* m_use;
    QComboBox* m_which;
};

} // namespace glowworm
