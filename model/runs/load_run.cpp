// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/load_run.h"

#include "error.h"
#include "io/checkpoint.h"
#include "runs/study.h"
#include "sentence.h"

#include <deque>
#include <mutex>
#include <utility>

namespace glowworm {
namespace {

using Request = std::function<void(Loaded& loaded, std::stop_token stop)>; // fills what it loads, throws Error

constexpr std::int64_t kHeldOutShare = 6; // a sixth, as in MNIST's 60,000 + 10,000

LoadedModel packModel(std::shared_ptr<const ModelState> state, std::string source, std::string hash, WeightFormat format)
{
    LoadedModel model;
    if (state->config.task == Task::Text)
        model.language = packLanguage(*state, format);
    else
        model.digits = packDigits(*state);
    model.state = std::move(state);
    model.source = std::move(source);
    model.hash = std::move(hash);
    return model;
}

/// Pictures begin ... end - 1 of a set.
std::shared_ptr<const DigitSet> partOf(const DigitSet& set, const std::string& name, std::int64_t begin, std::int64_t end)
{
    std::vector<std::uint8_t> pixels, labels;
    pixels.reserve(static_cast<std::size_t>((end - begin) * kDigitPixels));
    for (std::int64_t i = begin; i < end; ++i) {
        const auto picture = set.picture(i);
        pixels.insert(pixels.end(), picture.begin(), picture.end());
        labels.push_back(static_cast<std::uint8_t>(set.label(i)));
    }
    return std::make_shared<const DigitSet>(name, std::move(pixels), std::move(labels));
}

void holdOut(Loaded& loaded, const DigitSet& set)
{
    const std::int64_t test = set.count() / kHeldOutShare;
    if (test == 0)
        throw Error(printable(set.name()) + " has only " + std::to_string(set.count()) + " images; at least "
            + std::to_string(kHeldOutShare) + " are needed to hold some out for testing.");
    loaded.digits = partOf(set, set.name(), 0, set.count() - test);
    loaded.testDigits = partOf(set, set.name() + " (last sixth)", set.count() - test, set.count());
}

} // namespace

struct LoadRun::Impl {
    mutable std::mutex mutex; // of what follows
    std::deque<std::pair<std::filesystem::path, Request>> waiting;
    bool working = false; // the job will look for more before it ends
    WeightFormat format = WeightFormat::Fp32;

    Mailbox<Loaded> results;
    Lane lane; // last: it stops before the rest goes

    void ask(std::filesystem::path file, Request request);
    void askToPack(std::filesystem::path file, std::shared_ptr<const ModelState> state, std::string source, std::string hash);
    void work(std::stop_token stop);
    WeightFormat formatNow() const;
};

WeightFormat LoadRun::Impl::formatNow() const
{
    const std::lock_guard lock(mutex);
    return format;
}

void LoadRun::Impl::ask(std::filesystem::path file, Request request)
{
    const std::lock_guard lock(mutex);
    waiting.emplace_back(std::move(file), std::move(request));
    if (!std::exchange(working, true))
        lane.start([this](std::stop_token stop) { work(stop); });
}

void LoadRun::Impl::work(std::stop_token stop)
{
    while (!stop.stop_requested()) { // only the destructor stops
        std::pair<std::filesystem::path, Request> next;
        {
            const std::lock_guard lock(mutex);
            if (waiting.empty()) {
                working = false;
                return;
            }
            next = std::move(waiting.front());
            waiting.pop_front();
        }
        Loaded loaded;
        try {
            next.second(loaded, stop);
        } catch (const std::exception& exception) {
            loaded = {};
            loaded.error = sentenceOf(exception);
        }
        loaded.file = std::move(next.first);
        results.post(std::move(loaded));
    }
}

void LoadRun::Impl::askToPack(std::filesystem::path file, std::shared_ptr<const ModelState> state, std::string source, std::string hash)
{
    ask(std::move(file), [=, this](Loaded& loaded, std::stop_token) { loaded.model = packModel(state, source, hash, formatNow()); });
}

LoadRun::LoadRun()
    : m_impl(std::make_unique<Impl>())
{
}

LoadRun::~LoadRun() = default;

void LoadRun::openModel(std::filesystem::path file)
{
    m_impl->ask(file, [file, impl = m_impl.get()](Loaded& loaded, std::stop_token) {
        auto state = std::make_shared<const ModelState>(readModel(file));
        loaded.model = packModel(std::move(state), file.filename().string(), checkpointHash(file), impl->formatNow());
    });
}

void LoadRun::openText(std::filesystem::path file)
{
    m_impl->ask(file,
        [file](Loaded& loaded, std::stop_token stop) { loaded.text = std::make_shared<const TextCorpus>(TextCorpus::load(file, stop)); });
}

void LoadRun::openDigits(
    std::filesystem::path images, std::filesystem::path labels, std::filesystem::path testImages, std::filesystem::path testLabels)
{
    m_impl->ask(images, [=](Loaded& loaded, std::stop_token) {
        DigitSet training = DigitSet::load(images, labels);
        if (testImages.empty() && testLabels.empty()) {
            holdOut(loaded, training);
            return;
        }
        loaded.testDigits = std::make_shared<const DigitSet>(DigitSet::load(testImages, testLabels));
        loaded.digits = std::make_shared<const DigitSet>(std::move(training));
    });
}

void LoadRun::openStudy(std::filesystem::path file)
{
    m_impl->ask(
        file, [file](Loaded& loaded, std::stop_token) { loaded.study = std::make_shared<const StudyResult>(readStudyResult(file)); });
}

void LoadRun::pack(ModelState model, std::string source)
{
    m_impl->askToPack({}, std::make_shared<const ModelState>(std::move(model)), std::move(source), {});
}

void LoadRun::setFormat(WeightFormat format)
{
    const std::lock_guard lock(m_impl->mutex);
    m_impl->format = format;
}

void LoadRun::repack(const LoadedModel& model, std::filesystem::path file)
{
    m_impl->askToPack(std::move(file), model.state, model.source, model.hash);
}

bool LoadRun::busy() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->working;
}

std::vector<Loaded> LoadRun::drain() { return m_impl->results.drain(); }

} // namespace glowworm
