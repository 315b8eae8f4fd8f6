// SPDX-License-Identifier: GPL-3.0-or-later
// Folders that are made and looked into, with a sentence for what stands in the way. Any thread.
#pragma once

#include <filesystem>
#include <string>

namespace glowworm {

/// Makes a folder and those above it that are missing. Throws Error that names what is in the way:
/// a file, a link to nothing, what the system says; `advice` is what to try, "Choose another folder
/// for the run.".
void makeFolders(const std::filesystem::path& folder, const std::string& advice);

/// A folder that is there but cannot be looked into is not an empty one. Throws Error; one that is
/// not there passes.
void requireReadable(const std::filesystem::path& folder);

} // namespace glowworm
