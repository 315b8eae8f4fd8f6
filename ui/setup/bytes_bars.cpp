// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/bytes_bars.h"

#include "ui/widgets/colour_mix.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <optional>

namespace glowworm {
namespace {

constexpr int kBarHigh = 14; // at the usual size of text
constexpr double kGapOfRows = 6, kSwatch = 8, kToWord = 4, kBetween = 10; // logical pixels

/// The largest part besides the FF layers.
Part mainOther(Task task) { return task == Task::Text ? Part::Attention : Part::Embedding; }

std::int64_t bytesOf(const std::vector<BytesSegment>& segments, Twin twin)
{
    const auto found = std::ranges::find(segments, twin, &BytesSegment::twin);
    return found == segments.end() ? 0 : found->ofAll;
}

} // namespace

QString costPartName(Part part, Task task)
{
    switch (part) {
    case Part::Embedding:
        return task == Task::Text ? BytesBars::tr("Embedding") : BytesBars::tr("Input map");
    case Part::Attention:
        return BytesBars::tr("Attention");
    case Part::FeedForward:
        return BytesBars::tr("FF neurons");
    case Part::Router:
        return BytesBars::tr("Router");
    case Part::Norm:
        return BytesBars::tr("Norms");
    case Part::Head:
        return BytesBars::tr("Head");
    }
    return {};
}

BytesBars::BytesBars(QWidget* parent)
    : SpokenPicture(parent)
{
    setObjectName(QStringLiteral("bytesBars"));
    setAccessibleName(tr("Bytes read, by part"));
    setWhatsThis(tr("What one token or picture reads, computed from the shapes: each weight that "
                    "is needed once, 32 bits each, one token or picture a call, nothing yet in "
                    "the key/value cache. A sparse model reads of its FF layers only the rows of "
                    "the neurons that fire, and its router."));
    setNumbersFrom(this, Provenance::Computed);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* keys = new FocusKeys(this, tr("On the bars of bytes"));
    keys->add({Qt::Key_Left, Qt::Key_Up}, tr("the part before"), [this] { moveCursor(-1); });
    keys->add({Qt::Key_Right, Qt::Key_Down}, tr("the next part"), [this] { moveCursor(1); });
    setModel(m_model);
}

void BytesBars::setModel(const ModelConfig& model)
{
    m_model = model;
    arrange();
    update();
    announceCursor();
}

double BytesBars::lineHigh() const
{
    return QFontMetricsF(textFont(this, TextRole::Note)).height();
}

void BytesBars::arrange()
{
    m_segments.clear();
    ModelConfig dense = m_model;
    dense.routing = Routing::Dense;
    const Cost costs[] = {inferenceCost(m_model), inferenceCost(dense)};
    const std::int64_t most = std::max(costs[0].bytes(), costs[1].bytes());
    const int rows = m_model.isSparse() ? 2 : 1;
    double top = 0;
    for (int row = 0; row < rows; ++row) {
        top += lineHigh() + 2;
        double left = 0;
        for (const Part part : kCostParts) {
            const PartCost* cost = costs[row].find(part);
            if (!cost)
                continue;
            const double wide
                = width() * static_cast<double>(cost->bytes) / static_cast<double>(most);
            m_segments.push_back({row == 0 ? twinOf(m_model) : Twin::Dense, part, cost->bytes,
                costs[row].bytes(), QRectF(left, top, wide, textScaled(kBarHigh))});
            left += wide;
        }
        top += textScaled(kBarHigh) + kGapOfRows;
    }
    m_cursor = std::clamp(m_cursor, 0, static_cast<int>(m_segments.size()) - 1);
}

/// Of two bars, also where there is one: nothing below moves.
QSize BytesBars::sizeHint() const
{
    const double high = 2 * (lineHigh() + 2 + textScaled(kBarHigh) + kGapOfRows) + lineHigh() + 2;
    return {textScaled(280), static_cast<int>(high)};
}

QSize BytesBars::minimumSizeHint() const { return {textScaled(160), sizeHint().height()}; }

void BytesBars::resizeEvent(QResizeEvent*) { arrange(); }

void BytesBars::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        arrange();
        updateGeometry();
    }
    SpokenPicture::changeEvent(event);
}

bool BytesBars::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return SpokenPicture::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto under = std::ranges::find_if(m_segments, [&](const BytesSegment& segment) {
        return segment.place.adjusted(-1, 0, 1, 0).contains(help->pos());
    });
    under == m_segments.end() ? QToolTip::hideText()
                              : QToolTip::showText(help->globalPos(), wordsOf(*under), this,
                                  under->place.toAlignedRect());
    return true;
}

