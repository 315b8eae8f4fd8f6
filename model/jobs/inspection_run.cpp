// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/inspection_run.h"

#include "model/base/sentence.h"
#include "model/engine/digit_engine.h"
#include "model/io/paths.h"
#include "model/neurons/activity_file.h"
#include "model/neurons/reread.h"
#include "model/neurons/scan.h"

#include <chrono>
#include <functional>
#include <utility>
#include <vector>

namespace glowworm {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kKeepEvery{10}; // of reading: what a crash may lose
constexpr std::size_t kMostReadings = 4;       // remembered; the others are kept in files only

Twin twinOf(const ModelConfig& model) { return model.isSparse() ? Twin::Sparse : Twin::Dense; }

Latest<LossNews>& outboxOf(const ModelConfig& model, InspectionOutbox& out)
{
    return out
        .losses[static_cast<std::size_t>(model.task)][static_cast<std::size_t>(twinOf(model))];
}

const void* dataOf(const InspectedModel& asked)
{
    return asked.data.text ? static_cast<const void*>(asked.data.text.get())
                           : asked.data.testDigits.get();
}

/// What the neuron did there, with the weights that the window uses: after surgery, if any.
NeuronMoment momentAt(const InspectedModel& asked, NeuronAddress neuron, const NeuronWhere& where)
{
    const EngineOptions options{.keepLogits = true};
    const ModelConfig& config = asked.model.state->config;
    if (asked.model.language) {
        LanguageEngine engine(asked.model.language, options);
        return momentOf(config, firingOfLast(engine, where.tokens, where.promptTokens), neuron);
    }
    DigitEngine engine(asked.model.digits, options);
    std::vector<float> pixels(kDigitPixels);
    standardise(*where.picture, pixels);
    std::vector<FiringRecord> firing;
    engine.classify(pixels, &firing);
    return momentOf(config, firing.front(), neuron);
}

} // namespace

struct InspectionRun::Question {
    std::uint64_t id = 0;
    InspectedModel model;
    NeuronAddress neuron; // of a report
    NeuronWhere where;
    NeuronReport report; // without its biography
};

/// A scan, what it belongs to, and when it was kept.
struct InspectionRun::Reading {
    InspectedModel model;
    std::shared_ptr<const NeuronCorpus> corpus;
    NeuronScan scan;
    ActivityKey key;
    Clock::time_point kept = Clock::now();
    std::int64_t keptSeen = 0;

    Reading(const InspectedModel& asked, std::shared_ptr<const NeuronCorpus> read)
        : model(asked)
        , corpus(read)
        , scan(*asked.model.state, asked.grid, std::move(read), formatOf(asked))
        , key{asked.model.hash, corpus->hash, formatOf(asked)}
    {
    }
    static WeightFormat formatOf(const InspectedModel& asked)
    {
        return asked.model.language ? asked.model.language->format : WeightFormat::Fp32;
    }
    bool isOf(const InspectedModel& asked) const
    {
        return asked.model.state == model.model.state && dataOf(asked) == dataOf(model)
            && formatOf(asked) == key.format && asked.grid == model.grid;
    }

    void resume(InspectionOutbox& out)
    {
        const std::filesystem::path file = key.file();
        if (!isFile(file))
            return;
        try {
            scan.resume(readActivity(
                file, key, model.grid, model.model.state->config.isSparse(), corpus->size()));
            keptSeen = scan.activity().seen();
        } catch (const Error& error) {
            out.problems.post(std::string(error.what()) + " The counting begins anew.");
        }
    }

    void keep(InspectionOutbox& out)
    {
        kept = Clock::now();
        if (key.file().empty() || scan.activity().seen() == keptSeen)
            return;
        keptSeen = scan.activity().seen();
        try {
            keepActivity(key.file(), key, scan.activity());
        } catch (const Error& error) {
            out.problems.post(error.what());
            key.model.clear(); // one sentence is enough
        }
    }
};

struct InspectionRun::Comparison {
    std::shared_ptr<const ModelState> model;
    LossComparison losses;

    explicit Comparison(const InspectedModel& asked)
        : model(asked.model.state)
        , losses(*model, asked.model.surgery, asked.data, Reading::formatOf(asked))
    {
    }
    void post(InspectionOutbox& out) const
    {
        outboxOf(model->config, out).post({model, losses.result(), {}});
    }
};

InspectionRun::InspectionRun() = default;
InspectionRun::~InspectionRun() = default;

// -------------------------------------------------------------------------------------------------
// the owner's thread

void InspectionRun::ask(
    std::uint64_t id, InspectedModel model, NeuronAddress neuron, NeuronWhere where)
{
    ask(Report, {id, std::move(model), neuron, std::move(where), {}});
}

void InspectionRun::askCensus(std::uint64_t id, InspectedModel model)
{
    ask(Census, {id, std::move(model), {}, {}, {}});
}

void InspectionRun::ask(Kind kind, Question question)
{
    m_newest[kind] = question.id;
    m_worker.ask(
        [this, kind, question = std::move(question)](std::stop_token, InspectionOutbox& out) {
            if (question.id == m_newest[kind])
                take(kind, question, out);
        });
}

