// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "model/base/utf8.h"
#include "model/engine/digit_engine.h"
#include "model/line/command_options.h"
#include "model/neurons/reread.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <utility>

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

FiringRecord recordOf(std::shared_ptr<const LanguageWeights> weights, std::span<const int> tokens)
{
    LanguageEngine engine(std::move(weights), {.keepLogits = true});
    return firingOfLast(engine, tokens, static_cast<std::int64_t>(tokens.size()));
}

std::vector<std::string> tellSkipped(
    Output& output, const std::vector<char32_t>& unknown, bool isCut)
{
    std::vector<std::string> notices;
    if (!unknown.empty())
        notices.push_back("The model does not know these characters of the prompt and skips them: "
            + printable(encodeUtf8(std::u32string(unknown.begin(), unknown.end()))));
    if (isCut)
        notices.emplace_back(
            "The prompt is longer than the model's context: only its end is used.");
    for (const std::string& notice : notices)
        output.notice(notice);
    return notices;
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
        return ordered(std::move(surgery));
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
