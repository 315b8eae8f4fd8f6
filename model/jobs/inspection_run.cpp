// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/inspection_run.h"

#include "model/base/sentence.h"
#include "model/engine/digit_engine.h"
#include "model/neurons/kept_scan.h"
#include "model/neurons/reread.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <iterator>
#include <utility>
#include <vector>

namespace glowworm {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kAnswerAgain{100}; // between two answers to one question

Latest<LossNews>& outboxOf(const ModelConfig& model, InspectionOutbox& out)
{
    return out
        .losses[static_cast<std::size_t>(model.task)][static_cast<std::size_t>(twinOf(model))];
}

WeightFormat formatOf(const InspectedModel& asked)
{
    return asked.model.language ? asked.model.language->format : WeightFormat::Fp32;
}

bool hasCorpus(const InspectedModel& asked)
{
    return asked.model.state->config.task == Task::Text ? asked.data.text != nullptr
                                                        : asked.data.testDigits != nullptr;
}

/// What its neurons are counted over, where something is open.
std::shared_ptr<const NeuronCorpus> corpusFor(const InspectedModel& asked)
{
    return std::make_shared<const NeuronCorpus>(asked.model.state->config.task == Task::Text
            ? corpusOf(*asked.data.text, TextPart::HeldOut, asked.model.state->vocabulary)
            : corpusOf(asked.data.testDigits));
}

/// What the neuron did there.
NeuronMoment momentAt(const InspectedModel& asked, NeuronAddress neuron, const NeuronWhere& where)
{
    const EngineOptions options{.keepLogits = true};
    const ModelConfig& config = asked.model.state->config;
    if (asked.model.language) {
        LanguageEngine engine(where.writer ? where.writer : asked.model.language, options);
        return momentOf(config, firingOfLast(engine, where.tokens, where.promptTokens), neuron);
    }
    DigitEngine engine(asked.model.digits, options);
    std::vector<float> pixels(kDigitPixels);
    standardise(*where.picture, pixels);
    std::vector<FiringRecord> firing;
    engine.classify(pixels, &firing);
    return momentOf(config, firing.front(), neuron);
}

/// What fails - memory, damaged weights - is told, and ends nothing else.
template <class Work> bool attempt(InspectionOutbox& out, Work work)
{
    try {
        work();
        return true;
    } catch (const std::exception& exception) {
        out.problems.post(sentenceOf(exception));
        return false;
    }
}

} // namespace

struct InspectionRun::Question {
    std::uint64_t id = 0;
    InspectedModel model;
    NeuronAddress neuron; // of a report
    NeuronWhere where;
    NeuronReport report; // without its biography

    /// There is nothing to count, or no counting it: why.
    void postWithoutCounts(Kind kind, std::string why, InspectionOutbox& out) const
    {
        if (kind == Report) {
            NeuronReport known = report;
            known.withoutBiography = std::move(why);
            known.hasCorpus = hasCorpus(model);
            out.reports.post({id, std::move(known)});
        } else {
            NeuronCensus none;
            none.isSparse = model.model.state->config.isSparse();
            none.withoutCounts = std::move(why);
            none.hasCorpus = hasCorpus(model);
            out.censuses.post({id, std::move(none)});
        }
    }
};

/// A scan, and what it belongs to.
struct InspectionRun::Reading {
    std::shared_ptr<const ModelState> model;
    TrainingData data;
    WeightFormat format;
    KeptScan scan;
    Clock::time_point told; // how far it has come

    explicit Reading(const InspectedModel& asked)
        : model(asked.model.state)
        , data(asked.data)
        , format(formatOf(asked))
        , scan(*model, corpusFor(asked), asked.model.hash, format)
    {
    }
    bool isOf(const InspectedModel& asked) const
    {
        return model == asked.model.state && data.text == asked.data.text
            && data.testDigits == asked.data.testDigits && format == formatOf(asked);
    }
};

/// The loss before and after, of the first piece on.
struct InspectionRun::Measurement {
    const InspectedModel asked;
    std::optional<LossComparison> losses;

