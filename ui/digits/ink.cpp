// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/ink.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace glowworm {

namespace {

constexpr int kBox = 20;          // model pixels, that MNIST's digits were fitted into
constexpr double kSoftEdge = 0.8; // model pixels over which the ink fades at the rim: MNIST's
                                  // strokes are anti-aliased about as softly

double distanceToSegment(QPointF point, QPointF from, QPointF to)
{
    const QPointF along = to - from;
    const double length = QPointF::dotProduct(along, along);
    const double fraction = length > 0
        ? std::clamp(QPointF::dotProduct(point - from, along) / length, 0.0, 1.0)
        : 0.0;
    const QPointF apart = point - (from + fraction * along);
    return std::hypot(apart.x(), apart.y());
}

/// Around all that is no paper; empty when there is none.
QRect inkBox(const QImage& sheet)
{
    QRect box;
    for (int y = 0; y < sheet.height(); ++y) {
        const uchar *line = sheet.constScanLine(y), *end = line + sheet.width();
        const uchar* first = std::find_if(line, end, [](uchar pixel) { return pixel != 0; });
        if (first == end)
            continue;
        const uchar* last = end - 1;
        while (*last == 0)
            --last;
        box |= QRect(
            QPoint(static_cast<int>(first - line), y), QPoint(static_cast<int>(last - line), y));
    }
    return box;
}

QImage blankSheet()
{
    QImage sheet(Ink::kSide, Ink::kSide, QImage::Format_Grayscale8);
    sheet.fill(0);
    return sheet;
}

} // namespace

Ink::Ink()
    : m_now{.sheet = blankSheet()}
{
}

std::vector<std::uint8_t> Ink::grey() const
{
    static_assert(kSide % 4 == 0); // else the lines of an image have a gap behind them
    return {m_now.sheet.constBits(), m_now.sheet.constBits() + m_now.sheet.sizeInBytes()};
}

bool Ink::isEmpty() const { return inkBox(m_now.sheet).isEmpty(); }

void Ink::replace(QImage sheet, Ground ground)
{
    m_now = {.sheet = std::move(sheet), .options = m_now.options, .ground = ground};
}

void Ink::findTestSet(const std::shared_ptr<const DigitSet>& set)
{
    if (m_now.testOrigin && set && set->hash() == m_now.testHash
        && *m_now.testOrigin < set->count())
        m_now.testSet = set;
}

void Ink::setRecorded(const PenStrokes& strokes)
{
    replace(blankSheet(), Ground::Paper);
    for (const auto& line : strokes.lines)
        for (std::size_t i = 0; i < line.size(); ++i)
            stroke({line[i > 0 ? i - 1 : 0].x, line[i > 0 ? i - 1 : 0].y}, {line[i].x, line[i].y},
                strokes.width, false);
    m_now.ground = Ground::Recorded;
    m_now.isDrawnOn = false;
}

bool Ink::setOptions(const NormaliseOptions& options)
{
    const auto all = [](const NormaliseOptions& of) {
        return std::tuple(of.fitBox, of.centreOfMass, of.smooth);
    };
    if (all(options) == all(m_now.options))
        return false;
    m_now.options = options;
    return true;
}

