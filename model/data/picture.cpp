// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/data/picture.h"

#include "model/base/error.h"
#include "model/io/file_kind.h"

#include <png.h>

#include <algorithm>
#include <array>

namespace glowworm {
namespace {

constexpr png_uint_32 kLargestSide = 8192;
constexpr int kWorkingSide = 1024; // the models see 28 pixels a side
constexpr std::uint64_t kLargestPicture
    = 300'000'000; // an uncompressed picture of the largest size

/// Frees what libpng's simplified interface holds, whatever happens.
struct Image : png_image {
    Image()
        : png_image()
    {
        version = PNG_IMAGE_VERSION;
    }
    ~Image() { png_image_free(this); }
};

struct Colours {
    int width, height;
    std::vector<std::uint8_t> rgba; // (height, width, 4), colours not multiplied by their opacity
};

Colours decode(std::string_view bytes, const std::string& shownName)
{
    if (const FileIdentity found = identify(bytes.substr(0, kIdentifyBytes));
        found.kind != FileKind::Png)
        throw notWanted(shownName, found, "a PNG picture");
    const std::string damaged
        = shownName + " is a damaged PNG file, or only a part of one: export or copy it again.";
    Image image;
    if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()))
        throw Error(damaged);
    if (image.width > kLargestSide || image.height > kLargestSide)
        throw Error(shownName + " has " + std::to_string(image.width) + " x "
            + std::to_string(image.height)
            + " pixels, at most 8192 x 8192 are read: scale it down.");
    image.format = PNG_FORMAT_RGBA;
    Colours colours{static_cast<int>(image.width), static_cast<int>(image.height), {}};
    colours.rgba.resize(PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, nullptr, colours.rgba.data(), 0, nullptr))
        throw Error(damaged);
    return colours;
}

/// Means over squares, colours by their opacity, so that no side is longer than kWorkingSide.
Colours reduced(Colours large)
{
    const int by = (std::max(large.width, large.height) + kWorkingSide - 1) / kWorkingSide;
    if (by == 1)
        return large;
    Colours small{(large.width + by - 1) / by, (large.height + by - 1) / by, {}};
    small.rgba.reserve(
        static_cast<std::size_t>(small.width) * static_cast<std::size_t>(small.height) * 4);
    for (int y = 0; y < small.height; ++y)
        for (int x = 0; x < small.width; ++x) {
            std::array<std::uint32_t, 3> sum{};
            std::uint32_t opacity = 0, pixels = 0;
            for (int row = y * by; row < std::min(large.height, (y + 1) * by); ++row)
                for (int column = x * by; column < std::min(large.width, (x + 1) * by);
                     ++column, ++pixels) {
                    const std::uint8_t* pixel
                        = &large.rgba[(static_cast<std::size_t>(row)
                                              * static_cast<std::size_t>(large.width)
                                          + static_cast<std::size_t>(column))
                            * 4];
                    for (std::size_t c = 0; c < 3; ++c)
                        sum[c] += std::uint32_t{pixel[c]} * pixel[3];
                    opacity += pixel[3];
                }
            for (std::uint32_t level : sum)
                small.rgba.push_back(
                    static_cast<std::uint8_t>(opacity > 0 ? (level + opacity / 2) / opacity : 0));
            small.rgba.push_back(static_cast<std::uint8_t>((opacity + pixels / 2) / pixels));
        }
    return small;
}

/// A channel 0 ... 2, or 3: the luminance (ITU-R BT.601).
int levelOf(const std::uint8_t* rgba, int channel)
{
    return channel < 3 ? rgba[channel]
                       : (299 * rgba[0] + 587 * rgba[1] + 114 * rgba[2] + 500) / 1000;
}

/// The channel with the largest variance on white paper, if that is far more than the luminance's:
/// yellow ink on white paper, or red ink on paper as bright as itself.
int tellingChannel(const Colours& colours)
{
    constexpr double kFarMore = 2;
    std::array<double, 4> variance{};
    const double count = static_cast<double>(colours.rgba.size()) / 4;
    for (int channel = 0; channel < 4; ++channel) {
        double sum = 0, squares = 0;
        for (std::size_t i = 0; i < colours.rgba.size(); i += 4) {
            const double level
                = 255 + colours.rgba[i + 3] * (levelOf(&colours.rgba[i], channel) - 255) / 255.0;
            sum += level;
            squares += level * level;
        }
        variance[static_cast<std::size_t>(channel)] = squares / count - sum / count * (sum / count);
    }
    const auto best = std::max_element(variance.begin(), variance.begin() + 3);
    return *best > kFarMore * variance[3] ? static_cast<int>(best - variance.begin()) : 3;
}

std::vector<std::uint8_t> onPaper(const Colours& colours, int channel, int paper)
{
    std::vector<std::uint8_t> flat;
    flat.reserve(colours.rgba.size() / 4);
    for (std::size_t i = 0; i < colours.rgba.size(); i += 4) {
        const int level = levelOf(&colours.rgba[i], channel), opacity = colours.rgba[i + 3];
        flat.push_back(
            static_cast<std::uint8_t>((level * opacity + paper * (255 - opacity) + 127) / 255));
    }
    return flat;
}

int rangeOf(const std::vector<std::uint8_t>& levels)
{
    const auto [least, most] = std::ranges::minmax_element(levels);
    return *most - *least;
}

} // namespace

Picture decodePng(std::string_view bytes, const std::string& shownName)
{
    const Colours colours = reduced(decode(bytes, shownName));
    const int channel = tellingChannel(colours);
    std::vector<std::uint8_t> onWhite = onPaper(colours, channel, 255),
                              onBlack = onPaper(colours, channel, 0);
    return {colours.width, colours.height,
        rangeOf(onBlack) > rangeOf(onWhite) ? std::move(onBlack) : std::move(onWhite)};
}

Picture readPng(const std::filesystem::path& file, StopCheck stop)
{
    InputFile input(file, InputFile::Accept::Streams, std::move(stop));
    if (const FileIdentity found = identify(input); found.kind != FileKind::Png)
        throw notWanted(input.shownName(), found,
            "a PNG picture"); // a large file of another kind is not read for it
    return decodePng(input.readRest(kLargestPicture), input.shownName());
}

} // namespace glowworm
