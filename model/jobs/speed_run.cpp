// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/speed_run.h"

#include "model/training/train_library.h"
#include "model/training/training_speed.h"

namespace glowworm {
namespace {

constexpr int kWarm = 5, kSteps = 20; // of each model
constexpr int kCharacters = 20'000;

/// Letters in no order that a cache could know.
TrainingData someText()
{
    std::string text;
    for (int i = 0; i < kCharacters; ++i)
        text += static_cast<char>('a' + (i * i % 251 + i / 7) % 26);
    TrainingData data;
    data.text = std::make_shared<const TextCorpus>(TextCorpus::fromText("letters", text));
    return data;
}

} // namespace

SpeedRun::SpeedRun(Lane& lane, TrainingLoop::Create create)
    : m_create(std::move(create))
    , m_worker(lane)
{
}

void SpeedRun::start(int threads)
{
    m_worker.ask([create = m_create, threads](std::stop_token stop, Latest<double>& out) {
        const TrainingData data = someText();
        RunConfig sparse = preset("quick-sparse").config;
        sparse.model.vocabSize = data.text->vocabulary().size();
        double work = 0, seconds = 0;
        for (const RunConfig& config : {sparse, denseTwin(sparse)}) {
            const auto trainer = create
                ? create(config, data, {}, threads)
                : trainLibrary().createTrainer(config, data, {}, Placement(threads));
            for (int i = 0; i < kWarm + kSteps; ++i) {
                const auto step = trainer->step(stop);
                if (!step)
                    return;
                if (i >= kWarm) {
                    work += workOfStep(config);
                    seconds += step->seconds;
                }
            }
        }
        if (seconds > 0)
            out.post(work / seconds);
    });
}

} // namespace glowworm
