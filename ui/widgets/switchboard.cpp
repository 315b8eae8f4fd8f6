// SPDX-License-Identifier: GPL-3.0-or-later
// What the switchboard is given, and what keys and pointer do to it.
#include "ui/widgets/switchboard.h"

#include "ui/widgets/focus_keys.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace glowworm {

namespace {

constexpr qreal kReach = 5; // logical pixels; a light of a few pixels is hit from beside it as well

std::uint8_t lightness(float fraction)
{
    // The root keeps small values apart; the eye sees lightness differences there best.
    return static_cast<std::uint8_t>(
        std::lround(255 * std::sqrt(std::clamp(fraction, 0.0F, 1.0F))));
}

/// 1, 2, 3, 4, 6, 8, 10, 20, ...: the least of them that is not below `value`, which is above 0.
float roundScale(float value)
{
    const double power = std::pow(10, std::floor(std::log10(static_cast<double>(value))));
    for (const double step : {1.0, 2.0, 3.0, 4.0, 6.0, 8.0})
        if (const auto scale = static_cast<float>(step * power); scale >= value)
            return scale;
    return static_cast<float>(10 * power);
}

} // namespace

Switchboard::Switchboard(QWidget* parent)
    : SpokenPicture(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Switchboard"));
    setWhatsThis(tr(
        "Every feed-forward neuron of every layer. A column is a group, a row a neuron. In a "
        "sparse layer exactly one neuron of a group fires: n = argmax of the router's logits of "
        "the group. Only those are computed. A light is a neuron with a positive value, a ring "
        "one that was chosen and is negative or zero. Arrows move the cell cursor, PageUp and "
        "PageDown change the layer, F goes back to the neuron that fired, Enter asks about it."));
    m_emptyText = tr("No model is open.");
    m_quietText = tr("No token yet.");
    addKeys();
    makeActions();
}

void Switchboard::setShape(const BoardShape& shape)
{
    if (shape == m_shape && m_scale == 0)
        return;
    m_shape = shape;
    m_fold = BoardFold(shape.grid);
    m_scale = 0;
    m_cursor = {};
    m_hovered.reset();
    m_picked.reset();
    m_surgery = {};
    m_highlights.clear();
    clearFiring();
    updateGeometry();
    arrange();
}

void Switchboard::setTrail(bool on)
{
    m_trail = on;
    arrange();
}

void Switchboard::setSmall(bool small)
{
    m_small = small;
    setCursor(small ? Qt::PointingHandCursor : Qt::ArrowCursor);
    updateGeometry();
    arrange();
}

void Switchboard::setEmptyText(const QString& text)
{
    m_emptyText = text;
    update();
}

void Switchboard::setQuietText(const QString& text)
{
    m_quietText = text;
    update();
}

void Switchboard::clearFiring()
{
    m_now = {};
    m_marks.assign(static_cast<std::size_t>(m_shape.grid.layers)
            * static_cast<std::size_t>(m_shape.grid.neurons()),
        {});
    showCells();
}

void Switchboard::setFiring(const FiringRecord& now, std::span<const FiringRecord* const> before)
{
    const bool hadDecisions = showsDecisions();
    const float scale = m_scale;
    m_now = now;
    raiseScale();
    std::fill(m_marks.begin(), m_marks.end(), CellMark{});
    markTrail(before);
    markFired();
    if ((m_scale != scale || showsDecisions() != hadDecisions) && arrangeLegend())
        arrangeCells(); // the number at the end of the scale changed, and the legend's lines
    showCells();
}

void Switchboard::setScale(float top)
{
    m_scale = top > 0 ? roundScale(top) : 0;
    raiseScale();
    markFired();
    arrange();
}

void Switchboard::raiseScale()
{
    float most = 0;
    for (const LayerFiring& layer : m_now.layers)
        for (const float value : layer.values)
            most = std::max(most, std::abs(value));
    if (most > m_scale)
        m_scale = roundScale(most);
}

void Switchboard::setShade(Shade shade)
{
    if (shade == m_shade)
        return;
    m_shade = shade;
    markFired();
    arrange();
}

void Switchboard::setPicked(std::optional<NeuronAddress> neuron)
{
    m_picked = neuron && contains(*neuron) ? neuron : std::nullopt;
    update();
}

void Switchboard::setSurgery(const Surgery& surgery)
{
    m_surgery = surgery;
    const auto outside = [this](NeuronAddress at) { return !contains(at); };
    std::erase_if(m_surgery.disabled, outside);
    std::erase_if(m_surgery.forced, outside);
    arrange();
}

