// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/life_curve.h"

#include "ui/widgets/focus_keys.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace glowworm {
namespace {

constexpr double kEdge = 3; // logical pixels, for the dots at the ends

} // namespace

LifeCurve::LifeCurve(QWidget* parent)
    : SpokenPicture(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Its use over the training"));
    setWhatsThis(
        tr("The share of the validation characters, or test pictures, on which the neuron "
           "was chosen, at each evaluation of the run that its model is from: times that "
           "it was chosen over times that its column chose. The upright line is the step of "
           "the open model."));
    auto* keys = new FocusKeys(this, tr("In the life of a neuron"));
    keys->add({Qt::Key_Left}, tr("the evaluation before"), [this] { move(-1); });
    keys->add({Qt::Key_Right}, tr("the next evaluation"), [this] { move(1); });
}

void LifeCurve::setLife(std::vector<NeuronLifePoint> life, std::int64_t step)
{
    if (life == m_life && step == m_step)
        return;
    m_life = std::move(life);
    m_step = step;
    m_cursor = std::max(0, static_cast<int>(m_life.size()) - 1);
    announceCursor();
    update();
}

void LifeCurve::move(int by)
{
    useCursor();
    m_cursor = std::clamp(m_cursor + by, 0, std::max(0, static_cast<int>(m_life.size()) - 1));
    announceCursor();
    update();
}

QString LifeCurve::wordsOf(const NeuronLifePoint& point) const
{
    return tr("step %1: %2").arg(countText(point.step), percentText(point.rate, 2));
}

QString LifeCurve::pictureWords() const
{
    return m_life.empty()
        ? QString()
        : tr("%n evaluations, from %1 to %2", nullptr, static_cast<int>(m_life.size()))
              .arg(wordsOf(m_life.front()), wordsOf(m_life.back()));
}

QString LifeCurve::cursorWords() const
{
    return m_life.empty() ? QString() : wordsOf(m_life[static_cast<std::size_t>(m_cursor)]);
}

double LifeCurve::xOf(std::int64_t step) const
{
    const double first = static_cast<double>(m_life.front().step),
                 span = std::max(1.0, static_cast<double>(m_life.back().step) - first);
    const double x = kEdge + (static_cast<double>(step) - first) / span * (width() - 2 * kEdge);
    return std::clamp(x, kEdge, width() - kEdge);
}

void LifeCurve::paintEvent(QPaintEvent*)
{
    if (m_life.empty())
        return;
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double bottom = height() - 2.5;
    painter.setPen(QPen(stage.line, 1));
    painter.drawLine(QPointF(0, bottom), QPointF(width(), bottom));
    painter.drawLine(QPointF(xOf(m_step), 0), QPointF(xOf(m_step), height()));
    const double most
        = std::max(1e-12, std::ranges::max_element(m_life, {}, &NeuronLifePoint::rate)->rate);
    QPolygonF line;
    for (const NeuronLifePoint& point : m_life)
        line << QPointF(xOf(point.step), bottom - point.rate / most * (bottom - kEdge));
    painter.setPen(QPen(stage.sparse.light, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    painter.setBrush(stage.sparse.bright);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(line[m_cursor], 2.2, 2.2);
    if (showsCursor()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(stage.quietText, 1, Qt::DotLine));
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

/// The nearest evaluation, in words.
void LifeCurve::mouseMoveEvent(QMouseEvent* event)
{
    if (m_life.empty())
        return;
    const auto nearest = std::ranges::min_element(m_life, {}, [&](const NeuronLifePoint& point) {
        return std::abs(xOf(point.step) - event->position().x());
    });
    m_cursor = static_cast<int>(nearest - m_life.begin());
    setToolTip(wordsOf(*nearest));
    update();
}

} // namespace glowworm
