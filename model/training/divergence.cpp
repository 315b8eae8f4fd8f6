// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/divergence.h"

#include "model/base/numbers.h"

#include <algorithm>

namespace glowworm {
namespace {

constexpr double kJump = 3;    // times the first loss: far worse than the untrained network
constexpr double kRise = 0.25; // of the first loss, above the lowest average: noise of batches and
                               // overfitting stay well below it
constexpr std::int64_t kSteps = 20; // that the average is over
constexpr double kWeight = 2.0 / (kSteps + 1);

} // namespace

std::optional<std::string> DivergenceWatch::next(
    std::string_view model, std::int64_t step, double loss)
{
    if (m_seen++ == 0)
        m_first = loss;
    m_sum += kWeight * (loss - m_sum);
    m_norm += kWeight * (1 - m_norm);
    const double average = m_sum / m_norm;
    const bool settled = m_seen >= kSteps;
    m_lowest = m_seen <= kSteps ? average : std::min(m_lowest, average);
    const bool jumped = loss > kJump * m_first;
    const bool rises = settled && average > m_lowest + kRise * m_first;
    if (m_told || !(jumped || rises))
        return {};
    m_told = true;
    const std::string compared = jumped
        ? "is " + significant(loss) + " at step " + std::to_string(step)
        : "has risen from " + significant(m_lowest) + " to " + significant(average) + " at step "
            + std::to_string(step) + " (averages over " + std::to_string(kSteps) + " steps)";
    return "The training loss of the " + std::string(model) + " model " + compared
        + "; the first one was " + significant(m_first)
        + ". The training diverges: try a lower learning rate.";
}

} // namespace glowworm
