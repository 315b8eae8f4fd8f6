// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "command_options.h"
#include "model/base/utf8.h"
#include "model/config/vocabulary.h"
#include "model/engine/digit_engine.h"
#include "model/neurons/reread.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace glowworm {

void whenNamed(CLI::App& command, Session& session, std::function<int()> run)
{
    command.add_flag("--json", session.output.json, "Print one JSON object on standard output");
    command.add_flag("--verbose", session.output.verbose,
        "Print progress as plain lines when standard error is no terminal");
    command.callback([&session, run = std::move(run)] { session.run = run; });
}

void assignAll(RunConfig& config, const std::vector<std::string>& settings)
{
    asUsage([&] {
        for (const std::string& setting : settings)
            assign(config, setting);
    });
}

RunConfig presetConfig(const std::string& name, const std::vector<std::string>& settings)
{
    RunConfig config = asUsage([&] { return preset(name).config; });
    assignAll(config, settings);
    return config;
}

FiringRecord recordOf(const ModelState& model, const std::string& prompt)
{
    std::vector<int> tokens = Vocabulary(model.vocabulary).encode(decodeText(prompt).text).tokens;
    if (tokens.empty())
        throw Error("The prompt holds no character that the model knows.");
    const auto room = static_cast<std::size_t>(std::max(1, model.config.context - 1));
    if (tokens.size() > room)
        tokens.erase(tokens.begin(), tokens.end() - static_cast<std::ptrdiff_t>(room));
    LanguageEngine engine(packLanguage(model), {.keepLogits = true});
    return firingOfLast(engine, tokens, static_cast<std::int64_t>(tokens.size()));
}

FiringRecord recordOf(const ModelState& model, std::span<const std::uint8_t> picture)
{
    std::vector<float> pixels(kDigitPixels);
    standardise(picture, pixels);
    std::vector<FiringRecord> records;
    DigitEngine(packDigits(model), {.keepLogits = true}).classify(pixels, &records);
    return records.front();
}

Surgery surgeryOf(const ModelConfig& config, const SurgeryOptions& options,
    const std::function<FiringRecord()>& record)
{
    return asUsage([&] {
        const NeuronGrid grid = gridOf(config);
        Surgery surgery;
        for (const std::string& address : options.disable)
            surgery.disabled.push_back(parseAddress(grid, address));
        for (const std::string& address : options.force)
            surgery.forced.push_back(parseAddress(grid, address));
        std::vector<NeuronAddress> groups;
        for (const std::string& group : options.pin)
            groups.push_back(parseGroup(grid, group));
        if (!groups.empty())
            pin(surgery, config, groups, config.isSparse() ? record() : FiringRecord());
        if (const std::string sentence = problem(config, surgery); !sentence.empty())
            throw Error(sentence);
        return surgery;
    });
}

OutputTarget outTarget(const std::filesystem::path& to)
{
    std::optional<OutputTarget> target = targetOf("--out", to);
    if (!target)
        throw UsageError("--out: name the file to write.");
    return std::move(*target);
}

void writeAndTell(OutputTarget target, const ModelState& model, DType dtype, Session& session)
{
    const bool takesResult
        = !target.isStandardOutput(); // what is said about the file must not be in it
    const std::string file = target.file().string();
    const WrittenFile written = writeModel(std::move(target), model, dtype);
    const nlohmann::ordered_json json
        = {{"file", file}, {"dtype", nameOf(dtype)}, {"parameters", parameterCount(model.config)},
            {"steps", model.steps}, {"bytes", written.bytes}, {"sha256", written.hash}};
    if (takesResult)
        session.output.result(json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

} // namespace glowworm
