// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "model/io/model_file.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace glowworm {

namespace {

struct ExportOptions {
    std::filesystem::path from, to;
    std::string dtype = "f32";
};

int exportModel(const ExportOptions& options, Session& session)
{
    OutputTarget target = outTarget(options.to);
    const DType type = options.dtype == "f16" ? DType::F16
        : options.dtype == "bf16"             ? DType::BF16
                                              : DType::F32;
    writeAndTell(std::move(target), readModel(modelFile(options.from)), type, session);
    return kExitDone;
}

} // namespace

void addExport(CLI::App& app, Session& session)
{
    CLI::App* command = app.add_subcommand(
        "export", "Write a model's weights alone, without what only training needs");
    const auto options = std::make_shared<ExportOptions>();
    command
        ->add_option("--model", options->from,
            "Model file, or folder of a run: its newest weights, or with /best behind it those of "
            "its "
            "best evaluation")
        ->required()
        ->type_name("FILE");
    command->add_option("--out", options->to, "File to write, or to replace")
        ->required()
        ->type_name("FILE");
    command->add_option("--dtype", options->dtype, "Number format")
        ->check(CLI::IsMember({"f32", "f16", "bf16"}))
        ->capture_default_str();
    whenNamed(*command, session, [options, &session] { return exportModel(*options, session); });
}

} // namespace glowworm
