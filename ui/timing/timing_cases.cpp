// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_cases.h"

#include "ui/timing/timing_plot.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>

namespace glowworm {

namespace {

struct CaseWords {
    Q_DECLARE_TR_FUNCTIONS(glowworm::TimingCases)
};

struct Implementation {
    std::string_view name;
    const char *words, *help;
};
constexpr std::array kImplementations = {
    Implementation{"sparse", QT_TRANSLATE_NOOP("glowworm::TimingCases", "sparse, Glowworm"),
        QT_TRANSLATE_NOOP("glowworm::TimingCases",
            "Our engine: the router chooses, then only the fired neurons' rows are read and "
            "multiplied.")},
    Implementation{"dense", QT_TRANSLATE_NOOP("glowworm::TimingCases", "dense, Glowworm"),
        QT_TRANSLATE_NOOP("glowworm::TimingCases",
            "Our engine, same kernels and threads: every neuron is computed.")},
    Implementation{"dense-skip", QT_TRANSLATE_NOOP("glowworm::TimingCases", "dense, zeros skipped"),
        QT_TRANSLATE_NOOP("glowworm::TimingCases",
            "Our dense engine, but weight rows of neurons that are 0 after the ReLU are not "
            "read.")},
    Implementation{"masked-dense",
        QT_TRANSLATE_NOOP("glowworm::TimingCases", "sparse, masked dense"),
        QT_TRANSLATE_NOOP("glowworm::TimingCases",
            "The sparse layer computed the naive way: all neurons, then the losers set to 0.")},
    Implementation{"iso-dense", QT_TRANSLATE_NOOP("glowworm::TimingCases", "dense of equal work"),
        QT_TRANSLATE_NOOP("glowworm::TimingCases",
            "A dense layer made as narrow as the sparse one's bytes: the same work, without a "
            "router.")},
    Implementation{"libtorch-uncached",
        QT_TRANSLATE_NOOP("glowworm::TimingCases", "dense, LibTorch, no cache"),
        QT_TRANSLATE_NOOP("glowworm::TimingCases",
            "LibTorch runs the dense model over the whole context again for each token, as the "
            "study did.")},
    Implementation{"libtorch-dense", QT_TRANSLATE_NOOP("glowworm::TimingCases", "dense, LibTorch"),
        QT_TRANSLATE_NOOP("glowworm::TimingCases",
            "LibTorch's own operators on the same weights and inputs, every neuron computed.")},
    Implementation{"libtorch-sparse",
        QT_TRANSLATE_NOOP("glowworm::TimingCases", "sparse by gather, LibTorch"),
        QT_TRANSLATE_NOOP("glowworm::TimingCases",
            "LibTorch's own operators in the study's way: the fired neurons' rows are gathered by "
            "index, then multiplied.")}};

/// The first of the list with this value; null = none.
template <class List, class Value, class Projection>
auto* firstOf(List& list, const Value& value, Projection projection)
{
    const auto found = std::ranges::find(list, value, projection);
    return found == list.end() ? nullptr : &*found;
}

const Implementation* known(const std::string& impl)
{
    return firstOf(kImplementations, std::string_view(impl), &Implementation::name);
}

} // namespace

const BenchRow* TimedCase::row(const std::string& impl) const
{
    return firstOf(rows, impl, &BenchRow::impl);
}

const BenchRatio* TimedCase::over(const std::string& impl) const
{
    return firstOf(ratios, impl + "/sparse", &BenchRatio::over);
}

int TimedCase::rounds() const
{
    return rows.empty() ? 0 : std::ranges::min_element(rows, {}, &BenchRow::roundsDone)->roundsDone;
}

/// Dense rows of whole tokens carry the dense model's density, 1, so there the tokens alone name
/// the case.
std::vector<TimedCase> casesOf(const BenchResult& result)
{
    std::vector<TimedCase> cases;
    const bool shaped = isShaped(result.config.workload);
    const auto keyOf
        = [&](const auto& one) { return std::pair(one.tokens, shaped ? one.density : 0); };
    for (const BenchRow& row : result.rows) {
        if (row.reference)
            continue;
        TimedCase* one = firstOf(cases, keyOf(row), keyOf);
        if (!one)
            one = &cases.emplace_back(TimedCase{row.density, row.tokens, {}, {}});
        if (row.impl == "sparse")
            one->density = row.density;
        one->rows.push_back(row);
    }
    for (const BenchRatio& ratio : result.ratios)
        if (TimedCase* one = firstOf(cases, keyOf(ratio), keyOf))
            one->ratios.push_back(ratio);
    return cases;
}

const TimedCase* findCase(const std::vector<TimedCase>& cases, double density, int tokens)
{
    return firstOf(cases, std::pair(density, tokens),
        [](const TimedCase& one) { return std::pair(one.density, one.tokens); });
}

BenchConfig configOfCase(BenchConfig config, const TimedCase& one)
{
    if (isShaped(config.workload))
        config.groups = {static_cast<int>(std::lround(one.density * config.neurons))};
    config.tokens = {one.tokens};
    return config;
}

QString callUnits(Workload workload)
{
    return workload == Workload::Digits ? CaseWords::tr("pictures") : CaseWords::tr("tokens");
}

QString workloadWords(Workload workload)
{
    switch (workload) {
    case Workload::FeedForward:
        return CaseWords::tr("one FF layer");
    case Workload::Layer:
        return CaseWords::tr("whole layer");
    case Workload::Token:
        return CaseWords::tr("whole token");
    case Workload::Prompt:
        return CaseWords::tr("prompt");
    case Workload::Batch:
        return CaseWords::tr("several texts at once");
    case Workload::Digits:
        return CaseWords::tr("pictures of digits");
    }
    return {};
}

QString shapeWords(const BenchConfig& config)
{
    const QString shape = CaseWords::tr("%1 \u00d7 %2, %3, rank %4")
                              .arg(countText(config.dModel), countText(config.neurons),
                                  words(nameOf(config.routing)), countText(config.routerRank));
    return config.workload == Workload::Layer
        ? CaseWords::tr("%1, %2 heads, %3 tokens in the cache")
              .arg(shape, countText(config.heads), countText(config.context))
        : shape;
}

QString caseWords(const TimedCase& one, const BenchConfig& config)
{
    const QString fires = CaseWords::tr("%1 fires").arg(densityText(one.density));
    switch (config.workload) {
    case Workload::Layer:
        return CaseWords::tr("whole layer, %1").arg(fires);
    case Workload::Token:
        return CaseWords::tr("whole token, %1").arg(fires);
    case Workload::Prompt:
        return CaseWords::tr("prompt of %1 tokens, %2").arg(countText(one.tokens), fires);
    case Workload::Batch:
        return CaseWords::tr("a token of each of %1 texts, %2").arg(countText(one.tokens), fires);
    case Workload::Digits:
        return one.tokens == 1 ? CaseWords::tr("1 picture, %1").arg(fires)
                               : CaseWords::tr("%1 pictures, %2").arg(countText(one.tokens), fires);
    case Workload::FeedForward:
        break;
    }
    return one.tokens == 1
        ? CaseWords::tr("%1, 1 token a call").arg(fires)
        : CaseWords::tr("%1, %2 tokens a call").arg(fires, countText(one.tokens));
}

QString headingWords(const TimedCase& one, const BenchConfig& config, const QString& models)
{
    const QString what = caseWords(one, config);
    const QString whole = what.left(1).toUpper() + what.mid(1);
    if (config.workload == Workload::FeedForward)
        return CaseWords::tr("One FF layer, %1: %2").arg(what, shapeWords(config));
    if (isShaped(config.workload))
        return CaseWords::tr("%1: %2").arg(whole, shapeWords(config));
    return CaseWords::tr("%1: %2").arg(
        whole, models.isEmpty() ? CaseWords::tr("random weights of the study's size") : models);
}

QString briefHeadingWords(const TimedCase& one, const BenchConfig& config)
{
    const QString what = caseWords(one, config), whole = what.left(1).toUpper() + what.mid(1);
    return isShaped(config.workload)
        ? CaseWords::tr("%1: %2 \u00d7 %3")
              .arg(whole, countText(config.dModel), countText(config.neurons))
        : whole;
}

QString conditionWords(const BenchConfig& config, const BenchResult& result)
{
    QStringList words;
    if (config.workload == Workload::Token || config.workload == Workload::Batch)
        words += CaseWords::tr("%1 tokens in the cache").arg(countText(config.context));
    words += config.threads == 1 ? CaseWords::tr("1 thread")
                                 : CaseWords::tr("%1 threads").arg(countText(config.threads));
    words += CaseWords::tr("fp32");
    words += CaseWords::tr("%1 rounds").arg(countText(config.repeats));
    static const MachineInfo here = machineInfo(); // reads files of the system
    const MachineInfo& machine = result.rows.empty() ? here : result.machine;
    words += shownName(machine.cpu);
    words += shownName(machine.simd);
    words.removeAll(QString());
    return words.join(QStringLiteral(" \u00b7 "));
}

double wholeSeconds(double seconds)
{
    return seconds < 10 ? std::ceil(seconds)
        : seconds < 100 ? 5 * std::ceil(seconds / 5)
                        : 30 * std::ceil(seconds / 30);
}

QString implementationWords(const std::string& impl)
{
    for (const char* format : {"bf16", "int8"}) {
        const std::string ending = std::string("-") + format;
        if (impl.ends_with(ending))
            return CaseWords::tr("%1, %2").arg(
                implementationWords(impl.substr(0, impl.size() - ending.size())),
                QLatin1String(format));
    }
    const Implementation* one = known(impl);
    return one ? CaseWords::tr(one->words) : shownName(impl);
}

QString implementationHelp(const std::string& impl)
{
    const Implementation* one = known(impl);
    return one ? CaseWords::tr(one->help) : QString();
}

QString medianText(const BenchRow* row)
{
    return row && row->roundsDone > 0 ? durationText(row->microseconds.median * 1e-6)
                                      : missingText();
}

QString onScreen(const std::string& sentence)
{
    static const QRegularExpression kTimes(QStringLiteral("(?<=[0-9])x\\b"));
    return sentenceWords(sentence).replace(kTimes, QStringLiteral("\u00d7"));
}

QString ratioWords(const BenchRatio& ratio)
{
    return ratio.doubt == Doubt::None
        ? intervalText(ratio.ratio)
        : CaseWords::tr("not believable, %1").arg(intervalText(ratio.ratio));
}

QString doubtWords(const BenchRatio& ratio)
{
    QStringList sentences;
    for (const std::string& sentence : doubtSentences(ratio))
        sentences += onScreen(sentence);
    return sentences.join(QLatin1Char(' '));
}

QString howMeasured(const TimedCase& one, const std::string& impl, const BenchConfig& config,
    const QString& command)
{
    QStringList lines{caseWords(one, config)};
    if (const BenchRatio* ratio = one.over(impl)) {
        lines += onScreen(ratio->verdict);
        if (ratio->doubt != Doubt::None)
            lines += doubtWords(*ratio);
        lines
            += CaseWords::tr("measured: %1 %2, sparse %3: medians of %4 rounds, both in each round "
                             "in shuffled order")
                   .arg(implementationWords(impl), medianText(one.row(impl)),
                       medianText(one.row("sparse")), countText(one.rounds()));
        lines += CaseWords::tr("interval: 95 %, 2,000 resamples over paired rounds; %1 at least a "
                               "variant and round, fresh inputs, threads: %2")
                     .arg(durationText(config.blockSeconds), countText(config.threads));
    } else
        lines += one.rows.empty() ? CaseWords::tr("not measured")
                                  : CaseWords::tr("%1 of %2 rounds: a ratio is shown after five")
                                        .arg(one.rounds())
                                        .arg(config.repeats);
    if (!command.isEmpty())
        lines += command;
    return lines.join(QLatin1Char('\n'));
}

Origin originOf(const BenchResult& result, const QString& models)
{
    Origin origin = result.rows.empty() ? originHere() : originOn(result.machine);
    if (result.rows.empty()) {
        origin.what << CaseWords::tr("computed from the shapes; nothing measured");
        return origin;
    }
    if (!models.isEmpty())
        origin.what << models;
    if (isShaped(result.config.workload))
        origin.what << shapeWords(result.config);
    for (const std::string& format : formatsOf(result))
        origin.what << words(format);
    if (!isOfModels(result))
        origin.what << CaseWords::tr("random weights");
    else if (result.denseHash.empty())
        origin.what << CaseWords::tr("models of no file");
    else
        origin.what << CaseWords::tr("sparse %1").arg(hashWords(result.sparseHash))
                    << CaseWords::tr("dense %1").arg(hashWords(result.denseHash));
    origin.seed = result.config.seed;
    origin.what << CaseWords::tr("rounds: %1, each variant at least %2 in each")
                       .arg(countText(result.config.repeats),
                           durationText(result.config.blockSeconds));
    if (!result.complete)
        origin.what << CaseWords::tr("stopped before the end");
    origin.threads = result.config.threads;
    return origin;
}

QString machineLine(const BenchResult& result) { return originLine(originOf(result)); }

} // namespace glowworm
