// SPDX-License-Identifier: GPL-3.0-or-later
// The options that say what is trained on, and the data they name.
#pragma once

#include "runs/trainer.h"

#include <filesystem>

namespace CLI {
class App;
}

namespace glowworm {

struct DataOptions {
    std::filesystem::path text, images, labels, testImages, testLabels; // empty = not given
    std::string dataset = "mnist";
};

/// The data and the path that opens it again.
struct NamedData {
    TrainingData data;
    std::string name;
};

void addDataOptions(CLI::App& command, DataOptions& options);
/// What the options name, else `before` (a NamedData::name, may be empty), else the default set. Blocks. Throws Error, UsageError.
NamedData openData(const DataOptions& options, Task task, const std::string& before);

} // namespace glowworm
