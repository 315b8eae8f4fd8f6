// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_plots.h"

#include "ui/timing/cost_bars.h"
#include "ui/timing/crossover_map.h"
#include "ui/timing/repeats_plot.h"
#include "ui/timing/timing_costs.h"
#include "ui/timing/timing_plot.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace glowworm {

namespace {

constexpr std::array kBaselines = {"dense", "libtorch-dense", "libtorch-sparse"};

QPushButton* pictureButton(
    QWidget* parent, const QString& name, std::function<void(const QString&)> save)
{
    auto* button = new QPushButton(TimingPlots::tr("Picture"), parent);
    button->setToolTip(
        TimingPlots::tr("Save this plot as PNG, SVG or PDF, with title, units and machine"));
    QObject::connect(button, &QPushButton::clicked, parent, [parent, name, save = std::move(save)] {
        askWhereToSave(parent, TimingPlots::tr("Save picture"), name,
            {TimingPlots::tr("Picture (*.png)"), TimingPlots::tr("Drawing (*.svg)"),
                TimingPlots::tr("Document (*.pdf)")},
            save);
    });
    return button;
}

} // namespace

TimingPlots::TimingPlots(QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap + 4);
    layout->addWidget(buildLeft(), 5);
    layout->addWidget(buildRight(), 4);
}

QWidget* TimingPlots::buildLeft()
{
    QFrame* card = newCard(this);
    m_map = new CrossoverMap(card);
    m_map->setObjectName(QStringLiteral("map"));
    m_ratios = new TimingPlot(card);
    m_repeats = new RepeatsPlot(card);
    m_stack = new QStackedWidget(card);
    setNumbersFrom(m_stack, Provenance::Measured);
    m_views = new QButtonGroup(this);
    auto* top = new FoldingRow(card);
    auto* tabs = new QHBoxLayout;
    tabs->setSpacing(2);
    const std::array<std::pair<QString, QWidget*>, 3> views
        = {std::pair<QString, QWidget*>{tr("Crossover map"), m_map}, {tr("Speed-up"), m_ratios},
            {tr("Repeats"), m_repeats}};
    for (const auto& [name, plot] : views) {
        auto* button = new QToolButton(card);
        button->setText(name);
        button->setToolTip(plot->whatsThis());
        button->setCheckable(true);
        button->setProperty("segment", true);
        m_views->addButton(button, m_stack->addWidget(plot));
        tabs->addWidget(button);
    }
    tabs->addStretch(1);
    m_readOut = new QLabel(card);
    m_readOut->setObjectName(QStringLiteral("readOut"));
    m_readOut->setTextInteractionFlags(Qt::TextSelectableByMouse);
    makeMuted(m_readOut);
    top->row()->addLayout(tabs);
    top->row()->addStretch(1);
    top->row()->addLayout(buildTools(card));
    auto* column = new QVBoxLayout(card);
    column->addWidget(top);
    column->addWidget(m_stack, 1);
    column->addWidget(m_readOut);
    connect(m_views, &QButtonGroup::idClicked, this, [this](int id) {
        m_viewChosen = true;
        showView(static_cast<View>(id));
    });
    connect(m_baseline, &QComboBox::currentIndexChanged, this, &TimingPlots::fill);
    connect(m_map, &CrossoverMap::currentChanged, this, [this] {
        const MapCell* cell = m_map->currentCell();
        const QStringList lines = cell ? cell->how.split(QLatin1Char('\n')) : QStringList();
        m_readOut->setText(lines.mid(0, 2).join(QStringLiteral(": ")));
    });
    connect(m_map, &CrossoverMap::cellActivated, this, [this](double density, int tokens) {
        chooseCase(density, tokens);
        showView(Repeats);
        Q_EMIT caseChosen(density, tokens);
    });
    return card;
}

QHBoxLayout* TimingPlots::buildTools(QWidget* card)
{
    m_baseline = new QComboBox(card);
    m_baseline->setObjectName(QStringLiteral("baseline"));
    for (const char* impl : kBaselines)
        m_baseline->addItem(tr("against %1").arg(implementationWords(impl)), QLatin1String(impl));
    QSizePolicy keepsPlace = m_baseline->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true); // the plots do not jump
    m_baseline->setSizePolicy(keepsPlace);
    m_baseline->setAccessibleName(tr("Baseline of the ratios"));
    m_baseline->setWhatsThis(tr("What sparse is compared with: ratio = t(baseline) / t(sparse)."));
    auto* tools = new QHBoxLayout;
    tools->setSpacing(kGap);
    tools->addWidget(m_baseline);
    tools->addWidget(pictureButton(card, QStringLiteral("timing.png"),
        [this](const QString& file) { Q_EMIT pictureWritten(file, exportLeft(file)); }));
    tools->addStretch(1);
    return tools;
}

