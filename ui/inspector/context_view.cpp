// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/context_view.h"

#include "ui/widgets/colour_mix.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QFontInfo>
#include <QImage>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace glowworm {
namespace {

constexpr int kPictureColumns = 6, kPictureGap = 4, kLargestPicture = 48,
              kLeastPicture = 22; // logical pixels
constexpr int kLeastWidth = 120;  // logical pixels

QString visible(const std::u32string& text)
{
    QString shown = QString::fromUcs4(text.data(), static_cast<qsizetype>(text.size()));
    return shown.replace(QLatin1Char('\n'), QChar(0x21B5));
}

} // namespace

ContextView::ContextView(Task task, QWidget* parent)
    : SpokenPicture(parent)
    , m_task(task)
{
    setSizePolicy(
        QSizePolicy::Expanding, task == Task::Text ? QSizePolicy::Maximum : QSizePolicy::Expanding);
    setAccessibleName(tr("Where it glows most"));
    setWhatsThis(task == Task::Text
            ? tr("The places of the corpus where the neuron's value after the activation is "
                 "largest, the largest first; one far below zero, which acts as much, is none of "
                 "them. The highlighted character is the one being read; the model sees what "
                 "stands before it. A double click, or Enter, takes the piece up to there as the "
                 "prompt and writes on.")
            : tr("The pictures of the test set on which the neuron's value after the activation is "
                 "largest, the largest first, each with its label; one far below zero, which acts "
                 "as much, is none of them. A double click, or Enter, puts one on the sheet."));
    auto* keys = new FocusKeys(this, tr("In the places where a neuron glows most"));
    keys->add({Qt::Key_Up, Qt::Key_Left}, tr("the place before"), [this] { move(m_cursor - 1); });
    keys->add({Qt::Key_Down, Qt::Key_Right}, tr("the next place"), [this] { move(m_cursor + 1); });
    keys->add({Qt::Key_Return, Qt::Key_Enter},
        task == Task::Text ? tr("write on from there") : tr("put the picture on the sheet"),
        [this] { ask(m_cursor); });
    setCursor(Qt::PointingHandCursor);
}

void ContextView::begin(Twin twin)
{
    m_twin = twin;
    m_cursor = 0;
    setContexts({});
}

void ContextView::setContexts(std::vector<NeuronContext> contexts, bool complete)
{
    if (complete == m_isComplete
        && std::ranges::equal(
            contexts, m_contexts, {}, &NeuronContext::place, &NeuronContext::place))
        return;
    const QSize before = sizeHint();
    m_contexts = std::move(contexts);
    m_isComplete = complete;
    m_cursor = std::clamp(m_cursor, 0, std::max(0, static_cast<int>(m_contexts.size()) - 1));
    if (sizeHint() != before)
        updateGeometry();
    update();
}

void ContextView::setReason(const QString& reason)
{
    m_reason = reason;
    update();
}

void ContextView::ask(int index)
{
    if (index >= 0 && index < static_cast<int>(m_contexts.size()))
        Q_EMIT contextAsked(m_contexts[static_cast<std::size_t>(index)]);
}

void ContextView::move(int to)
{
    useCursor();
    m_cursor = std::clamp(to, 0, std::max(0, static_cast<int>(m_contexts.size()) - 1));
    announceCursor();
    update();
}

QString ContextView::wordsOf(const NeuronContext& context) const
{
    const QString value = numberText(static_cast<double>(context.value));
    return m_task == Task::Text
        ? tr("%1 at character %2: %3[%4]%5")
              .arg(value, countText(context.place), visible(context.before),
                  visibleCharacter(context.character), visible(context.after))
        : tr("%1 on test picture %2, labelled %3")
              .arg(value, countText(context.place))
              .arg(context.label);
}

QString ContextView::pictureWords() const
{
    return m_contexts.empty()
        ? m_reason
        : tr("%n places, the largest value first", nullptr, static_cast<int>(m_contexts.size()));
}

QString ContextView::cursorWords() const
{
    return m_contexts.empty() ? QString() : wordsOf(m_contexts[static_cast<std::size_t>(m_cursor)]);
}

QFont ContextView::textFont() const
{
    QFont font = dataFont(this);
    font.setPixelSize(QFontInfo(glowworm::textFont(this, TextRole::Note)).pixelSize());
    return font;
}

int ContextView::rowHeight() const
{
    return m_task == Task::Text ? QFontMetrics(textFont()).height() + 3
                                : pictureSide() + labelHeight();
}

int ContextView::labelHeight() const { return QFontMetrics(textFont()).height() + 4; }

int ContextView::widestPicture(int width)
{
    return std::clamp(width / kPictureColumns - kPictureGap, 1, kLargestPicture);
}

/// A little smaller where a second row has room then.
int ContextView::pictureSide() const
{
    const int inTwoRows = height() / 2 - labelHeight();
    const int widest = widestPicture(width());
    return inTwoRows >= kLeastPicture ? std::min(inTwoRows, widest) : widest;
}

int ContextView::columns() const { return m_task == Task::Text ? 1 : kPictureColumns; }

/// Pictures are as high as they are wide, and the reason is wrapped.
bool ContextView::hasHeightForWidth() const
{
    return m_task == Task::Digits || (m_contexts.empty() && m_isComplete);
}

int ContextView::heightForWidth(int width) const
{
    if (m_contexts.empty() && m_isComplete) {
        const QFontMetrics metrics(glowworm::textFont(this, TextRole::Note));
        return metrics.boundingRect(QRect(0, 0, width, 0), Qt::TextWordWrap, m_reason).height();
    }
    if (m_task == Task::Digits) // more rows where there is room
        return widestPicture(width) + labelHeight();
    return -1;
}

