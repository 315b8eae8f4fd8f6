// SPDX-License-Identifier: GPL-3.0-or-later
// Where things stand on the stage of Digits.
#include "ui/digits/digit_canvas.h"
#include "ui/digits/duel_stage.h"
#include "ui/digits/light_map.h"
#include "ui/digits/picture_view.h"
#include "ui/digits/twin_grid.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QEvent>
#include <QFontMetrics>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

namespace glowworm {
namespace {

constexpr int kMargin = 20, kAbove = 8, kBetween = 18; // logical pixels
constexpr int kFrame = 5;  // around what has the focus, beside what lies over the stage
constexpr int kBorder = 2; // of the card that lies over it

/// Of words that are broken into lines of this width.
int heightOf(const QFont& font, const QString& words, int width)
{
    constexpr int kAnyHeight = 10000;
    return QFontMetrics(font)
               .boundingRect(QRect(0, 0, width, kAnyHeight), Qt::TextWordWrap, words)
               .height()
        + 4;
}

/// A card of its own, in the light of the model that it is about, whose widget scrolls.
class Aside : public QScrollArea {
public:
    Aside(QWidget* widget, const Twin& about, QWidget* parent)
        : QScrollArea(parent)
        , m_about(about)
    {
        setViewportMargins(kBorder, kBorder, kBorder, kBorder);
        setProperty("raised", true); // it lies over the other parts
        setFrameShape(QFrame::NoFrame);
        setFocusPolicy(Qt::NoFocus);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setWidget(widget);
        widget->resize(widget->minimumSizeHint());
        resize(widget->size().grownBy({kBorder, kBorder, kBorder, kBorder}));
        for (QWidget* ground : {viewport(), widget})
            ground->setAutoFillBackground(false);
        hide();
    }

protected:
    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::Paint)
            return QScrollArea::event(event);
        const Stage stage = Stage::of(parentWidget()->palette()); // its own is a list's
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(stage.lightOf(m_about).light, 1));
        painter.setBrush(stage.bar);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
        return true;
    }

private:
    const Twin& m_about;
};

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

/// Of the lines below them; what they see stands in the middle of the sheet's height.
int DuelStage::captionHeight(int side) const
{
    const QFont note = textFont(this, TextRole::Note);
    const int seen = seenSide(side);
    return std::max(heightOf(note, m_sourceWords->text(), side),
        heightOf(note, m_seenWords->text(), seen) - (side - seen) / 2);
}

/// Of what they see, beside a sheet of this side: smaller, as the light needs the room more, but so
/// large that what lies aside has room in its place.
int DuelStage::seenSide(int side) const
{
    constexpr int kLeast = 247; // logical pixels
    return std::min(side, std::max(side * 5 / 8, textScaled(kLeast)));
}

/// Sheet and what they see side by side, the twin's neurons below them as wide as both, and the
/// light has the rest.
void DuelStage::arrange()
{
    const int line = QFontMetrics(textFont(this, TextRole::Note)).height() + 4;
    const int left = kMargin, right = width() - kMargin, bottom = height() - kMargin / 2;
    const double rows = m_twins->grid() ? m_twins->grid()->groups : 8,
                 columns = m_twins->grid() ? m_twins->grid()->groupSize : 50;
    int side = ((right - left) * 29 / 50 - kBetween) / 2, heading = 0, caption = 0;
    for (int round = 0; round < 4; ++round) { // a smaller side may need one more line of words
        heading = headingHeight(side);
        caption = captionHeight(side);
        const double both = 1 + static_cast<double>(seenSide(side)) / side; // in sides
        const double share = std::clamp(both * rows / columns, 0.2, 0.6);   // for square cells
        const int room = bottom - kAbove - heading - caption - line - kMargin / 2;
        side = std::max(80, std::min(side, static_cast<int>(room / (1 + share))));
    }
    const int top = kAbove + heading;
    for (std::size_t twin = 0; twin < m_verdicts.size(); ++twin)
        m_verdicts[twin]->setFixedWidth(verdictWidths(side)[twin]);
    m_heading->setGeometry(left, kAbove, right - left, heading);
    m_canvas->setGeometry(left, top, side, side);
    m_seenPlace = {left + side + kBetween, top, seenSide(side), side};
    m_sourceWords->setGeometry(left, top + side, side, caption);
    const int twinTop = top + side + caption + kMargin / 2, both = m_seenPlace.right() + 1 - left;
    m_twinWords->setGeometry(left, twinTop, both, line);
    const int gridTop = twinTop + line;
    const int gridHeight
        = std::min(bottom - gridTop, static_cast<int>(1.5 * both * rows / columns));
    m_twinPlace = {left, gridTop, both, std::max(8, gridHeight)};
    const int frame = left + both - 1; // of what they see: the curves begin on its line
    m_lights->setGeometry(frame, top - line / 2, right - frame, bottom - top + line / 2);
    m_lights->setSource(top - m_lights->y(), top + side - m_lights->y());
    m_lights->setTwinSource(gridTop + m_twinPlace.height() / 2.0 - m_lights->y());
    placeAside();
}

