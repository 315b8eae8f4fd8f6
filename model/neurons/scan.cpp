// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/scan.h"

#include "model/base/error.h"
#include "model/engine/digit_engine.h"
#include "model/engine/logits.h"
#include "model/neurons/spread.h"
#include "model/neurons/words.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace glowworm {
namespace {

constexpr std::int64_t kPicturesAWindow = 256;

} // namespace

struct NeuronScan::Impl {
    std::shared_ptr<const NeuronCorpus> corpus;
    NeuronActivity activity;
    std::optional<LanguageEngine> text; // either this and its sequence ...
    std::optional<Sequence> sequence;
    std::optional<DigitEngine> digits; // ... or this
    std::int64_t window = 0;           // tokens or pictures of each but the last
    std::int64_t done = 0;             // windows

    std::int64_t windows() const { return (corpus->size() + window - 1) / window; }
    /// The first token or picture of the next window, and how many it has.
    std::pair<std::int64_t, std::int64_t> next() const
    {
        const std::int64_t first = spread(done, windows()) * window;
        return {first, std::min(window, corpus->size() - first)};
    }

    std::vector<FiringRecord> readText(std::int64_t first, std::int64_t count)
    {
        const auto some
            = std::span(corpus->tokens)
                  .subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
        std::vector<FiringRecord> records;
        sequence->truncate(0);
        requireFinite(text->advance(*sequence, std::vector<int>(some.begin(), some.end()),
            LanguageEngine::Logits::All, &records)); // no token sees the last layer of another
        return records;
    }

    std::vector<FiringRecord> readPictures(std::int64_t first, std::int64_t count)
    {
        std::vector<float> pixels(static_cast<std::size_t>(count) * kDigitPixels);
        for (std::int64_t i = 0; i < count; ++i)
            standardise(corpus->pictures->picture(first + i),
                std::span(pixels).subspan(
                    static_cast<std::size_t>(i) * kDigitPixels, kDigitPixels));
        std::vector<FiringRecord> records;
        requireFinite(digits->classify(pixels, &records));
        return records;
    }
};

NeuronScan::NeuronScan(const ModelState& model, std::shared_ptr<const NeuronCorpus> corpus,
    WeightFormat format, int threads)
    : m_impl(std::make_unique<Impl>())
{
    const bool isText = model.config.task == Task::Text;
    if (isText == (corpus->pictures != nullptr))
        throw Error("Neurons of a model for " + std::string(nameOf(model.config.task))
            + " cannot be counted over " + printable(textOf(corpus->name))
            + (isText ? ", which holds pictures. Name a text."
                      : ", which is a text. Name pictures of digits."));
    if (corpus->size() == 0)
        throw Error("Neurons cannot be counted over " + printable(textOf(corpus->name))
            + ": there is nothing in it that the model knows.");
    const EngineOptions options{.threads = threads, .keepLogits = model.config.isSparse()};
    if (isText) {
        m_impl->text.emplace(packLanguage(model, format), options);
        m_impl->sequence = m_impl->text->makeSequence();
    } else {
        m_impl->digits.emplace(packDigits(model, format), options);
    }
    m_impl->window = isText ? model.config.context : kPicturesAWindow;
    m_impl->activity = NeuronActivity(gridOf(model.config), model.config.isSparse());
    m_impl->corpus = std::move(corpus);
}

NeuronScan::~NeuronScan() = default;

void NeuronScan::resume(NeuronActivity counted)
{
    Impl& impl = *m_impl;
    const bool fits = counted.grid().layers == impl.activity.grid().layers
        && counted.grid().neurons() == impl.activity.grid().neurons()
        && counted.isSparse() == impl.activity.isSparse();
    std::int64_t seen = 0;
    for (impl.done = 0; fits && seen < counted.seen() && !finished(); ++impl.done)
        seen += impl.next().second;
    if (!fits || seen != counted.seen()) {
        impl.done = 0;
        throw Error("What was counted before, over " + std::to_string(counted.seen()) + " of "
            + printable(textOf(impl.corpus->name)) + ", belongs to another reading of it.");
    }
    impl.activity = std::move(counted);
}

bool NeuronScan::advance(const StopCheck& stop)
{
    Impl& impl = *m_impl;
    if (finished() || stop())
        return false;
    const auto [first, count] = impl.next();
    const std::vector<FiringRecord> records
        = impl.text ? impl.readText(first, count) : impl.readPictures(first, count);
    for (std::int64_t i = 0; i < count; ++i)
        impl.activity.add(
            records[static_cast<std::size_t>(i)], static_cast<std::uint32_t>(first + i));
    ++impl.done;
    return !finished();
}

bool NeuronScan::finished() const { return m_impl->done >= m_impl->windows(); }

const NeuronActivity& NeuronScan::activity() const { return m_impl->activity; }

NeuronCensus censusOf(const NeuronActivity& activity, const NeuronCorpus& corpus)
{
    return {activity.grid(), activity.isSparse(), corpus.name, activity.seen(), corpus.size(),
        censusOf(activity), {activity.fired().begin(), activity.fired().end()}, {}, true};
}

} // namespace glowworm
