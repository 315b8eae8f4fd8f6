// SPDX-License-Identifier: GPL-3.0-or-later
// Loss curves of a run: every training loss as it is, validation points joined, the best one ringed
// with its number, sparse and dense told apart by colour, line and marker and named at their ends;
// kept runs below them as thin lines. Smoothing is off until asked for and keeps the raw curve
// behind it. Draws what a TrainingHistory holds; keeps no history of its own.
#pragma once

#include "model/training/training_history.h"
#include "ui/training/curve_plot.h"
#include "ui/training/run_flags.h"
#include "ui/training/run_overlay.h"

class QCPItemStraightLine;
class QCPItemText;

namespace glowworm {

/// Causal exponential moving average with bias correction; a window of w steps weights the newest
/// value with 2 / (w + 1). What follows never changes what came before, and a constant stays that
/// constant.
class MovingAverage {
public:
    explicit MovingAverage(int window)
        : m_weight(2.0 / (window + 1))
    {
    }
    double next(double value)
    {
        m_sum += m_weight * (value - m_sum);
        m_norm += m_weight * (1 - m_norm);
        return m_sum / m_norm;
    }

private:
    double m_weight, m_sum = 0, m_norm = 0;
};

class LossPlot : public CurvePlot {
    Q_OBJECT

public:
    /// curves must outlive the plot; announce each change of it with curvesChanged().
    explicit LossPlot(const TrainingHistory& curves, QWidget* parent = nullptr);

    /// Of another run, or of the same one from another source.
    void setCurves(const TrainingHistory& curves);
    void curvesChanged();
    /// With the first fall of the loss, that presses all that follows flat; else a mark says how
    /// many steps lie above the axis.
    void setWholeFall(bool whole);
    bool wholeFall() const { return m_wholeFall; }
    std::int64_t stepsAbove() const; // of the axis, at the beginning
    void setSmoothing(int steps);    // window of the average, 0 = off
    int smoothing() const { return m_smoothing; }
    /// Kept runs to draw below these curves.
    void setOverlaid(std::vector<OverlaidRun> runs);
    /// Where a setting was changed: behind so many steps.
    void addFlag(std::int64_t step, const QString& words);
    void clearFlags();
    /// A line at a step that is looked back at; nothing: none.
    void setMoment(std::optional<std::int64_t> step);

    static constexpr double kRing = 13, kLabelGap = 3; // pixels: the mark of the best evaluation,
                                                       // and from it to its number

Q_SIGNALS:
    void stepsRequested(int steps); // keys . and >

protected:
    void restyle(const Theme& theme) override;
    void refill() override;
    QString readOutAt(double key) const override;
    int readOutLines() const override;
    void forgetPlaces() override;

private:
    struct Lines { // of one twin
        QCPGraph* raw = nullptr;
        QCPGraph* smooth = nullptr;
        QCPGraph* validation = nullptr;
        QCPGraph* best = nullptr;
        QCPItemText* bestLabel = nullptr;
        QCPItemText* name = nullptr; // at the end
        MovingAverage average{1};
        std::size_t drawnLosses = 0, drawnEvaluations = 0;
    };

    Lines& linesOf(Twin twin) { return m_lines[slotOf(twin)]; }
    double keyOfStep(std::int64_t step) const;
    std::int64_t newestStep() const; // 0 = none was made
    void appendPoints(Twin twin);
    void updateBest(Twin twin);
    void placeWords();
    QRectF placeFall();
    std::vector<QRectF> placeBestLabels(std::vector<QRectF> taken);
    double nameRoom() const; // pixels behind the lines
    std::vector<RunOverlay::EndName> endNames();
    void nameLines(Twin twin);
    void fillLegend();
    void updateRanges();
    void drawOverlay();
    QString restWords() const;
    QString readOut(Twin twin, double key) const;
    QString readOutOfBoth(double key) const;
    bool fitsInOneLine(const QString& words) const;
    bool isReadInOneLine() const; // what both twins say

    const TrainingHistory* m_curves;
    std::array<Lines, 2> m_lines;
    std::vector<QCPGraph*> m_told; // in the legend
    RunFlags m_flags;
    QCPItemStraightLine* m_moment;
    QCPItemText* m_fall; // what lies above the axis
    std::optional<std::int64_t> m_momentStep;
    std::vector<OverlaidRun> m_overlaid;
    RunOverlay m_overlay;
    bool m_isOverlaid = false; // as it would be drawn now
    int m_drawnGeneration = -1;
    int m_smoothing = 0;
    bool m_wholeFall = false, m_isCut = false; // the second: the axis leaves the fall out
};

} // namespace glowworm
