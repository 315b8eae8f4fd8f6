// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/digit_run.h"

#include "model/base/error.h"
#include "model/data/likeness.h"

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

constexpr int kTimedCalls = 5;
constexpr std::int64_t kPicturesAPiece
    = 100; // of a review, between two looks at the newest drawing
constexpr std::chrono::milliseconds kTellReviewAgain{500}; // between two posts of a review

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
    try {
        const auto scores = engine.classify(pixels, &firing); // warms up the timed calls as well
        result.firing = std::move(firing.front());
        result.contributions = engine.contributions(0);
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

} // namespace

/// One piece; the next one waits behind the drawings that came meanwhile.
void DigitRun::askToReview(Walk walk)
{
    m_worker.ask([this, walk = std::move(walk)](std::stop_token stop, DigitOutbox& out) mutable {
        if (walk.number != m_reviews || stop.stop_requested())
            return;
        useModels();
        reviewMore(walk.review, m_engines[0].get(), m_engines[1].get(), kPicturesAPiece);
        const bool complete = walk.review.isComplete();
        if (complete || Clock::now() - walk.told >= kTellReviewAgain) {
            out.reviews.post({walk.number, std::make_shared<const DigitReview>(walk.review)});
            walk.told = Clock::now();
        }
        if (!complete)
            askToReview(std::move(walk));
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
                wanted[i], EngineOptions{.threads = kThreads, .kernels = KernelSet::Simd});
    }
}

DigitResult DigitRun::answer(const DigitRequest& asked)
{
    DigitResult result;
    result.id = asked.id;
    result.picture = normaliseDrawing(asked.ink, asked.width, asked.height, asked.options);
    result.unlike = asked.ofSet ? 0 : unlikeness(result.picture);
    const Pixels pixels = toPixels(result.picture);
    for (Twin twin : kTwins) {
        if (const auto& engine = m_engines[slotOf(twin)])
            result.answers.push_back(answerOf(twin, *engine, pixels));
    }
    return result;
}

void DigitRun::setModels(
    std::shared_ptr<const DigitWeights> sparse, std::shared_ptr<const DigitWeights> dense)
{
    stopReview(); // else it would go on with other models
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

std::uint64_t DigitRun::review(DigitReview review)
{
    const std::uint64_t number = ++m_reviews;
    askToReview({number, std::move(review), {}});
    return number;
}

void DigitRun::stopReview() { ++m_reviews; }

} // namespace glowworm
