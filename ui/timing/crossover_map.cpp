// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/crossover_map.h"

#include "ui/timing/timing_plot.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <set>

#include "ui/widgets/qcustomplot_wrapper.h"

namespace glowworm {

namespace {

constexpr double kFarthest
    = 64; // ratio at which the colours end, either way; fixed, so that two maps compare
constexpr int kColorStops = 24;  // each side of 1
constexpr double kHatchStep = 7; // px
constexpr int kLow = 240;        // height below which titles and scale go
constexpr int kKeyRoom = 24;     // around the key

/// Amber where sparse is faster, blue where dense is, the ground of a resting cell at 1.
QColor divergingColor(const CrossoverMap::Inks& inks, double ratio)
{
    const double fraction = std::clamp(std::log(ratio) / std::log(kFarthest), -1.0, 1.0);
    return mixed(inks.cell, fraction > 0 ? inks.sparse : inks.dense, std::abs(fraction));
}

bool includesOne(const RatioInterval& ratio) { return ratio.low <= 1 && ratio.high >= 1; }

} // namespace

/// All cells in one item: vectors, so that exports stay sharp.
class MapCells : public QCPAbstractItem {
public:
    MapCells(QCustomPlot* plot, const CrossoverMap& map)
        : QCPAbstractItem(plot)
        , m_map(map)
    {
        setSelectable(false);
    }
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

protected:
    void draw(QCPPainter* painter) override
    {
        for (int row = 0; row < std::ssize(m_map.m_densities); ++row)
            for (int column = 0; column < std::ssize(m_map.m_tokens); ++column)
                if (const MapCell* cell = m_map.at({column, row}))
                    drawCell(*painter, *cell, rectOf({column, row}));
        drawContour(*painter);
        if (m_map.m_showsCurrent && m_map.currentCell()) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(m_map.m_inks.text, 2, Qt::DotLine));
            painter->drawRect(rectOf(m_map.m_current).adjusted(3, 3, -3, -3));
        }
    }

