// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/neuron_picture.h"

#include "ui/widgets/board_picture.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/exports.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/stage.h"

#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace glowworm {
namespace {

constexpr double kDimmed = 0.6; // of all else, while some neurons are shown
constexpr qreal kLeastMark = 7; // logical pixels

template <class Values, class Value> bool has(const Values& values, const Value& value)
{
    return std::ranges::find(values, value) != values.end();
}

} // namespace

NeuronPicture::NeuronPicture(Twin twin, QWidget* parent)
    : SpokenPicture(parent)
    , m_twin(twin)
{
    m_cursor.twin = twin;
}

void NeuronPicture::setComing(bool isComing)
{
    if (isComing == m_isComing)
        return;
    m_isComing = isComing;
    renew();
}

QString NeuronPicture::missingWords() const
{
    if (m_twin == Twin::Sparse)
        return m_isComing ? tr("The sparse digit model is being opened.")
                          : tr("No sparse digit model is open.");
    return m_isComing ? tr("The dense digit model is being opened.")
                      : tr("No dense digit model is open.");
}

void NeuronPicture::setGrid(const std::optional<NeuronGrid>& grid)
{
    m_grid = grid;
    m_brightest = 0;
    m_highlights.clear();
    m_comparison.reset();
    m_surgery = {};
    m_pointed.reset();
    m_kept.reset();
    m_isMoved = false;
    setFiring(nullptr);
}

void NeuronPicture::setFiring(const LayerFiring* firing)
{
    m_values.assign(m_grid ? static_cast<std::size_t>(m_grid->neurons()) : 0, 0.0F);
    for (std::size_t i = 0; firing && i < firing->neurons.size(); ++i) {
        m_values.at(firing->neurons[i]) = firing->values[i];
        m_brightest = std::max(m_brightest, std::abs(firing->values[i]));
    }
    placeCursor(static_cast<int>(std::ranges::max_element(m_values) - m_values.begin()));
    renew();
    announceCursor();
}

int NeuronPicture::lit() const
{
    return static_cast<int>(std::ranges::count_if(m_values, [](float value) { return value > 0; }));
}

void NeuronPicture::keep(const std::optional<DigitPick>& pick)
{
    m_kept = pick;
    update();
}

void NeuronPicture::setHighlights(const std::vector<NeuronAddress>& neurons)
{
    m_highlights = neurons;
    renew();
}

void NeuronPicture::setSurgery(const Surgery& surgery)
{
    m_surgery = surgery;
    renew();
}

void NeuronPicture::setComparison(const std::optional<LayerComparison>& comparison)
{
    m_comparison = comparison;
    renew();
}

// -------------------------------------------------------------------------------------------------
// words

bool NeuronPicture::isOperated(int group) const
{
    const auto isIn = [&](NeuronAddress one) { return one.neuron / m_grid->groupSize == group; };
    return std::ranges::any_of(m_surgery.disabled, isIn)
        || std::ranges::any_of(m_surgery.forced, isIn);
}

QString NeuronPicture::addressOf(int neuron) const
{
    return QString::fromStdString(addressText(*m_grid, {0, neuron}));
}

QString NeuronPicture::withMarks(int neuron, QString words) const
{
    const NeuronAddress address{0, neuron};
    if (m_comparison) {
        const auto wanted = static_cast<std::uint16_t>(neuron);
        if (has(m_comparison->both, wanted))
            words = tr("%1, lit by both").arg(words);
        else if (has(m_comparison->onlyFirst, wanted))
            words = tr("%1, lit only by A").arg(words);
        else if (has(m_comparison->onlySecond, wanted))
            words = tr("%1, lit only by B").arg(words);
    }
    if (has(m_surgery.disabled, address))
        words = tr("%1, switched off").arg(words);
    if (has(m_surgery.forced, address))
        words = tr("%1, always chosen").arg(words);
    return words;
}

const LayerComparison* NeuronPicture::compared() const
{
    return m_comparison && !isOnPage(*this) ? &*m_comparison : nullptr;
}

QString NeuronPicture::comparisonLegend() const
{
    return compared() ? tr("left half of a diamond: only A, whole: both, right half: only B")
                      : QString();
}

QString NeuronPicture::cursorWords() const { return wordsOf(m_cursor); }

// -------------------------------------------------------------------------------------------------
// pointer and keys

std::optional<DigitPick> NeuronPicture::marked() const
{
    if (isOnPage(*this))
        return {};
    return m_pointed ? m_pointed : showsCursor() ? std::optional(m_cursor) : m_kept;
}

