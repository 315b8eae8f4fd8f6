// SPDX-License-Identifier: GPL-3.0-or-later
// The options that say what is trained on, and the data they name.
#pragma once

#include "model/training/trainer.h"

#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace glowworm {

struct DataOptions {
    std::filesystem::path text, images, labels, testImages, testLabels; // empty = not given
    std::string dataset;                                                // "" = not given
};

/// The data, the path that opens it again ("" = a stream, which cannot be), and what there is to
/// say about it.
struct NamedData {
    TrainingData data;
    std::string name;
    std::vector<std::string> notices;
};

void addDataOptions(CLI::App& command, DataOptions& options);
/// What the options name, else `before` (a NamedData::name, may be empty), else the default set.
/// Blocks until it is read or Ctrl+C. Throws Error, UsageError, Stopped.
NamedData openData(const DataOptions& options, Task task, const std::string& before);

} // namespace glowworm
