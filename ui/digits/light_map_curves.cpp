// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of LightMap: from the input to the lights, and their votes for the ten digits.
#include "ui/digits/light_map.h"

#include "ui/inspector/inspector_words.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace glowworm {
namespace {

constexpr double kFaintest = 0.02; // strength below which a curve is not drawn
constexpr float kLikely = 0.01;    // probability from which on a digit has curves at rest
constexpr double kAside = 0.65;    // of the opacity, for words that are not asked about: read still

QPainterPath curveBetween(QPointF from, QPointF to)
{
    QPainterPath path(from);
    const qreal pull = (to.x() - from.x()) * 0.5;
    path.cubicTo(from + QPointF(pull, 0), to - QPointF(pull, 0), to);
    return path;
}

} // namespace

// -------------------------------------------------------------------------------------------------
// at rest

/// Those that say no more than where the light comes from; they lie behind the columns.
void LightMap::paintInputs(QPainter& painter, const Stage& stage) const
{
    constexpr double kOpacity = 0.25;
    for (int group = 0; group < grid()->groups; ++group)
        if (const int fired = firedOf(group); fired >= 0 && value(fired) != 0)
            paintInput(painter, group, QPen(faded(stage.sparse.light, kOpacity), 1));
}

/// The path from the input to the light of this column.
void LightMap::paintInput(QPainter& painter, int group, const QPen& pen) const
{
    const QRectF cell = cellRect(firedOf(group));
    const qreal from = m_sourceTop
        + (m_sourceBottom - m_sourceTop) * (0.38 + 0.24 * (group + 0.5) / grid()->groups);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(curveBetween({0, from}, {cell.left(), cell.center().y()}));
}

void LightMap::paintThread(QPainter& painter, int neuron, int digit, const QPen& pen) const
{
    const QRectF cell = cellRect(neuron);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(
        curveBetween({cell.right(), cell.center().y()}, lamp(digit) - QPointF(lampRadius(), 0)));
}

void LightMap::paintCurves(QPainter& painter, const Stage& stage) const
{
    for (int group = 0; group < grid()->groups; ++group) {
        const int fired = firedOf(group);
        if (fired < 0 || value(fired) == 0) // that adds nothing
            continue;
        for (int digit = 0; digit < kDigitClasses; ++digit) {
            const double amount
                = m_most > 0 ? added(group, digit) / static_cast<double>(m_most) : 0;
            const double s = std::min(1.0, std::abs(amount));
            if (s < kFaintest || !isLikely(digit))
                continue;
            const double opacity = 0.10 + 0.75 * s;
            paintThread(painter, fired, digit,
                amount > 0 ? QPen(faded(stage.sparse.light, opacity), 0.5 + 2.6 * s)
                           : QPen(faded(stage.quietText, opacity), 0.5 + 1.6 * s, Qt::DashLine));
        }
    }
}

bool LightMap::isLikely(int digit) const
{
    return probability(Twin::Sparse, digit) >= kLikely
        || probability(Twin::Dense, digit) >= kLikely;
}

/// From all its neurons to its answer, as one curve: what each of them adds is not computed. Well
/// below the columns, with which it has nothing to do; what it is stands on it.
void LightMap::paintTwinsAnswer(QPainter& painter, const Stage& stage, bool quiet) const
{
    constexpr double kOpacity = 0.8;
    constexpr qreal kThick = 3, kToCurve = 3; // logical pixels
    const int dense = winner(Twin::Dense);
    if (dense < 0)
        return;
    painter.setFont(textFont(this, TextRole::Note));
    const QFontMetricsF metrics(painter.font());
    const QString whole = tr("dense: all %1 at once").arg(m_twinLit);
    const bool fits = m_columnsLeft + metrics.horizontalAdvance(whole) < answersLeft() - kMarked;
    const QString words = fits ? whole : tr("dense: all %1").arg(m_twinLit);
    const QRectF place(m_columnsLeft, m_bottom + kLockHigh + 4,
        metrics.horizontalAdvance(words) + 1, metrics.height());
    const qreal below = place.bottom() + kThick / 2 + kToCurve;
    const QPointF from(0, // as high as it goes on, which leaves the words below it alone
        std::clamp(below, m_twinTop + kThick, std::max(m_twinTop + kThick, m_twinBottom))),
        dip(m_columnsLeft, below);
    const QPointF rise(std::max(m_columnsLeft + m_pitch * grid()->groups,
                           std::min(place.right(), answersLeft() - kMarked)),
        below);
    QPainterPath path = curveBetween(from, dip);
    path.lineTo(rise);
    path.connectPath(curveBetween(rise, lamp(dense) - QPointF(lampRadius() + 3, 0)));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(faded(stage.dense.light, kOpacity * (quiet ? kQuiet : 1)), kThick));
    painter.drawPath(path);
    painter.setPen(faded(stage.dense.bright, quiet && !stage.plain ? kAside : 1));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, words);
}

