// SPDX-License-Identifier: GPL-3.0-or-later
// The switchboard as a widget: what it is given, what keys and pointer do to it, and what it says.
#include "ui/widgets/switchboard.h"

#include "ui/widgets/focus_keys.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace glowworm {

namespace {

/// The first where nothing is above zero.
NeuronAddress brightestOf(const FiringRecord& record)
{
    NeuronAddress brightest;
    float most = 0;
    for (std::size_t layer = 0; layer < record.layers.size(); ++layer) {
        const LayerFiring& firing = record.layers[layer];
        for (std::size_t i = 0; i < firing.neurons.size(); ++i)
            if (firing.values[i] > most) {
                most = firing.values[i];
                brightest = {static_cast<int>(layer), firing.neurons[i]};
            }
    }
    return brightest;
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
        "sparse layer exactly one neuron of a group is chosen: n = argmax of the router's logits "
        "of "
        "the group. Only those are computed. A light is a neuron with a positive value, a ring "
        "one that was chosen and is negative or zero; cut in two, another was nearly chosen. A "
        "cross: switched off; a plus: always chosen, with a bar over its column. Arrows move the "
        "cell cursor, PageUp and PageDown change the layer, F goes back to the chosen neuron, "
        "Enter asks about it, Menu offers what may be done to it, Ctrl+T lists the chosen."));
    m_emptyText = tr("No model is open.");
    addKeys();
    makeActions();
}

void Switchboard::setShape(const BoardShape& shape)
{
    if (shape == m_face.shape() && m_face.scale() == 0)
        return;
    if (shape != m_face.shape()) {
        m_first.reset();
        m_isMoved = false;
    }
    m_face.setShape(shape);
    placeCursor();
    m_hovered.reset();
    m_picked.reset();
    m_face.setDimmed(false);
    updateGeometry();
    renew();
}

void Switchboard::setSmall(bool small)
{
    if (small == m_small)
        return;
    m_small = small;
    setCursor(small ? Qt::PointingHandCursor : Qt::ArrowCursor);
    updateGeometry();
    renew();
}

void Switchboard::setEmptyText(const QString& text)
{
    m_emptyText = text;
    update();
}

void Switchboard::clearFiring()
{
    m_face.clearFiring();
    renew();
}

void Switchboard::setFiring(const FiringRecord& now, std::span<const FiringRecord* const> before)
{
    m_face.setFiring(now, before);
    placeCursor();
    renew();
}

void Switchboard::setScale(float top, bool isFixed)
{
    m_face.setScale(top, isFixed);
    renew();
}

void Switchboard::setShade(Shade shade)
{
    m_face.setShade(shade);
    renew();
}

void Switchboard::setPicked(std::optional<NeuronAddress> neuron)
{
    m_picked = neuron && m_face.contains(*neuron) ? neuron : std::nullopt;
    if (m_picked.has_value() == m_face.isDimmed()) {
        update();
        return;
    }
    m_face.setDimmed(m_picked.has_value());
    renew();
}

void Switchboard::setSurgery(const Surgery& surgery)
{
    m_face.setSurgery(surgery);
    renew();
}

void Switchboard::setHighlights(std::vector<NeuronAddress> neurons)
{
    m_face.setHighlights(std::move(neurons));
    renew();
}

void Switchboard::setGlow(qreal glow)
{
    if (glow == m_face.glow())
        return;
    m_face.setGlow(glow);
    renew();
}

void Switchboard::setComparison(std::span<const LayerComparison> layers)
{
    m_face.setComparison(layers);
    renew();
}

int Switchboard::footHeight() const { return height() - m_face.legend().top(); }

QRect Switchboard::cellRect(NeuronAddress at) const
{
    const QRectF cell = m_face.cellRect(at);
    return {QPoint(static_cast<int>(std::floor(cell.x())), static_cast<int>(std::floor(cell.y()))),
        cell.size().toSize().expandedTo({1, 1})};
}

QRect Switchboard::nameRect(int layer) const { return m_face.nameRect(layer).toAlignedRect(); }

QRect Switchboard::columnRect(NeuronAddress at) const
{
    return m_face.columnRect(at).toAlignedRect();
}

