// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of the run with what explains them below: its time machine and its pages. The curves
// keep the most of the height; while there is no run they have all of it. GUI thread.
#pragma once

#include <QWidget>

class QUndoStack;

namespace glowworm {

class LossCard;
class RunPages;
class TimeMachine;
class Workbench;

class RunColumn : public QWidget {
    Q_OBJECT

public:
    /// The stack outlives it.
    RunColumn(const Workbench& workbench, QUndoStack& edits, QWidget* parent);

    LossCard& loss() const { return *m_loss; }
    TimeMachine& machine() const { return *m_machine; }
    RunPages& pages() const { return *m_pages; }
    /// Whether a run is there, or on its way.
    void setAny(bool any);
    /// Whether it stands above the side column: then the curves keep a height of their own.
    void setStacked(bool isStacked);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();

    LossCard* m_loss;
    TimeMachine* m_machine;
    RunPages* m_pages;
};

} // namespace glowworm
