// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_plots.h"

#include "ui/timing/cost_bars.h"
#include "ui/timing/crossover_map.h"
#include "ui/timing/timing_costs.h"
#include "ui/timing/timing_plot.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace glowworm {

namespace {

constexpr int kLeastPlotHeight = 148;                // pixels: bars that can be told apart
constexpr int kVariantHeight = 20, kAxisHeight = 36; // of a variant's bars
constexpr int kKeyLines = 2;
constexpr int kBaselineLetters = 19; // beside the key
constexpr int kNarrow = 700;         // pixels of text of both: there they are equally wide

QLabel* newKey(const char* name, QWidget* parent)
{
    auto* key = new QLabel(parent);
    key->setObjectName(QLatin1String(name));
    key->setTextFormat(Qt::RichText);
    key->setWordWrap(true);
    key->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setTextRole(key, TextRole::Note);
    keepLines(key, kKeyLines); // a page that scrolls asks for the least height
    return key;
}

} // namespace

TimingPlots::TimingPlots(QWidget* parent)
    : QWidget(parent)
{
    auto* beside = new FoldingRow(this); // one below the other in a narrow window
    beside->row()->setSpacing(kGap + 4);
    m_beside = beside->row();
    m_beside->addWidget(m_left = buildLeft(), 1);
    m_beside->addWidget(buildRight(), 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(beside);
    atEachTextSize(m_stack, [this] { m_stack->setMinimumHeight(textScaled(kLeastPlotHeight)); });
    atEachTextSize(m_costs, [this] { fitCosts(); });
}

QWidget* TimingPlots::buildLeft()
{
    QFrame* card = newCard(this);
    m_map = new CrossoverMap(card);
    m_map->setObjectName(QStringLiteral("map"));
    m_ratios = new TimingPlot(card);
    m_stack = new QStackedWidget(card);
    QWidget* head = buildHead(card);
    m_readOut = new QLabel(card);
    m_readOut->setObjectName(QStringLiteral("readOut"));
    m_readOut->setTextInteractionFlags(Qt::TextSelectableByMouse);
    makeMuted(m_readOut);
    auto* column = new QVBoxLayout(card);
    column->addWidget(head);
    column->addWidget(buildTools(card));
    column->addWidget(m_stack, 1);
    column->addWidget(m_readOut);
    connect(m_views, &QButtonGroup::idClicked, this, [this](int id) {
        m_wanted = id;
        showView(static_cast<View>(id));
        tellEdit(tr("plot in view"));
    });
    connect(m_baseline, &QComboBox::currentIndexChanged, this, [this] {
        fill();
        tellEdit(tr("baseline of the plot"));
    });
    connect(m_map, &CrossoverMap::currentChanged, this, [this] {
        const MapCell* cell = m_map->currentCell();
        const QStringList lines = cell ? cell->how.split(QLatin1Char('\n')) : QStringList();
        m_readOut->setText(lines.mid(0, 2).join(QStringLiteral(": ")));
    });
    connect(m_map, &CrossoverMap::cellActivated, this, &TimingPlots::caseChosen);
    return card;
}

QWidget* TimingPlots::buildHead(QWidget* card)
{
    m_views = new QButtonGroup(this);
    auto* head = new QWidget(card);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    const std::array<std::pair<QString, QWidget*>, 2> views
        = {std::pair<QString, QWidget*>{tr("Crossover map"), m_map}, {tr("Speed-up"), m_ratios}};
    for (const auto& [name, plot] : views) {
        auto* button = new QToolButton(card);
        button->setText(name);
        button->setToolTip(plot->whatsThis());
        button->setCheckable(true);
        button->setProperty("segment", true);
        m_views->addButton(button, m_stack->addWidget(plot));
        row->addWidget(button);
    }
    m_title = newHeading(tr("Speed-up"), card); // where there is nothing to choose between
    m_title->setToolTip(m_ratios->whatsThis());
    row->addWidget(m_title);
    row->addStretch(1);
    row->addWidget(newPictureButton(card, [this] { return leftName(); }));
    return head;
}

QWidget* TimingPlots::buildTools(QWidget* card)
{
    m_baseline = new QComboBox(card);
    m_baseline->setObjectName(QStringLiteral("baseline"));
    for (const std::string_view impl : kBaselineRows)
        m_baseline->addItem(
            tr("against %1").arg(implementationWords(std::string(impl))), words(impl));
    QSizePolicy keepsPlace = m_baseline->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true); // the plots do not jump
    m_baseline->setSizePolicy(keepsPlace);
    m_baseline->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_baseline->setMinimumContentsLength(kBaselineLetters);
    m_baseline->setAccessibleName(tr("Baseline of the ratios"));
    m_baseline->setWhatsThis(tr("What sparse is compared with: ratio = t(baseline) / t(sparse)."));
    m_leftKey = newKey("speedUpKey", card);
    auto* tools = new FoldingRow(card);
    tools->row()->setSpacing(kGap);
    tools->row()->addWidget(m_baseline);
    tools->row()->addWidget(m_leftKey, 1);
    return tools;
}

QWidget* TimingPlots::buildRight()
{
    QFrame* card = newCard(this);
    m_costs = new CostBars(card);
    m_costsTitle = newHeading(tr("Where the time goes"), card);
    m_rightKey = newKey("costsKey", card);
    auto* head = new QHBoxLayout;
    head->addWidget(m_costsTitle, 1);
    head->addWidget(newPictureButton(card, [] { return tr("Where the time goes"); }));
    auto* column = new QVBoxLayout(card);
    column->addLayout(head);
    column->addWidget(m_rightKey);
    column->addWidget(m_costs, 1);
    return card;
}

