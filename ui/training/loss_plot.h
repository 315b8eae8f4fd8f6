// SPDX-License-Identifier: GPL-3.0-or-later
// Loss curves of a run: every training loss as it is, validation points joined, the best one ringed
// with its number, sparse and dense told apart by colour, line and marker. Smoothing is off until
// asked for and keeps the raw curve behind it. Draws what a TrainingHistory holds; keeps no history
// of its own.
#pragma once

#include "model/training/training_history.h"
#include "ui/training/curve_plot.h"
#include "ui/training/moving_average.h"

class QCPItemStraightLine;
class QCPItemText;

namespace glowworm {

class LossPlot : public CurvePlot {
    Q_OBJECT

public:
    /// curves must outlive the plot; announce each change of it with curvesChanged().
    explicit LossPlot(const TrainingHistory& curves, QWidget* parent = nullptr);

    void curvesChanged();
    void setSmoothing(int steps); // window of the average, 0 = off
    /// A labelled line at a step where a setting was changed by hand.
    void addMarker(std::int64_t step, const QString& label);
    void clearMarkers();

Q_SIGNALS:
    void stepsRequested(int steps); // keys . and >

protected:
    void restyle(const Theme& theme) override;
    void refill() override;
    QString readOutAt(double key) const override;
    void forgetPlaces() override;

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

    double keyOfStep(std::int64_t step) const;
    void clearLines();
    void appendPoints(Twin twin);
    void updateBest(Twin twin);
    void placeBestLabels();
    void updateLegend(Twin twin);
    void updateRanges();
    QString readOut(Twin twin, double key) const;

    const TrainingHistory& m_curves;
    std::array<Lines, 2> m_lines;
    std::vector<Marker> m_markers;
    int m_drawnGeneration = -1;
    int m_smoothing = 0;
};

} // namespace glowworm
