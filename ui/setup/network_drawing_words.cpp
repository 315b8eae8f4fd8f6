// SPDX-License-Identifier: GPL-3.0-or-later
// What NetworkDrawing says.
#include "model/config/neuron.h"
#include "ui/setup/network_drawing.h"
#include "ui/widgets/value_label.h"

#include <algorithm>

namespace glowworm {

using Kind = NetworkPart::Kind;

/// Behind the number of those that fire, which stands large.
QString NetworkDrawing::firedWords() const
{
    const QString all
        = countText(static_cast<std::int64_t>(gridOf(m_model).layers) * m_model.neurons);
    const bool text = m_model.task == Task::Text;
    if (m_model.isSparse())
        return text ? tr("of %1 FF neurons fire for each character").arg(all)
                    : tr("of %1 FF neurons fire for each picture").arg(all);
    return text ? tr("of %1 FF neurons are computed for each character").arg(all)
                : tr("of %1 FF neurons are computed for each picture").arg(all);
}

/// With the symbols that the fields have.
QString NetworkDrawing::shapeWords() const
{
    const ModelConfig& m = m_model;
    QStringList words{tr("width D %L1").arg(m.dModel)};
    if (m.task == Task::Text)
        words << tr("layers L %L1").arg(m.layers) << tr("heads H %L1").arg(m.heads)
              << tr("context T %L1 characters").arg(m.context);
    if (m.isSparse())
        words << tr("FF neurons F %L1 = %L2 × %L3").arg(m.neurons).arg(m.groups).arg(m.groupSize())
              << tr("router rank R %L1").arg(m.routerRank);
    else
        words << tr("FF neurons F %L1").arg(m.neurons);
    return words.join(QStringLiteral("  \u00b7  "));
}

QString NetworkDrawing::scaleWords() const
{
    QStringList words{tr("Height: how many numbers lie side by side.")};
    const auto part = std::ranges::find(m_parts, Kind::FeedForward, &NetworkPart::kind);
    if (!m_model.isSparse())
        words << tr("A dense layer computes every neuron: it is all light.");
    else if (part != m_parts.end()) {
        const int bundle = groupsInColumn(*part);
        words << (bundle == 1
                ? tr("A column is a group, its light the one neuron of it that fires, 1/%L1 of it; "
                     "the places are an example.")
                      .arg(m_model.groupSize())
                : tr("A column stands for %L2 groups, its light for what fires of them, 1/%L1; the "
                     "places are an example.")
                      .arg(m_model.groupSize())
                      .arg(bundle));
    }
    return words.join(QLatin1Char(' '));
}

QString NetworkDrawing::wordsOf(const NetworkPart& part) const
{
    const ModelConfig& m = rowOf(part.twin).model;
    const bool text = m.task == Task::Text;
    const auto ofTwin = [&](const QString& words) {
        return m_withTwin && part.twin == Twin::Dense ? tr("Dense twin. %1").arg(words) : words;
    };
    const auto ofLayer = [&](const QString& words) {
        return ofTwin(text ? tr("Layer %L1, %2").arg(part.layer).arg(words) : words);
    };
    switch (part.kind) {
    case Kind::Input:
        return ofTwin(text
                ? tr("Embedding: each of %L1 characters has a row of D = %L2 numbers, and so "
                     "has each of T = %L3 places.")
                      .arg(m.vocabSize)
                      .arg(m.dModel)
                      .arg(m.context)
                : tr("Input map: from %L1 pixels to D = %L2 numbers.")
                      .arg(kDigitPixels)
                      .arg(m.dModel));
    case Kind::Attention:
        return ofLayer(tr("attention: looks back on up to T = %L1 characters; heads H = %L2, each "
                          "%L3 wide. It is computed whole, also in a sparse model.")
                           .arg(m.context)
                           .arg(m.heads)
                           .arg(m.dModel / m.heads));
    case Kind::Router:
        return ofLayer(tr("router: from D = %L1 numbers by way of R = %L2 to a score for each of "
                          "F = %L3 neurons; the highest of each group fires.")
                           .arg(m.dModel)
                           .arg(m.routerRank)
                           .arg(m.neurons));
    case Kind::FeedForward:
        return m.isSparse() ? ofLayer(tr("feed-forward: F = %L1 neurons, G = %L2 groups of N = "
                                         "%L3. One of each group fires: %4 of the layer.")
                                          .arg(m.neurons)
                                          .arg(m.groups)
                                          .arg(m.groupSize())
                                          .arg(percentText(m.density())))
                            : ofLayer(tr("feed-forward: all F = %L1 neurons are computed, nothing "
                                         "is chosen.")
                                          .arg(m.neurons));
    case Kind::Head:
        return ofTwin(text ? tr("Head: from D = %L1 numbers to a score for each of %L2 characters.")
                                 .arg(m.dModel)
                                 .arg(m.vocabSize)
                           : tr("Head: from D = %L1 numbers to a score for each of %L2 digits.")
                                 .arg(m.dModel)
                                 .arg(kDigitClasses));
    case Kind::LeftOut:
        return ofTwin(tr("Layers %L1 to %L2 are like these.")
                          .arg(part.layer)
                          .arg(part.layer + part.count - 1));
    }
    return {};
}

QString NetworkDrawing::pictureWords() const
{
    const std::int64_t fired = static_cast<std::int64_t>(gridOf(m_model).layers) * m_model.fired();
    QStringList words{countText(fired) + QLatin1Char(' ') + firedWords() + QLatin1Char('.'),
        shapeWords() + QLatin1Char('.')};
    if (m_withTwin)
        words << tr("Below it the dense twin, which computes all of them.");
    if (m_outdated)
        words << outdatedWords();
    words << scaleWords();
    return words.join(QLatin1Char(' '));
}

QString NetworkDrawing::outdatedWords()
{
    return tr("Still the network from before: a field waits for another value.");
}

QString NetworkDrawing::cursorWords() const
{
    return m_parts.empty() ? QString() : wordsOf(m_parts[static_cast<std::size_t>(m_cursor)]);
}

} // namespace glowworm
