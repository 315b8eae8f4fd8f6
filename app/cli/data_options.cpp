// SPDX-License-Identifier: GPL-3.0-or-later
#include "data_options.h"

#include "interrupt.h"
#include "output.h"

#include <CLI/CLI.hpp>

namespace glowworm {

NamedData openData(const DataOptions& options, Task task, const std::string& before)
{
    if (const std::string refusal = refusalOf(options, task); !refusal.empty())
        throw UsageError(refusal);
    return openData(options, task, before, interrupted);
}

void addDataOptions(CLI::App& command, DataOptions& options)
{
    for (const DataOption& option : dataOptions())
        command
            .add_option(std::string(option.option), options.*option.file, std::string(option.help))
            ->type_name("FILE");
    std::vector<std::string> sets;
    for (const KnownDigits& set : kDigitSets)
        sets.emplace_back(set.name);
    command
        .add_option(std::string(kDatasetOption), options.dataset,
            "Digits when no files are given (default: mnist, with --resume those of the run)")
        ->check(CLI::IsMember(sets));
}

} // namespace glowworm
