// SPDX-License-Identifier: GPL-3.0-or-later
// Where things stand on the stage of Digits.
#include "ui/digits/digit_canvas.h"
#include "ui/digits/duel_stage.h"
#include "ui/digits/light_map.h"
#include "ui/digits/picture_view.h"
#include "ui/digits/twin_grid.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QFontMetrics>
#include <QLabel>

#include <algorithm>

namespace glowworm {
namespace {

constexpr int kMargin = 20, kAbove = 8, kBetween = 18; // logical pixels
constexpr int kInLine = 4;                             // more than letters need: marks above them
constexpr int kToCaption = 6;                          // from what it says something about
constexpr int kToTwins = 4; // likewise, below words with room around them

/// Of words that are broken into lines of this width.
int heightOf(const QFont& font, const QString& words, int width)
{
    constexpr int kAnyHeight = 10000;
    return QFontMetrics(font)
               .boundingRect(QRect(0, 0, width, kAnyHeight), Qt::TextWordWrap, words)
               .height()
        + kInLine;
}

} // namespace

/// So high that the sheet stays one to draw on, at any size of text.
QSize DuelStage::minimumSizeHint() const
{
    constexpr QSize kLeast{760, 365};
    return {kLeast.width(), textScaled(kLeast.height())};
}

/// The first is as wide as a sheet of this side, the second, which something follows, as its words.
std::array<int, 2> DuelStage::verdictWidths(int side) const
{
    const auto wide = [this](const QLabel* label, TextRole role) {
        return label->isHidden()
            ? 0
            : QFontMetrics(textFont(this, role)).horizontalAdvance(label->text());
    };
    const Side& second = m_sides[1];
    const int natural = second.digit->sizeHint().width() + 4 * kInHeading
        + std::max(wide(second.words, TextRole::Body), wide(second.counts, TextRole::Note));
    return {side + kBetween, std::min(side + kBetween, natural)};
}

/// Of the line that says who says what, over sheets of this side: one figure, or as many lines of
/// words as there are. What is true of both stands at the right edge.
int DuelStage::headingHeight(int side) const
{
    const std::array wide = verdictWidths(side);
    const auto words = [&](const Side& mine, int room) {
        room = std::max(40, room - mine.digit->sizeHint().width() - 3 * kInHeading);
        return heightOf(textFont(this, TextRole::Body), mine.words->text(), room)
            + (mine.counts->isHidden()
                    ? 0
                    : heightOf(textFont(this, TextRole::Note), mine.counts->text(), room));
    };
    const int rest = std::max(40, width() - 2 * kMargin - wide[0] - wide[1] - kInHeading);
    return std::max({QFontMetrics(textFont(this, TextRole::Hero)).height() * 9 / 8,
        words(m_sides[0], wide[0]), words(m_sides[1], wide[1]),
        heightOf(textFont(this, TextRole::Title), m_truth->accessibleName(), rest)});
}

/// Of what stands below them, each under its own sheet: as high with one line as with two, so that
/// nothing moves for what is said of another picture.
int DuelStage::captionHeight(int side) const
{
    const QFont note = textFont(this, TextRole::Note);
    const int line = heightOf(note, QStringLiteral("x"), side);
    const int own = heightOf(note, m_sourceWords->text(), side)
        + (m_unlike->isHidden() ? 0 : heightOf(note, m_unlike->text(), side));
    return kToCaption + std::max({2 * line, own, heightOf(note, m_seenWords->text(), side)});
}

/// Sheet and what they see side by side, the twin's neurons below them as wide as both, and the
/// light has the rest.
void DuelStage::arrange()
{
    const QFont note = textFont(this, TextRole::Note);
    const int line = QFontMetrics(note).height() + kInLine;
    const int left = kMargin, right = width() - kMargin, bottom = height() - kMargin / 2;
    const double rows = m_twins->grid() ? m_twins->grid()->groups : 8,
                 columns = m_twins->grid() ? m_twins->grid()->groupSize : 50;
    const int free = right - left - std::max(m_lights->leastWidth(), (right - left) * 21 / 50);
    int side = (free - kBetween) / 2, heading = 0, caption = 0;
    for (int round = 0; round < 4; ++round) { // a smaller side may need one more line of words
        heading = headingHeight(side);
        caption = captionHeight(side);
        const double share = std::clamp(2 * rows / columns, 0.2, 0.6); // for square cells
        const int room = bottom - kAbove - heading - caption - kMargin / 2 - line - kToTwins;
        side = std::max(80, std::min(side, static_cast<int>(room / (1 + share))));
    }
    const int top = kAbove + heading;
    for (std::size_t twin = 0; twin < m_verdicts.size(); ++twin)
        m_verdicts[twin]->setFixedWidth(verdictWidths(side)[twin]);
    m_heading->setGeometry(left, kAbove, right - left, heading);
    m_canvas->setGeometry(left, top, side, side);
    const int second = left + side + kBetween, below = top + side + kToCaption;
    m_seen->setGeometry(second, top, side, side);
    m_seenWords->setGeometry(second, below, side, caption - kToCaption);
    const int source = heightOf(note, m_sourceWords->text(), side);
    m_sourceWords->setGeometry(left, below, side, source);
    m_unlike->setGeometry(left, below + source, side, caption - kToCaption - source);
    const int twinTop = top + side + caption + kMargin / 2, both = second + side - left;
    m_twinWords->setGeometry(left, twinTop, both, line);
    const int gridTop = twinTop + line + kToTwins;
    const int gridHeight
        = std::max(8, std::min(bottom - gridTop, static_cast<int>(1.5 * both * rows / columns)));
    m_twins->setGeometry(left, gridTop, both, gridHeight);
    const int frame = left + both - 1; // of what they see: the curves begin on its line
    m_lights->setGeometry(frame, top - line / 2, right - frame, bottom - top + line / 2);
    m_lights->setSource(top - m_lights->y(), top + side - m_lights->y());
    m_lights->setTwinSource(gridTop - m_lights->y(), gridTop + gridHeight - m_lights->y());
    Q_EMIT arranged();
}

/// Below what both say, over what they see of the sheet: whoever needs more room takes it from the
/// columns.
QRect DuelStage::asidePlace() const
{
    return {m_seen->geometry().topLeft(),
        QPoint(m_seen->geometry().right(), m_seenWords->geometry().bottom())};
}

} // namespace glowworm
