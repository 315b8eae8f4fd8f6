// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/data/strokes.h"

#include "model/base/json_reader.h"

#include <cstddef>

namespace glowworm {

PenStrokes readStrokes(std::string_view text, const std::string& name)
{
    constexpr double kSide = 28;
    const JsonFile file{name, "is no drawing", "Install the program again.", 1};
    PenStrokes strokes;
    readJsonFile(text, file, [&](const JsonObject& object) {
        strokes.width = object.number("width", 1, 4);
        for (const JsonObject& stroke : object.objects("strokes")) {
            const auto x = stroke.numbers("x", 0, kSide), y = stroke.numbers("y", 0, kSide);
            if (x.empty())
                stroke.refuse("x", "a list of one point or more");
            if (y.size() != x.size())
                stroke.refuse("y", "a list as long as \"x\"");
            auto& line = strokes.lines.emplace_back();
            for (std::size_t i = 0; i < x.size(); ++i)
                line.push_back({x[i], y[i]});
        }
        if (strokes.lines.empty())
            object.refuse("strokes", "a list of one stroke or more");
    });
    return strokes;
}

} // namespace glowworm
