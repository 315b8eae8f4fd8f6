// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_flags.h"

#include "ui/widgets/colour_mix.h"
#include "ui/widgets/theme.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets/qcustomplot_wrapper.h"

namespace glowworm {
namespace {

constexpr int kFlagRows = 3;     // of flags below one another
constexpr double kFlagGap = 3;   // pixels between a flag and its line, and between flags
constexpr double kFlagReach = 4; // pixels from a line to the pointer that reads it
constexpr QMargins kFlagPadding(5, 2, 5, 2);

} // namespace

RunFlags::RunFlags(QCustomPlot& plot)
    : m_plot(plot)
{
}

void RunFlags::add(std::int64_t step, const QString& words)
{
    auto at = std::ranges::lower_bound(m_flags, step, {}, &Flag::step);
    if (at == m_flags.end() || at->step != step) {
        at = m_flags.insert(
            at, {step, {}, new QCPItemStraightLine(&m_plot), new QCPItemText(&m_plot)});
        at->text->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        at->text->setTextAlignment(Qt::AlignLeft);
        at->text->setPadding(kFlagPadding);
        at->text->position->setType(QCPItemPosition::ptAbsolute);
        at->line->setVisible(false);
        at->text->setVisible(false);
    }
    if (!at->words.contains(words))
        at->words << words;
    at->text->setText(at->words.join(QLatin1Char('\n')));
}

void RunFlags::clear()
{
    for (const Flag& flag : m_flags) {
        m_plot.removeItem(flag.line);
        m_plot.removeItem(flag.text);
    }
    m_flags.clear();
}

void RunFlags::draw(std::int64_t newest, const std::function<double(std::int64_t step)>& keyOf)
{
    for (Flag& flag : m_flags) {
        flag.isReached = flag.step <= newest;
        flag.line->setVisible(flag.isReached);
        if (!flag.isReached)
            continue;
        flag.key = keyOf(flag.step);
        flag.line->point1->setCoords(flag.key, 1);
        flag.line->point2->setCoords(flag.key, 2);
    }
}

void RunFlags::restyle(const Theme& theme, const QFont& font)
{
    for (const Flag& flag : m_flags) {
        flag.line->setPen(QPen(theme.mutedText, 1, Qt::DotLine));
        flag.text->setColor(theme.text);
        flag.text->setFont(font);
        flag.text->setBrush(faded(theme.raised, 0.94));
        flag.text->setPen(QPen(theme.mutedText, 1));
    }
}

std::vector<QRectF> RunFlags::place()
{
    const QRectF area(m_plot.axisRect()->rect());
    std::vector<QRectF> taken;
    for (const Flag& flag : m_flags) {
        const double x = m_plot.xAxis->coordToPixel(flag.key);
        flag.text->setVisible(false);
        if (!flag.isReached || x < area.left() || x > area.right())
            continue;
        const QSizeF size = QFontMetricsF(flag.text->font()).size(0, flag.text->text())
            + QSizeF(kFlagPadding.left() + kFlagPadding.right(),
                kFlagPadding.top() + kFlagPadding.bottom());
        const bool fitsRight = x + kFlagGap + size.width() <= area.right();
        QRectF place(
            QPointF(fitsRight ? x + kFlagGap : x - kFlagGap - size.width(), area.top() + kFlagGap),
            size);
        const auto isTaken = [&place](const QRectF& other) {
            return other.adjusted(-kFlagGap, 0, kFlagGap, 0).intersects(place);
        };
        for (int row = 1; row < kFlagRows && std::ranges::any_of(taken, isTaken); ++row)
            place.translate(0, size.height() + kFlagGap);
        if (place.left() < area.left() || std::ranges::any_of(taken, isTaken))
            continue;
        flag.text->setVisible(true);
        flag.text->position->setCoords(place.topLeft());
        taken.push_back(place);
    }
    return taken;
}

QString RunFlags::readOut(double key) const
{
    const double x = m_plot.xAxis->coordToPixel(key);
    for (const Flag& flag : m_flags)
        if (flag.isReached && std::abs(m_plot.xAxis->coordToPixel(flag.key) - x) <= kFlagReach)
            return flag.words.join(QLatin1Char('\n'));
    return {};
}

} // namespace glowworm
