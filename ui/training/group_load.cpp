// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/group_load.h"

#include "model/config/neuron.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/exports.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/plot_view.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QEvent>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace glowworm {

namespace {

constexpr int kRowsHeight = 96; // all rows together, where their number allows it
constexpr int kRowGap = 3;
constexpr int kLeastCells = 260; // width that the cells keep before the figures behind them go
constexpr double kFaintest
    = 0.22; // glow of a group that always picks the same neuron: still a lit cell

} // namespace

GroupLoad::GroupLoad(QWidget* parent)
    : SpokenPicture(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Load per group"));
    setWhatsThis(
        tr("A row is a layer, a cell a group of its neurons, as the newest evaluation "
           "used them. The lit height is the fraction of the "
           "group's neurons that were chosen at all, the glow how evenly the choices spread "
           "over them (routing entropy: 1 = all alike, 0 = "
           "always the same neuron). The ringed group spreads them least. Arrows move the "
           "cell cursor, Home and End go to the ends "
           "of the layer, W to the ringed group."));
    addKeys();
    showLoad({}, nullptr);
}

void GroupLoad::showLoad(
    const ModelConfig& model, const EvalReport* newest, bool isPast, bool isComing)
{
    m_model = model;
    m_isPast = isPast;
    const auto groups = static_cast<std::size_t>(std::max(model.groups, 1));
    const bool any = model.isSparse() && newest && !newest->groupEntropy.empty()
        && newest->groupEntropy.size() == newest->groupDead.size()
        && newest->groupEntropy.size() % groups == 0;
    m_emptyText = any ? QString()
        : isComing    ? tr("The run is being opened: what its groups did comes with it.")
        : !model.isSparse()
        ? tr("A dense layer has no groups: all of its neurons work on every character.")
        : newest == nullptr ? tr("The first evaluation of the sparse model shows here how evenly "
                                 "each group uses its neurons.")
                            : tr("This evaluation was recorded without the figures of its groups; "
                                 "the next one brings them.");
    m_report = any ? *newest : EvalReport();
    m_groups = any ? model.groups : 0;
    m_layers = any ? static_cast<int>(m_report.groupEntropy.size() / groups) : 0;
    m_cursor = {std::clamp(m_cursor.layer, 0, std::max(m_layers - 1, 0)),
        std::clamp(m_cursor.group, 0, std::max(m_groups - 1, 0))};
    if (m_hovered && (m_hovered->layer >= m_layers || m_hovered->group >= m_groups))
        m_hovered.reset();
    updateGeometry();
    update();
    announceCursor();
    Q_EMIT readOutChanged(readOut());
}

std::int64_t GroupLoad::deadNeurons(Cell cell) const
{
    return std::llround(m_report.groupDead[place(cell)] * m_model.groupSize());
}

QString GroupLoad::cellWords(Cell cell) const
{
    return tr("layer %1, group %2: entropy %3, %4 of %5 never chosen")
        .arg(cell.layer)
        .arg(cell.group)
        .arg(decimalText(m_report.groupEntropy[place(cell)], 2), countText(deadNeurons(cell)),
            countText(m_model.groupSize()));
}

std::optional<GroupLoad::Cell> GroupLoad::worst() const
{
    if (empty())
        return {};
    const std::vector<double>& entropy = m_report.groupEntropy;
    const auto index = static_cast<int>(std::ranges::min_element(entropy) - entropy.begin());
    return Cell{index / m_groups, index % m_groups};
}

GroupLoad::ReadOut GroupLoad::readOut() const
{
    if (empty())
        return {};
    const bool isAsked = m_hovered || showsCursor();
    const Cell cell = m_hovered ? *m_hovered : isAsked ? m_cursor : *worst();
    const QString brief = tr("L%1, group %2").arg(cell.layer).arg(cell.group);
    if (isAsked)
        return {cellWords(cell), brief};
    if (m_isPast) {
        const QString words = tr("at step %1, least even: %2"), step = countText(m_report.step);
        return {words.arg(step, cellWords(cell)), words.arg(step, brief)};
    }
    return {tr("least even: %1").arg(cellWords(cell)), tr("least even: %1").arg(brief)};
}

