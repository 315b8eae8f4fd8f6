// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/cost_bars.h"

#include "ui/timing/plot_key.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/value_label.h"

#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "ui/widgets/qcustomplot_wrapper.h"

namespace glowworm {

namespace {

constexpr double kHalf = 0.38;                      // height of a bar, of the distance between rows
constexpr double kComputed = 0.27, kMeasured = 0.9; // opacity
struct PartLook {
    const char* words;
    QColor Theme::*color; // null = the twin's own
};
/// In the order of CostPart.
constexpr std::array kLooks
    = {PartLook{QT_TRANSLATE_NOOP("glowworm::CostBars", "controller"), nullptr},
        PartLook{QT_TRANSLATE_NOOP("glowworm::CostBars", "neurons"), nullptr},
        PartLook{QT_TRANSLATE_NOOP("glowworm::CostBars", "attention"), &Theme::mutedText},
        PartLook{QT_TRANSLATE_NOOP("glowworm::CostBars", "norms, embedding"), &Theme::mutedText},
        PartLook{QT_TRANSLATE_NOOP("glowworm::CostBars", "head"), &Theme::mutedText},
        PartLook{QT_TRANSLATE_NOOP("glowworm::CostBars", "not divided"), nullptr}};

const PartLook& lookOf(CostPart part) { return kLooks.at(static_cast<std::size_t>(part)); }

/// Its number and how long its parts are; where it is not divided, how long it is.
QString wordsOf(const CostBar& bar)
{
    QStringList parts;
    for (const CostSegment& segment : bar.segments) {
        const QString length = percentText(segment.fraction, 0);
        parts << (segment.part == CostPart::Whole
                ? length
                : CostBars::wordFor(segment.part) + QLatin1Char(' ') + length);
    }
    return parts.isEmpty()
        ? bar.number
        : QStringLiteral("%1 (%2)").arg(bar.number, parts.join(QStringLiteral(", ")));
}

} // namespace

double CostBar::total() const
{
    return std::accumulate(segments.begin(), segments.end(), 0.0,
        [](double sum, const CostSegment& one) { return sum + one.fraction; });
}

/// All bars in one item; rows count downwards.
class BarItem : public QCPAbstractItem {
public:
    BarItem(QCustomPlot* plot, const CostBars& bars)
        : QCPAbstractItem(plot)
        , m_bars(bars)
    {
        setSelectable(false);
        setClipToAxisRect(false); // numbers stand behind the bars
    }
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

protected:
    void draw(QCPPainter* painter) override
    {
        for (std::size_t i = 0; i < m_bars.m_rows.size(); ++i) {
            const CostRow& row = m_bars.m_rows[i];
            const double y = -static_cast<double>(i);
            drawBar(*painter, row, row.bytes, y + kHalf, true);
            drawBar(*painter, row, row.time, y, false);
            if (row.twin == Twin::Sparse && !row.bytes.segments.empty())
                drawCeiling(*painter, row.bytes.total(), y);
            drawNumbers(*painter, row, y);
        }
    }

private:
    QPointF pixel(double x, double y) const
    {
        return {mParentPlot->xAxis->coordToPixel(x), mParentPlot->yAxis->coordToPixel(y)};
    }

    /// Computed bars are hollow, measured ones solid; each segment is named where its name fits.
    void drawBar(QCPPainter& painter, const CostRow& row, const CostBar& bar, double top,
        bool computed) const
    {
        const Theme& theme = m_bars.theme();
        painter.setFont(smallFont(&m_bars));
        double x = 0;
        for (const CostSegment& segment : bar.segments) {
            const QRectF rect = QRectF(pixel(x, top), pixel(x + segment.fraction, top - kHalf))
                                    .adjusted(0, 1, 0, -1);
            const QColor color = m_bars.colorOf(segment.part, row.twin);
            painter.setPen(QPen(color, 1));
            painter.setBrush(faded(color, computed ? kComputed : kMeasured));
            painter.drawRect(rect);
            const QString name = CostBars::wordFor(segment.part);
            if (segment.part != CostPart::Whole
                && painter.fontMetrics().horizontalAdvance(name) + 6 < rect.width()
                && painter.fontMetrics().height() <= rect.height()) {
                painter.setPen(computed
                        ? theme.text
                        : (theme.dark ? QColor(0x14, 0x17, 0x1c) : QColor(Qt::white)));
                painter.drawText(rect, Qt::AlignCenter, name);
            }
            x += segment.fraction;
        }
    }

    /// Behind their bars; where the bars are too low for a line of text each, of what is measured
    /// only.
    void drawNumbers(QCPPainter& painter, const CostRow& row, double y) const
    {
        painter.setPen(m_bars.theme().text);
        const double bytes = row.bytes.total();
        const double time = row.twin == Twin::Sparse ? std::max(row.time.total(), bytes)
                                                     : row.time.total(); // behind the dashes
        const auto draw = [&](double x, double top, double bottom, const QString& number) {
            const QPointF from = pixel(x, top), to = pixel(x, bottom);
            const QRectF place(from.x() + 6, from.y(), 200, to.y() - from.y());
            constexpr int kHow = Qt::AlignLeft | Qt::AlignVCenter;
            painter.fillRect( // no line of the grid goes through them
                painter.boundingRect(place, kHow, number), m_bars.theme().base);
            painter.drawText(place, kHow, number);
        };
        if (pixel(0, y).y() - pixel(0, y + kHalf).y() < painter.fontMetrics().height()) {
            draw(std::max(bytes, time), y + kHalf, y - kHalf,
                row.time.segments.empty() ? row.bytes.number : row.time.number);
            return;
        }
        draw(bytes, y + kHalf, y, row.bytes.number);
        draw(time, y, y - kHalf, row.time.number);
    }