void Switchboard::setHighlights(std::vector<NeuronAddress> neurons)
{
    m_highlights = std::move(neurons);
    std::erase_if(m_highlights, [this](NeuronAddress at) { return !contains(at); });
    showCells();
}

void Switchboard::markTrail(std::span<const FiringRecord* const> before)
{
    const int trail
        = m_shape.sparse && m_trail ? std::min(kTrail, static_cast<int>(before.size())) : 0;
    for (int age = trail; age >= 1; --age) { // the newest is written last and wins
        const FiringRecord& record = *before[static_cast<std::size_t>(age - 1)];
        for (int layer = 0;
             layer < std::min(m_shape.grid.layers, static_cast<int>(record.layers.size())); ++layer)
            for (const int neuron : record.layers[static_cast<std::size_t>(layer)].neurons)
                if (neuron < m_shape.grid.neurons())
                    m_marks[place({layer, neuron})]
                        = {CellState::Trail, static_cast<std::uint8_t>(age)};
    }
}

void Switchboard::markFired()
{
    for (int layer = 0; layer < m_shape.grid.layers; ++layer) {
        const LayerFiring* firing = firingOf(layer);
        for (std::size_t i = 0; firing && i < firing->neurons.size(); ++i) {
            const NeuronAddress at{layer, firing->neurons[i]};
            if (i >= firing->values.size() || !contains(at))
                continue;
            const float value = firing->values[i];
            const CellState state = value == 0 && m_shape.rectified ? CellState::Hollow
                : value < 0                                         ? CellState::Negative
                                                                    : CellState::Bright;
            m_marks[place(at)] = {state, levelOf(*firing, i),
                showsDecisions() && i < firing->decisions.size()
                    && firing->decisions[i].isTossUp()};
        }
    }
}

bool Switchboard::showsDecisions() const
{
    return m_shade != Shade::Value && m_shape.sparse
        && (m_now.layers.empty() || !m_now.layers.front().decisions.empty());
}

std::uint8_t Switchboard::levelOf(const LayerFiring& firing, std::size_t place) const
{
    if (showsDecisions() && place < firing.decisions.size()) {
        const Decision& decision = firing.decisions[place];
        return lightness(m_shade == Shade::Margin ? decision.margin() : decision.probability);
    }
    return m_scale > 0 ? lightness(std::abs(firing.values[place]) / m_scale) : std::uint8_t{0};
}

void Switchboard::showCells()
{
    m_picture = {};
    update();
    announceCursor();
}

CellMark Switchboard::mark(NeuronAddress at) const { return m_marks.at(place(at)); }

const LayerFiring* Switchboard::firingOf(int layer) const
{
    return layer < static_cast<int>(m_now.layers.size())
        ? &m_now.layers[static_cast<std::size_t>(layer)]
        : nullptr;
}

bool Switchboard::contains(NeuronAddress at) const
{
    return at.layer >= 0 && at.layer < m_shape.grid.layers && at.neuron >= 0
        && at.neuron < m_shape.grid.neurons();
}

/// The fired neuron beside `at` in its layer that lies within reach of the pointer.
std::optional<NeuronAddress> Switchboard::lightNear(NeuronAddress at, QPoint position) const
{
    std::optional<NeuronAddress> nearest;
    qreal least = kReach;
    for (int group = 0; group < m_shape.grid.groups; ++group) {
        const NeuronAddress light{at.layer, firedOf(at.layer, group)};
        if (!contains(light))
            continue;
        const QPointF middle = QRectF(cellRect(light)).center();
        const qreal far = std::hypot(middle.x() - position.x(), middle.y() - position.y());
        if (far < least) {
            least = far;
            nearest = light;
        }
    }
    return nearest;
}

std::optional<NeuronAddress> Switchboard::cellAt(QPoint position) const
{
    if (m_plan.pitch.isEmpty())
        return {};
    const QPoint device = (QPointF(position) * m_pixelRatio).toPoint() - m_origin;
    for (int layer = 0; layer < m_shape.grid.layers; ++layer) {
        const QPoint inside = device - m_plan.origins[static_cast<std::size_t>(layer)];
        if (inside.x() < 0 || inside.y() < 0)
            continue;
        const int neuron = m_fold.neuronAt(
            {inside.x() / m_plan.pitch.width(), inside.y() / m_plan.pitch.height()});
        if (neuron < 0)
            continue;
        const NeuronAddress at{layer, neuron};
        const bool fine = m_plan.pitch.height() < kReach * m_pixelRatio;
        return mark(at).isLit() || !fine ? at : lightNear(at, position).value_or(at);
    }
    return {};
}