QString GroupLoad::pictureWords() const
{
    return empty()
        ? m_emptyText
        : (m_layers == 1 ? tr("Evaluation at step %1, 1 layer of %2 groups. Least even: %3")
                         : tr("Evaluation at step %1, %n layers of %2 groups. Least even: %3",
                             nullptr, m_layers))
              .arg(countText(m_report.step), countText(m_groups), cellWords(*worst()));
}

QString GroupLoad::cursorWords() const { return empty() ? QString() : cellWords(m_cursor); }

// ------------------------------------------------------------------------------------------------------------------
// places

int GroupLoad::rowHeight() const { return std::clamp(kRowsHeight / std::max(m_layers, 1), 6, 30); }

int GroupLoad::labelWidth() const
{
    return QFontMetrics(smallFont(this)).horizontalAdvance(QStringLiteral("L00")) + 4;
}

int GroupLoad::figuresWidth() const
{
    const QFontMetrics metrics(smallFont(this));
    const int wanted
        = metrics.horizontalAdvance(
              tr("entropy %1, %2 never chosen").arg(QStringLiteral("0.00"), percentText(1)))
        + kGap;
    return rowHeight() < metrics.height() - 2 || width() - labelWidth() - wanted < kLeastCells
        ? 0
        : wanted;
}

QRect GroupLoad::cellRect(Cell cell) const
{
    const int left = labelWidth(), room = width() - left - figuresWidth();
    const int from = left + room * cell.group / m_groups,
              to = left + room * (cell.group + 1) / m_groups;
    const int gap = room / m_groups >= 5 ? (room / m_groups >= 14 ? 3 : 1) : 0;
    return {
        from, 1 + cell.layer * (rowHeight() + kRowGap), std::max(to - from - gap, 1), rowHeight()};
}

std::optional<GroupLoad::Cell> GroupLoad::cellAt(QPoint position) const
{
    for (int layer = 0; layer < m_layers; ++layer)
        for (int group = 0; group < m_groups; ++group)
            if (cellRect({layer, group}).adjusted(0, -1, 3, 2).contains(position))
                return Cell{layer, group};
    return {};
}

QSize GroupLoad::sizeHint() const
{
    const int layers = empty() && m_model.isSparse() ? gridOf(m_model).layers
                                                     : m_layers; // the place is kept from the start
    if (layers == 0)
        return {kLeastCells, fontMetrics().height() + kGap};
    const int row = std::clamp(kRowsHeight / layers, 6, 30);
    return {kLeastCells, layers * (row + kRowGap) - kRowGap + 2};
}

QSize GroupLoad::minimumSizeHint() const { return {kLeastCells / 2, sizeHint().height()}; }

// ------------------------------------------------------------------------------------------------------------------
// painting

void GroupLoad::paintRow(QPainter& painter, int layer) const
{
    const Theme& theme = isOnPage(*this) ? Theme::light() : Theme::of(palette());
    const QRect first = cellRect({layer, 0});
    double entropy = 0, dead = 0;
    painter.setPen(Qt::NoPen);
    for (int group = 0; group < m_groups; ++group) {
        const Cell cell{layer, group};
        const QRectF track = cellRect(cell);
        const double even = std::clamp(m_report.groupEntropy[place(cell)], 0.0, 1.0),
                     alive = std::clamp(1 - m_report.groupDead[place(cell)], 0.0, 1.0);
        entropy += m_report.groupEntropy[place(cell)] / m_groups;
        dead += m_report.groupDead[place(cell)] / m_groups;
        const double round = track.width() >= 8 ? 2 : 0;
        painter.setBrush(theme.cell);
        painter.drawRoundedRect(track, round, round);
        painter.setBrush(mixed(theme.cell, theme.fired, kFaintest + (1 - kFaintest) * even));
        const double lit = alive > 0 ? std::max(alive * track.height(), 1.5) : 0;
        painter.drawRoundedRect(QRectF(track.left(), track.bottom() - lit, track.width(), lit),
            std::min(round, lit / 2), std::min(round, lit / 2));
    }
    painter.setFont(smallFont(this));
    if (rowHeight() < QFontMetrics(painter.font()).height() - 2)
        return;
    painter.setPen(theme.mutedText);
    painter.drawText(QRect(0, first.top(), labelWidth() - 6, first.height()),
        Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("L%1").arg(layer));
    if (figuresWidth() > 0)
        painter.drawText(
            QRect(width() - figuresWidth(), first.top(), figuresWidth(), first.height()),
            Qt::AlignRight | Qt::AlignVCenter,
            tr("entropy %1, %2 never chosen").arg(decimalText(entropy, 2), percentText(dead)));
}

