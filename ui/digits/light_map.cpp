// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/light_map.h"

#include "ui/digits/class_name.h"
#include "ui/inspector/inspector_words.h"
#include "ui/widgets/exports.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/value_label.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace glowworm {
namespace {

constexpr qreal kReach = 9; // logical pixels around a light that are taken for it

} // namespace

LightMap::LightMap(QWidget* parent)
    : NeuronPicture(Twin::Sparse, parent)
{
    setObjectName(QStringLiteral("lightMap"));
    setAccessibleName(tr("Lit neurons and probabilities"));
    setWhatsThis(tr(
        "Each column is a group of neurons, and its router lets exactly one work. A curve from it "
        "to a lamp is its vote, as strong as what it adds to that digit's score: a p (W v), value "
        "times gate times the head's weights along its output row, less the mean of that over the "
        "ten, as what all ten get alike decides nothing. The scores are the sums of these and a "
        "constant; their softmax are the probabilities beside the lamps. A hollow cell was chosen, "
        "but is not above zero; a dashed curve takes from a score. Of a cell that was not chosen, "
        "dotted curves lead to the digits that each unit of its value would make likelier. A "
        "column with a lock has chosen one and the same neuron on every picture of the test set: "
        "it has no halo, as its choice says nothing about the drawing, though its vote counts. "
        "Click a cell, a column's name or a lamp to ask what it is; the right button says what can "
        "be done to a neuron."));
    addKeys();
}

