// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/switchboard.h"

#include "ui/widgets/focus_keys.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace glowworm {

namespace {

constexpr int kUsualCell = 6; // logical pixels: six layers of 24 x 64 in 864 x 384

std::uint8_t levelOf(float value, float brightest)
{
    // The root keeps small values apart; the eye sees lightness differences there best.
    return brightest > 0 ? static_cast<std::uint8_t>(
               std::lround(255 * std::sqrt(std::min(1.0F, std::abs(value) / brightest))))
                         : 0;
}

} // namespace

Switchboard::Switchboard(QWidget* parent)
    : SpokenPicture(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Switchboard"));
    setWhatsThis(tr("Every feed-forward neuron of every layer. A column is a group, a row a "
                    "neuron. In a sparse layer exactly one neuron of a group fires; only those are "
                    "computed. Arrows move the cell cursor, PageUp and PageDown change the layer, "
                    "F goes back to the neuron that fired."));
    m_emptyText = tr("No model is open.");
    m_quietText = tr("No token yet.");
    addKeys();
}

void Switchboard::setShape(const BoardShape& shape)
{
    if (shape == m_shape && m_brightest == 0)
        return;
    m_shape = shape;
    m_fold = BoardFold(shape);
    m_brightest = 0;
    m_cursor = {};
    m_hovered.reset();
    m_images.assign(static_cast<std::size_t>(shape.layers), {});
    clearFiring();
    updateGeometry();
    arrange();
}

void Switchboard::setTrail(bool on)
{
    m_trail = on;
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
    m_marks.assign(
        static_cast<std::size_t>(m_shape.layers) * static_cast<std::size_t>(m_shape.neurons()), {});
    repaintCells();
}

void Switchboard::setFiring(const FiringRecord& now, std::span<const FiringRecord* const> before)
{
    m_now = now;
    const float brightest = m_brightest;
    for (const LayerFiring& layer : m_now.layers)
        for (const float value : layer.values)
            m_brightest = std::max(m_brightest, std::abs(value));
    markCells(before);
    if (m_brightest != brightest && arrangeLegend()) // the number at the end of the scale changed,
                                                     // and with it the legend's widths
        arrangeCells();
    repaintCells();
}

void Switchboard::markCells(std::span<const FiringRecord* const> before)
{
    std::fill(m_marks.begin(), m_marks.end(), CellMark{});
    const auto each = [this](const FiringRecord& record, auto&& apply) {
        for (int layer = 0;
             layer < std::min(m_shape.layers, static_cast<int>(record.layers.size())); ++layer) {
            const LayerFiring& firing = record.layers[static_cast<std::size_t>(layer)];
            for (std::size_t i = 0; i < std::min(firing.neurons.size(), firing.values.size()); ++i)
                if (firing.neurons[i] < m_shape.neurons())
                    apply(m_marks[place(layer, firing.neurons[i])], firing.values[i]);
        }
    };
    const int trail
        = m_shape.sparse && m_trail ? std::min(kTrail, static_cast<int>(before.size())) : 0;
    for (int age = trail; age >= 1; --age) // the newest is written last and wins
        each(*before[static_cast<std::size_t>(age - 1)], [age](CellMark& mark, float) {
            mark = {CellState::Trail, static_cast<std::uint8_t>(age)};
        });
    each(m_now, [this](CellMark& mark, float value) {
        if (value == 0 && m_shape.rectified)
            mark = {CellState::Hollow, 0};
        else
            mark = {
                value < 0 ? CellState::Negative : CellState::Bright, levelOf(value, m_brightest)};
    });
}

void Switchboard::repaintCells()
{
    const auto neurons = static_cast<std::size_t>(m_shape.neurons());
    for (std::size_t layer = 0; layer < m_images.size() && !m_plan.cell.isEmpty(); ++layer)
        m_images[layer].update(std::span(m_marks).subspan(layer * neurons, neurons));
    update();
    announceCursor();
}

