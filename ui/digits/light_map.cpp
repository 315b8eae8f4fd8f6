// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/light_map.h"

#include "ui/widgets/focus_keys.h"
#include "ui/widgets/value_label.h"

#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glowworm {
namespace {

constexpr qreal kReach = 9; // logical pixels around a light that are taken for it

QString signedText(double value)
{
    return (value < 0 ? QStringLiteral("\u2212") : QStringLiteral("+"))
        + numberText(std::abs(value), 2);
}

} // namespace

LightMap::LightMap(QWidget* parent)
    : SpokenPicture(parent)
{
    setObjectName(QStringLiteral("lightMap"));
    setAccessibleName(tr("Lit neurons and probabilities"));
    setWhatsThis(
        tr("Each column is a group of neurons, and its router lets exactly one work. A curve from "
           "it to a lamp is as strong as what it adds to that digit's score: a p (W v), value "
           "times gate times the head's weights along its output row. The ten scores are the sums "
           "of these and a constant; their softmax are the probabilities beside the lamps. Click a "
           "light, a column's name or a lamp to ask what it is."));
    addKeys();
}

void LightMap::setGrid(const std::optional<NeuronGrid>& grid)
{
    m_grid = grid;
    m_brightest = 0;
    m_cursor = {};
    m_kept.reset();
    m_pointed.reset();
    arrange();
    clear();
}

void LightMap::setNames(const QStringList& names)
{
    m_names = names;
    renew();
}

void LightMap::setSource(qreal top, qreal bottom)
{
    m_sourceTop = top;
    m_sourceBottom = bottom;
    renew();
}

void LightMap::clear()
{
    const std::size_t groups = m_grid ? static_cast<std::size_t>(m_grid->groups) : 0;
    m_fired.assign(groups, -1);
    m_values.assign(groups, 0);
    m_added.clear();
    m_most = 0;
    for (auto& ten : m_probabilities)
        ten.clear();
    renew();
}

void LightMap::show(const DigitAnswer* sparse, const DigitAnswer* dense)
{
    clear();
    for (const DigitAnswer* answer : {sparse, dense})
        if (answer)
            m_probabilities[static_cast<std::size_t>(answer->twin)] = answer->probabilities;
    if (sparse && m_grid && !sparse->firing.layers.empty()) {
        const LayerFiring& layer = sparse->firing.layers.front();
        for (std::size_t group = 0; group < m_fired.size() && group < layer.neurons.size();
             ++group) {
            m_fired[group] = layer.neurons[group];
            m_values[group] = layer.values[group];
            m_brightest = std::max(m_brightest, std::abs(layer.values[group]));
        }
        m_added = sparse->contributions;
        if (!m_added.empty())
            m_most = std::max(0.0F, std::ranges::max(m_added));
    }
    renew();
    announceCursor();
}

int LightMap::firedOf(int group) const { return m_fired.at(static_cast<std::size_t>(group)); }
float LightMap::valueOf(int group) const { return m_values.at(static_cast<std::size_t>(group)); }

int LightMap::lit() const
{
    return static_cast<int>(std::ranges::count_if(m_values, [](float value) { return value > 0; }));
}

double LightMap::added(int group, int digit) const
{
    const auto at
        = static_cast<std::size_t>(group) * kDigitClasses + static_cast<std::size_t>(digit);
    return at < m_added.size() ? static_cast<double>(m_added[at]) : 0;
}

double LightMap::strength(int group, int digit) const
{
    return m_most > 0 ? std::max(0.0, added(group, digit)) / static_cast<double>(m_most) : 0;
}

float LightMap::probability(Twin twin, int digit) const
{
    const auto& ten = m_probabilities[static_cast<std::size_t>(twin)];
    return ten.empty() ? -1 : ten[static_cast<std::size_t>(digit)];
}

int LightMap::winner(Twin twin) const
{
    const auto& ten = m_probabilities[static_cast<std::size_t>(twin)];
    return ten.empty() ? -1 : static_cast<int>(std::ranges::max_element(ten) - ten.begin());
}

// -------------------------------------------------------------------------------------------------
// words

QString LightMap::wordsOf(const DigitPick& pick) const
{
    const auto nameOf
        = [this](int digit) { return m_names.isEmpty() ? QString::number(digit) : m_names[digit]; };
    if (pick.kind == DigitPick::Kind::Digit) {
        QStringList parts;
        if (const float p = probability(Twin::Sparse, pick.index); p >= 0)
            parts << tr("sparse %1").arg(percentText(static_cast<double>(p)));
        if (const float p = probability(Twin::Dense, pick.index); p >= 0)
            parts << tr("dense %1").arg(percentText(static_cast<double>(p)));
        double sum = 0;
        for (int group = 0; m_grid && group < m_grid->groups; ++group)
            sum += added(group, pick.index);
        if (!m_added.empty())
            parts << tr("the lights add %1 to its score").arg(signedText(sum));
        return parts.isEmpty()
            ? tr("%1: no answer yet").arg(nameOf(pick.index))
            : nameOf(pick.index) + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
    }
    if (!m_grid)
        return {};
    const int size = m_grid->groupSize;
    if (pick.kind == DigitPick::Kind::Column)
        return tr("Group %1: one of its %2 neurons fires").arg(pick.index).arg(size);
    const QString address = QString::fromStdString(addressText(*m_grid, {0, pick.index}));
    const int group = pick.index / size;
    if (firedOf(group) != pick.index)
        return tr("%1: dark").arg(address);
    QString words
        = tr("%1: fired, %2").arg(address, numberText(static_cast<double>(valueOf(group))));
    std::array<int, kDigitClasses> order{};
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(
        order, std::greater(), [&](int digit) { return std::abs(added(group, digit)); });
    if (m_added.empty() || added(group, order[0]) == 0)
        return words + tr("; adds nothing");
    words += tr("; adds");
    for (int i = 0; i < 3; ++i)
        words += (i > 0 ? QStringLiteral(", ") : QStringLiteral(" "))
            + tr("%1 to %2")
                  .arg(signedText(added(group, order[static_cast<std::size_t>(i)])),
                      nameOf(order[static_cast<std::size_t>(i)]));
    return words;
}

