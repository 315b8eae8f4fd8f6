// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/network_drawing.h"

#include "model/config/neuron.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace glowworm {
namespace {

using Kind = NetworkPart::Kind;

// In logical pixels.
constexpr double kLeastRowLines = 2.5; // lines of small text, else the scale's words go
constexpr double kLeastHigh = 4;       // of anything that is there
constexpr double kLeastLight = 2;      // high, of a neuron
constexpr double kLeastSlot = 64;      // of a layer; where there are more, some are left out
constexpr double kLeastPitch = 3;      // of columns that can be told apart
constexpr double kWidestPitch = 30;    // as in Digits
constexpr double kColumnShare = 0.72;  // of the pitch
constexpr double kWidestHead = 56;     // of attention
constexpr double kWidestFunnel = 44;   // from the stream to the neurons and back
constexpr double kRouterWide = 5;
constexpr double kEndShare = 0.045;         // of the width, at each end
constexpr double kGoldenPart = 0.618033989; // spreads what is one after the other

/// What it is beside the others of its layer, in parts of the layer's slot.
constexpr double kGapPart = 0.05, kHeadPart = 0.15, kFunnelPart = 0.1;

} // namespace

NetworkDrawing::NetworkDrawing(QWidget* parent)
    : SpokenPicture(parent)
{
    setObjectName(QStringLiteral("networkDrawing"));
    setAccessibleName(tr("The network"));
    setWhatsThis(tr("The network that these settings build. Each part is as high as numbers lie "
                    "side by side in it: D in the stream, F in an FF layer. A column of an FF "
                    "layer is a group, its light the one neuron of it that fires, 1/N of its "
                    "height; a dense layer is all light. Which neuron fires depends on what is "
                    "read: the places here are an example. A click goes to the part's field."));
    setNumbersFrom(this, Provenance::Computed);
    auto* keys = new FocusKeys(this, tr("In the drawing of the network"));
    keys->add({Qt::Key_Left, Qt::Key_Up}, tr("the part before"), [this] { moveCursor(-1); });
    keys->add({Qt::Key_Right, Qt::Key_Down}, tr("the next part"), [this] { moveCursor(1); });
    keys->add({Qt::Key_Return, Qt::Key_Enter}, tr("go to the part's field"), [this] {
        if (!m_parts.empty())
            ask(m_parts[static_cast<std::size_t>(m_cursor)]);
    });
    setModel(m_model, false);
}

void NetworkDrawing::setModel(const ModelConfig& model, bool withTwin)
{
    withTwin = withTwin && model.isSparse();
    if (model == m_model && withTwin == m_withTwin && !m_parts.empty())
        return;
    m_model = model;
    m_withTwin = withTwin;
    renew();
    announceCursor();
}

void NetworkDrawing::setOutdated(bool outdated)
{
    if (outdated == m_outdated)
        return;
    m_outdated = outdated;
    renew();
}

int NetworkDrawing::heightIn(int panelHeight)
{
    return std::clamp(panelHeight * 2 / 5 - textScaled(105), textScaled(130), textScaled(430));
}

QSize NetworkDrawing::sizeHint() const { return {textScaled(700), textScaled(200)}; }
QSize NetworkDrawing::minimumSizeHint() const { return {textScaled(200), textScaled(130)}; }

void NetworkDrawing::renew()
{
    arrange();
    m_picture = {};
    m_marked.reset();
    update();
}

void NetworkDrawing::resizeEvent(QResizeEvent*) { renew(); }

void NetworkDrawing::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange)
        renew();
    SpokenPicture::changeEvent(event);
}

// -------------------------------------------------------------------------------------------------
// where things are

int NetworkDrawing::inputs() const
{
    return m_model.task == Task::Text ? m_model.vocabSize : kDigitPixels;
}

int NetworkDrawing::outputs() const
{
    return m_model.task == Task::Text ? m_model.vocabSize : kDigitClasses;
}

double NetworkDrawing::high(const Row& row, int numbers) const
{
    return std::max(kLeastHigh, row.scale * numbers);
}

const NetworkDrawing::Row& NetworkDrawing::rowOf(Twin twin) const
{
    return m_rows.size() > 1 && twin == Twin::Dense ? m_rows.back() : m_rows.front();
}

