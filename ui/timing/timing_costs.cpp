// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_costs.h"

#include "model/config/cost.h"
#include "ui/timing/timing_cases.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/value_label.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

namespace glowworm {

namespace {

struct CostWords {
    Q_DECLARE_TR_FUNCTIONS(glowworm::TimingCosts)
};

ModelConfig denseOf(ModelConfig config)
{
    config.routing = Routing::Dense;
    return config;
}

/// The parts of a model, as the cost model counts them and as a result names their times.
struct PartKind {
    CostPart shown;
    Part counted;
    std::string_view timed;
};
constexpr std::array kPartKinds = {PartKind{CostPart::Controller, Part::Router, "router"},
    PartKind{CostPart::Neurons, Part::FeedForward, "feed_forward"},
    PartKind{CostPart::Attention, Part::Attention, "attention"},
    PartKind{CostPart::Rest, Part::Norm, "norms"}, PartKind{CostPart::Rest, Part::Embedding, ""},
    PartKind{CostPart::Head, Part::Head, "head"}};

/// Bytes of one token in each part; layerOnly: an FF layer with its router, nothing around it.
std::map<CostPart, double> bytesOf(const ModelConfig& config, int cachedTokens, bool layerOnly)
{
    const Cost cost = inferenceCost(config, cachedTokens);
    std::map<CostPart, double> parts;
    for (const PartKind& kind : kPartKinds) {
        const PartCost* found = cost.find(kind.counted);
        if (found && found->bytes > 0 && (!layerOnly || kind.shown <= CostPart::Neurons))
            parts[kind.shown] += static_cast<double>(found->bytes);
    }
    return parts;
}

double sumOf(const std::map<CostPart, double>& parts)
{
    return std::accumulate(parts.begin(), parts.end(), 0.0,
        [](double sum, const auto& part) { return sum + part.second; });
}

CostBar bytesBar(const std::map<CostPart, double>& parts, double denseBytes)
{
    CostBar bar;
    QStringList lines{
        CostWords::tr("computed from the shapes, fp32, each weight read once by one token:")};
    for (const auto& [part, bytes] : parts) {
        bar.segments.push_back({part, bytes / denseBytes});
        lines
            += CostWords::tr("%1: %2, %3 of the dense total")
                   .arg(CostBars::wordFor(part), bytesText(bytes), percentText(bytes / denseBytes));
    }
    bar.number = badged(bytesText(sumOf(parts)), Provenance::Computed);
    bar.how = lines.join(QLatin1Char('\n'));
    return bar;
}

/// Of a measured row, against the dense row of its case; not divided into parts.
CostBar timeBar(const TimedCase* one, const char* impl)
{
    CostBar bar;
    const BenchRow* row = one ? one->row(impl) : nullptr;
    const BenchRow* dense = one ? one->row("dense") : nullptr;
    if (!row || !dense || row->roundsDone == 0 || dense->roundsDone == 0) {
        bar.number = CostWords::tr("not measured");
        bar.how = CostWords::tr("not measured yet");
        return bar;
    }
    bar.segments = {{CostPart::Whole, row->microseconds.median / dense->microseconds.median}};
    bar.number = durationText(row->microseconds.median * 1e-6);
    bar.how = CostWords::tr(
        "measured: median of %1 rounds, one token a call, as a fraction of the dense "
        "median %2 of the same rounds")
                  .arg(countText(row->roundsDone), durationText(dense->microseconds.median * 1e-6));
    return bar;
}

/// What a token goes through, with its name: the dense layer or model, then the sparse ones. A
/// whole token: the open models, or the study's. Empty for other workloads, and for a recording of
/// models, which keeps their hashes only.
std::vector<std::pair<QString, ModelConfig>> comparedModels(
    const BenchConfig& config, const BenchResult& result)
{
    std::vector<std::pair<QString, ModelConfig>> models;
    if (config.workload == Workload::Token) {
        if (config.dense && config.sparse)
            models = {{CostWords::tr("dense"), config.dense->config},
                {CostWords::tr("sparse"), config.sparse->config}};
        else if (!isOfModels(result)) {
            const RunConfig study = preset("glowworm-shakespeare").config;
            models = {{CostWords::tr("dense"), denseTwin(study).model},
                {CostWords::tr("sparse"), study.model}};
        }
    } else if (config.workload == Workload::FeedForward && config.neurons > 0)
        for (const int groups : config.groups) {
            const ModelConfig layer = shapedModel(config, groups);
            if (models.empty())
                models.emplace_back(CostWords::tr("dense"), denseOf(layer));
            models.emplace_back(densityText(layer.density()), layer);
        }
    return models;
}

bool isDivided(const std::vector<BenchPart>& parts, const std::string& impl)
{
    return std::ranges::find(parts, impl, &BenchPart::impl) != parts.end();
}

/// Bytes and time of a variant by part, as fractions of the dense sums.
CostRow measuredRow(const std::vector<BenchPart>& parts, const std::string& impl, double denseBytes,
    double denseTime)
{
    CostRow row{implementationWords(impl),
        impl.starts_with("dense") || impl.starts_with("iso") ? Twin::Dense : Twin::Sparse, {}, {}};
    double bytes = 0, time = 0;
    row.bytes.how = CostWords::tr("computed: bytes that one token reads");
    row.time.how = CostWords::tr("measured: median of each part");
    for (const BenchPart& part : parts) {
        if (part.impl != impl)
            continue;
        const auto found = std::ranges::find(kPartKinds, part.part, &PartKind::timed);
        const CostPart kind = found == kPartKinds.end() ? CostPart::Whole : found->shown;
        const double read = static_cast<double>(part.bytes), taken = part.microseconds.median;
        row.bytes.segments.push_back({kind, read / denseBytes});
        row.time.segments.push_back({kind, taken / denseTime});
        row.bytes.how += CostWords::tr("\n%1: %2").arg(CostBars::wordFor(kind), bytesText(read));
        row.time.how += CostWords::tr("\n%1: %2 (%3)")
                            .arg(CostBars::wordFor(kind), durationText(taken * 1e-6),
                                sentenceWords(part.how));
        bytes += read;
        time += taken;
    }
    row.bytes.number = badged(bytesText(bytes), Provenance::Computed);
    row.time.number = durationText(time * 1e-6);
    return row;
}

/// Of every variant whose parts were timed, in the order of the table.
std::vector<CostRow> measuredRowsOf(const BenchResult& result)
{
    double denseBytes = 0, denseTime = 0;
    for (const BenchPart& part : result.parts)
        if (part.impl == "dense") {
            denseBytes += static_cast<double>(part.bytes);
            denseTime += part.microseconds.median;
        }
    std::vector<CostRow> rows;
    if (!(denseBytes > 0 && denseTime > 0))
        return rows;
    for (const BenchRow& row : result.rows)
        if (!row.reference && isDivided(result.parts, row.impl))
            rows.push_back(measuredRow(result.parts, row.impl, denseBytes, denseTime));
    return rows;
}

} // namespace

std::vector<Ceiling> ceilingsOf(const BenchConfig& config, const BenchResult& result)
{
    std::vector<Ceiling> list;
    for (const auto& [name, model] : comparedModels(config, result))
        if (model.isSparse())
            list.push_back({model.density(),
                config.workload == Workload::Token ? tokenCeiling(model, config.context)
                                                   : feedForwardCeiling(model)});
    return list;
}

std::vector<CostRow> costRowsOf(const BenchConfig& config, const BenchResult& result)
{
    if (!result.parts.empty())
        return measuredRowsOf(result);
    std::vector<CostRow> rows;
    const std::vector<TimedCase> cases = casesOf(result);
    const auto models = comparedModels(config, result);
    double denseBytes = 0;
    for (const auto& [name, model] : models) {
        const bool sparse = model.isSparse();
        const auto bytes = bytesOf(model, config.context, config.workload != Workload::Token);
        if (rows.empty())
            denseBytes = sumOf(bytes);
        const ModelConfig& timed = sparse ? model : models[1].second; // dense: in the first case
        rows.push_back({name, sparse ? Twin::Sparse : Twin::Dense, bytesBar(bytes, denseBytes),
            timeBar(findCase(cases, timed.density(), 1), sparse ? "sparse" : "dense")});
    }
    return rows;
}

/// A ratio may pass the ceiling when the dense weights come from slower memory than the fired ones;
/// said wherever it happens.
QString ceilingNote(const BenchResult& result, const std::vector<Ceiling>& ceilings)
{
    QStringList cases;
    for (const Ceiling& ceiling : ceilings)
        for (const BenchRatio& ratio : result.ratios)
            if (ratio.over == "dense/sparse" && ratio.tokens == 1
                && ratio.density == ceiling.density && ratio.ratio.low > ceiling.ratio
                && ratio.doubt == Doubt::None)
                cases += QStringLiteral("%1 (%2)").arg(
                    densityText(ceiling.density), ratioText(ceiling.ratio));
    if (cases.isEmpty())
        return {};
    return CostWords::tr(
        "Above the ceiling that bytes at equal reading speed allow: %1. Likely the "
        "dense weights no longer fit the processor's cache.")
        .arg(cases.join(QStringLiteral(", ")));
}

QString undividedNote(const BenchResult& result)
{
    if (result.config.workload == Workload::FeedForward && !result.rows.empty())
        return CostWords::tr("One FF layer is timed as a whole. Whole token, under What, times its "
                             "parts too.");
    QStringList names;
    for (const BenchRow& row : result.rows)
        if (!result.parts.empty() && !row.reference && !isDivided(result.parts, row.impl))
            names += implementationWords(row.impl);
    return names.isEmpty()
        ? QString()
        : CostWords::tr("Timed as a whole, without a clock between its parts: %1.")
              .arg(names.join(QStringLiteral("; ")));
}

QString doubtNote(const BenchResult& result)
{
    QString first;
    int more = -1;
    for (const TimedCase& one : casesOf(result))
        for (const BenchRatio& ratio : one.ratios)
            if (ratio.doubt != Doubt::None && ++more == 0)
                first
                    = CostWords::tr("%1: %2").arg(caseWords(one, result.config), doubtWords(ratio));
    return more <= 0 ? first : CostWords::tr("%1 (So with %Ln more.)", nullptr, more).arg(first);
}

QString stoppedWords(const BenchResult& result)
{
    const std::vector<TimedCase> begun = casesOf(result);
    const int done = std::accumulate(begun.begin(), begun.end(), 0,
        [](int sum, const TimedCase& one) { return sum + one.rounds(); });
    return CostWords::tr("stopped after %1 of %2 rounds")
        .arg(countText(done),
            countText(std::int64_t{plannedCases(result.config)} * result.config.repeats));
}

} // namespace glowworm
