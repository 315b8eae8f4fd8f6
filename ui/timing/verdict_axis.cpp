// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/verdict_axis.h"

#include "ui/widgets/colour_mix.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glowworm {

namespace {

constexpr double kAxisEdge = 14;                  // pixels at each end
constexpr double kBar = 9, kFaintBar = 3;         // height of an interval
constexpr double kLeastBar = 3;                   // its width
constexpr double kGuessStep = 1.0905077326652577; // eighth root of two
constexpr double kLeastRatio = 1.0 / 64, kMostRatio = 256;

QString tickWords(double ratio)
{
    return ratio < 1 ? QStringLiteral("1/%1\u00d7").arg(std::lround(1 / ratio))
                     : QStringLiteral("%1\u00d7").arg(std::lround(ratio));
}

} // namespace

VerdictAxis::VerdictAxis(QWidget* parent)
    : SpokenPicture(parent)
{
    setAccessibleName(tr("Times faster, with the interval"));
    setWhatsThis(
        tr("t(dense) / t(sparse) on a logarithmic axis. The bar is the 95 % interval, by "
           "bootstrap over paired rounds. Where it holds 1, no difference is shown. The "
           "dashes are the ceiling by bytes: bytes read by dense / bytes read by sparse."));
    setToolTip(whatsThis());
    auto* keys = new FocusKeys(this, tr("On the axis of the verdict"));
    const QString move = tr("move the guess");
    keys->add({Qt::Key_Left, Qt::Key_Down}, move, [this] {
        useCursor();
        moveGuess(m_guess.value_or(1) / kGuessStep);
    });
    keys->add({Qt::Key_Right, Qt::Key_Up}, move, [this] {
        useCursor();
        moveGuess(m_guess.value_or(1) * kGuessStep);
    });
}

void VerdictAxis::setMarks(std::vector<VerdictMark> marks, std::optional<double> ceiling)
{
    if (marks == m_marks && ceiling == m_ceiling)
        return;
    m_marks = std::move(marks);
    m_ceiling = ceiling;
    fitRange();
    update();
}

void VerdictAxis::setGuess(std::optional<double> guess, bool open)
{
    m_guess = guess;
    m_open = open;
    setCursor(open && guess ? Qt::SizeHorCursor : Qt::ArrowCursor);
    fitRange();
    update();
}

/// From a power of two to a power of two, with 1 always on it; a guess that is being moved moves no
/// end.
void VerdictAxis::fitRange()
{
    double low = 0.6, high = 4;
    const auto hold = [&](double from, double to) {
        low = std::min(low, from);
        high = std::max(high, to);
    };
    for (const VerdictMark& mark : m_marks)
        hold(mark.ratio.low, mark.ratio.high);
    if (m_ceiling)
        hold(*m_ceiling, *m_ceiling);
    if (m_guess && m_open)
        hold(0.3, 64);
    else if (m_guess)
        hold(*m_guess, *m_guess);
    m_low = std::exp2(std::floor(std::log2(std::max(low, kLeastRatio / 16) * 0.95)));
    m_high = std::exp2(std::ceil(std::log2(std::min(high, kMostRatio * 16) * 1.1)));
}

double VerdictAxis::placeOf(double ratio) const
{
    const double fraction = std::log(ratio / m_low) / std::log(m_high / m_low);
    return kAxisEdge + std::clamp(fraction, 0.0, 1.0) * (width() - 2 * kAxisEdge);
}

double VerdictAxis::ratioAt(double place) const
{
    const double fraction = std::clamp((place - kAxisEdge) / (width() - 2 * kAxisEdge), 0.0, 1.0);
    return m_low * std::pow(m_high / m_low, fraction);
}

QSize VerdictAxis::sizeHint() const
{
    const int line = QFontMetrics(smallFont(this)).height();
    return {400, 2 * line + 21};
}

double VerdictAxis::lineY() const { return QFontMetricsF(smallFont(this)).height() + 10; }

