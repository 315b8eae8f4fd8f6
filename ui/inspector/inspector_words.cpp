// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_words.h"

#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <cstdlib>

namespace glowworm {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("glowworm::Inspector", text); }

QString outputName(Task task, const OutputEffect& output)
{
    return task == Task::Text ? visibleCharacter(output.character) : QString::number(output.output);
}

QString signedText(double value)
{
    return (value < 0 ? QStringLiteral("\u2212") : QStringLiteral("+"))
        + numberText(std::abs(value), 2);
}

QString shareText(double share) { return percentText(share, share < 0.1 ? 1 : 0); }

} // namespace

QString shortName(const NeuronGrid& grid, int neuron)
{
    return QStringLiteral("N%1").arg(neuron % grid.groupSize, 2, 10, QLatin1Char('0'));
}

QString placeWords(const NeuronGrid& grid, NeuronAddress neuron)
{
    return tr("layer %1, column %2, neuron %3 of %4")
        .arg(neuron.layer)
        .arg(neuron.neuron / grid.groupSize)
        .arg(neuron.neuron % grid.groupSize)
        .arg(grid.groupSize);
}

QString stateWords(const NeuronMoment& moment)
{
    switch (moment.state) {
    case NeuronMoment::State::Bright:
        return tr("lit now, value %1").arg(numberText(static_cast<double>(moment.value)));
    case NeuronMoment::State::Zero:
        return tr("chosen now, and zero after the ReLU");
    case NeuronMoment::State::Negative:
        return tr("chosen now, value %1").arg(signedText(static_cast<double>(moment.value)));
    case NeuronMoment::State::Dark:
        break;
    }
    if (!moment.hasRouter)
        return tr("dark now");
    return moment.lacking ? tr("dark now: would have needed %1 more")
                                .arg(numberText(static_cast<double>(*moment.lacking), 2))
                          : tr("dark now");
}

QString shareWords(const NeuronGrid& grid, const NeuronMoment& moment)
{
    if (!moment.hasRouter)
        return {};
    if (moment.rival < 0)
        return tr("no other of its column may fire");
    const QString rival = shortName(grid, moment.rival),
                  rivalShare = shareText(static_cast<double>(moment.rivalProbability));
    const bool won = moment.state != NeuronMoment::State::Dark;
    const QString said = won && moment.probability
        ? tr("chosen with %1, rival %2: %3")
              .arg(shareText(static_cast<double>(*moment.probability)), rival, rivalShare)
        : moment.probability
        ? tr("its share %1; chosen was %2: %3")
              .arg(shareText(static_cast<double>(*moment.probability)), rival, rivalShare)
        : tr("chosen was %1 with %2").arg(rival, rivalShare);
    return moment.isTossUp ? tr("%1 (toss-up)").arg(said) : said;
}

QString rateWords(Task task, bool isSparse, double rate)
{
    const QString share = percentText(rate, rate < 0.1 ? 2 : 1);
    if (task == Task::Text)
        return isSparse ? tr("lit for %1 of characters").arg(share)
                        : tr("above zero for %1 of characters").arg(share);
    return isSparse ? tr("lit for %1 of pictures").arg(share)
                    : tr("above zero for %1 of pictures").arg(share);
}

QString corpusWords(const std::string& corpus, std::int64_t seen, std::int64_t total)
{
    const QString name = words(corpus);
    if (seen >= total)
        return name;
    return tr("the first %1 of %2 read, spread over %3")
        .arg(countText(seen), countText(total), name);
}

QString outputsWords(Task task, const std::vector<OutputEffect>& outputs)
{
    QStringList names;
    for (const OutputEffect& output : outputs)
        names << outputName(task, output);
    return names.join(QStringLiteral("  "));
}

QString effectDetail(Task task, const std::vector<OutputEffect>& outputs)
{
    QStringList lines;
    for (const OutputEffect& output : outputs)
        lines << tr("%1: %2 logits for each unit")
                     .arg(outputName(task, output), signedText(static_cast<double>(output.effect)));
    return lines.join(QLatin1Char('\n'));
}

QString effectFormula(Task task)
{
    return task == Task::Text
        ? tr("What the neuron adds to the logits by itself, on the straight way to the head: "
             "W_head (g * (v - mean of v)), v its output row and g the weight of the last norm. "
             "Later layers may change it. For a character whose stream has deviation s before "
             "that norm, a neuron of value a and gate p adds a p / s times this.")
        : tr("What the neuron adds to the ten scores: W_head v, v its output row. A neuron of "
             "value a and gate p adds a p times this, exactly: no layer comes after it.");
}

QString lossWords(Task task, const LossChange& change)
{
    const QString gap = change.deviation
        ? tr("%1 \u00b1 %2").arg(gapText(change.change), lossText(*change.deviation))
        : gapText(change.change);
    return task == Task::Text ? tr("loss %1 nats per character").arg(gap)
                              : tr("loss %1 nats per picture").arg(gap);
}

} // namespace glowworm