CellMark Switchboard::mark(int layer, int neuron) const { return m_marks.at(place(layer, neuron)); }

std::optional<float> Switchboard::valueOf(int layer, int neuron) const
{
    if (layer >= static_cast<int>(m_now.layers.size()))
        return {};
    const LayerFiring& firing = m_now.layers[static_cast<std::size_t>(layer)];
    const auto found = std::lower_bound(
        firing.neurons.begin(), firing.neurons.end(), neuron); // ascending, in group order too
    if (found == firing.neurons.end() || *found != neuron)
        return {};
    return firing.values[static_cast<std::size_t>(found - firing.neurons.begin())];
}

int Switchboard::firedOf(int layer, int group) const
{
    if (!m_shape.sparse || layer >= static_cast<int>(m_now.layers.size()))
        return -1;
    const LayerFiring& firing = m_now.layers[static_cast<std::size_t>(layer)];
    return group < static_cast<int>(firing.neurons.size())
        ? firing.neurons[static_cast<std::size_t>(group)]
        : -1;
}

QString Switchboard::stateWords(int layer, int neuron) const
{
    const CellMark cell = mark(layer, neuron);
    const std::optional<float> value = valueOf(layer, neuron);
    const QString number = value ? numberText(static_cast<double>(*value)) : QString();
    switch (cell.state) {
    case CellState::Quiet:
        return tr("quiet");
    case CellState::Trail:
        return cell.level == 1 ? tr("fired one token ago")
                               : tr("fired %1 tokens ago").arg(cell.level);
    case CellState::Bright:
        return m_shape.sparse ? tr("fired, %1").arg(number) : tr("positive, %1").arg(number);
    case CellState::Hollow:
        return tr("fired, zero after ReLU");
    case CellState::Negative:
        return tr("fired, negative, %1").arg(number);
    }
    return {};
}