void Switchboard::setCursorCell(NeuronAddress at)
{
    const NeuronGrid& grid = shape().grid;
    if (grid.layers == 0)
        return;
    at.layer = std::clamp(at.layer, 0, grid.layers - 1);
    at.neuron = std::clamp(at.neuron, 0, grid.neurons() - 1);
    m_cursor = at;
    m_isMoved = true;
    useCursor();
    m_hovered.reset(); // a pointer that rests says nothing; the last input does
    update();
    announceCursor();
}

void Switchboard::setFirstCell(std::optional<NeuronAddress> at)
{
    m_first = at && m_face.contains(*at) ? at : std::nullopt;
    placeCursor();
    update();
    announceCursor();
}

void Switchboard::placeCursor()
{
    if (!m_isMoved)
        m_cursor = m_first.value_or(brightestOf(firing()));
}

void Switchboard::moveCursor(NeuronAddress to)
{
    setCursorCell(to);
    Q_EMIT hovered(shape().grid.layers > 0 ? std::optional(m_cursor) : std::nullopt);
}

/// Another group is entered at the neuron that fired there; a dense layer keeps the row.
void Switchboard::enter(int layer, int group)
{
    const NeuronGrid& grid = shape().grid;
    layer = std::clamp(layer, 0, std::max(0, grid.layers - 1));
    group = std::clamp(group, 0, grid.groups - 1);
    const int fired = m_face.firedOf(layer, group), size = grid.groupSize;
    moveCursor({layer, fired >= 0 ? fired : group * size + m_cursor.neuron % size});
}

void Switchboard::activate()
{
    if (m_small)
        Q_EMIT clicked();
    else if (shape().grid.layers > 0)
        Q_EMIT picked(m_cursor);
}

/// Space . , Home End belong to the playback controls.
void Switchboard::addKeys()
{
    auto* keys = new FocusKeys(this, tr("In a switchboard"));
    const auto group = [this] { return m_face.groupOf(m_cursor.neuron); };
    const auto row = [this, group](int step) {
        const int size = shape().grid.groupSize, first = group() * size;
        moveCursor({m_cursor.layer, std::clamp(m_cursor.neuron + step, first, first + size - 1)});
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
    keys->add({Qt::Key_F}, tr("back to the chosen neuron of this column"),
        [this, group] { enter(m_cursor.layer, group()); });
    keys->add({Qt::Key_Return, Qt::Key_Enter}, tr("ask about the neuron under the cursor"),
        [this] { activate(); });
    keys->add(
        {Qt::Key_Menu, Qt::SHIFT | Qt::Key_F10}, tr("what can be done to that neuron"), [this] {
            if (shape().grid.layers > 0)
                Q_EMIT menuWanted(m_cursor, mapToGlobal(cellRect(m_cursor).bottomRight()), true);
        });
}

void Switchboard::mousePressEvent(QMouseEvent* event)
{
    const auto cell = m_face.cellAt(event->position());
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
    if (const auto cell = m_face.cellAt(event->pos()); cell && !m_small)
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

void Switchboard::mouseMoveEvent(QMouseEvent* event) { point(m_face.cellAt(event->position())); }

void Switchboard::leaveEvent(QEvent*) { point({}); }

void Switchboard::focusOutEvent(QFocusEvent* event)
{
    if (!m_hovered)
        Q_EMIT hovered(std::nullopt);
    SpokenPicture::focusOutEvent(event);
}

// -------------------------------------------------------------------------------------------------
// words

QString Switchboard::summary() const
{
    return shape().grid.layers > 0 ? m_face.summary() : m_emptyText;
}

QString Switchboard::cellWords(NeuronAddress at) const { return m_face.cellWords(at); }

QString Switchboard::pictureWords() const
{
    return m_face.legend().isEmpty() ? summary()
                                     : tr("%1. Legend: %2").arg(summary(), legendWords());
}

QString Switchboard::cursorWords() const
{
    return shape().grid.layers > 0 ? cellWords(m_cursor) : QString();
}

QString Switchboard::statusText() const
{
    if (shape().grid.layers == 0)
        return {};
    return m_hovered || showsCursor() ? cellWords(m_hovered.value_or(m_cursor))
                                      : m_face.restWords();
}

} // namespace glowworm