void InspectionRun::forget()
{
    for (auto& newest : m_newest)
        newest = 0;
    m_worker.ask([this](std::stop_token, InspectionOutbox& out) {
        for (const Kind kind : {Report, Census})
            if (m_newest[kind] == 0)
                m_questions[kind].reset();
        for (Reading& reading : m_readings)
            reading.keep(out);
    });
}

void InspectionRun::measureLoss(InspectedModel model)
{
    m_worker.ask([this, asked = std::move(model)](std::stop_token, InspectionOutbox& out) {
        const ModelConfig& config = asked.model.state->config;
        m_comparisons.remove_if([&](const Comparison& comparison) {
            const ModelConfig& other = comparison.model->config;
            return other.task == config.task && twinOf(other) == twinOf(config);
        });
        if (asked.model.surgery.empty())
            return;
        try {
            m_comparisons.emplace_front(asked);
            m_comparisons.front().post(out);
            askForPiece();
        } catch (const Error& error) {
            LossNews news;
            news.model = asked.model.state;
            news.change.surgery = asked.model.surgery;
            news.problem = error.what();
            outboxOf(config, out).post(std::move(news));
        }
    });
}

void InspectionRun::pause(bool paused)
{
    if (m_paused.exchange(paused) && !paused)
        askForPiece();
}

// -------------------------------------------------------------------------------------------------
// the lane's thread

void InspectionRun::take(Kind kind, Question question, InspectionOutbox& out)
{
    m_questions[kind].reset();
    try {
        if (kind == Report) {
            question.report
                = reportOf(*question.model.model.state, question.model.grid, question.neuron);
            if (!question.where.tokens.empty() || question.where.picture)
                question.report.moment = momentAt(question.model, question.neuron, question.where);
            out.reports.post({question.id, question.report}); // at once; what was counted follows
        }
        m_questions[kind] = std::make_unique<Question>(std::move(question));
        post(kind, out);
    } catch (const Error& error) {
        m_questions[kind].reset();
        out.problems.post(error.what());
        return;
    }
    askForPiece();
}

void InspectionRun::post(Kind kind, InspectionOutbox& out)
{
    Question& question = *m_questions[kind];
    const Reading* reading = readingFor(question, out);
    if (kind == Census && reading)
        out.censuses.post({question.id, censusOf(reading->scan.activity(), *reading->corpus)});
    if (kind == Census)
        return;
    NeuronReport report = question.report;
    if (reading)
        report.biography = biographyOf(reading->scan.activity(), *reading->corpus,
            *question.model.model.state, question.neuron);
    else
        report.withoutBiography = question.model.model.state->config.task == Task::Text
            ? "No text is open: a biography is counted over the last tenth of one."
            : "No test pictures are open: a biography is counted over them.";
    out.reports.post({question.id, std::move(report)});
}

/// Null: nothing is open that it could read. Throws Error.
InspectionRun::Reading* InspectionRun::readingFor(const Question& question, InspectionOutbox& out)
{
    const InspectedModel& asked = question.model;
    if (!dataOf(asked))
        return nullptr;
    for (auto known = m_readings.begin(); known != m_readings.end(); ++known)
        if (known->isOf(asked)) {
            m_readings.splice(m_readings.begin(), m_readings, known);
            return &*known;
        }
    m_readings.emplace_front(asked,
        std::make_shared<const NeuronCorpus>(asked.data.text
                ? corpusOf(*asked.data.text, TextPart::HeldOut, asked.model.state->vocabulary)
                : corpusOf(asked.data.testDigits)));
    m_readings.front().resume(out);
    if (m_readings.size() > kMostReadings) {
        m_readings.back().keep(out);
        m_readings.pop_back();
    }
    return &m_readings.front();
}

void InspectionRun::askForPiece()
{
    if (!m_hasPiece.exchange(true))
        m_worker.ask([this](std::stop_token stop, InspectionOutbox& out) {
            m_hasPiece = false;
            if (!m_paused && piece(stop, out))
                askForPiece();
        });
}

/// One window of one of the works that take long. False when there is none.
bool InspectionRun::piece(const std::stop_token& stop, InspectionOutbox& out)
{
    std::vector<std::function<void()>> works;
    try {
        for (const auto& question : m_questions)
            if (Reading* reading = question ? readingFor(*question, out) : nullptr;
                reading && !reading->scan.finished())
                works.emplace_back([this, reading, &stop, &out] { read(*reading, stop, out); });
        for (Comparison& comparison : m_comparisons)
            if (!comparison.losses.result().complete())
                works.emplace_back([&] {
                    comparison.losses.advance(stop);
                    comparison.post(out);
                });
        if (!works.empty())
            works[m_turn++ % works.size()]();
    } catch (const std::exception& exception) { // damaged weights: nothing goes on with them
        m_questions = {};
        m_comparisons.clear();
        out.problems.post(sentenceOf(exception));
        return false;
    }
    return !works.empty();
}

void InspectionRun::read(Reading& reading, const std::stop_token& stop, InspectionOutbox& out)
{
    reading.scan.advance(stop);
    if (reading.scan.finished() || Clock::now() - reading.kept > kKeepEvery)
        reading.keep(out);
    for (const Kind kind : {Report, Census})
        if (m_questions[kind] && reading.isOf(m_questions[kind]->model))
            post(kind, out);
}

} // namespace glowworm
