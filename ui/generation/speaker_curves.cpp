// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/speaker_curves.h"

#include "model/config/config.h"
#include "ui/generation/next_characters.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/switchboard.h"

#include <QColor>
#include <QEvent>
#include <QPaintEvent>
#include <QPainter>

#include <cmath>
#include <utility>

namespace glowworm {
namespace {

constexpr double kThin = 1, kThick = 2.5;          // pixels
constexpr double kLeastInk = 0.25, kMostInk = 0.6; // opacity
constexpr double kFaint = 0.15;                    // of those that are not marked
constexpr double kPlaying = 0.5;                   // of their usual opacity
constexpr double kApart = 3;                       // pixels, of a curve's ends from light and bar
constexpr double kReach = 0.45;                    // of the way, that a curve starts and ends level
constexpr int kPieces = 24;                        // of a curve

/// Around a cubic Bézier curve that starts and ends level.
QPolygonF outlineOf(QPointF from, QPointF to, double width)
{
    const QPointF level((to.x() - from.x()) * kReach, 0), first = from + level, second = to - level;
    QPolygonF above, below;
    for (int piece = 0; piece <= kPieces; ++piece) {
        const double t = piece / static_cast<double>(kPieces), u = 1 - t;
        const QPointF middle
            = u * u * u * from + 3 * u * u * t * first + 3 * u * t * t * second + t * t * t * to,
            along = u * u * (first - from) + 2 * u * t * (second - first) + t * t * (to - second);
        const QPointF aside
            = QPointF(-along.y(), along.x()) * (width / 2 / std::hypot(along.x(), along.y()));
        above << middle - aside;
        below.prepend(middle + aside);
    }
    return above + below;
}

} // namespace

SpeakerCurves::SpeakerCurves(const NextCharacters& next, QWidget* over)
    : QWidget(over)
    , m_next(next)
    , m_twin(Twin::Sparse)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setGeometry(over->rect());
    over->installEventFilter(this);
    for (ProbabilityBars* bars : next.findChildren<ProbabilityBars*>())
        bars->installEventFilter(this);
}

void SpeakerCurves::setSpeakers(Twin twin, Switchboard& board, std::vector<Attribution> speakers)
{
    board.installEventFilter(this); // again: no more than once
    m_twin = twin;
    m_board = &board;
    m_speakers = std::move(speakers);
    follow();
}

void SpeakerCurves::mark(std::optional<NeuronAddress> neuron)
{
    m_marked = neuron;
    update(reach());
}

void SpeakerCurves::setPlaying(bool plays)
{
    m_plays = plays;
    update(reach());
}

void SpeakerCurves::follow()
{
    update(reach());
    m_curves.clear();
    const auto bar = m_next.likeliestAt(m_twin);
    if (!bar || !m_board || !m_board->isVisible() || m_speakers.empty())
        return;
    const QPointF end = QPointF(mapFromGlobal(*bar)) - QPointF(kApart, 0);
    const double largest = static_cast<double>(m_speakers.front().logit);
    for (const auto& [neuron, logit] : m_speakers) {
        if (!contains(m_board->shape(), neuron))
            continue;
        const QRect cell = m_board->cellRect(neuron);
        const QPointF start = QPointF(mapFromGlobal(m_board->mapToGlobal(cell.center())))
            + QPointF(cell.width() / 2.0 + kApart, 0);
        if (start.x() >= end.x())
            continue; // the card stands below the board
        const double share = static_cast<double>(logit) / largest;
        m_curves.push_back(
            {neuron, start, end, share, outlineOf(start, end, std::lerp(kThin, kThick, share))});
    }
    update(reach());
    Q_EMIT drawn(!m_curves.empty());
}

QRect SpeakerCurves::reach() const
{
    QRectF all;
    for (const Curve& curve : m_curves)
        all |= curve.outline.boundingRect();
    return all.toAlignedRect().adjusted(-1, -1, 1, 1);
}

bool SpeakerCurves::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    switch (event->type()) {
    case QEvent::Resize:
    case QEvent::Move:
    case QEvent::Show:
    case QEvent::Hide: // once all have their new places
        QMetaObject::invokeMethod(this, &SpeakerCurves::follow, Qt::QueuedConnection);
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

QColor SpeakerCurves::inkOf(const Curve& curve) const
{
    const Stage stage = Stage::of(palette());
    QColor ink = stage.lightOf(m_twin).light;
    if (!stage.plain && curve.neuron != m_marked)
        ink.setAlphaF(static_cast<float>(m_marked
                ? kFaint
                : std::lerp(kLeastInk, kMostInk, curve.share) * (m_plays ? kPlaying : 1)));
    return ink;
}

void SpeakerCurves::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (const Curve& curve : m_curves)
        if (event->rect().intersects(curve.outline.boundingRect().toAlignedRect())) {
            painter.setBrush(inkOf(curve));
            painter.drawPolygon(curve.outline);
        }
}

} // namespace glowworm
