// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/timeline.h"

#include "ui/generation/bookmark_list.h"
#include "ui/inspector/inspector_words.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_icon.h"
#include "ui/widgets/value_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace glowworm {

namespace {

constexpr int kIcon = 18;

} // namespace

Timeline::Timeline(QWidget* parent)
    : QFrame(parent)
{
    makeCard(this);
    m_first = makeButton(
        QStringLiteral("step"), tr("First character"), tr("To the first character (Home)"));
    setToolIcon(m_first, QStringLiteral("step"), kIcon, true);
    m_back = makeButton(
        QStringLiteral("previous"), tr("Character back"), tr("One character back (,)"));
    m_play = makeButton(
        QStringLiteral("run"), tr("Play or hold"), tr("Hold the view, or go on (Space)"));
    m_forward = makeButton(
        QStringLiteral("next"), tr("Character forward"), tr("One character forward (.)"));
    m_newest = makeButton(QStringLiteral("step"), tr("Newest character"),
        tr("To the newest character, and follow it (End)"));
    m_edit = makeButton(QStringLiteral("edit"), tr("Type here"), {});
    m_edit->setObjectName(QStringLiteral("edit"));
    m_keep = makeButton(QStringLiteral("bookmark"), tr("Bookmarks"),
        tr("The bookmarks of this text, and a new one (B)"));
    m_track = new SurpriseTrack(this);
    m_track->setObjectName(QStringLiteral("timeline"));
    m_place = new QLabel(this);
    m_surprise = new ValueLabel(Provenance::Measured, tr("nats"), this);
    makeMuted(m_surprise);
    setTextRole(m_surprise, TextRole::Note);
    m_bookmarks = new BookmarkList(this);

    auto* place = new QVBoxLayout;
    place->setSpacing(0);
    for (QLabel* label : {m_place, static_cast<QLabel*>(m_surprise)}) {
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        place->addWidget(label, 0, Qt::AlignRight);
    }
    keepRoom(m_place, tr("%1 of %2").arg(countText(10'000), countText(10'000)));
    keepRoom(m_surprise, // also of a tape
        badged(tr("surprise %1").arg(QStringLiteral("0.00000 nats")), Provenance::Recorded));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 5, 12, 5);
    row->setSpacing(2);
    for (QToolButton* button : {m_first, m_back, m_play, m_forward, m_newest})
        row->addWidget(button);
    row->addSpacing(kGap);
    row->addWidget(m_track, 1);
    row->addSpacing(kGap);
    row->addLayout(place);
    row->addSpacing(4);
    row->addWidget(m_edit);
    row->addWidget(m_keep);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connectAll();
    setEditRefusal({});
    setPosition(-1, 0);
}

void Timeline::connectAll()
{
    connect(m_first, &QToolButton::clicked, this, [this] { Q_EMIT tokenAsked(0); });
    connect(m_back, &QToolButton::clicked, this, [this] { Q_EMIT tokenAsked(m_token - 1); });
    connect(m_play, &QToolButton::clicked, this, &Timeline::playToggled);
    connect(m_forward, &QToolButton::clicked, this, [this] { Q_EMIT tokenAsked(m_token + 1); });
    connect(m_newest, &QToolButton::clicked, this, &Timeline::newestAsked);
    connect(m_track, &SurpriseTrack::valueChanged, this, &Timeline::tokenAsked);
    connect(m_edit, &QToolButton::clicked, this, [this] { Q_EMIT editAsked(m_token); });
    connect(m_keep, &QToolButton::clicked, this, [this] { m_bookmarks->openAt(*m_keep); });
    connect(m_bookmarks, &BookmarkList::tokenAsked, this, &Timeline::tokenAsked);
    connect(m_bookmarks, &BookmarkList::bookmarkAsked, this, &Timeline::addBookmark);
    connect(m_bookmarks, &BookmarkList::undoAsked, this, &Timeline::undoAsked);
    connect(m_bookmarks, &BookmarkList::redoAsked, this, &Timeline::redoAsked);
    connect(m_bookmarks, &BookmarkList::changed, this, [this] {
        m_track->setBookmarks(m_bookmarks->bookmarks());
        Q_EMIT bookmarksChanged();
    });
}

QToolButton* Timeline::makeButton(const QString& icon, const QString& name, const QString& help)
{
    auto* button = new QToolButton(this);
    setToolIcon(button, icon, kIcon);
    button->setAutoRaise(true);
    button->setToolTip(help);
    button->setAccessibleName(name);
    return button;
}

void Timeline::begin(std::vector<TapeBookmark> bookmarks, Provenance surprise)
{
    m_surprise->setProvenance(surprise);
    m_track->begin();
    m_expected = 0;
    m_bookmarks->setBookmarks(std::move(bookmarks));
    setPosition(-1, 0);
}

void Timeline::expect(int tokens)
{
    m_track->expect(tokens);
    m_expected = tokens;
    showPlace();
}

void Timeline::showText(Twin twin, std::span<const GeneratedToken> tokens)
{
    m_track->showText(twin, tokens);
}

void Timeline::setEditRefusal(const QString& sentence)
{
    m_editRefusal = sentence;
    m_edit->setToolTip(sentence.isEmpty()
            ? tr("Type another text in place of this character, and let the models go on from "
                 "there (F2, or a double click on a character)")
            : sentence);
    m_edit->setEnabled(m_count > 0 && sentence.isEmpty());
}

void Timeline::setPosition(int token, int count)
{
    m_token = token;
    m_count = count;
    m_track->setPosition(token, count);
    m_first->setEnabled(token > 0);
    m_back->setEnabled(token > 0);
    m_forward->setEnabled(token + 1 < count);
    m_newest->setEnabled(count > 0);
    m_play->setEnabled(count > 0);
    m_keep->setEnabled(count > 0);
    m_edit->setEnabled(count > 0 && m_editRefusal.isEmpty());
    showPlace();
}

void Timeline::showPlace()
{
    const int last = std::max(m_count, m_expected) - 1;
    m_place->setText(m_count > 0 ? tr("%1 of %2").arg(countText(m_token), countText(last))
                                 : tr("no character yet"));
    m_place->setToolTip(tr("The picked character and the last one that there will be, counted from "
                           "0 and with the prompt"));
    const auto surprise = m_track->surprise(m_token);
    if (surprise)
        m_surprise->setValue(tr("surprise %1").arg(surpriseText(*surprise)),
            tr("minus the logarithm of the %1 that the model gave this character, at temperature 1")
                .arg(shareText(static_cast<double>(*m_track->probability(m_token)))));
    else
        m_surprise->setMissing(tr("What was there before the first character says nothing of it."));
}

void Timeline::setPlaying(bool on)
{
    setToolIcon(m_play, on ? QStringLiteral("pause") : QStringLiteral("run"), kIcon);
    m_play->setToolTip(
        on ? tr("Hold the view; the models go on (Space)") : tr("Go on through the text (Space)"));
    m_play->setAccessibleName(on ? tr("Hold") : tr("Play"));
}

void Timeline::setFirstDifference(int token, const QString& words)
{
    m_track->setFirstDifference(token, words);
}

void Timeline::addBookmark()
{
    if (m_token < 0)
        return;
    m_bookmarks->add(m_token);
    m_bookmarks->openAt(*m_keep, m_token);
}

const std::vector<TapeBookmark>& Timeline::bookmarks() const { return m_bookmarks->bookmarks(); }

void Timeline::setBookmarks(std::vector<TapeBookmark> bookmarks)
{
    m_bookmarks->setBookmarks(std::move(bookmarks));
}

} // namespace glowworm
