// SPDX-License-Identifier: GPL-3.0-or-later
// Curves that end at the axes in their data. An SVG of Qt's has no clip: a curve that leaves the
// axes would run over the whole page, and readers of PDF drop one, too. GUI thread.
#pragma once

#include <QSharedPointer>

#include <vector>

class QCPGraph;
class QCustomPlot;
template <class Data> class QCPDataContainer;
class QCPGraphData;

namespace glowworm {

/// The curves of `plot` that leave its axes are cut there while this lives: a line where it
/// crosses them, a mark outside them is left out, the band between two graphs is held within.
class CutCurves {
public:
    explicit CutCurves(QCustomPlot& plot);
    ~CutCurves();
    CutCurves(const CutCurves&) = delete;
    CutCurves& operator=(const CutCurves&) = delete;

private:
    using Points = QSharedPointer<QCPDataContainer<QCPGraphData>>;
    struct Whole {
        QCPGraph* graph;
        Points points;
    };

    void cut(QCPGraph& graph);

    QCustomPlot& m_plot;
    std::vector<Whole> m_whole;
    std::vector<QCPGraph*> m_parts; // the cut lines and the marks, in place of those
};

} // namespace glowworm
