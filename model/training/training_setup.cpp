// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/training_setup.h"

#include "model/base/error.h"
#include "model/training/kept_run.h"
#include "model/training/run_branch.h"

#include <algorithm>
#include <cmath>

namespace glowworm {

TrainingSpec newTraining(const RunConfig& config, bool withDenseTwin)
{
    if (withDenseTwin && !config.model.isSparse())
        throw Error("A dense model has no dense twin.");
    TrainingSpec spec;
    spec.runs.emplace_back(twinOf(config.model), config);
    if (withDenseTwin)
        spec.runs.emplace_back(Twin::Dense, denseTwin(config));
    return spec;
}

TrainingSpec keptTraining(const std::filesystem::path& folder)
{
    return keptTraining(readRun(folder));
}

TrainingSpec keptTraining(const KeptRun& run)
{
    TrainingSpec spec;
    spec.runs = run.runs;
    spec.folder = run.folder;
    spec.threads = run.threads;
    spec.resume = true;
    spec.dataName = run.dataName;
    spec.stop = run.stop;
    return spec;
}

TrainingSpec trainingFromBest(const std::filesystem::path& from, const std::filesystem::path& to)
{
    return trainingFromBest(readRunWithBest(from), to);
}

TrainingSpec trainingFromBest(const KeptRun& from, const std::filesystem::path& to)
{
    TrainingSpec spec = keptTraining(from);
    for (auto& [twin, config] : spec.runs)
        config.train.learningRate
            = std::min(config.train.learningRate, from.bestRate.value_or(HUGE_VAL)) / 2;
    spec.resume = false;
    spec.folder = to;
    spec.branchOf = from.folder;
    return spec;
}

std::string setData(TrainingSpec& spec, TrainingData data, std::string name)
{
    spec.data = std::move(data);
    spec.dataName = std::move(name);
    for (auto& [twin, config] : spec.runs) {
        if (spec.data.text)
            config.model.vocabSize = spec.data.text->vocabulary().size();
        if (const std::vector<Problem> wrong = problems(config); !wrong.empty())
            return wrong.front().sentence;
    }
    if (spec.data.text)
        spec.data.text->requireContext(spec.runs.front().second.model.context);
    return {};
}

bool shortenWarmup(TrainConfig& train)
{
    if (train.warmup <= train.steps)
        return false;
    train.warmup = static_cast<int>(train.steps / 10);
    return true;
}

} // namespace glowworm