QString Switchboard::cellWords(int layer, int neuron) const
{
    const int group = neuron / m_shape.groupSize;
    const auto two
        = [](int number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    QString words = QStringLiteral("L%1.G%2.N%3: %4")
                        .arg(QString::number(layer), two(group), two(neuron % m_shape.groupSize),
                            stateWords(layer, neuron));
    const int fired = firedOf(layer, group);
    if (fired >= 0 && fired != neuron)
        words += tr(" (of this group N%1 fired)").arg(two(fired % m_shape.groupSize));
    return words;
}

QString Switchboard::summary() const
{
    if (m_shape.layers == 0)
        return m_emptyText;
    if (m_now.layers.empty())
        return m_quietText;
    qint64 positive = 0, zero = 0, negative = 0;
    for (const CellMark& cell : m_marks) {
        positive += cell.state == CellState::Bright;
        zero += cell.state == CellState::Hollow;
        negative += cell.state == CellState::Negative;
    }
    const qint64 all = static_cast<qint64>(m_marks.size());
    if (!m_shape.sparse)
        return tr("%1 of %2 positive (%3)")
            .arg(countText(positive), countText(all),
                percentText(static_cast<double>(positive) / static_cast<double>(all)));
    const QString fired
        = tr("%1 of %2 fired").arg(countText(positive + zero + negative), countText(all));
    if (m_shape.rectified)
        return tr("%1: %2 positive, %3 zero").arg(fired, countText(positive), countText(zero));
    return tr("%1: %2 positive, %3 negative").arg(fired, countText(positive), countText(negative));
}

QString Switchboard::legendWords() const
{
    QStringList words;
    for (const LegendItem& item : m_legend)
        words << item.text;
    return words.join(QStringLiteral("; "));
}

QString Switchboard::pictureWords() const
{
    return tr("%1. Legend: %2").arg(summary(), legendWords());
}

QString Switchboard::cursorWords() const
{
    return m_shape.layers > 0 ? cellWords(m_cursor.layer, m_cursor.neuron) : QString();
}

QRect Switchboard::cellRect(int layer, int neuron) const
{
    const QPoint corner
        = m_plan.origins.at(static_cast<std::size_t>(layer)) + m_plan.pixels(m_fold.cellOf(neuron));
    const auto logical
        = [this](int length) { return static_cast<int>(std::floor(length / m_pixelRatio)); };
    return {m_origin + QPoint(logical(corner.x()), logical(corner.y())),
        (QSizeF(m_plan.cell) / m_pixelRatio).toSize().expandedTo({1, 1})};
}

std::optional<Switchboard::Cell> Switchboard::cellAt(QPoint position) const
{
    if (m_plan.cell.isEmpty())
        return {};
    const QPoint device = (position - m_origin) * m_pixelRatio;
    for (int layer = 0; layer < m_shape.layers; ++layer) {
        const QPoint inside = device - m_plan.origins[static_cast<std::size_t>(layer)];
        if (inside.x() < 0 || inside.y() < 0)
            continue;
        const int neuron = m_fold.neuronAt(
            {inside.x() / m_plan.cell.width(), inside.y() / m_plan.cell.height()});
        if (neuron >= 0)
            return Cell{layer, neuron};
    }
    return {};
}

void Switchboard::setCursorCell(Cell cell)
{
    if (m_shape.layers == 0)
        return;
    cell.layer = std::clamp(cell.layer, 0, m_shape.layers - 1);
    cell.neuron = std::clamp(cell.neuron, 0, m_shape.neurons() - 1);
    m_cursor = cell;
    useCursor();
    m_hovered.reset(); // a pointer that rests says nothing; the last input does
    update();
    announceCursor();
}

/// Another group is entered at the neuron that fired there; a dense layer keeps the row.
void Switchboard::enter(int layer, int group)
{
    layer = std::clamp(layer, 0, std::max(0, m_shape.layers - 1));
    group = std::clamp(group, 0, m_shape.groups - 1);
    const int fired = firedOf(layer, group);
    setCursorCell({layer,
        fired >= 0 ? fired : group * m_shape.groupSize + m_cursor.neuron % m_shape.groupSize});
}

/// Space . , Home End belong to the playback controls.
void Switchboard::addKeys()
{
    auto* keys = new FocusKeys(this, tr("In a switchboard"));
    const auto group = [this] { return m_cursor.neuron / m_shape.groupSize; };
    const auto row = [this, group](int step) {
        const int first = group() * m_shape.groupSize;
        setCursorCell({m_cursor.layer,
            std::clamp(m_cursor.neuron + step, first, first + m_shape.groupSize - 1)});
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
}

void Switchboard::mousePressEvent(QMouseEvent* event)
{
    if (const auto cell = cellAt(event->position().toPoint()))
        setCursorCell(*cell);
}

void Switchboard::mouseMoveEvent(QMouseEvent* event)
{
    const auto cell = cellAt(event->position().toPoint());
    if (cell == m_hovered)
        return;
    m_hovered = cell;
    update(QRect(0, m_legendTop, width(), height() - m_legendTop));
}

void Switchboard::leaveEvent(QEvent*)
{
    m_hovered.reset();
    update();
}

void Switchboard::resizeEvent(QResizeEvent*) { arrange(); }

void Switchboard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange)
        arrange();
    QWidget::changeEvent(event);
}

QSize Switchboard::sizeHint() const
{
    const QSize area(4096, 4096);
    const BoardPlan plan = planBoard(m_fold, m_shape.layers, area, 12, nameHeight(), kUsualCell);
    return (plan.size + QSize(0, 3 * QFontMetrics(smallFont(this)).height() + kWideGap))
        .boundedTo(QSize(900, 480))
        .expandedTo(minimumSizeHint());
}

QSize Switchboard::minimumSizeHint() const { return {180, 150}; }

} // namespace glowworm
