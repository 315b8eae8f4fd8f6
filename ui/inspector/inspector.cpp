// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector.h"

#include "ui/inspector/census_page.h"
#include "ui/inspector/comparison_page.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/neuron_page.h"
#include "ui/inspector/surgery_actions.h"
#include "ui/inspector/token_page.h"
#include "ui/session/copied_lines.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/value_label.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>
#include <span>
#include <utility>

namespace glowworm {
namespace {

constexpr int kAskPreview = 120; // milliseconds that a pointer rests, before a question
constexpr int kFollow = 200;     // milliseconds between two tokens that a running text shows here

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
    setProperty("region", true);
    setAccessibleName(tr("Inspector"));
    setNumbersFrom(this, Provenance::Measured);
    m_compare->setObjectName(QStringLiteral("pinAndCompare"));
    if (task == Task::Digits)
        m_compare->setIconText(tr("Compare")); // on a button, beside others
    m_compare->setWhatsThis(task == Task::Text
            ? tr("Holds this character as A. Go to another one, and see which neurons only one of "
                 "them lit and which both did.")
            : tr("Holds this drawing as A. Draw another one, and see which neurons only one of "
                 "them lit and which both did."));
    colour(); // first: what is made later has its colours at once
    build();
    connectSession();
    for (QTimer* timer : {&m_asking, &m_askingCensus, &m_following})
        timer->setSingleShot(true);
    m_following.setInterval(kFollow);
    connect(&m_asking, &QTimer::timeout, this, &Inspector::ask);
    connect(&m_askingCensus, &QTimer::timeout, this, &Inspector::askCensus);
    connect(&m_following, &QTimer::timeout, this, [this] {
        if (m_hasMoved)
            showPlace();
    });
    refresh();
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
    connect(
        &m_workbench.library(), &Library::modelsChanged, this,
        [this](Task task) {
            if (task == m_task)
                takeModels();
        },
        Qt::QueuedConnection); // boards have their new shapes then
    connect(&m_workbench.library(), &Library::dataChanged, this, [this] {
        const TrainingData data = m_workbench.library().dataFor(m_task);
        const std::shared_ptr<const void> now
            = m_task == Task::Text ? std::shared_ptr<const void>(data.text) : data.testDigits;
        if (now == m_counted.lock())
            return; // of the other task
        m_counted = now;
        m_shown.reset();
        m_censusAsked.reset();
        m_census->showReason({});
        refresh();
    });
    if (m_task == Task::Text)
        connectText();
    connect(&m_workbench, &Workbench::busyChanged, this, [this] {
        if (!isVisible())
            return;
        if (!m_shown)
            refresh();
        else if (!m_report) // it was refused before, or is now
            m_asking.start(0);
    });
}

void Inspector::setText(Twin twin, const std::vector<GeneratedToken>& tokens)
{
    m_texts[slotOf(twin)] = &tokens;
}

void Inspector::setMain(Twin twin)
{
    m_main = twin;
    if (!m_shown)
        refresh();
}

void Inspector::setGround(bool own)
{
    m_ownGround = own;
    update();
}

void Inspector::setAtRest(QWidget* widget) { m_census->setAtRest(widget); }

void Inspector::attach(Twin twin, Switchboard& board)
{
    m_boards[slotOf(twin)] = &board;
    connect(&board, &Switchboard::hovered, this,
        [this, twin](const std::optional<NeuronAddress>& neuron) { preview(twin, neuron); });
    connect(&board, &Switchboard::picked, this,
        [this, twin](NeuronAddress neuron) { keep(twin, neuron); });
    connect(&board, &Switchboard::menuWanted, this,
        [this, twin](NeuronAddress neuron, QPoint position, bool byKey) {
            showMenu(twin, neuron, position, byKey);
        });
    connect(this, &Inspector::highlighted, &board,
        [twin, &board](Twin whose, const std::vector<NeuronAddress>& neurons) {
            board.setHighlights(whose == twin ? neurons : std::vector<NeuronAddress>{});
        });
    board.setPair([this, twin] { return comparedPair(twin); });
    connect(this, &Inspector::compared, &board,
        [twin, &board](Twin whose, const std::vector<LayerComparison>& layers) {
            board.setComparison(whose == twin ? std::span(layers) : std::span<LayerComparison>());
        });
    tellBoards();
}

/// What was set on their neurons, which a board forgets with its model.
void Inspector::tellBoards()
{
    for (const Twin twin : kTwins)
        if (Switchboard* board = m_boards[slotOf(twin)]) {
            board->setPicked(kept(twin));
            board->setSurgery(m_inspection.surgery(m_task, twin));
        }
}

void Inspector::tellKept()
{
    tellBoards();
    for (const Twin twin : kTwins)
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
    m_preview = neuron && shownModel(twin) ? std::optional(Looked{twin, *neuron}) : std::nullopt;
    refresh();
}

void Inspector::keep(Twin twin, NeuronAddress neuron)
{
    if (!canLook(twin))
        return;
    m_wanted = {};
    const Hold before = holdNow();
    m_kept = Looked{twin, neuron};
    m_preview.reset();
    refresh();
    m_asking.start(0);
    tellKept();
    keepStep(before);
    comeIntoView();
    tellNeuron();
}

void Inspector::keepToken(Twin twin)
{
    m_wanted = {};
    m_tokenOf = twin;
    refresh();
    comeIntoView();
}

/// With large text it stands below the board: whoever clicks there sees the answer.
void Inspector::comeIntoView()
{
    const auto scroll = [this] { // once it has its new height
        QWidget* above = parentWidget();
        while (above && !qobject_cast<QScrollArea*>(above))
            above = above->parentWidget();
        auto* area = qobject_cast<QScrollArea*>(above);
        if (!area || !area->widget())
            return;
        const int most = area->viewport()->height() * 2 / 3;
        const QPoint corner = mapTo(area->widget(), QPoint());
        area->ensureVisible(corner.x(), corner.y() + std::min(height(), most), 0, 0);
    };
    QMetaObject::invokeMethod(this, scroll, Qt::QueuedConnection);
}

bool Inspector::letGo()
{
    const bool held = holds();
    m_wanted = {};
    leavePage();
    const Hold before = holdNow();
    if (m_kept)
        m_kept.reset();
    else if (m_first)
        endComparison();
    else if (m_isLit)
        m_census->clearChoice();
    else
        m_tokenOf.reset();
    m_preview.reset();
    refresh();
    tellKept();
    keepStep(before);
    return held;
}

void Inspector::showMenu(Twin twin, NeuronAddress neuron, QPoint globalPosition, bool byKey)
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
    const QString line = neuronLine(m_workbench.library(), m_task, twin, neuron);
    QAction* copy = menu->addAction(tr("Copy as command"));
    copy->setEnabled(!line.isEmpty()); // weights that are in no file
    connect(
        copy, &QAction::triggered, menu, [line] { QGuiApplication::clipboard()->setText(line); });
    if (const Switchboard* board = m_boards[slotOf(twin)]) { // what it offers where no neuron is
        menu->addSeparator();
        menu->addActions(board->actions());
    }
    menu->popup(globalPosition);
    if (byKey) {
        const QList<QAction*> rows = menu->actions();
        menu->setActiveAction(*std::ranges::find_if( // "Let go" at the latest
            rows, [](const QAction* row) { return row->isEnabled() && !row->isSeparator(); }));
    }
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
            if (isVisible()) // else it is the other panel's question
                forget();
        }
        if (m_first)
            showPage(comparisonPage());
        else if (m_tokenOf && firing(*m_tokenOf)) {
            showPage(tokenPage());
            showCharacter();
        } else {
            showPage(*m_census);
            showUse();
        }
        m_askingCensus.start(0);
        return;
    }
    m_askingCensus.stop();
    m_notice->hide();
    showPage(neuronPage());
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
    const QString sheet = stageSheet(stage);
    if (sheet == m_ground->styleSheet()) // the stage is the same in light and dark
        return;
    m_ground->setPalette(stagePalette(stage));
    m_ground->setStyleSheet(sheet);
    update();
}

void Inspector::paintEvent(QPaintEvent*)
{
    if (!m_ownGround)
        return;
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
