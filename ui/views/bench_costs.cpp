// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bench_costs.h"

#include "cost.h"
#include "views/value_label.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <numeric>

namespace glowworm {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(glowworm::BenchCosts)
};

/// One layer of the benchmark's shape as the cost model sees it.
ModelConfig layerConfig(const BenchConfig& config, int groups)
{
    ModelConfig model;
    model.task = Task::Text;
    model.routing = config.routing;
    model.dModel = config.dModel;
    model.layers = 1;
    model.heads = 1;
    model.neurons = config.neurons;
    model.groups = groups;
    model.routerRank = config.routerRank;
    return model;
}

ModelConfig denseOf(ModelConfig config)
{
    config.routing = Routing::Dense;
    return config;
}

double megabytes(const ModelConfig& config, int cachedTokens, std::initializer_list<Part> parts)
{
    const Cost cost = inferenceCost(config, cachedTokens);
    return std::accumulate(parts.begin(), parts.end(), 0.0, [&](double sum, Part part) {
        const PartCost* found = cost.find(part);
        return sum + (found ? static_cast<double>(found->bytes) * 1e-6 : 0);
    });
}

bool isToken(const BenchConfig& config) { return config.target == BenchTarget::Token; }

} // namespace

std::vector<Ceiling> ceilingsOf(const BenchConfig& config)
{
    std::vector<Ceiling> list;
    if (isToken(config)) {
        if (config.sparse && config.sparse->config.isSparse())
            list.push_back({config.sparse->config.density(), tokenCeiling(config.sparse->config, config.context)});
    } else if (config.neurons > 0)
        for (const int groups : config.groups)
            list.push_back({static_cast<double>(groups) / config.neurons, feedForwardCeiling(layerConfig(config, groups))});
    return list;
}

ByteBars byteBarsOf(const BenchConfig& config)
{
    ByteBars bars;
    const auto add = [&](const QString& category, double dense, double sparse) {
        bars.categories += category;
        bars.dense.push_back(dense);
        bars.sparse.push_back(sparse);
    };
    if (isToken(config) && config.sparse && config.dense) {
        const auto addPart = [&](const QString& name, std::initializer_list<Part> parts) {
            add(name, megabytes(config.dense->config, config.context, parts), megabytes(config.sparse->config, config.context, parts));
        };
        addPart(Words::tr("attention"), {Part::Attention});
        addPart(Words::tr("FF"), {Part::FeedForward});
        addPart(Words::tr("router"), {Part::Router});
        addPart(Words::tr("rest"), {Part::Embedding, Part::Norm, Part::Head});
    } else if (!isToken(config) && config.neurons > 0)
        for (const int groups : config.groups) {
            const ModelConfig layer = layerConfig(config, groups);
            add(densityText(layer.density()), megabytes(denseOf(layer), 0, {Part::FeedForward}),
                megabytes(layer, 0, {Part::FeedForward, Part::Router}));
        }
    return bars;
}

/// A ratio may pass the ceiling when the dense weights come from slower memory than the fired ones; said wherever it happens.
QString ceilingNote(const BenchResult& result, const std::vector<Ceiling>& ceilings)
{
    QStringList cases;
    for (const Ceiling& ceiling : ceilings)
        for (const BenchRatio& ratio : result.ratios)
            if (ratio.over == "dense/sparse" && ratio.tokens == 1 && ratio.density == ceiling.density && ratio.ratio.low > ceiling.ratio)
                cases += QStringLiteral("%1 (%2)").arg(densityText(ceiling.density), ratioText(ceiling.ratio));
    if (cases.isEmpty())
        return {};
    return Words::tr(
        "Above the ceiling that bytes at equal reading speed allow: %1. Likely the dense weights no longer fit the processor's cache.")
        .arg(cases.join(QStringLiteral(", ")));
}

QString stoppedWords(const BenchResult& result)
{
    std::map<std::pair<double, int>, int> rounds; // of each case, by density and tokens: those that all its rows have
    for (const BenchRow& row : result.rows) {
        const auto [entry, isNew] = rounds.try_emplace({isToken(result.config) ? 0 : row.density, row.tokens}, row.roundsDone);
        entry->second = std::min(entry->second, row.roundsDone);
    }
    const int done = std::accumulate(rounds.begin(), rounds.end(), 0, [](int sum, const auto& entry) { return sum + entry.second; });
    const std::size_t cases = isToken(result.config) ? 1 : result.config.groups.size() * result.config.tokens.size();
    return Words::tr("stopped after %1 of %2 rounds")
        .arg(countText(done), countText(static_cast<std::int64_t>(cases) * result.config.repeats));
}

} // namespace glowworm
