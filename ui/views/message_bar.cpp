// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/message_bar.h"

#include "qt_compat.h"
#include "theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace glowworm {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , m_mark(new QLabel(this))
    , m_text(new QLabel(this))
{
    makeCard(this);
    m_mark->setFixedSize(6, 22);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* copy = new QPushButton(tr("Copy"), this);
    copy->setToolTip(tr("Copy this message"));
    auto* close = new QPushButton(tr("Dismiss"), this);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text->text()); });
    connect(close, &QPushButton::clicked, this, [this] { clear(QString(m_messages.constLast().cause)); });

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kGap, kGap / 2, kGap, kGap / 2);
    row->setSpacing(kGap);
    row->addWidget(m_mark);
    row->addWidget(m_text, 1);
    row->addWidget(copy);
    row->addWidget(close);
    hide();
}

void MessageBar::showMessage(Tone tone, const QString& sentence, const QString& cause)
{
    m_messages.removeIf([&](const Message& message) { return message.cause == cause || message.sentence == sentence; });
    m_messages.append({cause, sentence, tone});
    showNewest();
}

void MessageBar::clear(const QString& cause)
{
    m_messages.removeIf([&](const Message& message) { return message.cause == cause; });
    showNewest();
}

void MessageBar::forgetNotices()
{
    m_messages.removeIf([](const Message& message) { return message.tone == Tone::Notice; });
    showNewest();
}

void MessageBar::showNewest()
{
    const QString sentence = m_messages.isEmpty() ? QString() : m_messages.constLast().sentence;
    const bool isNew = !sentence.isEmpty() && sentence != m_text->text();
    m_text->setText(sentence);
    setAccessibleName(sentence);
    setVisible(!sentence.isEmpty());
    if (!m_messages.isEmpty())
        paintTone();
    if (isNew)
        announce(this, sentence);
}

QString MessageBar::text() const { return m_text->text(); }

void MessageBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_messages.isEmpty())
        paintTone();
}

void MessageBar::paintTone()
{
    const Theme theme = Theme::of(palette());
    const Tone tone = m_messages.constLast().tone;
    const QColor colour = tone == Tone::Error ? theme.error : tone == Tone::Warning ? theme.warning : theme.dense;
    QPixmap stripe(m_mark->size() * devicePixelRatioF());
    stripe.setDevicePixelRatio(devicePixelRatioF());
    stripe.fill(Qt::transparent);
    QPainter painter(&stripe);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF({1, 0}, QSizeF(4, m_mark->height())), 2, 2);
    m_mark->setPixmap(stripe);
}

} // namespace glowworm
