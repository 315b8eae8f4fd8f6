// SPDX-License-Identifier: GPL-3.0-or-later
// How many times faster the sparse layer is: ratios with their 95 % intervals over tokens per call
// or over density, on a logarithmic axis with the line of no difference and the computed byte
// ceiling. Draws what it was given last.
#pragma once

#include "model/bench/benchmark.h"
#include "ui/widgets/plot_view.h"

#include <vector>

class QCPItemStraightLine;

namespace glowworm {

/// A bound computed from shapes, for one token a call.
struct Ceiling {
    double density = 1;
    double ratio = 1;
};

/// "1/64", "all", or "3.1 %" where the density is no such fraction.
QString densityText(double density);

class TimingPlot : public PlotView {
    Q_OBJECT

public:
    explicit TimingPlot(QWidget* parent = nullptr);
    /// ratios: of one baseline ("dense/sparse"), in any order; ceilings: of every density asked
    /// for, empty where none is known; unit: what one call has several of ("tokens", "pictures").
    void setRatios(
        std::vector<BenchRatio> ratios, std::vector<Ceiling> ceilings, const QString& unit);
    QString key() const; // to stand above it; "" = nothing is drawn

protected:
    void restyle(const Theme& theme) override;
    void refill() override;

private:
    void addSeries(std::size_t index, std::size_t count);
    void addCeilings();
    void updateRanges();
    std::size_t series() const;
    QColor colourOf(std::size_t series) const;
    QString wordsOf(std::size_t series) const;
    QString ceilingWords() const;
    bool overTokens() const { return m_tokens.size() > 1; }

    QString m_unit;
    std::vector<BenchRatio> m_ratios;
    std::vector<Ceiling> m_ceilings;
    std::vector<int> m_tokens;       // distinct, ascending
    std::vector<double> m_densities; // distinct, ascending
    QCPItemStraightLine* m_one;
};

} // namespace glowworm
