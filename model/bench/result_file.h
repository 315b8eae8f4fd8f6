// SPDX-License-Identifier: GPL-3.0-or-later
// Benchmark results kept as files: the JSON of toJson(BenchResult), one file a result, in one
// folder. The reader is strict about what it knows (a missing or impossible value is an Error,
// never a zero) and passes over fields it does not know; it changes no file. Blocks; any thread.
#pragma once

#include "model/bench/benchmark.h"
#include "model/io/descriptor.h"

#include <filesystem>
#include <string_view>

namespace glowworm {

class JsonObject;

/// The models' weights are not in the file: config.dense and config.sparse are null. Throws Error:
/// file, field, what to try.
BenchResult readResult(const std::filesystem::path& file);
/// shownName: what an Error calls the text.
BenchResult parseResult(std::string_view json, const std::string& shownName);

/// What toJson(MachineInfo) wrote; 0 or empty where an older version left something out. Throws
/// Error, a clause.
MachineInfo machineFrom(const JsonObject& fields);

/// Writes the result durably as <folder>/<date>-<time>-<workload>.json, never over another one;
/// makes the folder. Returns the file.
std::filesystem::path keepResult(const BenchResult& result, const std::filesystem::path& folder);

/// A result from elsewhere, read to see that it is one, comes into the folder under its own name,
/// or as near as is free; one that came before does not come twice. Returns that file. Throws
/// Error.
std::filesystem::path keepCopy(
    const std::filesystem::path& from, const std::filesystem::path& folder);
/// The same of one that is read; name: without ".json".
std::filesystem::path keepCopy(
    const BenchResult& result, const std::string& name, const std::filesystem::path& folder);

/// What there is of a result that is still measured, as `file`.part for `file` of that folder,
/// durably; the one before is replaced. Where the program dies, it is what is left.
struct ResultPart {
    std::filesystem::path file; // "" = none yet
    Descriptor held;            // as long as it is open, the part is one that is still measured
};
void keepPart(const BenchResult& result, const std::filesystem::path& folder, ResultPart& part);
/// The parts of a folder that are left become kept results: those that nobody holds, here or in
/// another program. What is no timing keeps its name.
void keepLeftParts(const std::filesystem::path& folder);
bool isPart(const std::filesystem::path& file); // by its name, *.json.part

/// Out of the list, into the folder "removed" beside it, from where it comes back: a file of this
/// name is there until a hundred others have been removed. Returns where it lies. Throws Error.
std::filesystem::path setAside(const std::filesystem::path& file);
void bringBack(const std::filesystem::path& aside, const std::filesystem::path& file); // the same

/// The .json files of a folder, newest first: by the moment in their names, else by when they were
/// written. Empty when there is no such folder. Reads none of them.
std::vector<std::filesystem::path> listResults(const std::filesystem::path& folder);

} // namespace glowworm