void DuelStage::setAside(QWidget* widget)
{
    m_aside = new Aside(widget, m_asideOf, this);
    widget->installEventFilter(this);
    colour();
}

void DuelStage::showAside(Twin about)
{
    m_asideOf = about;
    m_aside->show();
    m_aside->widget()->show();
    m_aside->raise();
    placeAside();
}

void DuelStage::hideAside()
{
    m_aside->hide();
    placeBeside();
}

/// From below the heading to the bottom; in a small window it scrolls, so that nothing else moves.
/// The answers stay free.
void DuelStage::placeAside()
{
    if (m_aside && !m_aside->isHidden()) {
        QWidget& widget = *m_aside->widget();
        const QSize least = widget.minimumSizeHint();
        const bool overSeen = m_asideOf == Twin::Sparse;
        const int bottom = height() - kMargin / 2, top = m_seenPlace.y(), high = bottom - top;
        const int answers = m_lights->x() + static_cast<int>(m_lights->answersLeft());
        const int left = overSeen ? m_seenPlace.x() - kBetween + kFrame : m_lights->x() + kFrame,
                  right = overSeen ? m_lights->x() : answers - kFrame; // curves begin on its border
        const int inside = high - 2 * kBorder;
        const int bar
            = least.height() > inside ? m_aside->verticalScrollBar()->sizeHint().width() : 0;
        const int wide = std::max(right - left, least.width() + bar + 2 * kBorder);
        m_aside->setGeometry(right - wide, top, wide, high);
        m_aside->update(); // the border is another one's
        widget.resize(wide - bar - 2 * kBorder, std::max(inside, least.height()));
    }
    placeBeside();
}

/// What would look out beside it is made narrower, or hidden where too little would be left.
void DuelStage::placeBeside()
{
    QRect place = m_twinPlace, seen = m_seenPlace;
    const bool lies = m_aside && !m_aside->isHidden();
    if (lies)
        seen.setRight(std::min(seen.right(), m_aside->x() - kFrame));
    for (QWidget* part : {static_cast<QWidget*>(m_seen), static_cast<QWidget*>(m_seenWords)})
        part->setVisible(seen.width() > m_seenPlace.width() / 2);
    m_seen->setGeometry(m_seen->isHidden() ? m_seenPlace : seen);
    const int below = (m_seen->height() + std::min(m_seen->width(), m_seen->height())) / 2;
    m_seenWords->setGeometry(m_seen->x(), m_seen->y() + below, m_seen->width(),
        m_seen->height() - below + m_sourceWords->height());
    m_lights->setCovered(lies && m_asideOf == Twin::Dense
            ? m_aside->x() + m_aside->width() + kFrame - m_lights->x()
            : 0);
    if (lies)
        place.setRight(std::min(place.right(), m_aside->x() - kFrame));
    m_twins->setGeometry(place);
    m_twinWords->resize(place.width(), m_twinWords->height());
}

/// What lies aside has another least size.
bool DuelStage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest)
        placeAside();
    return QWidget::eventFilter(watched, event);
}

} // namespace glowworm
