// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curve_plot.h"

#include "model/session/session_values.h"
#include "ui/widgets/focus_keys.h"

#include <QLabel>
#include <QMouseEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/widgets/qcustomplot_wrapper.h"

namespace glowworm {

namespace {

constexpr double kSmallestRange = 20; // steps or seconds on an axis that has just begun
constexpr double kMargin = 0.06;      // of the values' span, above and below them
constexpr double kLeastSpan = 0.02;   // nats that an axis shows at least
constexpr double kMostRoom = 0.25;    // of the axis, above and below
constexpr int kUnitDrop = 3;          // pixels: then it stands on the line of the numbers
constexpr double kRingMargin = 0.015; // of the axis, at both ends, so that a ring there is whole

/// The next round number at or above: an axis that grows in such strides, about twice as long each
/// time, stands still most of the time.
double roundUp(double value)
{
    const double decade = std::pow(10, std::floor(std::log10(value)));
    for (const double digit : {1.0, 2.0, 5.0})
        if (digit * decade >= value * (1 - 1e-12))
            return digit * decade;
    return 10 * decade;
}

} // namespace

CurvePlot::CurvePlot(QWidget* parent)
    : PlotView(parent)
    , m_cursor(new QCPItemStraightLine(&plot()))
    , m_cursorText(new QCPItemText(&plot()))
    , m_unit(new QCPItemText(&plot()))
    , m_readOut(new QLabel(this))
{
    QCustomPlot& p = plot();
    p.setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    p.setMouseTracking(true);
    p.setAutoAddPlottableToLegend(false);
    p.legend->setVisible(true);
    m_cursorText->setTextAlignment(Qt::AlignLeft);
    m_cursorText->setPadding(QMargins(6, 4, 6, 4));
    m_cursorText->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
    m_cursorText->position->setType(QCPItemPosition::ptAbsolute);
    m_cursorText->setLayer(QStringLiteral("overlay")); // above curves that are added later
    m_cursor->setVisible(false);
    m_cursorText->setVisible(false);
    m_readOut->setObjectName(QStringLiteral("readOut"));
    m_readOut->setTextFormat(Qt::PlainText);
    m_readOut->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_readOut->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setTextRole(m_readOut, TextRole::Note);
    static_cast<QVBoxLayout*>(layout())->insertWidget(0, m_readOut);
    m_readOut->hide();
    m_unit->position->setType(QCPItemPosition::ptAbsolute);
    m_unit->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
    m_unit->setClipToAxisRect(false);
    m_unit->setVisible(false);
    connect(&p, &QCustomPlot::afterLayout, this, &CurvePlot::nameLoss);
    connect(&p, &QCustomPlot::afterLayout, this, &CurvePlot::placeUnit);
    m_zoomed.setSingleShot(true);
    m_zoomed.setInterval(0);
    connect(&m_zoomed, &QTimer::timeout, this, &CurvePlot::zoomed);
    for (QCPAxis* axis : {p.xAxis, p.yAxis})
        connect(
            axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, &CurvePlot::noteRange);
    addKeys();
}

void CurvePlot::setTask(Task task)
{
    m_task = task;
    markChanged();
}

void CurvePlot::startOver()
{
    m_follow = true;
    hideReadOut();
    forgetPlaces();
    markChanged();
}

void CurvePlot::setAxis(Axis axis)
{
    m_axis = axis;
    startOver();
}

void CurvePlot::setLogarithmic(bool on)
{
    m_logarithmic = on;
    m_setting = true;
    plot().yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_setting = false;
    m_follow = true;
    markChanged();
}

CurvePlot::View CurvePlot::view() const
{
    const QCustomPlot& p = *m_cursor->parentPlot();
    const QCPRange x = p.xAxis->range(), y = p.yAxis->range();
    View view{m_axis, m_logarithmic, {}};
    if (!m_follow)
        view.zoom = {x.lower, x.upper, y.lower, y.upper};
    return view;
}

void CurvePlot::showView(const View& view)
{
    if (view == this->view())
        return;
    if (view.axis != m_axis)
        setAxis(view.axis);
    if (view.logarithmic != m_logarithmic)
        setLogarithmic(view.logarithmic);
    m_follow = !view.zoom;
    if (view.zoom)
        setRanges(*view.zoom);
    markChanged();
}

void CurvePlot::setRanges(const std::array<double, 4>& ranges)
{
    m_setting = true;
    plot().xAxis->setRange(ranges[0], ranges[1]);
    plot().yAxis->setRange(ranges[2], ranges[3]);
    m_setting = false;
}

/// Whatever else sets a range is the wheel, or a drag.
void CurvePlot::noteRange()
{
    if (m_setting)
        return;
    m_follow = false;
    m_zoomed.start();
}

void CurvePlot::restyle(const Theme& theme)
{
    m_cursor->setPen(QPen(theme.mutedText, 1));
    m_cursorText->setColor(theme.text);
    m_cursorText->setBrush(theme.base);
    m_cursorText->setPen(QPen(theme.grid));
    m_cursorText->setFont(dataFont(this));
}

void CurvePlot::nameLoss()
{
    QCPAxis& y = *plot().yAxis;
    const QString whole
        = m_task == Task::Text ? tr("loss (nats per character)") : tr("loss (nats per picture)");
    const bool fits
        = QFontMetrics(y.labelFont()).horizontalAdvance(whole) <= plot().axisRect()->height();
    y.setLabel(fits ? whole : tr("loss (nats)"));
}

/// In the line of the steps, behind the last of them.
void CurvePlot::placeUnit()
{
    if (!m_unit->visible())
        return;
    const QCPAxis& x = *plot().xAxis;
    const QRect area = plot().axisRect()->rect();
    m_unit->setFont(x.tickLabelFont());
    m_unit->setColor(x.tickLabelColor());
    m_unit->position->setCoords(area.right(), area.bottom() + x.tickLabelPadding() + kUnitDrop);
}

void CurvePlot::labelAxes()
{
    QCPAxis& x = *plot().xAxis;
    QCPAxis& y = *plot().yAxis;
    nameLoss();
    m_unit->setText(tr("step"));
    m_unit->setVisible(m_axis == Axis::Step
        && m_behind >= QFontMetricsF(x.tickLabelFont()).horizontalAdvance(m_unit->text()));
    if (m_axis == Axis::Step) {
        x.setLabel(m_unit->visible() ? QString() : m_unit->text());
        x.setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
        x.setNumberFormat(QStringLiteral("f"));
        x.setNumberPrecision(0);
    } else {
        QSharedPointer<QCPAxisTickerTime> ticker(new QCPAxisTickerTime);
        const bool hours = x.range().upper >= 3600;
        ticker->setTimeFormat(hours ? QStringLiteral("%h:%m:%s") : QStringLiteral("%m:%s"));
        x.setTicker(ticker);
        x.setLabel(hours ? tr("training time of each model (hours:minutes:seconds)")
                         : tr("training time of each model (minutes:seconds)"));
    }
    y.setNumberFormat(QStringLiteral("gb"));
    y.setNumberPrecision(4);
    if (m_logarithmic && y.range().lower > 0 && y.range().upper > 20 * y.range().lower)
        y.setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog));
    else
        y.setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
}

