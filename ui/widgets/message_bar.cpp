// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_bar.h"

#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/focus_before.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/widget_defaults.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

constexpr QSize kStripe(4, 22);    // in the colour of the tone, before the words
constexpr int kMostLines = 2;      // beside the buttons; of more the words stand above them
constexpr int kNewsShown = 10'000; // milliseconds
constexpr const char* kWritten = "written"; // a cause

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_before(new FocusBefore(this))
{
    makeCard(this);
    makeNotice(this);
    setProperty("raised", true); // it lies on cards
    m_text->setWordWrap(true);
    m_text->setMinimumHeight(kStripe.height());
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_act = new QPushButton(tr("Do it"), this); // until a message says what
    m_act->setObjectName(QStringLiteral("messageAction"));
    m_act->setToolTip(tr("Does what the message offers"));
    auto* copy = new QPushButton(tr("Copy"), this);
    copy->setToolTip(tr("Copy this message"));
    auto* close = new QPushButton(tr("Dismiss"), this);
    close->setToolTip(tr("The message goes; what it says stays as it is"));
    for (QPushButton* button : {m_act, copy, close})
        button->setFocusPolicy(Qt::TabFocus); // a click leaves the focus where the work is
    connect(m_act, &QPushButton::clicked, this, [this] {
        const auto act = m_messages.constLast().action.act; // which may end the message
        act();
    });
    connect(copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_text->text()); });
    connect(close, &QPushButton::clicked, this, &MessageBar::dismiss);
    m_news.setSingleShot(true);
    m_news.setInterval(kNewsShown);
    connect(&m_news, &QTimer::timeout, this, [this] {
        if (underMouse())
            return m_news.start();
        m_messages.removeIf([](const Message& one) { return one.tone == Tone::News; });
        showNewest();
    });

    auto* words = new QHBoxLayout;
    words->addSpacing(kStripe.width() + 2 + kGap);
    words->addWidget(m_text, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_act);
    buttons->addWidget(copy);
    buttons->addWidget(close);
    m_parts = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_parts->setContentsMargins(kGap, kGap * 3 / 4, kGap, kGap * 3 / 4);
    for (QBoxLayout* each :
        {static_cast<QBoxLayout*>(words), static_cast<QBoxLayout*>(buttons), m_parts})
        each->setSpacing(kGap);
    m_parts->addLayout(words, 1);
    m_parts->addLayout(buttons);
    hide();
}

void MessageBar::showMessage(
    Tone tone, const QString& sentence, const QString& cause, const Action& action)
{
    m_messages.removeIf([&](const Message& message) {
        return message.cause == cause || message.sentence == sentence;
    });
    m_messages.append({cause, sentence, tone, action});
    if (tone == Tone::News)
        m_news.start();
    showNewest();
}

void MessageBar::showWritten(const QString& file, const QString& problem)
{
    if (!problem.isEmpty()) {
        showMessage(Tone::Error, problem);
        return;
    }
    m_messages.removeIf([](const Message& message) { // that it could not be written before
        return message.cause.isEmpty() && message.tone == Tone::Error;
    });
    Action show;
    if (QFileInfo(file).isFile()) // no pipe, no device
        show = {tr("Show folder"), tr("The folder that the file lies in, in the desktop's program"),
            [this, folder = QFileInfo(file).absolutePath()] { showFolder(folder); }};
    showMessage(Tone::News, tr("Written: %1").arg(shownName(file)), QLatin1String(kWritten), show);
}

void MessageBar::showFolder(const QString& folder)
{
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        showMessage(Tone::Warning,
            tr("No program of this desktop shows folders; the file lies in %1.")
                .arg(shownName(folder)));
}

void MessageBar::dismiss()
{
    if (m_messages.isEmpty())
        return;
    const QString cause = m_messages.constLast().cause;
    clear(cause);
    if (cause.isEmpty())
        Q_EMIT read();
}

void MessageBar::clear(const QString& cause)
{
    m_messages.removeIf([&](const Message& message) { return message.cause == cause; });
    showNewest();
}

void MessageBar::forgetNotices()
{
    bool isOwn = false;
    m_messages.removeIf([&isOwn](const Message& message) {
        isOwn |= message.tone == Tone::Notice && message.cause.isEmpty();
        return message.tone <= Tone::Notice;
    });
    showNewest();
    if (isOwn)
        Q_EMIT read();
}

