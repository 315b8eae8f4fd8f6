// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/generation.h"

#include "model/base/build_info.h"
#include "model/tape/tape_file.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/widgets/field_words.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <string>
#include <utility>

namespace glowworm {
namespace {

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

/// Of a tape's "2026-01-31T12:00:00Z", as the person writes it; what is none stays as it is.
QString timeWords(const std::string& recorded)
{
    const QDateTime time = QDateTime::fromString(QString::fromStdString(recorded), Qt::ISODate);
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat)
                          : words(printable(recorded));
}

} // namespace

Generation::Generation(const Workbench& workbench, Library& library)
    : WorkingPart(workbench, library, Work::Generation)
    , m_threads(usableThreads() >= 4 ? 2 : 1)
{
    connect(&m_workbench, &Workbench::busyChanged, this, [this] { setThreads(m_threads); });
    connect(
        &m_workbench.training(), &Training::stateChanged, this, [this] { setThreads(m_threads); });
    connect(&m_library, &Library::modelsChanged, this, [this](Task task) {
        if (task == Task::Text)
            takeModels();
    });
}

QString Generation::lacking() const
{
    return m_library.hasModel(Task::Text)
        ? QString()
        : m_library.sentenceFor(tr("No text model is open. Open a checkpoint (File > Open model), "
                                   "or train one (Ctrl+2)."));
}

bool Generation::start(const SampleConfig& sample, const QString& prompt, bool sparse, bool dense,
    double tokensPerSecond, const TextBeginning& from)
{
    const auto open = [this](Twin twin) { return m_library.model(Task::Text, twin); };
    const std::array models{sparse ? open(Twin::Sparse) : nullptr, // by Twin
        dense ? open(Twin::Dense) : nullptr};
    QString sentence = refusal();
    if (sentence.isEmpty() && !models[0] && !models[1])
        sentence = tr("The model asked for is not open: choose the other one, or open a checkpoint "
                      "(File > Open model).");
    if (const auto wrong = problems(sample); sentence.isEmpty() && !wrong.empty())
        sentence = withLabels(wrong.front().sentence);
    for (std::size_t i = 0; i < models.size(); ++i)
        if (sentence.isEmpty() && models[i] && from.texts[i])
            sentence = sentenceWords(glowworm::problem(*from.texts[i], *models[i]->language));
    if (refuses(sentence))
        return false;
    GenerationSpec spec;
    spec.sparse = models[0] ? models[0]->language : nullptr;
    spec.dense = models[1] ? models[1]->language : nullptr;
    spec.prompt = prompt.toStdU32String();
    spec.sample = sample;
    spec.written = from.texts;
    spec.voters = true;
    spec.whileTraining = isBesideSteps();
    spec.threads = threadsNow();
    spec.tokensPerSecond = tokensPerSecond;
    m_tape = {sample, {}, from.bookmarks, utcNow(), machineInfo().cpu};
    m_from = from;
    m_pace = tokensPerSecond;
    m_goesOn = true;
    m_back.reset();
    m_readsBack = m_waits = false;
    m_agreement = {};
    m_origin.clear();
    m_source = Source::Written;
    m_writers = {};
    for (std::size_t i = 0; i < models.size(); ++i)
        if (models[i]) {
            m_tape.tracks.emplace_back(tapeModelOf(*models[i]));
            m_writers[i] = *models[i];
        }
    m_run.start(std::move(spec));
    begin(true);
    return true;
}

void Generation::begin(bool isAnother)
{
    m_running = true;
    ++m_changes;
    Q_EMIT started(isAnother);
    Q_EMIT workBegan();
}

const LoadedModel* Generation::writer(Twin twin) const
{
    return m_writers[slotOf(twin)] ? &*m_writers[slotOf(twin)] : nullptr;
}

std::int64_t Generation::length(Twin twin) const
{
    const TapeTrack* track = m_tape.track(twin);
    if (!track || track->size() == 0 || !m_running || m_source != Source::Written)
        return track ? track->size() : 0;
    return planned(*track);
}

std::int64_t Generation::planned(const TapeTrack& track) const
{
    const auto& text = m_from.texts[slotOf(track.model().twin())];
    return text ? static_cast<std::int64_t>(text->characters.size()) + text->more
                : track.promptSize() + m_tape.sample.tokens;
}

TextBeginning Generation::asItStands() const
{
    TextBeginning all{{}, m_tape.bookmarks};
    for (const TapeTrack& track : m_tape.tracks) {
        const Twin twin = track.model().twin();
        if (track.size() == 0)
            continue;
        const auto& whole = m_from.texts[slotOf(twin)];
        const bool isBeingRead = m_source == Source::Written && whole
            && std::cmp_less(track.size(), whole->characters.size());
        all.texts[slotOf(twin)] = isBeingRead ? *whole : track.text();
        all.texts[slotOf(twin)]->more = isBeingRead ? whole->more : length(twin) - track.size();
    }
    return all;
}

// ------------------------------------------------------------------------------------------------
// tapes

/// Why the open model does not compute what the recorded one did; "" = it does.
QString Generation::differenceFrom(const TapeModel& recorded) const
{
    const LoadedModel* open = m_library.model(Task::Text, recorded.twin());
    if (!open || recorded.hash.empty() || open->hash != recorded.hash)
        return tr("Without the models that wrote it a tape says which neurons fired, not how "
                  "strongly.");
    if (open->language->format != recorded.format)
        return tr("It was written with %1 weights: with that format, values and margins are "
                  "computed again.")
            .arg(words(nameOf(recorded.format)));
    if (ordered(open->surgery) == ordered(recorded.surgery))
        return {};
    const QString edits = surgeryWords(gridOf(recorded.config), recorded.surgery);
    return edits.isEmpty()
        ? tr("It was written before surgery: undo it to see values and margins.")
        : tr("It was written with %1: do the same here to see values and margins.").arg(edits);
}

