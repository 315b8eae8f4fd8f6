// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector.h"

#include "ui/inspector/census_page.h"
#include "ui/inspector/comparison_page.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/neuron_page.h"
#include "ui/inspector/surgery_actions.h"
#include "ui/inspector/surgery_banner.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/switchboard.h"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

constexpr int kAskPreview = 120; // milliseconds that a pointer rests, before a question

std::size_t at(Twin twin) { return static_cast<std::size_t>(twin); }

} // namespace

Inspector::Inspector(Workbench& workbench, Task task, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
    , m_inspection(workbench.inspection())
    , m_task(task)
    , m_ground(new QWidget(this))
    , m_surgery(new SurgeryActions(m_inspection, task, this))
    , m_compare(new QAction(tr("Pin and compare"), this))
{
    setObjectName(QStringLiteral("inspector"));
    setAccessibleName(tr("Inspector"));
    m_compare->setObjectName(QStringLiteral("pinAndCompare"));
    m_compare->setWhatsThis(task == Task::Text
            ? tr("Holds this character as A. Go to another one, and see which neurons only one of "
                 "them lit and which both did.")
            : tr("Holds this drawing as A. Draw another one, and see which neurons only one of "
                 "them lit and which both did."));
    build();
    colour();
    connectSession();
    m_asking.setSingleShot(true);
    m_askingCensus.setSingleShot(true);
    connect(&m_asking, &QTimer::timeout, this, &Inspector::ask);
    connect(&m_askingCensus, &QTimer::timeout, this, &Inspector::askCensus);
    refresh();
}

void Inspector::build()
{
    m_banner = new SurgeryBanner(m_inspection, m_task, m_ground);
    m_pages = new QStackedWidget(m_ground);
    m_census = new CensusPage(m_task, m_pages);
    m_neuron = new NeuronPage(m_task,
        {m_surgery->switchOff(), m_surgery->alwaysChoose(), m_surgery->pinGroup(), m_compare},
        m_pages);
    m_comparison = new ComparisonPage(m_pages);
    for (QWidget* page : {static_cast<QWidget*>(m_census), static_cast<QWidget*>(m_neuron),
             static_cast<QWidget*>(m_comparison)})
        m_pages->addWidget(page);
    auto* column = new QVBoxLayout(m_ground);
    column->setContentsMargins(14, 12, 14, 10);
    column->setSpacing(2);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_ground);

    connect(m_compare, &QAction::triggered, this, &Inspector::pinFirst);
    connect(m_neuron, &NeuronPage::letGoAsked, this, &Inspector::letGo);
    connect(m_neuron, &NeuronPage::tokenAsked, this, &Inspector::tokenAsked);
    connect(m_neuron, &NeuronPage::neuronAsked, this, [this](NeuronAddress neuron) {
        if (m_shown)
            keep(m_shown->twin, neuron);
    });
    connect(m_comparison, &ComparisonPage::pinAsked, this, &Inspector::pinSecond);
    connect(m_comparison, &ComparisonPage::endAsked, this, &Inspector::endComparison);
    connect(m_comparison, &ComparisonPage::neuronAsked, this, [this](NeuronAddress neuron) {
        if (m_first)
            keep(m_first->twin, neuron);
    });
    const auto light = [this](Twin twin, const std::vector<NeuronAddress>& neurons) {
        m_isLit = !neurons.empty();
        Q_EMIT highlighted(twin, neurons);
    };
    connect(m_census, &CensusPage::highlighted, this,
        [this, light](const std::vector<NeuronAddress>& neurons) { light(censusTwin(), neurons); });
    connect(m_comparison, &ComparisonPage::highlighted, this,
        [this, light](const std::vector<NeuronAddress>& neurons) {
            if (m_first)
                light(m_first->twin, neurons);
        });
}

void Inspector::connectSession()
{
    connect(&m_inspection, &Inspection::answered, this,
        [this](Task task, Twin twin, const NeuronReport& report) {
            if (task == m_task)
                takeReport(twin, report);
        });
    connect(&m_inspection, &Inspection::censusTaken, this,
        [this](Task task, Twin twin, const NeuronCensus& census) {
            if (task == m_task && twin == censusTwin())
                m_census->showCensus(census);
        });
    connect(&m_inspection, &Inspection::surgeryChanged, this, [this](Task task, Twin) {
        if (task == m_task) {
            tellBoards();
            refresh();
        }
    });
    connect(&m_workbench.library(), &Library::modelsChanged, this, &Inspector::takeModels,
        Qt::QueuedConnection); // boards have their new shapes then
    connect(&m_workbench.library(), &Library::dataChanged, this, [this] {
        m_shown.reset();
        m_censusAsked.reset();
        m_census->showReason({});
        refresh();
    });
    connect(
        &m_workbench.generation(), &Generation::started, this,
        [this] {
            refresh();
            tellKept(); // boards forget with a text
        },
        Qt::QueuedConnection);
    connect(&m_workbench, &Workbench::busyChanged, this, [this] {
        if (!m_shown)
            refresh();
    });
}

void Inspector::setText(Twin twin, const std::vector<GeneratedToken>& tokens)
{
    m_texts[at(twin)] = &tokens;
}

void Inspector::setMain(Twin twin)
{
    m_main = twin;
    if (!m_shown)
        refresh();
}

