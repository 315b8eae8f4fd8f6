// SPDX-License-Identifier: GPL-3.0-or-later
// A Trainer of plain values for tests of the runs and the window without LibTorch. Its "training"
// moves each weight by a function of (seed, step, name, batch, noise), its losses are functions of
// the weights: whatever is lost or done twice shows in the bits. Tests only.
#pragma once

#include "model/base/counter_random.h"
#include "model/base/error.h"
#include "model/training/training_loop.h"
#include "support/tiny_config.h"

#include <atomic>
#include <cmath>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace glowworm::test {

/// How the trainers of one test behave, and what they saw.
struct FakeTraining {
    std::chrono::microseconds stepTime{0}; // spent in each step, ends early when stopped
    std::int64_t failAtStep = 0; // this step throws as a loss that is not finite does; 0 = none
    std::int64_t stopEvaluationAt
        = -1; // the first evaluation at this step reports that it was stopped
    std::function<double(std::int64_t step)> validationLoss,
        trainingLoss; // empty = a function of the weights
    std::function<void(const std::function<void(double)>& progress)>
        evaluating; // at the start of each evaluation
    std::atomic<int> stepsMade{0}, stepsAbandoned{0}, evaluations{0}, trainersMade{0};
};

class FakeTrainer final : public Trainer {
public:
    FakeTrainer(std::shared_ptr<FakeTraining> how, const RunConfig& config,
        const TrainingData& data, std::optional<TrainerState> from)
        : m_how(std::move(how))
    {
        ++m_how->trainersMade;
        if (from) {
            m_state = std::move(*from);
        } else {
            m_state.model = initialState(
                config, data.text ? data.text->vocabulary().characters() : std::vector<char32_t>());
            for (const auto& [name, tensor] : m_state.model.tensors)
                m_state.firstMoment[name] = m_state.secondMoment[name]
                    = {tensor.shape, std::vector<float>(tensor.values.size())};
            m_state.model.corpusHash = data.hash();
        }
        m_unitsEach = data.text ? config.model.context : 1;
        m_state.train = config.train;
    }

    std::optional<StepReport> step(std::stop_token stop) override
    {
        std::unique_lock lock(m_mutex);
        m_pause.wait_for(lock, stop, m_how->stepTime, [] { return false; });
        const std::int64_t next = m_state.model.steps + 1;
        if (stop.stop_requested()) {
            ++m_how->stepsAbandoned;
            return {};
        }
        if (next == m_how->failAtStep)
            throw NotFinite("Training stopped at step " + std::to_string(next)
                + ": the loss is not a finite number; try a smaller learning rate.");
        for (auto& [name, tensor] : m_state.model.tensors)
            move(name, tensor, next);
        m_state.model.steps = next;
        m_state.model.valLoss.reset();
        m_state.model.accuracy.reset();
        ++m_how->stepsMade;
        return StepReport{next, m_how->trainingLoss ? m_how->trainingLoss(next) : weightLoss(), 1.0,
            m_state.train.learningRate, 1e-3, m_unitsEach * m_state.train.batch};
    }

    std::optional<EvalReport> evaluate(
        std::stop_token stop, const std::function<void(double)>& progress) override
    {
        if (progress && m_how->evaluating)
            m_how->evaluating(progress);
        const std::int64_t step = m_state.model.steps;
        if (stop.stop_requested() || step == m_how->stopEvaluationAt) {
            m_how->stopEvaluationAt = -1;
            return {};
        }
        ++m_how->evaluations;
        EvalReport report;
        report.step = step;
        report.loss = m_how->validationLoss ? m_how->validationLoss(step) : weightLoss() + 0.1;
        if (m_state.model.config.task == Task::Digits)
            m_state.model.accuracy = report.accuracy = std::exp(-report.loss);
        else
            m_state.model.valLoss = report.loss;
        const double judged = report.accuracy ? 1 - *report.accuracy : report.loss;
        if (!m_state.bestLoss || judged < *m_state.bestLoss) {
            m_state.bestLoss = judged;
            m_state.bestStep = step;
        }
        return report;
    }

