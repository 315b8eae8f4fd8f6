// SPDX-License-Identifier: GPL-3.0-or-later
// The column beside the curves: numbers and weights of the run, what changes on its way, the kept
// runs. Where it is too low for all that is unfolded, the kept runs give way. GUI thread.
#pragma once

#include <QWidget>

class QUndoStack;
class QVBoxLayout;

namespace glowworm {

class CourseCard;
class RunCard;
class WeightsCard;
class Workbench;

class RunSide : public QWidget {
    Q_OBJECT

public:
    /// The stack outlives it.
    RunSide(const Workbench& workbench, QUndoStack& edits, QWidget* parent);

    WeightsCard& weights() const { return *m_weights; }
    CourseCard& course() const { return *m_course; }
    RunCard& runs() const { return *m_runs; }
    /// Whether a run is there, or on its way: without one there are no numbers of it.
    void setAny(bool any);
    /// Whether it stands below the curves, as wide as they are.
    void setStacked(bool isStacked);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void fitWidth();

    WeightsCard* m_weights;
    CourseCard* m_course;
    RunCard* m_runs;
    QVBoxLayout* m_column;
    bool m_isStacked = false;
};

} // namespace glowworm
