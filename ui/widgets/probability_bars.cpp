// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/probability_bars.h"

#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QPainter>

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace glowworm {

namespace {

constexpr int kFrame = 20; // pixels of text, of a side of a frame around a label
constexpr int kHeroRow = 35, kBadge = 34, kHeroLetter = 21, kHeroNumber = 16; // pixels of text
constexpr int kThick = 12, kHeroThick = 14;                                   // pixels, of a bar
constexpr double kFew = 0.1,    // of a whole, below which a decimal counts
    kAsGoodAsAll = 0.9995;      // and from where on even that rounds to 100 %
constexpr int kFewestRows = 3;  // the likeliest, another one and the rest
constexpr int kBesideLabel = 4; // pixels, on each side of a label, and before its bar

} // namespace

QString shareText(double share)
{
    return share < kLeastShare ? QStringLiteral("< %1").arg(percentText(kLeastShare))
                               : percentText(share);
}

QString choiceShareText(double share, bool isOnlyChoice)
{
    if (isOnlyChoice)
        return percentText(share, 0);
    if (share >= kAsGoodAsAll)
        return QStringLiteral("> %1").arg(percentText(1 - kLeastShare));
    return share < kFew || share >= kNearlyAll ? shareText(share) : percentText(share, 0);
}

ProbabilityBars::ProbabilityBars(Twin twin, int places, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_twin(twin)
    , m_places(places)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setAccessibleName(name);
    setWhatsThis(
        tr("Probabilities by the model's outputs l, p(i) = exp(l(i)) / \u03a3 exp(l(j)), the "
           "largest first where they are characters."));
}

void ProbabilityBars::setRows(std::vector<Row> rows)
{
    m_rows = std::move(rows);
    m_reason.clear();
    QStringList words;
    for (const Row& row : m_rows)
        words << QStringLiteral("%1: %2").arg(row.label, shareText(row.probability));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

void ProbabilityBars::clear(const QString& reason)
{
    m_rows.clear();
    m_reason = reason;
    setAccessibleDescription(reason);
    update();
}

void ProbabilityBars::setHero(Hero hero)
{
    if (hero == m_hero)
        return;
    m_hero = hero;
    updateGeometry();
    update();
}

int ProbabilityBars::heroHeight() const { return isHero(0) ? textScaled(kHeroRow) : 0; }

int ProbabilityBars::otherPlaces() const { return m_places - (isHero(0) ? 1 : 0); }

QSize ProbabilityBars::sizeHint() const
{
    return {170, heroHeight() + otherPlaces() * (fontMetrics().height() + 5)};
}

QSize ProbabilityBars::minimumSizeHint() const
{
    const int least = std::min(otherPlaces(), isHero(0) ? kFewestRows - 1 : kFewestRows);
    return {110, heroHeight() + least * QFontMetrics(dataFont(this)).height()};
}

int ProbabilityBars::placesShown() const
{
    const int fit = (height() - heroHeight()) / QFontMetrics(dataFont(this)).height();
    return std::clamp(fit, 1, std::max(1, otherPlaces()));
}

/// What has no place is part of the rest, which has the last one.
std::vector<ProbabilityBars::Row> ProbabilityBars::shownRows() const
{
    const auto fit = static_cast<std::size_t>(placesShown() + (isHero(0) ? 1 : 0));
    if (m_rows.size() <= fit)
        return m_rows;
    const auto last = m_rows.begin() + static_cast<std::ptrdiff_t>(fit) - 1;
    std::vector<Row> shown(m_rows.begin(), last);
    shown.push_back({m_rows.back().isRest ? m_rows.back().label : tr("others"),
        std::accumulate(last, m_rows.end(), 0.0,
            [](double sum, const Row& row) { return sum + row.probability; }),
        false, true});
    return shown;
}

QRect ProbabilityBars::rowRect(int row) const
{
    const int first = heroHeight(), places = placesShown(),
              line = std::min((height() - first) / places, 2 * fontMetrics().height());
    if (isHero(row))
        return {0, 0, width(), first};
    const int place = isHero(0) ? row - 1 : row;
    return {0, first + place * line, width(), place < places ? line : 0};
}

int ProbabilityBars::labelWidth() const
{
    QFont bold = dataFont(this);
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    int widest = textScaled(m_hero == Hero::None ? kFrame : kBadge);
    for (const Row& row : m_rows)
        if (!row.isRest)
            widest = std::max(widest, metrics.horizontalAdvance(row.label) + 2 * kBesideLabel);
    return widest;
}

QRect ProbabilityBars::labelRect(int row) const
{
    const bool isLarge = isHero(row);
    QRect frame(
        0, 0, isLarge ? textScaled(kBadge) : labelWidth(), textScaled(isLarge ? kBadge : kFrame));
    frame.moveCenter(QRect(0, rowRect(row).top(), labelWidth(), rowRect(row).height()).center());
    return frame;
}

void ProbabilityBars::paintEvent(QPaintEvent*)
{
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_rows.empty()) {
        painter.setPen(stage.quietText);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_reason);
        return;
    }
    int place = 0;
    for (const Row& row : shownRows())
        paintRow(painter, place++, row, stage);
}

void ProbabilityBars::paintRow(
    QPainter& painter, int index, const Row& row, const Stage& stage) const
{
    const QRect place = rowRect(index);
    const bool isLarge = isHero(index), hasLarge = m_hero != Hero::None;
    const auto fontOf = [this](bool hero, bool bold, int pixels) {
        QFont font = dataFont(this);
        font.setBold(bold);
        if (hero)
            font.setPixelSize(textScaled(pixels));
        return font;
    };
    const QFont number = fontOf(isLarge, isLarge || row.emphasised, kHeroNumber);
    const int before = labelWidth() + kBesideLabel, line = place.height(),
              numberWidth
        = QFontMetrics(fontOf(hasLarge, hasLarge, kHeroNumber)).horizontalAdvance(percentText(1.0))
        + 4;
    const double room = width() - before - numberWidth - kGap;
    if (row.isRest) {
        painter.setPen(stage.quietText);
        painter.setFont(smallFont(this));
        painter.drawText(
            place.adjusted(before, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.label);
    } else {
        painter.setPen(stage.text);
        painter.setFont(fontOf(isLarge, isLarge || row.emphasised, kHeroLetter));
        painter.drawText(QRect(place.left(), place.top(), labelWidth(), line),
            Qt::AlignCenter | Qt::TextDontClip, row.label);
    }
    painter.setPen(isLarge || row.emphasised ? stage.text : stage.quietText);
    painter.setFont(number);
    painter.drawText(QRect(place.right() - numberWidth, place.top(), numberWidth, line),
        Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, shareText(row.probability));
    if (row.isRest)
        return;
    const double thick = isLarge ? kHeroThick : std::min(line - 4, kThick);
    QRectF track(place.left() + before, place.center().y() - thick / 2 + 0.5, room, thick);
    if (isLarge) { // that is not yet the one that is drawn
        painter.setFont(smallFont(this));
        const int below = painter.fontMetrics().height();
        track.moveTop(place.top() + (line - below - thick) / 2);
        painter.setPen(stage.quietText);
        painter.drawText(QRectF(track.left(), track.bottom(), room, below),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, tr("likeliest"));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(stage.raised);
    painter.drawRoundedRect(track, 2, 2);
    if (row.probability < kLeastShare)
        return;
    painter.setBrush(stage.lightOf(m_twin).light);
    painter.drawRoundedRect(
        QRectF(track.topLeft(),
            QSizeF(std::max(1.0, room * std::clamp(row.probability, 0.0, 1.0)), thick)),
        2, 2);
}

} // namespace glowworm
