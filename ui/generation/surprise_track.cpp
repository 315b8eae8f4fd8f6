// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/surprise_track.h"

#include "ui/generation/token_text.h"
#include "ui/inspector/inspector_words.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace glowworm {

namespace {

constexpr float kUsualTop = 5;  // nats: one of 148 equally likely characters
constexpr int kBarRoom = 26;    // pixels, the least height of a full bar
constexpr int kTrackFlag = 8;   // pixels, of a flag
constexpr double kTrackDot = 2; // pixels, of a token without a value

} // namespace

SurpriseTrack::SurpriseTrack(QWidget* parent)
    : QAbstractSlider(parent)
    , m_top(kUsualTop)
{
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Character"));
    const QString help = tr(
        "Which character of the text the switchboard shows. The height of a bar is how surprised "
        "the model was by the character: minus the logarithm of the probability p that it "
        "gave it (at temperature 1), in nats. A character it was sure of has no height, one "
        "of p = 1 % has 4.6 nats.");
    setAccessibleDescription(help);
    setWhatsThis(help);
}

void SurpriseTrack::begin()
{
    m_bars.clear();
    m_merged = {};
    m_rereads.clear();
    m_typed.clear();
    m_bookmarks.clear();
    m_top = kUsualTop;
    m_expected = 0;
    m_difference = -1;
    renewFlags();
    setPosition(-1, 0);
}

void SurpriseTrack::expect(int tokens)
{
    m_expected = tokens;
    update();
}

void SurpriseTrack::showText(Twin twin, std::span<const GeneratedToken> tokens)
{
    if (twin != m_twin || tokens.size() < m_bars.size()) {
        m_bars.clear();
        m_merged = {};
        m_rereads.clear();
        m_typed.clear();
        renewFlags();
    }
    m_twin = twin;
    const std::size_t marks = m_rereads.size() + m_typed.size();
    for (std::size_t i = m_bars.size(); i < tokens.size(); ++i) {
        m_bars.push_back({tokens[i].surprise(), tokens[i].probability, tokens[i].character});
        m_top = std::max(m_top, m_bars.back().surprise.value_or(0));
        if (tokens[i].contextReread)
            m_rereads.push_back(static_cast<int>(i));
        if (tokens[i].typed && (i == 0 || !tokens[i - 1].typed))
            m_typed.push_back(static_cast<int>(i));
    }
    if (m_rereads.size() + m_typed.size() != marks)
        renewFlags();
    update();
}

void SurpriseTrack::setPosition(int token, int count)
{
    const QSignalBlocker blocker(this);
    m_count = count;
    setRange(0, std::max(0, count - 1));
    setValue(std::max(0, token));
    setEnabled(count > 1);
    if (const QStringList words = wordsAt(token); !words.isEmpty())
        setAccessibleDescription(words.join(QStringLiteral("; ")));
    update();
}

void SurpriseTrack::setFirstDifference(int token, const QString& words)
{
    m_difference = token;
    m_parting = words;
    renewFlags();
}

void SurpriseTrack::setBookmarks(std::vector<TapeBookmark> bookmarks)
{
    m_bookmarks = std::move(bookmarks);
    renewFlags();
}

const SurpriseTrack::Bar* SurpriseTrack::barOf(int token) const
{
    return token >= 0 && token < static_cast<int>(m_bars.size())
        ? &m_bars[static_cast<std::size_t>(token)]
        : nullptr;
}

std::optional<float> SurpriseTrack::surprise(int token) const
{
    const Bar* bar = barOf(token);
    return bar ? bar->surprise : std::nullopt;
}

std::optional<float> SurpriseTrack::probability(int token) const
{
    const Bar* bar = barOf(token);
    return bar ? bar->probability : std::nullopt;
}

int SurpriseTrack::places() const { return std::max({1, m_count, m_expected}); }

double SurpriseTrack::leftOf(int token) const
{
    return static_cast<double>(width()) * token / places();
}

int SurpriseTrack::tokenAt(double x) const
{
    const double place = x * places() / std::max(1, width());
    return std::clamp(static_cast<int>(std::floor(place)), minimum(), maximum());
}

int SurpriseTrack::stripHeight() const
{
    return std::max(kTrackFlag, QFontMetrics(smallFont(this)).height()) + 1;
}

/// On whole pixels, with a gap between bars once there is room for one.
QRectF SurpriseTrack::barRect(int token) const
{
    const double left = std::floor(leftOf(token)),
                 right = std::max(left + 1, std::floor(leftOf(token + 1))),
                 wide = right - left > 2 ? right - left - 1 : right - left;
    const std::optional<float> value = surprise(token);
    const double room = height() - stripHeight(),
                 high = value ? std::max(1.0, room * *value / m_top) : kTrackDot;
    return {left, height() - high, wide, high};
}

void SurpriseTrack::renewFlags()
{
    std::vector<Flag>& all = m_flags;
    all.clear();
    for (const TapeBookmark& bookmark : m_bookmarks)
        all.push_back({static_cast<int>(bookmark.token), words(bookmark.note)});
    for (const int token : m_rereads)
        all.push_back({token, tr("context re-read")});
    for (const int token : m_typed)
        all.push_back({token, tr("typed")});
    if (m_difference >= 0)
        all.push_back({m_difference, tr("first difference")});
    std::ranges::stable_sort(all, {}, &Flag::token);
    update();
}

