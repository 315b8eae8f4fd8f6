// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/loss_change.h"

#include "model/base/error.h"
#include "model/engine/digit_engine.h"
#include "model/engine/logits.h"
#include "model/neurons/corpus.h"
#include "model/neurons/spread.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace glowworm {
namespace {

constexpr std::int64_t kPicturesACall = 256;
constexpr std::int64_t kFewest = 5; // windows that say something of others

/// 0.975 of Student's distribution, for 4 degrees of freedom and more: the expansion of Abramowitz
/// and Stegun 1964, 26.7.5, within 0.3 %.
double studentQuantile(double freedom)
{
    constexpr double x = 1.959964, x3 = x * x * x, x5 = x3 * x * x, x7 = x5 * x * x;
    return x + (x3 + x) / (4 * freedom) + (5 * x5 + 16 * x3 + 3 * x) / (96 * freedom * freedom)
        + (3 * x7 + 19 * x5 + 17 * x3 - 15 * x) / (384 * freedom * freedom * freedom);
}

/// What is held out, in the model's characters. Throws Error.
std::vector<std::uint16_t> heldOut(const ModelState& model, const TrainingData& data)
{
    if (!data.text)
        throw Error("The loss cannot be measured: no text is open.");
    data.text->requireContext(model.config.context);
    NeuronCorpus corpus = corpusOf(*data.text, TextPart::HeldOut, model.vocabulary);
    if (corpus.tokens.size() != data.text->validation().size())
        throw Error("The loss cannot be measured on " + printable(data.text->name())
            + ": it holds characters that the model does not know.");
    return std::move(corpus.tokens);
}

} // namespace

struct LossComparison::Impl {
    TrainingData data;
    std::vector<std::uint16_t> ids;                    // text: what is held out ...
    std::vector<std::int64_t> starts;                  // ... and its windows
    std::array<std::optional<LanguageEngine>, 2> text; // before and after
    std::array<std::optional<DigitEngine>, 2> digits;
    LossChange result;
    std::array<double, 2> sums{}; // of the losses
    std::array<std::int64_t, 2> right{};
    double squares = 0; // of the differences, about their mean (Welford 1962)

    bool finished() const { return result.complete(); }

    void add(double before, double after)
    {
        const auto n = static_cast<double>(++result.seen);
        sums[0] += before;
        sums[1] += after;
        const double difference = after - before, off = difference - result.change;
        result.change += off / n;
        squares += off * (difference - result.change);
        if (result.seen >= kFewest)
            result.halfWidth = studentQuantile(n - 1) * std::sqrt(squares / (n * (n - 1)));
    }

    void readText()
    {
        const auto window = static_cast<std::size_t>(spread(result.seen, result.total));
        const auto loss = [&](LanguageEngine& engine) {
            return meanLoss(engine, ids, {&starts[window], 1});
        };
        const double before = loss(*text[0]);
        add(before, loss(*text[1]));
    }

    void readPictures()
    {
        const std::int64_t count = std::min(kPicturesACall, result.total - result.seen);
        std::vector<float> pixels(static_cast<std::size_t>(count) * kDigitPixels);
        std::vector<int> labels;
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t index = spread(result.seen + i, result.total);
            standardise(data.testDigits->picture(index),
                std::span(pixels).subspan(labels.size() * kDigitPixels, kDigitPixels));
            labels.push_back(data.testDigits->label(index));
        }
        const std::span<const float> before = digits[0]->classify(pixels),
                                     after = digits[1]->classify(pixels);
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const auto first = before.subspan(i * kDigitClasses, kDigitClasses),
                       second = after.subspan(i * kDigitClasses, kDigitClasses);
            right[0] += likeliestDigit(first) == labels[i];
            right[1] += likeliestDigit(second) == labels[i];
            const auto label = static_cast<std::size_t>(labels[i]);
            add(crossEntropy(first, label), crossEntropy(second, label));
        }
    }
};

LossComparison::LossComparison(
    const ModelState& model, Surgery surgery, TrainingData data, WeightFormat format, int threads)
    : m_impl(std::make_unique<Impl>())
{
    Impl& impl = *m_impl;
    const ModelState after = operated(model, surgery);
    const EngineOptions options{.threads = threads};
    if (model.config.task == Task::Text) {
        impl.ids = heldOut(model, data);
        impl.starts = data.text->validationWindows(model.config.context);
        impl.text[0].emplace(packLanguage(model, format), options);
        impl.text[1].emplace(packLanguage(after, format), options);
        impl.result.total = static_cast<std::int64_t>(impl.starts.size());
    } else {
        if (!data.testDigits || data.testDigits->count() == 0)
            throw Error("The loss cannot be measured: no test pictures are open.");
        impl.digits[0].emplace(packDigits(model, format), options);
        impl.digits[1].emplace(packDigits(after, format), options);
        impl.result.total = data.testDigits->count();
    }
    impl.data = std::move(data);
    impl.result.surgery = std::move(surgery);
}

LossComparison::~LossComparison() = default;

bool LossComparison::advance(const StopCheck& stop)
{
    Impl& impl = *m_impl;
    if (impl.finished() || stop())
        return false;
    if (impl.text[0])
        impl.readText();
    else
        impl.readPictures();
    return !impl.finished();
}

LossChange LossComparison::result() const
{
    LossChange result = m_impl->result;
    if (result.seen == 0)
        return result;
    const auto n = static_cast<double>(result.seen);
    result.before = m_impl->sums[0] / n;
    result.after = m_impl->sums[1] / n;
    if (m_impl->text[0]) {
        result.characters = result.seen * m_impl->text[0]->weights().config.context;
    } else {
        result.rightBefore = static_cast<double>(m_impl->right[0]) / n;
        result.rightAfter = static_cast<double>(m_impl->right[1]) / n;
    }
    return result;
}

} // namespace glowworm