QRect Ink::stroke(QPointF from, QPointF to, double width, bool erase)
{
    const QPointF a = from * kFineness;
    const QPointF b = to * kFineness;
    const double edge = kSoftEdge * kFineness;
    const double radius = width / 2 * kFineness
        + (erase ? edge : 0); // the eraser takes the soft rim of a stroke with it
    const double reach = radius + edge / 2 + 1;
    const QRect area
        = QRectF(QPointF(std::min(a.x(), b.x()) - reach, std::min(a.y(), b.y()) - reach),
            QPointF(std::max(a.x(), b.x()) + reach, std::max(a.y(), b.y()) + reach))
              .toAlignedRect()
              .intersected(m_now.sheet.rect());
    const auto drawn = [&](int x, int y, uchar was) {
        const double outside = distanceToSegment(QPointF(x + 0.5, y + 0.5), a, b) - radius;
        const auto ink
            = static_cast<uchar>(std::lround(255 * std::clamp(0.5 - outside / edge, 0.0, 1.0)));
        return erase ? std::min<uchar>(was, static_cast<uchar>(255 - ink)) : std::max(was, ink);
    };
    const bool begins = !erase && isRecorded(); // the eraser works on what is there
    bool changes = false;
    for (int y = area.top(); y <= area.bottom() && !changes; ++y) {
        const uchar* line = m_now.sheet.constScanLine(y);
        for (int x = area.left(); x <= area.right() && !changes; ++x)
            changes = begins ? drawn(x, y, 0) != 0 : drawn(x, y, line[x]) != line[x];
    }
    if (!changes)
        return {};
    if (begins)
        m_now.sheet.fill(0);
    if (!erase && m_now.ground != Ground::Paper && isEmpty()) // also where all was rubbed out
        m_now.ground = Ground::Paper;
    m_now.testIndex.reset();
    m_now.testOrigin.reset();
    m_now.testSet.reset();
    m_now.testHash.clear();
    m_now.isDrawnOn = true;
    m_now.isShifted = false;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        uchar* line = m_now.sheet.scanLine(y);
        for (int x = area.left(); x <= area.right(); ++x)
            line[x] = drawn(x, y, line[x]);
    }
    return area;
}

bool Ink::clear()
{
    if (isEmpty())
        return false;
    m_now = {.sheet = blankSheet()};
    return true;
}

bool Ink::shift(int right, int down)
{
    if (isEmpty())
        return false;
    const State before = m_now;
    const QPoint corner(-right * kFineness, -down * kFineness); // what lies outside is paper
    replace(m_now.sheet.copy(QRect(corner, m_now.sheet.size())), before.ground);
    m_now.isDrawnOn = before.isDrawnOn;
    m_now.testOrigin = before.testOrigin;
    m_now.testSet = before.testSet;
    m_now.testHash = before.testHash;
    m_now.isShifted = true;
    return true;
}

bool Ink::setPicture(std::span<const std::uint8_t, kDigitPixels> picture,
    std::optional<qint64> testIndex, const std::shared_ptr<const DigitSet>& testSet)
{
    const QImage small(
        picture.data(), kModelSide, kModelSide, kModelSide, QImage::Format_Grayscale8);
    QImage sheet = small.scaled(kSide, kSide);
    if (testIndex == m_now.testIndex && testSet == this->testSet() && sheet == m_now.sheet)
        return false;
    replace(std::move(sheet), testIndex ? Ground::TestPicture : Ground::Opened);
    m_now.testIndex = m_now.testOrigin = testIndex;
    m_now.testSet = testSet;
    m_now.testHash = testSet ? testSet->hash() : std::string();
    return true;
}

bool Ink::setDrawing(const Drawing& drawing)
{
    const QImage whole(drawing.ink.data(), drawing.width, drawing.height, drawing.width,
        QImage::Format_Grayscale8);
    const QRect box = inkBox(whole);
    if (box.isEmpty())
        return false;
    if (whole.size() == m_now.sheet.size()) {
        replace(whole.copy(), Ground::Opened);
        return true;
    }
    const QSize fitted = box.size()
                             .scaled(kBox * kFineness, kBox * kFineness, Qt::KeepAspectRatio)
                             .expandedTo({1, 1});
    const QImage part = whole.copy(box)
                            .scaled(fitted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                            .convertToFormat(QImage::Format_Grayscale8);
    const QPoint corner((part.width() - kSide) / 2, (part.height() - kSide) / 2);
    replace(part.copy(QRect(corner, m_now.sheet.size())), Ground::Opened);
    return true;
}

} // namespace glowworm