void NetworkDrawing::arrange()
{
    const QFontMetricsF note(textFont(this, TextRole::Note));
    m_lineHigh = note.height();
    m_headHigh = std::max(QFontMetricsF(textFont(this, TextRole::Hero)).height(),
                     QFontMetricsF(textFont(this, TextRole::Body)).height() + m_lineHigh)
        + kMargin / 2;
    m_footHigh = 0;
    arrangeRows(); // which says what the scale is
    const QRectF wide(0, 0, width() - 2 * kMargin, 1e4);
    const double foot
        = note.boundingRect(wide, Qt::TextWordWrap, scaleWords()).height() + kMargin / 2;
    if (m_rows.front().place.height() - foot / static_cast<double>(m_rows.size())
        < kLeastRowLines * m_lineHigh)
        return; // What's This says it as well
    m_footHigh = foot;
    arrangeRows();
}

void NetworkDrawing::arrangeRows()
{
    m_rows.clear();
    m_parts.clear();
    const double top = m_headHigh + m_lineHigh + 2, // below the names of the layers
        names = m_lineHigh + 4;                     // below the first row
    const double room = height() - top - names - m_footHigh - kMargin / 2;
    const double rowHigh = std::max(kLeastHigh, m_withTwin ? room / 2 : room);
    const int most = std::max({m_model.dModel, m_model.neurons, inputs(), outputs()});
    QRectF place(kMargin, top, width() - 2 * kMargin, rowHigh);
    m_rows.push_back({m_model, place, rowHigh / most, 0});
    if (m_withTwin) {
        ModelConfig twin = m_model;
        twin.routing = Routing::Dense;
        place.translate(0, rowHigh + names);
        m_rows.push_back({twin, place, rowHigh / most, 0});
    }
    for (Row& row : m_rows)
        arrangeRow(row);
    m_cursor = std::clamp(m_cursor, 0, static_cast<int>(m_parts.size()) - 1);
}

void NetworkDrawing::arrangeRow(Row& row)
{
    const Twin twin = twinOf(row.model);
    const double end = std::max(static_cast<double>(textScaled(22)), kEndShare * row.place.width()),
                 middle = row.place.center().y();
    const auto add = [&](Kind kind, double left, double wide, double tall, int layer, int count) {
        m_parts.push_back({kind, twin, layer, count, QRectF(left, middle - tall / 2, wide, tall)});
    };
    add(Kind::Input, row.place.left(), end, high(row, std::max(inputs(), row.model.dModel)), 0, 1);
    const int layers = gridOf(row.model).layers;
    const double room = row.place.width() - 2 * end;
    const int fit = std::max(3, static_cast<int>(room / kLeastSlot)),
              shown = std::min(layers, fit); // slots
    row.slot = room / shown;
    double left = row.place.left() + end;
    for (int place = 0; place < shown; ++place) {
        const int fromEnd = shown - place;
        if (layers > shown && fromEnd == 2) {
            const int count = layers - shown + 1;
            add(Kind::LeftOut, left, row.slot, high(row, row.model.dModel), place, count);
        } else {
            addLayer(row, fromEnd == 1 ? layers - 1 : place, left);
        }
        left += row.slot;
    }
    add(Kind::Head, left, end, high(row, std::max(outputs(), row.model.dModel)), layers, 1);
}

double NetworkDrawing::funnelWide(double slot)
{
    return std::min(kFunnelPart * slot, kWidestFunnel);
}

void NetworkDrawing::addLayer(const Row& row, int layer, double left)
{
    const ModelConfig& model = row.model;
    const double middle = row.place.center().y(), slot = row.slot, gap = kGapPart * slot,
                 funnel = funnelWide(slot);
    const auto add = [&](Kind kind, double from, double wide, double tall) {
        m_parts.push_back(
            {kind, twinOf(model), layer, 1, QRectF(from, middle - tall / 2, wide, tall)});
    };
    const bool text = model.task == Task::Text;
    const double headWide = text ? std::min(kHeadPart * slot, kWidestHead) : 0;
    const int groups = gridOf(m_model).groups; // of both twins alike
    double neuronsWide
        = std::min(slot - 2 * gap - headWide - 2 * funnel, kWidestPitch * std::max(4, groups));
    const int columns = columnsIn(neuronsWide);
    neuronsWide = columns * std::max(1.0, std::floor(neuronsWide / columns)); // whole pixels
    const double all = 2 * gap + headWide + 2 * funnel + neuronsWide;
    double x = left + (slot - all) / 2 + gap;
    if (text) {
        add(Kind::Attention, x, headWide, high(row, model.dModel));
        x += headWide + gap;
    }
    if (model.isSparse())
        add(Kind::Router, x + (funnel - kRouterWide) / 2, kRouterWide, high(row, model.routerRank));
    add(Kind::FeedForward, x + funnel, neuronsWide, high(row, model.neurons));
}

