// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/tour.h"

#include "ui/session/generation.h"
#include "ui/session/workbench.h"
#include "ui/shell/main_window.h"
#include "ui/shell/tour_card.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/settings.h"
#include "ui/widgets/tr.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>

#include <array>
#include <utility>

namespace glowworm {
namespace {

constexpr int kPlaceMilliseconds = 100; // between two looks where the widget is now

/// What tells that a step was done: a click into its widget, or something that the work tells.
enum class Sign { Click, Written, Opened };

struct Step {
    PanelId panel;
    const char* target; // by object name in the panel; "" = the panel's place in the rail
    Sign sign;
    Qt::Key key; // that does in its widget what a click does; 0 = none
    const char* words;
};

constexpr std::array<Step, Tour::kSteps> kSteps{
    {{PanelId::Generation, "switchboard", Sign::Click, Qt::Key_Return,
         QT_TR_NOOP("Each column is a group of neurons, and each picks one light: only those are "
                    "computed. Click a light to see what it is, or press Enter on it (Ctrl+3 goes "
                    "to the board).")},
        {PanelId::Generation, "sparseText", Sign::Click, Qt::Key_Return,
            QT_TR_NOOP("The text that the sparse model wrote. Click a character, or go there with "
                       "the arrow keys (F6 goes from part to part): the board shows "
                       "which neurons were chosen for it.")},
        {PanelId::Generation, "prompt", Sign::Written, {},
            QT_TR_NOOP("Write a beginning of your own and press Generate (Ctrl+Enter): both "
                       "models go on from it, with the same dice.")},
        {PanelId::Digits, "", Sign::Opened, {},
            QT_TR_NOOP("The same with pictures. Open Digits (Ctrl+4).")},
        {PanelId::Digits, "canvas", Sign::Click, Qt::Key_N,
            QT_TR_NOOP("Draw a digit, or press N on the sheet for a stored one (Ctrl+4 goes "
                       "there). One neuron in each of eight columns lights up, and both "
                       "models say what they see.")},
        {PanelId::Timing, "", Sign::Opened, {},
            QT_TR_NOOP("Is it faster? Timing measures both models in turns on this machine. Open "
                       "it (Ctrl+5), and press F5 there.")}}};

const Step& stepAt(int step) { return kSteps[static_cast<std::size_t>(step)]; }

/// 0 = it is no key.
int keyOf(const QEvent& event)
{
    return event.type() == QEvent::KeyPress ? static_cast<const QKeyEvent&>(event).key() : 0;
}

/// Not a modifier alone, with which a screen reader is told to go on.
bool isAct(const QEvent& event)
{
    if (event.type() == QEvent::KeyPress) {
        const int key = static_cast<const QKeyEvent&>(event).key();
        return key != Qt::Key_Control && key != Qt::Key_Shift && key != Qt::Key_Alt
            && key != Qt::Key_Meta && key != Qt::Key_CapsLock;
    }
    return event.type() == QEvent::MouseButtonPress || event.type() == QEvent::Wheel;
}

} // namespace

Tour::Tour(MainWindow& window, Workbench& workbench)
    : QObject(&window)
    , m_window(window)
    , m_card(new TourCard(&window))
    , m_ring(new TourRing(&window))
{
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, &Tour::offer);
    m_places.setInterval(kPlaceMilliseconds);
    connect(&m_places, &QTimer::timeout, this, &Tour::follow);
    connect(m_card, &TourCard::nextAsked, this, [this] { m_offers ? start() : goOn(); });
    connect(m_card, &TourCard::leaveAsked, this, &Tour::leave);
    connect(&workbench.generation(), &Generation::started, this, [this] {
        if (m_step >= 0 && stepAt(m_step).sign == Sign::Written && m_acts) // not by itself
            advanceFrom(m_step);
    });
    connect(&window, &MainWindow::panelShown, this, [this](PanelId panel) {
        if (m_step >= 0 && stepAt(m_step).sign == Sign::Opened && stepAt(m_step).panel == panel)
            advanceFrom(m_step);
    });
}

void Tour::offerWhenQuiet(int milliseconds)
{
    if (settings::kTourOffered.value())
        return;
    m_quiet.start(milliseconds);
    qApp->installEventFilter(this);
}

void Tour::offer()
{
    if (m_step >= 0)
        return;
    if (!m_window.isActiveWindow() || QApplication::activeModalWidget() || isNeuronShown()) {
        m_quiet.start(); // another time
        return;
    }
    settings::kTourOffered.set(true);
    m_offers = true;
    m_isMet = false;
    m_places.start();
    m_card->say(tr("New here?"),
        tr("Six steps on the real thing, about two minutes. Esc leaves, Help starts it again."),
        tr("Show me"), tr("No, thanks"));
    follow();
}

