// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot_view.h"

#include "ui/widgets/colour_mix.h"
#include "ui/widgets/cut_curves.h"
#include "ui/widgets/origin.h"
#include "ui/widgets/picture_file.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/widgets/qcustomplot_wrapper.h"

namespace glowworm {

namespace {

constexpr int kFrameMilliseconds = 33;
constexpr QSize kPage(960, 540); // pixels of an exported picture at the usual text size
constexpr int kPageMargin = 12;
constexpr double kLabelGap = 6; // pixels between two ticks' labels side by side

void styleAxis(QCPAxis& axis, const Theme& theme, const QFont& tickFont, const QFont& labelFont)
{
    const QPen line(theme.mutedText, 1);
    axis.setBasePen(line);
    axis.setTickPen(line);
    axis.setSubTickPen(line);
    axis.setTickLabelColor(theme.mutedText);
    axis.setLabelColor(theme.text);
    axis.setTickLabelFont(tickFont);
    axis.setLabelFont(labelFont);
    axis.setTickLength(0, 4);
    axis.setSubTickLength(0, 2);
    axis.grid()->setPen(QPen(theme.grid, 1));
    axis.grid()->setZeroLinePen(Qt::NoPen);
}

/// The ticks of another one, without the labels that would lie over others: the rounder numbers of
/// a logarithmic axis stay, of others every second, every third ...
class FittingTicker : public QCPAxisTicker {
public:
    FittingTicker(const QCPAxis& axis, QSharedPointer<QCPAxisTicker> ticker)
        : m_axis(axis)
        , m_ticker(std::move(ticker))
    {
    }
    void generate(const QCPRange& range, const QLocale& locale, QChar formatChar, int precision,
        QVector<double>& ticks, QVector<double>* subTicks, QVector<QString>* labels) override
    {
        m_ticker->generate(range, locale, formatChar, precision, ticks, subTicks, labels);
        if (!labels || labels->size() != ticks.size())
            return;
        const auto shown = [&](qsizetype at) { return range.contains(ticks[at]); };
        QVector<bool> stays(ticks.size(), true);
        const auto hides = [&](auto keeps) {
            for (qsizetype at = 0; at < ticks.size(); ++at)
                stays[at] = keeps(at);
            return fits(ticks, *labels, stays, shown);
        };
        if (hides([](qsizetype) { return true; }))
            return;
        const bool round = m_axis.scaleType() == QCPAxis::stLogarithmic
            && std::ranges::any_of(ticks, isPowerOfTen)
            && hides([&](qsizetype at) { return isPowerOfTen(ticks[at]); })
            && std::ranges::count(stays, true) > 1;
        for (qsizetype step = 2; !round && step <= ticks.size(); ++step)
            if (hides([step](qsizetype at) { return at % step == 0; }))
                break;
        for (qsizetype at = 0; at < ticks.size(); ++at)
            if (!stays[at])
                (*labels)[at].clear();
    }

private:
    static bool isPowerOfTen(double tick)
    {
        const double power = std::log10(std::abs(tick));
        return std::abs(power - std::round(power)) < 1e-9;
    }

    /// Whether no two of them lie over each other.
    template <class Shown>
    bool fits(const QVector<double>& ticks, const QVector<QString>& labels,
        const QVector<bool>& stays, const Shown& shown) const
    {
        const QFontMetricsF metrics(m_axis.tickLabelFont());
        const bool across = m_axis.orientation() == Qt::Horizontal;
        double before = 0, half = 0;
        bool any = false;
        for (qsizetype at = 0; at < ticks.size(); ++at) {
            if (!stays[at] || labels[at].isEmpty() || !shown(at))
                continue;
            const double place = m_axis.coordToPixel(ticks[at]),
                         own
                = (across ? metrics.horizontalAdvance(labels[at]) + kLabelGap : metrics.height())
                / 2;
            if (any && std::abs(place - before) < half + own)
                return false;
            before = place;
            half = own;
            any = true;
        }
        return true;
    }

