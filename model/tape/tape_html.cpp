// SPDX-License-Identifier: GPL-3.0-or-later
// The page: lines of characters, each line above a strip that has, below each character, a column
// for each layer and a cell for each group.
#include "model/tape/tape_export.h"

#include "model/base/build_info.h"
#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/base/table.h"
#include "model/base/utf8.h"
#include "model/io/base64.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace glowworm {
namespace {

constexpr std::int64_t kLine = 72; // characters

constexpr const char* kStyle = R"(
:root { color-scheme: dark; --ink: #e6ecf2; --quiet: #9aa7b4; --sparse: #ffb23f; --dense: #5aa9ff; }
body { background: #10161c; color: var(--ink); font: 15px/1.5 sans-serif; max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 20px; font-weight: 600; } h2 { font-size: 16px; font-weight: 600; margin-top: 2rem; }
.sparse h2 { color: var(--sparse); } .dense h2 { color: var(--dense); }
.text { font: 16px/1.4 monospace; overflow-x: auto; white-space: pre; }
.text p { margin: 0 0 .6em; } .text b, .text i { font-style: normal; font-weight: 400; }
.text i { color: var(--quiet); } .text b, .text i { border-bottom: 2px solid transparent; }
.p1 { border-color: #3f4b57 !important; } .p2 { border-color: #75828f !important; }
.p3 { border-color: #c3ccd5 !important; }
img { display: block; height: 3.2em; image-rendering: pixelated; background: #080c10; }
.note { color: var(--quiet); } mark { background: none; color: inherit; outline: 1px solid; }
dt { color: var(--quiet); } dd { margin: 0 0 .4em; overflow-wrap: anywhere; }
)";

/// A character as it can be seen in a line of a page.
std::string shownCharacter(char32_t character)
{
    if (character == U'\n')
        return "\u21B5";
    if (character < 0x20 || (character >= 0x7F && character < 0xA0))
        return "\uFFFD";
    return htmlText(encodeUtf8(std::u32string(1, character)));
}

// -------------------------------------------------------------------------------------------------
// the strip, a BMP with a palette: the one format of pictures that needs no library

constexpr int kColours = 256;

/// 0 quiet, then the twin's colour from dim to full.
std::array<std::uint32_t, kColours> paletteOf(Twin twin)
{
    const std::array<int, 3> full
        = twin == Twin::Sparse ? std::array{0xFF, 0xB2, 0x3F} : std::array{0x5A, 0xA9, 0xFF};
    constexpr std::array<int, 3> kDark{0x08, 0x0C, 0x10};
    std::array<std::uint32_t, kColours> palette{};
    for (int i = 0; i < kColours; ++i) {
        std::uint32_t colour = 0;
        for (std::size_t c = 0; c < 3; ++c)
            colour = colour << 8
                | static_cast<std::uint32_t>(kDark[c] + (full[c] - kDark[c]) * i / (kColours - 1));
        palette[static_cast<std::size_t>(i)] = colour;
    }
    return palette;
}

/// Of a token's cell, 0 ... 255: sparse, the higher the number of the neuron that the group chose,
/// the lighter, and dark when it was zero; dense, the part of the group above zero.
std::vector<std::uint8_t> cellsOf(
    const TapeTrack& track, const NeuronGrid& grid, std::int64_t index) // (L, G)
{
    std::vector<std::uint8_t> cells;
    if (track.model().config.isSparse()) {
        for (int layer = 0; layer < grid.layers; ++layer)
            for (int group = 0; group < grid.groups; ++group) {
                const auto chosen = track.code().choice(track.fired(index), layer, group);
                const int place = chosen.neuron % grid.groupSize,
                          light = 60 + 195 * (place + 1) / grid.groupSize;
                cells.push_back(static_cast<std::uint8_t>(chosen.positive ? light : 24));
            }
        return cells;
    }
    const FiringRecord firing = track.code().read(track.fired(index));
    for (const LayerFiring& layer : firing.layers) {
        std::vector<int> positive(static_cast<std::size_t>(grid.groups));
        for (const std::uint16_t neuron : layer.neurons)
            ++positive[static_cast<std::size_t>(neuron / grid.groupSize)];
        for (const int count : positive)
            cells.push_back(static_cast<std::uint8_t>(
                255 * std::sqrt(static_cast<double>(count) / grid.groupSize)));
    }
    return cells;
}

void put(std::string& bytes, std::uint32_t value, int count)
{
    for (int i = 0; i < count; ++i)
        bytes += static_cast<char>(value >> (8 * i));
}

/// 8 bits a pixel, the lowest line first, lines padded to 4 bytes. pixels (height, width).
std::string bitmap(const std::vector<std::uint8_t>& pixels, int width, int height,
    const std::array<std::uint32_t, kColours>& palette)
{
    const int padded = (width + 3) / 4 * 4, offset = 14 + 40 + 4 * kColours;
    std::string bytes = "BM";
    put(bytes, static_cast<std::uint32_t>(offset + padded * height), 4);
    put(bytes, 0, 4);
    put(bytes, static_cast<std::uint32_t>(offset), 4);
    for (const int value : {40, width, height})
        put(bytes, static_cast<std::uint32_t>(value), 4);
    put(bytes, 1, 2);
    put(bytes, 8, 2);
    for (const int value : {0, padded * height, 0, 0, kColours, 0})
        put(bytes, static_cast<std::uint32_t>(value), 4);
    for (const std::uint32_t colour : palette)
        put(bytes, colour, 4);
    for (int y = height - 1; y >= 0; --y) {
        const auto row = pixels.begin() + static_cast<std::ptrdiff_t>(y) * width;
        bytes.append(row, row + width);
        bytes.append(static_cast<std::size_t>(padded - width), '\0');
    }
    return bytes;
}

/// Of tokens first ... last - 1: a column for each layer of each, and one that keeps them apart.
std::string stripImage(
    const TapeTrack& track, const NeuronGrid& grid, std::int64_t first, std::int64_t last)
{
    const int each = grid.layers + 1, width = static_cast<int>(last - first) * each;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width * grid.groups));
    for (std::int64_t index = first; index < last; ++index) {
        const std::vector<std::uint8_t> cells = cellsOf(track, grid, index);
        for (int layer = 0; layer < grid.layers; ++layer)
            for (int group = 0; group < grid.groups; ++group)
                pixels[static_cast<std::size_t>(
                    group * width + static_cast<int>(index - first) * each + layer)]
                    = cells[static_cast<std::size_t>(layer * grid.groups + group)];
    }
    const std::string picture = bitmap(pixels, width, grid.groups, paletteOf(track.model().twin()));
    return "<img alt=\"\" style=\"width:" + std::to_string(last - first)
        + "ch\" src=\"data:image/bmp;base64," + base64(std::as_bytes(std::span(picture))) + "\">";
}

// -------------------------------------------------------------------------------------------------
// text

std::string characterHtml(const Tape& tape, const TapeTrack& track, std::int64_t index)
{
    const std::size_t i = static_cast<std::size_t>(index);
    const bool prompt = (track.columns().flags[i] & TapeColumns::FromPrompt) != 0;
    const float probability = track.columns().probability[i];
    std::string title = "character " + std::to_string(index);
    if (probability >= 0)
        title += ", " + significant(100 * static_cast<double>(probability), 3) + " %";
    if ((track.columns().flags[i] & TapeColumns::Typed) != 0)
        title += ", typed";
    const auto mark = std::ranges::find(tape.bookmarks, index, &TapeBookmark::token);
    if (mark != tape.bookmarks.end())
        title += ": " + mark->note;
    const char* shade = !(probability >= 0) || probability >= 0.5F ? ""
        : probability >= 0.2F                                      ? " class=p1"
        : probability >= 0.05F                                     ? " class=p2"
                                                                   : " class=p3";
    const std::string shown = shownCharacter(track.character(index)), element = prompt ? "i" : "b";
    return "<" + element + shade + " title=\"" + htmlText(title) + "\">"
        + (mark != tape.bookmarks.end() ? "<mark>" + shown + "</mark>" : shown) + "</" + element
        + ">";
}

/// Behind the last token of the line that begins with `first`.
std::int64_t lineEnd(const TapeTrack& track, std::int64_t first)
{
    std::int64_t last = first;
    while (last < track.size() && last - first < kLine && track.character(last) != U'\n')
        ++last;
    return last < track.size() && last - first < kLine ? last + 1 : last; // with its line break
}

std::string trackHtml(const Tape& tape, const TapeTrack& track, const NeuronGrid& grid)
{
    const TapeModel& model = track.model();
    std::string html = "<section class=\"" + std::string(nameOf(model.twin())) + "\"><h2>"
        + (model.twin() == Twin::Sparse ? "Sparse: " : "Dense: ") + tapeModelWords(model)
        + "</h2>\n<div class=text>\n";
    for (std::int64_t first = 0; first < track.size();) {
        const std::int64_t last = lineEnd(track, first);
        html += "<p>";
        for (std::int64_t index = first; index < last; ++index)
            html += characterHtml(tape, track, index);
        html += stripImage(track, grid, first, last) + "</p>\n";
        first = last;
    }
    html += "</div>\n<p class=note>Below each character: a column for each of the "
        + std::to_string(grid.layers) + " layers, a cell for each of the "
        + std::to_string(grid.groups) + " groups. "
        + (model.config.isSparse() ? "Of its " + std::to_string(grid.groupSize)
                    + " neurons the group chose one: the higher its number, the lighter the cell; "
                      "dim where it was not above zero."
                                   : "The more of its " + std::to_string(grid.groupSize)
                    + " neurons were above zero, the lighter the cell.")
        + "</p>\n<dl><dt>Model</dt><dd>" + htmlText(printable(model.source)) + ", "
        + std::string(nameOf(model.format)) + "</dd>"
        + (model.hash.empty() ? "" : "<dt>SHA-256</dt><dd>" + model.hash + "</dd>")
        + "<dt>Speed</dt><dd>" + significant(track.speed.tokensPerSecond(), 3)
        + " characters/s, recorded on " + htmlText(tape.machine)
        + (tape.threads > 0 ? ", " + counted(tape.threads, "thread") : "")
        + (track.speed.whileTraining ? ", while training ran: not representative" : "")
        + "</dd></dl></section>\n";
    return html;
}

std::string settingsHtml(const Tape& tape)
{
    std::string list;
    for (const Field<SampleConfig>& field : sampleFields())
        list += (list.empty() ? "" : ", ") + std::string(field.name) + " "
            + htmlText(field.read(tape.sample));
    return "<dl><dt>Written with</dt><dd>" + list + "</dd><dt>Recorded</dt><dd>"
        + htmlText(tape.recorded) + (tape.build.empty() ? "" : ", Glowworm " + htmlText(tape.build))
        + "</dd></dl>\n";
}

} // namespace

std::string tapeHtml(const Tape& tape)
{
    std::string html = "<!doctype html>\n<html lang=en><meta charset=utf-8>\n"
                       "<title>Glowworm: a recorded text</title>\n<style>"
        + std::string(kStyle)
        + "</style>\n<h1>A recorded text and the neurons that wrote it</h1>\n"
          "<p class=note>Grey characters are the prompt. The lighter the line under a character, "
          "the less likely the model found it: point at one for its probability.</p>\n";
    for (const TapeTrack& track : tape.tracks)
        if (track.size() > 0)
            html += trackHtml(tape, track, gridOf(track.model().config));
    return html + settingsHtml(tape) + "</html>\n";
}

} // namespace glowworm