void BytesBars::moveCursor(int by)
{
    useCursor();
    m_cursor = std::clamp(m_cursor + by, 0, static_cast<int>(m_segments.size()) - 1);
    update();
    announceCursor();
}

// -------------------------------------------------------------------------------------------------
// words

QString BytesBars::rowWords(Twin twin) const
{
    const QString bytes = bytesText(static_cast<double>(bytesOf(m_segments, twin)));
    if (twin == Twin::Sparse)
        return tr("sparse %1").arg(bytes);
    return m_model.isSparse() ? tr("dense twin %1").arg(bytes) : tr("dense %1").arg(bytes);
}

QString BytesBars::wordsOf(const BytesSegment& segment) const
{
    const QString part = costPartName(segment.part, m_model.task),
                  bytes = bytesText(static_cast<double>(segment.bytes)),
                  share
        = percentText(static_cast<double>(segment.bytes) / static_cast<double>(segment.ofAll));
    return segment.twin == Twin::Sparse
        ? tr("%1, sparse: %2 of bytes read, %3").arg(part, bytes, share)
        : tr("%1, dense: %2 of bytes read, %3").arg(part, bytes, share);
}

QString BytesBars::unitWords() const
{
    return m_model.task == Task::Text ? tr("bytes read for a token")
                                      : tr("bytes read for a picture");
}

QString BytesBars::pictureWords() const
{
    QStringList words{rowWords(twinOf(m_model))};
    if (m_model.isSparse())
        words << rowWords(Twin::Dense);
    return unitWords() + QStringLiteral(": ") + words.join(QStringLiteral("; "));
}

QString BytesBars::cursorWords() const
{
    return m_segments.empty() ? QString() : wordsOf(m_segments[static_cast<std::size_t>(m_cursor)]);
}

// -------------------------------------------------------------------------------------------------
// painting

QColor BytesBars::colourOf(const Theme& theme, Part part, Twin twin) const
{
    switch (part) {
    case Part::FeedForward:
        return theme.colorOf(twin);
    case Part::Router:
        return mixed(theme.base, theme.colorOf(twin), 0.6);
    case Part::Attention:
    case Part::Embedding:
    case Part::Norm:
    case Part::Head:
        break;
    }
    return mixed(theme.base, theme.mutedText, part == mainOther(m_model.task) ? 0.75 : 0.4);
}

void BytesBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = Theme::of(palette());
    painter.setFont(textFont(this, TextRole::Note));
    std::optional<Twin> row;
    for (const BytesSegment& segment : m_segments) {
        if (row != segment.twin) {
            row = segment.twin;
            const QRectF above(0, segment.place.top() - lineHigh() - 2, width(), lineHigh());
            painter.setPen(theme.text);
            painter.drawText(above, Qt::AlignLeft, rowWords(segment.twin));
            if (segment.place.top() < lineHigh() + 3) { // the first
                painter.setPen(theme.mutedText);
                painter.drawText(above, Qt::AlignRight, unitWords());
            }
        }
        painter.fillRect(segment.place.adjusted(0, 0, segment.place.width() > 3 ? -1 : 0, 0),
            colourOf(theme, segment.part, segment.twin));
    }
    paintKey(painter, theme);
    if (showsCursor() && !m_segments.empty()) {
        painter.setPen(theme.text);
        painter.drawRect(
            m_segments[static_cast<std::size_t>(m_cursor)].place.adjusted(0, -1.5, -0.5, 0.5));
    }
}

/// What the colours mean, as many as have room; the tips of the bars say all.
void BytesBars::paintKey(QPainter& painter, const Theme& theme) const
{
    const Twin twin = twinOf(m_model);
    const QFontMetricsF metrics(painter.font());
    const double top = height() - lineHigh() - 1;
    double left = 0;
    const auto add = [&](Part part, const QString& name) {
        const double wide = kSwatch + kToWord + metrics.horizontalAdvance(name);
        if (left + wide > width())
            return;
        painter.fillRect(QRectF(left, top + (lineHigh() - kSwatch) / 2, kSwatch, kSwatch),
            colourOf(theme, part, twin));
        painter.setPen(theme.mutedText);
        painter.drawText(
            QRectF(left + kSwatch + kToWord, top, wide, lineHigh()), Qt::AlignLeft, name);
        left += wide + kBetween;
    };
    add(Part::FeedForward, costPartName(Part::FeedForward, m_model.task));
    if (m_model.isSparse())
        add(Part::Router, costPartName(Part::Router, m_model.task));
    add(mainOther(m_model.task), costPartName(mainOther(m_model.task), m_model.task));
    add(Part::Head, tr("Rest"));
}

} // namespace glowworm
