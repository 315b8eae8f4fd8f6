// SPDX-License-Identifier: GPL-3.0-or-later
// Validation curves of kept runs over those of the run on the screen: thin lines in their colours,
// sparse solid and dense dashed, with their names at their ends. Draws into a plot that it is
// given. GUI thread.
#pragma once

#include "model/training/training_history.h"

#include <QCoreApplication>
#include <QFont>
#include <QRectF>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

class QCPGraph;
class QCPItemText;
class QCustomPlot;

namespace glowworm {

struct Theme;

struct OverlaidRun {
    QString name, brief; // in the read-out, and at the end of a line
    int colour = 1;      // run_colours.h
    std::shared_ptr<const TrainingHistory> curves;
};

class RunOverlay {
    Q_DECLARE_TR_FUNCTIONS(glowworm::RunOverlay)

public:
    /// The plot outlives it.
    explicit RunOverlay(QCustomPlot& plot);

    /// Of the horizontal axis there is.
    using KeyOf = std::function<double(std::int64_t step, double seconds)>;
    void draw(const std::vector<OverlaidRun>& runs, const KeyOf& keyOf);
    void restyle(const Theme& theme, const QFont& font);
    struct EndName {
        QPointF end; // of a line, in pixels
        QCPItemText* text;
    };
    /// Once the axes have their size, these and those of its own; taken: what they are not to lie
    /// over.
    void placeNames(std::vector<QRectF> taken, std::vector<EndName> names);

    const std::vector<QCPGraph*>& graphs() const { return m_graphs; }
    /// The newest evaluation up to `key`, a line a run that has begun there.
    QStringList readOut(double key) const;

private:
    struct Line {
        QCPGraph* graph;
        QCPItemText* name;
        Twin twin;
        std::size_t run; // which one
    };

    QString nameOf(const Line& line) const; // short enough
    void addNames(std::vector<EndName>& names) const;

    QCustomPlot& m_plot;
    std::vector<OverlaidRun> m_runs;
    std::vector<Line> m_lines;
    std::vector<QCPGraph*> m_graphs; // of the lines
};

} // namespace glowworm
