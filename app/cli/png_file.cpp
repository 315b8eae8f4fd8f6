// SPDX-License-Identifier: GPL-3.0-or-later
#include "png_file.h"

#include "interrupt.h"
#include "io/file_kind.h"

#include <png.h>

#include <algorithm>
#include <memory>
#include <numeric>

namespace glowworm {

namespace {

constexpr png_uint_32 kLargestSide = 8192;
constexpr std::uint64_t kLargestFile = 500'000'000; // bytes

/// Frees what libpng's simplified interface holds, whatever happens.
struct Image : png_image {
    Image()
        : png_image()
    {
        version = PNG_IMAGE_VERSION;
    }
    ~Image() { png_image_free(this); }
};

std::vector<std::uint8_t> onPaper(const std::vector<std::uint8_t>& grey, const std::vector<std::uint8_t>& alpha, int paper)
{
    std::vector<std::uint8_t> flat(grey.size());
    for (std::size_t i = 0; i < grey.size(); ++i)
        flat[i] = static_cast<std::uint8_t>((grey[i] * alpha[i] + paper * (255 - alpha[i]) + 127) / 255);
    return flat;
}

bool isBlank(const std::vector<std::uint8_t>& levels) { return std::ranges::adjacent_find(levels, std::not_equal_to()) == levels.end(); }

/// Grey paper would count as ink everywhere: the most frequent half, the median, becomes 0 and the strongest ink 255.
void stretch(std::vector<std::uint8_t>& ink)
{
    std::vector<std::uint8_t> sorted = ink;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    const int paper = *middle, strongest = *std::ranges::max_element(ink);
    for (std::uint8_t& level : ink)
        level = level > paper ? static_cast<std::uint8_t>((level - paper) * 255 / (strongest - paper)) : 0;
}

} // namespace

Drawing drawingFrom(int width, int height, const std::vector<std::uint8_t>& grey, const std::vector<std::uint8_t>& alpha)
{
    Drawing drawing{width, height, onPaper(grey, alpha, 255), false};
    if (isBlank(drawing.ink))
        drawing.ink = onPaper(grey, alpha, 0);
    const double mean = std::accumulate(drawing.ink.begin(), drawing.ink.end(), 0.0) / static_cast<double>(drawing.ink.size());
    drawing.inverted = mean > 127.5;
    if (drawing.inverted)
        for (std::uint8_t& level : drawing.ink)
            level = static_cast<std::uint8_t>(255 - level);
    stretch(drawing.ink);
    return drawing;
}

Drawing readDrawing(const std::filesystem::path& file)
{
    InputFile input(file, InputFile::Accept::Streams, interrupted);
    const std::string& shown = input.shownName();
    if (const FileIdentity found = identify(input); found.kind != FileKind::Png)
        throw notWanted(shown, found, "a PNG picture");
    const std::string bytes = input.readRest(kLargestFile);
    Image image;
    if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()))
        throw Error(shown + " is a damaged PNG picture: " + image.message + ".");
    if (image.width > kLargestSide || image.height > kLargestSide)
        throw Error(shown + " has " + std::to_string(image.width) + " x " + std::to_string(image.height)
            + " pixels, at most 8192 x 8192 are read: scale it down.");
    image.format = PNG_FORMAT_GA;
    std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr))
        throw Error(shown + " is a damaged PNG picture: " + image.message + ".");
    std::vector<std::uint8_t> grey(pixels.size() / 2), alpha(grey.size());
    for (std::size_t i = 0; i < grey.size(); ++i) {
        grey[i] = pixels[2 * i];
        alpha[i] = pixels[2 * i + 1];
    }
    return drawingFrom(static_cast<int>(image.width), static_cast<int>(image.height), grey, alpha);
}

} // namespace glowworm
