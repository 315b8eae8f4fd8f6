// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/board_image.h"

#include "ui/widgets/theme.h"

#include <algorithm>

namespace glowworm {

namespace {

constexpr float kFaintest = 0.38F; // lightness of the smallest value: still clearly not quiet

QRgb mixed(const QColor& from, const QColor& to, float fraction)
{
    const auto channel = [fraction](int a, int b) {
        return a + static_cast<int>(fraction * static_cast<float>(b - a) + (b > a ? 0.5F : -0.5F));
    };
    return qRgb(channel(from.red(), to.red()), channel(from.green(), to.green()),
        channel(from.blue(), to.blue()));
}

/// From faint to the full colour, and beyond it towards white (dark theme) or black for the
/// strongest.
std::array<QRgb, 256> ramp(const QColor& quiet, const QColor& full, bool dark)
{
    const QColor strongest = QColor(mixed(full, dark ? Qt::white : Qt::black, dark ? 0.55F : 0.4F));
    constexpr float kKnee = 0.7F;
    std::array<QRgb, 256> colours{};
    for (std::size_t i = 0; i < colours.size(); ++i) {
        const float level = static_cast<float>(i) / 255;
        colours[i] = level < kKnee ? mixed(quiet, full, kFaintest + (1 - kFaintest) * level / kKnee)
                                   : mixed(full, strongest, (level - kKnee) / (1 - kKnee));
    }
    return colours;
}

} // namespace

BoardColours::BoardColours(const Theme& theme, bool sparse)
    : m_ground(theme.base.rgb())
    , m_quiet(theme.cell.rgb())
    , m_hollow(theme.hollow.rgb())
    , m_bright(ramp(theme.cell, sparse ? theme.fired : theme.dense, theme.dark))
    , m_negative(ramp(theme.cell, theme.dense, theme.dark))
{
    const QColor newest(mixed(
        theme.trail, theme.fired, 0.5F)); // a dot is small: it needs more contrast than an area
    for (int age = 0; age <= kTrail; ++age)
        m_trail[static_cast<std::size_t>(age)]
            = mixed(newest, theme.cell, 0.75F * static_cast<float>(age) / kTrail);
}

QRgb BoardColours::of(CellMark mark) const
{
    switch (mark.state) {
    case CellState::Quiet:
        return m_quiet;
    case CellState::Trail:
        return m_trail[std::min<std::size_t>(mark.level, kTrail)];
    case CellState::Bright:
        return m_bright[mark.level];
    case CellState::Hollow:
        return m_hollow;
    case CellState::Negative:
        return m_negative[mark.level];
    }
    return m_quiet;
}

std::vector<bool> cellShape(CellState state, QSize cell)
{
    const int w = cell.width(), h = cell.height(), least = std::min(w, h);
    std::vector<bool> shape(
        static_cast<std::size_t>(w) * static_cast<std::size_t>(h), state == CellState::Bright);
    if (state == CellState::Quiet || state == CellState::Bright || least < 1)
        return shape;
    const int edge = std::max(1, least / 6);            // ring
    const int bar = h < 3 ? 1 : std::max(2, h * 2 / 5); // height of the bar of a negative value
    const auto inDot = [third = least / 3](int at,
                           int side) { // of the side's parity, so that it sits in the middle
        return std::abs(2 * at - side + 1) < std::max(side % 2 ? 1 : 2, third + (side - third) % 2);
    };
    for (int y = 0; y < h; ++y)
        for (int x = 0; x < w; ++x) {
            bool marked = false;
            if (state == CellState::Hollow)
                marked
                    = least < 3 ? x == y : x < edge || y < edge || x >= w - edge || y >= h - edge;
            else if (state == CellState::Negative)
                marked = y >= (h - bar) / 2 && y < (h - bar) / 2 + bar;
            else
                marked = least < 3 ? x == 0 && y == 0 : inDot(x, w) && inDot(y, h);
            shape[static_cast<std::size_t>(y * w + x)] = marked;
        }
    return shape;
}

void BoardImage::arrange(const BoardFold& fold, int neurons, const BoardPlan& plan,
    qreal pixelRatio, const BoardColours& colours)
{
    m_colours = colours;
    const auto inside = [](int side) {
        return side > 3 ? side - 1 : side;
    }; // a gap only where it leaves room for the shapes
    m_inside = QSize(inside(plan.cell.width()), inside(plan.cell.height()));
    for (std::size_t state = 0; state < m_shapes.size(); ++state)
        m_shapes[state] = cellShape(static_cast<CellState>(state), m_inside);
    m_corners.clear();
    for (int neuron = 0; neuron < neurons; ++neuron)
        m_corners.push_back(plan.pixels(fold.cellOf(neuron)));
    m_painted.assign(static_cast<std::size_t>(neurons), {});
    m_image = QImage(plan.pixels(fold.size()), QImage::Format_RGB32);
    m_image.setDevicePixelRatio(pixelRatio);
    m_stale = true;
}

bool BoardImage::update(std::span<const CellMark> marks)
{
    if (m_stale)
        m_image.fill(m_colours.ground());
    bool changed = m_stale;
    for (std::size_t neuron = 0; neuron < std::min(marks.size(), m_painted.size()); ++neuron) {
        if (!m_stale && marks[neuron] == m_painted[neuron])
            continue;
        paintCell(static_cast<int>(neuron), marks[neuron]);
        m_painted[neuron] = marks[neuron];
        changed = true;
    }
    m_stale = false;
    return changed;
}

void BoardImage::paintCell(int neuron, CellMark mark)
{
    const QPoint corner = m_corners[static_cast<std::size_t>(neuron)];
    const QRgb quiet = m_colours.of({});
    const QRgb colour = m_colours.of(mark);
    const std::vector<bool>& shape = m_shapes[static_cast<std::size_t>(mark.state)];
    for (int y = 0; y < m_inside.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(corner.y() + y)) + corner.x();
        for (int x = 0; x < m_inside.width(); ++x)
            line[x] = shape[static_cast<std::size_t>(y * m_inside.width() + x)] ? colour : quiet;
    }
}

} // namespace glowworm