int NetworkDrawing::groupsInColumn(double wide) const
{
    const int fit = std::max(1, static_cast<int>(wide / kLeastPitch));
    return (gridOf(m_model).groups + fit - 1) / fit;
}

int NetworkDrawing::columnsIn(double wide) const
{
    const int bundle = groupsInColumn(wide);
    return (gridOf(m_model).groups + bundle - 1) / bundle;
}

int NetworkDrawing::groupsInColumn(const NetworkPart& part) const
{
    return groupsInColumn(part.place.width());
}

std::vector<QRectF> NetworkDrawing::columns(const NetworkPart& part) const
{
    const int count = columnsIn(part.place.width());
    const double pitch = part.place.width() / count,
                 wide = std::max(1.0, std::round(pitch * kColumnShare));
    std::vector<QRectF> columns;
    for (int column = 0; column < count; ++column)
        columns.emplace_back(std::floor(part.place.left() + pitch * column + (pitch - wide) / 2),
            part.place.top(), wide, part.place.height());
    return columns;
}

std::vector<QRectF> NetworkDrawing::lights(const NetworkPart& part) const
{
    std::vector<QRectF> lights = columns(part);
    if (part.twin == Twin::Dense)
        return lights;
    const int size = rowOf(part.twin).model.groupSize();
    for (std::size_t column = 0; column < lights.size(); ++column) {
        QRectF& light = lights[column];
        const double tall = std::min(light.height(), std::max(kLeastLight, light.height() / size));
        const double at = kGoldenPart * static_cast<double>(column + 1) + 0.37 * part.layer;
        light.translate(0, (light.height() - tall) * (at - std::floor(at)));
        light.setHeight(tall);
    }
    return lights;
}

const NetworkPart* NetworkDrawing::partAt(QPointF position) const
{
    const auto near = [&](const NetworkPart& part) {
        const double beyond = part.kind == Kind::Router ? 5 : 1;
        return part.place.adjusted(-beyond, -beyond, beyond, beyond).contains(position);
    };
    const auto found = std::ranges::find_if(m_parts, near);
    return found == m_parts.end() ? nullptr : &*found;
}

// -------------------------------------------------------------------------------------------------
// mouse and keys

void NetworkDrawing::moveCursor(int by)
{
    useCursor();
    m_cursor = std::clamp(m_cursor + by, 0, static_cast<int>(m_parts.size()) - 1);
    update();
    announceCursor();
}

void NetworkDrawing::ask(const NetworkPart& part)
{
    switch (part.kind) {
    case Kind::Input:
    case Kind::Head:
        Q_EMIT fieldAsked(QStringLiteral("d_model"));
        break;
    case Kind::Attention:
        Q_EMIT fieldAsked(QStringLiteral("heads"));
        break;
    case Kind::Router:
        Q_EMIT fieldAsked(QStringLiteral("router_rank"));
        break;
    case Kind::FeedForward:
        Q_EMIT fieldAsked(QStringLiteral("neurons"));
        break;
    case Kind::LeftOut:
        Q_EMIT fieldAsked(QStringLiteral("layers"));
        break;
    }
}

void NetworkDrawing::mousePressEvent(QMouseEvent* event)
{
    const NetworkPart* part = partAt(event->position());
    if (!part || event->button() != Qt::LeftButton)
        return event->ignore();
    m_cursor = static_cast<int>(part - m_parts.data());
    ask(*part);
}

void NetworkDrawing::mouseMoveEvent(QMouseEvent* event)
{
    const NetworkPart* part = partAt(event->position());
    const std::optional<int> marked
        = part ? std::optional(static_cast<int>(part - m_parts.data())) : std::nullopt;
    setCursor(part ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (marked == m_marked)
        return;
    m_marked = marked;
    update();
}

void NetworkDrawing::leaveEvent(QEvent*)
{
    m_marked.reset();
    update();
}

bool NetworkDrawing::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return SpokenPicture::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const NetworkPart* part = partAt(help->pos()))
        QToolTip::showText(help->globalPos(), wordsOf(*part), this, part->place.toAlignedRect());
    else if (help->pos().y() < m_headHigh) // large text leaves no room for all of it
        QToolTip::showText(help->globalPos(), shapeWords(), this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace glowworm