QWidget* TimingPlots::buildRight()
{
    QFrame* card = newCard(this);
    m_costs = new CostBars(card);
    QLabel* heading = newHeading(tr("Where the time goes"), card);
    heading->setToolTip(tr("At one token a call every weight is read once, so time follows bytes: "
                           "the computed bar is the least time, as a fraction "
                           "of the dense one's, that equal reading speed allows. The dashes draw "
                           "that ceiling through the measured bar."));
    auto* top = new FoldingRow(card);
    top->row()->addWidget(heading);
    top->row()->addStretch(1);
    top->row()->addWidget(
        pictureButton(card, QStringLiteral("where-the-time-goes.png"),
            [this](const QString& file) {
                Q_EMIT pictureWritten(file,
                    exportImage(*m_costs, file,
                        tr("Where the time goes: bytes read (computed) and time (measured) of one "
                           "token")));
            }),
        0, Qt::AlignLeft);
    auto* column = new QVBoxLayout(card);
    column->addWidget(top);
    column->addWidget(m_costs, 1);
    return card;
}

void TimingPlots::showView(View view)
{
    m_views->button(view)->setChecked(true);
    m_stack->setCurrentIndex(view);
    m_baseline->setVisible(view != Repeats);
    m_readOut->setVisible(view == Map);
}

void TimingPlots::showResult(const BenchConfig& config, const BenchResult& result,
    std::function<QString(const TimedCase&)> commandOf)
{
    m_config = config;
    m_result = result;
    m_cases = casesOf(result);
    m_commandOf = std::move(commandOf);
    const bool isMap = config.workload == Workload::FeedForward && config.groups.size() > 1
        && config.tokens.size() > 1;
    if (!m_viewChosen)
        showView(isMap ? Map : SpeedUp);
    fill();
}

void TimingPlots::chooseCase(double density, int tokens)
{
    m_chosen = TimedCase{density, tokens, {}, {}};
    fillRepeats();
}

void TimingPlots::fill()
{
    fillMap();
    fillSpeedUp();
    fillRepeats();
    std::vector<CostRow> costs = costRowsOf(m_config, m_result);
    m_costs->setEmptyText(!costs.empty() ? QString()
            : m_config.workload == Workload::FeedForward
            ? tr("Check at least one line under Fires.")
            : tr("Bytes and parts are compared at one token a call: choose FF layer alone or Whole "
                 "token under What."));
    m_costs->setRows(std::move(costs));
}

void TimingPlots::fillMap()
{
    const bool layer = m_config.workload == Workload::FeedForward && m_config.neurons > 0;
    const std::string impl = m_baseline->currentData().toString().toStdString();
    std::vector<MapCell> cells;
    if (layer)
        for (const int groups : m_config.groups)
            for (const int tokens : m_config.tokens) {
                const double density = static_cast<double>(groups) / m_config.neurons;
                const TimedCase* begun = findCase(m_cases, density, tokens);
                const TimedCase one = begun ? *begun : TimedCase{density, tokens, {}, {}};
                const BenchRatio* ratio = one.over(impl);
                cells.push_back(
                    {density, tokens, ratio ? std::optional(ratio->ratio) : std::nullopt,
                        one.rounds(), howMeasured(one, impl, m_config, m_commandOf(one))});
            }
    m_map->setEmptyText(!layer
            ? tr("The map is of one FF layer: choose it, or the crossover map, under What.")
            : cells.empty() ? tr("Check at least one line under Fires, and write tokens a call.")
                            : QString());
    m_map->setCells(std::move(cells), m_config.repeats);
}

void TimingPlots::fillSpeedUp()
{
    const QString impl = m_baseline->currentData().toString();
    std::vector<BenchRatio> shown;
    for (const TimedCase& one : m_cases)
        if (const BenchRatio* ratio = one.over(impl.toStdString()))
            shown.push_back(*ratio);
    // The closed form compares reading all weights with reading the fired ones; a gather by
    // LibTorch reads the fired ones as well.
    const bool bound = impl != QStringLiteral("libtorch-sparse");
    m_ratios->setRatios(std::move(shown),
        bound ? ceilingsOf(m_config, m_result) : std::vector<Ceiling>(),
        callUnits(m_config.workload));
}

const TimedCase* TimingPlots::chosen() const
{
    const TimedCase* one
        = m_chosen ? findCase(m_cases, m_chosen->density, m_chosen->tokens) : nullptr;
    return one || m_cases.empty() ? one : &m_cases.front();
}

void TimingPlots::fillRepeats()
{
    const TimedCase* one = chosen();
    m_repeats->setRows(
        one ? one->rows : std::vector<BenchRow>(), one ? caseWords(*one, m_config) : QString());
}

QString TimingPlots::exportLeft(const QString& file)
{
    const QString against = m_baseline->currentText();
    switch (static_cast<View>(m_stack->currentIndex())) {
    case Map:
        return exportImage(*m_map, file,
            tr("Times the sparse layer is faster, %1; %2 wide, %3 neurons")
                .arg(against)
                .arg(m_config.dModel)
                .arg(m_config.neurons));
    case Repeats:
        return exportImage(*m_repeats, file,
            tr("Repeats: %1").arg(chosen() ? caseWords(*chosen(), m_config) : QString()));
    case SpeedUp:
        break;
    }
    return exportImage(*m_ratios, file, tr("Speed-up of sparse %1").arg(against));
}

QString TimingPlots::exportImage(PlotView& plot, const QString& file, const QString& title)
{
    return plot.exportImage(file, title,
        m_result.rows.empty() ? tr("computed from the shapes; nothing measured")
                              : machineLine(m_result));
}

} // namespace glowworm