void Tour::start()
{
    m_offers = false;
    settings::kTourOffered.set(true);
    m_quiet.stop();
    qApp->installEventFilter(this);
    m_places.start();
    showStep(0);
}

bool Tour::leave()
{
    const bool was = m_offers || m_step >= 0;
    m_offers = false;
    m_step = -1;
    m_places.stop();
    const bool hadFocus = m_card->isAncestorOf(QApplication::focusWidget());
    m_card->hide();
    if (hadFocus)
        m_window.panel(m_window.currentPanel()).takeFocus();
    m_ring->hide();
    if (!m_quiet.isActive())
        qApp->removeEventFilter(this);
    return was;
}

/// Where a panel is to be opened, that is what goes on.
void Tour::goOn()
{
    const Step& step = stepAt(m_step);
    if (step.sign == Sign::Opened && m_window.currentPanel() != step.panel)
        m_window.showPanel(step.panel);
    else
        advanceFrom(m_step);
}

void Tour::advanceFrom(int step)
{
    if (step + 1 == kSteps)
        leave();
    else
        showStep(step + 1);
}

void Tour::showStep(int step)
{
    m_step = step;
    const Step& shown = stepAt(step);
    const bool opens = shown.sign == Sign::Opened;
    if (!opens && m_window.currentPanel() != shown.panel)
        m_window.showPanel(shown.panel);
    m_card->say(tr("Step %1 of %2").arg(step + 1).arg(kSteps), glowworm::tr(shown.words),
        opens ? tr("Open %1").arg(titleOf(shown.panel)) : tr("Next"), tr("Leave"));
    follow();
    m_card->takeFocus(); // last: the ring around it lies above the tour's
}

QWidget* Tour::target() const
{
    const Step& step = stepAt(m_step);
    const QString tab = QStringLiteral("tab-") + wordFor(step.panel);
    if (m_window.currentPanel() != step.panel || *step.target == '\0')
        return m_window.findChild<QWidget*>(tab);
    auto* found = m_window.panel(step.panel).findChild<QWidget*>(QLatin1String(step.target));
    return found && found->isVisible() ? found : nullptr;
}

/// The inspector is read then.
bool Tour::isNeuronShown() const
{
    const auto* found
        = m_window.panel(m_window.currentPanel()).findChild<QWidget*>(QStringLiteral("letGo"));
    return found && found->isVisible();
}

/// Over the lower end of the last text, which is empty for long.
QWidget* Tour::placeOfOffer() const
{
    const Panel& panel = m_window.panel(m_window.currentPanel());
    for (const QString& name : {QStringLiteral("denseText"), QStringLiteral("sparseText")})
        if (auto* text = panel.findChild<QWidget*>(name); text && text->isVisible())
            return text;
    return nullptr;
}

/// Panels rearrange themselves under it; where a widget is, is looked up again and again rather
/// than believed.
void Tour::follow()
{
    m_target = m_step >= 0 ? target() : nullptr;
    m_ring->around(m_target);
    if (QWidget* text = m_offers ? placeOfOffer() : nullptr)
        m_card->lieInside(*text);
    else
        m_card->lieBeside(m_target);
}

/// Of every event of the application: most are none of ours.
bool Tour::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if (type != QEvent::MouseButtonRelease && type != QEvent::ShortcutOverride && !isAct(*event))
        return false;
    const auto* widget = qobject_cast<const QWidget*>(watched);
    if (!widget || m_card->isAncestorOf(widget) || widget == m_card)
        return false;
    m_acts = true; // until all that it does has been done
    QMetaObject::invokeMethod(
        this, [this] { m_acts = false; }, Qt::QueuedConnection);
    const int key = keyOf(*event);
    const bool isTab = key == Qt::Key_Tab || key == Qt::Key_Backtab;
    if (m_offers && isTab && !std::exchange(m_isMet, true)) { // the card is the next stop
        m_card->enter(key == Qt::Key_Tab);
        return true;
    }
    if (isAct(*event)) {
        if (m_quiet.isActive())
            m_quiet.start();    // not quiet
        if (m_offers && !isTab) // who looks for the card keeps it
            leave();
    }
    if (m_step < 0 || stepAt(m_step).sign != Sign::Click
        || m_window.currentPanel() != stepAt(m_step).panel)
        return false;
    const bool inTarget = m_target && (widget == m_target || m_target->isAncestorOf(widget));
    const bool done = type == QEvent::MouseButtonRelease
        || (type == QEvent::KeyPress
            && readingsOf(*static_cast<QKeyEvent*>(event)).contains(stepAt(m_step).key));
    if (inTarget && done)
        QTimer::singleShot(0, this, [this, step = m_step] { // once the widget has done its part
            if (m_step == step)
                advanceFrom(step);
        });
    return false;
}

} // namespace glowworm