void Switchboard::setCursorCell(NeuronAddress at)
{
    if (m_shape.grid.layers == 0)
        return;
    at.layer = std::clamp(at.layer, 0, m_shape.grid.layers - 1);
    at.neuron = std::clamp(at.neuron, 0, m_shape.grid.neurons() - 1);
    m_cursor = at;
    useCursor();
    m_hovered.reset(); // a pointer that rests says nothing; the last input does
    update();
    announceCursor();
}

void Switchboard::moveCursor(NeuronAddress to)
{
    setCursorCell(to);
    Q_EMIT hovered(m_shape.grid.layers > 0 ? std::optional(m_cursor) : std::nullopt);
}

/// Another group is entered at the neuron that fired there; a dense layer keeps the row.
void Switchboard::enter(int layer, int group)
{
    layer = std::clamp(layer, 0, std::max(0, m_shape.grid.layers - 1));
    group = std::clamp(group, 0, m_shape.grid.groups - 1);
    const int fired = firedOf(layer, group), size = m_shape.grid.groupSize;
    moveCursor({layer, fired >= 0 ? fired : group * size + m_cursor.neuron % size});
}

void Switchboard::activate()
{
    if (m_small)
        Q_EMIT clicked();
    else if (m_shape.grid.layers > 0)
        Q_EMIT picked(m_cursor);
}

/// Space . , Home End belong to the playback controls.
void Switchboard::addKeys()
{
    auto* keys = new FocusKeys(this, tr("In a switchboard"));
    const auto group = [this] { return groupOf(m_cursor.neuron); };
    const auto row = [this, group](int step) {
        const int first = group() * m_shape.grid.groupSize;
        moveCursor({m_cursor.layer,
            std::clamp(m_cursor.neuron + step, first, first + m_shape.grid.groupSize - 1)});
    };
    const QString move = tr("move the cell cursor");
    keys->add({Qt::Key_Left}, move, [this, group] { enter(m_cursor.layer, group() - 1); });
    keys->add({Qt::Key_Right}, move, [this, group] { enter(m_cursor.layer, group() + 1); });
    keys->add({Qt::Key_Up}, move, [row] { row(-1); });
    keys->add({Qt::Key_Down}, move, [row] { row(1); });
    keys->add({Qt::Key_PageUp}, tr("the layer before"),
        [this, group] { enter(m_cursor.layer - 1, group()); });
    keys->add({Qt::Key_PageDown}, tr("the next layer"),
        [this, group] { enter(m_cursor.layer + 1, group()); });
    keys->add({Qt::Key_F}, tr("back to the neuron of this group that fired"),
        [this, group] { enter(m_cursor.layer, group()); });
    keys->add({Qt::Key_Return, Qt::Key_Enter}, tr("ask about the neuron under the cursor"),
        [this] { activate(); });
    keys->add(
        {Qt::Key_Menu, Qt::SHIFT | Qt::Key_F10}, tr("what can be done to that neuron"), [this] {
            if (m_shape.grid.layers > 0)
                Q_EMIT menuWanted(m_cursor, mapToGlobal(cellRect(m_cursor).bottomRight()));
        });
}

void Switchboard::mousePressEvent(QMouseEvent* event)
{
    const auto cell = cellAt(event->position().toPoint());
    if (cell)
        setCursorCell(*cell);
    if (event->button() == Qt::LeftButton && (cell || m_small))
        activate();
}

/// The Menu key is among the others; the event that a desktop makes of it would be a second one.
void Switchboard::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept();
    if (event->reason() != QContextMenuEvent::Mouse)
        return;
    if (const auto cell = cellAt(event->pos()); cell && !m_small)
        Q_EMIT menuWanted(*cell, event->globalPos());
    else if (!m_small)
        QMenu::exec(actions(), event->globalPos(), nullptr, this);
}

void Switchboard::point(std::optional<NeuronAddress> at)
{
    if (at == m_hovered)
        return;
    m_hovered = at;
    update();
    Q_EMIT hovered(at);
}

void Switchboard::mouseMoveEvent(QMouseEvent* event) { point(cellAt(event->position().toPoint())); }

void Switchboard::leaveEvent(QEvent*) { point({}); }

void Switchboard::focusOutEvent(QFocusEvent* event)
{
    if (!m_hovered)
        Q_EMIT hovered(std::nullopt);
    SpokenPicture::focusOutEvent(event);
}

} // namespace glowworm
