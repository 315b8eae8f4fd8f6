// SPDX-License-Identifier: GPL-3.0-or-later
// What a file is, told from its content alone: never from its name. The window and the command line
// ask here before they open, train on or classify anything, and say the words when it is something
// else. Any text can be trained on: of one that its name calls something else, wantedByName() says
// that nobody meant to.
#pragma once

#include "model/io/input_file.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace glowworm {

/// The kinds that something can be done with.
enum class FileKind {
    Model,
    Tape,
    Session,
    Experiment,
    Timing,
    IdxPictures,
    IdxLabels,
    Png,
    Text,
    Other
};

struct FileIdentity {
    FileKind kind = FileKind::Other;
    std::string words;  // what it is, behind "is": "a PNG picture"
    std::string advice; // a sentence with what to try when it is not what was wanted; "" = none
    bool isText
        = false; // characters that can be trained on when asked for: HTML, SVG and JSON are, too
};

inline constexpr std::size_t kIdentifyBytes = 65'536;

/// start: the file's first kIdentifyBytes bytes, or the whole file. Pure.
FileIdentity identify(std::string_view start);
/// Looks ahead; nothing is lost for who reads on. Waits for a stream. Throws Error.
FileIdentity identify(InputFile& file);

/// What who named the file so meant it to be, as notWanted() says it: "a session of Glowworm"; "" =
/// the name tells nothing, or a text.
std::string_view wantedByName(const std::filesystem::path& file);

/// "photo.png is a PNG picture, not a text. ..." wanted: "a text".
Error notWanted(const std::string& shownName, const FileIdentity& found, std::string_view wanted);

} // namespace glowworm
