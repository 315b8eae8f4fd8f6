// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions as files (.glowworm): what stood on the screen, to come back to and to take along. A
// safetensors file, so that the one strict reader of such bytes reads it. The metadata
// glowworm.kind is "session"; where there is a text, glowworm.tape and the tensors of a tape
// (tape/tape_file.h).
//   session.values U8 (n), a JSON object: what each part of the window calls its own, by its name
//   session.model.<slot> U8 (n), a model's file as it was, when models are taken along; where that
//   lay, values.library.<slot>.model says
//   session.timing.<place> U8 (n), the JSON of a result (bench/result_file.h) when the session is
//   taken along; which file that was, values.timing.<place> says
// Blocks; any thread.
#pragma once

#include "model/io/output_target.h"
#include "model/tape/tape.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace glowworm {

inline constexpr int kSessionFormat = 1;
inline constexpr std::size_t kMostValues = 4 << 20; // bytes of the JSON object
inline constexpr std::size_t kMostModels = 8, kMostTimings = 2;
inline constexpr std::size_t kMostTiming = 16 << 20; // bytes of one; with all its rounds about 1 MB

struct SavedSession {
    std::string values = "{}";        // a JSON object, UTF-8
    std::shared_ptr<const Tape> tape; // the text on screen; null = there was none
    std::map<std::string, std::vector<std::byte>> models; // by slot: "text_sparse"
    std::map<std::string, std::string> timings = {};      // by place: "shown"
};

/// Throws Error: more or larger parts than a file holds, a tape that writeTape() refuses, or it
/// cannot be written.
void writeSession(OutputTarget target, const SavedSession& session);
/// The same for a session that is to come back: a text that no file takes is left out. Returns why,
/// one sentence, or "". Throws Error when it cannot be written; an older file is then untouched.
std::string keepSession(const std::filesystem::path& file, const SavedSession& session);
/// Checks every size against the file before anything is allocated. Throws Error, one sentence.
SavedSession readSession(const std::filesystem::path& file);

/// Writes the models that were taken along as folder/<the first 16 digits of their SHA-256>/<name>,
/// those that are not there yet, and has the values name these files: the session is then one
/// without models of its own. Throws Error; some files may then be there.
void unpackModels(SavedSession& session, const std::filesystem::path& folder);

/// Has `keep` put each timing that was taken along into a file - its JSON, and the name that it
/// had, without an ending - and the values name these files: the session is then one without
/// timings of its own. One whose `keep` throws Error is as if it had not been taken along.
void unpackTimings(SavedSession& session,
    const std::function<std::filesystem::path(const std::string& json, const std::string& name)>&
        keep);

/// The values of `newer`, and of each of its objects that `older` has, too, those that only `older`
/// knows: what another version keeps there is not lost. Both are JSON objects; throws Error.
std::string withUnknown(const std::string& newer, const std::string& older);

} // namespace glowworm
