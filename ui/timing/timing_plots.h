// SPDX-License-Identifier: GPL-3.0-or-later
// The plots of the timing panel: crossover map or speed-up at the left, where there is more than
// one point to draw; where the time goes at the right. Each is saved as a picture with title, units
// and machine.
#pragma once

#include "ui/timing/timing_cases.h"
#include "ui/widgets/exports.h"

#include <QWidget>

#include <array>
#include <functional>
#include <string_view>

class QButtonGroup;
class QComboBox;
class QBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace glowworm {

class CostBars;
class CrossoverMap;
class PlotView;
class TimingPlot;

/// What of the plots a person chose.
struct PlotsView {
    int view = -1;    // -1 = not chosen: the map where there is one
    int baseline = 0; // of the list
    bool operator==(const PlotsView&) const = default;
};
inline constexpr std::array<std::string_view, 2> kPlotWords{"map", "speed-up"};
inline constexpr std::array<std::string_view, 3> kBaselineRows{
    "dense", "libtorch-dense", "libtorch-sparse"};

class TimingPlots : public QWidget {
    Q_OBJECT

public:
    explicit TimingPlots(QWidget* parent = nullptr);

    /// config: of the result, with its models; or what would be measured, with an empty result.
    /// commandOf: as in the table.
    void showResult(const BenchConfig& config, const BenchResult& result,
        std::function<QString(const TimedCase&)> commandOf);
    void chooseCase(double density, int tokens); // that the map points to
    PlotsView view() const;
    void setView(const PlotsView& view); // without viewEdited()
    /// The left one, where it is drawn, and the right one.
    std::vector<ExportItem> exports(const QString& origin);

Q_SIGNALS:
    void caseChosen(double density, int tokens);
    void viewEdited(const glowworm::PlotsView& before, const QString& words); // by the person
    void exportAsked(const QString& item); // the name of one of exports()

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum View { Map, SpeedUp };
    QWidget* buildLeft();
    QWidget* buildHead(QWidget* card);
    QWidget* buildTools(QWidget* card);
    QWidget* buildRight();
    void showView(View view);
    void showLeft();
    void tellEdit(const QString& words);
    void fill();
    void fitCosts();
    void showKeys();
    void fillMap();
    void fillSpeedUp();
    QPushButton* newPictureButton(QWidget* parent, std::function<QString()> item);
    QString leftName() const;
    ExportItem leftItem(const QString& origin);
    ExportItem item(const QString& name, const QString& file, PlotView& plot, const QString& title,
        const QString& origin);

    BenchConfig m_config;
    BenchResult m_result;
    std::vector<TimedCase> m_cases;
    std::function<QString(const TimedCase&)> m_commandOf;
    int m_variants = 0;  // among the costs
    int m_wanted = -1;   // the view that a person chose; -1 = none
    PlotsView m_settled; // as of the last edit
    QWidget* m_left;
    QButtonGroup* m_views;
    QStackedWidget* m_stack;
    QComboBox* m_baseline;
    QLabel *m_title, *m_readOut, *m_costsTitle, *m_leftKey, *m_rightKey;
    QBoxLayout* m_beside; // both
    CrossoverMap* m_map;
    TimingPlot* m_ratios;
    CostBars* m_costs;
};

} // namespace glowworm
