// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of the Generation panel stand, in a window of any width and at any size of text.
#include "ui/generation/generation_panel.h"

#include "ui/generation/generation_stage.h"
#include "ui/generation/next_characters.h"
#include "ui/generation/timeline.h"
#include "ui/generation/transcript.h"
#include "ui/generation/voter_curves.h"
#include "ui/generation/writing_controls.h"
#include "ui/inspector/inspector.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/stage.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace glowworm {

namespace {

constexpr int kLeftShare = 312, kStageShare = 487, kRightShare = 201; // 360, 563, 232 of 1156
constexpr int kNarrowestLeft = 272, kWidestLeft = 520;                // pixels
constexpr int kNarrowestRight = 216, kWidestRight = 320; // likewise; whatever is looked into
constexpr int kBetweenParts = 12;                        // pixels, between columns
constexpr double kDivider = 0.6; // of a rule's ink: a seam within one ground
constexpr int kLowestText
    = 420; // pixels at the usual size of text, of what is not beside all others

} // namespace

/// Prompt and texts at the left, the stage, what belongs to the picked character at the right; the
/// timeline below them all.
void GenerationPanel::build(Workbench& workbench)
{
    m_left = new QWidget(this);
    m_controls = new WritingControls(m_library.weightFormat(), m_generation.threads(), m_left);
    m_sparse = new Transcript(Twin::Sparse, m_left);
    m_dense = new Transcript(Twin::Dense, m_left);
    m_stage = new GenerationStage(this);
    m_inspector = new Inspector(workbench, Task::Text, this);
    m_inspector->setGround(false); // that is painted for it and the stage
    m_next = new NextCharacters(m_inspector);
    m_inspector->setAtRest(m_next);
    for (const Twin twin : kTwins) {
        Switchboard& board = m_stage->board(twin); // first: the inspector looks at that place
        connect(&board, &Switchboard::picked, this,
            [this, twin](NeuronAddress neuron) { holdLit(twin, neuron); });
        connect(&board, &Switchboard::menuWanted, this,
            [this, twin](NeuronAddress neuron) { holdLit(twin, neuron); });
        m_inspector->setText(twin, transcript(twin)->tokens());
        m_inspector->attach(twin, m_stage->board(twin));
    }
    m_foot = new QWidget(this);
    m_foot->setAutoFillBackground(true);
    m_foot->setProperty("raised", true); // where the panel scrolls, it lies on what does
    m_timeline = new Timeline(m_foot);
    auto* foot = new QVBoxLayout(m_foot);
    foot->setContentsMargins(0, 10, 0, kGap);
    foot->addWidget(m_timeline);
    m_curves = new VoterCurves(*m_next, this);

    auto* left = new QVBoxLayout(m_left);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(kGap);
    left->addStrut(kNarrowestLeft);
    left->addWidget(m_controls);
    left->addWidget(m_sparse, 1);
    left->addWidget(m_dense, 1);
    m_inner = new QBoxLayout(QBoxLayout::LeftToRight);
    m_inner->addWidget(m_left, kLeftShare);
    m_inner->addWidget(m_stage, kStageShare);
    m_outer = new QBoxLayout(QBoxLayout::LeftToRight);
    m_outer->addLayout(m_inner, kLeftShare + kStageShare);
    m_outer->addWidget(m_inspector, kRightShare);
    for (QBoxLayout* columns : {m_inner, m_outer})
        columns->setSpacing(kBetweenParts);
    auto* all = new QVBoxLayout(this);
    all->setSizeConstraint(QLayout::SetNoConstraint); // fitColumns() finds an order for any width
    all->setContentsMargins(12, 10, 12, 0);
    all->setSpacing(0);
    all->addLayout(m_outer, 1);
    all->addWidget(m_foot);
}

