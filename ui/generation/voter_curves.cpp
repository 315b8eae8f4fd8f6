// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/voter_curves.h"

#include "model/config/config.h"
#include "ui/generation/next_characters.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/switchboard.h"

#include <QEvent>

#include <algorithm>
#include <cmath>
#include <ranges>
#include <utility>

namespace glowworm {
namespace {

constexpr double kThin = 1.5, kThick = 3.4;        // pixels, as all lengths here
constexpr double kLeastInk = 0.45, kMostInk = 0.9; // opacity, of the last and the first
constexpr double kMostCurves = 6;                  // that an engine tells of
constexpr double kBesideBoard = 14;                // to the edge of the card
constexpr double kOtherHalos = 0.7;                // strength of the halos of all other lights
constexpr double kRoundKnot = 8;                   // radius of the bends
constexpr int kPieces = 6;                         // of a bend
constexpr double kApart = 4;                       // between two that run level,
constexpr double kLanes = 4.5;                     // and beside each other
constexpr double kBesideCells = 8;                 // from there to the first lane
constexpr double kSpread = 8;                      // above and below the middle where they arrive
constexpr double kRing = 9, kAround = 2.5; // of the line around a light: its diameter, from a cell
constexpr double kEndAside = 20;           // a side of the character's frame there
constexpr int kClear = 4;                  // beside a name

using Curve = VoterCurves::Curve;

/// A quarter of a circle, or less of one: from `before` a corner to behind it.
void bend(QPolygonF& way, QPointF before, QPointF corner, QPointF behind)
{
    for (int piece = 0; piece <= kPieces; ++piece) {
        const double t = piece / static_cast<double>(kPieces), u = 1 - t;
        way << u * u * before + 2 * u * t * corner + t * t * behind;
    }
}

/// From the light onto its level, along its lane, and to the character: level, or from below where
/// that stands over the lane.
QPolygonF wayOf(const Curve& curve)
{
    const QPointF from = curve.from, to = curve.to;
    const double level = curve.level, lane = curve.lane, up = to.y() < level ? -1 : 1,
                 high = std::abs(to.y() - level),
                 ramp = std::clamp(lane - from.x(), 0.0, 2 * std::abs(level - from.y()));
    const bool endsLevel = to.x() > lane + 1;
    const double round = std::max(0.0,
        std::min({kRoundKnot, endsLevel ? high / 2 : high, lane - from.x() - ramp,
            endsLevel ? to.x() - lane : kRoundKnot}));
    QPolygonF way;
    if (ramp > 0) {
        const QPointF middle = from + QPointF(ramp / 2, (level - from.y()) / 2);
        bend(way, from, {middle.x(), from.y()}, middle);
        bend(way, middle, {middle.x(), level}, {from.x() + ramp, level});
    } else {
        way << from;
    }
    bend(way, {lane - round, level}, {lane, level}, {lane, level + up * round});
    if (endsLevel)
        bend(way, {lane, to.y() - up * round}, {lane, to.y()}, {lane + round, to.y()});
    way << to;
    return way;
}

/// Around a way; its width is everywhere the same.
QPolygonF outlineOf(const QPolygonF& way, double width)
{
    QPolygonF above, below;
    for (qsizetype i = 0; i < way.size(); ++i) {
        const QPointF along
            = way[std::min(i + 1, way.size() - 1)] - way[std::max<qsizetype>(0, i - 1)];
        const double length = std::hypot(along.x(), along.y());
        if (length == 0)
            continue;
        const QPointF aside = QPointF(-along.y(), along.x()) * (width / 2 / length);
        above << way[i] - aside;
        below.prepend(way[i] + aside);
    }
    return above + below;
}

/// Apart, and as near to their lights as that lets them: those that would come too near are set
/// evenly around the middle of theirs.
void setLevels(const std::vector<Curve*>& byHeight)
{
    struct Bundle {
        std::size_t first;
        double sum; // of the heights of its lights, each less what those above it take
        std::size_t count;
    };
    std::vector<Bundle> bundles;
    for (std::size_t i = 0; i < byHeight.size(); ++i) {
        Bundle last{i, byHeight[i]->from.y() - kApart * i, 1};
        while (
            !bundles.empty() && bundles.back().sum / bundles.back().count > last.sum / last.count) {
            last = {bundles.back().first, bundles.back().sum + last.sum,
                bundles.back().count + last.count};
            bundles.pop_back();
        }
        bundles.push_back(last);
    }
    for (const Bundle& bundle : bundles)
        for (std::size_t i = bundle.first; i < bundle.first + bundle.count; ++i)
            byHeight[i]->level = bundle.sum / bundle.count + kApart * i;
}

} // namespace

VoterCurves::VoterCurves(const NextCharacters& next, QWidget* over)
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

void VoterCurves::setVoters(Twin twin, Switchboard& board, std::vector<Attribution> voters)
{
    board.installEventFilter(this); // again: no more than once
    if (m_board && m_board != &board)
        m_board->setGlow(1);
    m_twin = twin;
    m_board = &board;
    m_voters = std::move(voters);
    follow();
}

void VoterCurves::mark(std::optional<NeuronAddress> neuron)
{
    m_marked = neuron;
    update(reach());
}

void VoterCurves::keep(std::optional<NeuronAddress> neuron)
{
    m_kept = neuron;
    follow();
}

void VoterCurves::setPlaying(bool plays)
{
    m_plays = plays;
    update(reach());
}

void VoterCurves::follow()
{
    update(reach());
    makeCurves();
    findAbove();
    setVisible(!m_curves.empty());
    update(reach());
    if (m_board)
        m_board->setGlow(m_curves.empty() || m_isAside ? 1 : kOtherHalos);
}

QRect VoterCurves::onBoard(const QRect& place) const
{
    return {mapFromGlobal(m_board->mapToGlobal(place.topLeft())), place.size()};
}

void VoterCurves::makeCurves()
{
    m_curves.clear();
    m_note.clear();
    m_notePlace = m_column = {};
    if (!m_board || !m_board->isVisible() || m_voters.empty()
        || m_board->shade() == Shade::Margin // which tells of another question
        || !placeEnd())
        return;
    for (std::size_t i = 0; i < m_voters.size(); ++i)
        if (contains(m_board->shape(), m_voters[i].neuron))
            addCurve(i);
    route();
    if (m_board->shape().sparse && !m_curves.empty())
        m_column = onBoard(m_board->columnRect(m_curves.front().neuron));
}

bool VoterCurves::placeEnd()
{
    const auto likeliest = m_next.likeliest(m_twin);
    if (!likeliest)
        return false;
    m_isAside = likeliest->label.isNull();
    const double edge = onBoard(m_board->rect()).right() + kBesideBoard;
    if (m_isAside
        && (!m_kept || m_end.isEmpty() || mapFromGlobal(m_next.mapToGlobal(QPoint())).x() <= edge))
        return false; // the card stands below the board, or no character stood in it yet
    m_character = likeliest->character;
    if (m_isAside) {
        m_end = QRectF(edge - kEndAside, m_end.center().y() - kEndAside / 2, kEndAside, kEndAside);
        placeNote(likeliest->probability);
    } else {
        m_end = QRectF(mapFromGlobal(likeliest->label.topLeft()), likeliest->label.size());
    }
    return m_isAside || laneBeside() < m_end.left(); // else the card stands below the board
}

double VoterCurves::laneBeside() const
{
    const NeuronGrid& grid = m_board->shape().grid;
    int right = 0;
    for (int layer = 0; layer < grid.layers; ++layer)
        for (const int neuron : {0, grid.neurons() - 1}) // of folded layers either may be
            right = std::max(right, m_board->columnRect({layer, neuron}).right());
    return onBoard({right, 0, 1, 1}).left() + kBesideCells;
}

void VoterCurves::addCurve(std::size_t place)
{
    const auto& [neuron, logit] = m_voters[place];
    const CellState state = m_board->mark(neuron).state;
    if (state > CellState::Negative)
        return; // two places are compared
    const QRectF cell = onBoard(m_board->cellRect(neuron));
    Curve curve;
    curve.neuron = neuron;
    curve.number = static_cast<int>(place) + 1;
    curve.isRing = state == CellState::Hollow || state == CellState::Negative;
    curve.light = QRectF(0, 0, kRing, kRing);
    if (neuron == m_kept)
        curve.light = m_board->pickedRect(neuron);
    else if (!curve.isRing)
        curve.light = cell.adjusted(-kAround, -kAround, kAround, kAround);
    curve.light.moveCenter(cell.center());
    curve.from = {curve.light.right(), curve.light.center().y()};
    curve.share = static_cast<double>(logit) / static_cast<double>(m_voters.front().logit);
    curve.ink = std::lerp(kMostInk, kLeastInk, std::min(1.0, place / (kMostCurves - 1)));
    m_curves.push_back(std::move(curve));
}

/// Where they run level, and where they arrive, as high above each other as their lights stand; so
/// no lane crosses another: of those from below the lowest has the last, of those from above the
/// highest.
void VoterCurves::route()
{
    std::vector<Curve*> byHeight;
    for (Curve& curve : m_curves)
        byHeight.push_back(&curve);
    std::ranges::stable_sort(byHeight, {}, [](const auto* curve) { return curve->from.y(); });
    setLevels(byHeight);
    const auto count = std::ssize(byHeight);
    const auto fromAbove = std::ranges::count_if(
        byHeight, [this](const auto* curve) { return curve->level < m_end.center().y(); });
    const double first = laneBeside(), round = m_end.height() / 2,
                 room = std::max(0.0, m_isAside ? m_end.right() - 2 - first : m_end.left() - first),
                 apart = std::min(kLanes, room / std::max<double>(1, count - 1.0));
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        Curve& curve = *byHeight[i];
        const bool isAbove = i < fromAbove;
        curve.lane = first + apart * (isAbove ? fromAbove - 1 - i : i - fromAbove);
        const double down = count == 1 ? 0 : kSpread * (2 * i / (count - 1.0) - 1);
        curve.to = {m_end.left() + round - std::sqrt(round * round - down * down),
            m_end.center().y() + down};
        const double right = curve.lane - m_end.center().x();
        if (curve.to.x() <= curve.lane && std::abs(right) < round) // the character stands over it
            curve.to = {curve.lane,
                m_end.center().y() + (isAbove ? -1 : 1) * std::sqrt(round * round - right * right)};
        curve.outline = outlineOf(wayOf(curve), std::lerp(kThin, kThick, curve.share));
    }
}