private:
    QRectF rectOf(QPoint place) const
    {
        const QCPAxis &across = *mParentPlot->xAxis, &up = *mParentPlot->yAxis;
        return QRectF(
            QPointF(across.coordToPixel(place.x() - 0.5), up.coordToPixel(place.y() + 0.5)),
            QPointF(across.coordToPixel(place.x() + 0.5), up.coordToPixel(place.y() - 0.5)));
    }

    void drawCell(QCPPainter& painter, const MapCell& cell, const QRectF& whole) const
    {
        const QRectF rect = whole.adjusted(1, 1, -1, -1);
        const QString rounds = QStringLiteral("%1/%2").arg(cell.rounds).arg(m_map.m_repeats);
        if (!cell.ratio) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_map.m_inks.quiet, 1, Qt::DashLine));
            painter.drawRect(rect.adjusted(1, 1, -1, -1));
            if (cell.rounds > 0)
                write(painter, rect, {rounds}, m_map.m_inks.quiet, Qt::NoBrush);
            return;
        }
        const QColor ground = divergingColor(m_map.m_inks, cell.doubted ? 1 : cell.ratio->value),
                     ink = inkOn(ground);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRect(rect);
        const bool open = cell.doubted || includesOne(*cell.ratio);
        if (open)
            hatch(painter, rect, ink);
        QStringList lines{cell.doubted ? QStringLiteral("?") : ratioText(cell.ratio->value)};
        if (cell.rounds < m_map.m_repeats)
            lines += rounds;
        else
            lines += QStringLiteral("%1\u2009\u2013\u2009%2")
                         .arg(numberText(cell.ratio->low, 2), numberText(cell.ratio->high, 2));
        write(painter, rect, lines, ink, open ? QBrush(ground) : QBrush(Qt::NoBrush));
    }

    /// The first line large, the second small and only where it fits; on a plate where the ground
    /// is hatched.
    void write(QCPPainter& painter, const QRectF& rect, const QStringList& lines, const QColor& ink,
        const QBrush& plate) const
    {
        QFont large = m_map.font(), small = smallFont(&m_map);
        large.setBold(true);
        const QFontMetricsF largeMetrics(large), smallMetrics(small);
        const bool two = lines.size() > 1
            && rect.height() > largeMetrics.height() + smallMetrics.height() + 4
            && rect.width() > smallMetrics.horizontalAdvance(lines[1]) + 4;
        const double height = largeMetrics.height() + (two ? smallMetrics.height() : 0);
        const double width = std::max(largeMetrics.horizontalAdvance(lines[0]),
                                 two ? smallMetrics.horizontalAdvance(lines[1]) : 0)
            + 8;
        QRectF text(0, 0, std::min(width, rect.width()), std::min(height, rect.height()));
        text.moveCenter(rect.center());
        painter.setPen(Qt::NoPen);
        painter.setBrush(plate);
        if (plate != QBrush(Qt::NoBrush))
            painter.drawRoundedRect(text, 3, 3);
        painter.setPen(ink);
        painter.setFont(large);
        painter.drawText(
            two ? QRectF(text.topLeft(), QSizeF(text.width(), largeMetrics.height())) : text,
            Qt::AlignCenter, lines[0]);
        if (two) {
            painter.setFont(small);
            painter.drawText(
                text.adjusted(0, largeMetrics.height(), 0, 0), Qt::AlignCenter, lines[1]);
        }
    }

    static void hatch(QCPPainter& painter, const QRectF& rect, const QColor& ink)
    {
        painter.save();
        painter.setClipRect(rect, Qt::IntersectClip);
        painter.setPen(QPen(faded(ink, 0.47), 1));
        for (double x = rect.left() - rect.height(); x < rect.right(); x += kHatchStep)
            painter.drawLine(QLineF(x, rect.bottom(), x + rect.height(), rect.top()));
        painter.restore();
    }

    /// Along the edges between cells that lie on different sides of 1.
    void drawContour(QCPPainter& painter) const
    {
        painter.setPen(QPen(m_map.m_inks.text, 3, Qt::SolidLine, Qt::RoundCap));
        const auto crosses = [](const MapCell* a, const MapCell* b) {
            return a && b && a->ratio && b->ratio && !a->doubted && !b->doubted
                && (a->ratio->value > 1) != (b->ratio->value > 1);
        };
        for (int row = 0; row < std::ssize(m_map.m_densities); ++row)
            for (int column = 0; column < std::ssize(m_map.m_tokens); ++column) {
                const QRectF rect = rectOf({column, row});
                const MapCell* cell = m_map.at({column, row});
                if (crosses(cell, m_map.at({column + 1, row})))
                    painter.drawLine(QLineF(rect.topRight(), rect.bottomRight()));
                if (crosses(cell, m_map.at({column, row + 1})))
                    painter.drawLine(QLineF(rect.topLeft(), rect.topRight()));
            }
    }

    const CrossoverMap& m_map;
};

CrossoverMap::CrossoverMap(QWidget* parent)
    : PlotView(parent)
    , m_scale(new QCPColorScale(&plot()))
    , m_key(new QCPTextElement(&plot()))
{
    new MapCells(&plot(), *this); // owned by the plot
    for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) {
        axis->grid()->setVisible(false);
        axis->setSubTicks(false);
    }
    m_scale->setType(QCPAxis::atRight);
    m_scale->setDataScaleType(QCPAxis::stLogarithmic);
    m_scale->setDataRange(QCPRange(1 / kFarthest, kFarthest));
    m_scale->setBarWidth(10);
    m_scale->setRangeDrag(false);
    m_scale->setRangeZoom(false);
    m_scale->axis()->setLabel(tr("times faster than dense"));
    m_scale->axis()->setSubTicks(false);
    QSharedPointer<QCPAxisTickerText> ticks(new QCPAxisTickerText);
    for (const double ratio : {1.0 / 64, 1.0 / 16, 0.25, 1.0, 4.0, 16.0, 64.0})
        ticks->addTick(ratio,
            ratio < 1 ? QStringLiteral("1/%1\u00d7").arg(std::lround(1 / ratio))
                      : ratioText(ratio));
    m_scale->axis()->setTicker(ticks);
    plot().plotLayout()->addElement(0, 1, m_scale);
    auto* margins = new QCPMarginGroup(&plot());
    plot().axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    m_scale->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    m_key->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
    plot().plotLayout()->addElement(1, 0, m_key);
    plot().plotLayout()->setRowStretchFactor(1, 0.001);
    plot().plotLayout()->setRowSpacing(0);
    addKeys();
    setAccessibleName(
        tr("Crossover map: times the sparse layer is faster, by density and tokens per call"));
    setWhatsThis(
        tr("Each cell is t(dense) / t(sparse) at one fraction 1/N and one number of tokens "
           "a call. Above 1 sparse is faster; hatched where the interval holds 1. Enter "
           "shows the rows of a cell, with their rounds."));
    finishBuilding();
}

