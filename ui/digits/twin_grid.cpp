// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/twin_grid.h"

#include "ui/widgets/focus_keys.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace glowworm {

TwinGrid::TwinGrid(QWidget* parent)
    : SpokenPicture(parent)
{
    setObjectName(QStringLiteral("twinGrid"));
    setAccessibleName(tr("Neurons of the dense twin"));
    setWhatsThis(
        tr("Each cell is a neuron of the dense twin, which computes all of them for every drawing: "
           "a_j = max(0, w_j x + b_j). A cell shines where a_j is above zero. Click one to ask "
           "what it is."));
    addKeys();
}

void TwinGrid::setGrid(const std::optional<NeuronGrid>& grid)
{
    m_grid = grid;
    m_brightest = 0;
    m_cursor = 0;
    clear();
}

void TwinGrid::setFiring(const LayerFiring& firing)
{
    std::ranges::fill(m_values, 0.0F);
    for (std::size_t i = 0; i < firing.neurons.size(); ++i) {
        m_values.at(firing.neurons[i]) = firing.values[i];
        m_brightest = std::max(m_brightest, firing.values[i]);
    }
    update();
    announceCursor();
}

void TwinGrid::clear()
{
    m_values.assign(m_grid ? static_cast<std::size_t>(m_grid->neurons()) : 0, 0.0F);
    update();
}

int TwinGrid::lit() const
{
    return static_cast<int>(std::ranges::count_if(m_values, [](float value) { return value > 0; }));
}

QRectF TwinGrid::cellRect(int neuron) const
{
    const qreal width = static_cast<qreal>(this->width()) / m_grid->groupSize,
                height = static_cast<qreal>(this->height()) / m_grid->groups;
    const qreal gap = std::min(width, height) >= 6 ? 2 : std::min(width, height) >= 3 ? 1 : 0;
    return {neuron % m_grid->groupSize * width, neuron / m_grid->groupSize * height, width - gap,
        height - gap};
}

int TwinGrid::neuronAt(QPointF position) const
{
    if (!m_grid || !QRectF(rect()).contains(position))
        return -1;
    const int column = static_cast<int>(position.x() * m_grid->groupSize / width()),
              row = static_cast<int>(position.y() * m_grid->groups / height());
    return std::clamp(row, 0, m_grid->groups - 1) * m_grid->groupSize
        + std::clamp(column, 0, m_grid->groupSize - 1);
}

QString TwinGrid::wordsOf(int neuron) const
{
    const float value = m_values[static_cast<std::size_t>(neuron)];
    const QString address = QString::fromStdString(addressText(*m_grid, {0, neuron}));
    return value > 0 ? tr("%1: above zero, %2").arg(address, numberText(static_cast<double>(value)))
                     : tr("%1: zero").arg(address);
}

QString TwinGrid::pictureWords() const
{
    return m_grid ? tr("%1 of %2 neurons above zero").arg(lit()).arg(m_grid->neurons())
                  : tr("No dense digit model is open.");
}

QString TwinGrid::cursorWords() const { return m_grid ? wordsOf(m_cursor) : QString(); }

void TwinGrid::moveCursor(int groups, int neurons)
{
    if (!m_grid)
        return;
    const int group = std::clamp(m_cursor / m_grid->groupSize + groups, 0, m_grid->groups - 1),
              place = std::clamp(m_cursor % m_grid->groupSize + neurons, 0, m_grid->groupSize - 1);
    m_cursor = group * m_grid->groupSize + place;
    useCursor();
    update();
    announceCursor();
}

void TwinGrid::addKeys()
{
    auto* keys = new FocusKeys(this, tr("In the dense twin's neurons"));
    const QString move = tr("the neuron beside it");
    keys->add({Qt::Key_Left}, move, [this] { moveCursor(0, -1); });
    keys->add({Qt::Key_Right}, move, [this] { moveCursor(0, 1); });
    keys->add({Qt::Key_Up}, move, [this] { moveCursor(-1, 0); });
    keys->add({Qt::Key_Down}, move, [this] { moveCursor(1, 0); });
    keys->add({Qt::Key_Return, Qt::Key_Enter}, tr("ask what this neuron is"), [this] {
        if (m_grid)
            Q_EMIT picked({DigitPick::Kind::Neuron, Twin::Dense, m_cursor});
    });
}

void TwinGrid::mousePressEvent(QMouseEvent* event)
{
    const int neuron = neuronAt(event->position());
    if (event->button() != Qt::LeftButton || neuron < 0)
        return;
    m_cursor = neuron;
    update();
    Q_EMIT picked({DigitPick::Kind::Neuron, Twin::Dense, neuron});
}

void TwinGrid::mouseMoveEvent(QMouseEvent* event)
{
    const int neuron = neuronAt(event->position());
    if (neuron == m_hovered)
        return;
    m_hovered = neuron;
    if (neuron >= 0)
        QToolTip::showText(event->globalPosition().toPoint(), wordsOf(neuron), this);
    update();
}

void TwinGrid::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void TwinGrid::paintEvent(QPaintEvent*)
{
    if (!m_grid)
        return;
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int neuron = 0; neuron < m_grid->neurons(); ++neuron) {
        const QRectF cell = cellRect(neuron);
        const float value = m_values[static_cast<std::size_t>(neuron)];
        QColor colour = stage.bar;
        if (value > 0) {
            const double level = std::sqrt(
                static_cast<double>(value) / static_cast<double>(m_brightest)); // 0 ... 1
            colour = stage.dense.light;
            colour.setAlphaF(static_cast<float>(0.3 + 0.7 * level));
        }
        painter.setBrush(colour);
        const qreal corner = std::min(cell.width(), cell.height()) >= 6 ? 2 : 0;
        painter.drawRoundedRect(cell, corner, corner);
    }
    const int marked = m_hovered >= 0 ? m_hovered : showsCursor() ? m_cursor : -1;
    if (marked >= 0) {
        painter.setPen(QPen(stage.text, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(cellRect(marked).adjusted(-1, -1, 1, 1), 2, 2);
    }
}

} // namespace glowworm