QSize ContextView::sizeHint() const
{
    if (hasHeightForWidth())
        return {kLeastWidth, heightForWidth(kLeastWidth)};
    const auto places = m_contexts.empty() ? NeuronActivity::kStrongest : m_contexts.size();
    return {kLeastWidth, static_cast<int>(places) * rowHeight()};
}

/// One row of text will do, below a banner in a low window; pictures need theirs.
QSize ContextView::minimumSizeHint() const
{
    const bool isText = m_task == Task::Text || (m_contexts.empty() && m_isComplete);
    return isText ? sizeHint().boundedTo({kLeastWidth, labelHeight()}) : sizeHint();
}

int ContextView::shownCount() const
{
    return std::min(
        static_cast<int>(m_contexts.size()), std::max(1, height() / rowHeight()) * columns());
}

/// The rows are moved on by whole ones, as far as the cursor needs.
int ContextView::firstShown() const
{
    const int beyond = m_cursor - shownCount() + 1;
    return beyond <= 0 ? 0 : (beyond + columns() - 1) / columns() * columns();
}

int ContextView::contextAt(QPoint position) const
{
    const int first = firstShown();
    for (int i = 0; i < shownCount() && first + i < static_cast<int>(m_contexts.size()); ++i)
        if (rowRect(i).contains(position))
            return first + i;
    return -1;
}

/// While some are left out, what is left of the height goes between the others.
QRect ContextView::rowRect(int place) const
{
    const int column = place % columns(), across = width() / columns(), least = rowHeight();
    const bool areAll = shownCount() == static_cast<int>(m_contexts.size());
    const int high = areAll ? least : std::max(least, height() / std::max(1, height() / least));
    return {column * across, place / columns() * high, across, high};
}

void ContextView::paintText(QPainter& painter, const QRect& row, const NeuronContext& context) const
{
    const Stage stage = Stage::of(palette());
    const StageLight& light = stage.lightOf(m_twin);
    const qreal cell = QFontMetricsF(painter.font()).horizontalAdvance(QLatin1Char('m'));
    const auto fit = static_cast<std::size_t>(std::max(3.0, (row.width() - 2) / cell));
    const std::size_t after = std::min(NeuronContext::kContextAfter, fit * 2 / 5),
                      before = std::min(NeuronContext::kContextBefore, fit - 1 - after);
    const auto place = [&](std::size_t column) {
        return QRectF(
            row.left() + 1 + static_cast<qreal>(column) * cell, row.top(), cell, row.height());
    };
    constexpr int kMiddle = Qt::AlignCenter | Qt::TextDontClip;
    painter.setPen(stage.quietText); // each in its cell: signs may be of another font
    for (std::size_t i = 1; i <= std::min(before, context.before.size()); ++i)
        painter.drawText(
            place(before - i), kMiddle, visible({context.before[context.before.size() - i]}));
    for (std::size_t i = 0; i < std::min(after, context.after.size()); ++i)
        painter.drawText(place(before + 1 + i), kMiddle, visible({context.after[i]}));
    const QRectF mark = place(before).adjusted(-1, 1, 1, -1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(light.light, 0.28));
    painter.drawRoundedRect(mark, 3, 3);
    painter.setPen(light.bright);
    painter.drawText(mark, kMiddle, visibleCharacter(context.character));
}

void ContextView::paintPicture(
    QPainter& painter, const QRect& place, const NeuronContext& context) const
{
    const Stage stage = Stage::of(palette());
    const QRect picture(place.left(), place.top(), pictureSide(), pictureSide());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QImage grey(context.picture.data(), 28, 28, 28, QImage::Format_Grayscale8);
    painter.drawImage(picture, inked(grey, stage.bar, stage.lightOf(m_twin).core));
    painter.setPen(stage.quietText);
    painter.drawText(QRect(picture.left(), picture.bottom() + 1, picture.width(),
                         place.bottom() - picture.bottom()),
        Qt::AlignHCenter | Qt::AlignTop, QStringLiteral("%1").arg(context.label));
}

void ContextView::paintEvent(QPaintEvent*)
{
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_contexts.empty()) {
        painter.setFont(glowworm::textFont(this, TextRole::Note));
        painter.setPen(stage.quietText);
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_reason);
        return;
    }
    painter.setFont(textFont());
    const int first = firstShown();
    for (int i = 0; i < shownCount() && first + i < static_cast<int>(m_contexts.size()); ++i) {
        const int index = first + i;
        const NeuronContext& context = m_contexts[static_cast<std::size_t>(index)];
        painter.save();
        if (m_task == Task::Text)
            paintText(painter, rowRect(i), context);
        else
            paintPicture(painter, rowRect(i), context);
        painter.restore();
        if (showsCursor() && index == m_cursor) {
            painter.setPen(QPen(stage.quietText, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(rowRect(i).adjusted(0, 0, -1, -1));
        }
    }
}

void ContextView::mousePressEvent(QMouseEvent* event)
{
    if (const int index = contextAt(event->position().toPoint()); index >= 0)
        move(index);
}

void ContextView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const int index = contextAt(event->position().toPoint()); index >= 0) {
        move(index);
        ask(index);
    }
}

/// What is under the pointer, in words.
void ContextView::mouseMoveEvent(QMouseEvent* event)
{
    const int index = contextAt(event->position().toPoint());
    setToolTip(index < 0 ? QString()
                         : wordsOf(m_contexts[static_cast<std::size_t>(index)]) + QLatin1Char('\n')
                + (m_task == Task::Text ? tr("A double click or Enter writes on from there.")
                                        : tr("A double click or Enter puts it on the sheet.")));
}

} // namespace glowworm