    explicit Measurement(InspectedModel model)
        : asked(std::move(model))
    {
    }
    const std::shared_ptr<const ModelState>& model() const { return asked.model.state; }
    void begin() { losses.emplace(*model(), asked.surgery, asked.data, formatOf(asked)); }
    void post(InspectionOutbox& out, std::string problem = {}) const
    {
        LossNews news{model(), {}, std::move(problem)};
        if (losses)
            news.change = losses->result();
        news.change.surgery = asked.surgery;
        outboxOf(model()->config, out).post(std::move(news));
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
    m_worker.ask([this](std::stop_token, InspectionOutbox&) {
        for (const Kind kind : {Report, Census})
            if (m_newest[kind] == 0)
                m_questions[kind].reset();
        for (Reading& reading : m_readings)
            reading.scan.keep();
    });
}

void InspectionRun::close(std::shared_ptr<const ModelState> model)
{
    m_worker.ask([this, model = std::move(model)](std::stop_token, InspectionOutbox&) {
        for (auto& question : m_questions)
            if (question && question->model.model.state == model)
                question.reset();
        m_measurements.remove_if([&](const Measurement& one) { return one.model() == model; });
        m_readings.remove_if([&](Reading& reading) {
            const bool isGone = reading.model == model;
            if (isGone)
                reading.scan.keep();
            return isGone;
        });
    });
}

void InspectionRun::measureLoss(InspectedModel model)
{
    m_worker.ask([this, asked = std::move(model)](std::stop_token, InspectionOutbox&) {
        m_measurements.remove_if(
            [&](const Measurement& one) { return one.model() == asked.model.state; });
        if (asked.surgery.empty())
            return;
        m_measurements.emplace_back(asked);
        askForPiece();
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
    const InspectedModel& asked = question.model;
    if (kind == Report) {
        NeuronReport& report = question.report;
        const auto general = [&] { report = reportOf(*asked.model.state, question.neuron); };
        if (!attempt(out, general))
            return;
        out.reports.post({question.id, report}); // at once; what has to be read follows
        if (!question.where.tokens.empty() || question.where.picture)
            attempt(out, [&] { report.moment = momentAt(asked, question.neuron, question.where); });
        attempt(out, [&] { report.life = lifeOf(question); });
    }
    if (!hasCorpus(asked)) {
        question.postWithoutCounts(kind, {}, out);
        return;
    }
    try {
        const Reading& reading = readingFor(asked, out);
        m_questions[kind] = std::make_unique<Question>(question);
        tell(kind, reading, out);
        askForPiece();
    } catch (const std::exception& exception) {
        m_questions[kind].reset();
        question.postWithoutCounts(kind, sentenceOf(exception), out);
    }
}

void InspectionRun::tell(Kind kind, const Reading& reading, InspectionOutbox& out)
{
    const Question& question = *m_questions[kind];
    const NeuronActivity& counted = reading.scan.activity();
    if (kind == Census) {
        out.censuses.post({question.id, censusOf(counted, reading.scan.corpus())});
        return;
    }
    NeuronReport report = question.report;
    report.biography = biographyOf(counted, reading.scan.corpus(), *reading.model, question.neuron);
    out.reports.post({question.id, std::move(report)});
}

std::vector<NeuronLifePoint> InspectionRun::lifeOf(const Question& question)
{
    const auto& state = question.model.model.state;
    if (m_lived.lock() != state) {
        m_lived = state;
        m_evaluations = evaluationsBehind(question.model.file);
    }
    return glowworm::lifeOf(m_evaluations, state->config, question.neuron);
}

/// Of a model only what is open now: another text or format takes the place of the one before.
/// Throws Error.
InspectionRun::Reading& InspectionRun::readingFor(
    const InspectedModel& asked, InspectionOutbox& out)
{
    const auto known = std::ranges::find(m_readings, asked.model.state, &Reading::model);
    if (known != m_readings.end() && known->isOf(asked))
        return *known;
    if (known != m_readings.end()) {
        known->scan.keep();
        m_readings.erase(known);
    }
    Reading& reading = m_readings.emplace_back(asked);
    if (std::string problem = reading.scan.takeProblem(); !problem.empty())
        out.problems.post(std::move(problem));
    return reading;
}

bool InspectionRun::isWanted(Kind kind, const Reading& reading) const
{
    return m_questions[kind] && reading.isOf(m_questions[kind]->model);
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

/// One window of one of the works that take long, in turns. False when there is none.
bool InspectionRun::piece(const std::stop_token& stop, InspectionOutbox& out)
{
    std::vector<Reading*> readings;
    for (Reading& reading : m_readings)
        if (!reading.scan.finished() && (isWanted(Report, reading) || isWanted(Census, reading)))
            readings.push_back(&reading);
    const std::size_t works = readings.size() + m_measurements.size();
    if (works == 0)
        return false;
    const std::size_t turn = m_turn++ % works;
    if (turn < readings.size())
        read(*readings[turn], stop, out);
    else
        measure(
            *std::next(m_measurements.begin(), static_cast<std::ptrdiff_t>(turn - readings.size())),
            stop, out);
    return true;
}

void InspectionRun::read(Reading& reading, const std::stop_token& stop, InspectionOutbox& out)
{
    try {
        reading.scan.advance(stop);
        if (std::string problem = reading.scan.takeProblem(); !problem.empty())
            out.problems.post(std::move(problem));
        if (!reading.scan.finished() && Clock::now() - reading.told < kAnswerAgain)
            return;
        reading.told = Clock::now();
        for (const Kind kind : {Report, Census})
            if (isWanted(kind, reading))
                tell(kind, reading, out);
    } catch (const std::exception& exception) {
        for (const Kind kind : {Report, Census})
            if (isWanted(kind, reading)) {
                m_questions[kind]->postWithoutCounts(kind, sentenceOf(exception), out);
                m_questions[kind].reset();
            }
        m_readings.remove_if([&](const Reading& one) { return &one == &reading; });
    }
}

void InspectionRun::measure(Measurement& one, const std::stop_token& stop, InspectionOutbox& out)
{
    bool ends = false;
    try {
        if (!one.losses)
            one.begin();
        one.losses->advance(stop);
        one.post(out);
        ends = one.losses->result().complete();
    } catch (const std::exception& exception) {
        one.post(out, sentenceOf(exception));
        ends = true;
    }
    if (ends)
        m_measurements.remove_if([&](const Measurement& other) { return &other == &one; });
}

} // namespace glowworm