void NeuronPicture::point(const std::optional<DigitPick>& pick)
{
    if (pick == m_pointed)
        return;
    m_pointed = pick;
    setCursor(pick ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
    Q_EMIT hovered(pick);
}

void NeuronPicture::placeCursor(int neuron)
{
    if (!m_isMoved)
        m_cursor = {DigitPick::Kind::Neuron, m_twin, neuron};
}

void NeuronPicture::moveCursor(const DigitPick& to)
{
    m_cursor = to;
    m_isMoved = true;
    m_pointed.reset(); // a pointer that rests says nothing; the last input does
    useCursor();
    update();
    announceCursor();
    Q_EMIT hovered(m_cursor);
}

void NeuronPicture::askForMenu(const DigitPick& pick, QPoint globalPosition, bool byKey)
{
    if (m_grid && pick.kind != DigitPick::Kind::Digit)
        Q_EMIT menuWanted(pick, globalPosition, byKey);
}

void NeuronPicture::addPickKeys(FocusKeys& keys)
{
    keys.add({Qt::Key_Return, Qt::Key_Enter}, tr("ask what it is"), [this] {
        if (!wordsOf(m_cursor).isEmpty())
            Q_EMIT picked(m_cursor);
    });
    keys.add(
        {Qt::Key_Menu, Qt::SHIFT | Qt::Key_F10}, tr("what can be done to that neuron"), [this] {
            if (m_cursor.kind == DigitPick::Kind::Neuron && m_grid)
                askForMenu(
                    m_cursor, mapToGlobal(cellRect(m_cursor.index).bottomRight().toPoint()), true);
        });
}

void NeuronPicture::mouseMoveEvent(QMouseEvent* event) { point(pickAt(event->position())); }

void NeuronPicture::leaveEvent(QEvent*) { point({}); }

/// What the cursor was on is not looked at any more, as where a pointer leaves.
void NeuronPicture::focusOutEvent(QFocusEvent* event)
{
    if (!m_pointed)
        Q_EMIT hovered(std::nullopt);
    SpokenPicture::focusOutEvent(event);
}

void NeuronPicture::mousePressEvent(QMouseEvent* event)
{
    const auto pick = pickAt(event->position());
    if (!pick)
        return;
    m_cursor = *pick;
    m_isMoved = true;
    if (event->button() == Qt::LeftButton)
        Q_EMIT picked(*pick);
}

/// The Menu key is among the others; the event that a desktop makes of it would be a second one.
void NeuronPicture::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept();
    if (event->reason() == QContextMenuEvent::Mouse)
        if (const auto pick = pickAt(event->pos()))
            askForMenu(*pick, event->globalPos(), false);
}

// -------------------------------------------------------------------------------------------------
// marks

void NeuronPicture::paintMarks(QPainter& painter, const Stage& stage) const
{
    if (!m_grid)
        return;
    const BoardInk ink(stage, m_twin == Twin::Sparse, false);
    // Which two drawings are compared, and why some neurons are shown apart, stands elsewhere in
    // the window, and not on a page.
    const LayerComparison* comparison = compared();
    const auto highlights = isOnPage(*this) ? std::vector<NeuronAddress>() : m_highlights;
    if (comparison || !highlights.empty()) {
        const QColor veil = faded(stage.ground, kDimmed);
        for (int group = 0; group < m_grid->groups; ++group)
            painter.fillRect(groupRect(group), veil);
    }
    for (const NeuronAddress one : highlights)
        painter.fillRect(cellRect(one.neuron),
            value(one.neuron) > 0 ? stage.lightOf(m_twin).bright : stage.quietText);
    const auto paintEach = [&](const std::vector<std::uint16_t>& neurons, CellState state) {
        for (const int neuron : neurons)
            paintMark(painter, cellRect(neuron).toRect(), {state}, ink);
    };
    if (comparison) {
        paintEach(comparison->onlyFirst, CellState::OnlyFirst);
        paintEach(comparison->both, CellState::Common);
        paintEach(comparison->onlySecond, CellState::OnlySecond);
    }
    const auto operated = [&](NeuronAddress one, SurgeryMark mark) {
        const QRectF cell = cellRect(one.neuron);
        paintSurgeryMark(painter, cell.center(),
            std::max(kLeastMark, std::min(cell.width(), cell.height())), mark, ink);
    };
    for (const NeuronAddress one : m_surgery.disabled)
        operated(one, SurgeryMark::Disabled);
    for (const NeuronAddress one : m_surgery.forced) {
        paintPinned(painter, groupRect(one.neuron / m_grid->groupSize), ink);
        operated(one, SurgeryMark::Forced);
    }
}

} // namespace glowworm
