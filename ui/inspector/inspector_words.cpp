// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_words.h"

#include "ui/widgets/probability_bars.h"
#include "ui/widgets/tr.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QLocale>
#include <QStringList>

#include <cstdlib>

namespace glowworm {
namespace {

QString outputName(Task task, const OutputEffect& output)
{
    return task == Task::Text ? visibleCharacter(output.character) : QString::number(output.output);
}

} // namespace

QString signedText(double value)
{
    return (value < 0 ? QStringLiteral("\u2212") : QStringLiteral("+"))
        + numberText(std::abs(value), 2);
}

QString surpriseText(float nats)
{
    constexpr double kLeast = 0.001; // less is as good as none
    const auto value = static_cast<double>(nats);
    return value < kLeast ? QStringLiteral("< %1").arg(numberText(kLeast, 1)) : numberText(value);
}

QString temperatureWords(const SampleConfig& sampling)
{
    return sampling.temperature > 0
        ? tr("at temperature %1").arg(QLocale().toString(sampling.temperature))
        : tr("of which the likeliest is taken");
}

QString shortName(const NeuronGrid& grid, int neuron)
{
    return QStringLiteral("N%1").arg(neuron % grid.groupSize, 2, 10, QLatin1Char('0'));
}

QString placeWords(const NeuronGrid& grid, NeuronAddress neuron)
{
    const QString column = QString::number(neuron.neuron / grid.groupSize),
                  place = QString::number(neuron.neuron % grid.groupSize),
                  all = QString::number(grid.groupSize);
    return grid.layers > 1 ? tr("layer %1, column %2, neuron %3 of %4")
                                 .arg(QString::number(neuron.layer), column, place, all)
                           : tr("column %1, neuron %2 of %3").arg(column, place, all);
}

QString stateWords(const NeuronGrid& grid, Twin twin, const NeuronMoment& moment)
{
    switch (moment.state) {
    case NeuronMoment::State::Bright:
        return (twin == Twin::Sparse ? tr("chosen now, value %1") : tr("above zero now: %1"))
            .arg(numberText(static_cast<double>(moment.value)));
    case NeuronMoment::State::Zero:
        return tr("chosen now, and zero after the ReLU");
    case NeuronMoment::State::Negative:
        return tr("chosen now, value %1").arg(numberText(static_cast<double>(moment.value)));
    case NeuronMoment::State::Dark:
        break;
    }
    if (twin == Twin::Dense)
        return tr("not above zero");
    if (moment.rival < 0)
        return tr("not chosen");
    return tr("not chosen: %1 won").arg(shortName(grid, moment.rival));
}

QString shareWords(const NeuronMoment& moment)
{
    if (!moment.hasRouter)
        return {};
    if (moment.rival < 0)
        return tr("no other of its column may fire");
    if (moment.state == NeuronMoment::State::Dark) {
        if (!moment.lacking) // known when the text has been read again
            return moment.isTossUp ? tr("the column was a toss-up") : QString();
        return (moment.isTossUp // of two others, or with this one
                ? tr("needed %1 logits more; the column was a toss-up")
                : tr("needed %1 logits more"))
            .arg(numberText(static_cast<double>(*moment.lacking), 2));
    }
    const auto margin = static_cast<double>(*moment.margin());
    if (margin >= kNearlyAll)
        return tr("no other came near");
    return (moment.isTossUp ? tr("%1 points ahead: toss-up") : tr("%1 points ahead"))
        .arg(numberText(100 * margin, 2));
}

QString rateWords(bool isSparse, const NeuronBiography& life)
{
    if (life.complete() && life.fired == 0)
        return isSparse ? tr("never chosen") : tr("never above zero");
    const double rate = life.rate();
    return (isSparse ? tr("chosen for %1 of it") : tr("above zero for %1 of it"))
        .arg(percentText(rate, rate < 0.1 ? 2 : 1));
}

QString unlitWords(Task task, bool neverChosen, std::int64_t seen)
{
    const auto count = static_cast<int>(seen);
    if (task == Task::Text)
        return neverChosen ? tr("Never chosen in %Ln characters.", nullptr, count)
                           : tr("Never above zero in %Ln characters.", nullptr, count);
    return neverChosen ? tr("Never chosen in %Ln test pictures.", nullptr, count)
                       : tr("Never above zero in %Ln test pictures.", nullptr, count);
}

QString usageWords(int used, int groupSize)
{
    if (used == groupSize)
        return tr("all %n of this column are used", nullptr, used);
    return (used == 1 ? tr("1 of %1 neurons of this column is used")
                      : tr("%n of %1 of this column are used", nullptr, used))
        .arg(groupSize);
}

QString constancyWords(const NeuronGrid& grid, int neuron, std::int64_t fired, std::int64_t seen)
{
    if (static_cast<double>(fired) < kNearlyAll * static_cast<double>(seen))
        return {};
    return (fired == seen ? tr("Its column always picks %1, whatever it is shown.")
                          : tr("Its column picks %1 for nearly all that it is shown."))
        .arg(shortName(grid, neuron));
}

QString corpusName(const CorpusName& corpus)
{
    const QString name = words(corpus.data);
    if (!corpus.part)
        return name;
    return (*corpus.part == TextPart::Whole ? tr("all of %1") : tr("the last tenth of %1"))
        .arg(name);
}

QString withoutCorpusWords(Task task)
{
    return task == Task::Text
        ? tr("No text is open: neurons are counted over the last tenth of one (File > Open text).")
        : tr("No test pictures are open: neurons are counted over them.");
}

QString corpusWords(const CorpusName& corpus, std::int64_t seen, std::int64_t total)
{
    const QString name = corpusName(corpus);
    if (seen >= total)
        return name;
    return tr("so far %1 of %2 read, spread over %3").arg(countText(seen), countText(total), name);
}

QString outputsWords(Task task, const std::vector<OutputEffect>& outputs)
{
    QStringList names;
    for (const OutputEffect& output : outputs)
        names << outputName(task, output);
    return names.join(QLatin1Char(' '));
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
        ? tr("What the neuron adds to the logits by itself, on the straight way to the head, over "
             "what it adds to all of them: e - mean of e, e = W_head (g * (v - mean of v)), v its "
             "output row and g the weight of the last norm. Later layers may change it. For a "
             "character whose stream has deviation s before that norm, a neuron of value a and "
             "gate p adds a p / s times this.")
        : tr("What the neuron adds to the ten scores, over what it adds to all of them: e - mean "
             "of e, e = W_head v, v its output row. A neuron of value a and gate p adds a p times "
             "this, exactly: no layer comes after it.");
}

QString lossWords(const LossChange& change)
{
    const QString gap = change.halfWidth
        ? tr("%1 \u00b1 %2").arg(gapText(change.change), lossText(*change.halfWidth))
        : gapText(change.change);
    return tr("loss %1 nats").arg(gap);
}

} // namespace glowworm
