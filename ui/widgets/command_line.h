// SPDX-License-Identifier: GPL-3.0-or-later
// The glowworm-cli line that does what a panel does, shell-quoted, ready to paste into a terminal.
// Settings come from the tables of fields and data from the policy of data_set.h, so that the form
// and the command line cannot drift apart. Pure functions.
#pragma once

#include "model/bench/benchmark.h"
#include "model/config/config.h"
#include "model/config/neuron.h"
#include "model/config/surgery.h"
#include "model/data/data_set.h"
#include "model/training/setting_changes.h"
#include "model/training/stop_rules.h"

#include <QString>
#include <QStringList>

namespace glowworm {

/// A word as a shell reads it back: bare when it is harmless, else in single quotes; with control
/// or invisible characters in it as $'...' with escapes (bash, zsh, POSIX 2024), so that the line
/// looks like what it is and can be pasted.
QString shellQuoted(const QString& word);

/// "--router-rank" of a field's name.
QString optionOf(std::string_view field);

/// The preset of the same task that differs in the fewest fields, and in how many; the vocabulary,
/// which comes from the text, does not count.
struct NearestPreset {
    const Preset& preset;
    std::size_t index, differences;
};
NearestPreset nearestPreset(const RunConfig& config);

/// What a training is begun with.
struct CopiedTraining {
    RunConfig config;
    bool twins = false;
    DataOptions data; // of its task; none of it = the command's own default
    int threads = 0;  // 0 = as many as the machine has that it runs on
    StopRules stop = {};
    std::vector<PlannedChange> changes = {};
    std::int64_t momentBytes = 0; // of each model
};
/// train: the preset that needs the fewest --set, then what differs from it.
QString trainCommand(const CopiedTraining& training);
/// Surgery on a model, as options of generate and classify. grid: of the model alone.
struct CopiedSurgery {
    NeuronGrid grid;
    Surgery surgery;
};
/// generate with the model of `file`; "" when there is none.
QString generateCommand(const QString& file, const QString& prompt, const SampleConfig& sample,
    WeightFormat format, int threads, const CopiedSurgery& done = {});
/// classify a picture that is as the model sees it, 28 x 28, with the model of `file`; "" when one
/// is missing.
QString classifyCommand(const QString& file, const QString& png, const CopiedSurgery& done = {});
/// bench with the word of config.workload and its options. Whole models: of these files, both empty
/// = random weights; the loss of whole tokens on this text, "" = the command's own.
QString benchCommand(const BenchConfig& config, const QString& denseFile, const QString& sparseFile,
    const QString& textFile = {});
/// experiment: trains the one of that name; resultOnly: tells what it has found. folder: of its
/// runs, "" = the command's own default.
QString experimentCommand(const QString& name, const QString& folder, bool resultOnly);
/// inspect a neuron of the model of `file`, over this data of its task; "" without a file.
QString inspectCommand(const QString& file, const CopiedSurgery& done, NeuronAddress neuron,
    Task task, const DataOptions& data);

/// One after the other, where each is there: "" when one is missing.
QString bothCommands(const QStringList& lines);

} // namespace glowworm