void VerdictAxis::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Stage stage = Stage::of(palette());
    painter.setFont(smallFont(this));
    drawTicks(painter, stage);
    if (m_ceiling)
        drawFlag(painter, *m_ceiling, tr("ceiling by bytes %1").arg(ratioText(*m_ceiling)),
            stage.quietText, true);
    for (const bool chosen : {false, true}) // the chosen one on top
        for (const VerdictMark& mark : m_marks)
            if (mark.chosen == chosen)
                drawMark(painter, stage, mark);
    if (m_guess)
        drawFlag(painter, *m_guess, tr("guess %1").arg(ratioText(*m_guess)), stage.text, false);
    if (m_guess && showsCursor()) {
        painter.setPen(QPen(stage.text, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

/// Blue to the left of 1, where dense is faster, amber to the right.
void VerdictAxis::drawTicks(QPainter& painter, const Stage& stage) const
{
    const double y = lineY(), one = placeOf(1), left = kAxisEdge, right = width() - kAxisEdge;
    const double height = stage.plain ? 2 : 4;
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(stage.dense.light, 0.35));
    painter.drawRoundedRect(QRectF(left, y - height / 2, one - left, height), 2, 2);
    painter.setBrush(faded(stage.sparse.light, 0.28));
    painter.drawRoundedRect(QRectF(one, y - height / 2, right - one, height), 2, 2);
    const double line = painter.fontMetrics().height();
    const int step = m_high / m_low > 300 ? 2 : 1; // powers of two
    for (int power = static_cast<int>(std::lround(std::log2(m_low)));
         std::exp2(power) <= m_high * 1.001; ++power) {
        const double ratio = std::exp2(power), x = placeOf(ratio);
        painter.setPen(QPen(power == 0 ? stage.text : stage.line, power == 0 ? 1.6 : 1));
        painter.drawLine(
            QPointF(x, y - (power == 0 ? 10 : 5)), QPointF(x, y + (power == 0 ? 10 : 5)));
        if (power % step != 0)
            continue;
        painter.setPen(power == 0 ? stage.text : stage.quietText);
        const double room = 30;
        painter.drawText(
            QRectF(std::clamp(x - room, 0.0, width() - 2 * room), y + 10, 2 * room, line),
            static_cast<int>(x - room < 0 ? Qt::AlignLeft
                    : x + room > width()  ? Qt::AlignRight
                                          : Qt::AlignHCenter)
                | Qt::AlignVCenter,
            tickWords(ratio));
    }
}

void VerdictAxis::drawMark(QPainter& painter, const Stage& stage, const VerdictMark& mark) const
{
    const StageLight& light
        = mark.ratio.low > 1 || mark.ratio.high >= 1 ? stage.sparse : stage.dense;
    const bool shown = !mark.doubted && (mark.ratio.low > 1 || mark.ratio.high < 1); // a difference
    const QColor hue = shown ? light.light : stage.quietText;
    const double from = placeOf(mark.ratio.low),
                 to = std::max(placeOf(mark.ratio.high), from + kLeastBar), y = lineY(),
                 height = mark.chosen ? kBar : kFaintBar, middle = placeOf(mark.ratio.value);
    if (mark.chosen && hasHalos(stage, this))
        paintHalo(painter, {middle, y}, hue, kHaloLevels - 1, 22);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(hue, mark.chosen ? 0.85 : 0.5));
    painter.drawRoundedRect(
        QRectF(from, y - height / 2, to - from, height), height / 2, height / 2);
    if (!mark.chosen) {
        painter.drawEllipse(QPointF(middle, y), 3.2, 3.2);
        return;
    }
    painter.setBrush(shown ? light.core : stage.text);
    painter.setPen(QPen(stage.ground, 1.5));
    painter.drawEllipse(QPointF(middle, y), 5.5, 5.5);
}

/// Its words above the axis, beside its line where the end is near.
void VerdictAxis::drawFlag(
    QPainter& painter, double ratio, const QString& words, const QColor& ink, bool dashed) const
{
    const double x = placeOf(ratio), y = lineY(), line = painter.fontMetrics().height();
    QPen pen(ink, dashed ? 1.5 : 2);
    if (dashed)
        pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.drawLine(QPointF(x, line + 1), QPointF(x, y + 9));
    if (!dashed) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawPolygon(QPolygonF(
            {QPointF(x, y - 7), QPointF(x + 6, y), QPointF(x, y + 7), QPointF(x - 6, y)}));
    }
    const double wide = painter.fontMetrics().horizontalAdvance(words) + 2;
    double from = x - wide / 2;
    if (m_ceiling && m_guess && !dashed) { // not over the ceiling's words
        const double other = placeOf(*m_ceiling),
                     half = painter.fontMetrics().horizontalAdvance(
                                tr("ceiling by bytes %1").arg(ratioText(*m_ceiling)))
                / 2.0
            + 10;
        if (from + wide > other - half && from < other + half)
            from = x <= other ? other - half - wide : other + half;
    }
    painter.setPen(ink);
    painter.drawText(QRectF(std::clamp(from, 0.0, std::max(0.0, width() - wide)), 0, wide, line),
        Qt::AlignCenter, words);
}

void VerdictAxis::moveGuess(double ratio)
{
    if (!m_open || !m_guess)
        return;
    m_guess = std::clamp(ratio, kLeastRatio, kMostRatio);
    update();
    Q_EMIT guessMoved(*m_guess);
    announceCursor();
}

void VerdictAxis::mousePressEvent(QMouseEvent* event)
{
    if (m_open && m_guess && event->button() == Qt::LeftButton)
        moveGuess(ratioAt(event->position().x()));
    else
        event->ignore();
}

void VerdictAxis::mouseMoveEvent(QMouseEvent* event)
{
    if (m_open && m_guess && event->buttons().testFlag(Qt::LeftButton))
        moveGuess(ratioAt(event->position().x()));
}

QString VerdictAxis::pictureWords() const
{
    QStringList words;
    for (const VerdictMark& mark : m_marks)
        if (mark.chosen)
            words += intervalText(mark.ratio);
    if (m_ceiling)
        words += tr("ceiling by bytes %1").arg(ratioText(*m_ceiling));
    if (m_guess)
        words += cursorWords();
    return words.join(QStringLiteral("; "));
}

QString VerdictAxis::cursorWords() const
{
    return m_guess ? tr("guess %1").arg(ratioText(*m_guess)) : QString();
}

} // namespace glowworm
