// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/focus.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/widget_defaults.h"

#include <QAbstractButton>
#include <QApplication>
#include <QButtonGroup>
#include <QContextMenuEvent>
#include <QDialog>
#include <QKeyEvent>
#include <QLayout>
#include <QPainter>
#include <QScrollArea>
#include <QWhatsThis>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

constexpr int kFrameRadius = 5; // logical pixels
constexpr int kFootOfText = 60; // pixels below its top a text on a widget stands at most
constexpr int kFrameOutside
    = 3; // the widget, where what it lies in has room; it covers nothing then

/// One thin line, which holds its own on light cards and on the dark stage; in high contrast one of
/// black and one of white, of which one stands out on any ground.
int thickOf(const Theme& theme) { return theme.highContrast ? 4 : 1; }

bool isPressed(QEvent::Type type)
{
    return type == QEvent::MouseButtonPress || type == QEvent::MouseButtonDblClick
        || type == QEvent::TouchBegin;
}

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

/// Where its work is done, else the first.
QWidget* landingOf(const Region& region)
{
    const auto marked = std::ranges::find_if(
        region.stops, [](const QWidget* stop) { return stop->property("landing").toBool(); });
    return marked != region.stops.end() ? *marked : region.stops.constFirst();
}

} // namespace

void focusNextRegion(QWidget& window, bool forward)
{
    tabInReadingOrder(window); // some parts are made late
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
    QWidget* next = landingOf(regions[(now + (forward ? 1 : count - 1)) % count]);
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
    if (!widget || widget->isWindow()) {
        QWhatsThis::enterWhatsThisMode();
        return;
    }
    const QPoint foot(widget->width() / 2, std::min(widget->height(), kFootOfText));
    QWhatsThis::showText(widget->mapToGlobal(foot), whatsThisOf(*widget), widget);
}

void openMenuOfFocus(const QWidget& window)
{
    QWidget* widget = window.focusWidget();
    if (!widget)
        return;
    const QPoint place = widget->inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, place, widget->mapToGlobal(place));
    QCoreApplication::sendEvent(widget, &asked);
}

void tabInReadingOrder(QWidget& root)
{
    QList<QWidget*> stops;
    collect(root, stops);
    for (qsizetype index = 1; index < stops.size(); ++index)
        QWidget::setTabOrder(stops[index - 1], stops[index]);
}

FocusRing::FocusRing(QWidget* window, bool isByKey)
    : QWidget(window)
    , m_lastIsKey(isByKey)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    qApp->installEventFilter(this);
    connect(
        qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
    follow(window->focusWidget());
}

void FocusRing::ringDialogs()
{
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) {
        auto* dialog = now ? qobject_cast<QDialog*>(now->window()) : nullptr;
        if (dialog && !dialog->findChild<FocusRing*>(QString(), Qt::FindDirectChildrenOnly))
            new FocusRing(dialog, m_lastIsKey);
    });
}

void FocusRing::follow(QWidget* target)
{
    QWidget* window = parentWidget();
    m_watched.clear();
    const bool counts = target && target->focusPolicy() != Qt::NoFocus && target != window
        && window->isAncestorOf(target);
    m_target = counts ? target : nullptr;
    m_byKey = m_lastIsKey;
    for (QWidget* widget = m_target; widget;
         widget = widget == window ? nullptr : widget->parentWidget()) { // a dialog has a parent
        m_watched << widget;
        for (QWidget* lying : raisedIn(*widget))
            if (!lying->isAncestorOf(m_target))
                m_watched << lying;
    }
    place();
}

void FocusRing::place()
{
    m_placing = false;
    if (!m_target || !m_target->isVisible() || !m_byKey) {
        hide();
        return;
    }
    const QWidget* window = parentWidget();
    const int thick = thickOf(Theme::of(palette()));
    QRect seen = QRect(m_target->mapTo(window, QPoint()), m_target->size())
                     .adjusted(-kFrameOutside, -kFrameOutside, kFrameOutside, kFrameOutside);
    for (const QWidget* around = m_target->parentWidget(); around && around != window;
         around = around->parentWidget())
        seen &= QRect(around->mapTo(window, QPoint()), around->size());
    setVisible(seen.width() > 2 * thick && seen.height() > 2 * thick);
    setGeometry(seen);
    const int inside = thick + kFrameRadius / 2;
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
    const QEvent::Type type = event->type();
    bool isOther = false;
    if (isPressed(type)) {
        m_lastIsKey = false;
        isOther = std::exchange(m_byKey, false);
    } else if (type == QEvent::KeyPress || type == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool steers = key >= Qt::Key_Home && key <= Qt::Key_PageDown; // all arrows
        m_lastIsKey = true;
        isOther = steers && !std::exchange(m_byKey, true);
    } else
        isOther = changesPlace(*event) && m_watched.contains(watched);
    if (isOther && !std::exchange(m_placing, true))
        QMetaObject::invokeMethod(
            this, &FocusRing::place, Qt::QueuedConnection); // once all moves are done
    return QWidget::eventFilter(watched, event);
}

void FocusRing::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto paint = [&](const QColor& ink, double width, double from) { // the outer edge
        const double middle = from + width / 2;
        painter.setPen(QPen(ink, width));
        painter.drawRoundedRect(
            QRectF(rect()).adjusted(middle, middle, -middle, -middle), kFrameRadius, kFrameRadius);
    };
    const int thick = thickOf(theme);
    paint(theme.highContrast ? theme.text : theme.mutedText,
        theme.highContrast ? thick / 2.0 : thick, 0);
    if (theme.highContrast)
        paint(theme.window, thick / 2.0, thick / 2.0);
}

} // namespace glowworm
