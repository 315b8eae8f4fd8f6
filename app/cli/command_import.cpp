// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "model/io/input_file.h"
#include "model/io/safetensors.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace glowworm {

namespace {

struct ImportOptions {
    std::filesystem::path from, to;
    std::string preset;
    std::vector<std::string> settings;
};

int importModel(const ImportOptions& options, Session& session)
{
    const ModelConfig network = presetConfig(options.preset, options.settings).model;
    OutputTarget target = outTarget(options.to);
    requireImportable(
        readSafetensorsHeader(options.from), network, printable(options.from.filename().string()));
    writeAndTell(std::move(target), readModel(options.from, network), DType::F32, session);
    return kExitDone;
}

} // namespace

void addImport(CLI::App& app, Session& session)
{
    CLI::App* command = app.add_subcommand("import",
        "Make a model file of another program's safetensors, given the network it belongs to");
    const auto options = std::make_shared<ImportOptions>();
    command
        ->add_option("--model", options->from,
            "A file with exactly the tensors of a network of Glowworm's (inspect lists those of "
            "any file); text: also \"vocab\", the code "
            "points of its characters as whole numbers, ascending")
        ->required()
        ->type_name("FILE");
    command
        ->add_option("--preset", options->preset, "The network: that of a preset, see train --help")
        ->required()
        ->type_name("NAME");
    command
        ->add_option(
            "--set", options->settings, "Change one setting of the preset; may be repeated")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    command->add_option("--out", options->to, "File to write, or to replace")
        ->required()
        ->type_name("FILE");
    addCommon(*command, session);
    command->callback([options, &session] {
        session.run = [options, &session] { return importModel(*options, session); };
    });
}

} // namespace glowworm
