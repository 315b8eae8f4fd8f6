// SPDX-License-Identifier: GPL-3.0-or-later
// Where the time goes: for each model or density two bars, the bytes it reads (computed) above the
// time it takes (measured), both as a fraction of the dense one's, divided into parts where those
// are known. The computed end of a sparse bar, its ceiling, is drawn through the measured one.
// Draws what it was given last.
#pragma once

#include "model/training/training_loop.h"
#include "ui/widgets/plot_view.h"

#include <optional>
#include <set>
#include <vector>

namespace glowworm {

/// In the order drawn. Rest: norms and embedding; Whole: not divided.
enum class CostPart { Controller, Neurons, Attention, Rest, Head, Whole };

struct CostSegment {
    CostPart part = CostPart::Whole;
    double fraction = 0; // of the dense total
};
struct CostBar {
    std::vector<CostSegment> segments; // empty = not measured
    QString number;                    // at its end: "4.7 MB", "98 us"
    QString how;                       // tooltip
    double total() const;
};
struct CostRow {
    QString name; // "dense", "1/64"
    Twin twin = Twin::Sparse;
    CostBar bytes, time;
};

class CostBars : public PlotView {
    Q_OBJECT

public:
    explicit CostBars(QWidget* parent = nullptr);
    void setRows(std::vector<CostRow> rows);
    static QString wordFor(CostPart part);
    QString key() const; // to stand above it; "" = nothing is drawn

protected:
    void restyle(const Theme& theme) override;
    void refill() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    friend class BarItem;
    QColor colorOf(CostPart part, Twin twin) const;
    std::set<CostPart> partsDrawn() const;
    void fillLegend();

    std::vector<CostRow> m_rows; // from above
};

} // namespace glowworm