void CrossoverMap::setCells(std::vector<MapCell> cells, int repeats)
{
    m_cells = std::move(cells);
    m_repeats = repeats;
    std::set<double> densities;
    std::set<int> tokens;
    for (const MapCell& cell : m_cells) {
        densities.insert(cell.density);
        tokens.insert(cell.tokens);
    }
    m_densities.assign(densities.begin(), densities.end());
    m_tokens.assign(tokens.begin(), tokens.end());
    const auto last
        = [](const auto& list) { return std::max(static_cast<int>(list.size()) - 1, 0); };
    m_current
        = {std::min(m_current.x(), last(m_tokens)), std::min(m_current.y(), last(m_densities))};
    setAccessibleDescription(currentCell() ? currentCell()->how : QString());
    markChanged();
    Q_EMIT currentChanged(); // its number may be a new one
}

const MapCell* CrossoverMap::at(QPoint place) const
{
    if (place.x() < 0 || place.x() >= std::ssize(m_tokens) || place.y() < 0
        || place.y() >= std::ssize(m_densities))
        return nullptr;
    const int tokens = m_tokens[static_cast<std::size_t>(place.x())];
    const double density = m_densities[static_cast<std::size_t>(place.y())];
    const auto found = std::ranges::find_if(m_cells,
        [&](const MapCell& cell) { return cell.density == density && cell.tokens == tokens; });
    return found == m_cells.end() ? nullptr : &*found;
}

QPoint CrossoverMap::placeUnder(const QPointF& position)
{
    const QPointF place(
        plot().xAxis->pixelToCoord(position.x()), plot().yAxis->pixelToCoord(position.y()));
    return plot().axisRect()->rect().contains(position.toPoint()) ? place.toPoint()
                                                                  : QPoint(-1, -1);
}

void CrossoverMap::setCurrent(QPoint place)
{
    const MapCell* cell = at(place);
    if (!cell)
        return;
    m_current = place;
    setAccessibleDescription(cell->how);
    markChanged();
    Q_EMIT currentChanged();
}

void CrossoverMap::choose(double density, int tokens)
{
    const auto row = std::ranges::find(m_densities, density);
    const auto column = std::ranges::find(m_tokens, tokens);
    setCurrent({static_cast<int>(column - m_tokens.begin()), // outside where there is no such
        static_cast<int>(row - m_densities.begin())});
}

/// Where it is low, rows need the height that titles take, and cells tell without a scale.
void CrossoverMap::fitTitles(bool isLow)
{
    plot().xAxis->setLabel(isLow ? QString() : tr("tokens per call"));
    plot().yAxis->setLabel(isLow ? QString() : tr("fraction that fires"));
    m_scale->setVisible(!isLow);
    QCPLayoutGrid& grid = *plot().plotLayout();
    if (const bool isThere = grid.hasElement(0, 1); isLow && isThere)
        grid.take(m_scale);
    else if (!isLow && !isThere)
        grid.addElement(0, 1, m_scale);
    const QString whole
        = tr("\u2503 crosses 1\u00d7    \u25a8 interval includes 1: no difference shown   "
             " ? not believable    \u2505 not measured"),
        brief = tr("\u2503 crosses 1\u00d7   \u25a8 includes 1   ? not believable   \u2505 not "
                   "measured");
    m_key->setText(
        exporting() || QFontMetrics(smallFont(this)).horizontalAdvance(whole) + kKeyRoom < width()
            ? whole
            : brief);
}

