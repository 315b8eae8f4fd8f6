// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/tour_card.h"

#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace glowworm {
namespace {

constexpr int kCardWidth = 300; // of the card, in pixels at the usual size of text
constexpr int kThick = 2;       // of the ring
constexpr int kRingOutside = 4; // the widget
constexpr qreal kCardRadius = 8;

QRect inWindow(const QWidget& widget)
{
    return {widget.mapTo(widget.window(), QPoint()), widget.size()};
}

QRect pushedInto(const QRect& room, QRect place)
{
    place.moveRight(std::min(place.right(), room.right()));
    place.moveBottom(std::min(place.bottom(), room.bottom()));
    place.moveLeft(std::max(place.left(), room.left()));
    place.moveTop(std::max(place.top(), room.top()));
    return place;
}

} // namespace

TourCard::TourCard(QWidget* window)
    : QFrame(window)
    , m_title(newHeading({}, this))
    , m_words(new QLabel(this))
    , m_next(newButton(tr("Next"), "tourNext", this, tr("The next step, done or not")))
    , m_leave(newButton(
          tr("Leave"), "tourLeave", this, tr("Leave the tour (Esc); Help starts it again")))
{
    makeCard(this);
    makeNotice(this);
    setProperty("raised", true);
    setObjectName(QStringLiteral("tour"));
    m_words->setWordWrap(true);
    makePrimary(m_next);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_leave);
    buttons->addStretch(1);
    buttons->addWidget(m_next);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kWideGap, kWideGap, kWideGap, kWideGap);
    column->setSpacing(kGap);
    column->addWidget(m_title);
    column->addWidget(m_words);
    column->addLayout(buttons);
    connect(m_next, &QPushButton::clicked, this, &TourCard::nextAsked);
    connect(m_leave, &QPushButton::clicked, this, &TourCard::leaveAsked);
    hide();
}

void TourCard::say(
    const QString& title, const QString& words, const QString& next, const QString& leave)
{
    m_title->setText(title);
    m_words->setText(words);
    m_next->setText(next);
    m_leave->setText(leave);
    setAccessibleName(title + QStringLiteral(". ") + words);
    show();
    raise(); // once: what has the focus in it is marked above it
    announce(this, accessibleName());
}

void TourCard::takeFocus() { m_next->setFocus(Qt::TabFocusReason); }

void TourCard::enter(bool forward)
{
    (forward ? m_leave : m_next)->setFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
}

QSize TourCard::sizeIn(const QRect& room) const
{
    const int width = std::min(textScaled(kCardWidth), room.width());
    return {width, layout()->totalHeightForWidth(width)};
}

void TourCard::lieInside(const QWidget& target)
{
    const QRect widget = inWindow(target).adjusted(kGap, kGap, -kGap, -kGap);
    QRect place(QPoint(), sizeIn(widget));
    place.moveCenter(widget.center());
    place.moveBottom(widget.bottom());
    setGeometry(pushedInto(parentWidget()->rect().adjusted(kGap, kGap, -kGap, -kGap), place));
}

void TourCard::lieBeside(const QWidget* target)
{
    const QRect room
        = parentWidget()->rect().adjusted(kWideGap, 2 * kWideGap, -kWideGap, -2 * kWideGap);
    const QSize size = sizeIn(room);
    const int width = size.width();
    QRect place(QPoint(), size);
    place.moveBottomRight(room.bottomRight());
    if (target) {
        const QRect widget = inWindow(*target);
        const int gap = kRingOutside + kGap;
        const std::array corners{QPoint(widget.right() + gap, widget.top()),
            QPoint(widget.left() - gap - width, widget.top()),
            QPoint(widget.left(), widget.bottom() + gap),
            QPoint(widget.left(), widget.top() - gap - size.height())};
        const auto* free = std::find_if(corners.begin(), corners.end(),
            [&](QPoint corner) { return room.contains(QRect(corner, size)); });
        if (free != corners.end())
            place.moveTopLeft(*free);
        else // over its corner
            place.moveBottomRight(widget.bottomRight() - QPoint(kGap, kGap));
    }
    setGeometry(pushedInto(room, place));
}

TourRing::TourRing(QWidget* window)
    : QWidget(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void TourRing::around(const QWidget* target)
{
    if (target && isHidden())
        raise();
    setVisible(target);
    if (!target)
        return;
    setGeometry(
        inWindow(*target).adjusted(-kRingOutside, -kRingOutside, kRingOutside, kRingOutside));
    const int inside = kThick + static_cast<int>(kCardRadius) / 2;
    setMask(QRegion(rect()) - QRegion(rect().adjusted(inside, inside, -inside, -inside)));
}

void TourRing::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::of(palette()).accent, kThick));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), kCardRadius, kCardRadius);
}

} // namespace glowworm
