// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/playback_controls.h"

#include "ui/widgets/jump_slider.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPixmap>
#include <QSignalBlocker>
#include <QToolButton>
#include <QTransform>

#include <algorithm>

namespace glowworm {

namespace {

constexpr int kIcon = 18;

QIcon iconOf(const QString& name) { return QIcon(QStringLiteral(":/icons/%1.svg").arg(name)); }

} // namespace

PlaybackControls::PlaybackControls(QWidget* parent)
    : QWidget(parent)
{
    m_first
        = makeButton(QStringLiteral("step"), tr("First token"), tr("To the first token (Home)"));
    m_first->setIcon(iconOf(QStringLiteral("step"))
                         .pixmap(QSize(kIcon, kIcon), 2.0)
                         .transformed(QTransform::fromScale(-1, 1)));
    m_back = makeButton(QStringLiteral("previous"), tr("Token back"), tr("One token back (,)"));
    m_play = makeButton(
        QStringLiteral("run"), tr("Play or hold"), tr("Hold the view, or go on (Space)"));
    m_forward
        = makeButton(QStringLiteral("next"), tr("Token forward"), tr("One token forward (.)"));
    m_newest = makeButton(
        QStringLiteral("step"), tr("Newest token"), tr("To the newest token, and follow it (End)"));
    m_slider = new JumpSlider(this);
    m_slider->setObjectName(QStringLiteral("timeline"));
    m_slider->setAccessibleName(tr("Token"));
    m_slider->setWhatsThis(tr("The token that board and bars show; text and slider follow."));
    m_slider->setAccessibleDescription(tr("Which token of the text the switchboard shows"));
    m_slider->setEnabled(false);
    m_place = new QLabel(this);
    setMonospaced(m_place);
    makeMuted(m_place);
    m_place->setMinimumWidth(m_place->fontMetrics().horizontalAdvance(
        tr("token %1 of %2").arg(countText(10'000), countText(10'000))));
    m_place->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    for (QToolButton* button : {m_first, m_back, m_play, m_forward, m_newest})
        row->addWidget(button);
    row->addSpacing(kGap);
    row->addWidget(m_slider, 1);
    row->addSpacing(kGap);
    row->addWidget(m_place);

    connect(m_first, &QToolButton::clicked, this, [this] { Q_EMIT tokenAsked(0); });
    connect(m_back, &QToolButton::clicked, this, [this] { Q_EMIT tokenAsked(m_token - 1); });
    connect(m_play, &QToolButton::clicked, this, &PlaybackControls::playToggled);
    connect(m_forward, &QToolButton::clicked, this, [this] { Q_EMIT tokenAsked(m_token + 1); });
    connect(m_newest, &QToolButton::clicked, this, &PlaybackControls::newestAsked);
    connect(m_slider, &JumpSlider::valueChanged, this, &PlaybackControls::tokenAsked);
    setPosition(-1, 0);
}

QToolButton* PlaybackControls::makeButton(
    const QString& icon, const QString& name, const QString& help)
{
    auto* button = new QToolButton(this);
    button->setIcon(iconOf(icon));
    button->setIconSize(QSize(kIcon, kIcon));
    button->setAutoRaise(true);
    button->setToolTip(help);
    button->setAccessibleName(name);
    return button;
}

void PlaybackControls::setPosition(int token, int count)
{
    m_token = token;
    {
        const QSignalBlocker blocker(m_slider);
        m_slider->setRange(0, std::max(0, count - 1));
        m_slider->setValue(std::max(0, token));
    }
    m_slider->setEnabled(count > 1);
    m_first->setEnabled(token > 0);
    m_back->setEnabled(token > 0);
    m_forward->setEnabled(token + 1 < count);
    m_newest->setEnabled(count > 0);
    m_play->setEnabled(count > 0);
    m_place->setText(count > 0 ? tr("token %1 of %2").arg(countText(token), countText(count - 1))
                               : tr("no token yet"));
}

void PlaybackControls::setPlaying(bool on)
{
    m_play->setIcon(iconOf(on ? QStringLiteral("pause") : QStringLiteral("run")));
    m_play->setToolTip(
        on ? tr("Hold the view; the models go on (Space)") : tr("Go on through the text (Space)"));
    m_play->setAccessibleName(on ? tr("Hold") : tr("Play"));
}

} // namespace glowworm
