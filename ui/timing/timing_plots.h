// SPDX-License-Identifier: GPL-3.0-or-later
// The plots of the timing panel: crossover map, speed-up or the repeats of one case at the left,
// where the time goes at the right. Each is saved as a picture with title, units and machine.
#pragma once

#include "ui/timing/timing_cases.h"

#include <QWidget>

#include <functional>
#include <optional>

class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QStackedWidget;

namespace glowworm {

class CostBars;
class CrossoverMap;
class PlotView;
class RepeatsPlot;
class TimingPlot;

class TimingPlots : public QWidget {
    Q_OBJECT

public:
    explicit TimingPlots(QWidget* parent = nullptr);

    /// config: of the result, with its models; or what would be measured, with an empty result.
    /// commandOf: as in the table.
    void showResult(const BenchConfig& config, const BenchResult& result,
        std::function<QString(const TimedCase&)> commandOf);
    void chooseCase(double density, int tokens); // whose repeats the repeats plot shows
    /// The left plot as .png, .svg or .pdf; "" or what went wrong.
    QString exportLeft(const QString& file);

Q_SIGNALS:
    void caseChosen(double density, int tokens);
    void pictureWritten(const QString& file, const QString& problem);

private:
    enum View { Map, SpeedUp, Repeats };
    QWidget* buildLeft();
    QHBoxLayout* buildTools(QWidget* card);
    QWidget* buildRight();
    void showView(View view);
    void fill();
    void fillMap();
    void fillSpeedUp();
    void fillRepeats();
    const TimedCase* chosen() const; // whose repeats are shown; null = none is begun
    QString exportImage(PlotView& plot, const QString& file, const QString& title);

    BenchConfig m_config;
    BenchResult m_result;
    std::vector<TimedCase> m_cases;
    std::function<QString(const TimedCase&)> m_commandOf;
    std::optional<TimedCase> m_chosen; // density and tokens count
    bool m_viewChosen = false; // by the person; until then the map shows itself where there is one
    QButtonGroup* m_views;
    QStackedWidget* m_stack;
    QComboBox* m_baseline;
    QLabel* m_readOut;
    CrossoverMap* m_map;
    TimingPlot* m_ratios;
    RepeatsPlot* m_repeats;
    CostBars* m_costs;
};

} // namespace glowworm