void CrossoverMap::refill()
{
    const bool isLow = !exporting() && height() < textScaled(kLow);
    fitTitles(isLow);
    QSharedPointer<QCPAxisTickerText> across(new QCPAxisTickerText), up(new QCPAxisTickerText);
    for (std::size_t i = 0; i < m_tokens.size(); ++i)
        across->addTick(static_cast<double>(i),
            !isLow                 ? countText(m_tokens[i])
                : m_tokens[i] == 1 ? tr("1 token")
                                   : tr("%Ln tokens", nullptr, m_tokens[i]));
    for (std::size_t i = 0; i < m_densities.size(); ++i)
        up->addTick(static_cast<double>(i), densityText(m_densities[i]));
    plot().xAxis->setTicker(across);
    plot().yAxis->setTicker(up);
    plot().xAxis->setRange(-0.5, std::max(1.0, static_cast<double>(m_tokens.size())) - 0.5);
    plot().yAxis->setRange(-0.5, std::max(1.0, static_cast<double>(m_densities.size())) - 0.5);
}

/// On the night stage in every theme, and on paper in the theme that paper has.
void CrossoverMap::restyle(const Theme& theme)
{
    const Stage stage = Stage::of(palette());
    m_inks = exporting()
        ? Inks{theme.base, theme.cell, theme.sparse, theme.dense, theme.text, theme.mutedText}
        : Inks{stage.ground, stage.bar, stage.sparse.light, stage.dense.light, stage.text,
            stage.quietText};
    plot().setBackground(QBrush(m_inks.ground));
    for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) { // the cells are the frame
        axis->setTickPen(Qt::NoPen);
        axis->setBasePen(Qt::NoPen);
        axis->setTickLabelColor(m_inks.quiet);
        axis->setLabelColor(m_inks.text);
    }
    QCPColorGradient gradient;
    gradient.clearColorStops();
    for (int i = -kColorStops; i <= kColorStops; ++i)
        gradient.setColorStopAt((i + kColorStops) / (2.0 * kColorStops),
            divergingColor(m_inks, std::pow(kFarthest, double(i) / kColorStops)));
    m_scale->setGradient(gradient);
    QCPAxis& axis = *m_scale->axis();
    const QPen line(m_inks.quiet, 1);
    axis.setBasePen(line);
    axis.setTickPen(line);
    axis.setTickLabelColor(m_inks.quiet);
    axis.setLabelColor(m_inks.text);
    axis.setTickLabelFont(smallFont(this));
    axis.setLabelFont(font());
    m_key->setTextColor(m_inks.text);
    m_key->setFont(smallFont(this));
}

void CrossoverMap::hideReadOut() { m_showsCurrent = false; }

void CrossoverMap::addKeys()
{
    auto* keys = new FocusKeys(this, tr("In the crossover map"));
    const QString move = tr("move the cell cursor");
    keys->add({Qt::Key_Left}, move, [this] { setCurrent(m_current - QPoint(1, 0)); });
    keys->add({Qt::Key_Right}, move, [this] { setCurrent(m_current + QPoint(1, 0)); });
    keys->add({Qt::Key_Up}, move, [this] { setCurrent(m_current + QPoint(0, 1)); });
    keys->add({Qt::Key_Down}, move, [this] { setCurrent(m_current - QPoint(0, 1)); });
    keys->add({Qt::Key_Return, Qt::Key_Enter}, tr("show the rows of this cell"), [this] {
        if (const MapCell* cell = currentCell())
            Q_EMIT cellActivated(cell->density, cell->tokens);
    });
}

void CrossoverMap::focusInEvent(QFocusEvent* event)
{
    PlotView::focusInEvent(event);
    m_showsCurrent = true;
    markChanged();
}

void CrossoverMap::focusOutEvent(QFocusEvent* event)
{
    PlotView::focusOutEvent(event);
    m_showsCurrent = false;
    markChanged();
}

bool CrossoverMap::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const MapCell* cell = at(placeUnder(help->pos()));
        cell ? QToolTip::showText(help->globalPos(), cell->how, this) : QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::MouseButtonPress) {
        setFocus(Qt::MouseFocusReason);
        setCurrent(placeUnder(static_cast<QMouseEvent*>(event)->position()));
    } else if (event->type() == QEvent::MouseButtonDblClick) {
        if (const MapCell* cell = at(placeUnder(static_cast<QMouseEvent*>(event)->position())))
            Q_EMIT cellActivated(cell->density, cell->tokens);
    }
    return PlotView::eventFilter(watched, event);
}

} // namespace glowworm