void LightMap::setGrid(const std::optional<NeuronGrid>& grid)
{
    m_constant.clear();
    m_report.reset();
    NeuronPicture::setGrid(grid);
    setAnswers(nullptr, nullptr);
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

void LightMap::setTwinSource(qreal top, qreal bottom)
{
    m_twinTop = top;
    m_twinBottom = bottom;
    renew();
}

void LightMap::setConstant(std::vector<bool> constant)
{
    if (constant == m_constant)
        return;
    m_constant = std::move(constant);
    renew();
}

void LightMap::setReport(const NeuronReport& report)
{
    m_report = report;
    update();
}

bool LightMap::isConstant(int group) const
{
    const auto at = static_cast<std::size_t>(group);
    return at < m_constant.size() && m_constant[at] && !isOperated(group);
}

bool LightMap::isAnswer(int digit) const
{
    return digit == winner(Twin::Sparse) || digit == winner(Twin::Dense);
}

void LightMap::setAnswers(const DigitAnswer* sparse, const DigitAnswer* dense)
{
    m_probabilities = {};
    for (const DigitAnswer* answer : {sparse, dense})
        if (answer)
            m_probabilities[static_cast<std::size_t>(answer->twin)] = answer->probabilities;
    const LayerFiring* layer = sparse && grid() && !sparse->firing.layers.empty()
        ? &sparse->firing.layers.front()
        : nullptr;
    m_fired.clear();
    m_added.clear();
    if (m_report)
        m_report->moment.reset(); // which is of the drawing before
    if (layer) {
        m_fired.assign(layer->neurons.begin(), layer->neurons.end());
        m_added = sparse->contributions;
    }
    m_twinLit = dense && !dense->firing.layers.empty() ? static_cast<int>(std::ranges::count_if(
                    dense->firing.layers.front().values, [](float value) { return value > 0; }))
                                                       : 0;
    m_most = m_added.empty() ? 0 : std::max(0.0F, std::ranges::max(m_added));
    setFiring(layer);
    if (m_most > 0) // the strongest vote
        placeCursor(firedOf(
            static_cast<int>(std::ranges::max_element(m_added) - m_added.begin()) / kDigitClasses));
}

int LightMap::firedOf(int group) const
{
    const auto at = static_cast<std::size_t>(group);
    return at < m_fired.size() ? m_fired[at] : -1;
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
    const auto& ten = m_probabilities[slotOf(twin)];
    return ten.empty() ? -1 : ten[static_cast<std::size_t>(digit)];
}

int LightMap::winner(Twin twin) const
{
    const auto& ten = m_probabilities[slotOf(twin)];
    return ten.empty() ? -1 : static_cast<int>(std::ranges::max_element(ten) - ten.begin());
}

// -------------------------------------------------------------------------------------------------
// words

QString LightMap::digitWords(int digit) const
{
    const QString name = className(m_names, digit);
    const auto sparse = static_cast<double>(probability(Twin::Sparse, digit)),
               dense = static_cast<double>(probability(Twin::Dense, digit));
    if (sparse < 0 && dense < 0)
        return tr("%1: no answer yet").arg(name);
    if (dense < 0)
        return tr("%1: sparse %2").arg(name, percentText(sparse));
    if (sparse < 0)
        return tr("%1: dense %2").arg(name, percentText(dense));
    return tr("%1: sparse %2, dense %3").arg(name, percentText(sparse), percentText(dense));
}

QString LightMap::wordsOf(const DigitPick& pick) const
{
    if (pick.kind == DigitPick::Kind::Digit)
        return digitWords(pick.index);
    if (!grid())
        return {};
    const int size = grid()->groupSize;
    if (pick.kind == DigitPick::Kind::Column)
        return (isConstant(pick.index)
                ? tr("Column %1: of its %2 neurons it has always chosen the same one")
                : tr("Column %1: one of its %2 neurons is chosen"))
            .arg(pick.index)
            .arg(size);
    const QString words = stateWords(pick.index);
    const int group = pick.index / size;
    if (firedOf(group) != pick.index)
        return words;
    std::array<int, kDigitClasses> order{};
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(
        order, std::greater(), [&](int digit) { return std::abs(added(group, digit)); });
    if (added(group, order[0]) == 0)
        return tr("%1; adds nothing").arg(words);
    const auto vote = [&](std::size_t i) { return signedText(added(group, order[i])); };
    const auto to = [&](std::size_t i) { return className(m_names, order[i]); };
    return tr("%1; adds %2 to %3, %4 to %5, %6 to %7")
        .arg(words, vote(0), to(0), vote(1), to(1), vote(2), to(2));
}

QString LightMap::stateWords(int neuron) const
{
    const QString address = addressOf(neuron);
    const int fired = firedOf(neuron / grid()->groupSize);
    return withMarks(neuron,
        fired < 0 ? tr("%1: not chosen").arg(address)
            : fired == neuron
            ? tr("%1: chosen, %2").arg(address, numberText(static_cast<double>(value(neuron))))
            : tr("%1: not chosen, %2").arg(address, wonWords(neuron)));
}

QString LightMap::shownWords(const DigitPick& pick) const
{
    if (const auto lost = lostNeuron(); lost && !wouldHelp(*lost).empty())
        return tr("%1. Dotted: what it would make likelier.").arg(wordsOf(pick));
    if (votesOf(pick).empty())
        return wordsOf(pick);
    const QString lines = tr("Solid: votes for, dashed: against.");
    if (pick.kind == DigitPick::Kind::Digit)
        return tr("%1. %2").arg(wordsOf(pick), lines);
    const QString frames = winner(Twin::Sparse) == winner(Twin::Dense) ? tr("Framed: the answer.")
                                                                       : tr("Framed: the answers.");
    return tr("%1. %2 %3")
        .arg(pick.kind == DigitPick::Kind::Neuron ? stateWords(pick.index) : wordsOf(pick), lines,
            frames);
}

QString LightMap::restWords() const
{
    if (const QString legend = comparisonLegend(); !legend.isEmpty())
        return legend;
    if (!grid())
        return {};
    const QString words
        = tr("%1 columns, each picks 1 of %2.").arg(grid()->groups).arg(grid()->groupSize);
    return isOnPage(*this) ? words : tr("%1 Click a cell.").arg(words);
}

QString LightMap::pictureWords() const
{
    if (!grid())
        return missingWords();
    QStringList lit;
    for (const int neuron : m_fired)
        lit << addressOf(neuron);
    const int columns = grid()->groups;
    return lit.isEmpty()
        ? tr("%n columns of neurons, in each of which one is chosen; nothing was drawn yet",
            nullptr, columns)
        : tr("%n columns of neurons, in each of which one is chosen: %1", nullptr, columns)
              .arg(lit.join(QStringLiteral(", ")));
}

// -------------------------------------------------------------------------------------------------
// pointer and keys

std::optional<DigitPick> LightMap::pickAt(QPointF position) const
{
    using Kind = DigitPick::Kind;
    const qreal row = (m_bottom - m_top) / kDigitClasses;
    if (position.x() > m_lampX - row / 2 && position.y() >= m_top && position.y() < m_bottom)
        return DigitPick{Kind::Digit, Twin::Sparse,
            std::clamp(static_cast<int>((position.y() - m_top) / row), 0, kDigitClasses - 1)};
    if (!grid() || position.x() < m_columnsLeft
        || position.x() >= m_columnsLeft + m_pitch * grid()->groups || position.y() > m_bottom)
        return {};
    const int size = grid()->groupSize;
    const int group = std::clamp(
        static_cast<int>((position.x() - m_columnsLeft) / m_pitch), 0, grid()->groups - 1);
    if (position.y() < m_top)
        return DigitPick{Kind::Column, Twin::Sparse, group};
    if (const int fired = firedOf(group);
        fired >= 0 && std::abs(cellRect(fired).center().y() - position.y()) <= kReach)
        return DigitPick{Kind::Neuron, Twin::Sparse, fired};
    const int place = static_cast<int>((position.y() - m_top) * size / (m_bottom - m_top));
    return DigitPick{Kind::Neuron, Twin::Sparse, group * size + std::clamp(place, 0, size - 1)};
}

/// From column to column it lands on the light; past the last one come the lamps.
void LightMap::step(int along, int across)
{
    using Kind = DigitPick::Kind;
    const int size = grid() ? grid()->groupSize : 1, groups = grid() ? grid()->groups : 0;
    DigitPick to = cursor();
    const bool onLamp = to.kind == Kind::Digit || groups == 0;
    const int group = onLamp ? groups : to.kind == Kind::Column ? to.index : to.index / size;
    if (along != 0) {
        if (const int next = std::clamp(group + along, 0, groups); next < groups)
            to = {Kind::Neuron, Twin::Sparse, std::max(firedOf(next), next * size)};
        else if (!onLamp)
            to = {Kind::Digit, Twin::Sparse, 0};
    } else if (onLamp) {
        const int digit = to.kind == Kind::Digit ? to.index : 0;
        to = {Kind::Digit, Twin::Sparse, std::clamp(digit + across, 0, kDigitClasses - 1)};
    } else {
        const int place = to.kind == Kind::Column ? 0 : to.index % size;
        to = {Kind::Neuron, Twin::Sparse, group * size + std::clamp(place + across, 0, size - 1)};
    }
    moveCursor(to);
}

void LightMap::addKeys()
{
    auto* keys = new FocusKeys(this, tr("In the columns of light"));
    keys->add({Qt::Key_Left}, tr("the light of the column before"), [this] { step(-1, 0); });
    keys->add({Qt::Key_Right}, tr("the light of the next column, then the lamps"),
        [this] { step(1, 0); });
    keys->add({Qt::Key_Up}, tr("the neuron or lamp above"), [this] { step(0, -1); });
    keys->add({Qt::Key_Down}, tr("the neuron or lamp below"), [this] { step(0, 1); });
    addPickKeys(*keys);
}

} // namespace glowworm
