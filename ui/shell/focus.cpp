// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/focus.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/widget_defaults.h"

#include <QAbstractButton>
#include <QApplication>
#include <QButtonGroup>
#include <QEvent>
#include <QLayout>
#include <QPainter>
#include <QScrollArea>
#include <QWhatsThis>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

constexpr int kThick = 2; // logical pixels
constexpr int kRadius = 5;
constexpr int kFootOfText = 60; // pixels below its top a text on a widget stands at most
constexpr int kOutside = 3; // the widget, where what it lies in has room; it covers nothing then

bool isRaised(const QWidget* widget) { return widget->property("raised").toBool(); }

/// What lies over a widget's other parts, in no layout.
QList<QWidget*> raisedIn(const QWidget& widget)
{
    QList<QWidget*> found = widget.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
    found.removeIf([](const QWidget* child) { return !isRaised(child); });
    return found;
}

void collect(QWidget& widget, QList<QWidget*>& stops);

void collect(QLayout& layout, QList<QWidget*>& stops)
{
    for (int index = 0; index < layout.count(); ++index) {
        const QLayoutItem* item = layout.itemAt(index);
        if (item->widget())
            collect(*item->widget(), stops);
        else if (QLayout* inner = layout.itemAt(index)->layout())
            collect(*inner, stops);
    }
}

void collect(QWidget& widget, QList<QWidget*>& stops)
{
    if (widget.focusPolicy() != Qt::NoFocus
        && !widget.focusProxy()) // of radio buttons only the checked one is a stop, but another may
                                 // be
        stops << &widget;
    if (auto* area = qobject_cast<QScrollArea*>(&widget)) {
        if (area->widget())
            collect(*area->widget(), stops);
    } else if (widget.layout())
        collect(*widget.layout(), stops);
    else if (widget.focusPolicy() == Qt::NoFocus) // its parts are placed by hand
        for (QWidget* part : widget.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
            if (!isRaised(part) && !part->isWindow())
                collect(*part, stops);
    for (QWidget* lying : raisedIn(widget))
        collect(*lying, stops);
}

/// Of buttons that exclude each other the chosen one is a stop.
bool isStop(const QWidget& widget)
{
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    const QButtonGroup* group = button ? button->group() : nullptr;
    const bool isOther
        = group && group->exclusive() && group->checkedButton() && group->checkedButton() != button;
    return (widget.focusPolicy() & Qt::TabFocus) && !widget.focusProxy() && widget.isVisible()
        && widget.isEnabled() && !isOther;
}

/// The innermost that is marked as one, else the outermost card; null where it is in neither.
QWidget* regionOf(QWidget* widget)
{
    QWidget* card = nullptr;
    for (; widget && !widget->isWindow(); widget = widget->parentWidget()) {
        if (widget->property("region").toBool())
            return widget;
        if (widget->property("card").toBool() && !isRaised(widget))
            card = widget;
    }
    return card;
}

/// Stops of one region that follow each other.
struct Region {
    QWidget* region;
    QList<QWidget*> stops;
};

QList<Region> regionsOf(QWidget& window)
{
    QList<Region> regions;
    for (QWidget* widget = window.nextInFocusChain(); widget != &window;
         widget = widget->nextInFocusChain()) {
        if (widget->window() != &window || !isStop(*widget))
            continue;
        QWidget* region = regionOf(widget);
        if (regions.isEmpty() || regions.constLast().region != region)
            regions.append(Region{region, {}});
        regions.last().stops << widget;
    }
    return regions;
}

} // namespace