QStringList SurpriseTrack::flagWords() const
{
    QStringList all;
    for (const Flag& flag : m_flags)
        all << flag.words;
    return all;
}

/// Of those that there are in every text; while they grow in their places, only the new ones are
/// looked at.
void SurpriseTrack::mergeBars()
{
    const int count = std::min(m_count, static_cast<int>(m_bars.size()));
    if (m_merged.width != width() || m_merged.places != places() || count < m_merged.count)
        m_merged = {{}, width(), places(), 0};
    std::vector<int>& highest = m_merged.tokens;
    for (; m_merged.count < count; ++m_merged.count) {
        const int token = m_merged.count;
        if (highest.empty() || std::floor(leftOf(highest.back())) < std::floor(leftOf(token)))
            highest.push_back(token);
        else if (barOf(token)->surprise > barOf(highest.back())->surprise) // none: the least
            highest.back() = token;
    }
}

void SurpriseTrack::paintBars(QPainter& painter) const
{
    const Theme& theme = Theme::of(palette());
    const QColor read = theme.colorOf(m_twin);
    const QColor ahead = faded(theme.mutedText, 0.43);
    for (const int token : m_merged.tokens) {
        const QRectF bar = barRect(token);
        painter.fillRect(
            bar, token <= value() ? faded(read, 0.55 + 0.45 * bar.height() / height()) : ahead);
    }
}

void SurpriseTrack::paintFlags(QPainter& painter) const
{
    const Theme& theme = Theme::of(palette());
    painter.setFont(smallFont(this));
    const QFontMetrics metrics = painter.fontMetrics();
    int free = 0; // where the next words may begin
    const std::vector<Flag>& all = m_flags;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const int left = static_cast<int>(leftOf(all[i].token));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.text);
        painter.drawPolygon(QPolygonF({QPointF(left, 1),
            QPointF(left + kTrackFlag - 2, kTrackFlag / 2.0), QPointF(left, kTrackFlag)}));
        painter.fillRect(QRect(left, 1, 1, height() - 1), theme.grid);
        painter.fillRect(QRect(left, 1, 1, stripHeight()), theme.text);
        const int wide = metrics.horizontalAdvance(all[i].words);
        const int end = i + 1 < all.size() ? static_cast<int>(leftOf(all[i + 1].token)) : width();
        int begin = left + kTrackFlag + 1; // at the right of its flag, else at the left
        if (begin + wide > end || isUnderPlayhead(begin, begin + wide))
            begin = left - 3 - wide;
        if (begin < free || wide == 0) { // no room for the words: they are in the tip
            free = std::max(free, left + kTrackFlag + kGap);
            continue;
        }
        painter.setPen(theme.mutedText);
        painter.drawText(QPoint(begin, metrics.ascent()), all[i].words);
        free = std::max(begin + wide, left + kTrackFlag) + kGap;
    }
    const QString legend = tr("height: surprise; underline: > %1 nat").arg(TokenText::kSurprising);
    const int wide = metrics.horizontalAdvance(legend);
    int begin = width() - wide;
    if (isUnderPlayhead(begin, width()))
        begin = static_cast<int>(playhead()) - kGap - wide;
    if (begin < free)
        return;
    painter.setPen(theme.mutedText);
    painter.drawText(QPoint(begin, metrics.ascent()), legend);
}

bool SurpriseTrack::isUnderPlayhead(int from, int to) const
{
    const double place = playhead();
    return m_count > 0 && place > from - 3 && place < to + 3;
}

double SurpriseTrack::playhead() const { return (leftOf(value()) + leftOf(value() + 1)) / 2; }

void SurpriseTrack::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = Theme::of(palette());
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.grid);
    mergeBars();
    paintBars(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    paintFlags(painter);
    if (m_count < 1)
        return;
    painter.fillRect(
        QRectF(std::clamp(playhead() - 1, 0.0, width() - 2.0), 0, 2, height()), theme.text);
}

bool SurpriseTrack::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || m_count < 1)
        return QAbstractSlider::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    if (const QStringList lines = wordsAt(tokenAt(help->pos().x())); !lines.isEmpty())
        QToolTip::showText(help->globalPos(), lines.join(QLatin1Char('\n')), this);
    return true;
}

/// A line each; none: nothing is there yet.
QStringList SurpriseTrack::wordsAt(int token) const
{
    const Bar* bar = barOf(token);
    if (!bar)
        return {};
    QStringList lines{
        tr("character %1, %2").arg(countText(token), visibleCharacter(bar->character))};
    if (bar->surprise)
        lines << tr("surprise %1 nats: it had %2")
                     .arg(surpriseText(*bar->surprise),
                         shareText(static_cast<double>(*bar->probability)));
    for (const Flag& flag : m_flags)
        if (flag.token == token && !flag.words.isEmpty())
            lines << flag.words;
    if (token == m_difference)
        lines << m_parting;
    return lines;
}

void SurpriseTrack::goTo(double x)
{
    if (const int token = tokenAt(x); token != value())
        setValue(token);
    else // where one is already, to stay there
        Q_EMIT valueChanged(token);
}

void SurpriseTrack::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        goTo(event->position().x());
}

void SurpriseTrack::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        setValue(tokenAt(event->position().x()));
}

QSize SurpriseTrack::sizeHint() const { return {400, stripHeight() + kBarRoom}; }

QSize SurpriseTrack::minimumSizeHint() const { return {160, stripHeight() + kBarRoom}; }

} // namespace glowworm