double CurvePlot::endOf(double right) { return roundUp(std::max(right, kSmallestRange)); }

void CurvePlot::updateAxes(double right, double low, double high, bool grows, const Room& room)
{
    m_behind = room.behind;
    labelAxes();
    fitReadOut();
    const bool reading = m_cursor->visible()
        && right <= plot().xAxis->range().upper; // never jump under the pointer
    if (!m_follow || reading)
        return;
    const double end = grows ? endOf(right) : right > 0 ? right : kSmallestRange;
    const double left = -kRingMargin * end;
    right = (1 + kRingMargin) * end;
    const QRect area = plot().axisRect()->rect();
    if (room.behind > 0 && area.width() > 2 * room.behind)
        right = left + (right - left) * area.width() / (area.width() - room.behind);
    if (low > high) {
        low = 1;
        high = 4;
    }
    const double fraction = std::min(kMostRoom, room.around / std::max(1, area.height()));
    const double part = std::max(kMargin, fraction / (1 - 2 * fraction)); // of the values' span
    if (m_logarithmic) {
        const double margin = std::pow(std::max(high / low, 1.05), part);
        setRanges({left, right, low / margin, high * margin});
    } else {
        const double span = high - low; // of one value none: its ticks would all read alike
        const double margin = std::max(span * part, (kLeastSpan - span) / 2);
        setRanges({left, right, std::max(low - margin, 0.0), high + margin});
    }
}

void CurvePlot::moveCursorTo(double key)
{
    const QString text = readOutAt(key);
    if (text.isEmpty())
        return hideReadOut();
    m_cursorKey = key;
    m_cursor->point1->setCoords(key, 1);
    m_cursor->point2->setCoords(key, 2);
    m_cursor->setVisible(true);
    showReadOut(text);
    setAccessibleDescription(text);
    markChanged();
}