/// Beside each other while they have room, else the inspector below the others, else all below each
/// other. What is unfolded or shown changes nothing in that. Columns at the side grow with the
/// window so far, unless what stands in them needs more.
void GenerationPanel::fitColumns()
{
    const int left = std::max(m_left->minimumSizeHint().width(), m_controls->unfoldedWidth()),
              stage = m_stage->minimumSizeHint().width(),
              right = std::max(m_inspector->minimumSizeHint().width(), textScaled(kNarrowestRight)),
              room
        = width() - layout()->contentsMargins().left() - layout()->contentsMargins().right();
    const auto direction = [room](int width) {
        return width <= room ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    };
    const auto inner = direction(left + stage + kBetweenParts),
               outer = direction(left + stage + right + 2 * kBetweenParts);
    if (inner != m_inner->direction() || outer != m_outer->direction()) {
        m_inner->setDirection(inner);
        m_outer->setDirection(outer);
        m_outer->invalidate(); // else it keeps the least size that it had
        layout()->invalidate();
    }
    const bool isWide = inner == QBoxLayout::LeftToRight,
               isWidest = outer == QBoxLayout::LeftToRight;
    m_left->setMaximumWidth(isWide ? std::max(textScaled(kWidestLeft), left) : QWIDGETSIZE_MAX);
    m_inspector->setMaximumWidth(
        isWidest ? std::max(textScaled(kWidestRight), right) : QWIDGETSIZE_MAX);
    m_left->setMinimumHeight(isWide ? 0 : textScaled(kLowestText));
    m_stage->setMinimumHeight(isWidest ? 0 : textScaled(kLowestText));
}

QSize GenerationPanel::minimumSizeHint() const
{
    const QMargins around = layout()->contentsMargins();
    int widest = 0;
    for (const QWidget* part :
        {m_left, static_cast<QWidget*>(m_stage), static_cast<QWidget*>(m_inspector), m_foot})
        widest = std::max(widest, part->minimumSizeHint().width());
    // Where it scrolls anyway, wrapped lines have all the height that they need.
    const int height = m_outer->direction() == QBoxLayout::LeftToRight
        ? Panel::minimumSizeHint().height()
        : layout()->totalMinimumHeightForWidth(width());
    return {widest + around.left() + around.right(), height};
}

/// Where the panel scrolls, a window of another height changes only what is around it.
bool GenerationPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        placeFoot();
    return Panel::eventFilter(watched, event);
}

/// Where the panel scrolls, the timeline stays in sight, over what scrolls.
void GenerationPanel::placeFoot()
{
    const QWidget* around = parentWidget();
    const int seen = around ? mapFrom(around, QPoint(0, around->height())).y() : height();
    const int lowest = layout()->contentsRect().bottom() + 1; // where the layout has it
    m_foot->move(m_foot->x(), std::min(lowest, seen) - m_foot->height());
    m_foot->raise();
    m_message->raise();
}

bool GenerationPanel::event(QEvent* event)
{
    const bool isEscape
        = (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress)
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (isEscape && m_generation.running()) // it stops the text, not what is told beside it
        return QWidget::event(event);
    if (event->type() == QEvent::ParentChange && parentWidget())
        parentWidget()->installEventFilter(this);
    if (event->type() == QEvent::LayoutRequest) {
        fitColumns();
        placeFoot();
    }
    return Panel::event(event);
}

/// Beside each other, stage and card are one ground: what leads from the one to the other stays in
/// the dark.
void GenerationPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Stage stage = Stage::of(palette());
    const QRect board = m_stage->geometry(), card = m_inspector->geometry();
    if (m_outer->direction() != QBoxLayout::LeftToRight) {
        paintStage(painter, board, stage);
        paintStage(painter, card, stage);
        return;
    }
    paintStage(painter, board | card, stage);
    painter.fillRect(QRect(card.left() - kBetweenParts / 2, card.top(), 1, card.height()),
        stage.plain ? stage.line : mixed(stage.ground, stage.line, kDivider));
}

void GenerationPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    fitColumns();
    placeFoot();
}

void GenerationPanel::moveEvent(QMoveEvent* event)
{
    Panel::moveEvent(event);
    placeFoot();
}

} // namespace glowworm
