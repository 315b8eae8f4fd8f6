// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/confusion_view.h"

#include "ui/digits/class_name.h"
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

constexpr int kAroundCells = 8; // logical pixels, around names and cells

} // namespace

ConfusionView::ConfusionView(QWidget* parent)
    : SpokenPicture(parent)
{
    setObjectName(QStringLiteral("confusion"));
    setAccessibleName(tr("Confusion matrix"));
    setWhatsThis(tr("How many test pictures of each label (rows) got each answer (columns). The "
                    "diagonal is right; a bright cell beside it is a mistake that the model makes "
                    "often. Choose a cell to see its pictures."));
    auto* keys = new FocusKeys(this, tr("In the confusion matrix"));
    const QString move = tr("the cell beside it");
    keys->add({Qt::Key_Left}, move, [this] { moveCursor(0, -1); });
    keys->add({Qt::Key_Right}, move, [this] { moveCursor(0, 1); });
    keys->add({Qt::Key_Up}, move, [this] { moveCursor(-1, 0); });
    keys->add({Qt::Key_Down}, move, [this] { moveCursor(1, 0); });
    keys->add({Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}, tr("show the pictures of this cell"),
        [this] { Q_EMIT chosen(m_cursor.label, m_cursor.said); });
}

void ConfusionView::setCounts(Twin twin, const Confusion& counts, const QStringList& names)
{
    m_twin = twin;
    m_counts = counts;
    m_names = names;
    updateGeometry();
    update();
}

std::int64_t ConfusionView::count(int label, int said) const
{
    return m_counts[static_cast<std::size_t>(label)][static_cast<std::size_t>(said)];
}

qreal ConfusionView::nameWidth() const
{
    const QFontMetricsF note(textFont(this, TextRole::Note));
    qreal widest = 0;
    for (int digit = 0; digit < kDigitClasses; ++digit)
        widest = std::max(widest, note.horizontalAdvance(className(m_names, digit)));
    return widest + 2 * kAroundCells;
}

QSize ConfusionView::sizeHint() const
{
    const QFontMetricsF note(textFont(this, TextRole::Note));
    const qreal cell = note.horizontalAdvance(QStringLiteral("1,000")) + 6;
    return QSizeF(nameWidth() + kDigitClasses * cell + kAroundCells,
        2 * note.height() + 2 * kAroundCells + kDigitClasses * cell * 0.68)
        .toSize();
}

QRectF ConfusionView::cellRect(int label, int said) const
{
    const QFontMetricsF note(textFont(this, TextRole::Note));
    const qreal left = nameWidth(), top = note.height() + kAroundCells,
                wide = (width() - left - kAroundCells) / kDigitClasses,
                high = (height() - top - note.height() - kAroundCells) / kDigitClasses;
    return {left + said * wide, top + label * high, wide - 2, high - 2};
}

std::optional<ConfusionView::Cell> ConfusionView::cellAt(QPointF position) const
{
    for (int label = 0; label < kDigitClasses; ++label)
        for (int said = 0; said < kDigitClasses; ++said)
            if (cellRect(label, said).adjusted(-1, -1, 1, 1).contains(position))
                return Cell{label, said};
    return {};
}

QString ConfusionView::wordsOf(Cell cell) const
{
    const QString pictures = countText(count(cell.label, cell.said));
    return cell.label == cell.said
        ? tr("%1 told as %1: %2", "right").arg(className(m_names, cell.label), pictures)
        : tr("%1 taken for %2: %3")
              .arg(className(m_names, cell.label), className(m_names, cell.said), pictures);
}

QString ConfusionView::pictureWords() const
{
    return m_twin == Twin::Sparse ? tr("Labels against answers of the sparse model")
                                  : tr("Labels against answers of the dense model");
}

QString ConfusionView::cursorWords() const { return wordsOf(m_cursor); }

void ConfusionView::moveCursor(int down, int right)
{
    m_cursor = {std::clamp(m_cursor.label + down, 0, kDigitClasses - 1),
        std::clamp(m_cursor.said + right, 0, kDigitClasses - 1)};
    m_hovered.reset();
    useCursor();
    update();
    announceCursor();
}

void ConfusionView::mousePressEvent(QMouseEvent* event)
{
    if (const auto cell = cellAt(event->position()))
        Q_EMIT chosen(cell->label, cell->said);
}

void ConfusionView::mouseMoveEvent(QMouseEvent* event)
{
    m_hovered = cellAt(event->position());
    update();
}

void ConfusionView::leaveEvent(QEvent*)
{
    m_hovered.reset();
    update();
}

void ConfusionView::paintNames(QPainter& painter) const
{
    const Stage stage = Stage::of(palette());
    for (int digit = 0; digit < kDigitClasses; ++digit) {
        const QRectF cell = cellRect(digit, digit);
        painter.setPen(stage.text);
        painter.drawText(QRectF(0, cell.top(), nameWidth() - kAroundCells, cell.height()),
            Qt::AlignRight | Qt::AlignVCenter, className(m_names, digit));
        painter.drawText(QRectF(cell.left() - 1, kAroundCells / 2, cell.width() + 2,
                             cellRect(0, 0).top() - kAroundCells / 2),
            Qt::AlignCenter,
            painter.fontMetrics().elidedText(
                className(m_names, digit), Qt::ElideRight, static_cast<int>(cell.width() + 2)));
    }
}

void ConfusionView::paintEvent(QPaintEvent*)
{
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintStage(painter, rect(), stage);
    painter.setFont(textFont(this, TextRole::Note));
    std::int64_t most = 1; // of the mistakes
    for (int label = 0; label < kDigitClasses; ++label)
        for (int said = 0; said < kDigitClasses; ++said)
            most = std::max(most, label == said ? 0 : count(label, said));
    for (int label = 0; label < kDigitClasses; ++label)
        for (int said = 0; said < kDigitClasses; ++said) {
            const QRectF cell = cellRect(label, said);
            const std::int64_t pictures = count(label, said);
            const bool right = label == said;
            QColor ground = stage.bar;
            if (!right && pictures > 0) {
                const double level
                    = std::sqrt(static_cast<double>(pictures) / static_cast<double>(most));
                ground = faded(stage.lightOf(m_twin).light, 0.15 + 0.6 * level);
            }
            painter.setPen(right ? QPen(stage.line, 1) : QPen(Qt::NoPen));
            painter.setBrush(ground);
            painter.drawRoundedRect(cell, 2, 2);
            if (pictures == 0)
                continue;
            painter.setPen(right             ? stage.quietText
                    : ground.alphaF() > 0.5F ? stage.ground
                                             : stage.text);
            painter.drawText(cell, Qt::AlignCenter, countText(pictures));
        }
    paintNames(painter);
    const Cell marked = m_hovered.value_or(m_cursor);
    if (m_hovered || showsCursor()) {
        painter.setPen(QPen(stage.text, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(cellRect(marked.label, marked.said), 2, 2);
    }
    painter.setPen(m_hovered || showsCursor() ? stage.text : stage.quietText);
    painter.drawText(QRectF(0, height() - painter.fontMetrics().height() - kAroundCells / 2,
                         width(), painter.fontMetrics().height()),
        Qt::AlignCenter,
        m_hovered || showsCursor() ? wordsOf(marked) : tr("rows: label; columns: answer"));
}

} // namespace glowworm
