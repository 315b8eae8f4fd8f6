// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/twin_grid.h"

#include "ui/widgets/colour_mix.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glowworm {

TwinGrid::TwinGrid(QWidget* parent)
    : NeuronPicture(Twin::Dense, parent)
{
    setObjectName(QStringLiteral("twinGrid"));
    setAccessibleName(tr("Neurons of the dense twin"));
    setWhatsThis(
        tr("Each cell is a neuron of the dense twin, which computes all of them for every drawing: "
           "a_j = max(0, w_j x + b_j). A cell shines where a_j is above zero. Click one to ask "
           "what it is; the right button says what can be done to it."));
    addKeys();
}

QRectF TwinGrid::cellRect(int neuron) const
{
    const qreal width = static_cast<qreal>(this->width()) / grid()->groupSize,
                height = static_cast<qreal>(this->height()) / grid()->groups;
    const qreal gap = std::min(width, height) >= 6 ? 2 : std::min(width, height) >= 3 ? 1 : 0;
    const qreal ratio = devicePixelRatioF();
    const auto edge = [&](int at, qreal step) { return std::round(at * step * ratio) / ratio; };
    const int column = neuron % grid()->groupSize, row = neuron / grid()->groupSize;
    const QPointF corner(edge(column, width), edge(row, height)); // whole pixels: sharp edges
    return {corner, QPointF(edge(column + 1, width) - gap, edge(row + 1, height) - gap)};
}

QRectF TwinGrid::groupRect(int group) const
{
    const int first = group * grid()->groupSize;
    return cellRect(first).united(cellRect(first + grid()->groupSize - 1));
}

std::optional<DigitPick> TwinGrid::pickAt(QPointF position) const
{
    if (!grid() || !QRectF(rect()).contains(position))
        return {};
    const int column = static_cast<int>(position.x() * grid()->groupSize / width()),
              row = static_cast<int>(position.y() * grid()->groups / height());
    return DigitPick{DigitPick::Kind::Neuron, Twin::Dense,
        std::clamp(row, 0, grid()->groups - 1) * grid()->groupSize
            + std::clamp(column, 0, grid()->groupSize - 1)};
}

QString TwinGrid::wordsOf(const DigitPick& pick) const
{
    if (!grid())
        return {};
    const float a = value(pick.index);
    return withMarks(pick.index,
        a > 0 ? tr("%1: above zero, %2")
                    .arg(addressOf(pick.index), numberText(static_cast<double>(a)))
              : tr("%1: zero").arg(addressOf(pick.index)));
}

QString TwinGrid::pictureWords() const
{
    return grid() ? tr("%1 of %2 neurons above zero").arg(lit()).arg(grid()->neurons())
                  : missingWords();
}

void TwinGrid::step(int groups, int neurons)
{
    if (!grid())
        return;
    const int size = grid()->groupSize, at = cursor().index;
    moveCursor({DigitPick::Kind::Neuron, Twin::Dense,
        std::clamp(at / size + groups, 0, grid()->groups - 1) * size
            + std::clamp(at % size + neurons, 0, size - 1)});
}

void TwinGrid::addKeys()
{
    auto* keys = new FocusKeys(this, tr("In the dense twin's neurons"));
    const QString move = tr("the neuron beside it");
    keys->add({Qt::Key_Left}, move, [this] { step(0, -1); });
    keys->add({Qt::Key_Right}, move, [this] { step(0, 1); });
    keys->add({Qt::Key_Up}, move, [this] { step(-1, 0); });
    keys->add({Qt::Key_Down}, move, [this] { step(1, 0); });
    addPickKeys(*keys);
}

void TwinGrid::paintEvent(QPaintEvent*)
{
    if (!grid())
        return;
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int neuron = 0; neuron < grid()->neurons(); ++neuron) {
        const QRectF cell = cellRect(neuron);
        QColor colour = stage.bar;
        if (const float a = value(neuron); a > 0) {
            const double level
                = std::sqrt(static_cast<double>(a) / static_cast<double>(brightest())); // 0 ... 1
            colour = faded(stage.dense.light, 0.3 + 0.7 * level);
        }
        painter.setBrush(colour);
        const qreal corner = std::min(cell.width(), cell.height()) >= 6 ? 2 : 0;
        painter.drawRoundedRect(cell, corner, corner);
    }
    paintMarks(painter, stage);
    if (const auto pick = marked()) {
        painter.setPen(QPen(stage.text, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(cellRect(pick->index).adjusted(-1, -1, 1, 1), 2, 2);
    }
}

} // namespace glowworm
