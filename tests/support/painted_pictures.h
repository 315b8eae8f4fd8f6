// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures as people bring them: strokes or MNIST digits on paper of any light, cropped, noisy.
// Tests and benchmarks only.
#pragma once

#include "model/data/digits.h"
#include "model/data/drawing.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <random>
#include <utility>
#include <vector>

namespace glowworm::test {

/// Ink alone, (height, width), 0 ... 1.
struct Sheet {
    int width, height;
    std::vector<double> ink
        = std::vector<double>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));

    double& at(int x, int y)
    {
        return ink[static_cast<std::size_t>(y) * static_cast<std::size_t>(width)
            + static_cast<std::size_t>(x)];
    }
    double at(int x, int y) const { return const_cast<Sheet&>(*this).at(x, y); }
};

using Points = std::vector<std::pair<double, double>>; // pixels

/// A round brush along a line, with an edge soft over two pixels.
inline void stroke(Sheet& sheet, const Points& points, double thickness)
{
    for (std::size_t leg = 0; leg + 1 < points.size(); ++leg) {
        const auto [ax, ay] = points[leg];
        const double dx = points[leg + 1].first - ax, dy = points[leg + 1].second - ay,
                     length = dx * dx + dy * dy;
        for (int y = 0; y < sheet.height; ++y)
            for (int x = 0; x < sheet.width; ++x) {
                const double t = length > 0
                    ? std::clamp(((x - ax) * dx + (y - ay) * dy) / length, 0.0, 1.0)
                    : 0;
                const double outside = std::hypot(x - ax - t * dx, y - ay - t * dy) - thickness / 2;
                sheet.at(x, y) = std::max(sheet.at(x, y), std::clamp(0.5 - outside / 2, 0.0, 1.0));
            }
    }
}

/// A 7 of straight strokes in the middle.
inline Sheet seven(int width, int height, double thickness)
{
    Sheet sheet{width, height};
    stroke(sheet,
        {{0.25 * width, 0.2 * height}, {0.72 * width, 0.2 * height}, {0.42 * width, 0.82 * height}},
        thickness);
    return sheet;
}

/// An MNIST digit, each of its pixels `fineness` wide and smooth in between.
inline Sheet enlarged(std::span<const std::uint8_t, kDigitPixels> picture, int fineness)
{
    constexpr int kSide = 28;
    Sheet sheet{kSide * fineness, kSide * fineness};
    const auto level
        = [&](int x, int y) { return picture[static_cast<std::size_t>(y * kSide + x)] / 255.0; };
    for (int y = 0; y < sheet.height; ++y)
        for (int x = 0; x < sheet.width; ++x) {
            const double px = std::clamp((x + 0.5) / fineness - 0.5, 0.0, kSide - 1.0),
                         py = std::clamp((y + 0.5) / fineness - 0.5, 0.0, kSide - 1.0);
            const int left = std::min(static_cast<int>(px), kSide - 2),
                      top = std::min(static_cast<int>(py), kSide - 2);
            sheet.at(x, y) = std::lerp(std::lerp(level(left, top), level(left + 1, top), px - left),
                std::lerp(level(left, top + 1), level(left + 1, top + 1), px - left), py - top);
        }
    return sheet;
}

/// The box around the ink and `border` pixels more.
inline Sheet cropped(const Sheet& sheet, int border)
{
    int left = sheet.width, right = -1, top = sheet.height, bottom = -1;
    for (int y = 0; y < sheet.height; ++y)
        for (int x = 0; x < sheet.width; ++x)
            if (sheet.at(x, y) > 0.5) {
                left = std::min(left, x);
                right = std::max(right, x);
                top = std::min(top, y);
                bottom = y;
            }
    Sheet cut{right - left + 1 + 2 * border, bottom - top + 1 + 2 * border};
    for (int y = 0; y < cut.height; ++y)
        for (int x = 0; x < cut.width; ++x) {
            const int fromX = x + left - border, fromY = y + top - border;
            if (fromX >= 0 && fromY >= 0 && fromX < sheet.width && fromY < sheet.height)
                cut.at(x, y) = sheet.at(fromX, fromY);
        }
    return cut;
}

/// What is seen of a sheet: grey levels of paper and ink at a place (0 ... 1 from left to right and
/// from top to bottom), and noise.
struct Look {
    std::function<double(double x, double y)> paper = [](double, double) { return 255.0; };
    double ink = 0;
    bool inkInTheSameLight
        = true;       // shadows fall on the ink too; its level is then that on white paper
    double noise = 0; // deviation in grey levels
};

inline Picture painted(const Sheet& sheet, const Look& look, unsigned seed = 1)
{
    Picture picture{sheet.width, sheet.height, {}};
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0, 1);
    for (int y = 0; y < sheet.height; ++y)
        for (int x = 0; x < sheet.width; ++x) {
            const double paper = look.paper((x + 0.5) / sheet.width, (y + 0.5) / sheet.height);
            const double ink = look.inkInTheSameLight ? look.ink * paper / 255 : look.ink;
            const double level = std::lerp(paper, ink, sheet.at(x, y))
                + (look.noise > 0 ? look.noise * noise(random) : 0);
            picture.grey.push_back(
                static_cast<std::uint8_t>(std::lround(std::clamp(level, 0.0, 255.0))));
        }
    return picture;
}

} // namespace glowworm::test