    const QCPAxis& m_axis;
    const QSharedPointer<QCPAxisTicker> m_ticker;
};

/// As much on it whatever the text size is.
QSize pageSize()
{
    return kPage.expandedTo({textScaled(kPage.width()), textScaled(kPage.height())});
}

/// The drawing of `plot` on a page of any device.
bool paint(QCustomPlot& plot, QPaintDevice& device, QSize page)
{
    QCPPainter painter;
    if (!painter.begin(&device))
        return false;
    painter.setMode(QCPPainter::pmNoCaching);
    if (device.devType() != QInternal::Image) {
        painter.setMode(QCPPainter::pmVectorized);
        painter.setMode(
            QCPPainter::pmNonCosmetic); // lines as wide as on screen, whatever the resolution
        painter.setWindow(QRect(QPoint(0, 0), page));
    }
    plot.toPainter(&painter, page.width(), page.height());
    return painter.end();
}

} // namespace

PlotView::PlotView(QWidget* parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_empty(new QWidget(this))
    , m_emptyText(new QLabel(m_empty))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setPlottingHint(QCP::phFastPolylines);
    m_plot->setLocale(QLocale()); // 3,000 as in the rest of the window; QCustomPlot's own leaves
                                  // the separator out
    m_plot->installEventFilter(this);
    m_plot->setFocusPolicy(Qt::NoFocus); // the view has it, with its name and its words
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setMinimumSize(160, 120);
    m_plot->axisRect()->setupFullAxesBox(false);
    for (QCPAxis* axis : {m_plot->xAxis2, m_plot->yAxis2})
        axis->setVisible(false);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    makeMuted(m_emptyText);
    auto* page = new QVBoxLayout(m_empty);
    page->setContentsMargins(2 * kWideGap, 2 * kWideGap, 2 * kWideGap, 2 * kWideGap);
    page->setSpacing(kWideGap);
    page->addStretch(1);
    page->addWidget(m_emptyText);
    page->addStretch(1);
    m_empty->setAutoFillBackground(true);
    m_empty->setBackgroundRole(QPalette::Base);
    m_empty->hide();
    m_frame.setSingleShot(true);
    m_frame.setInterval(kFrameMilliseconds);
    connect(&m_frame, &QTimer::timeout, this, [this] { draw(false); });
}

void PlotView::finishBuilding()
{
    applyTheme(Theme::of(palette()));
    markChanged();
}

void PlotView::setEmptyText(const QString& sentence, const QString& offer)
{
    m_emptyText->setText(sentence);
    if (!m_offer && !offer.isEmpty())
        makeOffer();
    if (m_offer) {
        m_offer->setText(offer);
        m_offer->setVisible(!offer.isEmpty());
    }
    m_empty->setVisible(!sentence.isEmpty());
    m_empty->raise();
}

void PlotView::makeOffer()
{
    m_offer = new QPushButton(m_empty);
    m_offer->setObjectName(QStringLiteral("emptyOffer"));
    m_offer->setWhatsThis(tr("Opens what is missing here. It is read, never changed."));
    makePrimary(m_offer);
    connect(m_offer, &QPushButton::clicked, this, &PlotView::offerTaken);
    auto* page = static_cast<QVBoxLayout*>(m_empty->layout());
    page->insertWidget(page->count() - 1, m_offer, 0, Qt::AlignHCenter); // above the last stretch
}

QString PlotView::emptyText() const { return m_emptyText->text(); }

void PlotView::markChanged()
{
    m_changed = true;
    if (isVisible() && !m_frame.isActive())
        m_frame.start();
}

void PlotView::draw(bool now)
{
    if (!isVisible() || !m_changed)
        return;
    m_changed = false;
    refill();
    fitLegend(m_plot->width());
    fitTicks();
    m_plot->replot(now ? QCustomPlot::rpQueuedRefresh : QCustomPlot::rpQueuedReplot);
}

void PlotView::putLegendBelow(int columns)
{
    QCPLegend* legend = m_plot->legend;
    m_plot->axisRect()->insetLayout()->take(legend);
    legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    legend->setWrap(columns);
    legend->setMargins(QMargins(0, 0, 0, 0));
    legend->setMaximumSize(QWIDGETSIZE_MAX - 1,
        QWIDGETSIZE_MAX); // without entries it would hold the axes above it at no width
    m_plot->plotLayout()->addElement(1, 0, legend);
    m_plot->plotLayout()->setRowStretchFactor(1, 0.001);
    m_plot->plotLayout()->setRowSpacing(0);
    m_legendColumns = columns;
}

void PlotView::fitLegend(int width)
{
    QCPLegend& legend = *m_plot->legend;
    for (int columns = m_legendColumns; columns > 0; --columns) {
        legend.setWrap(columns);
        legend.setFillOrder(QCPLayoutGrid::foColumnsFirst, true);
        if (legend.minimumOuterSizeHint().width() <= width)
            break;
    }
}

/// The axes have to be as long as they will be drawn before it is known which labels fit.
void PlotView::fitTicks()
{
    for (QCPAxisRect* rect : m_plot->axisRects())
        for (QCPAxis* axis : rect->axes())
            if (!axis->ticker().dynamicCast<FittingTicker>())
                axis->setTicker(QSharedPointer<FittingTicker>::create(*axis, axis->ticker()));
    for (const auto phase :
        {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout})
        m_plot->plotLayout()->update(phase);
}

void PlotView::applyTheme(const Theme& theme)
{
    m_theme = theme;
    const QFont tickFont = smallFont(this), labelFont = font();
    m_plot->setBackground(QBrush(theme.base));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis})
        styleAxis(*axis, theme, tickFont, labelFont);
    m_plot->legend->setFont(tickFont);
    m_plot->legend->setTextColor(theme.text);
    m_plot->legend->setBrush(faded(theme.base, 0.86));
    m_plot->legend->setBorderPen(m_legendColumns > 0 ? Qt::NoPen : QPen(theme.grid));
    restyle(theme);
}

