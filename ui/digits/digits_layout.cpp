// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of the Digits panel stand.
#include "ui/digits/digits_panel.h"

#include "ui/digits/aside.h"
#include "ui/digits/digit_tools.h"
#include "ui/digits/duel_stage.h"
#include "ui/digits/gallery.h"
#include "ui/inspector/inspector.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QEvent>

namespace glowworm {

/// The gallery's place stays as it is while a neuron's card stands there.
void DigitsPanel::layOut()
{
    auto* lower = new FoldingRow(this);
    m_galleryPlace = new QWidget(lower);
    auto* inside = new QVBoxLayout(m_galleryPlace);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_gallery);
    QSizePolicy keepsRoom = m_gallery->sizePolicy();
    keepsRoom.setRetainSizeWhenHidden(true);
    m_gallery->setSizePolicy(keepsRoom);
    lower->row()->setSpacing(kGap);
    lower->row()->addWidget(m_tools, 34);
    lower->row()->addWidget(m_galleryPlace, 66);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(12, 12, 12, 12);
    all->setSpacing(kGap);
    all->addWidget(m_stage, 80);
    all->addWidget(lower, 20);
    for (QWidget* moves : {m_galleryPlace, static_cast<QWidget*>(lower)})
        moves->installEventFilter(this);
    connect(m_stage, &DuelStage::arranged, this, &DigitsPanel::placeAside);
}

/// A neuron's card takes the place of the gallery: the whole way of the light stays in sight. What
/// is about another picture, or about all, leaves that free, and lies over what the models see.
void DigitsPanel::placeAside()
{
    if (!m_aside || m_aside->isHidden())
        return;
    const bool ofNeuron = m_inspector->kept(m_looksAt).has_value();
    const QRect place = ofNeuron ? m_galleryPlace->rect() : m_stage->asidePlace();
    const QWidget* in = ofNeuron ? m_galleryPlace : static_cast<QWidget*>(m_stage);
    m_gallery->setVisible(!ofNeuron);
    m_stage->setCovered(!ofNeuron);
    m_aside->showAt({in->mapTo(this, place.topLeft()), place.size()}, m_looksAt);
}

bool DigitsPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move)
        placeAside();
    return Panel::eventFilter(watched, event);
}

} // namespace glowworm
