// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/digit_run.h"

#include "model/base/error.h"
#include "model/data/likeness.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
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
    std::int64_t index = 0; // next to look at
    std::int64_t left = 0;  // pictures not looked at
};

using Models = std::array<std::shared_ptr<const DigitWeights>, 2>; // by Twin

} // namespace

struct DigitRun::Impl {
    std::mutex mutex; // of what follows
    Models models;
    std::optional<DigitRequest> request;
    std::optional<Search> search;
    bool working = false; // the job will look for more work before it ends

    Latest<DigitResult> results;
    Latest<std::int64_t> disagreements;
    std::array<std::unique_ptr<DigitEngine>, 2> engines; // lane's thread, by Twin
    Lane lane;                                           // last: it stops before the rest goes

    void wake();
    void work(std::stop_token stop);
    bool doPiece();
    void useModels(const Models& newest);
    DigitResult classify(const DigitRequest& asked);
    std::optional<std::int64_t> look(Search& walk);
};

/// With the mutex held. A job that is about to end has already said so in `working`.
void DigitRun::Impl::wake()
{
    if (std::exchange(working, true))
        return;
    lane.start([this](std::stop_token stop) { work(stop); });
}

void DigitRun::Impl::work(std::stop_token stop)
{
    try {
        while (!stop.stop_requested() && doPiece()) { }
    } catch (...) {
        const std::lock_guard lock(mutex);
        working = false;
        search.reset();
        if (request)
            wake(); // a newer drawing is not lost with the one that failed
        throw;
    }
}

/// The newest drawing first, else a piece of the search; false when there is nothing left to do.
bool DigitRun::Impl::doPiece()
{
    std::optional<DigitRequest> asked;
    std::optional<Search> walk;
    Models newest;
    {
        const std::lock_guard lock(mutex);
        asked = std::exchange(request, std::nullopt);
        if (!asked)
            walk = std::exchange(search, std::nullopt);
        if (!asked && !walk) {
            working = false;
            return false;
        }
        newest = models;
    }
    useModels(newest);
    if (asked) {
        results.post(classify(*asked));
        return true;
    }
    if (const auto found = look(*walk)) {
        disagreements.post(*found);
        return true;
    }
    const std::lock_guard lock(mutex);
    if (!search) // else another one was asked for meanwhile
        search = std::move(walk);
    return true;
}

void DigitRun::Impl::useModels(const Models& newest)
{
    for (std::size_t i = 0; i < newest.size(); ++i) {
        if (!newest[i])
            engines[i].reset();
        else if (!engines[i] || &engines[i]->weights() != newest[i].get())
            engines[i] = std::make_unique<DigitEngine>(
                newest[i], EngineOptions{.threads = 1, .kernels = KernelSet::Simd});
    }
}

DigitResult DigitRun::Impl::classify(const DigitRequest& asked)
{
    DigitResult result;
    result.id = asked.id;
    result.picture = pictureOf(asked);
    result.unlike = unlikeness(result.picture);
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
    const std::lock_guard lock(m_impl->mutex);
    m_impl->request = std::move(request);
    m_impl->wake();
}

void DigitRun::findDisagreement(std::shared_ptr<const DigitSet> set, std::int64_t from)
{
    const std::int64_t count = set ? set->count() : 0;
    if (count == 0) {
        m_impl->disagreements.post(-1);
        return;
    }
    const std::int64_t start = ((from % count) + count) % count;
    const std::lock_guard lock(m_impl->mutex);
    m_impl->search = Search{std::move(set), start, count};
    m_impl->wake();
}

Lane::Status DigitRun::status() const { return m_impl->lane.status(); }

std::optional<DigitResult> DigitRun::takeResult() { return m_impl->results.take(); }

std::optional<std::int64_t> DigitRun::takeDisagreement() { return m_impl->disagreements.take(); }

} // namespace glowworm
