// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "model/bench/result_file.h"
#include "model/session/session_file.h"
#include "model/tape/tape_export.h"
#include "model/tape/tape_file.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <utility>

namespace glowworm {

namespace {

using Json = nlohmann::ordered_json;

struct SessionOptions {
    std::filesystem::path session, tape;
};

std::string wordsOf(const SavedSession& saved, const Json& json)
{
    std::string words = "Text: "
        + (saved.tape ? grouped(saved.tape->size()) + " characters, recorded "
                    + printable(saved.tape->recorded) + " on " + printable(saved.tape->machine)
                      : std::string("none"))
        + "\n";
    for (const auto& [slot, bytes] : saved.models)
        words += "Model taken along: " + slot + ", " + bytesText(static_cast<double>(bytes.size()))
            + "\n";
    for (const auto& [place, text] : saved.timings)
        words += "Timing taken along: " + place + ", " + bytesText(static_cast<double>(text.size()))
            + "\n";
    return words + json["values"].dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

int readOut(const SessionOptions& options, Session& session)
{
    auto tape = targetOf("--tape", options.tape, {options.session});
    const SavedSession saved = readSession(options.session);
    Json json = {{"file", options.session.string()}, {"values", Json::parse(saved.values)},
        {"text", nullptr}, {"models", Json::array()}, {"timings", Json::object()}};
    if (saved.tape)
        json["text"] = {{"tokens", saved.tape->size()}, {"recorded", saved.tape->recorded},
            {"machine", saved.tape->machine}, {"bookmarks", saved.tape->bookmarks.size()},
            {"written", tapeText(*saved.tape)}};
    for (const auto& [slot, bytes] : saved.models)
        json["models"].push_back({{"slot", slot}, {"bytes", bytes.size()}});
    for (const auto& [place, text] : saved.timings)
        json["timings"][place] = Json::parse(toJson(parseResult(text, "The timing " + place)));
    if (tape && !saved.tape)
        throw Error("--tape: the session has no text.");
    session.output.result(
        json.dump(2, ' ', false, Json::error_handler_t::replace), wordsOf(saved, json));
    if (tape)
        session.output.save([&] { writeTape(std::move(*tape), *saved.tape); });
    return kExitDone;
}

} // namespace

void addSession(CLI::App& app, Session& session)
{
    CLI::App* command = app.add_subcommand("session",
        "Read a session of the window (.glowworm): what stood on its screen, value by value");
    const auto options = std::make_shared<SessionOptions>();
    command->add_option("--session", options->session, "File > Save session of the window")
        ->required()
        ->type_name("FILE");
    command->add_option("--tape", options->tape, "Write its text with the neurons that fired")
        ->type_name("FILE");
    whenNamed(*command, session, [options, &session] { return readOut(*options, session); });
}

} // namespace glowworm
