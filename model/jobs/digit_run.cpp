// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/digit_run.h"

#include "model/base/error.h"
#include "model/data/likeness.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace glowworm {
namespace {

constexpr int kTimedCalls = 5;
constexpr std::int64_t kPicturesAPiece
    = 100; // of a search, between two looks at the newest drawing

using Pixels = std::array<float, kDigitPixels>;

Pixels toPixels(std::span<const std::uint8_t> picture)
{
    Pixels pixels;
    standardise(picture, pixels);
    return pixels;
}

DigitAnswer answerOf(Twin twin, DigitEngine& engine, const Pixels& pixels)
{
    DigitAnswer result;
    result.twin = twin;
    std::vector<FiringRecord> firing;
    const auto scores = engine.classify(pixels, &firing); // warms up the timed calls as well
    result.firing = std::move(firing.front());
    try {
        result.probabilities = probabilities(scores);
    } catch (const Error& error) {
        result.problem = error.what();
        return result;
    }
    std::array<double, kTimedCalls> microseconds{};
    for (double& time : microseconds) {
        const auto start = std::chrono::steady_clock::now();
        engine.classify(pixels);
        time = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
                   .count();
    }
    std::nth_element(
        microseconds.begin(), microseconds.begin() + kTimedCalls / 2, microseconds.end());
    result.microseconds = microseconds[kTimedCalls / 2];
    return result;
}

/// Whether two answers differ; one model without an answer is such a case, and showing the picture
/// says why.
bool disagree(DigitEngine& first, DigitEngine& second, const Pixels& pixels)
{
    try {
        return likeliestDigit(first.classify(pixels)) != likeliestDigit(second.classify(pixels));
    } catch (const Error&) {
        return true;
    }
}

} // namespace

/// One piece; the next one waits behind the drawings that came meanwhile.
void DigitRun::askToSearch(Search walk)
{
    m_worker.ask([this, walk = std::move(walk)](std::stop_token stop, DigitOutbox& out) mutable {
        if (walk.number != m_searches || stop.stop_requested())
            return;
        useModels();
        if (const auto found = look(walk))
            out.disagreements.post(*found);
        else
            askToSearch(std::move(walk));
    });
}

void DigitRun::useModels()
{
    const Models wanted = [this] {
        const std::lock_guard lock(m_mutex);
        return m_models;
    }();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!wanted[i])
            m_engines[i].reset();
        else if (!m_engines[i] || &m_engines[i]->weights() != wanted[i].get())
            m_engines[i] = std::make_unique<DigitEngine>(
                wanted[i], EngineOptions{.threads = 1, .kernels = KernelSet::Simd});
    }
}

DigitResult DigitRun::answer(const DigitRequest& asked)
{
    DigitResult result;
    result.id = asked.id;
    result.picture = normaliseDrawing(asked.ink, asked.width, asked.height, asked.options);
    result.unlike = asked.ofSet ? 0 : unlikeness(result.picture);
    const Pixels pixels = toPixels(result.picture);
    for (Twin twin : {Twin::Sparse, Twin::Dense}) {
        if (const auto& engine = m_engines[static_cast<std::size_t>(twin)])
            result.answers.push_back(answerOf(twin, *engine, pixels));
    }
    return result;
}

/// The index found, -1 when there is none, nothing while the walk goes on.
std::optional<std::int64_t> DigitRun::look(Search& walk)
{
    if (!m_engines[0] || !m_engines[1])
        return -1;
    for (std::int64_t piece = std::min(kPicturesAPiece, walk.left); piece > 0;
         --piece, --walk.left) {
        const std::int64_t index = walk.index;
        walk.index = (index + 1) % walk.set->count();
        const Pixels pixels = toPixels(walk.set->picture(index));
        if (disagree(*m_engines[0], *m_engines[1], pixels))
            return index;
    }
    return walk.left > 0 ? std::nullopt : std::optional<std::int64_t>(-1);
}

void DigitRun::setModels(
    std::shared_ptr<const DigitWeights> sparse, std::shared_ptr<const DigitWeights> dense)
{
    const std::lock_guard lock(m_mutex);
    m_models = {std::move(sparse), std::move(dense)};
}

void DigitRun::classify(DigitRequest request)
{
    m_newest = request.id;
    m_worker.ask([this, asked = std::move(request)](std::stop_token, DigitOutbox& out) {
        if (asked.id != m_newest)
            return;
        useModels();
        out.answers.post(answer(asked));
    });
}

void DigitRun::findDisagreement(std::shared_ptr<const DigitSet> set, std::int64_t from)
{
    const std::int64_t count = set ? set->count() : 0;
    if (count == 0) {
        m_worker.outbox().disagreements.post(-1);
        return;
    }
    const std::int64_t start = ((from % count) + count) % count;
    askToSearch({std::move(set), start, count, ++m_searches});
}

} // namespace glowworm