void TimingPlots::showView(View view)
{
    m_views->button(view)->setChecked(true);
    m_stack->setCurrentIndex(view);
    m_readOut->setVisible(view == Map);
    showKeys();
}

PlotsView TimingPlots::view() const { return {m_wanted, m_baseline->currentIndex()}; }

void TimingPlots::setView(const PlotsView& view)
{
    m_settled = view; // what follows is no edit
    m_wanted = view.view;
    m_baseline->setCurrentIndex(view.baseline);
    showLeft();
}

void TimingPlots::tellEdit(const QString& words)
{
    if (const PlotsView now = view(); now != m_settled)
        Q_EMIT viewEdited(std::exchange(m_settled, now), words);
}

/// A chart only where there is more than one point to draw.
void TimingPlots::showLeft()
{
    const bool isMap = m_config.workload == Workload::FeedForward && m_config.groups.size() > 1
        && m_config.tokens.size() > 1;
    for (QAbstractButton* button : m_views->buttons())
        button->setVisible(isMap);
    m_title->setVisible(!isMap);
    showView(isMap && m_wanted != SpeedUp ? Map : SpeedUp);
    m_left->setVisible(plannedCases(m_config) > 1);
}

void TimingPlots::showResult(const BenchConfig& config, const BenchResult& result,
    std::function<QString(const TimedCase&)> commandOf)
{
    m_config = config;
    m_result = result;
    m_cases = casesOf(result);
    m_commandOf = std::move(commandOf);
    showLeft();
    fill();
}

void TimingPlots::chooseCase(double density, int tokens) { m_map->choose(density, tokens); }

void TimingPlots::fill()
{
    fillMap();
    fillSpeedUp();
    std::vector<CostRow> costs = costRowsOf(m_config, m_result);
    m_costs->setEmptyText(!costs.empty() ? QString()
            : m_config.workload == Workload::FeedForward
            ? tr("Check at least one line under Fires.")
            : tr("Bytes and parts are compared at one token a call: choose FF layer alone or Whole "
                 "token under What."));
    m_variants = static_cast<int>(costs.size());
    m_costs->setRows(std::move(costs));
    fitCosts();
    const QString how = tr("At one token a call every weight is read once, so time follows bytes: "
                           "the computed bar is the least time, as a fraction "
                           "of the dense one's, that equal reading speed allows. The dashes draw "
                           "that ceiling through the measured bar."),
                  whole = undividedNote(m_result);
    m_costsTitle->setToolTip(whole.isEmpty() ? how : how + QLatin1Char('\n') + whole);
    showKeys();
}

void TimingPlots::showKeys()
{
    m_leftKey->setText(m_stack->currentIndex() == Map ? QString() : m_ratios->key());
    m_rightKey->setText(m_costs->key());
}

/// As high as its variants need.
void TimingPlots::fitCosts()
{
    m_costs->setMinimumHeight(
        textScaled(std::max(kLeastPlotHeight, m_variants * kVariantHeight + kAxisHeight)));
}

void TimingPlots::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = width() < textScaled(kNarrow);
    m_beside->setStretch(0, isNarrow ? 1 : 5);
    m_beside->setStretch(1, isNarrow ? 1 : 4);
}

void TimingPlots::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) // the plots have it next
        QMetaObject::invokeMethod(this, &TimingPlots::showKeys, Qt::QueuedConnection);
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
                        one.rounds(), howMeasured(one, impl, m_config, m_commandOf(one)),
                        ratio && ratio->doubt != Doubt::None});
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
        if (const BenchRatio* ratio = one.over(impl.toStdString());
            ratio && ratio->doubt == Doubt::None)
            shown.push_back(*ratio);
    // The closed form compares reading all weights with reading the fired ones; a gather by
    // LibTorch reads the fired ones as well.
    const bool bound = impl != QStringLiteral("libtorch-sparse");
    m_ratios->setRatios(std::move(shown),
        bound ? ceilingsOf(m_config, m_result) : std::vector<Ceiling>(),
        callUnits(m_config.workload));
}

QPushButton* TimingPlots::newPictureButton(QWidget* parent, std::function<QString()> item)
{
    auto* button = newButton(tr("Export"), "exportPlot", parent,
        tr("This plot as PNG, SVG or PDF, with title, units and machine (Ctrl+E)"));
    connect(button, &QPushButton::clicked, this,
        [this, item = std::move(item)] { Q_EMIT exportAsked(item()); });
    return button;
}

QString TimingPlots::leftName() const
{
    return m_stack->currentIndex() == Map ? tr("Crossover map") : tr("Speed-up");
}

ExportItem TimingPlots::leftItem(const QString& origin)
{
    const QString against = m_baseline->currentText();
    if (m_stack->currentIndex() == Map)
        return item(leftName(), QStringLiteral("crossover"), *m_map,
            tr("Times the sparse layer is faster, %1; %2 wide, %3 neurons")
                .arg(against)
                .arg(m_config.dModel)
                .arg(m_config.neurons),
            origin);
    return item(leftName(), QStringLiteral("speed-up"), *m_ratios,
        tr("Speed-up of sparse %1").arg(against), origin);
}

std::vector<ExportItem> TimingPlots::exports(const QString& origin)
{
    std::vector<ExportItem> items;
    if (!m_left->isHidden())
        items.push_back(leftItem(origin));
    items.push_back(item(tr("Where the time goes"), QStringLiteral("where-the-time-goes"), *m_costs,
        tr("Where the time goes: bytes read (computed) and time (measured) of one token"), origin));
    return items;
}

ExportItem TimingPlots::item(const QString& name, const QString& file, PlotView& plot,
    const QString& title, const QString& origin)
{
    ExportItem item{name, file, origin, {}};
    addPictureForms(item, [&plot, title, origin] { return plot.picture(title, origin); });
    return item;
}

} // namespace glowworm
