// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/neuron_curve.h"

#include "model/config/config.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

namespace glowworm {

NeuronCurve::NeuronCurve(Task task, QWidget* parent)
    : SpokenPicture(parent)
    , m_task(task)
    , m_twin(Twin::Sparse)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    if (task == Task::Digits) {
        setAccessibleName(tr("Its value over the drawings shown"));
        setWhatsThis(tr("The neuron's value after the activation, before the gate, on the drawings "
                        "and test pictures that were shown, the newest at the right; 0 where it "
                        "did not fire."));
        return;
    }
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Its value over this text"));
    setWhatsThis(
        tr("The neuron's value after the activation, before the gate, at every character "
           "of this text; 0 where it did not fire. A click or Enter goes to that character."));
    auto* keys = new FocusKeys(this, tr("In the curve of a neuron"));
    const auto ask = [this](int token) {
        if (token >= 0 && token < static_cast<int>(m_values.size()))
            Q_EMIT tokenAsked(token);
    };
    keys->add({Qt::Key_Left}, tr("one character back"), [this, ask] { ask(m_at - 1); });
    keys->add({Qt::Key_Right}, tr("one character forward"), [this, ask] { ask(m_at + 1); });
}

void NeuronCurve::setValues(Twin twin, std::vector<float> values, int at, bool isOff)
{
    m_twin = twin;
    m_values = std::move(values);
    m_at = at;
    m_isOff = isOff;
    announceCursor();
    update();
}

QString NeuronCurve::neverWords() const
{
    if (m_isOff)
        return tr("switched off");
    const bool sparse = m_twin == Twin::Sparse;
    if (m_task == Task::Text)
        return sparse ? tr("never chosen in this text") : tr("never above zero in this text");
    return sparse ? tr("not chosen in these drawings") : tr("not above zero in these drawings");
}

QString NeuronCurve::pictureWords() const
{
    const auto fired = std::ranges::count_if(m_values, [](float value) { return value != 0; });
    if (fired == 0 && m_isOff)
        return neverWords();
    return (m_task == Task::Text ? tr("it was lit on %1 of %2 characters of this text")
                                 : tr("it was lit on %1 of %2 drawings"))
        .arg(countText(fired), countText(static_cast<std::int64_t>(m_values.size())));
}

QString NeuronCurve::cursorWords() const
{
    if (m_at < 0 || m_at >= static_cast<int>(m_values.size()))
        return {};
    return (m_task == Task::Text ? tr("character %1: %2") : tr("drawing %1: %2"))
        .arg(countText(m_at),
            numberText(static_cast<double>(m_values[static_cast<std::size_t>(m_at)])));
}

double NeuronCurve::xOf(int token) const
{
    return (token + 0.5) * width() / std::max<double>(1, static_cast<double>(m_values.size()));
}

int NeuronCurve::tokenAt(double x) const
{
    const auto count = static_cast<int>(m_values.size());
    return std::clamp(
        static_cast<int>(std::floor(x * count / std::max(1, width()))), 0, std::max(0, count - 1));
}

void NeuronCurve::paintEvent(QPaintEvent*)
{
    const Stage stage = Stage::of(palette());
    const StageLight& light = stage.lightOf(m_twin);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double bottom = height() - 2.5;
    painter.setPen(QPen(stage.line, 1));
    painter.drawLine(QPointF(0, bottom), QPointF(width(), bottom));
    if (m_values.empty())
        return;
    if (std::ranges::all_of(m_values, [](float value) { return value == 0; })) {
        painter.setPen(stage.quietText);
        painter.setFont(smallFont(this));
        painter.drawText(rect(), Qt::AlignCenter,
            painter.fontMetrics().elidedText(neverWords(), Qt::ElideRight, width()));
        return;
    }
    const auto [lowest, highest] = std::ranges::minmax(m_values);
    const double least = std::min(0.0, static_cast<double>(lowest)),
                 span = std::max(1e-12, static_cast<double>(highest) - least);
    const auto yOf = [&](float value) {
        return bottom - (static_cast<double>(value) - least) / span * (bottom - 3);
    };
    const std::size_t columns = std::min(m_values.size(), static_cast<std::size_t>(width()));
    QPolygonF line;
    for (std::size_t column = 0; column < columns; ++column) {
        const std::size_t first = column * m_values.size() / columns,
                          last = (column + 1) * m_values.size() / columns;
        const auto [low, high]
            = std::ranges::minmax(std::span(m_values).subspan(first, last - first));
        const double x
            = (static_cast<double>(column) + 0.5) * width() / static_cast<double>(columns);
        line << QPointF(x, yOf(high));
        if (low != high)
            line << QPointF(x, yOf(low));
    }
    painter.setPen(QPen(light.light, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    if (m_at >= 0 && m_at < static_cast<int>(m_values.size())) {
        painter.setPen(QPen(stage.text, 1));
        painter.drawLine(QPointF(xOf(m_at), 0), QPointF(xOf(m_at), height()));
    }
}

void NeuronCurve::mousePressEvent(QMouseEvent* event)
{
    if (m_task == Task::Text && event->button() == Qt::LeftButton && !m_values.empty())
        Q_EMIT tokenAsked(tokenAt(event->position().x()));
}

void NeuronCurve::mouseMoveEvent(QMouseEvent* event)
{
    if (m_task == Task::Text && (event->buttons() & Qt::LeftButton) && !m_values.empty())
        Q_EMIT tokenAsked(tokenAt(event->position().x()));
}

} // namespace glowworm
