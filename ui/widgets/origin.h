// SPDX-License-Identifier: GPL-3.0-or-later
// The line that tells under everything that leaves the window what it was made by: one way of
// saying it for all panels. GUI thread.
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

class QFontMetrics;

namespace glowworm {

struct MachineInfo;

/// What is empty, or nothing, is not told.
struct Origin {
    QStringList what;  // models, or the kind of a run; settings that it hangs on
    QString data = {}; // hashedName() of a text or of a set of pictures
    std::optional<std::uint64_t> seed = {};
    QString processor = {}; // with its instructions
    int threads = 0;        // 0 = it does not hang on them
    QString build = {};     // of the program that computed it, with its compiler
};

Origin originOn(const MachineInfo& machine); // the processor, and what ran there
Origin originHere();                         // this program on this machine
/// "demo-sparse.safetensors (SHA-256 1a2b3c4d)"; no hash: the name alone.
QString hashedName(const QString& name, const std::string& hash);
QString hashWords(const std::string& hash); // "SHA-256 1a2b3c4d"; no hash: "not from a file"
/// "...; data: ...; seed 7; AMD EPYC 9B14, AVX-512; 2 threads; Glowworm 0.1.0 3c200e0 GCC 12.2.0"
QString originLine(const Origin& origin);
/// A text for a file, and below it that line.
std::string withOrigin(const QString& text, const QString& line);
/// The same as columns of a table of numbers, in no language; not what is told in words.
std::vector<std::pair<std::string, std::string>> originColumns(const Origin& origin);
/// That line, or any other, in as many lines as it takes at this width, between its words.
QString brokenInto(const QString& line, const QFontMetrics& metrics, int width);

} // namespace glowworm
