// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/moment_track.h"

#include "ui/widgets/colour_mix.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace glowworm {
namespace {

constexpr int kBarsRoom = 20;     // pixels, of a full bar
constexpr double kLeastBar = 3;   // of one that is not known yet, or of nothing
constexpr double kWidestBar = 10; // what is left between two is empty

} // namespace

MomentTrack::MomentTrack(QWidget* parent)
    : QAbstractSlider(parent)
{
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setPageStep(4);
    setAccessibleName(tr("Moment of the run"));
    const QString help = tr(
        "The moments that are kept of this run, from its first step to its newest. A bar is as "
        "high as the part of the neurons that fire at the end and fire there already, at the "
        "beginning of the text (digits: on the first picture): low is noise, high is habit.");
    setAccessibleDescription(help);
    setWhatsThis(help);
    connect(this, &QAbstractSlider::valueChanged, this, &MomentTrack::asked);
    showMarks({}, Twin::Sparse);
}

void MomentTrack::showMarks(std::vector<Mark> marks, Twin twin)
{
    const QSignalBlocker quiet(this);
    m_marks = std::move(marks);
    m_twin = twin;
    setRange(0, std::max(0, count() - 1));
    setEnabled(count() > 1);
    update();
}

void MomentTrack::setPlace(int mark, bool isOn)
{
    const QSignalBlocker quiet(this);
    m_isOn = isOn;
    setValue(mark);
    setAccessibleDescription(mark >= 0 && mark < count() ? markWords(mark) : whatsThis());
    update();
}

QString MomentTrack::markWords(int mark) const
{
    const Mark& at = m_marks[static_cast<std::size_t>(mark)];
    return at.likeTheEnd && mark + 1 < count()
        ? tr("step %1: %2 of what fires at the end fires here")
              .arg(countText(at.step), percentText(*at.likeTheEnd, 0))
        : tr("step %1").arg(countText(at.step));
}

// -------------------------------------------------------------------------------------------------
// places

int MomentTrack::stripHeight() const { return QFontMetrics(smallFont(this)).height() + 1; }

int MomentTrack::markAt(double x) const
{
    return std::clamp(
        static_cast<int>(std::floor(x * count() / std::max(1, width()))), minimum(), maximum());
}

QRectF MomentTrack::markRect(int mark) const
{
    const double pitch = static_cast<double>(width()) / std::max(1, count()),
                 wide = std::clamp(std::floor(pitch * 0.6), 1.0, kWidestBar),
                 room = height() - stripHeight() - 1;
    const double part = m_marks[static_cast<std::size_t>(mark)].likeTheEnd.value_or(0),
                 high = std::max(kLeastBar, room * part);
    return {std::floor((mark + 0.5) * pitch - wide / 2), 1 + room - high, wide, high};
}

QSize MomentTrack::sizeHint() const { return {400, stripHeight() + kBarsRoom}; }

QSize MomentTrack::minimumSizeHint() const { return {72, sizeHint().height()}; }

// -------------------------------------------------------------------------------------------------
// painting

void MomentTrack::paintBars(QPainter& painter) const
{
    const Theme& theme = Theme::of(palette());
    const QColor own = theme.colorOf(m_twin), ahead = faded(theme.mutedText, 0.43);
    for (int mark = 0; mark < count(); ++mark) {
        const bool isHere = m_isOn && mark == value();
        painter.fillRect(markRect(mark),
            isHere                           ? theme.text
                : !m_isOn || mark <= value() ? faded(own, m_isOn ? 1 : 0.55)
                                             : ahead);
    }
}

/// The one that is looked at, first and last, and of the others those that there is room for.
void MomentTrack::paintSteps(QPainter& painter) const
{
    const Theme& theme = Theme::of(palette());
    painter.setFont(smallFont(this));
    const QFontMetrics metrics = painter.fontMetrics();
    std::vector<QRectF> taken;
    const auto put = [&](int mark, const QColor& ink) {
        const QString text = countText(m_marks[static_cast<std::size_t>(mark)].step);
        const double wide = metrics.horizontalAdvance(text), middle = markRect(mark).center().x();
        const QRectF place(std::clamp(middle - wide / 2, 0.0, std::max(0.0, width() - wide)),
            height() - stripHeight() + 1, wide, metrics.height());
        const QRectF around = place.adjusted(-kGap, 0, kGap, 0);
        if (std::ranges::any_of(
                taken, [&](const QRectF& other) { return other.intersects(around); }))
            return;
        taken.push_back(place);
        painter.setPen(ink);
        painter.drawText(place, Qt::AlignCenter, text);
    };
    if (m_isOn)
        put(value(), theme.text);
    put(0, theme.mutedText);
    put(count() - 1, theme.mutedText);
    for (int mark = 1; mark + 1 < count(); ++mark)
        put(mark, theme.mutedText);
}

void MomentTrack::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = Theme::of(palette());
    painter.fillRect(QRect(0, height() - stripHeight(), width(), 1), theme.grid);
    if (count() == 0)
        return;
    paintBars(painter);
    paintSteps(painter);
}

// -------------------------------------------------------------------------------------------------
// pointer and keys

bool MomentTrack::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || count() == 0)
        return QAbstractSlider::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), markWords(markAt(help->pos().x())), this);
    return true;
}

/// A key that cannot go further stays, and looks there.
void MomentTrack::keyPressEvent(QKeyEvent* event)
{
    const int before = value();
    QAbstractSlider::keyPressEvent(event);
    if (event->isAccepted() && value() == before && !m_isOn)
        Q_EMIT asked(before);
}

void MomentTrack::goTo(double x)
{
    if (const int mark = markAt(x); mark != value())
        setValue(mark);
    else
        Q_EMIT asked(mark);
}

void MomentTrack::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && count() > 0)
        goTo(event->position().x());
}

void MomentTrack::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & Qt::LeftButton) && count() > 0)
        setValue(markAt(event->position().x()));
}

} // namespace glowworm
