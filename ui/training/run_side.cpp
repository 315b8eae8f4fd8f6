// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_side.h"

#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/training/course_card.h"
#include "ui/training/run_card.h"
#include "ui/training/weights_card.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/theme.h"

#include <QVBoxLayout>

namespace glowworm {
namespace {

constexpr int kSideText = 290, kSideFrame = 40;   // together its width
constexpr int kLeastRuns = 210;                   // high, of the kept runs beside what is unfolded,
constexpr int kLeastCourse = 210, kFewRuns = 145; // and of both where one scrolls in that
constexpr int kCourseShare = 2;                   // of the room, to one for the runs
constexpr int kFoldedFrame = 90;                  // high, of its card around what is unfolded

} // namespace

RunSide::RunSide(const Workbench& workbench, QUndoStack& edits, QWidget* parent)
    : QWidget(parent)
    , m_weights(new WeightsCard(workbench.training(), edits, this))
    , m_course(new CourseCard(workbench.training(), edits, this))
    , m_runs(new RunCard(workbench, edits, this))
    , m_column(new QVBoxLayout(this))
{
    atEachTextSize(this, [this] {
        fitWidth();
        arrange();
    });
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(kGap + 4);
    m_column->addWidget(m_weights);
    m_column->addWidget(m_course);
    m_column->addWidget(m_runs, 1);
    connect(m_course, &CourseCard::folded, this, &RunSide::arrange);
}

void RunSide::setAny(bool any)
{
    m_weights->setVisible(any);
    arrange();
}

void RunSide::setStacked(bool isStacked)
{
    m_isStacked = isStacked;
    fitWidth();
    arrange();
}

void RunSide::fitWidth()
{
    const int width = textScaled(kSideText) + kSideFrame;
    setMinimumWidth(width);
    setMaximumWidth(m_isStacked ? QWIDGETSIZE_MAX : width);
}

void RunSide::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void RunSide::arrange()
{
    const bool unfolded = m_course->isUnfolded();
    const int numbers = m_weights->isHidden() ? 0 : m_weights->sizeHint().height();
    const int room = height() - numbers - 2 * m_column->spacing();
    const bool whole
        = m_isStacked || room >= textScaled(kFoldedFrame + kLeastRuns) + m_course->foldedHeight(),
        both = !unfolded || whole || room >= textScaled(kLeastCourse + kFewRuns);
    m_runs->setVisible(both);
    // as high as it likes to be: nothing gives way in a page that scrolls
    m_runs->setMinimumHeight(m_isStacked ? m_runs->sizeHint().height() : 0);
    m_course->keepWhole(unfolded && whole);
    m_column->setStretchFactor(m_course, !unfolded || whole ? 0 : kCourseShare);
}

} // namespace glowworm
