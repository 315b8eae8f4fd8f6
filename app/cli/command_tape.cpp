// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "model/base/utf8.h"
#include "model/io/model_file.h"
#include "model/line/options.h"
#include "model/tape/tape_check.h"
#include "model/tape/tape_export.h"
#include "model/tape/tape_file.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <memory>

namespace glowworm {

namespace {

using Json = nlohmann::ordered_json;

struct TapeOptions {
    std::filesystem::path tape, text, html, csv;
    std::vector<std::filesystem::path> models;
    int threads = 1;
};

/// The model of a file, as it wrote. Throws Error when it is not the one that did.
std::shared_ptr<const LanguageWeights> writerOf(
    const Tape& tape, const std::filesystem::path& named)
{
    const std::filesystem::path file = modelFile(named);
    ModelState state = openModel(file, Task::Text);
    const TapeTrack* track = tape.track(twinOf(state.config));
    const std::string hash = checkpointHash(file);
    if (!track || track->model().hash.empty() || hash != track->model().hash)
        throw Error(printable(file.filename().string())
            + " did not write this tape: its SHA-256 is "
            + (hash.empty() ? "unknown" : hash.substr(0, 12) + "...")
            + (!track ? ", and the tape has no text of such a model."
                    : track->model().hash.empty()
                    ? ", and the tape does not tell its model's."
                    : ", the tape tells " + track->model().hash.substr(0, 12) + "... of "
                        + printable(track->model().source) + "."));
    return packLanguage(operated(std::move(state), track->model().surgery), track->model().format);
}

/// Both texts again, by the models given. Empty when it was interrupted.
std::optional<TapeAgreement> readAgain(
    const Tape& tape, const TapeOptions& options, Session& session)
{
    std::array<std::shared_ptr<const LanguageWeights>, 2> weights;
    for (const std::filesystem::path& model : options.models) {
        auto one = writerOf(tape, model);
        auto& place = weights[static_cast<std::size_t>(twinOf(one->config))];
        if (place)
            throw UsageError("--model: two models of one kind were named; the tape has one text of "
                             "each. Name one sparse and one dense model at most.");
        place = std::move(one);
    }
    GenerationSpec spec = readingAgain(tape, weights[0], weights[1]);
    spec.threads = options.threads;
    Generator generator(std::move(spec));
    TapeAgreement agreement;
    for (bool more = true; more && !interrupted();) {
        more = generator.advance(interrupted);
        agreement.add(tape, generator.take());
        session.output.progress("Reading again: character " + grouped(agreement.tokens));
    }
    session.output.endProgress();
    return interrupted() ? std::nullopt : std::optional(agreement);
}

Json trackJson(const TapeTrack& track)
{
    const TapeModel& model = track.model();
    std::u32string text;
    for (std::int64_t index = track.promptSize(); index < track.size(); ++index)
        text += track.character(index);
    return {{"twin", nameOf(model.twin())}, {"words", tapeModelWords(model)},
        {"source", model.source}, {"sha256", model.hash.empty() ? Json() : Json(model.hash)},
        {"format", nameOf(model.format)}, {"tokens", track.size()},
        {"prompt_tokens", track.promptSize()}, {"text", encodeUtf8(text)},
        {"tokens_per_second", track.speed.tokensPerSecond()},
        {"prompt_seconds", track.speed.promptSeconds},
        {"while_training", track.speed.whileTraining}};
}

Json tapeJson(const TapeOptions& options, const Tape& tape)
{
    Json json
        = {{"file", options.tape.string()}, {"recorded", tape.recorded}, {"machine", tape.machine},
            {"sample", Json::object()}, {"models", Json::array()}, {"bookmarks", Json::array()}};
    for (const Field<SampleConfig>& field : sampleFields())
        json["sample"][std::string(field.name)] = field.read(tape.sample);
    for (const TapeTrack& track : tape.tracks)
        json["models"].push_back(trackJson(track));
    for (const TapeBookmark& mark : tape.bookmarks)
        json["bookmarks"].push_back({{"token", mark.token}, {"note", mark.note}});
    return json;
}

std::string wordsOf(const Tape& tape, const std::optional<TapeAgreement>& agreement)
{
    std::string words = "Recorded " + printable(tape.recorded) + " on " + printable(tape.machine)
        + ", seed " + std::to_string(tape.sample.seed) + "\n";
    for (const TapeTrack& track : tape.tracks)
        words += std::string(nameOf(track.model().twin())) + ": " + printable(track.model().source)
            + " (" + tapeModelWords(track.model()) + "), " + grouped(track.size()) + " characters, "
            + significant(track.speed.tokensPerSecond()) + " characters/s\n";
    for (const TapeBookmark& mark : tape.bookmarks)
        words += "bookmark at character " + std::to_string(mark.token) + ": "
            + printable(mark.note, kLongestNote) + "\n";
    if (agreement)
        words += "Read again: the same neurons fired at " + grouped(agreement->same) + " of "
            + grouped(agreement->tokens) + " characters"
            + (agreement->firstOther < 0
                    ? "\n"
                    : ", first others at character " + std::to_string(agreement->firstOther)
                        + " of the " + std::string(nameOf(agreement->firstTwin)) + " model\n");
    return words + "\n" + tapeText(tape);
}

int readOut(const TapeOptions& options, Session& session)
{
    std::vector<std::filesystem::path> read = options.models;
    read.push_back(options.tape);
    auto text = targetOf("--text", options.text, read);
    auto html = targetOf("--html", options.html, read, {options.text});
    auto csv = targetOf("--csv", options.csv, read, {options.text, options.html});
    const Tape tape = readTape(options.tape);
    std::optional<TapeAgreement> agreement;
    if (!options.models.empty() && !(agreement = readAgain(tape, options, session)))
        return kExitInterrupted;
    Json json = tapeJson(options, tape);
    if (agreement)
        json["read_again"] = {{"tokens", agreement->tokens}, {"same", agreement->same},
            {"first_other", agreement->firstOther < 0 ? Json() : Json(agreement->firstOther)},
            {"first_other_model",
                agreement->firstOther < 0 ? Json() : Json(nameOf(agreement->firstTwin))}};
    session.output.result(
        json.dump(2, ' ', false, Json::error_handler_t::replace), wordsOf(tape, agreement));
    if (text)
        session.output.save(*text, tapeText(tape));
    if (html)
        session.output.save(*html, tapeHtml(tape));
    if (csv)
        session.output.save([&] { csv->write([&](const PutText& put) { tapeCsv(tape, put); }); });
    return kExitDone;
}

} // namespace

void addTape(CLI::App& app, Session& session)
{
    CLI::App* command = app.add_subcommand(
        "tape", "Read a recorded text (.glowtape): who wrote what, how, and which neurons fired");
    const auto options = std::make_shared<TapeOptions>();
    command->add_option("--tape", options->tape, "Tape of generate --tape or of the window")
        ->required()
        ->type_name("FILE");
    command
        ->add_option("--model", options->models,
            "The model that wrote it, or both: reads the text again and compares the neurons")
        ->type_name("FILE");
    command->add_option("--text", options->text, "Write the text")->type_name("FILE");
    command->add_option("--html", options->html, "Write a page of the text above its neurons")
        ->type_name("FILE");
    command->add_option("--csv", options->csv, "Write a row for each neuron that fired")
        ->type_name("FILE");
    within(command->add_option("--threads", options->threads, "Threads that read again"), 1,
        kMostThreads)
        ->capture_default_str();
    whenNamed(*command, session, [options, &session] { return readOut(*options, session); });
}

} // namespace glowworm