QString LightMap::pictureWords() const
{
    if (!m_grid)
        return tr("No sparse digit model is open.");
    QStringList lit;
    for (const int neuron : m_fired)
        if (neuron >= 0)
            lit << QString::fromStdString(addressText(*m_grid, {0, neuron}));
    const QString columns
        = tr("%1 columns of neurons, in each of which one fires").arg(m_grid->groups);
    return lit.isEmpty() ? columns + tr("; nothing was drawn yet")
                         : columns + QStringLiteral(": ") + lit.join(QStringLiteral(", "));
}

QString LightMap::cursorWords() const { return wordsOf(m_cursor); }

// -------------------------------------------------------------------------------------------------
// pointer and keys

std::optional<DigitPick> LightMap::pickAt(QPointF position) const
{
    using Kind = DigitPick::Kind;
    const qreal row = (m_bottom - m_top) / kDigitClasses;
    if (position.x() > m_lampX - row / 2 && position.y() >= m_top && position.y() < m_bottom)
        return DigitPick{Kind::Digit, Twin::Sparse,
            std::clamp(static_cast<int>((position.y() - m_top) / row), 0, kDigitClasses - 1)};
    if (!m_grid || position.x() < m_columnsLeft
        || position.x() >= m_columnsLeft + m_pitch * m_grid->groups || position.y() > m_bottom)
        return {};
    const int group = std::clamp(
        static_cast<int>((position.x() - m_columnsLeft) / m_pitch), 0, m_grid->groups - 1);
    if (position.y() < m_top)
        return DigitPick{Kind::Column, Twin::Sparse, group};
    if (const int fired = firedOf(group);
        fired >= 0 && std::abs(cellRect(fired).center().y() - position.y()) <= kReach)
        return DigitPick{Kind::Neuron, Twin::Sparse, fired};
    const int place
        = static_cast<int>((position.y() - m_top) * m_grid->groupSize / (m_bottom - m_top));
    return DigitPick{Kind::Neuron, Twin::Sparse,
        group * m_grid->groupSize + std::clamp(place, 0, m_grid->groupSize - 1)};
}

std::optional<DigitPick> LightMap::marked() const
{
    return m_pointed ? m_pointed : showsCursor() ? std::optional(m_cursor) : m_kept;
}

void LightMap::point(const std::optional<DigitPick>& pick)
{
    if (pick == m_pointed)
        return;
    m_pointed = pick;
    setCursor(pick ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
    Q_EMIT hovered(pick);
}

void LightMap::keep(const std::optional<DigitPick>& pick)
{
    m_kept = pick;
    update();
}

void LightMap::mouseMoveEvent(QMouseEvent* event) { point(pickAt(event->position())); }
void LightMap::leaveEvent(QEvent*) { point({}); }

void LightMap::mousePressEvent(QMouseEvent* event)
{
    const auto pick = pickAt(event->position());
    if (event->button() != Qt::LeftButton || !pick)
        return;
    m_cursor = *pick;
    Q_EMIT picked(*pick);
}

/// From column to column it lands on the light; past the last one come the lamps.
void LightMap::moveCursor(int along, int across)
{
    using Kind = DigitPick::Kind;
    const int size = m_grid ? m_grid->groupSize : 1, groups = m_grid ? m_grid->groups : 0;
    const bool onLamp = m_cursor.kind == Kind::Digit || groups == 0;
    const auto land = [&](int group) {
        const int fired = firedOf(group);
        m_cursor = {Kind::Neuron, Twin::Sparse, fired >= 0 ? fired : group * size};
    };
    const int group = onLamp            ? groups
        : m_cursor.kind == Kind::Column ? m_cursor.index
                                        : m_cursor.index / size;
    if (along != 0) {
        if (const int next = std::clamp(group + along, 0, groups); next < groups)
            land(next);
        else if (!onLamp)
            m_cursor = {Kind::Digit, Twin::Sparse, 0};
    } else if (onLamp) {
        const int digit = m_cursor.kind == Kind::Digit ? m_cursor.index : 0;
        m_cursor = {Kind::Digit, Twin::Sparse, std::clamp(digit + across, 0, kDigitClasses - 1)};
    } else {
        const int place = m_cursor.index % size;
        m_cursor
            = {Kind::Neuron, Twin::Sparse, group * size + std::clamp(place + across, 0, size - 1)};
    }
    useCursor();
    m_pointed.reset();
    update();
    announceCursor();
    Q_EMIT hovered(m_cursor);
}

void LightMap::addKeys()
{
    auto* keys = new FocusKeys(this, tr("In the columns of light"));
    keys->add({Qt::Key_Left}, tr("the light of the column before"), [this] { moveCursor(-1, 0); });
    keys->add({Qt::Key_Right}, tr("the light of the next column, then the lamps"),
        [this] { moveCursor(1, 0); });
    keys->add({Qt::Key_Up}, tr("the neuron or lamp above"), [this] { moveCursor(0, -1); });
    keys->add({Qt::Key_Down}, tr("the neuron or lamp below"), [this] { moveCursor(0, 1); });
    keys->add(
        {Qt::Key_Return, Qt::Key_Enter}, tr("ask what it is"), [this] { Q_EMIT picked(m_cursor); });
}

} // namespace glowworm