    void drawCeiling(QCPPainter& painter, double fraction, double y) const
    {
        QPen pen(m_bars.theme().text, 2);
        pen.setDashPattern({3, 2});
        painter.setPen(pen);
        painter.drawLine(QLineF(pixel(fraction, y + kHalf), pixel(fraction, y - kHalf)));
    }

    const CostBars& m_bars;
};

CostBars::CostBars(QWidget* parent)
    : PlotView(parent)
{
    new BarItem(&plot(), *this); // owned by the plot
    plot().yAxis->grid()->setVisible(false);
    plot().yAxis->setSubTicks(false);
    plot().xAxis->setSubTicks(false);
    putLegendBelow(3);
    plot().legend->setIconSize(14, 9);
    plot().legend->setIconTextPadding(4);
    setAccessibleName(tr("Where the time goes: bytes read (computed) and time (measured), as "
                         "fractions of the dense total"));
    setWhatsThis(tr("Upper bars: bytes that each part reads for a token, computed from the shapes. "
                    "Lower bars: the time it took. Both as fractions of the dense total; at one "
                    "token a call time follows bytes."));
    finishBuilding();
}

QString CostBars::wordFor(CostPart part) { return tr(lookOf(part).words); }

QColor CostBars::colorOf(CostPart part, Twin twin) const
{
    constexpr int kDarker = 165; // percent: the network's own colour, and still told apart
    const PartLook& look = lookOf(part);
    const QColor color = look.color ? theme().*look.color : theme().colorOf(twin);
    switch (part) {
    case CostPart::Controller:
        return color.darker(kDarker);
    case CostPart::Rest:
        return mixed(color, theme().base, 0.45);
    case CostPart::Head:
        return mixed(color, theme().text, 0.5);
    default:
        return color;
    }
}

void CostBars::setRows(std::vector<CostRow> rows)
{
    m_rows = std::move(rows);
    QStringList words;
    for (const CostRow& row : m_rows) {
        words += tr("%1: bytes read %2").arg(row.name, wordsOf(row.bytes));
        words += tr("%1: time %2").arg(row.name, wordsOf(row.time));
    }
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    markChanged();
}

void CostBars::refill()
{
    QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
    double longest = 1; // the dense total
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        names->addTick(-static_cast<double>(i), m_rows[i].name);
        longest = std::max({longest, m_rows[i].bytes.total(), m_rows[i].time.total()});
    }
    plot().yAxis->setTicker(names);
    plot().yAxis->setRange(-std::max(1.0, static_cast<double>(m_rows.size())) + 0.45, 0.55);
    plot().xAxis->setRange(0, longest * 1.5); // room for the numbers
    QSharedPointer<QCPAxisTickerText> fractions(new QCPAxisTickerText);
    const double step = longest > 4 ? std::ceil(longest / 4) : longest > 2 ? 1 : 0.5;
    for (double fraction = 0; fraction <= longest + 1e-9; fraction += step)
        fractions->addTick(fraction, percentText(fraction, 0));
    plot().xAxis->setTicker(fractions);
    plot().xAxis->setLabel(exporting() ? tr("of the dense total") : QString());
    fillLegend();
}

QString CostBars::key() const
{
    if (m_rows.empty())
        return {};
    QStringList entries{keyEntry(QChar(0x25a1), theme().mutedText, tr("bytes (computed)")),
        keyEntry(QChar(0x25a0), theme().mutedText, tr("time (measured)")),
        keyEntry(QChar(0x2506), theme().text, tr("ceiling by bytes"))};
    for (const CostPart part : partsDrawn())
        entries += keyEntry(QChar(0x25a0), colorOf(part, Twin::Sparse), wordFor(part));
    return entries.join(QLatin1Char(' '));
}

std::set<CostPart> CostBars::partsDrawn() const
{
    std::set<CostPart> used;
    for (const CostRow& row : m_rows)
        for (const CostBar* bar : {&row.bytes, &row.time})
            for (const CostSegment& segment : bar->segments)
                if (segment.part != CostPart::Whole)
                    used.insert(segment.part);
    return used;
}

void CostBars::fillLegend()
{
    plot().clearPlottables();
    const auto addSolid = [&](const QString& name, const QColor& color, double opacity) {
        auto* sample = new QCPBars(plot().xAxis, plot().yAxis);
        sample->setName(name);
        sample->setPen(QPen(color, 1));
        sample->setBrush(faded(color, opacity));
    };
    addSolid(tr("bytes (computed)"), theme().mutedText, kComputed);
    addSolid(tr("time (measured)"), theme().mutedText, kMeasured);
    QPen dashes(theme().text, 2);
    dashes.setDashPattern({3, 2});
    QCPGraph* ceiling = plot().addGraph();
    ceiling->setName(tr("ceiling by bytes"));
    ceiling->setPen(dashes);
    for (const CostPart part : partsDrawn())
        addSolid(wordFor(part), colorOf(part, Twin::Sparse), 1); // opaque
    plot().legend->setVisible(exporting()); // on the screen it stands above the bars, see key()
    if (!exporting())
        plot().legend->clearItems();
}

void CostBars::restyle(const Theme&) { plot().yAxis->setTickPen(Qt::NoPen); }

bool CostBars::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const double y = plot().yAxis->pixelToCoord(help->pos().y());
        const double row = std::round(-y);
        const bool inside = row >= 0 && row < static_cast<double>(m_rows.size());
        const CostRow* found = inside ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
        const QString how = found ? (y > -row ? found->bytes.how : found->time.how) : QString();
        how.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), how, this);
        return true;
    }
    return PlotView::eventFilter(watched, event);
}

} // namespace glowworm