void MessageBar::showNewest()
{
    const QString sentence = m_messages.isEmpty() ? QString() : m_messages.constLast().sentence;
    const bool isNew = !sentence.isEmpty() && sentence != m_text->text();
    m_text->setText(sentence);
    setAccessibleName(sentence);
    const Action action = m_messages.isEmpty() ? Action() : m_messages.constLast().action;
    m_act->setVisible(action.act != nullptr);
    if (action.act) {
        m_act->setText(action.label);
        m_act->setToolTip(action.help);
    }
    if (sentence.isEmpty())
        m_before->giveBack();
    setVisible(!sentence.isEmpty());
    if (sentence.isEmpty() && m_isBelow)
        parentWidget()->setContentsMargins({}); // seen by eventFilter(), which must find it hidden
    update();                                   // the stripe
    if (isVisible())
        place();
    if (isNew)
        announce(this, sentence);
}

QString MessageBar::text() const { return m_text->text(); }

void MessageBar::lieOver(const QList<QWidget*>& views)
{
    m_over = views;
    parentWidget()->installEventFilter(this);
    for (QWidget* view : views)
        view->installEventFilter(this);
}

void MessageBar::standBelow()
{
    m_isBelow = true;
    parentWidget()->installEventFilter(this);
}

void MessageBar::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    if (QWidget* around
        = parentWidget() ? parentWidget()->parentWidget() : nullptr) // may scroll its parent
        around->installEventFilter(this);
    place();
}

bool MessageBar::eventFilter(QObject* watched, QEvent* event)
{
    if (isVisible() && changesPlace(*event) && !std::exchange(m_placing, true))
        QMetaObject::invokeMethod(
            this, &MessageBar::place, Qt::QueuedConnection); // once all moves are done
    return QFrame::eventFilter(watched, event);
}

void MessageBar::place()
{
    m_placing = false;
    if (isHidden()) // since this was asked for
        return;
    if (m_isBelow)
        return placeBelow();
    if (m_over.isEmpty())
        return;
    const QWidget* panel = parentWidget();
    QRect seen = panel->rect();
    if (const QWidget* around = panel->parentWidget())
        seen &= QRect(panel->mapFrom(around, QPoint()), around->size());
    QRect under;
    for (const QWidget* view : m_over)
        if (view->isVisibleTo(panel))
            under |= QRect(view->mapTo(panel, QPoint()), view->size());
    if (!under.intersects(seen))
        under = seen;
    under &= seen;
    const int width = under.width() - 2 * kGap;
    fitParts(width);
    const int height = std::min(heightForWidth(width), seen.height() - 2 * kGap);
    const bool fits = under.bottom() - height - kGap >= seen.top();
    const int bottom = (fits ? under.bottom() : seen.bottom()) - kGap;
    setGeometry(under.left() + kGap, bottom - height + 1, width, height);
    raise(); // above what was made after it
}

void MessageBar::placeBelow()
{
    QWidget* panel = parentWidget();
    const int width = panel->width() - 2 * kWideGap;
    fitParts(width);
    const int height = heightForWidth(width);
    panel->setContentsMargins(0, 0, 0, height + kGap);
    setGeometry(kWideGap, panel->height() - height - kGap, width, height);
    raise();
}

/// The words before the buttons, or above them where they would be a column of few words each.
void MessageBar::fitParts(int width)
{
    m_parts->setDirection(QBoxLayout::LeftToRight);
    m_parts->activate(); // the buttons' row does not know yet that its buttons have changed
    const QMargins around = m_parts->contentsMargins();
    const int words = width - around.left() - around.right() - kStripe.width() - 2 - 2 * kGap
        - m_parts->itemAt(1)->sizeHint().width();
    if (m_text->heightForWidth(words) > linesHeight(m_text, kMostLines))
        m_parts->setDirection(QBoxLayout::TopToBottom);
    m_parts->activate();
}

void MessageBar::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    if (m_messages.isEmpty())
        return;
    const Theme theme = Theme::of(palette());
    const Tone tone = m_messages.constLast().tone;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tone == Tone::Error ? theme.error
            : tone == Tone::Warning      ? theme.warning
                                         : theme.dense);
    QRect stripe(QPoint(), kStripe);
    stripe.moveCenter(m_text->geometry().center());
    stripe.moveRight(m_text->x() - kGap - 2);
    painter.drawRoundedRect(stripe, 2, 2);
}

} // namespace glowworm