QString Generation::difference() const
{
    for (const TapeTrack& track : m_tape.tracks)
        if (QString other = differenceFrom(track.model()); !other.isEmpty())
            return other;
    return {};
}

/// With the signs of its numbers, which are said here.
QString Generation::originWords(const QString& difference) const
{
    return badged(tr("Recorded %1 on %2.")
                      .arg(timeWords(m_tape.recorded), words(printable(m_tape.machine))),
               Provenance::Recorded)
        + QLatin1Char(' ')
        + (difference.isEmpty()
                ? badged(tr("Values and margins are computed again by the open models."),
                    Provenance::Recomputed)
                : difference);
}

void Generation::takeTape(const Tape& tape)
{
    m_tape = tape;
    m_agreement = {};
    m_writers = {};
    m_goesOn = m_readsBack = m_waits = false;
    m_back.reset();
    for (const TapeTrack& track : m_tape.tracks)
        m_writers[slotOf(track.model().twin())] = differenceFrom(track.model()).isEmpty()
            ? *m_library.model(Task::Text, track.model().twin())
            : withoutWeights(track.model());
}

/// Only what works alone does: a tape needs no model.
bool Generation::refusesTape()
{
    const auto alone = glowworm::refusal(Work::Generation, m_workbench.busy());
    return alone && refuses(sentenceWords(*alone));
}

bool Generation::show(const Tape& tape, bool isAnother)
{
    if (refusesTape())
        return false;
    takeTape(tape);
    const QString other = difference();
    m_source = other.isEmpty() ? Source::ReadAgain : Source::Recorded;
    m_origin = originWords(other);
    if (m_source == Source::ReadAgain)
        readAgain();
    else
        m_run.play(m_tape);
    begin(isAnother);
    return true;
}

void Generation::readAgain()
{
    const auto weights = [this](Twin twin) {
        const LoadedModel* model = writer(twin);
        return model ? model->language : nullptr;
    };
    GenerationSpec spec = readingAgain(m_tape, weights(Twin::Sparse), weights(Twin::Dense));
    spec.voters = true;
    spec.threads = threadsNow();
    spec.whileTraining = isBesideSteps();
    m_run.start(std::move(spec));
}

/// What a tape lacked may be there now.
void Generation::takeModels()
{
    if (m_source != Source::Recorded || m_readsBack || m_workbench.leaving()
        || glowworm::refusal(Work::Generation, m_workbench.busy()) || !difference().isEmpty())
        return;
    if (m_back)
        readBack();
    else
        show(Tape(m_tape), false);
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
    Tape tape = m_tape;
    if (!showsTape()) { // else it is from whatever program
        tape.threads = threadsNow();
        tape.build = machineInfo().build;
    }
    m_saving.save(std::move(tape), form, toPath(file));
    Q_EMIT workBegan();
}

void Generation::fetchSaved()
{
    for (const TapeRun::Saved& one : m_saving.drain())
        if (one.error.empty()) {
            Q_EMIT saved(toText(one.file));
        } else {
            Q_EMIT problem(QString::fromStdString(one.error), Work::Generation);
            Q_EMIT unkept(QString::fromStdString(one.error));
        }
}

void Generation::setPace(double tokensPerSecond)
{
    m_pace = tokensPerSecond;
    m_run.setPace(tokensPerSecond);
}

void Generation::setThreads(int threads)
{
    m_threads = std::clamp(threads, 1, usableThreads());
    m_run.setThreads(threadsNow(), isBesideSteps());
}

/// Not while it reads its data, after which it may not begin at all.
bool Generation::isBesideSteps() const
{
    const TrainingRun::State state = m_workbench.training().state();
    return state == TrainingRun::State::Running || state == TrainingRun::State::Pausing;
}

int Generation::threadsNow() const { return m_workbench.busy().training ? 1 : m_threads; }

void Generation::fetch()
{
    const Lane::Status status = m_run.status();
    std::vector<GenerationUpdate> pieces = m_run.outbox().drain();
    for (std::size_t i = 1; i < pieces.size(); ++i)
        pieces.front().add(std::move(pieces[i]));
    if (!pieces.empty() && m_readsBack)
        takeBack(std::move(pieces.front()));
    else if (!pieces.empty())
        tell(pieces.front());
    fetchSaved();
    if (m_running && !status.busy() && !m_run.status().busy()) {
        m_running = false;
        m_readsBack = false;
        if (!failureOf(status).isEmpty()) {
            m_goesOn = false;
            m_back.reset();
        }
        Q_EMIT ended(failureOf(status));
        if (m_agreement.firstOther >= 0)
            Q_EMIT problem(tr("The open models fire other neurons than were recorded, first at "
                              "character %L1: another processor may round otherwise. The file is "
                              "as it was.")
                               .arg(m_agreement.firstOther),
                Work::Generation);
    }
    if (m_waits || m_back)
        settle();
}

void Generation::tell(GenerationUpdate& update)
{
    if (m_source == Source::Written) {
        m_tape.add(update);
        ++m_changes;
    } else if (m_source == Source::ReadAgain)
        compare(update);
    Q_EMIT updated(update);
}

} // namespace glowworm
