// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/generation.h"

#include "model/base/build_info.h"
#include "model/tape/tape_file.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/field_words.h"
#include "ui/widgets/path_text.h"

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

std::size_t at(Twin twin) { return static_cast<std::size_t>(twin); }

TapeModel tapeModelOf(const LoadedModel& model)
{
    const ModelConfig& config = model.state->config;
    return {config.isSparse() ? Twin::Sparse : Twin::Dense, config, model.state->vocabulary,
        model.language->format, model.source, model.hash, model.surgery};
}

/// As far as a tape tells it.
LoadedModel withoutWeights(const TapeModel& recorded)
{
    auto state = std::make_shared<ModelState>();
    state->config = recorded.config;
    state->vocabulary = recorded.vocabulary;
    auto language = std::make_shared<LanguageWeights>();
    language->config = recorded.config;
    language->vocabulary = recorded.vocabulary;
    language->format = recorded.format;
    return {std::move(state), std::move(language), nullptr, recorded.source, recorded.hash,
        recorded.surgery};
}

} // namespace

Generation::Generation(const Workbench& workbench, Library& library)
    : WorkingPart(workbench, library, Work::Generation)
    , m_machine(machineInfo().cpu)
    , m_threads(usableThreads() >= 4 ? 2 : 1)
{
    connect(&m_workbench, &Workbench::busyChanged, this, [this] { setThreads(m_threads); });
}

QString Generation::lacking() const
{
    return m_library.hasModel(Task::Text)
        ? QString()
        : m_library.sentenceFor(tr("No text model is open. Open a checkpoint (File > Open model), "
                                   "or train one (Ctrl+2)."));
}

void Generation::start(const SampleConfig& sample, const QString& prompt, bool sparse, bool dense,
    double tokensPerSecond)
{
    const LoadedModel* sparseModel = sparse ? m_library.model(Task::Text, Twin::Sparse) : nullptr;
    const LoadedModel* denseModel = dense ? m_library.model(Task::Text, Twin::Dense) : nullptr;
    QString sentence = refusal();
    if (sentence.isEmpty() && !sparseModel && !denseModel)
        sentence = tr("The model asked for is not open: choose the other one, or open a checkpoint "
                      "(File > Open model).");
    if (const auto wrong = problems(sample); sentence.isEmpty() && !wrong.empty())
        sentence = withLabels(wrong.front().sentence);
    if (refuses(sentence))
        return;
    GenerationSpec spec;
    spec.sparse = sparseModel ? sparseModel->language : nullptr;
    spec.dense = denseModel ? denseModel->language : nullptr;
    spec.prompt = prompt.toStdU32String();
    spec.sample = sample;
    spec.whileTraining = m_workbench.busy().training;
    spec.threads = threadsNow();
    spec.tokensPerSecond = tokensPerSecond;
    m_tape = {sample, {}, {}, utcNow(), m_machine};
    m_agreement = {};
    m_origin.clear();
    m_source = Source::Written;
    m_writers = {};
    for (const LoadedModel* model : {sparseModel, denseModel})
        if (model) {
            m_tape.tracks.emplace_back(tapeModelOf(*model));
            m_writers[at(m_tape.tracks.back().model().twin)] = *model;
        }
    m_run.start(std::move(spec));
    begin();
}

void Generation::begin()
{
    m_running = true;
    Q_EMIT started();
    Q_EMIT workBegan();
}

const LoadedModel* Generation::writer(Twin twin) const
{
    return m_writers[at(twin)] ? &*m_writers[at(twin)] : nullptr;
}

/// The open model that wrote, with the same weights.
std::optional<LoadedModel> Generation::openWriter(const TapeModel& model) const
{
    const LoadedModel* open = m_library.model(Task::Text, model.twin);
    const bool same = open && !model.hash.empty() && open->hash == model.hash
        && open->language->format == model.format && open->surgery == model.surgery;
    return same ? std::optional(*open) : std::nullopt;
}

void Generation::show(const Tape& tape)
{
    m_tape = tape;
    m_agreement = {};
    m_writers = {};
    bool open = refusal().isEmpty();
    for (const TapeTrack& track : m_tape.tracks) {
        std::optional<LoadedModel>& writer = m_writers[at(track.model().twin)];
        writer = openWriter(track.model());
        open = open && writer;
        if (!writer)
            writer = withoutWeights(track.model());
    }
    m_source = open ? Source::ReadAgain : Source::Recorded;
    m_origin = tr("Recorded %1 on %2.")
                   .arg(QString::fromStdString(printable(m_tape.recorded)),
                       QString::fromStdString(printable(m_tape.machine)))
        + QLatin1Char(' ')
        + (open ? tr("Values and margins are computed again by the open models.")
                : tr("Without the models that wrote it a tape says which neurons fired, not how "
                     "strongly."));
    if (open) {
        const auto weights = [this](Twin twin) {
            const LoadedModel* model = writer(twin);
            return model ? model->language : nullptr;
        };
        GenerationSpec spec = readingAgain(m_tape, weights(Twin::Sparse), weights(Twin::Dense));
        spec.threads = threadsNow();
        spec.whileTraining = m_workbench.busy().training;
        m_run.start(std::move(spec));
    } else {
        m_run.play(m_tape);
    }
    begin();
}

/// What the models say again of a tape, with the times of then.
void Generation::compare(GenerationUpdate& again)
{
    m_agreement.add(m_tape, again);
    for (GeneratedToken& token : again.tokens)
        if (const TapeTrack* track = m_tape.track(token.twin); track && token.index < track->size())
            token.seconds = track->columns().seconds[static_cast<std::size_t>(token.index)];
    again.speeds.clear();
    for (const TapeTrack& track : m_tape.tracks)
        again.speeds.push_back(track.speed);
}

bool Generation::refusesToKeep()
{
    if (!m_tape.empty())
        return false;
    Q_EMIT problem(tr("There is no text to keep yet: let a model write one first (Ctrl+Return)."),
        Work::Generation);
    return true;
}

void Generation::save(const QString& file, TapeForm form)
{
    m_saving.save(m_tape, form, toPath(file));
    Q_EMIT workBegan();
}

void Generation::fetchSaved()
{
    for (const TapeRun::Saved& one : m_saving.drain())
        if (one.error.empty())
            Q_EMIT saved(toText(one.file));
        else
            Q_EMIT problem(QString::fromStdString(one.error), Work::Generation);
}

void Generation::setThreads(int threads)
{
    m_threads = std::clamp(threads, 1, usableThreads());
    m_run.setThreads(threadsNow(), m_workbench.busy().training);
}

int Generation::threadsNow() const { return m_workbench.busy().training ? 1 : m_threads; }

void Generation::fetch()
{
    const Lane::Status status = m_run.status();
    std::vector<GenerationUpdate> pieces = m_run.outbox().drain();
    for (std::size_t i = 1; i < pieces.size(); ++i)
        pieces.front().add(std::move(pieces[i]));
    if (!pieces.empty()) {
        if (m_source == Source::Written)
            m_tape.add(pieces.front());
        else if (m_source == Source::ReadAgain)
            compare(pieces.front());
        Q_EMIT updated(pieces.front());
    }
    fetchSaved();
    if (m_running && !status.busy() && !m_run.status().busy()) {
        m_running = false;
        Q_EMIT ended(failureOf(status));
        if (m_agreement.firstOther >= 0)
            Q_EMIT problem(tr("The open models fire other neurons than were recorded, first at "
                              "character %L1: another processor may round otherwise. The file is "
                              "as it was.")
                               .arg(m_agreement.firstOther),
                Work::Generation);
    }
}

} // namespace glowworm
