// SPDX-License-Identifier: GPL-3.0-or-later
// Flags in a plot of a run: where a setting was changed on its way, in words. Draws into a plot
// that it is given. GUI thread.
#pragma once

#include <QFont>
#include <QRectF>
#include <QStringList>

#include <cstdint>
#include <functional>
#include <vector>

class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;

namespace glowworm {

struct Theme;

class RunFlags {
public:
    /// The plot outlives it.
    explicit RunFlags(QCustomPlot& plot);

    /// Behind so many finished steps; the same words there once, whoever says them.
    void add(std::int64_t step, const QString& words);
    void clear();
    /// Those up to that step: of what is planned nothing is seen. keyOf: of the horizontal axis.
    void draw(std::int64_t newest, const std::function<double(std::int64_t step)>& keyOf);
    void restyle(const Theme& theme, const QFont& font);
    /// Once the axes have their size: beside one another where there is room, else below; what has
    /// no place is in the read-out only. Returns what they lie on.
    std::vector<QRectF> place();
    /// Of the flag that stands there, within a few pixels; "" = there is none.
    QString readOut(double key) const;

private:
    struct Flag {
        std::int64_t step;
        QStringList words;
        QCPItemStraightLine* line;
        QCPItemText* text;
        double key = 0;
        bool isReached = false;
    };

    QCustomPlot& m_plot;
    std::vector<Flag> m_flags; // by their steps
};

} // namespace glowworm