void Inspector::setAtRest(QWidget* widget) { m_census->setAtRest(widget); }

void Inspector::attach(Twin twin, Switchboard& board)
{
    m_boards[at(twin)] = &board;
    connect(&board, &Switchboard::hovered, this,
        [this, twin](const std::optional<NeuronAddress>& neuron) { preview(twin, neuron); });
    connect(&board, &Switchboard::picked, this,
        [this, twin](NeuronAddress neuron) { keep(twin, neuron); });
    connect(&board, &Switchboard::menuWanted, this,
        [this, twin](NeuronAddress neuron, QPoint position) { showMenu(twin, neuron, position); });
    connect(this, &Inspector::highlighted, &board,
        [twin, &board](Twin whose, const std::vector<NeuronAddress>& neurons) {
            board.setHighlights(whose == twin ? neurons : std::vector<NeuronAddress>{});
        });
    tellBoards();
}

/// What was set on their neurons, which a board forgets with its model.
void Inspector::tellBoards()
{
    for (const Twin twin : {Twin::Sparse, Twin::Dense})
        if (Switchboard* board = m_boards[at(twin)]) {
            board->setPicked(kept(twin));
            board->setSurgery(m_inspection.surgery(m_task, twin));
        }
}

void Inspector::tellKept()
{
    tellBoards();
    for (const Twin twin : {Twin::Sparse, Twin::Dense})
        Q_EMIT keptChanged(twin, kept(twin));
}

// -------------------------------------------------------------------------------------------------
// what is looked at

std::optional<NeuronAddress> Inspector::kept(Twin twin) const
{
    return m_kept && m_kept->twin == twin ? std::optional(m_kept->neuron) : std::nullopt;
}

void Inspector::preview(Twin twin, std::optional<NeuronAddress> neuron)
{
    if (!neuron && m_preview && m_preview->twin != twin)
        return; // the pointer is on the other board already
    m_preview = neuron && canLook(twin) ? std::optional(Looked{twin, *neuron}) : std::nullopt;
    refresh();
}

void Inspector::keep(Twin twin, NeuronAddress neuron)
{
    if (!canLook(twin))
        return;
    m_kept = {twin, neuron};
    m_preview.reset();
    refresh();
    m_asking.start(0);
    tellKept();
}

bool Inspector::letGo()
{
    const bool held = holds();
    if (m_kept)
        m_kept.reset();
    else if (m_first)
        endComparison();
    else if (m_isLit)
        m_census->clearChoice();
    m_preview.reset();
    refresh();
    tellKept();
    return held;
}

void Inspector::showMenu(Twin twin, NeuronAddress neuron, QPoint globalPosition)
{
    keep(twin, neuron);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("surgeryMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction* action :
        {m_surgery->switchOff(), m_surgery->alwaysChoose(), m_surgery->pinGroup(), m_compare})
        menu->addAction(action);
    menu->addSeparator();
    connect(menu->addAction(tr("Let go")), &QAction::triggered, this, &Inspector::letGo);
    menu->popup(globalPosition);
}

void Inspector::refresh()
{
    for (std::optional<Looked>* looked : {&m_kept, &m_preview}) // another model may be open
        if (*looked && !isThere(**looked))
            looked->reset();
    const std::optional<Looked> looked = m_preview ? m_preview : m_kept;
    if (!looked) {
        if (m_shown) {
            m_shown.reset();
            m_asking.stop();
            forget();
        }
        m_pages->setCurrentWidget(m_first ? static_cast<QWidget*>(m_comparison) : m_census);
        m_askingCensus.start(0);
        return;
    }
    m_askingCensus.stop();
    m_pages->setCurrentWidget(m_neuron);
    if (looked != m_shown) {
        m_shown = looked;
        beginNeuron();
    }
    m_neuron->setKept(m_kept == m_shown);
    showMoment();
}

void Inspector::beginNeuron()
{
    m_report.reset();
    m_isMomentFresh = false;
    m_curve.clear();
    m_neuron->begin(m_shown->twin, m_inspection.grid(m_task, m_shown->twin), m_shown->neuron);
    m_asking.start(kAskPreview);
}

// -------------------------------------------------------------------------------------------------
// looks

void Inspector::colour()
{
    const Stage stage = Stage::of(palette());
    m_ground->setPalette(stagePalette(stage));
    m_ground->setStyleSheet(stageSheet(stage));
    update();
}

void Inspector::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintStage(painter, rect(), Stage::of(palette()));
}

/// Esc lets go of what is held; else it means what it does in the window.
bool Inspector::event(QEvent* event)
{
    const bool isAnnounced = event->type() == QEvent::ShortcutOverride;
    if (!isAnnounced && event->type() != QEvent::KeyPress)
        return QWidget::event(event);
    const auto* press = static_cast<QKeyEvent*>(event);
    if (press->key() != Qt::Key_Escape || press->modifiers() != Qt::NoModifier || !holds())
        return QWidget::event(event);
    if (!isAnnounced)
        letGo();
    event->accept();
    return true;
}

void Inspector::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        colour();
    QWidget::changeEvent(event);
}

void Inspector::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_shown)
        m_asking.start(0);
    else
        refresh();
}

void Inspector::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_asking.stop();
    m_askingCensus.stop();
    forget();
}

} // namespace glowworm
