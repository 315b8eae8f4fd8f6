// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/basic_widgets.h"

#include "ui/widgets/theme.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace glowworm {

QFrame* newCard(QWidget* parent)
{
    auto* card = new QFrame(parent);
    makeCard(card);
    return card;
}

QLabel* newHeading(const QString& text, QWidget* parent)
{
    auto* heading = new QLabel(text, parent);
    heading->setFont(headingFont(heading));
    return heading;
}

QLabel* newNote(const QString& text, QWidget* parent)
{
    auto* note = new QLabel(text, parent);
    note->setWordWrap(true);
    makeMuted(note);
    return note;
}

QPushButton* newButton(const QString& text, const char* name, QWidget* parent, const QString& help)
{
    auto* button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(help);
    return button;
}

} // namespace glowworm