PaintedPage PlotView::picture(const QString& title, const QString& footer)
{
    return {pageSize(), m_plot->logicalDpiX(),
        [this, title, footer](QPaintDevice& device) { return paintPage(device, title, footer); }};
}

/// The plot as on a page, and then again as on the screen.
bool PlotView::paintPage(QPaintDevice& device, const QString& title, const QString& footer)
{
    hideReadOut();
    m_exporting = true;
    const Theme light = Theme::light();
    applyTheme(light);
    refill();
    const QSize page = pageSize();
    fitLegend(page.width());
    auto* head = new QCPTextElement(m_plot, title, headingFont(this));
    const QString lines
        = brokenInto(footer, QFontMetrics(smallFont(this)), page.width() - 4 * kPageMargin);
    auto* foot = new QCPTextElement(m_plot, lines, smallFont(this));
    head->setTextColor(light.text);
    foot->setTextColor(light.mutedText);
    QCPLayoutGrid& grid = *m_plot->plotLayout();
    const QMargins margins = grid.margins();
    grid.setMargins(QMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin));
    grid.insertRow(0);
    grid.addElement(0, 0, head);
    grid.addElement(grid.rowCount(), 0, foot);
    const QRect screen = m_plot->viewport();
    m_plot->setViewport(QRect(QPoint(0, 0), page)); // where other ticks fit
    fitTicks();
    const bool drawn = [&] {
        const CutCurves cut(*m_plot);
        return paint(*m_plot, device, page);
    }();
    m_plot->setViewport(screen);
    grid.remove(head);
    grid.remove(foot);
    grid.simplify();
    grid.setMargins(margins);
    m_exporting = false;
    applyTheme(Theme::of(palette()));
    refill();
    fitTicks();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    return drawn;
}

void PlotView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyTheme(Theme::of(palette()));
        markChanged();
    }
}

/// Before the plot itself is painted: what came in while hidden, or since the last frame when
/// somebody takes a picture.
bool PlotView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint)
        draw(true);
    if (event->type() == QEvent::Wheel && !m_plot->interactions().testFlag(QCP::iRangeZoom)) {
        event->ignore(); // the page around it scrolls
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

/// What came in while hidden is not painted by itself where the empty text covers the plot.
void PlotView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_changed)
        m_frame.start();
}

void PlotView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_empty->setGeometry(rect());
    markChanged(); // other labels fit, and other columns of the legend
}

} // namespace glowworm