    ModelState model() const override { return m_state.model; }
    TrainerState state() const override { return m_state; }
    void change(const TrainConfig& train) override { m_state.train = train; }

private:
    void move(const std::string& name, Tensor& tensor, std::int64_t step)
    {
        const std::uint64_t settings = static_cast<std::uint64_t>(m_state.train.batch)
            + static_cast<std::uint64_t>(1000 * m_state.train.routerNoise) * 10'000;
        const std::uint64_t key = randomKey(
            randomKey(m_state.train.seed, name), static_cast<std::uint64_t>(step), settings);
        std::vector<float>& first = m_state.firstMoment.at(name).values;
        std::vector<float>& second = m_state.secondMoment.at(name).values;
        for (std::size_t i = 0; i < tensor.values.size(); ++i) {
            const auto gradient
                = static_cast<float>(randomUniform(key, i) - 0.5) + 0.1F * tensor.values[i];
            first[i] += 0.1F * (gradient - first[i]);
            second[i] += 0.01F * (gradient * gradient - second[i]);
            tensor.values[i] -= static_cast<float>(m_state.train.learningRate) * first[i];
        }
    }
    /// Falls with the steps, and differs when any weight does.
    double weightLoss() const
    {
        double sum = 0;
        for (const auto& [name, tensor] : m_state.model.tensors) {
            for (float value : tensor.values)
                sum += std::abs(static_cast<double>(value));
        }
        return 0.5 + 3.0 / (1.0 + 0.1 * static_cast<double>(m_state.model.steps)) + 1e-6 * sum;
    }

    std::shared_ptr<FakeTraining> m_how;
    TrainerState m_state;
    std::int64_t m_unitsEach = 1; // in a window or picture
    std::mutex m_mutex;
    std::condition_variable_any m_pause;
};

inline TrainingLoop::Create fakeCreate(
    std::shared_ptr<FakeTraining> how = std::make_shared<FakeTraining>())
{
    return
        [how](const RunConfig& config, const TrainingData& data, std::optional<TrainerState> from,
            int) { return std::make_unique<FakeTrainer>(how, config, data, std::move(from)); };
}

/// Twelve steps of a tiny network, evaluated after every fourth.
inline RunConfig tinyRun(Task task, Routing routing)
{
    RunConfig config = tinyConfig(task, routing);
    config.train.batch = 2;
    config.train.steps = 12;
    config.train.warmup = 0;
    config.train.evalInterval = 4;
    return config;
}

inline RunConfig tinyText(Routing routing = Routing::Gated) { return tinyRun(Task::Text, routing); }
inline RunConfig tinyDigits(Routing routing = Routing::Gated)
{
    return tinyRun(Task::Digits, routing);
}

inline TrainingData tinyTextData()
{
    std::string text;
    for (int line = 0; line < 40; ++line)
        text += "the worm glows brighter when few of its cells work\n";
    TrainingData data;
    data.text = std::make_shared<const TextCorpus>(TextCorpus::fromText("glow.txt", text));
    return data;
}

/// Pictures of vertical bars: digit d stands at column 2 d + 4.
inline std::shared_ptr<const DigitSet> tinyDigitSet(int count = 20)
{
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(count) * kDigitPixels), labels;
    for (int i = 0; i < count; ++i) {
        labels.push_back(static_cast<std::uint8_t>(i % kDigitClasses));
        for (int row = 4; row < 24; ++row)
            pixels[static_cast<std::size_t>(i * kDigitPixels + row * 28 + 2 * labels.back() + 4)]
                = 255;
    }
    return std::make_shared<const DigitSet>("bars", std::move(pixels), std::move(labels));
}

inline TrainingData tinyDigitData()
{
    TrainingData data;
    data.digits = data.testDigits = tinyDigitSet();
    return data;
}

} // namespace glowworm::test