void GroupLoad::paintEvent(QPaintEvent*)
{
    const Theme& theme = isOnPage(*this) ? Theme::light() : Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (empty()) {
        painter.setPen(theme.mutedText);
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_emptyText);
        return;
    }
    for (int layer = 0; layer < m_layers; ++layer)
        paintRow(painter, layer);
    const auto ring = [&](Cell cell, const QColor& color, double width) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, width));
        painter.drawRoundedRect(QRectF(cellRect(cell)).adjusted(-0.5, -0.5, 0.5, 0.5), 2, 2);
    };
    ring(*worst(), theme.error, 1.5);
    if (showsCursor())
        ring(m_cursor, theme.text, 2);
}

// ------------------------------------------------------------------------------------------------------------------
// pointer and keys

void GroupLoad::moveTo(Cell cell)
{
    if (empty())
        return;
    m_cursor = {std::clamp(cell.layer, 0, m_layers - 1), std::clamp(cell.group, 0, m_groups - 1)};
    useCursor();
    m_hovered.reset();
    update();
    announceCursor();
    Q_EMIT readOutChanged(readOut());
}

void GroupLoad::focusInEvent(QFocusEvent* event)
{
    SpokenPicture::focusInEvent(event);
    Q_EMIT readOutChanged(readOut());
}

void GroupLoad::focusOutEvent(QFocusEvent*)
{
    update();
    Q_EMIT readOutChanged(readOut());
}

void GroupLoad::addKeys()
{
    auto* keys = new FocusKeys(this, tr("In the load per group"));
    const QString move = tr("move the cell cursor");
    keys->add({Qt::Key_Left}, move, [this] { moveTo({m_cursor.layer, m_cursor.group - 1}); });
    keys->add({Qt::Key_Right}, move, [this] { moveTo({m_cursor.layer, m_cursor.group + 1}); });
    keys->add({Qt::Key_Up}, move, [this] { moveTo({m_cursor.layer - 1, m_cursor.group}); });
    keys->add({Qt::Key_Down}, move, [this] { moveTo({m_cursor.layer + 1, m_cursor.group}); });
    keys->add({Qt::Key_Home}, tr("the first group of the layer"), [this] {
        moveTo({m_cursor.layer, 0});
    });
    keys->add({Qt::Key_End}, tr("the last group of the layer"), [this] {
        moveTo({m_cursor.layer, m_groups - 1});
    });
    keys->add({Qt::Key_W}, tr("the ringed group, which spreads its choices least"),
        [this] { moveTo(worst().value_or(Cell())); });
}

void GroupLoad::mousePressEvent(QMouseEvent* event)
{
    if (const auto cell = cellAt(event->position().toPoint()))
        moveTo(*cell);
}

void GroupLoad::mouseMoveEvent(QMouseEvent* event)
{
    const auto cell = cellAt(event->position().toPoint());
    if (cell == m_hovered)
        return;
    m_hovered = cell;
    Q_EMIT readOutChanged(readOut());
}

void GroupLoad::leaveEvent(QEvent*)
{
    m_hovered.reset();
    Q_EMIT readOutChanged(readOut());
}

bool GroupLoad::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto cell = cellAt(help->pos());
    cell ? QToolTip::showText(help->globalPos(), cellWords(*cell), this, cellRect(*cell))
         : QToolTip::hideText();
    return true;
}

} // namespace glowworm