void VoterCurves::placeNote(double probability)
{
    const NeuronGrid& grid = m_board->shape().grid;
    const QRectF line = onBoard(m_board->nameRect(0));
    if (line.isEmpty())
        return;
    const QString share = shareText(probability);
    const QFontMetricsF metrics(noteFont());
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

/// The note, and the lights that a curve passes on its level.
void VoterCurves::findAbove()
{
    m_above = {};
    if (m_curves.empty())
        return;
    const QPoint corner = onBoard(m_board->rect()).topLeft();
    m_above += m_notePlace.toAlignedRect();
    if (m_isAside && contains(m_board->shape(), *m_kept))
        m_above += m_board->pickedRect(*m_kept).translated(corner).toAlignedRect();
    const std::vector<LayerFiring>& layers = m_board->firing().layers;
    for (std::size_t layer = 0; layer < layers.size(); ++layer)
        for (const int neuron : layers[layer].neurons) {
            const NeuronAddress at{static_cast<int>(layer), neuron};
            if (!contains(m_board->shape(), at))
                continue;
            const QRect cell = m_board->cellRect(at).translated(corner).adjusted(-1, -1, 1, 1);
            if (std::ranges::any_of(m_curves, [&cell](const Curve& curve) {
                    return cell.right() > curve.from.x() && cell.top() <= curve.level + kThick / 2
                        && cell.bottom() >= std::min(curve.level, curve.from.y()) - kThick / 2;
                }))
                m_above += cell;
        }
}

QRect VoterCurves::reach() const
{
    if (m_curves.empty())
        return {};
    // Beside a kept neuron nothing glows: what is drawn again then reaches into no card.
    const double end = m_isAside ? 0 : kEndHalo, light = m_isAside ? 0 : kHalo;
    QRectF all = m_end.adjusted(-end, -end, end, end) | m_notePlace | m_column;
    for (const Curve& curve : m_curves)
        all |= curve.outline.boundingRect() | curve.light.adjusted(-light, -light, light, light);
    return all.toAlignedRect().adjusted(-1, -1, 1, 1);
}

bool VoterCurves::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    switch (event->type()) {
    case QEvent::Resize:
    case QEvent::Move:
    case QEvent::Show:
    case QEvent::Hide: // once all have their new places
        QMetaObject::invokeMethod(this, &VoterCurves::follow, Qt::QueuedConnection);
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

bool VoterCurves::hasCurve(NeuronAddress neuron) const
{
    return std::ranges::any_of(
        m_curves, [neuron](const Curve& curve) { return curve.neuron == neuron; });
}

} // namespace glowworm
