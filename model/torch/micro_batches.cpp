// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/micro_batches.h"

#include "model/config/cost.h"

#include <algorithm>
#include <numeric>

namespace glowworm {
namespace {

constexpr std::int64_t kEvaluationTokens = 1024, kEvaluationPictures = 1000;

} // namespace

MicroBatches::MicroBatches(
    const RunConfig& config, const TrainingData& data, const torch::Device& device)
    : m_train(config.train)
    , m_data(data)
    , m_context(config.model.context)
    , m_device(device)
    , m_trainingSize(microBatchSize(config))
    , m_evaluationSize(data.text ? std::max<std::int64_t>(1, kEvaluationTokens / m_context)
                                 : kEvaluationPictures)
{
    if (data.text) {
        m_evaluation = data.text->validationWindows(m_context);
    } else {
        m_evaluation.resize(static_cast<std::size_t>(data.testDigits->count()));
        std::iota(m_evaluation.begin(), m_evaluation.end(), std::int64_t{0});
    }
}

void MicroBatches::change(const RunConfig& config)
{
    m_train = config.train;
    m_trainingSize = microBatchSize(config);
}

std::int64_t MicroBatches::units() const
{
    return std::int64_t{m_train.batch} * (m_data.text ? m_context : 1);
}

std::vector<std::int64_t> MicroBatches::batch(std::int64_t steps) const
{
    return m_data.text ? m_data.text->batch(m_train.seed, steps, m_train.batch, m_context)
                       : m_data.digits->batch(m_train.seed, steps, m_train.batch);
}

MicroBatch MicroBatches::training(const std::vector<std::int64_t>& batch, std::int64_t number) const
{
    const auto part = std::span(batch).subspan(static_cast<std::size_t>(number * m_trainingSize),
        static_cast<std::size_t>(m_trainingSize));
    return m_data.text ? textMicroBatch(m_data.text->training(), part)
                       : digitMicroBatch(*m_data.digits, part);
}

std::int64_t MicroBatches::evaluationCount() const
{
    return (evaluationItems() + m_evaluationSize - 1) / m_evaluationSize;
}

MicroBatch MicroBatches::evaluation(std::int64_t number) const
{
    const std::int64_t first = number * m_evaluationSize,
                       count = std::min(m_evaluationSize, evaluationItems() - first);
    const auto part
        = std::span(m_evaluation)
              .subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
    return m_data.text ? textMicroBatch(m_data.text->validation(), part)
                       : digitMicroBatch(*m_data.testDigits, part);
}

MicroBatch MicroBatches::textMicroBatch(
    std::span<const std::uint16_t> ids, std::span<const std::int64_t> starts) const
{
    const std::int64_t B = static_cast<std::int64_t>(starts.size()), T = m_context;
    MicroBatch microBatch{torch::empty({B, T}, torch::kLong), torch::empty({B, T}, torch::kLong)};
    std::int64_t *input = microBatch.inputs.data_ptr<std::int64_t>(),
                 *target = microBatch.targets.data_ptr<std::int64_t>();
    for (std::int64_t start : starts) {
        const auto window
            = ids.subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(T) + 1);
        input = std::copy(window.begin(), window.end() - 1, input);
        target = std::copy(window.begin() + 1, window.end(), target);
    }
    return {microBatch.inputs.to(m_device), microBatch.targets.to(m_device)};
}

MicroBatch MicroBatches::digitMicroBatch(
    const DigitSet& set, std::span<const std::int64_t> images) const
{
    const std::int64_t B = static_cast<std::int64_t>(images.size());
    MicroBatch microBatch{torch::empty({B, kDigitPixels}), torch::empty({B}, torch::kLong)};
    float* pixels = microBatch.inputs.data_ptr<float>();
    std::int64_t* label = microBatch.targets.data_ptr<std::int64_t>();
    for (std::int64_t image : images) {
        standardise(set.picture(image), {pixels, kDigitPixels});
        *label++ = set.label(image);
        pixels += kDigitPixels;
    }
    return {microBatch.inputs.to(m_device), microBatch.targets.to(m_device)};
}

} // namespace glowworm