// -------------------------------------------------------------------------------------------------
// votes that are asked about

/// Of a neuron that was chosen, of the one that a column chose, or of all for a lamp; the largest
/// first.
std::vector<LightMap::Vote> LightMap::votesOf(const DigitPick& pick) const
{
    using Kind = DigitPick::Kind;
    std::vector<Vote> votes;
    if (!grid() || m_most <= 0 || pick.twin != Twin::Sparse)
        return votes;
    const auto add = [&](int group, int digit) {
        const double amount = added(group, digit);
        if (firedOf(group) >= 0 && std::abs(amount) >= kFaintest * static_cast<double>(m_most))
            votes.push_back({group, digit, amount});
    };
    const int asked = pick.kind == Kind::Column ? pick.index : pick.index / grid()->groupSize;
    if (pick.kind == Kind::Digit)
        for (int group = 0; group < grid()->groups; ++group)
            add(group, pick.index);
    else if (pick.kind == Kind::Column || firedOf(asked) == pick.index)
        for (int digit = 0; digit < kDigitClasses; ++digit)
            add(asked, digit);
    std::ranges::sort(votes, std::greater(), [](const Vote& vote) { return std::abs(vote.added); });
    return votes;
}

std::optional<int> LightMap::askedGroup() const
{
    const auto pick = marked();
    if (!pick || pick->kind == DigitPick::Kind::Digit || votesOf(*pick).empty())
        return {};
    return pick->kind == DigitPick::Kind::Column ? pick->index : pick->index / grid()->groupSize;
}

/// Of the one that is asked about: from the input to it, over the columns between.
void LightMap::paintAskedInput(QPainter& painter, const Stage& stage, int group) const
{
    const float fired = value(firedOf(group));
    if (fired == 0)
        return;
    const double share = std::sqrt(static_cast<double>(std::abs(fired) / brightest()));
    paintInput(
        painter, group, QPen(faded(stage.sparse.light, 0.12 + 0.4 * share), 0.7 + 0.9 * share));
}

/// For a digit in its light, against it dashed; what a neuron adds stands beside the digit's lamp.
void LightMap::paintVotes(
    QPainter& painter, const Stage& stage, const std::vector<Vote>& votes) const
{
    if (const auto group = askedGroup())
        paintAskedInput(painter, stage, *group);
    for (auto vote = votes.rbegin(); vote != votes.rend(); ++vote) { // the large ones above
        const double amount = std::min(1.0, std::abs(vote->added) / static_cast<double>(m_most));
        const bool isFor = vote->added > 0;
        paintThread(painter, firedOf(vote->group), vote->digit,
            QPen(faded(isFor ? stage.sparse.bright : stage.text, 0.35 + 0.65 * amount),
                0.8 + 2.6 * amount, isFor ? Qt::SolidLine : Qt::DashLine));
    }
    if (askedGroup())
        for (const Vote& vote : votes)
            paintAmount(painter, stage, vote);
}

/// Those on an answer framed.
void LightMap::paintAmount(QPainter& painter, const Stage& stage, const Vote& vote) const
{
    painter.setFont(textFont(this, TextRole::Note));
    const QString words = signedText(vote.added);
    const QRectF place = voteLane(vote.digit);
    const bool isFor = vote.added > 0;
    if (isAnswer(vote.digit)) {
        painter.setPen(QPen(isFor ? stage.sparse.light : stage.quietText, 1));
        painter.setBrush(stage.ground);
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2);
    }
    painter.setPen(isFor ? stage.sparse.bright : stage.text);
    painter.drawText(place, Qt::AlignCenter | Qt::TextDontClip, words);
}

void LightMap::paintMarked(QPainter& painter, const Stage& stage, const DigitPick& pick) const
{
    using Kind = DigitPick::Kind;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(stage.text, 1.4));
    if (pick.kind == Kind::Digit) {
        const qreal radius = lampRadius() + kMarked;
        painter.drawEllipse(lamp(pick.index), radius, radius);
    } else if (grid() && pick.twin == Twin::Sparse) {
        const QRectF place
            = pick.kind == Kind::Column ? groupRect(pick.index) : cellRect(pick.index);
        painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 3, 3);
    }
}

} // namespace glowworm
