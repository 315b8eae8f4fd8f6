// SPDX-License-Identifier: GPL-3.0-or-later
// Loss curves of a run: every training loss as it is, validation points joined, the best one ringed, sparse and dense told apart by colour,
// line and marker. Smoothing is off until asked for and keeps the raw curve behind it. Draws what a TrainingCurves holds; keeps no history
// of its own.
#pragma once

#include "config.h"
#include "plots/plot_view.h"
#include "plots/training_curves.h"

class QCPItemStraightLine;
class QCPItemText;

namespace glowworm {

class LossPlot : public PlotView {
    Q_OBJECT

public:
    enum class Axis { Step, Time };

    /// curves must outlive the plot; announce each change of it with curvesChanged().
    explicit LossPlot(const TrainingCurves& curves, QWidget* parent = nullptr);

    void curvesChanged();
    void setTask(Task task); // the unit of the loss
    void setAxis(Axis axis);
    void setSmoothing(int steps); // window of the average, 0 = off
    void setLogarithmic(bool on);
    /// A labelled line at a step where a setting was changed by hand.
    void addMarker(std::int64_t step, const QString& label);
    void clearMarkers();

Q_SIGNALS:
    void logarithmicToggled(); // key L
    void stepsRequested(int steps); // keys . and >

protected:
    void restyle(const Theme& theme) override;
    void refill() override;
    void hideReadOut() override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Lines { // of one twin
        QCPGraph* raw = nullptr;
        QCPGraph* smooth = nullptr;
        QCPGraph* validation = nullptr;
        QCPGraph* best = nullptr;
        QCPItemText* bestLabel = nullptr;
        MovingAverage average{1};
        std::size_t drawnLosses = 0, drawnEvaluations = 0;
    };
    struct Marker {
        std::int64_t step;
        QString label;
        QCPItemStraightLine* line;
        QCPItemText* text;
    };

    void buildCursor();
    double keyOf(std::int64_t step, double elapsed) const;
    double keyOfStep(std::int64_t step) const;
    void clearLines();
    void appendPoints(Twin twin);
    void updateBest(Twin twin);
    void updateLegend(Twin twin);
    void updateAxes();
    void updateRanges();
    QString readOut(Twin twin, double key) const;
    void moveCursorTo(double key);
    void moveCursorBy(int points);
    void startOver(); // an axis or smoothing changed: all points are placed again

    const TrainingCurves& m_curves;
    std::array<Lines, 2> m_lines;
    std::vector<Marker> m_markers;
    QCPItemStraightLine* m_cursor = nullptr;
    QCPItemText* m_cursorText = nullptr;
    double m_cursorKey = 0;
    int m_drawnGeneration = -1;
    Task m_task = Task::Text;
    Axis m_axis = Axis::Step;
    int m_smoothing = 0;
    bool m_logarithmic = false;
    bool m_follow = true; // false: the ranges were set by wheel or drag
};

} // namespace glowworm
