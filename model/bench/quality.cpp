// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/quality.h"

#include "model/bench/cases.h"
#include "model/engine/language_engine.h"

#include <algorithm>

namespace glowworm {

namespace {

constexpr std::size_t kWindows = 8; // spread over the validation part

} // namespace

std::vector<QualityTask> qualityTasks(const BenchConfig& config, std::vector<std::string>& notices)
{
    std::vector<QualityTask> tasks;
    if (!config.dense || !config.sparse || isShaped(config.workload))
        return tasks;
    bool measured = config.text != nullptr && config.workload == Workload::Token;
    if (measured && config.text->vocabulary().characters() != config.sparse->vocabulary) {
        notices.push_back("The validation text has other characters than the models: losses of the "
                          "number formats are not measured.");
        measured = false;
    }
    for (const bool isSparse : {false, true})
        for (const WeightFormat format : kWeightFormats) {
            if (format != WeightFormat::Fp32 && !measured)
                continue;
            std::string impl = isSparse ? "sparse" : "dense";
            if (format != WeightFormat::Fp32)
                impl += "-" + std::string(nameOf(format));
            if (isWanted(config, impl))
                tasks.push_back({impl, isSparse ? config.sparse : config.dense, format, measured});
        }
    return tasks;
}

BenchQuality qualityOf(const QualityTask& task, const BenchConfig& config, const StopCheck& stop)
{
    BenchQuality quality;
    quality.impl = task.impl;
    quality.steps = task.model->steps;
    quality.loss = task.model->valLoss;
    quality.accuracy = task.model->accuracy;
    if (!task.measured)
        return quality;
    const std::vector<std::int64_t> all
        = config.text->validationWindows(task.model->config.context);
    std::vector<std::int64_t> starts;
    for (std::size_t i = 0; i < std::min(kWindows, all.size()); ++i)
        starts.push_back(all[i * all.size() / std::min(kWindows, all.size())]);
    LanguageEngine engine(packLanguage(*task.model, task.format), {.threads = config.threads});
    if (starts.empty())
        meanLoss(engine, config.text->validation(), starts); // says why it cannot
    double sum = 0;
    for (const std::int64_t& start : starts) { // one by one, so that it can be stopped
        requireGoingOn(stop);
        sum += meanLoss(engine, config.text->validation(), {&start, 1});
    }
    quality.loss = sum / static_cast<double>(starts.size());
    quality.windows = static_cast<int>(starts.size());
    return quality;
}

} // namespace glowworm