/// In its place, or where a falling curve leaves room.
void CurvePlot::showReadOut(const QString& text)
{
    m_readWords = text;
    const bool isInside = readOutLines() == 0;
    m_cursorText->setVisible(isInside && !text.isEmpty());
    if (isInside) {
        const QRect area = plot().axisRect()->rect();
        m_cursorText->setText(text);
        m_cursorText->position->setCoords(area.right() - kGap, area.top() + kGap);
    } else
        fitReadOut();
}

void CurvePlot::setRestWords(const QString& words)
{
    m_restWords = words;
    fitReadOut();
}

/// As high as all that can be read there, so that nothing moves below the pointer.
void CurvePlot::fitReadOut()
{
    const int lines = readOutLines();
    m_readOut->setVisible(lines > 0);
    if (lines == 0)
        return;
    const QFontMetrics metrics(m_readOut->font());
    if (const int height = lines * metrics.lineSpacing(); m_readOut->height() != height)
        m_readOut->setFixedHeight(height);
    QStringList words
        = (m_readWords.isEmpty() ? m_restWords : m_readWords).split(QLatin1Char('\n'));
    for (QString& line : words)
        line = metrics.elidedText(line, Qt::ElideRight, width());
    m_readOut->setForegroundRole(
        m_readWords.isEmpty() ? QPalette::PlaceholderText : QPalette::WindowText);
    m_readOut->setText(
        words.first(std::min<qsizetype>(words.size(), lines)).join(QLatin1Char('\n')));
}

void CurvePlot::moveCursorBy(int points)
{
    const double span = plot().xAxis->range().size();
    const double stride = m_axis == Axis::Step ? std::max(1.0, std::round(span / 400)) : span / 400;
    const double from = m_cursor->visible() ? m_cursorKey : plot().xAxis->range().center();
    moveCursorTo(std::clamp(
        from + points * stride, plot().xAxis->range().lower, plot().xAxis->range().upper));
}

void CurvePlot::hideReadOut()
{
    m_cursor->setVisible(false);
    showReadOut({});
    markChanged();
}

void CurvePlot::addKeys()
{
    m_keys = new FocusKeys(this, tr("In a plot of curves"));
    const QString move = tr("move the read-out");
    m_keys->add({Qt::Key_Left}, move, [this] { moveCursorBy(-1); });
    m_keys->add({Qt::Key_Right}, move, [this] { moveCursorBy(1); });
    m_keys->add(
        {Qt::Key_L}, tr("logarithmic axis on or off"), [this] { Q_EMIT logarithmicToggled(); });
}

bool CurvePlot::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseMove) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (plot().axisRect()->rect().contains(mouse->pos()))
            moveCursorTo(plot().xAxis->pixelToCoord(mouse->pos().x()));
        else
            hideReadOut();
    } else if (event->type() == QEvent::Leave)
        hideReadOut();
    else if (event->type() == QEvent::MouseButtonPress) {
        setFocus(Qt::MouseFocusReason);
        ++m_gesture;
    } else if (event->type() == QEvent::MouseButtonDblClick) {
        ++m_gesture;
        m_follow = true;
        hideReadOut();
        m_zoomed.start();
    }
    return PlotView::eventFilter(watched, event);
}

void saveView(const SessionValues& to, const CurvePlot::View& view)
{
    to.integer("axis", static_cast<int>(view.axis));
    to.flag("logarithmic", view.logarithmic);
    to.numbers("zoom", view.zoom ? std::span<const double>(*view.zoom) : std::span<const double>());
}

CurvePlot::View viewFrom(const JsonObject& from)
{
    CurvePlot::View view;
    if (from.has("axis"))
        view.axis = static_cast<CurvePlot::Axis>(from.integer("axis", 0, 1));
    if (from.has("logarithmic"))
        view.logarithmic = from.flag("logarithmic");
    if (from.has("zoom"))
        if (const std::vector<double> zoom = from.numbers("zoom"); !zoom.empty()) {
            if (zoom.size() != 4 || !(zoom[0] < zoom[1]) || !(zoom[2] < zoom[3]))
                from.refuse("zoom", "left, right, low and high");
            view.zoom = {zoom[0], zoom[1], zoom[2], zoom[3]};
        }
    return view;
}

} // namespace glowworm