void focusNextRegion(QWidget& window, bool forward)
{
    const QList<Region> regions = regionsOf(window);
    if (regions.isEmpty())
        return;
    QWidget* focused = window.focusWidget();
    const auto holds = [focused](const Region& one) { return one.stops.contains(focused); };
    const auto around
        = [region = regionOf(focused)](const Region& one) { return one.region == region; };
    auto here = std::ranges::find_if(regions, holds);
    if (here == regions.end()) // it was no stop of Tab, or is none any more
        here = std::ranges::find_if(regions, around);
    const qsizetype count = regions.size(),
                    now = here == regions.end() ? (forward ? -1 : 0) : here - regions.begin();
    QWidget* next = regions[(now + (forward ? 1 : count - 1)) % count].stops.constFirst();
    next->setFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    for (QWidget* outer = next->parentWidget(); outer; outer = outer->parentWidget())
        if (auto* area = qobject_cast<QScrollArea*>(outer))
            area->ensureWidgetVisible(next);
}

void explainFocus(QWidget& window)
{
    QWidget* widget = window.focusWidget();
    while (widget && !widget->isWindow() && whatsThisOf(*widget).isEmpty())
        widget = widget->parentWidget();
    if (!widget || widget->isWindow())
        return;
    const QPoint foot(widget->width() / 2, std::min(widget->height(), kFootOfText));
    QWhatsThis::showText(widget->mapToGlobal(foot), whatsThisOf(*widget), widget);
}

void tabInReadingOrder(QWidget& root)
{
    QList<QWidget*> stops;
    collect(root, stops);
    for (qsizetype index = 1; index < stops.size(); ++index)
        QWidget::setTabOrder(stops[index - 1], stops[index]);
}

FocusRing::FocusRing(QWidget* window)
    : QWidget(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    connect(
        qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
}

void FocusRing::follow(QWidget* target)
{
    QWidget* window = parentWidget();
    for (const QPointer<QWidget>& widget : m_watched)
        if (widget)
            widget->removeEventFilter(this);
    m_watched.clear();
    const bool counts = target && target->focusPolicy() != Qt::NoFocus && target != window
        && window->isAncestorOf(target);
    m_target = counts ? target : nullptr;
    m_isClicked = QGuiApplication::mouseButtons() != Qt::NoButton;
    const auto watch = [this](QWidget* widget) {
        widget->installEventFilter(this);
        m_watched << widget;
    };
    for (QWidget* widget = m_target; widget && widget != window; widget = widget->parentWidget()) {
        watch(widget);
        for (QWidget* lying : raisedIn(*widget))
            if (!lying->isAncestorOf(m_target))
                watch(lying);
    }
    place();
}

void FocusRing::place()
{
    m_placing = false;
    if (!m_target || !m_target->isVisible() || m_isClicked) {
        hide();
        return;
    }
    const QWidget* window = parentWidget();
    QRect seen = QRect(m_target->mapTo(window, QPoint()), m_target->size())
                     .adjusted(-kOutside, -kOutside, kOutside, kOutside);
    for (const QWidget* around = m_target->parentWidget(); around && around != window;
         around = around->parentWidget())
        seen &= QRect(around->mapTo(window, QPoint()), around->size());
    setVisible(seen.width() > 2 * kThick && seen.height() > 2 * kThick);
    setGeometry(seen);
    const int inside = kThick + kRadius / 2;
    QRegion ring = QRegion(QRect(QPoint(), seen.size()))
        - QRegion(QRect(QPoint(), seen.size()).adjusted(inside, inside, -inside, -inside));
    for (const QPointer<QWidget>& widget : m_watched)
        if (widget && isRaised(widget) && widget->isVisible()
            && !widget->isAncestorOf(m_target)) // the ring goes on below it
            ring -= QRect(widget->mapTo(window, QPoint()) - seen.topLeft(), widget->size());
    setMask(ring);
    raise();
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    const bool isTyped = event->type() == QEvent::KeyPress && std::exchange(m_isClicked, false);
    if ((isTyped || changesPlace(*event)) && !std::exchange(m_placing, true))
        QMetaObject::invokeMethod(
            this, &FocusRing::place, Qt::QueuedConnection); // once all moves are done
    return QWidget::eventFilter(watched, event);
}

void FocusRing::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::of(palette()).dense, kThick));
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(kThick / 2.0, kThick / 2.0, -kThick / 2.0, -kThick / 2.0), kRadius,
        kRadius);
}

} // namespace glowworm
