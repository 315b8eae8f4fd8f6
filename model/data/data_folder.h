// SPDX-License-Identifier: GPL-3.0-or-later
// Where data sets lie: $XDG_DATA_HOME/glowworm/data (else ~/.local/share/glowworm/data), filled by
// fetchCommand() or by the user. Looks only, never fetches. Any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace glowworm {

std::filesystem::path dataFolder(); // need not exist
/// What a person runs to fill it: "glowworm-fetch-data" where that is installed beside the
/// executable, else the source's script.
std::string fetchCommand();
std::filesystem::path runsFolder();    // $XDG_DATA_HOME/glowworm/runs, need not exist
std::filesystem::path timingsFolder(); // $XDG_DATA_HOME/glowworm/timings, need not exist
/// What stood on the screen: $XDG_STATE_HOME/glowworm/sessions (else
/// ~/.local/state/glowworm/sessions), need not exist.
std::filesystem::path sessionsFolder();
/// Models that came with sessions: $XDG_DATA_HOME/glowworm/taken, need not exist.
std::filesystem::path takenFolder();
/// What can be computed again: $XDG_CACHE_HOME/glowworm (else ~/.cache/glowworm), need not exist.
std::filesystem::path cacheFolder();
/// The folder of the shipped models: $GLOWWORM_RESOURCES/models, else beside the executable's
/// source or installed tree.
std::filesystem::path modelsFolder();
std::filesystem::path experimentsFolder(); // of the declared experiments, beside the models

std::optional<std::filesystem::path> shakespeareFile(); // data/tinyshakespeare.txt, if it is there

} // namespace glowworm
