// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/probe.h"

#include "model/base/error.h"
#include "model/engine/digit_engine.h"
#include "model/engine/generator.h"

#include <array>
#include <utility>

namespace glowworm {
namespace {

constexpr int kCharacters = 200;

/// By digit, of those that there are.
std::vector<std::int64_t> firstOfEach(const DigitSet& set)
{
    std::array<std::int64_t, kDigitClasses> first{};
    first.fill(-1);
    for (std::int64_t i = set.count() - 1; i >= 0; --i)
        first[static_cast<std::size_t>(set.label(i))] = i;
    std::vector<std::int64_t> found(first.begin(), first.end());
    std::erase(found, -1);
    return found;
}

} // namespace

SampleConfig probeSample()
{
    SampleConfig sample;
    sample.temperature = 0.8;
    sample.seed = 1;
    sample.tokens = kCharacters;
    return sample;
}

struct Probe::Impl {
    std::unique_ptr<Generator> text;
    std::unique_ptr<DigitEngine> digits;
    std::shared_ptr<const DigitSet> pictures;
    std::vector<std::int64_t> asked; // pictures, by number
    std::vector<ProbePlace> places;

    bool write(std::stop_token stop)
    {
        const bool goesOn = text->advance(stop);
        for (GeneratedToken& token : text->take().tokens)
            places.push_back({token.character, token.fromPrompt, {}, token.probability,
                std::move(token.firing)});
        return goesOn;
    }
    bool name()
    {
        if (places.size() == asked.size())
            return false;
        const std::int64_t picture = asked[places.size()];
        std::array<float, kDigitPixels> pixels{};
        standardise(pictures->picture(picture), pixels);
        std::vector<FiringRecord> firing;
        const std::span<const float> scores = digits->classify(pixels, &firing);
        const int said = likeliestDigit(scores);
        places.push_back({U'0' + static_cast<char32_t>(said), false, pictures->label(picture),
            probabilities(scores)[static_cast<std::size_t>(said)], std::move(firing.front())});
        return places.size() < asked.size();
    }
};

Probe::Probe(const ModelState& model, std::shared_ptr<const DigitSet> pictures)
    : m_impl(std::make_unique<Impl>())
{
    if (model.config.task == Task::Text) {
        GenerationSpec spec;
        (twinOf(model.config) == Twin::Sparse ? spec.sparse : spec.dense) = packLanguage(model);
        spec.sample = probeSample();
        m_impl->text = std::make_unique<Generator>(std::move(spec));
        return;
    }
    if (!pictures)
        throw Error("The digits that this model is asked to name are not open.");
    m_impl->digits = std::make_unique<DigitEngine>(packDigits(model));
    m_impl->asked = firstOfEach(*pictures);
    m_impl->pictures = std::move(pictures);
}

Probe::~Probe() = default;

bool Probe::advance(std::stop_token stop)
{
    return !stop.stop_requested() && (m_impl->text ? m_impl->write(stop) : m_impl->name());
}

const std::vector<ProbePlace>& Probe::places() const { return m_impl->places; }

} // namespace glowworm
