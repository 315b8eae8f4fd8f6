// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/speaker_curves.h"

#include "model/config/config.h"
#include "ui/generation/character_box.h"
#include "ui/generation/next_characters.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/switchboard.h"

#include <QColor>
#include <QEvent>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <ranges>
#include <utility>

namespace glowworm {
namespace {

constexpr double kThin = 1.5, kThick = 4;          // pixels, as all lengths here
constexpr double kLeastInk = 0.45, kMostInk = 0.9; // opacity, of the last and the first
constexpr double kMostCurves = 6;                  // that an engine tells of
constexpr double kFaint = 0.15;                    // opacity of those that are not marked
constexpr double kAside = 0.25;                    // and of those that are not kept
constexpr double kBesideBoard = 14;                // to the edge of the card
constexpr double kPlaying = 0.75;                  // of their usual opacity
constexpr double kOtherHalos = 0.7;                // strength of the halos of all other lights
constexpr double kReach = 0.45;                    // of the way, that a curve starts and ends level
constexpr int kPieces = 24;                        // of a curve, after its level run
constexpr double kLevel = 24, kMostLevel = 0.3;    // that run, and the most of the way across
constexpr double kSpread = 8;                      // above and below the middle where they arrive
constexpr double kEdge = 1.75;                     // the line around a light that speaks
constexpr double kRing = 9, kAround = 2.5;         // its diameter, and how far it is from a cell
constexpr double kDot = 1.4;                       // radius
constexpr double kColumn = 0.16;                   // opacity of the light on a column
constexpr double kEndAside = 20;                   // a side of the character's frame there
constexpr double kLetter = 0.62;                   // of that frame's height, else
constexpr double kEndEdge = 1.6;                   // the line around the character
constexpr double kHalo = 18, kEndHalo = 22;        // radius of the largest halo
constexpr int kHaloLevel = 10;                     // of the character
constexpr int kClear = 4;                          // beside a name

/// Around a level run, and a cubic Bézier curve that starts and ends level.
QPolygonF outlineOf(QPointF light, QPointF to, double width)
{
    const QPointF from = light + QPointF(std::min(kLevel, kMostLevel * (to.x() - light.x())), 0),
                  level((to.x() - from.x()) * kReach, 0), first = from + level, second = to - level;
    const QPointF half(0, width / 2);
    QPolygonF above{light - half}, below{light + half};
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

/// Evenly from the highest light's to the lowest one's, so that curves stay apart.
void spreadArrivals(std::vector<SpeakerCurves::Curve>& curves, const QRectF& end)
{
    std::vector<SpeakerCurves::Curve*> byHeight;
    for (SpeakerCurves::Curve& curve : curves)
        byHeight.push_back(&curve);
    std::ranges::sort(byHeight, {}, [](const auto* curve) { return curve->from.y(); });
    const double round = end.height() / 2, steps = std::max(1.0, byHeight.size() - 1.0);
    for (std::size_t i = 0; i < byHeight.size(); ++i) {
        const double down = byHeight.size() == 1 ? 0 : kSpread * (2 * i / steps - 1);
        byHeight[i]->to = QPointF(
            end.left() + round - std::sqrt(round * round - down * down), end.center().y() + down);
    }
}

/// What encloses a piece of an outline, of its edges and little more.
QRectF pieceOf(const QPolygonF& outline, int piece)
{
    const qsizetype last = outline.size() - 1;
    const QPointF corners[]
        = {outline[piece], outline[piece + 1], outline[last - piece], outline[last - piece - 1]};
    const auto [left, right] = std::ranges::minmax(corners, {}, &QPointF::x);
    const auto [top, bottom] = std::ranges::minmax(corners, {}, &QPointF::y);
    return {QPointF(left.x(), top.y()), QPointF(right.x(), bottom.y())};
}

QFont noteFont(const QWidget* widget)
{
    QFont font = smallFont(widget);
    font.setBold(true);
    return font;
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
    hide();
    over->installEventFilter(this);
    for (ProbabilityBars* bars : next.findChildren<ProbabilityBars*>())
        bars->installEventFilter(this);
}

void SpeakerCurves::setSpeakers(Twin twin, Switchboard& board, std::vector<Attribution> speakers)
{
    board.installEventFilter(this); // again: no more than once
    if (m_board && m_board != &board)
        m_board->setGlow(1);
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

void SpeakerCurves::keep(std::optional<NeuronAddress> neuron)
{
    m_kept = neuron;
    follow();
}

void SpeakerCurves::setPlaying(bool plays)
{
    m_plays = plays;
    update(reach());
}

void SpeakerCurves::follow()
{
    update(reach());
    makeCurves();
    findAbove();
    setVisible(!m_curves.empty());
    update(reach());
    if (m_board)
        m_board->setGlow(m_curves.empty() || m_isAside ? 1 : kOtherHalos);
}

QRect SpeakerCurves::onBoard(const QRect& place) const
{
    return {mapFromGlobal(m_board->mapToGlobal(place.topLeft())), place.size()};
}

void SpeakerCurves::makeCurves()
{
    m_curves.clear();
    m_note.clear();
    m_notePlace = m_column = {};
    const auto likeliest = m_next.likeliest(m_twin);
    if (!likeliest || !m_board || !m_board->isVisible() || m_speakers.empty()
        || m_board->shade() == Shade::Margin) // which tells of another question
        return;
    m_isAside = likeliest->label.isNull();
    const double edge = onBoard(m_board->rect()).right() + kBesideBoard;
    const bool isBeside = mapFromGlobal(m_next.mapToGlobal(QPoint())).x() > edge;
    if (m_isAside && (!m_kept || !isBeside || m_end.isEmpty()))
        return; // the card stands below the board, or no character stood in it yet
    m_character = likeliest->character;
    if (m_isAside) {
        const double height = m_end.center().y();
        m_end.setSize({kEndAside, kEndAside});
        m_end.moveCenter({edge - kBesideBoard, height});
        placeNote(likeliest->probability);
    } else {
        m_end = QRectF(mapFromGlobal(likeliest->label.topLeft()), likeliest->label.size());
    }
    const QPointF to(m_end.left(), m_end.center().y());
    const double largest = static_cast<double>(m_speakers.front().logit);
    for (std::size_t i = 0; i < m_speakers.size(); ++i) {
        const auto& [neuron, logit] = m_speakers[i];
        if (!contains(m_board->shape(), neuron))
            continue;
        const QRectF cell = onBoard(m_board->cellRect(neuron));
        const CellState state = m_board->mark(neuron).state;
        if (state > CellState::Negative)
            continue; // two places are compared
        const bool isRing = state == CellState::Hollow || state == CellState::Negative;
        QRectF light(0, 0, kRing, kRing);
        light.moveCenter(cell.center());
        if (!isRing)
            light = cell.adjusted(-kAround, -kAround, kAround, kAround);
        const QPointF from(light.right(), light.center().y());
        if (!m_isAside && from.x() >= to.x())
            continue; // the card stands below the board
        const double share = static_cast<double>(logit) / largest;
        m_curves.push_back({neuron, light, isRing, from, to, share,
            std::lerp(kMostInk, kLeastInk, std::min(1.0, i / (kMostCurves - 1))), {}});
    }
    spreadArrivals(m_curves, m_end);
    if (m_board->shape().sparse && !m_curves.empty())
        m_column = onBoard(m_board->columnRect(m_curves.front().neuron));
    for (Curve& curve : m_curves)
        curve.outline = outlineOf(curve.from, curve.to, std::lerp(kThin, kThick, curve.share));
}

void SpeakerCurves::placeNote(double probability)
{
    const NeuronGrid& grid = m_board->shape().grid;
    const QRectF line = onBoard(m_board->nameRect(0));
    if (line.isEmpty())
        return;
    const QString share = shareText(probability, 0);
    const QFontMetricsF metrics(noteFont(this));
    for (const QString& words : {tr("next: %1 %2").arg(m_character, share), share}) {
        const double wide = metrics.horizontalAdvance(words);
        const QRectF place(m_end.left() - kClear - wide, line.top(), wide, line.height());
        bool isFree = true;
        for (int layer = 0; layer < grid.layers; ++layer)
            isFree = isFree
                && !onBoard(m_board->nameRect(layer))
                        .adjusted(-kClear, 0, kClear, 0)
                        .intersects(place.toAlignedRect());
        if (isFree) {
            m_note = words;
            m_notePlace = place;
            return;
        }
    }
}

/// The note and the lights that a curve passes; of a name its letters alone.
void SpeakerCurves::findAbove()
{
    m_above = {};
    m_names.clear();
    if (m_curves.empty())
        return;
    std::vector<QRectF> pieces;
    for (const Curve& curve : m_curves)
        for (int piece = 0; piece <= kPieces; ++piece)
            pieces.push_back(pieceOf(curve.outline, piece));
    const auto isPassed = [&pieces](const QRect& place) {
        return std::ranges::any_of(
            pieces, [&place](const QRectF& piece) { return piece.intersects(place); });
    };
    m_above += m_notePlace.toAlignedRect();
    const NeuronGrid& grid = m_board->shape().grid;
    for (int layer = 0; layer < grid.layers; ++layer) {
        if (isPassed(onBoard(m_board->nameRect(layer))))
            m_names.push_back(layer);
        for (int neuron = 0; neuron < grid.neurons(); ++neuron)
            if (m_board->mark({layer, neuron}).isLit()) {
                const QRect cell = onBoard(m_board->cellRect({layer, neuron}));
                if (isPassed(cell))
                    m_above += cell.adjusted(-1, -1, 1, 1);
            }
    }
}

QRect SpeakerCurves::reach() const
{
    if (m_curves.empty())
        return {};
    QRectF all = m_end.adjusted(-kEndHalo, -kEndHalo, kEndHalo, kEndHalo) | m_notePlace | m_column;
    for (const Curve& curve : m_curves)
        all |= curve.outline.boundingRect() | curve.light.adjusted(-kHalo, -kHalo, kHalo, kHalo);
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

QColor SpeakerCurves::inkOf(const Curve& curve, const Stage& stage) const
{
    const QColor& light = stage.lightOf(m_twin).light;
    if (m_isAside)
        return curve.neuron == m_kept ? light : faded(light, stage.plain ? 0 : kAside);
    return stage.plain || curve.neuron == m_marked
        ? light
        : faded(light, m_marked ? kFaint : curve.ink * (m_plays ? kPlaying : 1));
}

/// Told from all others: a pale line around it, and a dot where its curve begins.
void SpeakerCurves::paintLight(QPainter& painter, const Curve& curve, const Stage& stage) const
{
    const QColor& pale = stage.lightOf(m_twin).core;
    painter.setPen(QPen(pale, kEdge));
    painter.setBrush(Qt::NoBrush);
    if (curve.isRing)
        painter.drawEllipse(curve.light);
    else
        painter.drawRoundedRect(curve.light, kAround, kAround);
    painter.setPen(Qt::NoPen);
    painter.setBrush(pale);
    painter.drawEllipse(curve.light.center(), kDot, kDot);
}

/// As the lamps of Digits.
void SpeakerCurves::paintEnd(QPainter& painter, const Stage& stage) const
{
    const StageLight& light = stage.lightOf(m_twin);
    painter.setPen(QPen(light.light, kEndEdge));
    painter.setBrush(stage.raised);
    const double round = m_end.height() / 2;
    painter.drawRoundedRect(m_end, round, round);
    QFont font = dataFont(this);
    font.setBold(true);
    if (!m_isAside)
        font.setPixelSize(static_cast<int>(kLetter * m_end.height()));
    painter.setFont(font);
    painter.setPen(light.bright);
    paintBoxed(painter, m_end, m_character);
    painter.setFont(noteFont(this));
    painter.setPen(light.light);
    painter.drawText(m_notePlace, Qt::AlignVCenter | Qt::AlignRight | Qt::TextDontClip, m_note);
}

void SpeakerCurves::paintEvent(QPaintEvent* event)
{
    if (!event->rect().intersects(reach()))
        return;
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto isShown // beside one that is kept no other
        = [this](const Curve& curve) { return !m_isAside || curve.neuron == m_kept; };
    if (!m_isAside)
        painter.fillRect(m_column, faded(stage.lightOf(m_twin).light, kColumn));
    if (hasHalos(stage, this)) {
        const QColor& light = stage.lightOf(m_twin).light;
        for (const Curve& curve : m_curves | std::views::filter(isShown))
            paintHalo(painter, curve.light.center(), light,
                static_cast<int>(std::lround((kHaloLevels - 1) * std::sqrt(curve.share))), kHalo);
        if (!m_isAside)
            paintHalo(painter, m_end.center(), light, kHaloLevel, kEndHalo);
    }
    painter.setPen(Qt::NoPen);
    painter.setClipRegion(event->region() - m_above);
    for (auto curve = m_curves.rbegin(); curve != m_curves.rend(); ++curve) {
        painter.setBrush(inkOf(*curve, stage));
        painter.drawPolygon(curve->outline);
    }
    painter.setClipping(false);
    const QPoint corner = onBoard(m_board->rect()).topLeft();
    painter.translate(corner);
    for (const int layer : m_names)
        m_board->paintName(painter, layer);
    if (m_isAside)
        m_board->paintNames(painter, *m_kept);
    painter.translate(-corner);
    for (const Curve& curve : m_curves | std::views::filter(isShown))
        paintLight(painter, curve, stage);
    if (std::ranges::any_of(
            m_curves, [&](const Curve& curve) { return inkOf(curve, stage).alpha() > 0; }))
        paintEnd(painter, stage);
}

} // namespace glowworm
