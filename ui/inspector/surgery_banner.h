// SPDX-License-Identifier: GPL-3.0-or-later
// What has been done to the open models of a task, what that does to the validation loss, and the
// way back. Not there while nothing is done. GUI thread.
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace glowworm {

class FocusBefore;
class Inspection;
class ValueLabel;
enum class Task;
enum class Twin;

class SurgeryBanner : public QFrame {
    Q_OBJECT

public:
    SurgeryBanner(Inspection& inspection, Task task, QWidget* parent = nullptr);

private:
    void renew();
    void takeBack();
    void nameUndo();
    void showLoss();
    void tellLoss(Twin twin);

    Inspection& m_inspection;
    const Task m_task;
    QLabel* m_edits;
    ValueLabel* m_loss;
    QLabel* m_progress;
    QToolButton* m_undo;
    FocusBefore* m_before;
};

} // namespace glowworm
