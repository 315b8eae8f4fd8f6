// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/digit_run.h"

#include "model/base/error.h"
#include "model/data/likeness.h"
#include "model/jobs/worker.h"

#include <algorithm>
#include <array>
#include <atomic>
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

DigitPicture pictureOf(const DigitRequest& request)
{
    return normaliseDrawing(request.ink, request.width, request.height, request.options);
}

DigitAnswer answer(Twin twin, DigitEngine& engine, const Pixels& pixels)
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

/// A walk over a whole set, a piece at a time.
struct Search {
    std::shared_ptr<const DigitSet> set;
    std::int64_t index = 0;   // next to look at
    std::int64_t left = 0;    // pictures not looked at
    std::uint64_t number = 0; // of the searches asked for
};

using Models = std::array<std::shared_ptr<const DigitWeights>, 2>; // by Twin

} // namespace

struct DigitRun::Impl {
    std::mutex mutex; // of the models
    Models models;    // the newest; every piece of work begins with taking them over

    std::atomic<std::uint64_t> newest = 0; // id of the newest drawing; older ones are passed over
    std::atomic<std::uint64_t> searches
        = 0; // number of the newest; an older one ends at its next piece
    std::array<std::unique_ptr<DigitEngine>, 2> engines; // lane's thread, by Twin
    Worker<DigitOutbox> worker{Order::Queue};            // last: it stops before the rest goes

    void askToSearch(Search walk);
    void useModels();
    DigitResult classify(const DigitRequest& asked);
    std::optional<std::int64_t> look(Search& walk);
};

/// One piece; the next one waits behind the drawings that came meanwhile.
void DigitRun::Impl::askToSearch(Search walk)
{
    worker.ask([this, walk = std::move(walk)](std::stop_token stop, DigitOutbox& out) mutable {
        if (walk.number != searches || stop.stop_requested())
            return;
        useModels();
        if (const auto found = look(walk))
            out.disagreements.post(*found);
        else
            askToSearch(std::move(walk));
    });
}

void DigitRun::Impl::useModels()
{
    const Models wanted = [this] {
        const std::lock_guard lock(mutex);
        return models;
    }();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!wanted[i])
            engines[i].reset();
        else if (!engines[i] || &engines[i]->weights() != wanted[i].get())
            engines[i] = std::make_unique<DigitEngine>(
                wanted[i], EngineOptions{.threads = 1, .kernels = KernelSet::Simd});
    }
}

DigitResult DigitRun::Impl::classify(const DigitRequest& asked)
{
    DigitResult result;
    result.id = asked.id;
    result.picture = pictureOf(asked);
    result.unlike = asked.ofSet ? 0 : unlikeness(result.picture);
    const Pixels pixels = toPixels(result.picture);
    for (Twin twin : {Twin::Sparse, Twin::Dense}) {
        if (const auto& engine = engines[static_cast<std::size_t>(twin)])
            result.answers.push_back(answer(twin, *engine, pixels));
    }
    return result;
}

/// The index found, -1 when there is none, nothing while the walk goes on.
std::optional<std::int64_t> DigitRun::Impl::look(Search& walk)
{
    if (!engines[0] || !engines[1])
        return -1;
    for (std::int64_t piece = std::min(kPicturesAPiece, walk.left); piece > 0;
         --piece, --walk.left) {
        const std::int64_t index = walk.index;
        walk.index = (index + 1) % walk.set->count();
        const Pixels pixels = toPixels(walk.set->picture(index));
        if (disagree(*engines[0], *engines[1], pixels))
            return index;
    }
    return walk.left > 0 ? std::nullopt : std::optional<std::int64_t>(-1);
}

DigitRun::DigitRun()
    : m_impl(std::make_unique<Impl>())
{
}

DigitRun::~DigitRun() = default;

void DigitRun::setModels(
    std::shared_ptr<const DigitWeights> sparse, std::shared_ptr<const DigitWeights> dense)
{
    const std::lock_guard lock(m_impl->mutex);
    m_impl->models = {std::move(sparse), std::move(dense)};
}

void DigitRun::classify(DigitRequest request)
{
    m_impl->newest = request.id;
    m_impl->worker.ask(
        [impl = m_impl.get(), asked = std::move(request)](std::stop_token, DigitOutbox& out) {
            if (asked.id != impl->newest)
                return;
            impl->useModels();
            out.answers.post(impl->classify(asked));
        });
}

void DigitRun::findDisagreement(std::shared_ptr<const DigitSet> set, std::int64_t from)
{
    const std::int64_t count = set ? set->count() : 0;
    if (count == 0) {
        m_impl->worker.outbox().disagreements.post(-1);
        return;
    }
    const std::int64_t start = ((from % count) + count) % count;
    m_impl->askToSearch({std::move(set), start, count, ++m_impl->searches});
}

Lane::Status DigitRun::status() const { return m_impl->worker.status(); }

DigitOutbox& DigitRun::outbox() { return m_impl->worker.outbox(); }

} // namespace glowworm
